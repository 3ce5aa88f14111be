import type { searchEn } from './search-en.js'

/** The same keys as `searchEn`. */
export const searchKo: typeof searchEn = {
  options: {
    summary: '설정의 키에 여러 값을 격자나 무작위로 시도해 보고 가장 좋은 것을 남깁니다',
    config: 'YAML 설정 파일. search 항목에 탐색할 키와 값을 적습니다',
    output: '결과를 쓸 폴더 (기본값: runs/search-이름-날짜)',
    space: '설정 파일 대신 search 항목을 읽을 파일',
    trials: '무작위로 뽑을 횟수 (기본값: search.trials, 없으면 20)',
    folds: '학습 데이터를 폴드 K개로 나눈 교차 검증으로 평가합니다 (기본값: search.folds)',
    validation: 'search.folds가 있어도 검증 데이터로 평가합니다',
    keep: '모든 시도의 모델을 남깁니다',
    resume: '-o 폴더의 탐색을 이어 갑니다. 마친 시도는 다시 하지 않습니다',
  },
  neverTest:
    '테스트 데이터로 시도를 견줄 수 없습니다. 테스트 데이터로 고른 것은 그 데이터에서 실제보다 좋아 보이고, 얼마나 그런지 알아낼 데이터가 남지 않습니다. 검증 데이터나 --folds로 견주고 테스트 데이터는 마지막에 한 번만 쓰십시오',
  oneJudge: '--folds와 --validation은 함께 쓸 수 없습니다. 하나만 지정하십시오',
  start: (trials, method, judged) => `탐색: 시도 ${trials}개(${method}). 평가 기준: ${judged}`,
  byValidation: (metric) => `검증 데이터의 ${metric}`,
  byFolds: (metric, folds, method, seed) =>
    `학습 데이터를 ${method} 나눈 폴드 ${folds}개의 ${metric} 평균(시드 ${seed})`,
  fewer: (trials, asked) => `서로 다른 조합이 ${asked}개가 안 되어 ${trials}개만 시도합니다.`,
  kept: (trials) => `시도 ${trials}개는 전에 마쳤습니다.`,
  progress: (trial, trials) => `시도 ${trial}/${trials}`,
  leftInAll: (time) => `모두 ${time} 남음`,
  bestSoFar: '지금까지 가장 좋음',
  failed: (name, values, problem) => `${name} 실패(${values}): ${problem}`,
  someFailed: (failed, trials) =>
    `시도 ${trials}개 가운데 ${failed}개에는 점수가 없습니다. 이유는 search.tsv에 있습니다.`,
  trial: '시도',
  time: '학습 시간',
  optimistic: '가장 좋은 시도는 점수가 가장 좋아서 고른 것이므로 새 데이터에서는 이보다 조금 나쁠 것입니다.',
  testLeftAlone: '테스트 데이터는 보지 않았습니다. 한 번 쓰려면 가장 좋은 설정으로 학습하십시오.',
  stopped: (finished, trials) =>
    `시도 ${trials}개 가운데 ${finished}개를 마치고 멈췄습니다. 마친 시도와 다음 시도에서 학습한 것까지 모두 저장했습니다.`,
  done: (folder, time, best) =>
    `${time} 만에 마쳤습니다. 모든 시도가 있는 폴더: ${folder}. 가장 좋은 설정으로 학습하려면: helicon train ${best}`,
}
