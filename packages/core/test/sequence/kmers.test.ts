import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeSequence, reverseComplement } from '../../src/sequence/alphabet.js'
import { type KmerOptions, kmerCounts, kmerIndex } from '../../src/sequence/kmers.js'

/** Counts by words, where there are any. */
function bag(text: string, k: number, options?: KmerOptions): Record<string, number> {
  const { words } = kmerIndex(k, options)
  const counts = [...kmerCounts(encodeSequence(text).codes, k, options)]
  return Object.fromEntries(counts.flatMap((count, i) => (count > 0 ? [[words[i] ?? '', count]] : [])))
}

describe('kmerCounts', () => {
  it('counts overlapping words, in the order of the alphabet', () => {
    expect(kmerIndex(2).words.slice(0, 6)).toEqual(['AA', 'AC', 'AG', 'AT', 'CA', 'CC'])
    expect(bag('ATACAA', 2)).toEqual({ AA: 1, AC: 1, AT: 1, CA: 1, TA: 1 })
    expect(bag('aaauu', 3)).toEqual({ AAA: 1, AAT: 1, ATT: 1 })
    expect([...kmerCounts(encodeSequence('ACGTT').codes, 1)]).toEqual([1, 1, 1, 2])
  })

  it('leaves out windows that hold an N', () => {
    expect(bag('ACNGTACRCG', 2)).toEqual({ AC: 2, CG: 1, GT: 1, TA: 1 })
    expect(bag('NNN', 1)).toEqual({})
    expect(bag('AC', 3)).toEqual({})
  })

  it('counts a word and its reverse complement as one with canonical', () => {
    expect(bag('AAGCTT', 3, { canonical: true })).toEqual({ AAG: 2, AGC: 2 })
    expect(bag('ACGT', 2, { canonical: true })).toEqual({ AC: 2, CG: 1 })
  })

  // (4^k + palindromes) / 2.
  it.each([
    [1, 2],
    [2, 10],
    [3, 32],
    [4, 136],
    [6, 2080],
  ])('has for k = %i %i canonical words', (k, words) => {
    expect(kmerIndex(k, { canonical: true }).words).toHaveLength(words)
  })

  it('canonical counts of both strands are the same, and sums over the strands', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ACGTN'), maxLength: 50 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (letters, k) => {
        const forward = encodeSequence(letters).codes
        const reverse = reverseComplement(forward)
        const index = kmerIndex(k, { canonical: true })
        expect(kmerCounts(forward, index)).toEqual(kmerCounts(reverse, index))
        const total = (counts: Uint32Array) => counts.reduce((sum, count) => sum + count, 0)
        expect(total(kmerCounts(forward, index))).toBe(total(kmerCounts(forward, k)))
      }),
    )
  })

  it.each([0, 11, 1.5])('refuses k = %d', (k) => {
    expect(() => kmerCounts([0, 1], k)).toThrow(/expected an integer, at least 1 and at most 10/)
  })
})
