import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BaseNumbers,
  balancedThreshold,
  type Pwm,
  patserThreshold,
  pfmFromInstances,
  ppmFromPfm,
  ppmFromPwm,
  pValue,
  pValueBounds,
  pwmFromPpm,
  scoreDistribution,
  siteScoreDistribution,
  thresholdForFalseNegativeRate,
  thresholdForFalsePositiveRate,
} from '../../src/motif/index.js'
import { randomPwms } from './random-motifs.js'

// Biopython 1.80, ScoreDistribution with precision 10^4: on a grid, right to 0.05.
const golden = JSON.parse(readFileSync(new URL('./golden/motifs.json', import.meta.url), 'utf8'))
const GRID = 0.05
const ap1 = pwmFromPpm(
  ppmFromPfm(pfmFromInstances(['TGACTCA', 'TGACTCA', 'TGAGTCA', 'TTACTCA', 'TGACTAA', 'TGACGTC']), { pseudocount: 1 }),
)

interface Word {
  readonly score: number
  readonly probability: number
}

/** Every word of the motif's length with its score and its probability: 4^length of them. */
function everyWord(pwm: Pwm, probability: (position: number, base: number) => number): Word[] {
  let words: Word[] = [{ score: 0, probability: 1 }]
  for (let position = 0; position < pwm.length; position++)
    words = words.flatMap((word) =>
      [0, 1, 2, 3].map((base) => ({
        score: word.score + (pwm.values[4 * position + base] ?? Number.NaN),
        probability: word.probability * probability(position, base),
      })),
    )
  return words
}

const fromBackground = (background: BaseNumbers) => (_: number, base: number) => background[base] ?? Number.NaN
const fromSites = (pwm: Pwm) => {
  const { values } = ppmFromPwm(pwm)
  return (position: number, base: number) => values[4 * position + base] ?? Number.NaN
}

function probabilityOf(words: readonly Word[], which: (score: number) => boolean): number {
  return words.reduce((sum, { score, probability }) => sum + (which(score) ? probability : 0), 0)
}

/** Above what sums in another order differ by. */
const NOISE = 1e-9

