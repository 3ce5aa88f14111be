import { describe, expect, it } from 'vitest'
import { checkLabels, countClasses } from '../../src/dataset/check.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { classOfRecord } from '../../src/dataset/record-class.js'
import { concatenateDatasets, recordCount } from '../../src/dataset/select.js'
import { type SimulateMotifOptions, simulateMotif } from '../../src/dataset/simulate-motif.js'
import { GUIDE_MOTIF, pfmFromCounts, ppmFromConsensus, ppmOf } from '../../src/motif/index.js'
import { sequenceCodes, sequenceText, uniformLength } from '../../src/sequence/build-sequence-set.js'

function whole(options: SimulateMotifOptions): Dataset {
  return concatenateDatasets([...simulateMotif(options)], 'whole')
}

/** The sequences of a class. */
function texts(dataset: Dataset, of: number): string[] {
  const records = Array.from({ length: recordCount(dataset) }, (_, i) => i)
  return records.filter((i) => classOfRecord(dataset, i) === of).map((i) => sequenceText(dataset.sequences, i))
}

/** Share of each base at each position, [length][4]. */
function shares(sequences: readonly string[]): number[][] {
  return Array.from(sequences[0] ?? '', (_, i) =>
    Array.from('ACGT', (base) => sequences.filter((text) => text[i] === base).length / sequences.length),
  )
}

const strict = { seed: 1, motifs: [ppmFromConsensus('CCGGAA')] }

