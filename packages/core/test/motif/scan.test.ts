import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PART_WINDOWS } from '../../src/motif/find-hits.js'
import {
  bestMatch,
  findHits,
  logProbabilityScores,
  type MotifHit,
  type Pwm,
  pfmFromInstances,
  ppmFromPfm,
  prepareSearch,
  pwmFromPpm,
  type Strands,
  scanScores,
  searchHits,
} from '../../src/motif/index.js'
import { encodeSequence, reverseComplement } from '../../src/sequence/index.js'
import { randomCodes, randomPwms } from './random-motifs.js'

interface GoldenScan {
  readonly motifs: readonly { name: string; instances: string[]; pseudocount: number }[]
  readonly scan: {
    readonly sequence: string
    readonly motif: string
    readonly forward: readonly (number | null)[]
    readonly reverse: readonly (number | null)[]
  }
  readonly guide: { readonly sequence: string; readonly scores: number[] }
}

// Biopython 1.80; the file names its source.
const golden: GoldenScan = JSON.parse(readFileSync(new URL('./golden/motifs.json', import.meta.url), 'utf8'))

function goldenPpm(name: string) {
  const motif = golden.motifs.find((candidate) => candidate.name === name)
  if (motif === undefined) throw new Error(name)
  return ppmFromPfm(pfmFromInstances(motif.instances, { id: name }), { pseudocount: motif.pseudocount })
}

const ap1 = pwmFromPpm(goldenPpm('ap1'))
const codesOf = (text: string) => encodeSequence(text).codes

/** As Biopython keeps scores: float32, null for a window with an N. */
const asKept = (scores: Float64Array) =>
  Array.from(scores, (score) => (Number.isNaN(score) ? null : Math.fround(score)))

describe('scanScores', () => {
  it('gives every score of Biopython on both strands', () => {
    const { forward, reverse } = scanScores(ap1, codesOf(golden.scan.sequence))
    expect(asKept(forward)).toEqual(golden.scan.forward)
    expect(asKept(reverse)).toEqual(golden.scan.reverse)
    expect(golden.scan.forward.filter((score) => score === null)).toHaveLength(11)
  })

  it('has its best windows where the sites were planted', () => {
    const { forward } = scanScores(ap1, codesOf(golden.scan.sequence))
    const best = [...forward.entries()].filter(([, score]) => score > 6).map(([start]) => start)
    expect(best).toEqual(expect.arrayContaining([100, 200]))
  })

  it('of the reverse complement is the mirror image, to the bit', () => {
    fc.assert(
      fc.property(randomPwms(12), randomCodes(60), (pwm, codes) => {
        fc.pre(codes.length >= pwm.length)
        const { forward, reverse } = scanScores(pwm, codes)
        const mirrored = scanScores(pwm, reverseComplement(codes))
        expect(mirrored.forward).toEqual(reverse.slice().reverse())
        expect(mirrored.reverse).toEqual(forward.slice().reverse())
      }),
    )
  })

  it('refuses a motif that is longer than the sequence', () => {
    expect(() => scanScores(ap1, codesOf('TGACTC'))).toThrow(
      expect.objectContaining({
        code: 'MOTIF_LONGER_THAN_SEQUENCE',
        details: { motif: 'ap1', positions: 7, bases: 6 },
      }),
    )
    expect(() => bestMatch(ap1, codesOf(''))).toThrow('only 0 bases')
    expect(scanScores(ap1, codesOf('TGACTCA')).forward).toHaveLength(1)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses a weight of %s, naming the position', (weight) => {
    const values = ap1.values.slice()
    values[9] = weight
    expect(() => scanScores({ ...ap1, values }, codesOf('TGACTCA'))).toThrow(
      expect.objectContaining({ code: 'MOTIF_WEIGHT_INVALID', details: { motif: 'ap1', position: 3, found: weight } }),
    )
  })

  it('refuses a position at which no base can be, and values that do not fit the length', () => {
    const values = ap1.values.slice().fill(Number.NEGATIVE_INFINITY, 4, 8)
    expect(() => scanScores({ ...ap1, values }, codesOf('TGACTCA'))).toThrow('position 2')
    expect(() => scanScores({ ...ap1, length: 8 }, codesOf('TGACTCAA'))).toThrow('four for each of 8 positions')
  })
})

describe("the guide's scan", () => {
  it('of ATACAA prints what the guide prints, to the last digit', () => {
    const { sequence, scores } = golden.guide
    const { forward } = logProbabilityScores(goldenPpm('guide'), codesOf(sequence))
    // As the guide itself prints them. The file's "printed" has two digits of the first one exchanged.
    expect([...forward]).toEqual(scores)
    expect([...forward].map(String)).toEqual(['-9.567015315914915', '-2.119846956314875'])
  })

  it('reads the other strand, has no score with an N, and -Infinity where a probability is 0', () => {
    const { forward, reverse } = logProbabilityScores(goldenPpm('guide'), codesOf('TTGTATN'))
    expect(reverse[0]).toBe(-2.119846956314875)
    expect(reverse[1]).toBe(-9.567015315914915)
    expect(forward[2]).toBeNaN()
    const strict = ppmFromPfm(pfmFromInstances(['TACAA']))
    expect([...logProbabilityScores(strict, codesOf('ATACAA')).forward]).toEqual([Number.NEGATIVE_INFINITY, 0])
  })

  it('refuses a motif that is longer than the sequence', () => {
    expect(() => logProbabilityScores(goldenPpm('guide'), codesOf('TACA'))).toThrow('has 5 positions')
  })
})

