import type { TextPair } from './config.js'
import { message } from './message.js'

/** Errors of several runs that belong together: folds of a cross-validation, trials of a search. */
export const searchMessages = {
  FOLDS_CHANGED: message<{ folder: string; option: string; before: string; now: string }>(
    'usage',
    (d) =>
      `${d.folder}: the cross-validation was started with ${d.option} ${d.before}, now it is ${d.now}. Go on with ${d.option} ${d.before}, or start a new one with another -o`,
    (d) =>
      `${d.folder}: 이 교차 검증을 시작할 때와 ${d.option} 값이 다릅니다. 시작할 때: ${d.before}, 지금: ${d.now}. 같은 값으로 이어 가거나 다른 -o로 새로 시작하십시오`,
  ),
  SEARCH_CHANGED: message<{ folder: string; what: TextPair }>(
    'usage',
    (d) =>
      `${d.folder}: the search was started with another value of this: ${d.what.en}. Its trials could not be compared with new ones. Put it back, or start a new search with another -o`,
    (d) =>
      `${d.folder}: 이 탐색은 다른 값으로 시작되었습니다: ${d.what.ko}. 이대로는 앞의 시도와 새 시도를 견줄 수 없습니다. 원래대로 되돌리거나 다른 -o로 새로 시작하십시오`,
  ),
  SEARCH_NOTHING_TO_JUDGE: message<{ file: string }>(
    'data',
    (d) =>
      `${d.file}: there is nothing to judge trials by: the configuration has no validation data. Name data.validation, or judge by folds of the training data: --folds 5`,
    (d) =>
      `${d.file}: 시도를 견줄 데이터가 없습니다. 설정에 검증 데이터가 없으니 data.validation을 지정하거나 학습 데이터의 폴드로 견주십시오: --folds 5`,
  ),
  SEARCH_ALL_FAILED: message<{ folder: string; trials: number; problem: TextPair }>(
    'failed',
    (d) => `${d.folder}: all ${d.trials} trials failed; search.tsv has the reason of each. The first: ${d.problem.en}`,
    (d) =>
      `${d.folder}: 시도 ${d.trials}개가 모두 실패했습니다. 이유는 search.tsv에 있습니다. 첫 번째 이유: ${d.problem.ko}`,
  ),
}
