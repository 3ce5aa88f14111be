import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import {
  checkLabels,
  checkLabelValues,
  checkSequenceLength,
  countClasses,
  requireTwoClasses,
} from '../../src/dataset/check.js'
import { classWeights } from '../../src/dataset/class-weights.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { concatenateDatasets, recordCount, selectRecords } from '../../src/dataset/select.js'
import { splitDataset, validationSplit } from '../../src/dataset/split.js'
import { sequenceText } from '../../src/sequence/build-sequence-set.js'
import { sequenceSetFromStrings } from '../../src/sequence/index.js'

const BASES = ['A', 'C', 'G', 'T']

/** n records r0, r1, ... of 3 bases, labelled as told. */
function make(labels: readonly number[], parts: Partial<Dataset> = {}): Dataset {
  const outputs = parts.outputs ?? 1
  const n = labels.length / outputs
  const ids = Array.from({ length: n }, (_, i) => `r${i}`)
  const texts = ids.map((_, i) => [16, 4, 1].map((d) => BASES[Math.floor(i / d) % 4]).join(''))
  return {
    name: 'set',
    sequences: sequenceSetFromStrings(ids, texts),
    labels: Float32Array.from(labels),
    outputs,
    featureCount: 0,
    taskNames: Array.from({ length: outputs }, (_, i) => `task${i}`),
    ...parts,
  }
}

describe('selectRecords', () => {
  const dataset = make([0, 1, 1], {
    weights: Float32Array.of(1, 2, 3),
    features: Float32Array.of(1, 2, 3, 4, 5, 6),
    featureCount: 2,
  })

  it('takes sequences, labels, weights and features together', () => {
    const chosen = selectRecords(dataset, [2, 0])
    expect(chosen.sequences.ids).toEqual(['r2', 'r0'])
    expect(sequenceText(chosen.sequences, 0)).toBe('AAG')
    expect([...(chosen.labels ?? [])]).toEqual([1, 0])
    expect([...(chosen.weights ?? [])]).toEqual([3, 1])
    expect([...(chosen.features ?? [])]).toEqual([5, 6, 1, 2])
  })

  it('keeps absent what is absent', () => {
    expect('weights' in selectRecords(make([0, 1]), [0])).toBe(false)
  })

  it('takes rows of weights that have a column for each label', () => {
    const wide = make([0, 1, 1, 0], { outputs: 2, weights: Float32Array.of(1, 2, 3, 4) })
    expect([...(selectRecords(wide, [1]).weights ?? [])]).toEqual([3, 4])
  })

  it('undoes concatenateDatasets', () => {
    const joined = concatenateDatasets([selectRecords(dataset, [0]), selectRecords(dataset, [1, 2])], 'set')
    expect(joined).toEqual(dataset)
  })
})

describe('concatenateDatasets', () => {
  it('gives weight 1 where only some have weights', () => {
    const joined = concatenateDatasets([make([0, 1]), make([1], { weights: Float32Array.of(5) })])
    expect([...(joined.weights ?? [])]).toEqual([1, 1, 5])
    expect(joined.name).toBe('set + set')
  })

  it('repeats the weight of a record where another has one a label', () => {
    const narrow = make([0, 1], { outputs: 2, weights: Float32Array.of(7) })
    const wide = make([0, 1], { outputs: 2, weights: Float32Array.of(2, 3) })
    expect([...(concatenateDatasets([narrow, wide]).weights ?? [])]).toEqual([7, 7, 2, 3])
  })

  it('refuses other columns', () => {
    expect(() => concatenateDatasets([make([0, 1]), make([0, 1], { outputs: 2, name: 'wide' })])).toThrow(
      /wide: label columns is 2; expected 1 as in set/,
    )
    expect(() => concatenateDatasets([])).toThrow(/at least 1/)
  })
})

