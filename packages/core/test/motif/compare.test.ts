import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bestMotifMatch, compareMotifs } from '../../src/motif/compare.js'
import { pfmFromInstances } from '../../src/motif/pfm.js'
import { ppmFromProbabilities } from '../../src/motif/ppm.js'
import { reverseComplementMotif } from '../../src/motif/reverse-complement.js'

/** numpy's correlations over every way to lay one matrix on another; the file names the version. */
const golden: {
  readonly targets: readonly number[][]
  readonly queries: readonly number[][]
  readonly matches: readonly (readonly [number, string, number, number][])[]
} = JSON.parse(readFileSync(new URL('./golden/compare.json', import.meta.url), 'utf8'))

const targets = golden.targets.map((values, i) => ppmFromProbabilities(values, { id: `t${i}`, name: `target ${i}` }))
const queries = golden.queries.map((values) => ppmFromProbabilities(values, { id: 'query' }))

describe('compareMotifs', () => {
  it.each(golden.matches.flatMap((row, q) => row.map((match, t) => [q, t, match] as const)))(
    'query %d on target %d is as numpy has it',
    (q, t, [correlation, strand, offset, overlap]) => {
      const query = queries[q] ?? expect.fail('no query')
      const target = targets[t] ?? expect.fail('no target')
      const match = compareMotifs(query, target)
      expect(match).toMatchObject({ strand, offset, overlap, id: `t${t}`, name: `target ${t}` })
      expect(match?.correlation).toBeCloseTo(correlation, 12)
    },
  )

  it('finds a motif in itself, and its other strand', () => {
    const motif = targets[1] ?? expect.fail('no motif')
    expect(compareMotifs(motif, motif)).toMatchObject({ correlation: 1, strand: '+', offset: 0, overlap: 8 })
    expect(compareMotifs(motif, reverseComplementMotif(motif))).toMatchObject({
      correlation: 1,
      strand: '-',
      offset: 0,
    })
    expect(compareMotifs(motif, reverseComplementMotif(motif), { bothStrands: false })?.correlation).toBeLessThan(1)
  })

  it('of equal ways takes the longer overlap, then + and the nearest offset', () => {
    // A palindrome lies on itself as well on either strand.
    const palindrome = pfmFromInstances(['GGATCC'], { id: 'p' })
    expect(compareMotifs(palindrome, palindrome)).toMatchObject({ strand: '+', offset: 0, overlap: 6 })
    const repeat = pfmFromInstances(['ACACACAC'], { id: 'r' })
    const part = pfmFromInstances(['ACAC'], { id: 'q' })
    expect(compareMotifs(part, repeat)).toMatchObject({ correlation: 1, offset: 0, overlap: 4 })
  })

  it('takes no more overlap than there is, has none where all is uniform, and refuses an overlap of 0', () => {
    const short = pfmFromInstances(['ACG'], { id: 's' })
    expect(compareMotifs(short, targets[2] ?? short)?.overlap).toBe(3)
    const flat = ppmFromProbabilities(new Array(24).fill(0.25), { id: 'flat' })
    expect(compareMotifs(flat, short)).toBeUndefined()
    expect(() => compareMotifs(short, short, { leastOverlap: 0 })).toThrow('leastOverlap')
  })
})

describe('bestMotifMatch', () => {
  it('names the target that a motif was cut from, the earlier of two equal ones', () => {
    const [, second, third] = queries
    expect(bestMotifMatch(second ?? expect.fail(), targets)).toMatchObject({ target: 2, id: 't2', offset: 3 })
    expect(bestMotifMatch(third ?? expect.fail(), targets)).toMatchObject({ target: 3, id: 't3', strand: '-' })
    expect(bestMotifMatch(second ?? expect.fail(), [...targets, ...targets])?.target).toBe(2)
    expect(bestMotifMatch(second ?? expect.fail(), [])).toBeUndefined()
  })
})