describe('simulateMotif', () => {
  it('makes the data of the guide: (2000, 20), labels (2000, 2) with columns [negative, positive]', () => {
    const dataset = whole({ seed: 1 })
    expect(recordCount(dataset)).toBe(2000)
    expect(uniformLength(dataset.sequences)).toBe(20)
    expect(dataset).toMatchObject({ outputs: 2, featureCount: 0, taskNames: ['negative', 'positive'] })
    expect(dataset.sequences.ids.slice(0, 2)).toEqual(['seq1', 'seq2'])
    expect(countClasses(dataset, 'categorical')).toEqual([1000, 1000])
    checkLabels(dataset, 'categorical')
    const one = whole({ seed: 1, labels: 'one-column' })
    expect(one.labels).toEqual(dataset.labels?.filter((_, k) => k % 2 === 1))
    expect(one).toMatchObject({ outputs: 1, taskNames: ['motif'], sequences: dataset.sequences })
  })

  it('is the same by seed whatever the shard size, and can be read twice', () => {
    const options = { seed: 7, negativeKind: 'shuffled', positives: 200, negatives: 100 } as const
    expect(whole({ ...options, shardSize: 77 })).toEqual(whole(options))
    expect(whole({ ...options, seed: 8 })).not.toEqual(whole(options))
    const shards = simulateMotif(options)
    expect([...shards]).toEqual([...shards])
  })

  it('mixes the classes, so that the last tenth is a fair sample', () => {
    const { labels = new Float32Array() } = whole({ seed: 3 })
    const positives = labels.slice(-400).reduce((sum, label, k) => sum + (k % 2 === 1 ? label : 0), 0)
    expect(Math.abs(positives - 100)).toBeLessThan(30)
  })

  it('draws positives from the columns of the motif between uniform flanks of 7, and negatives uniformly', () => {
    const dataset = whole({ seed: 4, positives: 20_000, negatives: 20_000 })
    const ppm = ppmOf(GUIDE_MOTIF)
    shares(texts(dataset, 1)).forEach((row, i) => {
      const inside = i >= 7 && i < 13
      row.forEach((share, base) => {
        const expected = inside ? (ppm.values[4 * (i - 7) + base] ?? 0) : 0.25
        // Five standard errors.
        expect(Math.abs(share - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / 20_000) + 1e-9)
      })
    })
    for (const share of shares(texts(dataset, 0)).flat()) expect(Math.abs(share - 0.25)).toBeLessThan(0.0154)
  })

  it('can be told apart by who knows the motif in .978 of the sequences, as the guide says of its data', () => {
    const dataset = whole({ seed: 5, positives: 10_000, negatives: 10_000 })
    const { values } = ppmOf(GUIDE_MOTIF)
    let right = 0
    for (let record = 0; record < 20_000; record++) {
      const site = sequenceCodes(dataset.sequences, record).subarray(7, 13)
      const ratio = site.reduce((product, base, i) => (product * (values[4 * i + base] ?? 0)) / 0.25, 1)
      if ((ratio > 1 ? 1 : 0) === classOfRecord(dataset, record)) right++
    }
    expect(Math.abs(right / 20_000 - 0.978)).toBeLessThan(0.004)
  })

  it('plants in the middle, at a position, or anywhere', () => {
    const places = (options: Partial<SimulateMotifOptions>) =>
      new Set(texts(whole({ ...strict, length: 15, negatives: 0, ...options }), 1))
    expect(uniformLength(whole({ ...strict, flank: 3 }).sequences)).toBe(12)
    for (const text of places({})) expect(text.slice(4, 10)).toBe('CCGGAA')
    for (const text of places({ position: 9 })) expect(text.slice(9)).toBe('CCGGAA')
    const starts = [...places({ position: 'random' })].map((text) => text.indexOf('CCGGAA'))
    expect(new Set(starts)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
  })

  it('plants on both strands in equal parts when told to', () => {
    const positives = texts(whole({ ...strict, negatives: 0, bothStrands: true }), 1)
    const forward = positives.filter((text) => text.slice(7, 13) === 'CCGGAA')
    const backward = positives.filter((text) => text.slice(7, 13) === 'TTCCGG')
    expect(forward.length + backward.length).toBe(1000)
    expect(Math.abs(forward.length - 500)).toBeLessThan(80)
  })

  it('plants several motifs with every spacing allowed, as a whole on one strand', () => {
    const motifs = [ppmFromConsensus('ACACA'), ppmFromConsensus('TTTT')]
    const options = { seed: 2, motifs, spacing: [2, 4] as const, bothStrands: true, negatives: 0 }
    const dataset = whole({ ...options, background: [0, 0, 1, 0] })
    expect(uniformLength(dataset.sequences)).toBe(5 + 4 + 4 + 14)
    const forward = texts(dataset, 1).filter((text) => text.includes('ACACA'))
    const backward = texts(dataset, 1).filter((text) => text.includes('TGTGT'))
    expect(forward.length + backward.length).toBe(1000)
    expect(Math.abs(forward.length - 500)).toBeLessThan(80)
    const gaps = [...forward.map((text) => /^G+ACACA(G+)TTTTG+$/.exec(text)?.[1]?.length)]
    gaps.push(...backward.map((text) => /^G+AAAA(G+)TGTGTG+$/.exec(text)?.[1]?.length))
    for (const gap of [2, 3, 4]) expect(Math.abs(gaps.filter((g) => g === gap).length - 333)).toBeLessThan(75)
    expect(new Set(gaps)).toEqual(new Set([2, 3, 4]))
  })

  it('makes negatives that hold one of the motifs, in its place', () => {
    const motifs = [ppmFromConsensus('CCCC'), ppmFromConsensus('AAAA')]
    const options = { seed: 2, motifs, spacing: [1, 1] as const, negativeKind: 'one-motif' as const }
    const dataset = whole({ ...options, background: [0, 0, 1, 0], positives: 10, negatives: 1000 })
    expect(new Set(texts(dataset, 1))).toEqual(new Set(['GGGGGGGCCCCGAAAAGGGGGGG']))
    const negatives = texts(dataset, 0)
    const first = negatives.filter((text) => text === 'GGGGGGGCCCCGGGGGGGGGGGG').length
    const second = negatives.filter((text) => text === 'GGGGGGGGGGGGAAAAGGGGGGG').length
    expect(first + second).toBe(1000)
    expect(Math.abs(first - 500)).toBeLessThan(80)
  })

  it('makes negatives by shuffling positives that are no records', () => {
    const dataset = whole({
      ...strict,
      background: [0, 0, 0, 1],
      positives: 5,
      negatives: 500,
      negativeKind: 'shuffled',
    })
    const positive = 'TTTTTTTCCGGAATTTTTTT'
    expect(new Set(texts(dataset, 1))).toEqual(new Set([positive]))
    const pairs = (text: string) => Array.from({ length: 19 }, (_, i) => text.slice(i, i + 2)).sort()
    const negatives = texts(dataset, 0)
    for (const text of negatives) expect(pairs(text)).toEqual(pairs(positive))
    // The twelve repeats of T are spread over its two runs in thirteen ways.
    expect(new Set(negatives).size).toBe(13)
  })

  it('draws a human background by its chain: CpG is rare', () => {
    const dataset = whole({ seed: 1, background: 'human', length: 500, positives: 0, negatives: 500 })
    const text = texts(dataset, 0).join('N')
    const count = (word: string) => text.split(word).length - 1
    expect((count('CG') * 500 * 500) / (count('C') * count('G'))).toBeCloseTo(0.2, 1)
  })

  it.each<[Partial<SimulateMotifOptions>, RegExp]>([
    [{ length: 5 }, /CCGGAA takes 6 bases with its spacing, and the sequences have 5/],
    [{ position: 15 }, /CCGGAA at position 15 .* would end at 21, after .* of 20 bases; .* from 0 to 14/],
    [{ position: -1 }, /position is -1/],
    [{ flank: -1 }, /flank is -1/],
    [{ motifs: [] }, /motifs is 0/],
    [{ motifs: [pfmFromCounts([1, 0, 0, 0, 0, 0, 0, 0])] }, /all four counts at position 2/],
    [{ spacing: [3, 2] }, /spacing is 2; expected an integer, at least 3/],
    [{ positives: 0, negatives: 0 }, /records is 0/],
    [{ positives: -1 }, /positives is -1/],
    [{ negativeKind: 'one-motif' }, /"background" or "shuffled" where there is one motif/],
    [{ background: [1, 1, -1, 1] }, /four shares of A, C, G, T/],
    [{ background: [0, 0, 0, 0] }, /not all 0/],
    [{ shardSize: 0 }, /shardSize is 0/],
    [{ seed: -1 }, /seed is -1/],
  ])('refuses %j', (options, message) => {
    expect(() => simulateMotif({ seed: 1, ...options })).toThrow(message)
  })
})

describe('ppmFromConsensus', () => {
  it('gives each position equal shares of the bases of its letter', () => {
    const ppm = ppmFromConsensus('gRN')
    expect(ppm).toMatchObject({ kind: 'probabilities', id: 'GRN', length: 3 })
    expect([...ppm.values]).toEqual([0, 0, 1, 0, 0.5, 0, 0.5, 0, 0.25, 0.25, 0.25, 0.25])
  })

  it('refuses what is no letter of a nucleic acid', () => {
    expect(() => ppmFromConsensus('CCXGAA')).toThrow(/Sequence CCXGAA has "X" at position 3/)
    expect(() => ppmFromConsensus('')).toThrow(/consensus is ""; expected at least one letter/)
  })
})
