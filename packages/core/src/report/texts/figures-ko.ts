import type { FigureTexts } from './figures-en.js'

/** What the figures say in Korean: the same keys as `figuresEn`. */
export const figuresKo: FigureTexts = {
  parts: { train: '학습', validation: '검증', test: '테스트' },
  epoch: '에포크',
  none: '정의되지 않음',
  best: (epoch) => `최적: ${epoch}`,
  training: {
    title: (column) => `에포크별 ${column}`,
    description: (column, lines) => `에포크마다 잰 ${column}입니다. ${lines}`,
    line: (name, first, last) => `${name}: ${first}에서 시작해 ${last}에 이르렀습니다.`,
    empty: (column) => `계산된 ${column} 값이 없습니다.`,
    notFinite: (count) => `값 ${count}개가 유한하지 않아 그릴 수 없습니다`,
  },
  roc: {
    title: 'ROC 곡선',
    x: '위양성률(제1종 오류)',
    y: '진양성률(재현율)',
    description: (areas) =>
      `모든 임계값에서 위양성률에 대한 진양성률입니다. 곡선 아래 넓이: ${areas}. 무작위로 맞히면 대각선 위에 놓이고 넓이는 0.5입니다.`,
    empty: '이 데이터에 나오지 않는 클래스가 있어 ROC 곡선이 정의되지 않습니다.',
    guess: '무작위',
  },
  precisionRecall: {
    title: '정밀도와 재현율',
    x: '재현율',
    y: '정밀도',
    description: (areas, base) =>
      `모든 임계값에서 재현율에 대한 정밀도입니다. 평균 정밀도: ${areas}. 무작위로 맞히면 정밀도는 양성 비율 ${base}와 같습니다.`,
    empty: '이 데이터에는 양성이 없어 정밀도와 재현율이 의미가 없습니다.',
    base: (percent) => `양성 비율 ${percent}`,
  },
  reliability: {
    title: '확률의 신뢰도',
    x: '예측 확률의 평균',
    y: '실제 양성의 비율',
    count: '레코드',
    perfect: '완벽한 보정',
    description: (bins) =>
      `구간 ${bins}개에서 예측 확률의 평균에 대한 실제 양성의 비율과 레코드 수입니다. 대각선 위의 점은 잘 보정된 것이고, 그보다 아래의 점은 확률을 부풀린 것입니다.`,
    empty: '점수가 확률이 아니어서 신뢰도를 나타낼 수 없습니다.',
  },
  scores: {
    title: '클래스별 점수 분포',
    x: '점수',
    y: '클래스 안에서의 비율',
    negative: (count) => `음성(${count}개)`,
    positive: (count) => `양성(${count}개)`,
    range: '점수 구간',
    description: '음성과 양성의 점수가 어떻게 퍼져 있는지 보여 줍니다. 비율의 합은 클래스마다 1입니다.',
    empty: '레코드가 없습니다.',
  },
  errors: {
    title: '임계값별 오류',
    x: '임계값',
    y: '클래스 안에서의 비율',
    typeOne: '제1종: 위양성',
    typeTwo: '제2종: 위음성',
    description: '임계값에 따라 음성을 양성으로 부른 비율(제1종 오류)과 양성을 놓친 비율(제2종 오류)입니다.',
    empty: '이 데이터에 나오지 않는 클래스가 있어 한 종류의 오류만 생깁니다.',
  },
  confusion: {
    title: '혼동 행렬',
    actual: '실제 클래스',
    predicted: '예측 클래스',
    description: (share, records) => `레코드 ${records}개 가운데 ${share}가 대각선에 있어 맞게 예측되었습니다.`,
    tooMany: (classes) => `클래스가 ${classes}개라 그림으로 나타내기에 너무 많습니다. 행렬은 metrics.json에 있습니다.`,
    empty: '레코드가 없습니다.',
    row: (name) => `실제 ${name}`,
    column: (name) => `예측 ${name}`,
  },
  scatter: {
    title: '참값에 대한 예측값',
    x: '참값',
    y: '예측값',
    equal: '일치',
    description: (shown, records) =>
      `레코드 ${records}개 가운데 ${shown}개의 참값에 대한 예측값입니다. 완벽한 예측은 대각선 위에 놓입니다.`,
    empty: '레코드가 없습니다.',
  },
  comparison: {
    title: (metric) => `간단한 방법들과 비교한 ${metric}`,
    name: '방법',
    network: '이 신경망',
    description: (metric, values) => `같은 레코드에서 이 신경망과 더 간단한 방법들의 ${metric}: ${values}.`,
    empty: '비교할 방법이 없습니다.',
    interval: '95% 구간',
  },
  logo: {
    title: (index, consensus) => `필터 ${index}: ${consensus}`,
    description: (sites, consensus) => `자리 ${sites}개의 서열 로고입니다. 공통 서열: ${consensus}.`,
    bits: '비트',
  },
}
