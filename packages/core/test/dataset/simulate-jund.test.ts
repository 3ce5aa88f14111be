import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { HUMAN_TRANSITIONS } from '../../src/dataset/background.js'
import { checkLabels } from '../../src/dataset/check.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { concatenateDatasets, recordCount } from '../../src/dataset/select.js'
import { AP1_SITE, type SimulateJundOptions, simulateJund } from '../../src/dataset/simulate-jund.js'
import { rocAuc } from '../../src/metrics/index.js'
import { encodeSequence } from '../../src/sequence/alphabet.js'
import { sequenceCodes, uniformLength } from '../../src/sequence/build-sequence-set.js'
import { hasShared, sharedPath } from '../shared-data.js'

function whole(options: SimulateJundOptions): Dataset {
  return concatenateDatasets([...simulateJund(options)], 'whole')
}

/** Counts of neighbouring bases [from][to] in a set of sequences of codes 0 to 3. */
function neighbours(sequences: Iterable<Uint8Array>): number[][] {
  const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0])
  for (const codes of sequences) {
    for (let i = 1; i < codes.length; i++) {
      const row = counts[codes[i - 1] ?? 4]
      const base = codes[i] ?? 4
      if (row && base < 4) row[base] = (row[base] ?? 0) + 1
    }
  }
  return counts
}

function sequencesOf(dataset: Dataset): Uint8Array[] {
  return Array.from({ length: recordCount(dataset) }, (_, i) => sequenceCodes(dataset.sequences, i))
}

/** Likelihood ratio of a window with one AP-1 site somewhere on either strand against background. */
function siteLikelihood(codes: Uint8Array): number {
  const background = [0.2764, 0.2236, 0.2236, 0.2764]
  const width = AP1_SITE.length
  let sum = 0
  for (let start = 0; start + width <= codes.length; start++) {
    let forward = 1
    let reverse = 1
    for (let j = 0; j < width; j++) {
      const base = codes[start + j] ?? 0
      forward *= (AP1_SITE[j]?.[base] ?? 0) / (background[base] ?? 1)
      reverse *= (AP1_SITE[width - 1 - j]?.[3 - base] ?? 0) / (background[base] ?? 1)
    }
    sum += forward + reverse
  }
  return sum
}

