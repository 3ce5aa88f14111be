import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shuffledNegatives } from '../../src/dataset/negatives.js'
import { selectSequences, sequenceSetFromStrings, sequenceText } from '../../src/sequence/build-sequence-set.js'
import { kmerCounts } from '../../src/sequence/kmers.js'
import { randomText } from './split-data.js'

const positives = sequenceSetFromStrings(
  ['p0', 'p1', 'p2'],
  [randomText(101, 1), randomText(57, 2), `${randomText(30, 3)}NN${randomText(30, 4)}`],
)
const texts = (set: typeof positives) => set.ids.map((_, i) => sequenceText(set, i))

describe('shuffledNegatives', () => {
  it('gives so many shuffles of each positive, with its words and ids that tell it', () => {
    const negatives = shuffledNegatives(positives, { perPositive: 2, k: 2, seed: 5 })
    expect(negatives.ids).toEqual(['p0', 'p1', 'p2'].flatMap((id) => [`${id}_shuffle1`, `${id}_shuffle2`]))
    expect(new Set([...texts(negatives), ...texts(positives)]).size).toBe(9)
    expect(negatives.unchanged).toBe(0)
    negatives.ids.forEach((_, i) => {
      const [own, from] = [negatives, positives].map((set, which) => {
        const record = which === 0 ? i : Math.floor(i / 2)
        return [...kmerCounts(set.codes.subarray(set.offsets[record], set.offsets[record + 1]), 2)]
      })
      expect(own).toEqual(from)
    })
  })

  it('does not depend on the pieces, nor on how many there are of each', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 3 }), (seed, perPositive) => {
        const whole = shuffledNegatives(positives, { perPositive, k: 2, seed })
        const pieces = [0, 1, 2].flatMap((record) =>
          texts(
            shuffledNegatives(selectSequences(positives, [record]), { perPositive, k: 2, seed, firstRecord: record }),
          ),
        )
        expect(texts(whole)).toEqual(pieces)
        const one = texts(shuffledNegatives(positives, { perPositive: 1, k: 2, seed }))
        expect(texts(whole).filter((_, i) => i % perPositive === 0)).toEqual(one)
      }),
      { numRuns: 20 },
    )
  })

  it('counts shuffles that equal their positive', () => {
    const set = sequenceSetFromStrings(['a', 'b', 'c'], ['AAAAAAAA', 'ACACACAC', randomText(60, 9)])
    expect(shuffledNegatives(set, { perPositive: 3, k: 2, seed: 1 }).unchanged).toBe(6)
  })

  it.each([0, 1.5, Number.NaN])('refuses %s shuffles of each', (perPositive) => {
    expect(() => shuffledNegatives(positives, { perPositive, k: 2, seed: 1 })).toThrow(/perPositive is .*at least 1/)
  })
})
