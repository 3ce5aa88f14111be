import { message } from './message.js'

/** Errors of training and of the engines. */
export const trainingMessages = {
  TRAINING_NOT_FINITE: message<{ what: string; step: number }>(
    'failed',
    (d) =>
      `${d.what} is not a finite number at step ${d.step}; the step was not taken. Try a smaller learning rate, and look for extreme weights or values in the data`,
    (d) =>
      `${d.step}번째 스텝에서 ${d.what} 값이 유한하지 않아 그 스텝을 적용하지 않았습니다. 학습률을 줄이고 데이터에 극단적인 가중치나 값이 없는지 확인하십시오`,
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
