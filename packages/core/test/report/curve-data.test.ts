import { describe, expect, it } from 'vitest'
import { averagePrecision, rocAuc } from '../../src/metrics/index.js'
import { curveData, type Point } from '../../src/report/index.js'
import { curvesOf, scoredRecords } from './figure-examples.js'

/** Area under a line by trapezoids. */
function area(line: readonly Point[]): number {
  return line.reduce((sum, [x, y], index) => {
    const [lastX, lastY] = line[index - 1] ?? [x, y]
    return sum + ((x - lastX) * (y + lastY)) / 2
  }, 0)
}

describe('the curves of scores', () => {
  it.each([
    [40, 0.5],
    [34_528, 0.0042],
    [5000, 0.3],
  ])('of %d records, %d positive, have the areas of their scores and few points', (records, share) => {
    const data = scoredRecords(records, 3, share)
    const { roc, precisionRecall, positives, negatives } = curvesOf(data)
    expect(area(roc ?? [])).toBeCloseTo(rocAuc(data.labels, data.predictions) ?? Number.NaN, 3)
    expect(
      Math.abs(area(precisionRecall ?? []) - (averagePrecision(data.labels, data.predictions) ?? Number.NaN)),
    ).toBeLessThan(0.002)
    expect(roc?.length).toBeLessThan(500)
    expect(precisionRecall?.length).toBeLessThan(1500)
    expect(positives + negatives).toBe(records)
    expect(roc?.at(0)).toEqual([0, 0])
    expect(roc?.at(-1)).toEqual([1, 1])
  })

  it('count every record once by score and class', () => {
    const data = scoredRecords(1000, 4)
    const { scores, positives, negatives } = curvesOf(data)
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    expect([sum(scores.positives), sum(scores.negatives)]).toEqual([positives, negatives])
    expect([scores.low, scores.high]).toEqual([0, 1])
  })

  it('have both errors at every threshold, as counting gives them', () => {
    const data = scoredRecords(300, 5)
    const { errors, positives, negatives } = curvesOf(data)
    for (const step of [0, 7, 25, 50]) {
      const threshold = step / 50
      const called = Array.from(data.predictions, (score) => score >= threshold)
      const falsePositives = called.filter((positive, index) => positive && data.labels[index] === 0).length
      const falseNegatives = called.filter((positive, index) => !positive && data.labels[index] === 1).length
      expect(errors?.falsePositiveRate[step]).toBeCloseTo(falsePositives / negatives, 8)
      expect(errors?.falseNegativeRate[step]).toBeCloseTo(falseNegatives / positives, 8)
    }
  })

  it('are absent where they are undefined', () => {
    const none = curvesOf({ labels: Float64Array.of(0, 0), predictions: Float64Array.of(0.5, 2) })
    expect(none).toMatchObject({ roc: null, precisionRecall: null, reliability: null, errors: null, positives: 0 })
  })

  it('are those of class 1 of two classes, of each class of more, and of each task', () => {
    const oneHot = [1, 0, 0, 0, 1, 0, 0, 0, 1]
    const three = { labels: oneHot, predictions: oneHot, outputs: 3 }
    expect(curveData({ ...three, task: 'categorical' }).curves?.map(({ name }) => name)).toEqual(['0', '1', '2'])
    const two = { labels: [1, 0, 0, 1], predictions: [0.9, 0.1, 0.2, 0.8], outputs: 2 }
    const [only, ...others] = curveData({ ...two, task: 'categorical' }).curves ?? []
    expect(others).toEqual([])
    expect(only).toMatchObject({ name: '1', positives: 1 })
    const tasks = curveData({ ...two, task: 'binary', names: ['JUND', 'CTCF'] }).curves
    expect(tasks?.map(({ name }) => name)).toEqual(['JUND', 'CTCF'])
  })

  it('of a regression are points: all of few records, evenly chosen ones of many', () => {
    const values = Array.from({ length: 5000 }, (_, index) => index)
    const [few] = curveData({ labels: [1, 2], predictions: [1.5, 2.5], outputs: 1, task: 'regression' }).scatter ?? []
    expect(few).toEqual({
      name: '0',
      records: 2,
      points: [
        [1, 1.5],
        [2, 2.5],
      ],
    })
    const [many] = curveData({ labels: values, predictions: values, outputs: 1, task: 'regression' }).scatter ?? []
    expect(many?.points.length).toBeLessThanOrEqual(800)
    expect(many?.points.slice(0, 3)).toEqual([
      [0, 0],
      [7, 7],
      [14, 14],
    ])
  })
})