describe('simulateJund', () => {
  it('has the form of the JUND data', () => {
    const shards = [...simulateJund({ records: 1000, seed: 1, shardSize: 300 })]
    expect(shards.map(recordCount)).toEqual([300, 300, 300, 100])
    const dataset = concatenateDatasets(shards)
    expect(uniformLength(dataset.sequences)).toBe(101)
    expect(dataset).toMatchObject({ outputs: 1, featureCount: 0, taskNames: ['JUND'] })
    expect(dataset.sequences.ids.slice(0, 2)).toEqual(['chrS:0-101', 'chrS:101-202'])
    expect(dataset.sequences.ids.at(-1)).toBe('chrS:100899-101000')
    expect(dataset.labels?.filter((label) => label === 1)).toHaveLength(4)
    checkLabels(dataset, 'binary')
  })

  it('is the same by seed whatever the shard size', () => {
    const options = { records: 500, seed: 7 }
    expect(whole({ ...options, shardSize: 77 })).toEqual(whole({ ...options, shardSize: 500 }))
    expect(whole({ ...options, seed: 8 })).not.toEqual(whole(options))
  })

  it('can be read twice', () => {
    const shards = simulateJund({ records: 50, seed: 1 })
    expect([...shards]).toEqual([...shards])
  })

  it('gives both classes the same total weight and a mean of 1, as in the data', () => {
    const { labels = [], weights = [] } = whole({ records: 10_000, seed: 2 })
    const total = (of: number) => Array.from(weights).reduce((sum, w, i) => sum + (labels[i] === of ? w : 0), 0)
    expect(total(0) / 5000).toBeCloseTo(1, 5)
    expect(total(1) / 5000).toBeCloseTo(1, 5)
    expect(weights[Array.from(labels).indexOf(0)]).toBeCloseTo(0.5021, 3)
    expect(weights[Array.from(labels).indexOf(1)]).toBeCloseTo(119.05, 1)
  })

  it('has at least one window of each class', () => {
    const positives = (records: number, positiveFraction: number) =>
      whole({ records, seed: 1, positiveFraction }).labels?.filter((label) => label === 1).length
    expect(positives(10, 0.0042)).toBe(1)
    expect(positives(10, 0.999)).toBe(9)
  })

  it('has human neighbours of bases, CpG rare', () => {
    const counts = neighbours(sequencesOf(whole({ records: 4000, seed: 3 })))
    counts.forEach((row, from) => {
      const total = row.reduce((sum, count) => sum + count, 0)
      row.forEach((count, to) => {
        expect(Math.abs(count / total - (HUMAN_TRANSITIONS[from]?.[to] ?? 0))).toBeLessThan(0.006)
      })
    })
  })

  it('rows of the tables are probabilities', () => {
    for (const row of [...HUMAN_TRANSITIONS, ...AP1_SITE]) {
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
    }
  })

  it('can be told apart well but not perfectly by who knows the motif', () => {
    const dataset = whole({ records: 3000, seed: 4, positiveFraction: 0.5 })
    const scores = sequencesOf(dataset).map(siteLikelihood)
    const best = rocAuc(dataset.labels ?? [], scores) ?? 0
    expect(best).toBeGreaterThan(0.945)
    expect(best).toBeLessThan(0.975)
    const none = whole({ records: 3000, seed: 4, positiveFraction: 0.5, siteFraction: 0 })
    const guess = rocAuc(none.labels ?? [], sequencesOf(none).map(siteLikelihood)) ?? 0
    expect(Math.abs(guess - 0.5)).toBeLessThan(0.04)
  })

  it('plants on both strands, at any place', () => {
    const sequences = sequencesOf(whole({ records: 2000, seed: 5, positiveFraction: 0.999, siteFraction: 1 }))
    const forward = encodeSequence('TGACTCAT').codes
    const reverse = encodeSequence('ATGAGTCA').codes
    const places = (word: Uint8Array) =>
      sequences.map((codes) => codes.join('').indexOf(word.join(''))).filter((p) => p >= 0)
    for (const found of [places(forward), places(reverse)]) {
      expect(found.length).toBeGreaterThan(120)
      expect(found.filter((place) => place < 50).length / found.length).toBeGreaterThan(0.38)
      expect(found.filter((place) => place < 50).length / found.length).toBeLessThan(0.7)
    }
  })

  it.each([
    [{ records: 1 }, /records is 1/],
    [{ records: 10, length: 10 }, /length is 10; expected an integer, at least 11/],
    [{ records: 10, positiveFraction: 0 }, /positiveFraction is 0/],
    [{ records: 10, positiveFraction: Number.NaN }, /positiveFraction is NaN/],
    [{ records: 10, shardSize: 0 }, /shardSize is 0/],
    [{ records: 10, siteFraction: 2 }, /siteFraction is 2/],
  ])('refuses %j', (options, message) => {
    expect(() => simulateJund({ seed: 1, ...options })).toThrow(message)
  })
})

const fasta = sharedPath('data', 'human_chr20_1mb', 'z.fa')
const absent = !hasShared || !existsSync(fasta)

describe.skipIf(absent)(`the background chain${absent ? ' (skipped: no human_chr20_1mb/z.fa)' : ''}`, () => {
  it('is that of the human stretch it was measured on', () => {
    const text = readFileSync(fasta, 'latin1').split('\n').slice(1).join('')
    const counts = neighbours([encodeSequence(text).codes])
    for (let from = 0; from < 4; from++) {
      const both = [0, 1, 2, 3].map((to) => (counts[from]?.[to] ?? 0) + (counts[3 - to]?.[3 - from] ?? 0))
      const total = both.reduce((sum, count) => sum + count, 0)
      both.forEach((count, to) => {
        expect(Math.abs(count / total - (HUMAN_TRANSITIONS[from]?.[to] ?? 0))).toBeLessThan(2e-4)
      })
    }
  })
})
