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
}
