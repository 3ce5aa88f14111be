import { describe, expect, it } from 'vitest'
import { randomStream } from '../../src/core/random.js'
import {
  averagePrecision,
  bootstrapInterval,
  computeMetric,
  evaluatePredictions,
  isMetricName,
  pearson,
  positiveScores,
  rocAuc,
} from '../../src/metrics/index.js'

describe('computeMetric', () => {
  it('takes class 1 where there are two columns: its share of the sum, unless the sums are 1 already', () => {
    const labels = [1, 0, 0, 1, 0, 1, 1, 0]
    const predictions = [0.9, 0.2, 0.4, 0.7, 0.6, 0.5, 0.1, 0.3]
    const ofClassOne = { labels: [0, 1, 1, 0], scores: [0.2 / 1.1, 0.7 / 1.1, 0.5 / 1.1, 0.3 / 0.4] }
    expect(computeMetric('rocAuc', labels, predictions, { outputs: 2 })).toBe(
      rocAuc(ofClassOne.labels, ofClassOne.scores),
    )
    const softmax = [0.3, 0.7, 0.7, 0.3, 0.4, 0.6]
    expect(positiveScores(softmax, 2)).toEqual(Float64Array.of(0.7, 0.3, 0.6))
    // Called by the larger column: 0, 1, 0, 1 against 0, 1, 1, 0.
    expect(computeMetric('accuracy', labels, predictions, { outputs: 2 })).toBe(0.5)
    expect(computeMetric('recall', labels, predictions, { outputs: 2 })).toBe(0.5)
    expect(computeMetric('precision', labels, predictions, { outputs: 2 })).toBe(0.5)
  })

  it('ranks logits by what decides between the classes, whatever is added to all logits of a record', () => {
    const labels = [1, 0, 0, 1, 0, 1, 1, 0]
    const logits = [3, 1, -4, -1, 2, 2.5, 0, -0.5]
    const shifted = logits.map((z, i) => z + ([7, -3, 0.5, -20][i >> 1] ?? 0))
    for (const name of ['rocAuc', 'averagePrecision', 'accuracy'] as const) {
      expect(computeMetric(name, labels, shifted, { outputs: 2 })).toBe(
        computeMetric(name, labels, logits, { outputs: 2 }),
      )
    }
    expect([...positiveScores(logits, 2)]).toEqual([-2, 3, 0.5, -0.5])
    const three = { labels: [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0], logits: [2, 1, 0, 9, 9.5, 9, -3, -2, 0, 4, 4, 4] }
    const moved = three.logits.map((z, i) => z - 5 * Math.floor(i / 3))
    expect(computeMetric('rocAuc', three.labels, moved, { outputs: 3 })).toBeCloseTo(
      computeMetric('rocAuc', three.labels, three.logits, { outputs: 3 }) ?? 0,
      12,
    )
  })

  it('averages a regression over its columns', () => {
    const labels = [1, 10, 2, 30, 3, 20]
    const predictions = [1, 1, 2, 2, 4, 3]
    const first = pearson([1, 2, 3], [1, 2, 4]) ?? 0
    const second = pearson([10, 30, 20], [1, 2, 3]) ?? 0
    expect(computeMetric('pearson', labels, predictions, { outputs: 2 })).toBeCloseTo((first + second) / 2, 14)
  })

  it('is null without records', () => {
    for (const name of ['rocAuc', 'accuracy', 'f1', 'logLoss', 'pearson', 'meanSquaredError'] as const) {
      expect(computeMetric(name, [], [], { outputs: 1 })).toBeNull()
    }
  })

  it('knows its names', () => {
    expect(isMetricName('rocAuc')).toBe(true)
    expect(isMetricName('toString')).toBe(false)
  })
})

describe('evaluatePredictions', () => {
  const labels = [0, 0, 1, 1]
  const predictions = [0.1, 0.6, 0.8, 0.4]

  it('gives everything that metrics.json holds', () => {
    const evaluation = evaluatePredictions({ labels, predictions, outputs: 1, task: 'binary' })
    expect(evaluation).toMatchObject({
      task: 'binary',
      records: 4,
      weighted: false,
      threshold: 0.5,
      confusionMatrix: [
        [1, 1],
        [1, 1],
      ],
      classCounts: [2, 2],
      baseRate: 0.5,
      metrics: { rocAuc: 0.75, accuracy: 0.5, matthews: 0 },
    })
    expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation)
  })

  it('uses weights only where they are given', () => {
    const weights = [1, 0, 1, 0]
    const evaluation = evaluatePredictions({ labels, predictions, outputs: 1, task: 'binary', weights })
    expect(evaluation).toMatchObject({ weighted: true, metrics: { rocAuc: 1, accuracy: 1 } })
  })

  it('of one class gives null for the areas, never 0.5', () => {
    const evaluation = evaluatePredictions({ labels: [0, 0], predictions: [0.1, 0.2], outputs: 1, task: 'binary' })
    expect(evaluation.metrics).toMatchObject({ rocAuc: null, averagePrecision: null, accuracy: 1 })
    expect(evaluation).toMatchObject({ classCounts: [2, 0], baseRate: 0 })
  })

  it('of logits gives null for what needs probabilities', () => {
    const evaluation = evaluatePredictions({ labels, predictions: [-3, 1, 4, 2], outputs: 1, task: 'binary' })
    expect(evaluation.metrics).toMatchObject({ logLoss: null, brier: null, rocAuc: 1 })
  })

  it('of one-hot labels has the matrix of the classes called', () => {
    const evaluation = evaluatePredictions({
      labels: [1, 0, 0, 0, 1, 0, 0, 0, 1],
      predictions: [0.8, 0.1, 0.1, 0.2, 0.3, 0.5, 0, 0.2, 0.8],
      outputs: 3,
      task: 'categorical',
    })
    expect(evaluation.confusionMatrix).toEqual([
      [1, 0, 0],
      [0, 0, 1],
      [0, 0, 1],
    ])
    expect(evaluation.classCounts).toEqual([1, 1, 1])
    expect('baseRate' in evaluation).toBe(false)
  })

  it('of several 0/1 columns evaluates each task', () => {
    const evaluation = evaluatePredictions({
      labels: [0, 1, 1, 1],
      predictions: [0.1, 0.9, 0.8, 0.7],
      outputs: 2,
      task: 'binary',
    })
    expect(evaluation.columns?.map((column) => column.metrics.rocAuc)).toEqual([1, null])
    expect(evaluation.metrics).toMatchObject({ rocAuc: null, accuracy: 1 })
  })

  it('of several tasks takes weights of each record or of each label', () => {
    const tasks = { labels: [0, 1, 1, 0], predictions: [0.1, 0.2, 0.8, 0.3], outputs: 2, task: 'binary' } as const
    const accuracies = (weights: number[]) =>
      evaluatePredictions({ ...tasks, weights }).columns?.map((column) => column.metrics.accuracy)
    expect(accuracies([1, 3])).toEqual([1, 0.75])
    expect(accuracies([1, 3, 1, 1])).toEqual([1, 0.25])
  })

  it('of a regression has no confusion matrix', () => {
    const evaluation = evaluatePredictions({
      labels: [1, 2, 4],
      predictions: [1, 2, 3],
      outputs: 1,
      task: 'regression',
    })
    expect(evaluation.metrics.spearman).toBeCloseTo(1, 14)
    expect('confusionMatrix' in evaluation).toBe(false)
  })
})

