import { describe, expect, test } from 'vitest'
import type { Dataset } from '../../src/dataset/dataset.js'
import { referenceEngine } from '../../src/engine/reference/index.js'
import { confusionMatrix } from '../../src/metrics/confusion.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import { presetSpec } from '../../src/nn/presets.js'
import { datasetMetric } from '../../src/training/dataset-metric.js'
import { evaluateDataset } from '../../src/training/evaluate-dataset.js'
import { predictDataset } from '../../src/training/predict-dataset.js'
import { countAccuracy } from '../../src/training/running-accuracy.js'
import { idsOf, LENGTH, randomDataset, sharded } from './fixtures.js'

const SPEC = presetSpec('jund', { length: LENGTH })
const GRAPH = buildGraph(SPEC)
const LOSS = { name: 'sigmoid-cross-entropy', output: 'logits' } as const
const DATA = randomDataset(23, { weights: true })

async function jund(batchSize: number) {
  return referenceEngine.compile(
    { graph: GRAPH, weights: initialWeights(GRAPH, SPEC, 1) },
    { loss: LOSS, batchSize, seed: 1 },
  )
}

async function predictions(data: Parameters<typeof predictDataset>[2], batchSize: number) {
  const ids: string[] = []
  const values: number[] = []
  for await (const batch of predictDataset(await jund(batchSize), GRAPH, data, { batchSize })) {
    expect(batch.first).toBe(ids.length)
    ids.push(...batch.ids)
    values.push(...(batch.outputs.prediction ?? []))
    expect(batch.outputs.logits).toHaveLength(batch.count)
  }
  return { ids, values }
}

describe('prediction', () => {
  test('gives every record once in the stored order, whatever the batches and shards', async () => {
    const whole = await predictions(DATA, 23)
    expect(whole.ids).toEqual(idsOf(DATA))
    expect(await predictions(DATA, 4)).toEqual(whole)
    expect(await predictions(sharded(DATA, [9, 0, 14]), 4)).toEqual(whole)
  })

  test('needs no labels', async () => {
    const { labels, weights, ...unlabelled } = DATA
    expect((await predictions(unlabelled, 8)).values).toEqual((await predictions(DATA, 8)).values)
  })

  test('an abort throws its reason', async () => {
    const run = predictDataset(await jund(4), GRAPH, DATA, { batchSize: 4, signal: AbortSignal.abort() })
    await expect(run.next()).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('reports its progress to the end', async () => {
    const done: number[] = []
    const onProgress = (progress: { done: number }) => void done.push(progress.done)
    for await (const batch of predictDataset(await jund(4), GRAPH, DATA, { batchSize: 4, onProgress })) {
      expect(batch.count).toBeLessThanOrEqual(4)
    }
    expect(done.at(-1)).toBe(23)
  })
})

describe('evaluation', () => {
  test('has the same loss and predictions for any batch size and any shards', async () => {
    const whole = await evaluateDataset(await jund(23), GRAPH, LOSS, DATA, { batchSize: 23 })
    for (const data of [DATA, sharded(DATA, [3, 20])]) {
      const parts = await evaluateDataset(await jund(5), GRAPH, LOSS, data, { batchSize: 5 })
      expect(parts.loss).toBeCloseTo(whole.loss, 12)
      expect({ ...parts, loss: 0 }).toEqual({ ...whole, loss: 0 })
    }
    expect(whole.labels).toEqual(DATA.labels)
    expect(whole.weights).toEqual(DATA.weights)
    expect(whole.ids).toEqual(idsOf(DATA))
    expect(whole.accuracy).toBe(datasetMetric('accuracy', LOSS, whole))
  })

  test('gives probabilities, not the logits that the loss is computed from', async () => {
    const {
      predictions: shown,
      loss,
      records,
    } = await evaluateDataset(await jund(8), GRAPH, LOSS, DATA, { batchSize: 8 })
    expect([...shown].every((value) => value > 0 && value < 1)).toBe(true)
    let sum = 0
    shown.forEach((p, i) => {
      const y = DATA.labels?.[i] ?? 0
      sum -= (DATA.weights?.[i] ?? 1) * (y * Math.log(p) + (1 - y) * Math.log(1 - p))
    })
    expect(loss).toBeCloseTo(sum / records, 6)
  })

  test('without records or labels is refused', async () => {
    const empty: Dataset = randomDataset(0)
    const compiled = await jund(4)
    await expect(evaluateDataset(compiled, GRAPH, LOSS, empty, { batchSize: 4 })).rejects.toMatchObject({
      code: 'TRAINING_NO_RECORDS',
    })
    const { labels, ...unlabelled } = DATA
    await expect(evaluateDataset(compiled, GRAPH, LOSS, unlabelled, { batchSize: 4 })).rejects.toMatchObject({
      code: 'LABELS_MISSING',
    })
  })
})

describe('accuracy', () => {
  test('calls a probability from one half on positive, and a logit from zero on, as the confusion matrix does', () => {
    const labels = Float32Array.of(1, 0, 1, 1, 0)
    const binary = { name: 'binary-cross-entropy', output: 'p' } as const
    const scores = Float32Array.of(0.9, 0.5, 0.5, 0.4, 0.1)
    const [[trueNegatives = 0] = [], [, truePositives = 0] = []] = confusionMatrix(labels, scores)
    const counted = { correct: trueNegatives + truePositives, values: 5 }
    expect(counted.correct).toBe(3)
    expect(countAccuracy(binary, labels, scores, 5, 1)).toEqual(counted)
    expect(countAccuracy(LOSS, labels, Float32Array.of(0.4, 0, 0, -0.1, -2), 5, 1)).toEqual(counted)
  })

  test('compares the largest columns where the loss is over classes, the first of equals', () => {
    const loss = { name: 'categorical-cross-entropy', output: 'p' } as const
    const labels = Float32Array.of(1, 0, 0, 1, 0, 1)
    const outputs = Float32Array.of(0.5, 0.5, 0.5, 0.5, 0.1, 0.2)
    expect(countAccuracy(loss, labels, outputs, 3, 2)).toEqual({ correct: 2, values: 3 })
  })
})

test('several label columns are classes under a loss over classes, and tasks otherwise', () => {
  const labels = Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1)
  const predictions = Float32Array.of(0.9, 0.6, 0.2, 0.7, 0.8, 0.8, 0.1, 0.9)
  const evaluation = { labels, predictions, outputs: 2 }
  // By the share of class 1 in its row: .4 and .5 of the first class, .78 and .9 of the second.
  expect(datasetMetric('rocAuc', { name: 'categorical-cross-entropy', output: 'p' }, evaluation)).toBe(1)
  // Task 0 orders all pairs rightly, task 1 three of four.
  expect(datasetMetric('rocAuc', { name: 'binary-cross-entropy', output: 'p' }, evaluation)).toBe((1 + 0.75) / 2)
})
