import type { TextPair } from './text-pair.js'

/**
 * What a place of the configuration takes. Valibot keeps one string with an issue, its message: an expectation travels
 * there as JSON, so that the text can be made in either language later.
 */
export type Expectation =
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'plain'; readonly what: PlainExpectation }

/** Values that are no choice from a list, as a reader would say them. */
const PLAIN = {
  text: { en: 'a text', ko: '문자열' },
  path: { en: 'a path, for example data/train_dataset', ko: '경로(예: data/train_dataset)' },
  boolean: { en: 'true or false', ko: 'true 또는 false' },
  positiveInteger: { en: 'a whole number, 1 or more', ko: '1 이상의 정수' },
  batchSize: { en: 'a whole number from 1 to 1000000', ko: '1 이상 1000000 이하의 정수' },
  negativesEach: { en: 'a whole number from 1 to 1000', ko: '1 이상 1000 이하의 정수' },
  foldCount: { en: 'a whole number from 2 to 255', ko: '2 이상 255 이하의 정수' },
  integer: { en: 'a whole number, 0 or more', ko: '0 이상의 정수' },
  positiveNumber: { en: 'a number greater than 0', ko: '0보다 큰 수' },
  nonNegativeNumber: { en: 'a number, 0 or more', ko: '0 이상의 수' },
  fraction: { en: 'a number between 0 and 1, both excluded', ko: '0과 1 사이의 수(0과 1은 제외)' },
  decay: { en: 'a number from 0 to below 1', ko: '0 이상 1 미만의 수' },
  paths: { en: 'a path, or a list of paths', ko: '경로 또는 경로 목록' },
  columns: { en: 'a column, or a list of columns', ko: '열 또는 열 목록' },
  chromosomes: { en: 'a list of chromosomes, for example [chr8, chr9]', ko: '염색체 목록(예: [chr8, chr9])' },
  classes: {
    en: 'a list of the classes in the order of their numbers, for example [unbound, bound]',
    ko: '번호 순서대로 적은 클래스 목록(예: [unbound, bound])',
  },
  textMap: { en: 'names and what they stand for, for example { chr20: z }', ko: '이름과 그 대응(예: { chr20: z })' },
  model: {
    en: 'the name of a preset, or { inputs, layers, outputs }',
    ko: '프리셋 이름 또는 { inputs, layers, outputs }',
  },
  classWeights: {
    en: 'a list of one number a class, for example [1, 20]',
    ko: '클래스마다 수 하나씩인 목록(예: [1, 20])',
  },
  metrics: { en: 'a list of metrics, for example [rocAuc]', ko: '지표 목록(예: [rocAuc])' },
  learningRate: {
    en: 'a number greater than 0, or a schedule { name, ... }',
    ko: '0보다 큰 수 또는 스케줄 { name, ... }',
  },
  constantRate: {
    en: 'a constant learning rate together with reduceOnPlateau',
    ko: 'reduceOnPlateau와 함께 쓸 때는 고정 학습률',
  },
  wholeForSplit: {
    en: 'false, because a fraction of the records cannot be taken from data that are read shard by shard',
    ko: 'false(샤드별로 읽는 데이터에서는 마지막 일부를 떼어 낼 수 없음)',
  },
  notTogether: { en: 'only one of the two that say how to validate', ko: '검증 방법 두 가지 중 하나만' },
} as const satisfies Record<string, TextPair>

export type PlainExpectation = keyof typeof PLAIN

export function encodeExpectation(expectation: Expectation): string {
  return JSON.stringify(expectation)
}

/** The expectation that `encodeExpectation` put into an issue's message. */
export function decodeExpectation(message: string): Expectation {
  return JSON.parse(message)
}

export function expectationText(expectation: Expectation): TextPair {
  switch (expectation.kind) {
    case 'keys': {
      const keys = expectation.keys.join(', ')
      return { en: `a section with ${keys}`, ko: `${keys} 키를 가진 항목` }
    }
    case 'names': {
      const names = expectation.names.join(', ')
      return { en: `one of ${names}`, ko: `${names} 중 하나` }
    }
    case 'plain':
      return PLAIN[expectation.what]
  }
}

/** What the key `key` takes where it is missing altogether. */
export function plainText(what: PlainExpectation): TextPair {
  return PLAIN[what]
}
