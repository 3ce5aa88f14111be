import { describe, expect, test } from 'vitest'
import { randomStream } from '../../src/core/random.js'
import type { LossName } from '../../src/engine/engine.js'
import { referenceEngine } from '../../src/engine/reference/index.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import type { ModelSpec } from '../../src/nn/model-spec.js'
import { evaluateDataset } from '../../src/training/evaluate-dataset.js'
import { recordLosses } from '../../src/training/record-losses.js'
import { LENGTH, randomDataset } from './fixtures.js'

const RECORDS = 12

/** Two units for each record, or for each of its positions. */
function graphOf(activation: 'linear' | 'sigmoid' | 'softmax', positions: boolean) {
  const spec: ModelSpec = {
    inputs: [{ name: 'sequence', shape: [LENGTH, 4] }],
    layers: [...(positions ? [] : [{ type: 'flatten' } as const]), { type: 'dense', units: 2, activation }],
  }
  const graph = buildGraph(spec)
  return { graph, weights: initialWeights(graph, spec, 3) }
}

const CASES: [LossName, 'linear' | 'sigmoid' | 'softmax'][] = [
  ['sigmoid-cross-entropy', 'linear'],
  ['binary-cross-entropy', 'sigmoid'],
  ['categorical-cross-entropy', 'sigmoid'],
  ['categorical-cross-entropy', 'softmax'],
  ['softmax-cross-entropy', 'linear'],
  ['mean-squared-error', 'linear'],
]

describe.each([false, true])('losses of records, at every position: %s', (positions) => {
  test.each(CASES)('of %s on %s add up to those of the engine', async (name, activation) => {
    const model = graphOf(activation, positions)
    const loss = { name, output: 'prediction' }
    const rows = RECORDS * (positions ? LENGTH : 1)
    const classes = randomStream(4, 'labels').integers(rows, 2)
    const labels = Float64Array.from({ length: 2 * rows }, (_, i) => (classes[i >> 1] === i % 2 ? 1 : 0))
    const weights = randomStream(5, 'weights').uniforms(RECORDS)
    const compiled = await referenceEngine.compile(model, { loss, batchSize: RECORDS, seed: 1 })
    const batch = { inputs: [randomDataset(RECORDS).sequences.codes], count: RECORDS, labels, weights }
    const { lossSum, outputs } = await compiled.evaluateBatch(batch)
    const losses = recordLosses({ ...batch, name, outputs, channels: 2 })
    expect(losses.reduce((sum, value) => sum + value, 0)).toBeCloseTo(lossSum, 10)
    const single = recordLosses({ ...batch, weights: undefined, name, outputs, channels: 2 })
    expect(losses[5]).toBeCloseTo((single[5] ?? 0) * (weights[5] ?? 0), 12)
  })
})

test('an evaluation has the loss of each record, of which its loss is the mean', async () => {
  const model = graphOf('sigmoid', false)
  const one = randomDataset(RECORDS, { weights: true })
  const labels = Float32Array.from({ length: 2 * RECORDS }, (_, i) => (one.labels?.[i >> 1] === i % 2 ? 1 : 0))
  const data = { ...one, labels, outputs: 2 }
  const loss = { name: 'categorical-cross-entropy', output: 'prediction' } as const
  const compiled = await referenceEngine.compile(model, { loss, batchSize: 5, seed: 1 })
  for (const weighted of [true, false]) {
    const result = await evaluateDataset(compiled, model.graph, loss, data, { batchSize: 5, weighted })
    expect(result.losses).toHaveLength(RECORDS)
    expect(result.losses.reduce((sum, value) => sum + value, 0) / RECORDS).toBeCloseTo(result.loss, 10)
  }
})
