import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownValue } from '../../src/core/messages/number-text.js'

describe('values in messages', () => {
  it('lose the digits that a float32 does not have', () => {
    expect(shownValue(Math.fround(0.3))).toBe('0.3')
    expect(shownValue(`${Math.fround(0.1)}, 1, ${Math.fround(-2.7)}`)).toBe('0.1, 1, -2.7')
    expect(shownValue(0.1 + 0.2)).toBe('0.3')
  })

  it('stay on the side of the limit on which they are', () => {
    expect(shownValue(Math.fround(1.0000001))).toBe('1.0000001')
    expect(shownValue(1.00000000001)).toBe('1.00000000001')
  })

  it('stay as they are where nothing is to be rounded', () => {
    for (const value of [0, 12345678901, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 'ACGT', undefined])
      expect(shownValue(value)).toBe(String(value))
  })

  it('of float32 stay the same float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        expect(Math.fround(Number(shownValue(value)))).toBe(Number(String(value)))
      }),
    )
  })
})
