import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../src/core/random.js'
import { similarityGroups, similarRecords } from '../../src/dataset/similarity.js'
import { reverseComplement } from '../../src/sequence/alphabet.js'
import { sequenceCodes, sequenceSetFromCodes, sequenceSetFromStrings } from '../../src/sequence/build-sequence-set.js'
import { idsOf, randomText } from './split-data.js'

const setOf = (texts: readonly string[]) => sequenceSetFromStrings(idsOf(texts.length), texts)
const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A', N: 'N' }
const otherStrand = (text: string) =>
  [...text]
    .reverse()
    .map((letter) => COMPLEMENT[letter] ?? 'N')
    .join('')

/** The words of a text and the number of their places, as plainly as can be. */
function plainWords(text: string, k: number) {
  const words: string[] = []
  for (let i = 0; i + k <= text.length; i++) {
    const word = text.slice(i, i + k)
    if (word.includes('N')) continue
    const other = otherStrand(word)
    words.push(word < other ? word : other)
  }
  return { places: words.length, words: new Set(words) }
}

function plainlySimilar(a: string, b: string, k: number, threshold: number): boolean {
  if (a === b || a === otherStrand(b)) return true
  const [x, y] = [plainWords(a, k), plainWords(b, k)]
  const shared = [...x.words].filter((word) => y.words.has(word)).length
  return shared > 0 && shared >= threshold * Math.min(x.places, y.places)
}

/** Groups by comparing all pairs: the least record that can be reached from each. */
function plainGroups(texts: readonly string[], k: number, threshold: number): number[] {
  const first = texts.map((_, i) => i)
  for (let changed = true; changed; ) {
    changed = false
    texts.forEach((a, i) => {
      texts.forEach((b, j) => {
        const least = Math.min(first[i] ?? 0, first[j] ?? 0)
        if (first[i] === first[j] || !plainlySimilar(a, b, k, threshold)) return
        first[i] = least
        first[j] = least
        changed = true
      })
    })
  }
  return first
}

/** Pieces of a few stretches of DNA, on either strand, some with letters changed. */
const related = fc.array(
  fc.record({
    stretch: fc.nat({ max: 2 }),
    start: fc.nat({ max: 60 }),
    length: fc.integer({ min: 3, max: 60 }),
    reversed: fc.boolean(),
    changed: fc.array(fc.nat({ max: 59 }), { maxLength: 4 }),
    letter: fc.constantFrom('A', 'C', 'G', 'T', 'N'),
  }),
  { minLength: 1, maxLength: 25 },
)

function textsOf(pieces: readonly (typeof related extends fc.Arbitrary<infer T> ? T : never)[number][]): string[] {
  return pieces.map(({ stretch, start, length, reversed, changed, letter }) => {
    const letters = [...randomText(120, 77, stretch).slice(start, start + length)]
    for (const place of changed) if (place < letters.length) letters[place] = letter
    return reversed ? otherStrand(letters.join('')) : letters.join('')
  })
}

/** Two records that hold 40 bases of one repeat, and 600 that hold 20 of these: similar to none. */
function aroundRepeat(): { readonly texts: readonly [string, string]; readonly pieces: readonly string[] } {
  const repeat = randomText(40, 21)
  return {
    texts: [repeat + randomText(61, 22), repeat + randomText(61, 23)],
    pieces: Array.from({ length: 600 }, (_, i) => repeat.slice(i % 21, (i % 21) + 20) + randomText(81, 24, i)),
  }
}

