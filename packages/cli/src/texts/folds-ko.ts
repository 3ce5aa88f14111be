import type { foldsEn } from './folds-en.js'

/** The same keys as `foldsEn`. */
export const foldsKo: typeof foldsEn = {
  options: {
    folds: '교차 검증: 학습 데이터를 K개의 폴드로 나누고, 폴드를 하나씩 빼고 학습해 그 폴드로 테스트하기를 K번 합니다',
    method: (names) => `폴드를 나누는 방법: ${names} (기본값: stratified, 레이블이 수치이면 random)`,
    seed: (usual) => `폴드를 나누는 시드. 학습의 시드와는 따로 정합니다 (기본값: ${usual})`,
  },
  needsFolds: (option) => `${option} 옵션은 폴드를 나누는 방법을 정합니다. --folds로 폴드의 수를 지정하십시오`,
  methods: {
    stratified: '클래스의 비율을 유지하며',
    random: '무작위로',
    similarity: '비슷한 레코드는 한 폴드에 모아',
    chromosome: '염색체별로',
  },
  start: (folds, method, seed, records) =>
    `교차 검증: 학습 레코드 ${records}개를 ${method} 폴드 ${folds}개로 나눕니다(시드 ${seed}). 실행마다 학습에 쓰지 않은 폴드로 테스트합니다.`,
  testNotRead: '설정의 테스트 데이터는 쓰지 않습니다.',
  testLeftAlone: '테스트 데이터는 보지 않았습니다. 마지막에 한 번 쓰려면 이 설정으로 --folds 없이 학습하십시오.',
  progress: (fold, folds) => `폴드 ${fold}/${folds}`,
  foldDone: (name, metric, value, records, time) =>
    `${name}  ${metric} ${value}, 레코드 ${records}개  (학습 시간 ${time})`,
  stopped: (finished, folds) =>
    `폴드 ${folds}개 가운데 ${finished}개를 마치고 멈췄습니다. 마친 폴드와 다음 폴드에서 학습한 것까지 모두 저장했습니다.`,
  done: (folder, time) => `${time} 만에 마쳤습니다. 결과가 있는 폴더: ${folder}`,
  fold: '폴드',
  records: '레코드',
  epochs: '에포크',
  mean: '평균',
  sd: '표준편차',
  pooled: '모든 레코드를 합쳐서',
  beside: '같은 폴드에서 기준선과 비교(평균 ± 표준편차): 신경망이라면 이보다 나아야 합니다',
  wins: (wins, losses, folds) => `폴드 ${folds}개 가운데 신경망이 ${wins}개에서 낫고 ${losses}개에서 못합니다`,
  networkAhead: (name, metric, size, folds) =>
    `신경망이 모든 기준선보다 낫습니다. 가장 좋은 기준선(${name})보다 ${metric} 평균이 ${size}만큼 좋습니다. ${folds}.`,
  baselineAhead: (name, metric, size, folds) =>
    `신경망이 이기지 못한 기준선이 있습니다. ${name} 쪽 ${metric} 평균이 ${size}만큼 좋습니다. ${folds}. 이 지표로는 신경망이 낫다는 근거가 없습니다.`,
}
