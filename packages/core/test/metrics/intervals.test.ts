import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../src/core/random.js'
import { drawCounts } from '../../src/metrics/bootstrap-draws.js'
import { classificationResampler } from '../../src/metrics/classification-resampler.js'
import {
  bootstrapDifference,
  bootstrapInterval,
  bootstrapIntervals,
  type EvaluationInput,
  evaluatePredictions,
} from '../../src/metrics/index.js'
import { regressionResampler } from '../../src/metrics/regression-resampler.js'

/** scikit-learn's and SciPy's metrics of resamples of the same records; the file names the versions. */
const golden = JSON.parse(readFileSync(new URL('./golden/resamples.json', import.meta.url), 'utf8'))

interface GoldenResample {
  readonly counts: readonly number[]
  readonly binary: Readonly<Record<string, number>>
  readonly classes: Readonly<Record<string, number>>
  readonly regression: Readonly<Record<string, number>>
}
const resamples: readonly GoldenResample[] = golden.resamples
const classes = golden.classes as readonly number[]
const oneHot = classes.flatMap((label) => [0, 1, 2].map((k) => (label === k ? 1 : 0)))

function expectEqual(found: object, expected: Readonly<Record<string, number>>): void {
  const values = new Map<string, unknown>(Object.entries(found))
  for (const [name, value] of Object.entries(expected)) expect(values.get(name), name).toBeCloseTo(value, 10)
}

describe('the metrics of a resample', () => {
  it.each(resamples.map((resample, k) => [k, resample] as const))(
    'number %d equal those of scikit-learn on the records drawn',
    (_, resample) => {
      const counts = Float64Array.from(resample.counts)
      const { labels, scores, probabilities, numbers, predicted } = golden
      const binary = classificationResampler({ labels, predictions: scores, outputs: 1, threshold: 0.5 })
      expectEqual(binary(counts), resample.binary)
      const many = classificationResampler({ labels: oneHot, predictions: probabilities, outputs: 3, threshold: 0.5 })
      expectEqual(many(counts), resample.classes)
      expectEqual(regressionResampler(numbers, predicted)(counts), resample.regression)
    },
  )

  it('of all records once are those of the whole, with weights too', () => {
    const { labels, scores, numbers, predicted, probabilities } = golden
    const n = labels.length
    const ones = new Float64Array(n).fill(1)
    const weights = randomStream(2, 'weights').uniforms(n)
    const two = (labels as number[]).flatMap((label) => [1 - label, label])
    const twoScores = (scores as number[]).flatMap((p) => [0.9 - p / 2, p])
    const inputs: EvaluationInput[] = [
      { labels, predictions: scores, outputs: 1, task: 'binary', weights, threshold: 0.3 },
      { labels: two, predictions: twoScores, outputs: 2, task: 'categorical', weights },
      { labels: oneHot, predictions: probabilities, outputs: 3, task: 'categorical', weights },
    ]
    for (const input of inputs) {
      const { metrics } = evaluatePredictions(input)
      const resampled = classificationResampler({ threshold: 0.5, ...input })(ones)
      for (const [name, value] of Object.entries(metrics))
        expect(Reflect.get(resampled, name), name).toBeCloseTo(value ?? Number.NaN, 12)
    }
    const { metrics } = evaluatePredictions({
      labels: numbers,
      predictions: predicted,
      outputs: 1,
      task: 'regression',
      weights,
    })
    const resampled = regressionResampler(numbers, predicted, weights)(ones)
    for (const [name, value] of Object.entries(metrics))
      expect(Reflect.get(resampled, name), name).toBeCloseTo(value ?? Number.NaN, 12)
  })

  it('draws n of n records, each as often as another', () => {
    const counts = new Float64Array(50)
    const sums = new Float64Array(50)
    for (let k = 0; k < 2000; k++) {
      drawCounts(counts, 3, k)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50)
      counts.forEach((count, i) => {
        sums[i] = (sums[i] ?? 0) + count
      })
    }
    // Chi-squared with 49 degrees of freedom: 85.4 is its 99.9th percentile.
    const chiSquared = sums.reduce((sum, value) => sum + (value - 2000) ** 2 / 2000, 0)
    expect(chiSquared).toBeLessThan(85.4)
  })
})

