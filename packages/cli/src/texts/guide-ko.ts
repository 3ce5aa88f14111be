import type { guideEn } from './guide-en.js'

/** What `helicon demo guide` says in Korean: the same keys as `guideEn`. */
export const guideKo: typeof guideEn = {
  intro:
    '염기 서열에서 모티프를 찾는 신경망까지, 모의 데이터로 가이드를 한 단계씩 따라갑니다. 몇 초면 끝납니다.\n순서는 "딥러닝 (CNN) 기반 DNA 서열 분석 가이드"와 같습니다.',
  titles: {
    encoding: '원-핫 인코딩',
    matrices: '정렬된 서열에서 PFM과 PWM으로',
    scan: 'PWM으로 서열 탐색하기',
    data: '모티프가 있는 모의 서열과 없는 모의 서열',
    shapes: '신경망에 넣을 배열과 데이터 분할',
    network: '신경망',
    training: '학습',
    evaluation: '테스트 데이터로 평가하기',
  },
  encoded: (sequence, shape) =>
    `${sequence}를 크기 ${shape}인 배열로 나타냈습니다. 염기마다 한 행이며 그 글자의 열만 1입니다.`,
  instances: (instances) => `정렬된 서열 세 개: ${instances}`,
  matrices: (pseudocount) =>
    `PFM은 위치마다 각 염기가 나온 횟수입니다. 가이드에서 말하는 PWM은 횟수에 ${pseudocount}를 더한 뒤 열의 합을 1로 맞춘 것입니다\n(다른 문헌에서는 이 확률 행렬을 PPM, 그 로그 오즈를 PWM이라고 부릅니다).`,
  scan: { window: '구간', position: '위치', logProbability: 'log(확률)' },
  scanned: '0에 가까울수록 모티프와 비슷하므로 두 번째 구간이 모티프입니다. 신경망의 필터가 하는 일도 이와 같습니다.',
  positive: '양성',
  negative: '음성',
  simulated: (positives, negatives) =>
    `양성 ${positives}개에는 무작위 염기 7개 다음에 이 행렬에서 뽑은 자리(CCGGAA)가 있고, 음성 ${negatives}개는 모두 무작위입니다.`,
  parts: { all: '전체', train: '학습', validation: '그중 검증', test: '테스트' },
  split:
    'y의 열은 [음성, 양성]입니다. 무작위로 고른 5분의 1은 테스트에 쓰고, 나머지의 마지막 10분의 1은 Keras의\nvalidation_split처럼 검증에 씁니다.',
  network:
    '폭이 5인 필터 10개가 찾아낼 모티프 10개에 해당하며, 네 위치마다 가장 잘 맞는 값만 다음으로 넘어갑니다.\n가이드처럼 시그모이드 출력 두 개에 범주형 교차 엔트로피를 쓰지만, 보통은 소프트맥스를 씁니다(guide-softmax).',
  trained: '막대는 가이드에서 그래프로 그리는 검증 정확도입니다.',
  testLoss: (loss) => `테스트 손실:   ${loss}`,
  testAccuracy: (accuracy) => `테스트 정확도: ${accuracy}`,
  predicted: (count, classes) => `처음 ${count}개에 예측한 클래스: ${classes}`,
  errors:
    '대각선 위는 거짓 양성(제1종 오류), 아래는 거짓 음성(제2종 오류)입니다. 자리를 행렬에서 뽑다 보니 약하게 나온 것도 있고\n무작위 서열에 우연히 생긴 것도 있어, 모든 오류를 없앨 수는 없습니다. 행렬 하나로 만든 데이터이므로 신경망이 가장 좋은\n행렬을 크게 앞설 수는 없습니다. 실제 데이터에서는 앞설 수 있습니다.',
  report: (file) => `그림과 필터 모티프, 기준선은 브라우저에서 ${file}을 열면 볼 수 있습니다`,
}
