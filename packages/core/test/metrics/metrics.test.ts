import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  applyIsotonic,
  applyPlatt,
  averagePrecision,
  brier,
  computeMetric,
  confusionMatrix,
  f1,
  fitIsotonic,
  fitPlatt,
  logLoss,
  macroF1,
  matthews,
  meanAbsoluteError,
  meanSquaredError,
  midRanks,
  multiclassConfusionMatrix,
  multiclassLogLoss,
  pearson,
  precision,
  precisionRecallCurve,
  r2,
  recall,
  reliabilityCurve,
  rocAuc,
  rocAucOvrMacro,
  rocCurve,
  spearman,
} from '../../src/metrics/index.js'

// scikit-learn 1.2.1 and SciPy; the file names its source.
const golden = JSON.parse(readFileSync(new URL('./golden/metrics.json', import.meta.url), 'utf8'))

function near(found: number | null, expected: number | null, tolerance = 1e-12): void {
  if (expected === null || found === null) expect(found).toBe(expected)
  else expect(Math.abs(found - expected)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(expected), 1e-3))
}

function allNear(found: ArrayLike<number> | undefined, expected: readonly number[]): void {
  expect(found?.length).toBe(expected.length)
  expected.forEach((value, i) => {
    near(found?.[i] ?? null, value)
  })
}

describe.each(golden.binary as BinaryCase[])('scikit-learn, binary: $name', (row) => {
  const weights = row.weights ?? undefined
  const matrix = confusionMatrix(row.labels, row.scores, { weights })

  it('areas', () => {
    near(rocAuc(row.labels, row.scores, weights), row.rocAuc)
    near(averagePrecision(row.labels, row.scores, weights), row.averagePrecision)
  })

  it('curves', () => {
    const roc = rocCurve(row.labels, row.scores, weights)
    if (!row.roc || !row.precisionRecall) return expect(roc).toBeNull()
    allNear(roc?.falsePositiveRate, row.roc.falsePositiveRate)
    allNear(roc?.truePositiveRate, row.roc.truePositiveRate)
    const curve = precisionRecallCurve(row.labels, row.scores, weights)
    allNear(curve?.precision, row.precisionRecall.precision)
    allNear(curve?.recall, row.precisionRecall.recall)
    expect(curve?.thresholds.length).toBe(row.precisionRecall.recall.length - 1)
  })

  it('at the threshold 0.5', () => {
    allNear(matrix.flat(), row.confusion.flat())
    near(accuracy(matrix), row.accuracy)
    near(precision(matrix), row.precision)
    near(recall(matrix), row.recall)
    near(f1(matrix), row.f1)
    near(matthews(matrix), row.matthews)
  })

  it('of probabilities', () => {
    near(logLoss(row.labels, row.scores, weights), row.logLoss)
    near(brier(row.labels, row.scores, weights), row.brier)
  })
})

interface BinaryCase {
  name: string
  labels: number[]
  scores: number[]
  weights: number[] | null
  rocAuc: number | null
  averagePrecision: number | null
  roc?: { falsePositiveRate: number[]; truePositiveRate: number[] }
  precisionRecall?: { precision: number[]; recall: number[] }
  confusion: number[][]
  accuracy: number
  precision: number
  recall: number
  f1: number
  matthews: number
  logLoss: number
  brier: number
}

