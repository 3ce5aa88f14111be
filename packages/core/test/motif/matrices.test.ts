import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BaseNumbers,
  consensus,
  degenerateConsensus,
  informationContent,
  maxScore,
  meanInformation,
  minScore,
  type Pfm,
  pfmFromCounts,
  pfmFromInstances,
  pfmFromPpm,
  positionInformation,
  ppmFromPfm,
  ppmFromProbabilities,
  ppmFromPwm,
  pwmFromPpm,
  reverseComplementMotif,
} from '../../src/motif/index.js'

interface GoldenMotif {
  readonly name: string
  readonly instances: readonly string[]
  readonly pseudocount: number
  readonly background: Readonly<Record<string, number>>
  readonly counts: Readonly<Record<string, number[]>>
  readonly probabilities: Readonly<Record<string, number[]>>
  readonly logOdds: Readonly<Record<string, number[]>>
  readonly consensus: string
  readonly degenerateConsensus: string
  readonly maxScore: number
  readonly minScore: number
  readonly meanInformation: number
  readonly reverseComplementCounts: Readonly<Record<string, number[]>>
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`./golden/${name}`, import.meta.url), 'utf8'))

// Biopython 1.80; the file names its source.
const golden: readonly GoldenMotif[] = read('motifs.json').motifs

/** Numbers by base, as another program keeps them, in the order of our rows. */
function rows(byBase: Readonly<Record<string, number[]>>): number[] {
  const { A = [], C = [], G = [], T = [] } = byBase
  return A.flatMap((value, i) => [value, C[i] ?? Number.NaN, G[i] ?? Number.NaN, T[i] ?? Number.NaN])
}

function backgroundOf({ A = 0, C = 0, G = 0, T = 0 }: Readonly<Record<string, number>>): BaseNumbers {
  return [A, C, G, T]
}

function near(found: ArrayLike<number>, expected: readonly number[], tolerance = 1e-12): void {
  expect(found.length).toBe(expected.length)
  expected.forEach((value, i) => {
    const difference = found[i] === value ? 0 : Math.abs((found[i] ?? Number.NaN) - value)
    expect(difference).toBeLessThanOrEqual(tolerance)
  })
}

const count = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.double({ min: 0, max: 1e3, noNaN: true }))
const countRows = fc.array(fc.tuple(count, count, count, count), { minLength: 1, maxLength: 30 })
const anyPfm = countRows.map((matrix) => pfmFromCounts(matrix.flat()))

describe.each(golden)('$name, as in Biopython', (motif) => {
  const pfm = pfmFromInstances(motif.instances, { id: motif.name })
  const ppm = ppmFromPfm(pfm, { pseudocount: motif.pseudocount })
  const background = backgroundOf(motif.background)
  const pwm = pwmFromPpm(ppm, { background })

  it('has these counts, probabilities and log-odds', () => {
    near(pfm.values, rows(motif.counts))
    near(ppm.values, rows(motif.probabilities))
    near(pwm.values, rows(motif.logOdds))
    expect(ppm.sites).toBe(motif.instances.length)
  })

  it('has these scores, information and consensus', () => {
    near([maxScore(pwm)], [motif.maxScore])
    near([minScore(pwm)], [motif.minScore])
    near([meanInformation(pwm)], [motif.meanInformation])
    near([informationContent(ppm, { background })], [motif.meanInformation])
    expect(consensus(pfm)).toBe(motif.consensus)
    expect(degenerateConsensus(pfm)).toBe(motif.degenerateConsensus)
  })

  it('has this reverse complement', () => {
    near(reverseComplementMotif(pfm).values, rows(motif.reverseComplementCounts))
  })
})

describe('the guide', () => {
  it('makes the probabilities of TACAA, TACGA, TACAA with pseudocount 0.5', () => {
    const { values } = ppmFromPfm(pfmFromInstances(['TACAA', 'TACGA', 'TACAA']), { pseudocount: 0.5 })
    const ofA = Array.from({ length: 5 }, (_, position) => values[4 * position])
    near(ofA.map(Number), [0.1, 0.7, 0.1, 0.5, 0.7])
  })
})

describe('consensus', () => {
  // Biopython 1.84's Motif.consensus and degenerate_consensus of 400 positions, many of them with ties.
  const expected: { counts: number[][]; consensus: string; degenerateConsensus: string } = read('consensus.json')

  it('has the same letters as in Biopython, ties included', () => {
    const pfm = pfmFromCounts(expected.counts.flat())
    expect(consensus(pfm)).toBe(expected.consensus)
    expect(degenerateConsensus(pfm)).toBe(expected.degenerateConsensus)
  })

  it('of a position without counts is N, whose first base is A', () => {
    const pfm = pfmFromCounts([0, 0, 0, 0, 0, 0, 3, 0])
    expect([consensus(pfm), degenerateConsensus(pfm)]).toEqual(['AG', 'NG'])
  })
})