describe('the p-value of a score', () => {
  it('lies between its bounds, which enumeration confirms, and is the upper one', () => {
    fc.assert(
      fc.property(randomPwms(7), fc.nat(), fc.constantFrom(50, 1000, 2 ** 14), (pwm, choice, steps) => {
        const words = everyWord(pwm, fromBackground(pwm.background))
        const { score } = words[choice % words.length] ?? { score: 0 }
        const distribution = scoreDistribution(pwm, { steps })
        const { low, high } = pValueBounds(distribution, score)
        expect(high).toBe(pValue(distribution, score))
        if (score === Number.NEGATIVE_INFINITY) {
          expect(low).toBe(1)
          return
        }
        // Words of the same score may differ in the last digit: they count in the upper bound, not in the lower one.
        expect(high).toBeGreaterThanOrEqual(probabilityOf(words, (other) => other >= score - NOISE) - 1e-12)
        expect(low).toBeLessThanOrEqual(probabilityOf(words, (other) => other > score + NOISE) + 1e-12)
        expect(probabilityOf(words, (other) => other >= score - NOISE)).toBeGreaterThanOrEqual(low - 1e-12)
        const within = probabilityOf(words, (other) => other >= score - distribution.error - distribution.step)
        expect(high).toBeLessThanOrEqual(within + 1e-12)
      }),
      { numRuns: 300 },
    )
  })

  it('is exact for all 4^9 words of a motif where no scores lie between two steps', () => {
    const pwm = pwmFromPpm(ppmFromPfm(pfmFromInstances(['TGACTCATG', 'TGACGCATC', 'TTACTCACA']), { pseudocount: 0.25 }))
    const words = everyWord(pwm, fromBackground(pwm.background)).sort((a, b) => b.score - a.score)
    expect(words).toHaveLength(4 ** 9)
    const distribution = scoreDistribution(pwm, { steps: 2 ** 20 })
    let sum = 0
    let exact = 0
    words.forEach(({ score, probability }, i) => {
      sum += probability
      if (score - (words[i + 1]?.score ?? Number.NEGATIVE_INFINITY) < 2 * distribution.error) return
      exact++
      const { low, high } = pValueBounds(distribution, score)
      expect(Math.abs(high / sum - 1)).toBeLessThan(1e-11)
      expect(high - low).toBeGreaterThanOrEqual(0)
    })
    expect(exact).toBeGreaterThan(50)
  })

  it('falls as the score rises, from 1 to 0', () => {
    fc.assert(
      fc.property(
        randomPwms(20),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (pwm, a, b) => {
          const distribution = scoreDistribution(pwm, { steps: 1000 })
          const { best, least } = distribution
          const [low, high] = [Math.min(a, b), Math.max(a, b)].map((share) => least + share * (best - least))
          expect(pValue(distribution, low ?? 0)).toBeGreaterThanOrEqual(pValue(distribution, high ?? 0))
          expect(pValue(distribution, best + 0.001)).toBe(0)
          expect(pValue(distribution, Number.POSITIVE_INFINITY)).toBe(0)
          const impossible = pwm.values.includes(Number.NEGATIVE_INFINITY)
          if (!impossible) expect(pValue(distribution, least)).toBeCloseTo(1, 12)
        },
      ),
    )
  })

  it('of the best word is the probability of that word', () => {
    const distribution = scoreDistribution(ap1)
    expect(pValueBounds(distribution, distribution.best)).toEqual({ low: expect.any(Number), high: 4 ** -7 })
    const skewed = scoreDistribution(ap1, { background: [0.4, 0.1, 0.1, 0.4] })
    // TGACTCA: two C or G, one more of them.
    expect(pValue(skewed, skewed.best)).toBeCloseTo(0.4 ** 4 * 0.1 ** 3, 15)
  })

  it('keeps its digits where it is tiny', () => {
    const long = pwmFromPpm(ppmFromPfm(pfmFromInstances(['ACGT'.repeat(10)]), { pseudocount: 0.1 }))
    const distribution = scoreDistribution(long)
    expect(pValue(distribution, distribution.best) / 4 ** -40).toBeCloseTo(1, 12)
    expect(pValue(distribution, distribution.best - 6) / (121 * 4 ** -40)).toBeCloseTo(1, 12)
  })

  it('leaves out words that cannot be: without pseudocount the whole is less than 1', () => {
    const strict = pwmFromPpm(ppmFromPfm(pfmFromInstances(['AC', 'AG'])))
    const distribution = scoreDistribution(strict)
    expect(pValue(distribution, -100)).toBe(2 / 16)
    expect(pValue(distribution, Number.NEGATIVE_INFINITY)).toBe(1)
    expect(thresholdForFalsePositiveRate(distribution, 1)).toBe(Number.NEGATIVE_INFINITY)
    expect(pValue(distribution, 3)).toBe(2 / 16)
  })

  it('of a motif whose bases are all alike is 1', () => {
    const flat = pwmFromPpm(ppmFromPfm(pfmFromInstances(['A', 'C', 'G', 'T'])))
    expect(pValue(scoreDistribution(flat), 0)).toBe(1)
    expect(thresholdForFalsePositiveRate(scoreDistribution(flat), 0.5)).toBeGreaterThan(0)
  })

  it('refuses a background that is none, and steps that are none', () => {
    expect(() => scoreDistribution(ap1, { background: [0.5, 0.5, 0.5, 0.5] })).toThrow('of sum 1')
    expect(() => scoreDistribution(ap1, { steps: 1.5 })).toThrow('steps is 1.5')
  })
})

