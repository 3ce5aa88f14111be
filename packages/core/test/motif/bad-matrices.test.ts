import { describe, expect, it } from 'vitest'
import { type ErrorCode, isHeliconError } from '../../src/core/index.js'
import { pfmFromCounts, pfmFromInstances, ppmFromPfm, ppmFromProbabilities, pwmFromPpm } from '../../src/motif/index.js'

const zero = pfmFromCounts([1, 0, 0, 0, 0, 0, 0, 0], { id: 'M1' })
const one = ppmFromProbabilities([1, 0, 0, 0])

const CASES: readonly [string, () => unknown, ErrorCode, RegExp, RegExp][] = [
  ['no instance', () => pfmFromInstances([]), 'MOTIF_INSTANCES_EMPTY', /there are no instances/, /하나도 없습니다/],
  ['an empty one', () => pfmFromInstances(['']), 'MOTIF_INSTANCE_EMPTY', /instance 1 has no bases/, /1번째 부위/],
  [
    'instances of different lengths',
    () => pfmFromInstances(['ACGT', 'ACGT', 'ACG']),
    'MOTIF_INSTANCE_LENGTH',
    /instance 3 has 3 bases; expected 4/,
    /3번째 부위 서열의 길이가 3염기.*4염기여야/,
  ],
  [
    'a letter that is no base',
    () => pfmFromInstances(['ACGT', 'ACNT']),
    'MOTIF_INSTANCE_LETTER',
    /instance 2 has "N" at position 3 \(from 1\); expected A, C, G or T/,
    /2번째 부위 서열의 3번째 글자가 "N"/,
  ],
  [
    'a negative count',
    () => pfmFromCounts([1, 2, 3, 4, 1, -2, 3, 4], { id: 'M1' }),
    'MOTIF_VALUE_INVALID',
    /motif M1: the value of C at position 2 \(from 1\) is -2; expected a count/,
    /모티프 M1: 2번째 위치의 C 값이 -2/,
  ],
  [
    'a count that is NaN',
    () => pfmFromCounts([1, 2, 3, Number.NaN]),
    'MOTIF_VALUE_INVALID',
    /the value of T at position 1 \(from 1\) is NaN/,
    /T 값이 NaN/,
  ],
  [
    'a probability above 1',
    () => ppmFromProbabilities([1.5, 0, 0, 0]),
    'MOTIF_VALUE_INVALID',
    /is 1\.5; expected a probability/,
    /1\.5입니다\. 0 이상 1 이하의 확률/,
  ],
  [
    'probabilities of another sum',
    () => ppmFromProbabilities([0.25, 0.25, 0.25, 0.25, 0.5, 0.2, 0.1, 0.1]),
    'MOTIF_SUM_WRONG',
    /at position 2 \(from 1\) have the sum 0\.9; expected 1/,
    /2번째 위치의 확률을 더하면 0\.9/,
  ],
  [
    'a column of zeros',
    () => ppmFromPfm(zero),
    'MOTIF_COLUMN_ZERO',
    /motif M1: all four counts at position 2 \(from 1\) are 0.*Give a pseudocount/,
    /모티프 M1: 2번째 위치의 네 횟수가 모두 0/,
  ],
  ['no number', () => pfmFromCounts([]), 'ARGUMENT_INVALID', /number of values is 0/, /값의 수 값이 0/],
  [
    'a row short',
    () => pfmFromCounts([1, 2, 3, 4, 5]),
    'ARGUMENT_INVALID',
    /number of values is 5; expected four/,
    /5입니다/,
  ],
  [
    'a motif of a million positions',
    () => pfmFromInstances(['A'.repeat(1e6)]),
    'ARGUMENT_INVALID',
    /4000000; expected four for each position, for 1 to 10000/,
    /1개에서 10000개까지/,
  ],
  [
    'a negative pseudocount',
    () => ppmFromPfm(zero, { pseudocount: -1 }),
    'ARGUMENT_INVALID',
    /pseudocount is -1; expected a number, 0 or larger/,
    /pseudocount 값이 -1/,
  ],
  [
    'a background with a zero',
    () => pwmFromPpm(one, { background: [0.5, 0.5, 0, 0] }),
    'ARGUMENT_INVALID',
    /background is 0\.5, 0\.5, 0, 0; expected the probabilities/,
    /각각 0보다 크고 합이 1/,
  ],
  [
    'a background of counts',
    () => pwmFromPpm(one, { background: [25, 25, 25, 25] }),
    'ARGUMENT_INVALID',
    /of sum 1/,
    /합이 1/,
  ],
]

describe('a matrix is not made of', () => {
  it.each(CASES)('%s', (_what, make, code, english, korean) => {
    let error: unknown
    try {
      make()
    } catch (thrown) {
      error = thrown
    }
    if (!isHeliconError(error)) throw new Error(`no error of Helicon: ${String(error)}`)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(english)
    expect(error.text('ko')).toMatch(korean)
  })
})

describe('a column of zeros', () => {
  it('gives probabilities where there is a pseudocount', () => {
    expect([...ppmFromPfm(zero, { pseudocount: 1 }).values].slice(4)).toEqual([0.25, 0.25, 0.25, 0.25])
  })
})
