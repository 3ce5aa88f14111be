import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../src/core/random.js'
import { decodeSequence, encodeSequence } from '../../src/sequence/alphabet.js'
import { kletShuffle } from '../../src/sequence/klet-shuffle.js'

/** How often each word of length k occurs. */
function wordCounts(text: string, k: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i + k <= text.length; i++) {
    const word = text.slice(i, i + k)
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/** Every sequence that starts as `text` does and has its words of length k: by trying every letter. */
function everyShuffle(text: string, k: number): string[] {
  const left = wordCounts(text, k)
  const found: string[] = []
  const extend = (start: string): void => {
    if (start.length === text.length) found.push(start)
    for (const letter of 'ACGTN') {
      const word = (start + letter).slice(-k)
      const count = left.get(word) ?? 0
      if (count === 0) continue
      left.set(word, count - 1)
      extend(start + letter)
      left.set(word, count)
    }
  }
  extend(text.slice(0, k - 1))
  return found
}

function shuffled(text: string, k: number, seed: number, step = 0): string {
  return decodeSequence(kletShuffle(encodeSequence(text).codes, k, randomStream(seed, 'test', step)))
}

/** Chi-squared of `draws` shuffles against all of them equally often. */
function chiSquared(text: string, k: number, draws: number): { readonly value: number; readonly shuffles: number } {
  const counts = new Map(everyShuffle(text, k).map((shuffle) => [shuffle, 0]))
  for (let step = 0; step < draws; step++) {
    const shuffle = shuffled(text, k, 1, step)
    const count = counts.get(shuffle)
    if (count === undefined) throw new Error(`${shuffle} is no shuffle of ${text}`)
    counts.set(shuffle, count + 1)
  }
  const expected = draws / counts.size
  const value = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  return { value, shuffles: counts.size }
}

const sequence = fc.string({ unit: fc.constantFrom(...'ACGTN'), maxLength: 60 })
const seeds = fc.integer({ min: 0, max: 1e6 })

describe('kletShuffle', () => {
  // The 0.999 quantiles of chi-squared are of scipy 1.17.1 (scipy.stats.chi2.ppf): a fair shuffle of another seed fails
  // once in a thousand. The shortcut that keeps the last edges gives 3,259 for the first.
  it.each([
    ['ACCCACGATGATG', 2, 27, 54.052],
    ['AACNANCAGANA', 2, 300, 380.299],
    ['ACGACTACGACATACGAC', 3, 20, 43.82],
    ['AACGT', 1, 60, 98.324],
    ['ACGTACGAACGTTACGA', 4, 6, 20.515],
  ])('gives every shuffle of %s for k = %i, %i of them, equally often', (text, k, shuffles, quantile) => {
    const found = chiSquared(text, k, 60 * shuffles)
    expect(found.shuffles).toBe(shuffles)
    expect(found.value).toBeLessThan(quantile)
  })

  it('keeps the words of length k and of all shorter lengths, and the first and last k - 1 letters', () => {
    fc.assert(
      fc.property(sequence, fc.integer({ min: 1, max: 6 }), seeds, (text, k, seed) => {
        const result = shuffled(text, k, seed)
        expect(result).toHaveLength(text.length)
        for (let length = 1; length <= Math.min(k, text.length); length++)
          expect(wordCounts(result, length)).toEqual(wordCounts(text, length))
        if (k === 1 || text.length < k) return
        expect(result.slice(0, k - 1)).toBe(text.slice(0, k - 1))
        expect(result.slice(1 - k)).toBe(text.slice(1 - k))
      }),
    )
  })

  it('is the same by seed, and another by another', () => {
    const text = decodeSequence(randomStream(3, 'bases').integers(200, 4))
    expect(shuffled(text, 2, 5)).toBe(shuffled(text, 2, 5))
    expect(shuffled(text, 2, 5)).not.toBe(shuffled(text, 2, 6))
    expect(shuffled(text, 2, 5)).not.toBe(text)
  })

  it.each([
    ['', 2],
    ['A', 1],
    ['AC', 3],
    ['ACG', 3],
    ['AAAAAAAA', 2],
    ['NNNNNN', 1],
    ['ACGT', 1_000_000],
  ])('leaves %j for k = %i as it is', (text, k) => {
    const codes = encodeSequence(text).codes
    const result = kletShuffle(codes, k, randomStream(1, 'test'))
    expect(result).toEqual(codes)
    expect(result).not.toBe(codes)
  })

  it.each([1, 2, 5, 9])('shuffles a million bases for k = %i', (k) => {
    const codes = Uint8Array.from(randomStream(1, 'bases').integers(1_000_000, 4))
    const result = kletShuffle(codes, k, randomStream(2, 'test'))
    const counts = (of: Uint8Array) => {
      const numbers = new Uint32Array(4 ** k)
      let number = 0
      of.forEach((code, i) => {
        number = (number * 4 + code) % numbers.length
        if (i >= k - 1) numbers[number] = (numbers[number] ?? 0) + 1
      })
      return numbers
    }
    expect(counts(result)).toEqual(counts(codes))
    expect(result.some((code, i) => code !== codes[i])).toBe(true)
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses k = %d', (k) => {
    expect(() => kletShuffle(new Uint8Array(5), k, randomStream(1, 'test'))).toThrow(/k is .*; expected an integer, at/)
  })
})
