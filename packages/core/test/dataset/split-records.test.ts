import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countClasses } from '../../src/dataset/check.js'
import { splitDataset } from '../../src/dataset/split.js'
import { foldsOf, splitFolds } from '../../src/dataset/split-folds.js'
import { splitRecords } from '../../src/dataset/split-records.js'
import { sequenceSetFromStrings } from '../../src/sequence/build-sequence-set.js'
import { datasetOf, idsOf, randomText, tally } from './split-data.js'

/** Labels 0 and 1 with this many ones, mixed. */
function mixed(n: number, ones: number): number[] {
  return Array.from({ length: n }, (_, i) => (Math.floor(((i + 1) * ones) / n) > Math.floor((i * ones) / n) ? 1 : 0))
}

/** Labels of which three in eleven are 1, in no step with the chromosomes. */
const scattered = (n: number) => Array.from({ length: n }, (_, i) => ((i * 7) % 11 < 3 ? 1 : 0))

const recordsOf = (parts: ArrayLike<number>, part: number, ids: readonly string[]) =>
  ids.filter((_, i) => parts[i] === part)

describe('splitRecords', () => {
  it('draws the same test as splitDataset, and the validation from the rest', () => {
    const set = datasetOf(idsOf(103), mixed(103, 31))
    for (const [method, stratify] of [
      ['random', false],
      ['stratified', true],
    ] as const) {
      const { parts, facts } = splitRecords(set, { test: 0.2, validation: 0.1, method, seed: 4 })
      const other = splitDataset(set, { fraction: 0.2, seed: 4, stratify })
      expect(recordsOf(parts, 2, set.sequences.ids).sort()).toEqual([...other.test.sequences.ids].sort())
      expect(tally(parts)).toEqual([71, 11, 21])
      expect(facts.parts.map(({ name, records, asked }) => [name, records, asked])).toEqual([
        ['train', 71, 71],
        ['validation', 11, 11],
        ['test', 21, 21],
      ])
    }
  })

  it('stratifies classes unless told otherwise, and divides numbers at random', () => {
    const classes = splitRecords(datasetOf(idsOf(200), mixed(200, 20)), { test: 0.2, seed: 1 })
    expect(classes.facts).toMatchObject({ method: 'stratified', labels: 'binary' })
    expect(classes.facts.parts.map((part) => part.classCounts)).toEqual([
      [144, 16],
      [36, 4],
    ])
    const numbers = datasetOf(
      idsOf(50),
      Array.from({ length: 50 }, (_, i) => Math.sqrt(i)),
    )
    expect(splitRecords(numbers, { validation: 0.2, seed: 1 }).facts).toMatchObject({
      method: 'random',
      labels: 'regression',
    })
    expect(splitRecords(datasetOf(idsOf(50)), { test: 0.2, seed: 1 }).facts).toMatchObject({ labels: 'none' })
  })

  it('keeps the proportions of every class in three parts, for any classes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 60, maxLength: 150 }),
        fc.double({ min: 0.1, max: 0.4, noNaN: true }),
        fc.double({ min: 0.1, max: 0.4, noNaN: true }),
        fc.nat(),
        (classes, validation, test, seed) => {
          fc.pre([0, 1, 2].every((label) => classes.filter((c) => c === label).length >= 15))
          const rows = classes.flatMap((label) => [0, 1, 2].map((column) => (column === label ? 1 : 0)))
          const { parts, facts } = splitRecords(datasetOf(idsOf(classes.length), rows, { outputs: 3 }), {
            validation,
            test,
            seed,
          })
          expect(facts.labels).toBe('categorical')
          const n = classes.length
          const sizes = [Math.ceil(n * validation), Math.ceil(n * test)]
          expect(tally(parts).slice(1)).toEqual(sizes)
          for (const label of [0, 1, 2]) {
            const share = classes.filter((c) => c === label).length / n
            const inTest = classes.filter((c, i) => c === label && parts[i] === 2).length
            const inValidation = classes.filter((c, i) => c === label && parts[i] === 1).length
            expect(Math.abs(inTest - share * (sizes[1] ?? 0))).toBeLessThan(1)
            expect(Math.abs(inValidation - share * (sizes[0] ?? 0))).toBeLessThan(2)
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('gives one division a seed', () => {
    const set = datasetOf(idsOf(100), mixed(100, 50))
    for (const method of ['random', 'stratified', 'similarity'] as const) {
      const parts = (seed: number) => splitRecords(set, { test: 0.3, method, seed }).parts
      expect(parts(1)).toEqual(parts(1))
      expect(parts(1)).not.toEqual(parts(2))
    }
  })

  it('keeps tasks with missing labels in proportion, and counts what is known', () => {
    const labels = Array.from({ length: 120 }, (_, i) => [i % 2, i % 3 === 0 ? 1 : 0]).flat()
    const weights = Float32Array.from(labels, (_, k) => (k % 10 === 0 ? 0 : 1))
    const set = datasetOf(idsOf(120), labels, { outputs: 2, weights })
    const { facts } = splitRecords(set, { test: 0.25, seed: 3, kind: 'binary' })
    const known = [0, 1].map((column) =>
      [0, 1].map(
        (value) => labels.filter((label, k) => k % 2 === column && label === value && weights[k] === 1).length,
      ),
    )
    const counts = facts.parts.map((part) => part.classCounts ?? [])
    expect(counts[0]?.map((count, k) => count + (counts[1]?.[k] ?? 0))).toEqual(known.flat())
    for (const [k, count] of (counts[1] ?? []).entries()) expect(count / (known.flat()[k] ?? 1)).toBeCloseTo(0.25, 0)
  })
})

describe('splitRecords by chromosome', () => {
  const ids = Array.from({ length: 400 }, (_, i) => `chr${1 + (i % 10)}:${i * 200}-${i * 200 + 101}`)
  const set = datasetOf(ids, scattered(400))
  const chromosomes = (parts: Uint8Array, part: number) =>
    [...new Set(recordsOf(parts, part, ids).map((id) => id.split(':')[0]))].sort()

  it('puts the chromosomes that are named into their parts, whatever they are called', () => {
    const options = {
      chromosomes: { validation: ['8'], test: ['CHR2', 'chr3'] },
      method: 'chromosome',
      seed: 1,
    } as const
    const { parts, facts } = splitRecords(set, options)
    expect([chromosomes(parts, 1), chromosomes(parts, 2)]).toEqual([['chr8'], ['chr2', 'chr3']])
    expect(facts.parts.map(({ records, groups }) => [records, groups])).toEqual([
      [280, 7],
      [40, 1],
      [80, 2],
    ])
    expect(facts.groups).toMatchObject({ count: 10, largerThanPart: 0 })
    expect(facts.parts.some((part) => part.asked !== undefined)).toBe(false)
  })

  it('deals whole chromosomes for a share', () => {
    const { parts, facts } = splitRecords(set, { validation: 0.1, test: 0.2, method: 'chromosome', seed: 1 })
    expect(tally(parts)).toEqual([280, 40, 80])
    for (const part of [1, 2])
      for (const name of chromosomes(parts, part)) expect(chromosomes(parts, 0)).not.toContain(name)
    expect(facts.parts.map((part) => part.asked)).toEqual([280, 40, 80])
  })

  it('takes one part by name and deals the other', () => {
    const options = { validation: 0.1, chromosomes: { test: ['chr1'] }, method: 'chromosome', seed: 1 } as const
    const { parts } = splitRecords(set, options)
    expect(chromosomes(parts, 2)).toEqual(['chr1'])
    expect(tally(parts)).toEqual([320, 40, 40])
  })
})

describe('splitRecords by similarity', () => {
  /** Families of windows that overlap, of these sizes. */
  function families(sizes: readonly number[]) {
    const texts = sizes.flatMap((size, family) => {
      const stretch = randomText(101 + 5 * size, 11, family)
      return Array.from({ length: size }, (_, i) => stretch.slice(5 * i, 5 * i + 101))
    })
    return { ids: idsOf(texts.length), texts, family: sizes.flatMap((size, family) => new Array(size).fill(family)) }
  }

  it('never cuts a family, and comes close to sizes and balance', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 40, maxLength: 80 }),
        fc.nat({ max: 99 }),
        (sizes, seed) => {
          const { ids, texts, family } = families(sizes)
          const n = ids.length
          const set = datasetOf(ids, mixed(n, Math.floor(n / 3)), { sequences: sequenceSetFromStrings(ids, texts) })
          const { parts, facts } = splitRecords(set, { validation: 0.15, test: 0.25, method: 'similarity', seed })
          for (const number of new Set(family))
            expect(new Set([...parts].filter((_, i) => family[i] === number)).size).toBe(1)
          expect(facts.groups?.count).toBe(sizes.length)
          for (const { records, asked, classCounts } of facts.parts) {
            expect(Math.abs(records - (asked ?? 0))).toBeLessThanOrEqual(4)
            expect(Math.abs((classCounts?.[1] ?? 0) - records / 3)).toBeLessThanOrEqual(4)
          }
        },
      ),
      { numRuns: 15 },
    )
  })

  it('keeps a shuffle with what it was made from', () => {
    const ids = Array.from({ length: 100 }, (_, i) => [`seq_${i}_peak`, `seq_${i}_shuf`]).flat()
    const labels = ids.map((_, i) => 1 - (i % 2))
    const { parts, facts } = splitRecords(datasetOf(ids, labels), { test: 0.2, method: 'similarity', seed: 1 })
    for (let i = 0; i < ids.length; i += 2) expect(parts[i]).toBe(parts[i + 1])
    expect(facts.parts[1]?.classCounts).toEqual([20, 20])
  })

  it('tells of a group that only the training part can hold', () => {
    const { ids, texts } = families([30, ...new Array<number>(70).fill(1)])
    const set = datasetOf(ids, undefined, { sequences: sequenceSetFromStrings(ids, texts) })
    const { facts } = splitRecords(set, { test: 0.1, method: 'similarity', seed: 1 })
    expect(facts.groups).toEqual({ count: 71, largest: { name: 'r0', records: 30, part: 'train' }, largerThanPart: 1 })
    expect(facts.parts.map((part) => part.records)).toEqual([90, 10])
  })
})

