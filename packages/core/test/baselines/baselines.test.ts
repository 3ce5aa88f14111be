import { describe, expect, it } from 'vitest'
import { enrichedKmers } from '../../src/baselines/enriched-kmers.js'
import {
  type BaselineTraining,
  discoverMotif,
  fitBaselines,
  gcContent,
  sampleClasses,
} from '../../src/baselines/index.js'
import { refineMotif } from '../../src/baselines/refine-motif.js'
import { randomStream } from '../../src/core/random.js'
import { concatenateDatasets } from '../../src/dataset/select.js'
import { simulateJund } from '../../src/dataset/simulate-jund.js'
import { rocAuc } from '../../src/metrics/ranking.js'
import { degenerateConsensus } from '../../src/motif/consensus.js'
import { decodeSequence, encodeSequence, reverseComplement } from '../../src/sequence/alphabet.js'
import { sequenceCodes, sequenceSetFromCodes, sequenceSetFromStrings } from '../../src/sequence/build-sequence-set.js'

/** Windows of 60 bp; every other one holds TGACTCA or its reverse complement. */
function planted(records: number, seed: number) {
  return Array.from({ length: records }, (_, i) => {
    const codes = Uint8Array.from(randomStream(seed, 'window', i).integers(60, 4))
    const site = encodeSequence('TGACTCA').codes
    if (i % 2 === 1) codes.set(i % 4 === 1 ? site : reverseComplement(site), 3 + (i % 40))
    return codes
  })
}

const labelsOf = (records: number) => Uint8Array.from({ length: records }, (_, i) => i % 2)

describe('discoverMotif', () => {
  const codes = planted(400, 1)
  const found = discoverMotif(codes, labelsOf(400), { seed: 1 })

  it('finds the planted site on both strands', () => {
    const consensus = degenerateConsensus(found?.motif ?? expect.fail('no motif'))
    // The site is its own reverse complement but for the base in the middle.
    expect(consensus).toMatch(/TGA[CGS]TCA/)
    expect(found?.rocAuc).toBeGreaterThan(0.95)
    expect(found?.motif.sites).toBeGreaterThan(150)
    expect(found?.motif.sites).toBeLessThan(260)
  })

  it('gives the same again, and is stopped', () => {
    expect(discoverMotif(codes, labelsOf(400), { seed: 1 })).toEqual(found)
    const stopped = () => discoverMotif(codes, labelsOf(400), { seed: 1, signal: AbortSignal.abort() })
    expect(stopped).toThrow('aborted')
  })

  it('gives none where there is nothing to find', () => {
    const short = ['ACG', 'TTT'].map((text) => encodeSequence(text).codes)
    expect(discoverMotif(short, Uint8Array.of(0, 1), { seed: 1 })).toBeUndefined()
    const unknown = ['NNNNNNNN', 'NNNNNNNN'].map((text) => encodeSequence(text).codes)
    expect(discoverMotif(unknown, Uint8Array.of(0, 1), { seed: 1 })).toBeUndefined()
  })

  it('begins at words that more positives hold, either strand counting once', () => {
    const texts = ['AAGGATCCTTAA', 'CCTGACTCATTT', 'ATTGAGTCATAC'].map((text) => encodeSequence(text).codes)
    const [first] = enrichedKmers(texts.slice(1), texts.slice(0, 1), 1)
    expect(['TGACTC', 'GAGTCA', 'GACTCA', 'TGAGTC']).toContain(decodeSequence(first ?? []))
  })

  it('refines a matrix to the sites that are there', () => {
    const sites = planted(200, 2).filter((_, i) => i % 2 === 1)
    const start = Float64Array.from({ length: 28 }, (_, i) =>
      ['T', 'G', 'A', 'G', 'T', 'C', 'A'][Math.floor(i / 4)] === 'ACGT'[i % 4] ? 0.7 : 0.1,
    )
    const { probabilities, sites: expected } = refineMotif(sites, start, [0.25, 0.25, 0.25, 0.25])
    // TGAGTCA is the other strand of TGACTCA.
    const likeliest = Array.from({ length: 7 }, (_, k) => {
      const row = Array.from(probabilities.subarray(4 * k, 4 * k + 4))
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
      return 'ACGT'[row.indexOf(Math.max(...row))]
    })
    expect(likeliest.join('')).toBe('TGAGTCA')
    expect(expected).toBeGreaterThan(90)
    expect(expected).toBeLessThanOrEqual(100)
  })
})

