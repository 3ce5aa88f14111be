import { type Expectation, expectedEnglish, expectedKorean, inEnglish, inKorean, type Wording } from './expectation.js'
import { message } from './message.js'
import { shownValue } from './number-text.js'

type MetricInput = 'labels' | 'predictions' | 'weights'

const INPUT_IN_KOREAN: Readonly<Record<MetricInput, string>> = {
  labels: '레이블',
  predictions: '예측값',
  weights: '가중치',
}

const ONE_INPUT: Readonly<Record<MetricInput, string>> = {
  labels: 'Label',
  predictions: 'Prediction',
  weights: 'Weight',
}

/** What the labels of a metric must be, given the number of classes. */
const EXPECTED_LABELS = {
  binary: { en: () => '0 or 1', ko: () => '0 또는 1이어야 합니다' },
  classNumber: {
    en: (classes: number) => `the number of a class, from 0 to ${classes - 1}`,
    ko: (classes: number) => `0 이상 ${classes - 1} 이하의 클래스 번호여야 합니다`,
  },
  oneHot: {
    en: () => '1 in the column of its class and else 0',
    ko: () => '해당 클래스의 열만 1이고 나머지는 0이어야 합니다',
  },
} as const

/** Errors of a caller: an argument outside what a function takes. Errors of numbers that a metric is asked to judge. */
export const coreMessages = {
  ARGUMENT_INVALID: message<{ name: string | Wording; found: unknown; expected: Expectation }>(
    'usage',
    (d) => `${inEnglish(d.name)} is ${shownValue(inEnglish(d.found))}; expected ${expectedEnglish(d.expected)}`,
    (d) => `${inKorean(d.name)} 값이 ${shownValue(inKorean(d.found))}입니다. 필요한 값: ${expectedKorean(d.expected)}`,
  ),
  HASH_UNAVAILABLE: message<Record<never, never>>(
    'failed',
    () =>
      'SHA-256 cannot be computed on this page: browsers allow it on https and on localhost alone. Open the page there',
    () =>
      '이 페이지에서는 SHA-256을 계산할 수 없습니다. 브라우저는 https와 localhost에서만 허용합니다. 그런 주소로 여십시오',
  ),
  ONE_HOT_INVALID: message<{ position: number; found: string }>(
    'data',
    (d) =>
      `The one-hot row at position ${d.position} is [${shownValue(d.found)}]; expected exactly one 1, or for N four 0 or four 0.25`,
    (d) =>
      `위치 ${d.position}(0부터 셈)의 원-핫 행이 [${shownValue(d.found)}]입니다. 1이 정확히 하나이거나, N이면 네 값이 모두 0 또는 0.25여야 합니다`,
  ),
  METRIC_LENGTH_MISMATCH: message<{ what: MetricInput; found: number; expected: number }>(
    'data',
    (d) =>
      `There are ${d.found} ${d.what}; expected ${d.expected}, one for each label. Pass the labels and ${d.what} of the same records`,
    (d) =>
      `${INPUT_IN_KOREAN[d.what]} 수가 ${d.found}개입니다. 레이블마다 하나씩 ${d.expected}개여야 합니다. 같은 레코드의 값들을 넘겨 주십시오`,
  ),
  METRIC_NOT_FINITE: message<{ what: MetricInput; index: number; found: number }>(
    'data',
    (d) =>
      `${ONE_INPUT[d.what]} ${d.index} is ${d.found}; expected a finite number. A metric of it would be meaningless: look for what made it (diverged training, missing values)`,
    (d) =>
      `${INPUT_IN_KOREAN[d.what]} ${d.index}번(0부터 셈)의 값이 ${d.found}입니다. 유한한 수여야 합니다. 지표가 의미를 잃으므로 원인(학습 발산, 결측값)을 확인하십시오`,
  ),
  METRIC_LABEL_INVALID: message<{
    index: number
    found: string
    expected: keyof typeof EXPECTED_LABELS
    classes: number
  }>(
    'data',
    (d) =>
      `Label ${d.index} is ${shownValue(d.found)}; expected ${EXPECTED_LABELS[d.expected].en(d.classes)}. Use the metrics of a regression for continuous labels`,
    (d) =>
      `레이블 ${d.index}번(0부터 셈)의 값이 ${shownValue(d.found)}입니다. ${EXPECTED_LABELS[d.expected].ko(d.classes)}. 연속 값 레이블에는 회귀 지표를 사용하십시오`,
  ),
  METRIC_PROBABILITY_INVALID: message<{ index: number; found: number }>(
    'data',
    (d) =>
      `Prediction ${d.index} is ${shownValue(d.found)}; expected a probability from 0 to 1. Apply the sigmoid or softmax to logits first`,
    (d) =>
      `예측값 ${d.index}번(0부터 셈)이 ${shownValue(d.found)}입니다. 0 이상 1 이하의 확률이어야 합니다. 로짓에는 먼저 시그모이드나 소프트맥스를 적용하십시오`,
  ),
  METRIC_WEIGHT_INVALID: message<{ index: number; found: number }>(
    'data',
    (d) => `Weight ${d.index} is ${shownValue(d.found)}; expected a finite number, 0 or larger`,
    (d) => `가중치 ${d.index}번(0부터 셈)의 값이 ${shownValue(d.found)}입니다. 0 이상의 유한한 수여야 합니다`,
  ),
}