describe('validationSplit', () => {
  it.each([
    [1600, 0.1, 1440],
    [10, 0.25, 7],
    [244, 0.3, 170],
  ])('of %i records by %f trains on the first %i, as Keras does', (n, fraction, expected) => {
    const { train, validation } = validationSplit(make(new Array(n).fill(1)), fraction)
    expect([recordCount(train), recordCount(validation)]).toEqual([expected, n - expected])
    expect(train.sequences.ids[0]).toBe('r0')
    expect(validation.sequences.ids[0]).toBe(`r${expected}`)
  })

  it('refuses to leave a part empty', () => {
    expect(() => validationSplit(make([1]), 0.5)).toThrow(/0.5 of 1 records leaves one part empty/)
    for (const fraction of [0, 1, -0.1, Number.NaN]) {
      expect(() => validationSplit(make([1, 0]), fraction)).toThrow(/fraction is .*greater than 0 and less than 1/)
    }
  })
})

describe('splitDataset', () => {
  const dataset = make(Array.from({ length: 103 }, (_, i) => (i % 10 === 0 ? 1 : 0)))

  it('puts each record into one part, the same for the same seed', () => {
    const { train, test } = splitDataset(dataset, { fraction: 0.2, seed: 1 })
    expect(recordCount(test)).toBe(21)
    expect([...train.sequences.ids, ...test.sequences.ids].sort()).toEqual([...dataset.sequences.ids].sort())
    expect(splitDataset(dataset, { fraction: 0.2, seed: 1 }).test.sequences.ids).toEqual(test.sequences.ids)
    expect(splitDataset(dataset, { fraction: 0.2, seed: 2 }).test.sequences.ids).not.toEqual(test.sequences.ids)
  })

  it('mixes the order, so that the last records are a fair sample', () => {
    const sorted = make(Array.from({ length: 200 }, (_, i) => (i < 100 ? 1 : 0)))
    const { train } = splitDataset(sorted, { fraction: 0.2, seed: 1, stratify: true })
    const last = validationSplit(train, 0.25).validation.labels ?? []
    const positives = Array.from(last).filter((label) => label === 1).length
    expect(positives).toBeGreaterThan(8)
    expect(positives).toBeLessThan(32)
  })

  it('keeps the proportions of any classes when stratified', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 10, maxLength: 80 }),
        fc.double({ min: 0.15, max: 0.85, noNaN: true }),
        fc.nat(),
        (labels, fraction, seed) => {
          const set = make(labels)
          const { train, test } = splitDataset(set, { fraction, seed, stratify: true })
          const testCount = Math.ceil(labels.length * fraction)
          expect(recordCount(test)).toBe(testCount)
          expect(recordCount(train)).toBe(labels.length - testCount)
          for (const label of new Set(labels)) {
            const share = (labels.filter((l) => l === label).length * testCount) / labels.length
            const found = Array.from(test.labels ?? []).filter((l) => l === label).length
            expect(Math.abs(found - share)).toBeLessThan(1)
          }
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('checkLabels', () => {
  it('accepts what a loss can take', () => {
    checkLabels(make([0, 1, 1]), 'binary')
    checkLabels(make([0, 1, 1, 0], { outputs: 2 }), 'categorical')
    checkLabels(make([0.25, -3, 2]), 'regression')
    checkLabels(make([0, 1], { weights: Float32Array.of(0, 118.24) }), 'binary')
  })

  it('names record, row, task and value of a label that is not 0 or 1', () => {
    expect(() => checkLabels(make([0, 1, 2]), 'binary')).toThrow(
      /set: label task0 of record r2 \(row 2\) is 2; .*0 and 1/,
    )
    expect(() => checkLabelValues(make([0, -1]), 'binary', 8192)).toThrow(/record r1 \(row 8193\) is -1/)
    expect(() => checkLabels(make([0, 1, 0, 0.5], { outputs: 2 }), 'categorical')).toThrow(/task1 of record r1/)
  })

  it('refuses labels that are not numbers, also for a regression', () => {
    for (const kind of ['binary', 'regression'] as const) {
      expect(() => checkLabels(make([0, Number.NaN]), kind)).toThrow(/record r1 \(row 1\) is NaN; expected a finite/)
    }
    expect(() => checkLabels(make([Number.POSITIVE_INFINITY]), 'regression')).toThrow(/is Infinity/)
  })

  it('refuses rows with no class or two', () => {
    expect(() => checkLabels(make([1, 0, 0, 0], { outputs: 2 }), 'categorical')).toThrow(/r1 \(row 1\) are \[0, 0\]/)
    expect(() => checkLabels(make([1, 0, 1, 1], { outputs: 2 }), 'categorical')).toThrow(/\[1, 1\].*exactly one 1/)
  })

  it('refuses a single class, no positive at all above all', () => {
    expect(() => checkLabels(make([0, 0, 0]), 'binary')).toThrow(/all 3 records of task0 are of class 0/)
    expect(() => checkLabels(make([1, 1]), 'binary')).toThrow(/all 2 records of task0 are of class 1/)
    expect(() => checkLabels(make([0, 1, 0, 1], { outputs: 2 }), 'categorical')).toThrow(/are of class 1/)
    // Two tasks at once: the second has one class only.
    expect(() => checkLabels(make([0, 1, 1, 1], { outputs: 2 }), 'binary')).toThrow(/task1 are of class 1/)
    expect(() => checkLabels(make([]), 'binary')).toThrow(/no records/)
  })

  it('lets a shard have one class as long as the sum has two', () => {
    const shards = [make([0, 0]), make([0, 1])]
    const counts = shards.map((shard) => countClasses(shard, 'binary'))
    expect(counts).toEqual([
      [2, 0],
      [1, 1],
    ])
    requireTwoClasses(make([0]), 'binary', [3, 1])
    expect(() => requireTwoClasses(make([0]), 'binary', [3, 0])).toThrow(/one class|class 0/)
  })

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('refuses the weight %s', (weight) => {
    expect(() => checkLabels(make([0, 1], { weights: Float32Array.of(1, weight) }), 'binary')).toThrow(
      /weight of record r1 \(row 1\) is .*; expected a finite number, 0 or larger/,
    )
  })

  it('refuses as many labels or weights as there are not sequences', () => {
    expect(() => checkLabels(make([0, 1], { labels: Float32Array.of(1) }), 'binary')).toThrow(
      /labels has 1 value; expected 2/,
    )
    expect(() => checkLabels(make([0, 1], { weights: new Float32Array(3) }), 'binary')).toThrow(
      /weights has 3 values; expected 2/,
    )
    const { labels: _, ...unlabelled } = make([0, 1])
    expect(() => checkLabels(unlabelled, 'binary')).toThrow(/no labels/)
  })

  it('says all of it in Korean as well', () => {
    let text = ''
    try {
      checkLabels(make([0, 0]), 'binary')
    } catch (error) {
      if (isHeliconError(error)) text = error.text('ko')
    }
    expect(text).toContain('레코드 2개가 모두 클래스 0')
  })
})

describe('checkSequenceLength', () => {
  it('names the record that a model cannot take', () => {
    checkSequenceLength(make([0, 1]), 3)
    expect(() => checkSequenceLength(make([0, 1]), 101)).toThrow(/set: record r0 \(row 0\) has 3 bases; expected 101/)
  })
})

describe('classWeights', () => {
  it('balanced gives each class the same total, as scikit-learn does', () => {
    // compute_class_weight('balanced', classes=[0, 1], y=[0, 0, 0, 1]) is [0.6667, 2]
    const weights = classWeights(make([0, 0, 0, 1]), 'balanced')
    expect([...weights]).toEqual([2 / 3, 2 / 3, 2 / 3, 2].map(Math.fround))
  })

  it('are multiplied into the weights that are there', () => {
    const dataset = make([0, 1], { weights: Float32Array.of(3, 5) })
    expect([...classWeights(dataset, { 0: 2, 1: 10 })]).toEqual([6, 50])
    const wide = make([1, 0, 0, 1], { outputs: 2, weights: Float32Array.of(1, 2, 3, 4) })
    expect([...classWeights(wide, { 0: 1, 1: 10 })]).toEqual([1, 2, 30, 40])
  })

  it('refuse a class without a weight', () => {
    expect(() => classWeights(make([0, 1]), { 0: 1 })).toThrow(/class weight of 1 is absent/)
    expect(() => classWeights(make([0, 1]), { 0: 1, 1: -2 })).toThrow(/class weight of 1 is -2/)
  })
})