describe('bootstrapInterval', () => {
  const n = 400
  const noise = randomStream(3, 'noise').normals(n)
  const labels = Float64Array.from({ length: n }, (_, i) => (i % 8 === 0 ? 1 : 0))
  const scores = Float64Array.from(labels, (label, i) => Math.round(10 * (label + (noise[i] ?? 0))) / 10)

  const whole = { rocAuc, averagePrecision, pearson }

  it.each(['rocAuc', 'averagePrecision', 'pearson'] as const)(
    'of %s equals drawing the records and computing the metric',
    (metric) => {
      const resamples = 40
      const values: number[] = []
      for (let k = 0; k < resamples; k++) {
        const stream = randomStream(5, 'bootstrap', k)
        const drawn = Array.from({ length: n }, (_, i) => Math.floor((stream.uint32(i) * n) / 2 ** 32))
        const value = whole[metric](
          drawn.map((i) => labels[i] ?? 0),
          drawn.map((i) => scores[i] ?? 0),
        )
        if (value !== null) values.push(value)
      }
      values.sort((a, b) => a - b)
      // 0.05 and 0.95 of 39 steps lie between two values.
      const between = (place: number) => {
        const low = values[Math.floor(place)] ?? 0
        return low + ((values[Math.floor(place) + 1] ?? 0) - low) * (place % 1)
      }
      const interval = bootstrapInterval(metric, labels, scores, { seed: 5, resamples, level: 0.9 })
      expect(interval.value).toBe(whole[metric](labels, scores))
      expect(interval.low).toBeCloseTo(between(0.05 * 39), 12)
      expect(interval.high).toBeCloseTo(between(0.95 * 39), 12)
      expect(interval.resamples).toBe(resamples)
    },
  )

  it('is the same for the same seed', () => {
    const interval = (seed: number) => bootstrapInterval('rocAuc', labels, scores, { seed, resamples: 100 })
    expect(interval(1)).toEqual(interval(1))
    expect(interval(1)).not.toEqual(interval(2))
  })

  it('covers the standard error that theory gives', () => {
    // Hanley and McNeil 1982 for this AUC, 50 positives and 350 negatives.
    const { value, low, high } = bootstrapInterval('rocAuc', labels, scores, { seed: 1 })
    const a = value ?? 0
    const q1 = a / (2 - a)
    const q2 = (2 * a * a) / (1 + a)
    const error = Math.sqrt((a * (1 - a) + 49 * (q1 - a * a) + 349 * (q2 - a * a)) / (50 * 350))
    expect(((high ?? 0) - (low ?? 0)) / (2 * 1.96 * error)).toBeGreaterThan(0.8)
    expect(((high ?? 0) - (low ?? 0)) / (2 * 1.96 * error)).toBeLessThan(1.2)
  })

  it('is null where the metric is, and leaves out resamples of one class', () => {
    expect(bootstrapInterval('rocAuc', [1, 1], [0.1, 0.2], { seed: 1 })).toEqual({
      value: null,
      low: null,
      high: null,
      level: 0.95,
      resamples: 0,
    })
    const few = bootstrapInterval('rocAuc', [0, 1], [0.1, 0.2], { seed: 1, resamples: 200 })
    expect(few).toMatchObject({ value: 1, low: 1, high: 1 })
    expect(few.resamples).toBeGreaterThan(60)
    expect(few.resamples).toBeLessThan(140)
  })

  it('takes about a second for 34,528 records', () => {
    const size = 34_528
    const many = Float64Array.from({ length: size }, (_, i) => (i % 237 === 0 ? 1 : 0))
    const values = randomStream(1, 'scores').uniforms(size)
    const start = performance.now()
    bootstrapInterval('rocAuc', many, values, { seed: 1, resamples: 250 })
    // A quarter of the resamples, and room for a busy machine.
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
