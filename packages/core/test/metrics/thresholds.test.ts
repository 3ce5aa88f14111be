import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  calibrationErrors,
  calibrationOf,
  evaluatePredictions,
  positiveScores,
  reliabilityCurve,
  thresholdTable,
} from '../../src/metrics/index.js'

/** scikit-learn's numbers of the same records; the file names the version. */
const golden = JSON.parse(readFileSync(new URL('./golden/resamples.json', import.meta.url), 'utf8'))
const { labels, scores } = golden

describe('thresholdTable', () => {
  const rows = thresholdTable(labels, scores)

  it('has the errors of both types that scikit-learn counts', () => {
    const grid: number[][] = golden.grid
    for (const [threshold, typeOne, typeTwo, precision, recall, f1, called] of grid) {
      const row = rows.find((candidate) => candidate.threshold === threshold)
      expect(row?.falsePositiveRate).toBeCloseTo(typeOne ?? 0, 12)
      expect(row?.falseNegativeRate).toBeCloseTo(typeTwo ?? 0, 12)
      expect(row?.precision).toBeCloseTo(precision ?? 0, 12)
      expect(row?.recall).toBeCloseTo(recall ?? 0, 12)
      expect(row?.f1).toBeCloseTo(f1 ?? 0, 12)
      expect(row?.calledPositive).toBe(called)
    }
  })

  it('has the default, the best F1 and the equal error, in rising order', () => {
    const [threshold, f1] = golden.bestF1
    expect(rows.find((row) => row.reason === 'bestF1')).toMatchObject({ threshold, f1: expect.closeTo(f1, 12) })
    const [equal, typeOne, typeTwo] = golden.equalError
    const row = rows.find((candidate) => candidate.reason === 'equalError')
    expect([row?.threshold, row?.falsePositiveRate, row?.falseNegativeRate]).toEqual([
      equal,
      expect.closeTo(typeOne, 12),
      expect.closeTo(typeTwo, 12),
    ])
    expect(rows.find((candidate) => candidate.reason === 'default')?.threshold).toBe(0.5)
    const order = rows.map((candidate) => candidate.threshold)
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })

  it('weighs records, takes deciles of scores that are no probabilities, and null where a class is absent', () => {
    const weighted = thresholdTable([0, 0, 1], [0.9, 0.1, 0.8], { weights: [3, 1, 1], grid: [] })
    expect(weighted.find((row) => row.reason === 'default')).toMatchObject({ falsePositiveRate: 0.75, precision: 0.25 })
    const logits = thresholdTable([0, 1, 0, 1], [-4, 3, -1, 2])
    expect(logits[0]?.threshold).toBeLessThan(0)
    expect(thresholdTable([1, 1], [0.2, 0.7])[0]).toMatchObject({ falsePositiveRate: null, falseNegativeRate: 0 })
    expect(thresholdTable([0, 0], [0.2, 0.7])[0]).toMatchObject({ falsePositiveRate: 1, falseNegativeRate: null })
    expect(thresholdTable([], [])).toEqual([])
  })
})

describe('calibration', () => {
  it.each(['uniform', 'quantile'] as const)('has the %s bins of scikit-learn', (strategy) => {
    const curve = reliabilityCurve(labels, scores, 10, undefined, strategy)
    const { prob_pred, prob_true } = golden[strategy]
    expect(curve.map((bin) => bin.meanPrediction)).toEqual(prob_pred.map((p: number) => expect.closeTo(p, 12)))
    expect(curve.map((bin) => bin.positiveFraction)).toEqual(prob_true.map((p: number) => expect.closeTo(p, 12)))
    expect(curve.reduce((sum, bin) => sum + bin.count, 0)).toBe(labels.length)
  })

  it('has the errors that numpy makes of them', () => {
    const { brier, expectedCalibrationError, largestCalibrationError } = calibrationOf(labels, scores)
    expect(brier).toBeCloseTo(golden.brier, 12)
    expect(expectedCalibrationError).toBeCloseTo(golden.ece, 12)
    expect(largestCalibrationError).toBeCloseTo(golden.mce, 12)
    expect(calibrationErrors([])).toEqual({ expected: null, largest: null })
  })
})

describe('an evaluation', () => {
  it('of two one-hot columns has thresholds on the share of class 1: 0.5 gives the confusion matrix', () => {
    const two = (labels as number[]).flatMap((label) => [1 - label, label])
    const predictions = (scores as number[]).flatMap((p, i) => [0.2 + (i % 5) / 10, p])
    const evaluation = evaluatePredictions({ labels: two, predictions, outputs: 2, task: 'categorical' })
    const row = evaluation.thresholds?.find((candidate) => candidate.threshold === 0.5)
    const [[tn = 0, fp = 0] = [], [fn = 0, tp = 0] = []] = evaluation.confusionMatrix ?? []
    expect(row?.falsePositiveRate).toBe(fp / (fp + tn))
    expect(row?.falseNegativeRate).toBe(fn / (fn + tp))
    expect(evaluation.calibration?.uniform.length).toBeGreaterThan(3)
  })

  it('has neither for several classes, numbers, or two columns of logits', () => {
    expect(positiveScores([-1, 2], 2)).toEqual(Float64Array.of(3))
    expect([...positiveScores([0, 0, 0.2, 0.6], 2)]).toEqual([0.5, expect.closeTo(0.75, 12)])
    for (const [predictions, outputs] of [
      [[-1, 2, 3, 0], 2],
      [[0.2, 0.3, 0.5, 1, 0, 0], 3],
    ] as const) {
      const labels = Array.from(predictions, (_, i) => (i === 0 || i === outputs + 1 ? 1 : 0))
      expect(evaluatePredictions({ labels, predictions, outputs, task: 'categorical' })).not.toHaveProperty(
        'thresholds',
      )
    }
    const regression = evaluatePredictions({ labels: [1, 2], predictions: [1, 3], outputs: 1, task: 'regression' })
    expect(regression).not.toHaveProperty('thresholds')
    const logits = evaluatePredictions({ labels: [0, 1], predictions: [-1, 3], outputs: 1, task: 'binary' })
    expect(logits.thresholds?.length).toBeGreaterThan(2)
    expect(logits).not.toHaveProperty('calibration')
  })
})