describe('counts', () => {
  it('of instances take lower case and U', () => {
    expect(pfmFromInstances(['acgu', 'ACGT']).values).toEqual(
      pfmFromCounts([2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2]).values,
    )
  })

  it('are copied', () => {
    const numbers = [1, 2, 3, 4]
    const pfm = pfmFromCounts(numbers)
    numbers[0] = 9
    expect([...pfm.values]).toEqual([1, 2, 3, 4])
  })

  it('come back from probabilities and the number of sites, also from six printed digits', () => {
    const whole = fc.integer({ min: 0, max: 60 })
    const row = fc.tuple(whole, whole, whole).map(([a, c, g]) => [a, c, g, 200 - a - c - g])
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (matrix) => {
        const pfm = pfmFromCounts(matrix.flat())
        const ppm = ppmFromPfm(pfm)
        expect(pfmFromPpm(ppm).values).toEqual(pfm.values)
        const printed = ppmFromProbabilities(
          Array.from(ppm.values, (p) => Number(p.toFixed(6))),
          { sites: 200 },
        )
        expect(pfmFromPpm(printed).values).toEqual(pfm.values)
      }),
    )
    expect(() => pfmFromPpm(ppmFromProbabilities([1, 0, 0, 0]))).toThrow(/no number of sites/)
  })
})

describe('probabilities', () => {
  it('take a pseudocount for each base', () => {
    const ppm = ppmFromPfm(pfmFromCounts([0, 0, 0, 6]), { pseudocount: [1, 0.5, 0.5, 2] })
    near(ppm.values, [0.1, 0.05, 0.05, 0.8])
    expect(ppm.sites).toBe(6)
  })

  it('have the sum 1 at each position, whatever the counts', () => {
    fc.assert(
      fc.property(anyPfm, (pfm) => {
        const { values } = ppmFromPfm(pfm, { pseudocount: 0.1 })
        for (let i = 0; i < values.length; i += 4) near([values.subarray(i, i + 4).reduce((sum, p) => sum + p, 0)], [1])
      }),
    )
  })

  it('that were rounded in print are made to have the sum 1; others are taken as they are', () => {
    near(ppmFromProbabilities([0.333, 0.333, 0.333, 0]).values, [1 / 3, 1 / 3, 1 / 3, 0])
    expect([...ppmFromProbabilities([0.1, 0.2, 0.3, 0.4]).values]).toEqual([0.1, 0.2, 0.3, 0.4])
  })

  it('come back from log-odds', () => {
    fc.assert(
      fc.property(anyPfm, (pfm) => {
        const ppm = ppmFromPfm(pfm, { pseudocount: 1 })
        near(ppmFromPwm(pwmFromPpm(ppm, { background: [0.3, 0.2, 0.2, 0.3] })).values, [...ppm.values])
      }),
    )
  })
})

describe('log-odds', () => {
  it('are -Infinity where the probability is 0, and such bases carry no information', () => {
    const pwm = pwmFromPpm(ppmFromProbabilities([1, 0, 0, 0]))
    expect([...pwm.values]).toEqual([2, -Infinity, -Infinity, -Infinity])
    expect([maxScore(pwm), minScore(pwm), meanInformation(pwm)]).toEqual([2, -Infinity, 2])
  })

  it('take a background that was rounded in print', () => {
    const { background } = pwmFromPpm(ppmFromProbabilities([1, 0, 0, 0]), { background: [0.303, 0.183, 0.209, 0.306] })
    near([background.reduce((sum, p) => sum + p, 0)], [1])
  })
})

describe('information', () => {
  it('is 2 bits for one base, 1 for two, 0 for four', () => {
    const ppm = ppmFromProbabilities([1, 0, 0, 0, 0.5, 0, 0, 0.5, 0.25, 0.25, 0.25, 0.25])
    expect([...positionInformation(ppm)]).toEqual([2, 1, 0])
    expect(informationContent(ppm)).toBe(3)
  })

  it('loses 3 / (2 ln 2 n) bits to the correction for few sites (Schneider et al. 1986), never below 0', () => {
    const ppm = ppmFromProbabilities([1, 0, 0, 0, 0.25, 0.25, 0.25, 0.25], { sites: 8 })
    near(positionInformation(ppm, { smallSampleCorrection: true }), [2 - 3 / (2 * Math.log(2) * 8), 0])
    near(positionInformation(ppm, { smallSampleCorrection: 100 }), [2 - 0.0216404256133345, 0])
    const unknown = ppmFromProbabilities([1, 0, 0, 0])
    expect(() => positionInformation(unknown, { smallSampleCorrection: true })).toThrow(/no number of sites/)
  })
})

describe('reverse complement', () => {
  it('of the counts of sites is the counts of the sites of the other strand', () => {
    const forward = pfmFromInstances(['AACGT', 'TTCGA', 'AGGCA'])
    const backward = pfmFromInstances(['ACGTT', 'TCGAA', 'TGCCT'])
    expect(reverseComplementMotif(forward)).toEqual(backward)
  })

  it('twice is the identity, for each kind of matrix', () => {
    fc.assert(
      fc.property(anyPfm, (pfm: Pfm) => {
        const ppm = ppmFromPfm(pfm, { pseudocount: 0.5 })
        const pwm = pwmFromPpm(ppm, { background: [0.4, 0.1, 0.2, 0.3] })
        for (const matrix of [pfm, ppm, pwm])
          expect(reverseComplementMotif(reverseComplementMotif(matrix))).toEqual(matrix)
        expect(reverseComplementMotif(pwm).background).toEqual([0.3, 0.2, 0.1, 0.4])
      }),
    )
  })
})