describe('bootstrapIntervals', () => {
  const { labels, scores, numbers, predicted, probabilities } = golden

  it('has every metric of the evaluation, those of one metric alone, and the loss', async () => {
    const input: EvaluationInput = { labels, predictions: scores, outputs: 1, task: 'binary' }
    const losses = Float64Array.from(scores as number[], (p, i) => (p - labels[i]) ** 2)
    const mean = losses.reduce((sum, value) => sum + value, 0) / losses.length
    const loss = { value: mean + 0.5, records: losses }
    const intervals = await bootstrapIntervals({ ...input, loss }, { seed: 4, resamples: 200 })
    const { metrics } = evaluatePredictions(input)
    expect(Object.keys(intervals)).toEqual(['loss', ...Object.keys(metrics)])
    for (const name of ['rocAuc', 'averagePrecision', 'f1', 'matthews'] as const) {
      expect(intervals[name]).toEqual(bootstrapInterval(name, labels, scores, { seed: 4, resamples: 200 }))
      expect(intervals[name]?.value).toBe(metrics[name])
    }
    // The loss is the Brier score and a constant.
    expect(intervals.loss?.low).toBeCloseTo((intervals.brier?.low ?? 0) + 0.5, 12)
    expect(intervals.loss?.high).toBeCloseTo((intervals.brier?.high ?? 0) + 0.5, 12)
  })

  it('covers classes, numbers and several tasks', async () => {
    const options = { seed: 1, resamples: 50 }
    const several = await bootstrapIntervals(
      { labels: oneHot, predictions: probabilities, outputs: 3, task: 'categorical' },
      options,
    )
    expect(several.macroF1?.resamples).toBe(50)
    const tasks = (labels as number[]).flatMap((label) => [label, 1 - label])
    const ofTasks = (scores as number[]).flatMap((p) => [p, 1 - p])
    const both = await bootstrapIntervals({ labels: tasks, predictions: ofTasks, outputs: 2, task: 'binary' }, options)
    const one = await bootstrapIntervals({ labels, predictions: scores, outputs: 1, task: 'binary' }, options)
    expect(both.rocAuc?.low).toBeCloseTo(one.rocAuc?.low ?? 0, 12)
    const regression = await bootstrapIntervals(
      { labels: numbers, predictions: predicted, outputs: 1, task: 'regression' },
      options,
    )
    expect(Object.keys(regression)).toContain('spearman')
    expect(regression.pearson?.low).toBeLessThan(regression.pearson?.value ?? 0)
  })

  it('is null for what is undefined, without records too, and stops when asked', async () => {
    const none = await bootstrapIntervals({ labels: [], predictions: [], outputs: 1, task: 'binary' }, { seed: 1 })
    expect(none.rocAuc).toMatchObject({ value: null, low: null, high: null, resamples: 0 })
    const logits = await bootstrapIntervals(
      { labels: [0, 1, 1], predictions: [-2, 3, 1], outputs: 1, task: 'binary' },
      { seed: 1, resamples: 40 },
    )
    expect(logits.logLoss).toMatchObject({ value: null, resamples: 0 })
    expect(logits.accuracy?.value).toBe(1)
    const stopped = bootstrapIntervals(
      { labels, predictions: scores, outputs: 1, task: 'binary' },
      { seed: 1, signal: AbortSignal.abort() },
    )
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('bootstrapDifference', () => {
  it('judges both on the same draws: what they share does not widen it', () => {
    const { labels, scores } = golden
    const near = (scores as number[]).map((p, i) => p + (i % 2 === 0 ? 0.002 : -0.002))
    const options = { seed: 2, resamples: 300 }
    const difference = bootstrapDifference('rocAuc', labels, scores, near, options)
    const single = bootstrapInterval('rocAuc', labels, scores, options)
    const width = ({ low, high }: { low: number | null; high: number | null }) => (high ?? 0) - (low ?? 0)
    expect(width(difference)).toBeLessThan(width(single) / 4)
    expect(bootstrapDifference('rocAuc', labels, scores, scores, options)).toMatchObject({ value: 0, low: 0, high: 0 })
    const flipped = (scores as number[]).map((p) => 1 - p)
    expect(bootstrapDifference('rocAuc', labels, scores, flipped, options).low).toBeGreaterThan(0)
    expect(bootstrapDifference('rocAuc', [1, 1], [1, 2], [1, 2], options)).toMatchObject({ value: null, low: null })
  })
})