describe('scikit-learn, several classes', () => {
  const { labels, probabilities, ...expected } = golden.multiclass
  const flat: number[] = probabilities.flat()
  const oneHot = (labels as number[]).flatMap((label) => [0, 1, 2].map((k) => (k === label ? 1 : 0)))

  it('confusion matrix, accuracy, macro F1, one against the rest, log loss', () => {
    const matrix = multiclassConfusionMatrix(labels, flat, 3)
    expect(matrix).toEqual(expected.confusion)
    near(accuracy(matrix), expected.accuracy)
    near(macroF1(matrix), expected.macroF1)
    near(rocAucOvrMacro(labels, flat, 3), expected.rocAucOvrMacro)
    near(multiclassLogLoss(labels, flat, 3), expected.logLoss)
  })

  it('the same by name from one-hot labels', () => {
    for (const name of ['accuracy', 'macroF1', 'logLoss'] as const) {
      near(computeMetric(name, oneHot, flat, { outputs: 3 }), expected[name])
    }
    near(computeMetric('rocAuc', oneHot, flat, { outputs: 3 }), expected.rocAucOvrMacro)
    near(computeMetric('f1', oneHot, flat, { outputs: 3 }), expected.macroF1)
  })

  it('is undefined where a class does not occur', () => {
    expect(rocAucOvrMacro([0, 1, 0], [0.5, 0.2, 0.3, 0.1, 0.8, 0.1, 0.4, 0.4, 0.2], 3)).toBeNull()
  })
})

describe('scikit-learn and SciPy, regression', () => {
  const { labels, predictions, ...expected } = golden.regression

  it('correlations and errors', () => {
    near(pearson(labels, predictions), expected.pearson)
    near(r2(labels, predictions), expected.r2)
    near(meanSquaredError(labels, predictions), expected.meanSquaredError)
    near(meanAbsoluteError(labels, predictions), expected.meanAbsoluteError)
  })

  it('Spearman with ties', () => {
    const rounded = predictions.map((p: number) => Math.round(p * 10) / 10)
    near(spearman(labels, rounded), expected.spearman)
    expect([...midRanks([3, 1, 3, 2])]).toEqual([3.5, 1, 3.5, 2])
  })

  it('is undefined for constant values, also ones that do not sum exactly', () => {
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull()
    expect(spearman([1, 2, 3], [0.7, 0.7, 0.7])).toBeNull()
    expect(r2([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull()
    expect(pearson([1], [2])).toBeNull()
    expect(pearson([], [])).toBeNull()
  })
})

describe('scikit-learn, calibration', () => {
  const { calibration } = golden

  it('isotonic regression with ties, clipped outside', () => {
    const model = fitIsotonic(calibration.scores, calibration.labels)
    allNear(applyIsotonic(model, calibration.isotonicGrid), calibration.isotonic)
  })

  it('isotonic regression never falls', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.nat(1)), { minLength: 1 }),
        (rows) => {
          const scores = rows.map(([score]) => score)
          const model = fitIsotonic(
            scores,
            rows.map(([, label]) => label),
          )
          const values = applyIsotonic(model, Float64Array.from(scores).sort())
          values.forEach((value, i) => {
            expect(value).toBeGreaterThanOrEqual((values[i - 1] ?? 0) - 1e-12)
          })
        },
      ),
    )
  })

  // scikit-learn stops its BFGS at a gradient of 1e-5; ours goes to the minimum.
  it('Platt scaling', () => {
    const model = fitPlatt(calibration.plattScores, calibration.labels)
    near(model.a, calibration.plattA, 1e-6)
    near(model.b, calibration.plattB, 1e-6)
    const [p] = applyPlatt(model, [0.5])
    near(p ?? null, 1 / (1 + Math.exp(model.a * 0.5 + model.b)))
  })

  it('Platt scaling of scores that separate, or are all equal, ends', () => {
    const apart = fitPlatt([-1, -1, 1, 1], [0, 0, 1, 1])
    expect(applyPlatt(apart, [1])[0]).toBeCloseTo(0.75, 6) // (n1 + 1) / (n1 + 2)
    const equal = fitPlatt([2, 2, 2, 2], [0, 1, 1, 1])
    expect(applyPlatt(equal, [2])[0]).toBeCloseTo((3 * 0.8 + 1 / 3) / 4, 6)
  })

  it('reliability curve: bins of equal width, empty ones left out', () => {
    // calibration_curve([0, 0, 1, 1, 1], [0.1, 0.15, 0.8, 0.8, 1], n_bins=5): 0, 1 at 0.125, 0.8 and 1
    expect(reliabilityCurve([0, 0, 1, 1, 1], [0.1, 0.15, 0.8, 0.8, 1], 5)).toEqual([
      { meanPrediction: 0.125, positiveFraction: 0, count: 2 },
      { meanPrediction: 0.8, positiveFraction: 1, count: 2 },
      { meanPrediction: 1, positiveFraction: 1, count: 1 },
    ])
  })
})