describe('gcContent', () => {
  it('counts G and C among the bases, N left out', () => {
    const set = sequenceSetFromStrings(['a', 'b', 'c', 'd'], ['GGCC', 'ATGC', 'NNGA', 'NN'])
    expect(Array.from(gcContent(set))).toEqual([1, 0.5, 0.5, 0.5])
  })
})

describe('sampleClasses', () => {
  it('takes rare classes whole, and weights put the balance right', () => {
    const sample = sampleClasses([1000, 30], 200, 1)
    expect(sample.taken).toEqual([170, 30])
    const [negative = 0, positive = 0] = sample.weights
    expect((30 * positive) / (170 * negative)).toBeCloseTo(30 / 1000, 12)
    expect((170 * negative + 30 * positive) / 200).toBeCloseTo(1, 12)
    const taken = Array.from({ length: 1000 }, () => sample.takesNext(0))
    expect(taken.filter(Boolean)).toHaveLength(170)
    expect(taken.slice(0, 500).filter(Boolean).length).toBeGreaterThan(50)
  })

  it('takes everything where there is room', () => {
    const sample = sampleClasses([5, 3], 100, 1)
    expect(sample).toMatchObject({ taken: [5, 3], weights: [1, 1] })
    expect(sample.takesNext(1)).toBe(true)
  })
})

describe('fitBaselines', () => {
  const setOf = (codes: readonly Uint8Array[]) =>
    sequenceSetFromCodes(
      codes.map((_, i) => `r${i}`),
      codes,
    )

  it('judges simulated JUND windows: chance, composition, motif, positions, k-mers', async () => {
    const data = (seed: number) => concatenateDatasets([...simulateJund({ records: 900, seed, positiveFraction: 0.3 })])
    const [train, test] = [data(1), data(2)]
    const training: BaselineTraining = { sequences: train.sequences, classes: train.labels ?? [], classCount: 2 }
    const baselines = await fitBaselines(training, { seed: 1 })
    expect(baselines.map(({ name }) => name)).toEqual(['majority', 'gc', 'pwm', 'position', 'kmer'])
    const areas = baselines.map((baseline) => rocAuc(test.labels ?? [], baseline.predict(test.sequences)))
    expect(areas[0]).toBe(0.5)
    expect(Math.abs((areas[1] ?? 0) - 0.5)).toBeLessThan(0.1)
    // The best possible classifier reaches about .96 (see simulateJund).
    expect(areas[2]).toBeGreaterThan(0.93)
    // Sites lie anywhere, so that no position means anything.
    expect(areas[3]).toBeCloseTo(0.5, 1)
    expect(areas[4]).toBeGreaterThan(0.7)
    expect(baselines[2]?.consensus).toMatch(/TGA[CGSN]TCA/)
    for (const baseline of baselines) {
      const p = baseline.predict(test.sequences)
      expect(p.every((value) => value >= 0 && value <= 1)).toBe(true)
      // Calibrated on training records of the same kind.
      expect(p.reduce((sum, value) => sum + value, 0) / p.length).toBeCloseTo(0.3, 1)
    }
  })

  it('of three classes has the commonest class, positions and k-mers, rows of sum 1', async () => {
    const cores = ['', 'GGATCC', 'TTTAAATT']
    const codes = planted(240, 3).map((window, i) => {
      window.set(encodeSequence(cores[i % 3] ?? '').codes, 20)
      return window
    })
    const classes = Uint8Array.from(codes, (_, i) => i % 3)
    const baselines = await fitBaselines({ sequences: setOf(codes), classes, classCount: 3 }, { seed: 1 })
    expect(baselines.map(({ name, outputs }) => [name, outputs])).toEqual([
      ['majority', 3],
      ['position', 3],
      ['kmer', 3],
    ])
    const rows = baselines[1]?.predict(setOf(codes)) ?? new Float64Array()
    expect(rows).toHaveLength(3 * 240)
    let right = 0
    for (let i = 0; i < 240; i++) {
      const row = Array.from(rows.subarray(3 * i, 3 * i + 3))
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
      if (row.indexOf(Math.max(...row)) === i % 3) right++
    }
    expect(right).toBeGreaterThan(200)
  })

  it('stands for all records where a sample is weighted', async () => {
    const codes = planted(40, 5)
    const weights = Float64Array.from(codes, (_, i) => (i % 2 === 1 ? 0.2 : 1.8))
    const [majority] = await fitBaselines(
      { sequences: setOf(codes), classes: labelsOf(40), classCount: 2, weights },
      { seed: 1 },
    )
    expect(majority?.predict(setOf(codes.slice(0, 1)))[0]).toBeCloseTo(0.1, 12)
    expect(sequenceCodes(setOf(codes), 0)).toEqual(codes[0])
  })
})
