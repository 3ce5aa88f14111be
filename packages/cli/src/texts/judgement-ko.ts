import type { judgementEn } from './judgement-en.js'

/** The same keys as `judgementEn`. */
export const judgementKo: typeof judgementEn = {
  threshold: '임계값',
  thresholds:
    '임계값에 따른 오류: 제1종 오류는 음성 가운데 양성으로 예측한 비율, 제2종 오류는 양성 가운데 놓친 비율입니다',
  typeOne: '제1종 오류',
  typeTwo: '제2종 오류',
  calledPositive: '양성으로 예측',
  reasons: {
    default: '따로 지정하지 않을 때 씀',
    bestF1: 'F1이 가장 높음',
    equalError: '두 오류가 비슷함',
    grid: '',
  },
  calibration: '보정: 모델이 말한 확률만큼 실제로 양성이어야 합니다',
  meanPrediction: '예측 확률',
  positiveFraction: '실제 양성',
  records: '레코드',
  calibrationErrors: (brier, expected, largest) =>
    `Brier 점수 ${brier}, 기대 보정 오차 ${expected}, 가장 큰 보정 오차 ${largest}(0이면 완벽합니다).`,
  learningBaselines: '기준선 학습 중',
  method: '방법',
  network: '이 신경망',
  baselines: {
    majority: '가장 많은 클래스',
    gc: 'G+C 함량',
    pwm: '모티프 최고 일치 점수',
    position: '위치별 염기 회귀',
    kmer: 'k-mer 회귀',
  },
  beside: (part) => `${part} 데이터에서 기준선과 비교: 신경망이라면 이보다 나아야 합니다`,
  sampledBaselines: (taken, of) =>
    `기준선은 학습 서열 ${of}개 가운데 ${taken}개로 학습했으며, 드문 클래스는 빠짐없이 넣었습니다.`,
  baselineBeats: (name, metric, size) =>
    `기준선이 신경망보다 낫습니다: ${name} 쪽 ${metric} 값이 ${size} 높으며 우연이라고 보기 어렵습니다(95%). 지금으로서는 간단한 방법이 더 좋습니다.`,
  baselineAhead: (name, metric, size) =>
    `기준선이 신경망을 앞섭니다: ${name} 쪽 ${metric} 값이 ${size} 높습니다. 우연일 수 있지만 신경망이 낫다는 근거는 없습니다.`,
  networkAhead: (name, metric, size) =>
    `신경망의 ${metric} 값이 가장 좋은 기준선(${name})보다 ${size} 높지만 우연일 수 있습니다(95%).`,
  networkBeats: (name, metric, size) =>
    `신경망이 모든 기준선보다 낫습니다: ${metric} 값이 ${name}보다 ${size} 높으며 우연이라고 보기 어렵습니다(95%).`,
  readingFilters: '필터 읽는 중',
  filters: {
    summary: '첫 층의 필터를 모티프로 나타내고 가장 비슷한 알려진 모티프를 찾습니다',
    output: '모티프를 MEME 형식으로 쓸 파일. -이면 표 대신 표준 출력에 씁니다',
    match: '비교할 알려진 모티프 파일. motif scan이 읽는 모든 형식을 받습니다',
    filter: '필터',
    sites: '자리',
    consensus: '공통 서열',
    information: '비트',
    bestMatch: '가장 비슷한 모티프',
    correlation: '상관계수',
    tooFew: '자리가 너무 적음',
    none: '자리가 10개 이상인 필터가 없어 쓸 모티프가 없습니다.',
    sampled: (taken, of) => `서열 ${of}개 가운데 ${taken}개에서 보았습니다.`,
    written: (motifs, filters, path) => `필터 ${filters}개 가운데 ${motifs}개를 ${path}에 썼습니다`,
  },
}