const scored = fc.array(fc.tuple(fc.nat(1), fc.integer({ min: 0, max: 6 })), { minLength: 2, maxLength: 40 })

describe('ROC-AUC', () => {
  it('is the share of pairs in the right order, ties one half', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const positives = rows.filter(([label]) => label === 1)
        const negatives = rows.filter(([label]) => label === 0)
        let pairs = 0
        for (const [, p] of positives) for (const [, q] of negatives) pairs += p > q ? 1 : p === q ? 0.5 : 0
        const found = rocAuc(
          rows.map(([label]) => label),
          rows.map(([, score]) => score),
        )
        if (positives.length === 0 || negatives.length === 0) expect(found).toBeNull()
        else near(found, pairs / (positives.length * negatives.length))
      }),
    )
  })

  it('does not change with the order of the records, and a weight of 2 is a record twice', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const labels = rows.map(([label]) => label)
        const scores = rows.map(([, score]) => score)
        near(rocAuc(labels.toReversed(), scores.toReversed()), rocAuc(labels, scores))
        const twice = labels.map((_, i) => (i === 0 ? 2 : 1))
        const more = [labels.concat(labels.slice(0, 1)), scores.concat(scores.slice(0, 1))] as const
        near(rocAuc(labels, scores, twice), rocAuc(...more))
        near(averagePrecision(labels, scores, twice), averagePrecision(...more))
      }),
    )
  })

  it('of one class is null, also where the weights leave only one', () => {
    expect(rocAuc([1, 1], [0.1, 0.9])).toBeNull()
    expect(rocAuc([0, 0], [0.1, 0.9])).toBeNull()
    expect(rocAuc([], [])).toBeNull()
    expect(rocAuc([0, 1], [0.1, 0.9], [0, 1])).toBeNull()
    expect(averagePrecision([0, 0], [0.1, 0.9])).toBeNull()
  })

  it('takes milliseconds for 34,528 records with ties', () => {
    const n = 34_528
    const labels = Float32Array.from({ length: n }, (_, i) => (i % 236 === 0 ? 1 : 0))
    const scores = Float32Array.from({ length: n }, (_, i) => ((i * 7919) % 5000) / 5000)
    rocAuc(labels, scores)
    const start = performance.now()
    expect(rocAuc(labels, scores)).not.toBeNull()
    expect(performance.now() - start).toBeLessThan(200)
  })
})

describe('a metric of bad numbers is refused', () => {
  it('scores that are not finite', () => {
    expect(() => rocAuc([0, 1], [0.5, Number.NaN])).toThrow(/Prediction 1 is NaN; expected a finite number/)
    expect(() => pearson([0, 1], [0.5, Number.POSITIVE_INFINITY])).toThrow(/Prediction 1 is Infinity/)
    expect(() => pearson([Number.NaN, 1], [0.5, 1])).toThrow(/Label 0 is NaN/)
  })

  it('labels of another kind', () => {
    expect(() => rocAuc([0, 2], [0.5, 1])).toThrow(/Label 1 is 2; expected 0 or 1/)
    expect(() => computeMetric('accuracy', [1, 1], [0.5, 0.5], { outputs: 2 })).toThrow(/Label 0 is \[1, 1\]/)
  })

  it('other lengths and bad weights', () => {
    expect(() => rocAuc([0, 1], [0.5])).toThrow(/There are 1 predictions; expected 2/)
    expect(() => rocAuc([0, 1], [0.5, 1], [1])).toThrow(/There are 1 weights; expected 2/)
    expect(() => rocAuc([0, 1], [0.5, 1], [1, -1])).toThrow(/Weight 1 is -1/)
  })

  it('logits as probabilities', () => {
    expect(() => logLoss([0, 1], [-3, 2])).toThrow(/Prediction 0 is -3; expected a probability/)
  })
})
