import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countText, percentText, scoreText, shortCount, tickTexts } from '../../src/report/number-text.js'
import { domainOf, linearScale, niceDomain, niceTicks, wholeTicks } from '../../src/report/scale.js'

const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true })

describe('ticks', () => {
  it('are round numbers', () => {
    expect(niceTicks([0, 1])).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(niceTicks([0.13, 0.71])).toEqual([0.2, 0.4, 0.6])
    expect(niceTicks([-30, 90], 4)).toEqual([0, 50])
    expect(wholeTicks([1, 3])).toEqual([1, 2, 3])
    expect(niceDomain([0.13, 0.71])).toEqual([0, 0.8])
  })

  it('lie inside their domain, a few, equally spaced, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 20 }), (values) => {
        const domain = domainOf(values)
        expect(domain[1]).toBeGreaterThan(domain[0])
        const ticks = niceTicks(domain)
        expect(ticks.length).toBeGreaterThanOrEqual(1)
        expect(ticks.length).toBeLessThanOrEqual(11)
        const slack = (domain[1] - domain[0]) * 1e-6
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(domain[0] - slack)
          expect(tick).toBeLessThanOrEqual(domain[1] + slack)
        }
        expect(new Set(tickTexts(ticks)).size).toBe(ticks.length)
        const [low, high] = niceDomain(domain)
        expect(low).toBeLessThanOrEqual(domain[0] + slack)
        expect(high).toBeGreaterThanOrEqual(domain[1] - slack)
      }),
    )
  })

  it('have the digits that their step needs', () => {
    expect(tickTexts([0, 0.5, 1])).toEqual(['0.0', '0.5', '1.0'])
    expect(tickTexts([0, 2500, 5000])).toEqual(['0', '2,500', '5,000'])
    expect(tickTexts([-2, 0, 2])).toEqual(['-2', '0', '2'])
    expect(tickTexts([0, 1e7])).toEqual(['0e0', '1e7'])
    expect(tickTexts([1e6, 1.25e6, 1.5e6])).toEqual(['1e6', '1.25e6', '1.5e6'])
  })
})

describe('a domain', () => {
  it('leaves out what is not finite, and is never empty', () => {
    expect(domainOf([Number.NaN, 2, Number.POSITIVE_INFINITY, 5])).toEqual([2, 5])
    expect(domainOf([])).toEqual([0, 1])
    expect(domainOf([0, 5e-324])).toEqual([-0.5, 0.5])
    expect(domainOf([3, 3])[0]).toBeLessThan(3)
  })
})

describe('a scale', () => {
  it('keeps places inside the figure', () => {
    const scale = linearScale([0, 10], 50, 450)
    expect([-5, 0, 2.5, 10, 99].map(scale)).toEqual([50, 50, 150, 450, 450])
  })
})

describe('numbers as text', () => {
  it('are short and the same everywhere', () => {
    expect([0, 999, 1234567].map(countText)).toEqual(['0', '999', '1,234,567'])
    expect([0.9586, 0, 1e-5, 2e6, null, undefined, Number.NaN].map(scoreText)).toEqual([
      '0.9586',
      '0.0000',
      '1.00e-5',
      '2.00e+6',
      '–',
      '–',
      '–',
    ])
    expect([0.0042, 0.05, 0.5, 0, Number.NaN].map(percentText)).toEqual(['0.42%', '5%', '50.0%', '0.0%', '–'])
    expect([950, 9500, 95_000, 999_499, 999_600, 9.5e6].map(shortCount)).toEqual([
      '950',
      '9.5k',
      '95k',
      '999k',
      '1M',
      '9.5M',
    ])
  })
})