describe('the threshold', () => {
  it('is that of Biopython, but for its grid', () => {
    const { thresholds } = golden.scan
    const background = scoreDistribution(ap1)
    const found = {
      fpr_0_001: thresholdForFalsePositiveRate(background, 1e-3),
      fpr_0_0001: thresholdForFalsePositiveRate(background, 1e-4),
      fnr_0_1: thresholdForFalseNegativeRate(siteScoreDistribution(ap1), 0.1),
      balanced: balancedThreshold(ap1, 1000).threshold,
      patser: patserThreshold(ap1),
    }
    for (const [name, threshold] of Object.entries(found))
      expect(Math.abs(threshold - thresholds[name]), name).toBeLessThan(GRID)
  })

  it('for a rate of random windows lets through no more, and its p-value is no larger', () => {
    fc.assert(
      fc.property(randomPwms(7), fc.double({ min: 0, max: 1, noNaN: true }), (pwm, rate) => {
        const distribution = scoreDistribution(pwm)
        const threshold = thresholdForFalsePositiveRate(distribution, rate)
        expect(pValue(distribution, threshold)).toBeLessThanOrEqual(rate)
        const words = everyWord(pwm, fromBackground(pwm.background))
        expect(probabilityOf(words, (score) => score >= threshold)).toBeLessThanOrEqual(rate + 1e-12)
        // A little lower would be too low: nothing is given away but what the grid cannot tell apart.
        const lower = threshold - distribution.error - 3 * distribution.step
        const passed = probabilityOf(words, (score) => score >= lower)
        const everything = probabilityOf(words, (score) => score > Number.NEGATIVE_INFINITY)
        if (rate < everything - 1e-9) expect(passed).toBeGreaterThan(rate - 1e-12)
      }),
      { numRuns: 200 },
    )
  })

  it('and the p-value agree at every score, so that both ways to say what a hit is are one', () => {
    fc.assert(
      fc.property(randomPwms(6), fc.nat(), fc.constantFrom(0.3, 0.01, 1e-3), (pwm, choice, rate) => {
        const words = everyWord(pwm, fromBackground(pwm.background))
        const { score } = words[choice % words.length] ?? { score: 0 }
        const distribution = scoreDistribution(pwm)
        const threshold = thresholdForFalsePositiveRate(distribution, rate)
        expect(score >= threshold).toBe(pValue(distribution, score) <= rate)
      }),
      { numRuns: 300 },
    )
  })

  it('for a rate of sites misses no more of them', () => {
    fc.assert(
      fc.property(randomPwms(7), fc.double({ min: 0, max: 1, noNaN: true }), (pwm, rate) => {
        const distribution = siteScoreDistribution(pwm)
        const threshold = thresholdForFalseNegativeRate(distribution, rate)
        const words = everyWord(pwm, fromSites(pwm))
        expect(probabilityOf(words, (score) => score < threshold)).toBeLessThanOrEqual(rate + 1e-9)
        const higher = threshold + 2 * distribution.error + 3 * distribution.step
        if (higher <= distribution.best)
          expect(probabilityOf(words, (score) => score < higher)).toBeGreaterThanOrEqual(rate - 1e-9)
      }),
      { numRuns: 200 },
    )
  })

  it('balances the two kinds of error', () => {
    const { falseNegativeRate, falsePositiveRate, threshold } = balancedThreshold(ap1, 100)
    expect(falsePositiveRate * 100).toBeGreaterThanOrEqual(falseNegativeRate)
    const words = everyWord(ap1, fromBackground(ap1.background))
    expect(probabilityOf(words, (score) => score >= threshold)).toBeCloseTo(falsePositiveRate, 12)
    expect(probabilityOf(everyWord(ap1, fromSites(ap1)), (score) => score < threshold)).toBeCloseTo(
      falseNegativeRate,
      12,
    )
    expect(balancedThreshold(ap1, 1000).threshold).toBeGreaterThan(threshold)
  })

  it('refuses rates outside 0 to 1, proportions that are none, and weights that are no log-odds', () => {
    const distribution = scoreDistribution(ap1)
    for (const rate of [-0.1, 1.1, Number.NaN]) {
      expect(() => thresholdForFalsePositiveRate(distribution, rate)).toThrow('rate is')
      expect(() => thresholdForFalseNegativeRate(distribution, rate)).toThrow('rate is')
    }
    for (const proportion of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => balancedThreshold(ap1, proportion)).toThrow('proportion is')
    const values = ap1.values.map((weight) => 2 * weight)
    expect(() => siteScoreDistribution({ ...ap1, values })).toThrow('at position 1 (from 1)')
  })
})