describe('similarityGroups', () => {
  it('joins what a comparison of all pairs joins', () => {
    fc.assert(
      fc.property(
        related,
        fc.integer({ min: 4, max: 16 }),
        fc.constantFrom(0.1, 0.3, 0.5, 1),
        (pieces, k, threshold) => {
          const texts = textsOf(pieces)
          const { groups, count } = similarityGroups(setOf(texts), { k, threshold })
          const expected = plainGroups(texts, k, threshold)
          const numbers = [...new Set(expected)]
          expect([...groups]).toEqual(expected.map((first) => numbers.indexOf(first)))
          expect(count).toBe(numbers.length)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('joins windows that overlap by half, on either strand, and nothing at random', () => {
    const genome = randomText(20_000, 3)
    const texts = Array.from({ length: 300 }, (_, i) => genome.slice(60 * i, 60 * i + 101))
    const apart = Array.from({ length: 300 }, (_, i) => randomText(101, 4, i))
    const groups = similarityGroups(setOf([...texts.map((text, i) => (i % 2 ? otherStrand(text) : text)), ...apart]))
    expect(groups.count).toBe(301)
    expect(new Set(groups.groups.slice(0, 300))).toEqual(new Set([0]))
  })

  it('joins the many variants of one sequence, though every word is in all of them', () => {
    const original = Uint8Array.from(randomStream(1, 'original').integers(200, 4))
    const variants = Array.from({ length: 600 }, (_, i) => {
      const variant = original.slice()
      variant[i % 200] = ((variant[i % 200] ?? 0) + 1 + Math.floor(i / 200)) % 4
      return i % 3 === 0 ? reverseComplement(variant) : variant
    })
    expect(similarityGroups(sequenceSetFromCodes(idsOf(600), variants)).count).toBe(1)
  })

  it('joins similar records though many others hold the words that they share', () => {
    const { texts, pieces } = aroundRepeat()
    const { groups, count } = similarityGroups(setOf([texts[0], ...pieces, texts[1]]))
    expect(groups[601]).toBe(groups[0])
    expect(count).toBe(601)
    expect([...similarRecords(setOf([texts[1]]), setOf([texts[0], ...pieces]))]).toEqual([0])
  })

  it('finds one difference in 20 bases with words of 8, which those of 12 do not', () => {
    const guides = Array.from({ length: 30 }, (_, i) => randomText(20, 11, i))
    const changed = guides.map((text) => text.slice(0, 9) + (text[9] === 'A' ? 'C' : 'A') + text.slice(10))
    const pairs = guides.map((text, i) => setOf([text, changed[i] ?? '']))
    expect(pairs.filter((pair) => similarityGroups(pair, { k: 8 }).count === 1)).toHaveLength(30)
    expect(pairs.filter((pair) => similarityGroups(pair).count === 1)).toHaveLength(0)
  })

  it('joins equal sequences of any length, and not what shares a motif, a run or an N', () => {
    const motif = 'TTCAGCACCATGGACAGCGCC'
    const withMotif = [0, 1].map((i) => randomText(40, 8, i) + motif + randomText(40, 9, i))
    const withRun = [0, 1].map((i) => randomText(40, 6, i) + 'A'.repeat(40) + randomText(21, 7, i))
    const texts = ['ACG', 'CGT', 'NNNNNNNNNNNNNNNN', ...withMotif, ...withRun, 'A'.repeat(101)]
    expect([...similarityGroups(setOf(texts)).groups]).toEqual([0, 0, 1, 2, 3, 4, 5, 6])
  })

  it.each([{ k: 3 }, { k: 17 }, { k: 8.5 }, { threshold: 0 }, { threshold: 1.1 }, { threshold: Number.NaN }])(
    'refuses %o',
    (options) => {
      expect(() => similarityGroups(setOf(['ACGT']), options)).toThrow(/k is|threshold is/)
    },
  )
})

describe('similarRecords', () => {
  it('finds what a comparison of all pairs finds', () => {
    fc.assert(
      fc.property(related, related, fc.constantFrom(0.1, 0.3, 0.6), (first, second, threshold) => {
        const [a, b] = [textsOf(first), textsOf(second)]
        const found = similarRecords(setOf(a), setOf(b), { k: 8, threshold })
        a.forEach((text, i) => {
          const match = found[i] ?? -1
          const expected = b.some((other) => plainlySimilar(text, other, 8, threshold))
          expect(match >= 0).toBe(expected)
          if (match >= 0) expect(plainlySimilar(text, b[match] ?? '', 8, threshold)).toBe(true)
        })
      }),
      { numRuns: 100 },
    )
  })

  it('names the equal record where there is one', () => {
    const texts = Array.from({ length: 5 }, (_, i) => randomText(60, 2, i))
    const near = (texts[3] ?? '').slice(0, 59)
    const b = setOf([`${near}N`, ...texts])
    const codes = sequenceCodes(setOf(texts), 3)
    const a = sequenceSetFromCodes(['same', 'reverse'], [codes, reverseComplement(codes)])
    expect([...similarRecords(a, b)]).toEqual([4, 4])
    expect([...similarRecords(setOf([randomText(60, 99)]), b)]).toEqual([-1])
  })
})
