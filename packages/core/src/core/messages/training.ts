import { type Expectation, expectedEnglish, expectedKorean, type Wording } from './expectation.js'
import { message } from './message.js'
import { counted, shownValue } from './number-text.js'

/** What a checkpoint must have in common with the training that goes on from it. */
const CHECKPOINT_FACTS = {
  identity: { en: 'hash of configuration and data', ko: '설정과 데이터의 해시' },
  seed: { en: 'seed', ko: '시드' },
  batchSize: { en: 'batch size', ko: '배치 크기' },
  records: { en: 'number of training records', ko: '학습 레코드 수' },
  weights: { en: 'list of weights', ko: '가중치 목록' },
} as const

/** Errors of training and of the engines. */
export const trainingMessages = {
  TRAINING_NOT_FINITE: message<{ what: string; step: number; epoch?: number; batch?: number }>(
    'failed',
    (d) =>
      `${d.what} is not a finite number at step ${d.step}${d.epoch === undefined ? '' : ` (epoch ${d.epoch}, batch ${d.batch})`}; the step was not taken. Try a smaller learning rate, and look for extreme weights or values in the data`,
    (d) =>
      `${d.step}번째 스텝${d.epoch === undefined ? '' : `(에포크 ${d.epoch}, 배치 ${d.batch})`}에서 ${d.what} 값이 유한하지 않아 그 스텝을 적용하지 않았습니다. 학습률을 줄이고 데이터에 극단적인 가중치나 값이 없는지 확인하십시오`,
  ),
  TRAINING_NO_RECORDS: message<{ dataset: string; part: 'training' | 'evaluation' }>(
    'data',
    (d) => `${d.dataset}: no records for ${d.part}; at least one is needed`,
    (d) => `${d.dataset}: ${d.part === 'training' ? '학습' : '평가'}에 쓸 레코드가 없습니다. 하나 이상 있어야 합니다`,
  ),
  FEATURE_NOT_FINITE: message<{ dataset: string; record: string; row: number; column: number; found: number }>(
    'data',
    (d) =>
      `${d.dataset}: feature ${d.column} of record ${d.record} (row ${d.row}) is ${d.found}; expected a finite number. Correct or remove the record`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 특징값 ${d.column}번이 ${d.found}입니다. 유한한 수여야 합니다. 이 레코드를 고치거나 빼십시오`,
  ),
  WEIGHTS_OF_CLASSES_DIFFER: message<{ dataset: string; record: string; row: number; found: string }>(
    'data',
    (d) =>
      `${d.dataset}: record ${d.record} (row ${d.row}) has the weights ${shownValue(d.found)} for its classes; a loss over classes takes one weight for each record. Give every column of the record the same weight`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 클래스별 가중치가 서로 다릅니다: ${shownValue(d.found)}. 클래스 손실 함수는 레코드마다 가중치 하나를 받습니다. 레코드의 모든 열에 같은 가중치를 주십시오`,
  ),
  WEIGHTS_OF_COLUMNS_DIFFER: message<{ dataset: string; record: string; row: number; found: string }>(
    'data',
    (d) =>
      `${d.dataset}: record ${d.record} (row ${d.row}) has the weights ${shownValue(d.found)} for its label columns; weighted metrics take one weight for each record. Evaluate without weights, or give every column of the record the same weight`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 열별 가중치가 서로 다릅니다: ${shownValue(d.found)}. 가중 지표는 레코드마다 가중치 하나를 받습니다. 가중치 없이 평가하거나 레코드의 모든 열에 같은 가중치를 주십시오`,
  ),
  FEATURES_MISSING: message<{ dataset: string; input: string; expected: number }>(
    'data',
    (d) =>
      `${d.dataset} has no features, but the model's input ${d.input} takes ${d.expected} for each record. Name a table of them with data.features in the configuration, or --features on the command line, or use a model with sequences alone`,
    (d) =>
      `${d.dataset}에 특징값이 없는데 모델의 ${d.input} 입력은 레코드마다 ${d.expected}개를 받습니다. 설정의 data.features나 명령줄의 --features로 특징값 표를 지정하거나 서열만 받는 모델을 쓰십시오`,
  ),
  INPUT_CHANNELS: message<{ dataset: string; input: string; length: number; channels: number }>(
    'data',
    (d) =>
      `The model's input ${d.input} has the shape [${d.length}, ${d.channels}], but ${d.dataset} has sequences alone, whose channels must be 4 (A, C, G, T). Make the shape [${d.length}, 4]`,
    (d) =>
      `모델의 ${d.input} 입력 모양은 [${d.length}, ${d.channels}]인데 ${d.dataset} 데이터에는 서열만 있습니다. 서열의 채널은 4개(A, C, G, T)여야 하니 모양을 [${d.length}, 4]로 고치십시오`,
  ),
  FEATURES_MISMATCH: message<{ dataset: string; found: number; expected: number }>(
    'data',
    (d) =>
      `${d.dataset} has ${counted(d.found, 'feature')} for each record, but the model takes ${d.expected}. Change the model's input shape or the features`,
    (d) =>
      `${d.dataset}의 특징값은 레코드마다 ${d.found}개인데 모델은 ${d.expected}개를 받습니다. 모델의 입력 모양이나 특징값을 고치십시오`,
  ),
  LABELS_MISSING: message<{ dataset: string }>(
    'data',
    (d) => `${d.dataset} has no labels; training and evaluation need one or more label columns`,
    (d) => `${d.dataset}에 레이블이 없습니다. 학습과 평가에는 레이블 열이 하나 이상 있어야 합니다`,
  ),
  DATASET_SIZE_MISMATCH: message<{ dataset: string; what: string; found: number; expected: number }>(
    'data',
    (d) =>
      `${d.dataset}: ${d.what} has ${counted(d.found, 'value')}; expected ${d.expected}, from the number of sequences`,
    (d) => `${d.dataset}: ${d.what}의 값이 ${d.found}개입니다. 서열 수에 따르면 ${d.expected}개여야 합니다`,
  ),
  LABELS_MISMATCH: message<{ dataset: string; found: number; expected: number; output: string }>(
    'data',
    (d) =>
      `${d.dataset} has ${counted(d.found, 'label column')}, but the model's output ${d.output} has ${counted(d.expected, 'value')}. Change the last layer's units or the labels`,
    (d) =>
      `${d.dataset}의 레이블 열은 ${d.found}개인데 모델의 ${d.output} 출력은 값이 ${d.expected}개입니다. 마지막 층의 units나 레이블을 고치십시오`,
  ),
  MONITOR_UNKNOWN: message<{ monitor: string; known: readonly string[] }>(
    'usage',
    (d) =>
      `monitor ${d.monitor} is not a column that this training computes; available: ${d.known.join(', ')}. A column with val needs validation data`,
    (d) =>
      `감시할 열을 이 학습에서는 계산하지 않습니다: ${d.monitor}. 쓸 수 있는 열: ${d.known.join(', ')}. val로 시작하는 열에는 검증 데이터가 필요합니다`,
  ),
  CHECKPOINT_INVALID: message<{ name: string; field: string; found: string; expected: Expectation }>(
    'data',
    (d) =>
      `${d.name} is not a usable checkpoint: ${d.field} is ${d.found}; expected ${expectedEnglish(d.expected)}. Train again without resuming`,
    (d) =>
      `쓸 수 없는 체크포인트입니다: ${d.name}. ${d.field} 값이 ${d.found}입니다. 올 수 있는 값: ${expectedKorean(d.expected)}. 이어 가지 말고 처음부터 다시 학습하십시오`,
  ),
  CHECKPOINT_MISMATCH: message<{ what: keyof typeof CHECKPOINT_FACTS; found: string; expected: string }>(
    'data',
    (d) =>
      `The checkpoint belongs to another training: its ${CHECKPOINT_FACTS[d.what].en} is ${d.found}, here it is ${d.expected}. Resume with the configuration and data it was made with, or train anew`,
    (d) =>
      `체크포인트가 다른 학습의 것입니다. ${CHECKPOINT_FACTS[d.what].ko}: 체크포인트 ${d.found}, 현재 ${d.expected}. 만들 때와 같은 설정과 데이터로 이어 가거나 새로 학습하십시오`,
  ),
  ENGINE_MODEL_DISPOSED: message<Record<never, never>>(
    'failed',
    () =>
      'The compiled model was disposed of before this call, or during it. Dispose of it after the last call, or compile it again',
    () =>
      '이 호출 전이나 도중에 컴파일한 모델을 해제했습니다. 마지막 호출이 끝난 다음에 해제하거나 다시 컴파일하십시오',
  ),
  ENGINE_OUT_OF_MEMORY: message<{ megabytes: number; used: number }>(
    'failed',
    (d) =>
      `There is no memory for another ${d.megabytes} MB beside ${d.used} MB in use. WebAssembly has 4,096 MB at most, however much the machine has. Use a smaller batch size or a smaller network`,
    (d) =>
      `이미 쓰는 ${d.used} MB 외에 메모리 ${d.megabytes} MB를 더 확보할 수 없습니다. 컴퓨터의 메모리가 얼마든 WebAssembly는 4,096 MB까지만 씁니다. 배치 크기나 신경망을 줄이십시오`,
  ),
  ENGINE_UNAVAILABLE: message<{ engine: string; reason: Wording }>(
    'failed',
    (d) => `The ${d.engine} engine cannot run here: ${d.reason.en}`,
    (d) => `${d.engine} 엔진을 여기서 실행할 수 없습니다: ${d.reason.ko}`,
  ),
  ENGINE_WORKER_LOST: message<{ reason: Wording }>(
    'failed',
    (d) => `A worker thread of the engine ended unexpectedly: ${d.reason.en}`,
    (d) => `엔진의 작업 스레드가 예기치 않게 끝났습니다: ${d.reason.ko}`,
  ),
}
