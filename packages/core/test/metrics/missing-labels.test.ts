import { describe, expect, it } from 'vitest'
import { evaluatePredictions } from '../../src/metrics/evaluation.js'
import { bootstrapIntervals } from '../../src/metrics/intervals.js'
import { curveData } from '../../src/report/curve-data.js'
import { seeded } from '../engine/random.js'

const N = 60
const random = seeded(4)
const predictions = Float64Array.from({ length: 2 * N }, () => random.uniform())
const labels = Float64Array.from(predictions, (p) => (p + random.uniform() > 1 ? 1 : 0))
/** Task 0: every label; task 1: the first 25 of them. */
const known = Float64Array.from({ length: 2 * N }, (_, k) => (k % 2 === 0 || k < 50 ? 1 : 0))
const column = (values: Float64Array, k: number) => values.filter((_, i) => i % 2 === k)
const input = { labels, predictions, outputs: 2, known } as const

describe('a task of which some labels are not known', () => {
  const evaluation = evaluatePredictions({ ...input, task: 'binary' })

  it('is judged as if these records were not there', () => {
    const alone = {
      labels: column(labels, 1).slice(0, 25),
      predictions: column(predictions, 1).slice(0, 25),
      outputs: 1,
    }
    expect(evaluation.columns?.[1]).toEqual(evaluatePredictions({ ...alone, task: 'binary' }))
    expect(evaluation.columns?.map(({ records }) => records)).toEqual([N, 25])
    expect(evaluation.records).toBe(N)
  })

  it('leaves the other tasks as they are, and counts in the mean like them', () => {
    const whole = evaluatePredictions({ labels, predictions, outputs: 2, task: 'binary' })
    expect(evaluation.columns?.[0]).toEqual(whole.columns?.[0])
    const [first, second] = evaluation.columns?.map(({ metrics }) => metrics.rocAuc ?? Number.NaN) ?? []
    expect(evaluation.metrics.rocAuc).toBe(((first ?? 0) + (second ?? 0)) / 2)
    expect(evaluation.metrics.rocAuc).not.toBe(whole.metrics.rocAuc)
  })

  it('has weights of its own where the evaluation is weighted', () => {
    const weights = Float64Array.from(known, (is, k) => is * (1 + (k % 3)))
    const weighted = evaluatePredictions({ ...input, task: 'binary', weights })
    const alone = {
      labels: column(labels, 1).slice(0, 25),
      predictions: column(predictions, 1).slice(0, 25),
      outputs: 1,
    }
    const own = column(weights, 1).slice(0, 25)
    expect(weighted.columns?.[1]).toEqual(evaluatePredictions({ ...alone, task: 'binary', weights: own }))
  })

  it('does not depend on what is written for those labels', () => {
    const other = labels.map((label, k) => (known[k] === 0 ? 1 - label : label))
    const scores = predictions.map((p, k) => (known[k] === 0 ? 1 - p : p))
    const changed = { ...input, labels: other, predictions: scores }
    expect(evaluatePredictions({ ...changed, task: 'binary' })).toEqual(evaluation)
    expect(curveData({ ...changed, task: 'binary' })).toEqual(curveData({ ...input, task: 'binary' }))
    expect(curveData({ ...input, task: 'binary' }).curves?.[1]).toMatchObject({
      positives: column(labels, 1)
        .slice(0, 25)
        .filter((label) => label === 1).length,
    })
  })

  it.each(['binary', 'regression'] as const)('has intervals around its %s metrics, of the same draws', async (task) => {
    const options = { seed: 1, resamples: 200 }
    const intervals = await bootstrapIntervals({ ...input, task }, options)
    const { metrics } = evaluatePredictions({ ...input, task })
    const other = labels.map((label, k) => (known[k] === 0 ? 1 - label : label))
    expect(await bootstrapIntervals({ ...input, labels: other, task }, options)).toEqual(intervals)
    for (const name of task === 'binary' ? (['rocAuc', 'logLoss'] as const) : (['pearson', 'spearman'] as const)) {
      const { value, low, high, resamples } = intervals[name] ?? {}
      expect(value).toBe(metrics[name])
      expect(low).toBeLessThan(value ?? Number.NaN)
      expect(high).toBeGreaterThan(value ?? Number.NaN)
      expect(resamples).toBe(200)
    }
  })

  it('has no metrics where none is known', () => {
    const none = Float64Array.from({ length: 2 * N }, (_, k) => (k % 2 === 0 ? 1 : 0))
    const { metrics, columns } = evaluatePredictions({ ...input, known: none, task: 'binary' })
    expect(columns?.[1]).toMatchObject({ records: 0, classCounts: [0, 0], baseRate: null, metrics: { rocAuc: null } })
    expect(metrics.rocAuc).toBeNull()
    expect(curveData({ ...input, known: none, task: 'binary' }).curves?.[1]).toMatchObject({ roc: null, positives: 0 })
  })

  it('needs to know of every label whether it is known', () => {
    expect(() => evaluatePredictions({ ...input, known: [1, 0], task: 'binary' })).toThrow(/There are 2 weights/)
  })
})