describe('foldsOf', () => {
  it('has folds of nearly the same size and, stratified, of nearly the same classes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), fc.integer({ min: 20, max: 120 }), fc.nat(), (folds, ones, seed) => {
        const set = datasetOf(idsOf(173), mixed(173, ones))
        for (const method of ['random', 'stratified'] as const) {
          fc.pre(method === 'stratified' || folds <= 4)
          const found = foldsOf(set, { folds, method, seed })
          const sizes = tally(found)
          expect(sizes).toHaveLength(folds)
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
          if (method === 'random') continue
          const positives = tally([...found].filter((_, i) => set.labels?.[i] === 1))
          expect(Math.max(...positives) - Math.min(...positives)).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('tells what is in each fold', () => {
    // The counts of scikit-learn 1.9.1's StratifiedKFold(5) for 32 zeros and 21 ones.
    const { facts } = splitFolds(datasetOf(idsOf(53), mixed(53, 21)), { folds: 5, seed: 1 })
    expect(facts.parts.map(({ name, records }) => [name, records])).toEqual([
      [1, 11],
      [2, 11],
      [3, 11],
      [4, 10],
      [5, 10],
    ])
    expect(facts.parts.map((part) => part.classCounts?.[1])).toEqual([4, 4, 5, 4, 4])
  })

  it('keeps groups whole', () => {
    const ids = Array.from({ length: 240 }, (_, i) => `chr${1 + (i % 12)}:${i * 200}-${i * 200 + 101}`)
    const set = datasetOf(ids, scattered(240))
    const { folds, facts } = splitFolds(set, { folds: 4, method: 'chromosome', seed: 1 })
    for (let i = 12; i < ids.length; i++) expect(folds[i]).toBe(folds[i % 12])
    expect(facts.parts.map(({ records, groups }) => [records, groups])).toEqual(new Array(4).fill([60, 3]))
    expect(new Set(foldsOf(set, { folds: 4, method: 'similarity', seed: 1 })).size).toBe(4)
  })
})

describe('splitDataset of several 0/1 tasks', () => {
  const rows = Array.from({ length: 120 }, (_, i) => [i % 2, i % 3 === 0 ? 1 : 0]).flat()
  const countsOf = (labels: ArrayLike<number> = []) =>
    tally(Array.from({ length: labels.length / 2 }, (_, i) => 2 * (labels[2 * i] ?? 0) + (labels[2 * i + 1] ?? 0)))

  it('keeps the share of each combination, [0, 0] among them', () => {
    const { train, test } = splitDataset(datasetOf(idsOf(120), rows, { outputs: 2 }), {
      fraction: 0.25,
      seed: 3,
      stratify: true,
    })
    expect(countsOf(test.labels)).toEqual([10, 5, 10, 5])
    expect(countsOf(train.labels)).toEqual([30, 15, 30, 15])
  })

  it('takes a missing label for a value of its own', () => {
    const weights = Float32Array.from(rows, (_, place) => (place % 2 === 1 && place < 80 ? 0 : 1))
    const set = datasetOf(idsOf(120), rows, { outputs: 2, weights })
    const { test } = splitDataset(set, { fraction: 0.25, seed: 3, stratify: true, kind: 'binary' })
    expect(tally(Array.from(test.weights ?? []).filter((_, place) => place % 2 === 1))).toEqual([10, 20])
  })
})

describe('a weight of 0', () => {
  it('of a record is no missing label: classes count in every part', () => {
    const set = datasetOf(idsOf(40), mixed(40, 10), { weights: new Float32Array(40).fill(0, 0, 20).fill(1, 20) })
    const { facts } = splitRecords(set, { test: 0.5, seed: 1 })
    expect(facts.parts.map((part) => part.classCounts)).toEqual([
      [15, 5],
      [15, 5],
    ])
    expect(countClasses(set, 'binary')).toEqual([30, 10])
  })
})

describe('ids under the method similarity', () => {
  const groupsOf = (ids: readonly string[]) =>
    splitRecords(datasetOf(ids), { test: 0.3, method: 'similarity', seed: 1 }).facts.groups?.count

  it('that are equal join nothing, those of shuffles join what they name', () => {
    expect(groupsOf(Array.from({ length: 20 }, () => 'peak'))).toBe(20)
    const named = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? `p${i}_peak` : `p${i - 1}_shuf`))
    expect(groupsOf(named)).toBe(10)
    expect(groupsOf([...idsOf(10), ...idsOf(10).map((id) => `${id}_shuffle1`)])).toBe(10)
  })
})
