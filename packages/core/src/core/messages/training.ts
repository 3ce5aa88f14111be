import { message } from './message.js'

/** Errors of training and of the engines. */
export const trainingMessages = {
  TRAINING_NOT_FINITE: message<{ what: string; step: number; epoch?: number; batch?: number }>(
    'failed',
    (d) =>
      `${d.what} is not a finite number at step ${d.step}${d.epoch === undefined ? '' : ` (epoch ${d.epoch}, batch ${d.batch})`}; the step was not taken. Try a smaller learning rate, and look for extreme weights or values in the data`,
    (d) =>
      `${d.step}번째 스텝${d.epoch === undefined ? '' : `(에포크 ${d.epoch}, 배치 ${d.batch})`}에서 ${d.what} 값이 유한하지 않아 그 스텝을 적용하지 않았습니다. 학습률을 줄이고 데이터에 극단적인 가중치나 값이 없는지 확인하십시오`,
  ),
  TRAINING_NO_RECORDS: message<{ dataset: string; part: string }>(
    'data',
    (d) => `${d.dataset}: no records for ${d.part}; at least one is needed`,
    (d) => `${d.dataset}: ${d.part}에 쓸 레코드가 없습니다. 하나 이상 있어야 합니다`,
  ),
  RECORD_LENGTH_MISMATCH: message<{ dataset: string; index: number; id: string; found: number; expected: number }>(
    'data',
    (d) =>
      `${d.dataset}, record ${d.index + 1} (${d.id}): the sequence has ${d.found} bases, but the model takes ${d.expected}. Change the model's input length or cut the sequences to ${d.expected} bases`,
    (d) =>
      `${d.dataset}, ${d.index + 1}번째 레코드(${d.id}): 서열 길이가 ${d.found}인데 모델은 ${d.expected}을(를) 받습니다. 모델의 입력 길이를 바꾸거나 서열을 ${d.expected}염기로 맞추십시오`,
  ),
  RECORD_VALUE_INVALID: message<{
    dataset: string
    index: number
    id: string
    what: 'label' | 'weight' | 'feature'
    found: unknown
    expected: string
  }>(
    'data',
    (d) =>
      `${d.dataset}, record ${d.index + 1} (${d.id}): the ${d.what} is ${String(d.found)}; expected ${d.expected}. Correct or remove this record`,
    (d) =>
      `${d.dataset}, ${d.index + 1}번째 레코드(${d.id}): ${VALUE_KO[d.what]} 값이 ${String(d.found)}입니다. 허용되는 값: ${d.expected}. 이 레코드를 고치거나 빼십시오`,
  ),
  FEATURES_MISSING: message<{ dataset: string; input: string; expected: number }>(
    'data',
    (d) =>
      `${d.dataset} has no features, but the model's input ${d.input} takes ${d.expected} for each record. Give the data a second input, or use a model with sequences alone`,
    (d) =>
      `${d.dataset}에 특징값이 없는데 모델의 입력 ${d.input}은(는) 레코드마다 ${d.expected}개를 받습니다. 데이터에 두 번째 입력을 넣거나 서열만 받는 모델을 쓰십시오`,
  ),
  FEATURES_MISMATCH: message<{ dataset: string; found: number; expected: number }>(
    'data',
    (d) =>
      `${d.dataset} has ${d.found} features for each record, but the model takes ${d.expected}. Change the model's input shape or the features`,
    (d) =>
      `${d.dataset}의 특징값은 레코드마다 ${d.found}개인데 모델은 ${d.expected}개를 받습니다. 모델의 입력 모양이나 특징값을 고치십시오`,
  ),
  LABELS_MISSING: message<{ dataset: string }>(
    'data',
    (d) => `${d.dataset} has no labels; training and evaluation need one or more label columns`,
    (d) => `${d.dataset}에 레이블이 없습니다. 학습과 평가에는 레이블 열이 하나 이상 있어야 합니다`,
  ),
  LABELS_MISMATCH: message<{ dataset: string; found: number; expected: number; output: string }>(
    'data',
    (d) =>
      `${d.dataset} has ${d.found} label columns, but the model's output ${d.output} has ${d.expected} values. Change the last layer's units or the labels`,
    (d) =>
      `${d.dataset}의 레이블 열은 ${d.found}개인데 모델의 출력 ${d.output}은(는) 값이 ${d.expected}개입니다. 마지막 층의 units나 레이블을 고치십시오`,
  ),
  DATASET_SIZE_MISMATCH: message<{ dataset: string; what: string; found: number; expected: number }>(
    'data',
    (d) => `${d.dataset}: ${d.what} has ${d.found} values; expected ${d.expected}, from the number of sequences`,
    (d) => `${d.dataset}: ${d.what}의 값이 ${d.found}개입니다. 서열 수에 따르면 ${d.expected}개여야 합니다`,
  ),
  MONITOR_UNKNOWN: message<{ monitor: string; known: readonly string[] }>(
    'usage',
    (d) =>
      `monitor ${d.monitor} is not a column that this training computes; available: ${d.known.join(', ')}. A column with val needs validation data`,
    (d) =>
      `감시할 열 ${d.monitor}은(는) 이 학습에서 계산하지 않습니다. 쓸 수 있는 열: ${d.known.join(', ')}. val로 시작하는 열에는 검증 데이터가 필요합니다`,
  ),
  CHECKPOINT_INVALID: message<{ name: string; found: string; expected: string }>(
    'data',
    (d) => `${d.name} is not a usable checkpoint: ${d.found}; expected ${d.expected}. Train again without resuming`,
    (d) =>
      `${d.name}은(는) 쓸 수 있는 체크포인트가 아닙니다. 발견: ${d.found}, 필요: ${d.expected}. 이어 하지 말고 처음부터 다시 학습하십시오`,
  ),
  CHECKPOINT_MISMATCH: message<{ what: string; found: string; expected: string }>(
    'data',
    (d) =>
      `The checkpoint belongs to another training: its ${d.what} is ${d.found}, here it is ${d.expected}. Resume with the configuration and data it was made with, or train anew`,
    (d) =>
      `체크포인트가 다른 학습의 것입니다. ${d.what}: 체크포인트 ${d.found}, 현재 ${d.expected}. 만들 때와 같은 설정과 데이터로 이어 하거나 새로 학습하십시오`,
  ),
  ENGINE_UNAVAILABLE: message<{ engine: string; reason: string }>(
    'failed',
    (d) => `The ${d.engine} engine cannot run here: ${d.reason}`,
    (d) => `${d.engine} 엔진을 여기서 실행할 수 없습니다: ${d.reason}`,
  ),
  ENGINE_WORKER_LOST: message<{ reason: string }>(
    'failed',
    (d) => `A worker thread of the engine ended unexpectedly: ${d.reason}`,
    (d) => `엔진의 작업 스레드가 예기치 않게 끝났습니다: ${d.reason}`,
  ),
}

const VALUE_KO = { label: '레이블', weight: '가중치', feature: '특징값' } as const