/** The hits by looking at every score. */
function plainHits(pwm: Pwm, codes: Uint8Array, threshold: number, strands: Strands): MotifHit[] {
  if (codes.length < pwm.length) return []
  const { forward, reverse } = scanScores(pwm, codes)
  return Array.from(forward).flatMap((score, start) => [
    ...(strands !== '-' && score >= threshold ? [{ start, end: start + pwm.length, strand: '+' as const, score }] : []),
    ...(strands !== '+' && (reverse[start] ?? Number.NaN) >= threshold
      ? [{ start, end: start + pwm.length, strand: '-' as const, score: reverse[start] ?? Number.NaN }]
      : []),
  ])
}

const strandChoice = fc.constantFrom<Strands>('both', '+', '-')

describe('findHits', () => {
  it('gives what looking at every score gives, at any threshold and to the bit', () => {
    const thresholds = fc.oneof(
      fc.double({ min: -40, max: 30, noNaN: true }),
      fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 1e300, -1e300),
    )
    fc.assert(
      fc.property(randomPwms(23), randomCodes(120), thresholds, strandChoice, (pwm, codes, threshold, strands) => {
        expect(findHits(pwm, codes, threshold, strands)).toEqual(plainHits(pwm, codes, threshold, strands))
      }),
      { numRuns: 1000 },
    )
  })

  it('has the windows that score exactly the threshold, the best score too', () => {
    fc.assert(
      fc.property(randomPwms(16), randomCodes(80), fc.nat(1000), strandChoice, (pwm, codes, choice, strands) => {
        const all = plainHits(pwm, codes, Number.NEGATIVE_INFINITY, strands)
        fc.pre(all.length > 0)
        const best = Math.max(...all.map(({ score }) => score))
        for (const threshold of [all[choice % all.length]?.score ?? 0, best])
          expect(findHits(pwm, codes, threshold, strands)).toEqual(plainHits(pwm, codes, threshold, strands))
      }),
      { numRuns: 500 },
    )
  })

  it('of a palindrome are on both strands', () => {
    const hits = findHits(pwmFromPpm(ppmFromPfm(pfmFromInstances(['TGACGTCA']))), codesOf('AATGACGTCAG'), 0)
    expect(hits).toEqual([
      { start: 2, end: 10, strand: '+', score: 16 },
      { start: 2, end: 10, strand: '-', score: 16 },
    ])
  })
})

describe('searchHits', () => {
  it('gives the hits motif by motif, however many there are', () => {
    const sequence = codesOf(golden.scan.sequence.repeat(40))
    const other = pwmFromPpm(goldenPpm('ets background'))
    const search = prepareSearch([ap1, other, ap1], [-100, -10, Number.POSITIVE_INFINITY], 'both')
    const found: MotifHit[][] = [[], [], []]
    for (const { motif, count, starts, reverse, scores } of searchHits(search, sequence))
      for (let i = 0; i < count; i++) {
        const start = starts[i] ?? -1
        const end = start + (motif === 0 ? 7 : 6)
        found[motif]?.push({ start, end, strand: reverse[i] === 1 ? '-' : '+', score: scores[i] ?? 0 })
      }
    expect(found[0]).toEqual(plainHits(ap1, sequence, -100, 'both'))
    expect(found[0]?.length).toBeGreaterThan(20_000)
    expect(found[1]).toEqual(plainHits(other, sequence, -10, 'both'))
    // More than a batch, of windows with one hit and of windows with two.
    expect(found[1]?.length).toBeGreaterThan(8192)
    expect(found[2]).toEqual([])
  })

  it('misses nothing where the parts of a long sequence meet, beside an N or at its ends', () => {
    const sequence = new Uint8Array(2 * PART_WINDOWS + 20)
    const site = codesOf('TGACTCA')
    const places = [0, PART_WINDOWS - 7, 2 * PART_WINDOWS - 3, sequence.length - 7]
    for (let offset = -6; offset <= 0; offset++) {
      sequence.fill(0)
      for (const place of places) sequence.set(site, place)
      sequence.set(site, PART_WINDOWS + offset)
      sequence[PART_WINDOWS + offset + 7] = 4
      const starts = findHits(ap1, sequence, 9).map(({ start, strand }) => `${strand}${start}`)
      const expected = [...places, PART_WINDOWS + offset].sort((a, b) => a - b).map((start) => `+${start}`)
      // The site before the first border is cut short where the one across it begins.
      expect(starts).toEqual(expected.filter((place) => offset === 0 || place !== `+${PART_WINDOWS - 7}`))
    }
  })

  it('finds nothing in what is shorter than the motif, or all N', () => {
    const search = prepareSearch([ap1], [-100], 'both')
    for (const text of ['', 'TGACTC', 'NNNNNNNNNN', 'TGANTCATG'])
      expect([...searchHits(search, codesOf(text))]).toEqual([])
  })
})

describe('bestMatch', () => {
  it('is the first of the highest scores, + before -', () => {
    fc.assert(
      fc.property(randomPwms(10), randomCodes(60), strandChoice, (pwm, codes, strands) => {
        fc.pre(codes.length >= pwm.length)
        const all = plainHits(pwm, codes, Number.NEGATIVE_INFINITY, strands)
        const best = all.find(({ score }) => score === Math.max(...all.map((hit) => hit.score)))
        const found = bestMatch(pwm, codes, strands)
        expect(found).toEqual(best && { start: best.start, strand: best.strand, score: best.score })
      }),
    )
  })
})
