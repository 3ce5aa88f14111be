import { describe, expect, it } from 'vitest'
import type { LossName } from '../../src/engine/engine.js'
import { requireClose } from './compare.js'
import { ENGINES, TOLERANCES, withModel } from './engines.js'
import { Network } from './network.js'

interface Example {
  readonly name: LossName
  /** Two records of two outputs. */
  readonly values: readonly number[]
  readonly labels: readonly number[]
  readonly weights?: readonly number[]
  readonly lossSum: number
  /** Of lossSum / 2 with respect to the values. */
  readonly gradient: readonly number[]
}

const { log, exp } = Math
const sigmoid = (z: number) => 1 / (1 + exp(-z))
const share = exp(1) / (exp(1) + exp(3))

/** Worked by hand from the formulas of `LossName`. */
const EXAMPLES: readonly Example[] = [
  {
    name: 'mean-squared-error',
    values: [1, 2, 3, 4],
    labels: [0, 0, 0, 2],
    lossSum: 2.5 + 6.5,
    gradient: [0.5, 1, 1.5, 1],
  },
  {
    name: 'mean-squared-error',
    values: [1, 2, 3, 4],
    labels: [0, 0, 0, 2],
    weights: [10, 2],
    lossSum: 25 + 13,
    gradient: [5, 10, 3, 2],
  },
  {
    name: 'mean-squared-error',
    values: [1, 2, 3, 4],
    labels: [0, 0, 0, 2],
    weights: [1, 0, 2, 3],
    lossSum: 0.5 + 15,
    gradient: [0.5, 0, 3, 3],
  },
  {
    name: 'sigmoid-cross-entropy',
    values: [0, 2, -1, 0],
    labels: [1, 0, 0, 0.5],
    weights: [3, 4],
    lossSum: 1.5 * (log(2) + log(1 + exp(2))) + 2 * (log(1 + exp(-1)) + log(2)),
    gradient: [-0.375, 0.75 * sigmoid(2), sigmoid(-1), 0],
  },
  {
    name: 'binary-cross-entropy',
    values: [0.5, 0.25, 0.75, 0],
    labels: [1, 0, 1, 0],
    lossSum: 0.5 * (log(2) - log(0.75)) + 0.5 * (-log(0.75) + 1e-7),
    gradient: [-0.5, 1 / 3, -1 / 3, 0],
  },
  {
    name: 'categorical-cross-entropy',
    values: [0.2, 0.6, 0.5, 0.5],
    labels: [1, 0, 0, 1],
    weights: [2, 1],
    lossSum: 2 * log(4) + log(2),
    gradient: [-(5 - 1.25), 1.25, 0.5, -0.5],
  },
  // The next two are of Keras 3.15.1 on PyTorch 2.15.0, float64: keras.losses.categorical_crossentropy on the outputs of
  // sigmoids, which have another sum than 1. The first record of the second has a share below 1e-7, which is clipped.
  {
    name: 'categorical-cross-entropy',
    values: [0.9, 0.2, 0.05, 0.04],
    labels: [1, 0, 0, 1],
    lossSum: 0.20067069546215124 + 0.8109302162163287,
    gradient: [-0.2020202020202022, 0.909090909090909, 11.111111111111112, -13.888888888888888].map((g) => g / 2),
  },
  {
    name: 'categorical-cross-entropy',
    values: [2 ** -30, 0.75, 0.125, 1],
    labels: [1, 0, 1, 0],
    lossSum: 16.11809565095832 + 2.1972245773362196,
    gradient: [0, 0, -7.111111111111111 / 2, 0.8888888888888888 / 2],
  },
  {
    // Labels that do not sum to 1: the gradient is (sum of labels) * softmax - labels.
    name: 'softmax-cross-entropy',
    values: [1, 3, 0, 0],
    labels: [0.5, 1.5, 1, 0],
    weights: [1, 4],
    lossSum: -0.5 * log(share) - 1.5 * log(1 - share) + 4 * log(2),
    gradient: [share - 0.25, 1 - share - 0.75, -1, 1],
  },
]

describe.each(ENGINES)('losses of the $name engine', ({ load, precision }) => {
  const tolerance = TOLERANCES[precision].layer
  const optimizer = { name: 'sgd', momentum: 0, nesterov: false } as const

  /** Record i is the i-th unit vector, so the kernel of a dense layer holds the values that the loss sees. */
  function values() {
    const n = new Network()
    return n.output('y', n.dense(n.input(2), 2, { bias: false }))
  }

  it.each(EXAMPLES)('$name of $values with labels $labels and weights $weights', async (example) => {
    const loss = { name: example.name, output: 'y' }
    const model = values().withWeights({ 'dense/kernel': Float64Array.from(example.values) })
    const weights = example.weights && { weights: Float64Array.from(example.weights) }
    const batch = {
      inputs: [Float32Array.of(1, 0, 0, 1)],
      count: 2,
      labels: Float32Array.from(example.labels),
      ...weights,
    }
    await withModel(await load(), model, { batchSize: 2, seed: 0, loss, optimizer }, async (compiled) => {
      const result = await compiled.trainBatch(batch, { learningRate: 1 })
      requireClose('loss', [result.loss, result.lossSum], [example.lossSum / 2, example.lossSum], tolerance)
      const after = compiled.exportWeights()['dense/kernel']
      const gradient = example.values.map((value, i) => value - (after?.[i] ?? Number.NaN))
      requireClose('gradient', gradient, example.gradient, tolerance)
    })
  })

  it('takes no step along a gradient that is not finite, although the loss is', async () => {
    const n = new Network()
    const model = n.output('y', n.dense(n.input(1), 1)).withWeights({
      'dense/kernel': Float32Array.of(0),
      'dense/bias': Float32Array.of(0),
    })
    const loss = { name: 'mean-squared-error', output: 'y' } as const
    await withModel(await load(), model, { batchSize: 1, seed: 0, loss, optimizer }, async (compiled) => {
      // In float64 the loss is 1e300 and the gradient 1e350; in float32 the input itself is infinite.
      const batch = { inputs: [Float64Array.of(1e200)], count: 1, labels: Float64Array.of(1e150) }
      await expect(compiled.trainBatch(batch, { learningRate: 1 })).rejects.toMatchObject({
        code: 'TRAINING_NOT_FINITE',
      })
      expect([...(compiled.exportWeights()['dense/bias'] ?? [])]).toEqual([0])
    })
  })
})
