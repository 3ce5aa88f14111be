import { describe, expect, it } from 'vitest'
import { type Expectation, expectedEnglish, expectedKorean } from '../../src/core/messages/expectation.js'
import { nearestSpelling } from '../../src/nn/nearest-spelling.js'

describe('what is allowed, in words', () => {
  it.each<[Expectation, string, string]>([
    [{ kind: 'integer', min: 1 }, 'an integer, at least 1', '1 이상의 정수'],
    [{ kind: 'integer', min: 1, max: 1 }, 'an integer, exactly 1', '정수 1'],
    [
      { kind: 'number', above: 0, max: 1 },
      'a finite number, greater than 0 and at most 1',
      '0 초과 1 이하의 유한한 수',
    ],
    [{ kind: 'oneOf', values: ['a', 'b'] }, 'one of "a", "b"', '다음 중 하나("a", "b")'],
    [{ kind: 'oneOf', values: ['a'] }, '"a"', '"a"'],
    [{ kind: 'list', of: { kind: 'text' } }, 'a list of values, each a text', '값의 목록(각 값: 문자열)'],
    [
      { kind: 'list', of: { kind: 'text' }, min: 2, max: 2 },
      'a list of 2 values, each a text',
      '값 2개의 목록(각 값: 문자열)',
    ],
    [
      { kind: 'list', of: { kind: 'text' }, min: 1 },
      'a list of 1+ values, each a text',
      '값 1+개의 목록(각 값: 문자열)',
    ],
    [
      { kind: 'anyOf', of: [{ kind: 'boolean' }, { kind: 'object' }] },
      'true or false, or an object with keys',
      'true 또는 false 또는 키와 값으로 이루어진 객체',
    ],
  ])('%j', (expected, english, korean) => {
    expect(expectedEnglish(expected)).toBe(english)
    expect(expectedKorean(expected)).toBe(korean)
  })
})

describe('nearest spelling', () => {
  const words = ['adam', 'adamw', 'sgd', 'rmsprop', 'kernelSize', 'maxPooling1d']
  it.each([
    ['Adam', 'adam'],
    ['adma', 'adam'],
    ['RMSProp', 'rmsprop'],
    ['kernel_size', 'kernelSize'],
    ['max_pooling_1d', 'maxPooling1d'],
    ['nadam', 'adam'],
    ['lion', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('%s', (word, nearest) => {
    expect(nearestSpelling(word, words)).toBe(nearest)
  })
})
