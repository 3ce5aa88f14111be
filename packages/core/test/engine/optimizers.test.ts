import { describe, expect, it } from 'vitest'
import type { OptimizerSpec } from '../../src/engine/engine.js'
import type { Constraint } from '../../src/engine/graph.js'
import { requireClose, type Tolerance } from './compare.js'
import { ENGINES, type EngineUnderTest, withModel } from './engines.js'
import { Network } from './network.js'

/**
 * Weights after each of three steps from w = 5 on the loss w^2 with learning rate 0.1, by PyTorch 2.15's optimizers in
 * float64. With an epsilon of (almost) 0 its formulas and Keras' are the same.
 */
const RUNS: readonly { readonly optimizer: OptimizerSpec; readonly weights: readonly number[] }[] = [
  { optimizer: { name: 'sgd', momentum: 0, nesterov: false }, weights: [4, 3.2, 2.56] },
  { optimizer: { name: 'sgd', momentum: 0.9, nesterov: false }, weights: [4, 2.3, 0.31] },
  { optimizer: { name: 'sgd', momentum: 0.9, nesterov: true }, weights: [3.1, 1.112, -0.54176] },
  {
    optimizer: { name: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-15, weightDecay: 0.04 },
    weights: [4.88, 4.760550688351028, 4.641698868833975],
  },
  { optimizer: rmsprop(false, 0), weights: [4.683772233983162, 4.461584606189772, 4.2792887253585565] },
  { optimizer: rmsprop(false, 0.5), weights: [4.683772233983162, 4.303470723181354, 3.935414349729985] },
  { optimizer: rmsprop(true, 0), weights: [4.666666666666667, 4.420283617237388, 4.207944875640439] },
  { optimizer: rmsprop(true, 0.5), weights: [4.666666666666667, 4.253616950570722, 3.8402966791875186] },
]

function rmsprop(centered: boolean, momentum: number): OptimizerSpec {
  return { name: 'rmsprop', rho: 0.9, momentum, epsilon: 1e-30, centered }
}

const TOLERANCE: Readonly<Record<EngineUnderTest['precision'], Tolerance>> = {
  float64: { absolute: 1e-12, relative: 1e-12 },
  float32: { absolute: 1e-6, relative: 1e-6 },
}

describe.each(ENGINES)('$name engine', ({ load, precision }) => {
  it.each(RUNS.map((run) => ({ ...run, title: JSON.stringify(run.optimizer) })))(
    'takes the steps of PyTorch: $title',
    async ({ optimizer, weights }) => {
      const network = new Network()
      network.output('y', network.dense(network.input(1), 1, { bias: false }))
      const options = { batchSize: 1, seed: 0, optimizer, loss: { name: 'mean-squared-error', output: 'y' } } as const
      const start = network.withWeights({ 'dense/kernel': Float32Array.of(5) })
      await withModel(await load(), start, options, async (compiled) => {
        const batch = { inputs: [Float32Array.of(1)], count: 1, labels: Float32Array.of(0) }
        const found: number[] = []
        for (let i = 0; i < 3; i++) {
          await compiled.trainBatch(batch, { learningRate: 0.1 })
          found.push(compiled.exportWeights()['dense/kernel']?.[0] ?? Number.NaN)
        }
        requireClose('weights', found, weights, TOLERANCE[precision])
      })
    },
  )

  it('keeps its epsilon inside the root for RMSprop and outside for Adam, as Keras does', async () => {
    // w = 5, gradient 10: v = 0.1 * 100 and 10 / sqrt(10 + 6) = 2.5; Adam's m / (sqrt(v) + eps) at step 1 by hand.
    const inside = await oneStep({ name: 'rmsprop', rho: 0.9, momentum: 0, epsilon: 6, centered: false })
    const outside = await oneStep({ name: 'adam', beta1: 0, beta2: 0.99, epsilon: 1 })
    requireClose('RMSprop', [inside], [5 - 0.1 * 2.5], TOLERANCE[precision])
    // v = 0.01 * 100 = 1, alpha = 0.1 * sqrt(0.01) / 1, step = alpha * 10 / (1 + 1).
    requireClose('Adam', [outside], [5 - (0.01 * 10) / 2], TOLERANCE[precision])
  })

  async function oneStep(optimizer: OptimizerSpec): Promise<number> {
    const network = new Network()
    network.output('y', network.dense(network.input(1), 1, { bias: false }))
    const options = { batchSize: 1, seed: 0, optimizer, loss: { name: 'mean-squared-error', output: 'y' } } as const
    return withModel(
      await load(),
      network.withWeights({ 'dense/kernel': Float32Array.of(5) }),
      options,
      async (model) => {
        const batch = { inputs: [Float32Array.of(1)], count: 1, labels: Float32Array.of(0) }
        await model.trainBatch(batch, { learningRate: 0.1 })
        return model.exportWeights()['dense/kernel']?.[0] ?? Number.NaN
      },
    )
  }

  it.each<{ constraint: Constraint; expected: readonly number[] }>([
    // Columns of the kernel are units: [3, 4] has norm 5, [0.3, -0.4] has 0.5.
    { constraint: { name: 'maxNorm', maxValue: 1, axes: [0] }, expected: [0.6, 0.3, 0.8, -0.4] },
    { constraint: { name: 'unitNorm', axes: [0] }, expected: [0.6, 0.6, 0.8, -0.8] },
    { constraint: { name: 'unitNorm', axes: [1] }, expected: [0.9950372, 0.0995037, 0.9950372, -0.0995037] },
    { constraint: { name: 'nonNegative' }, expected: [3, 0.3, 4, 0] },
    {
      constraint: { name: 'minMaxNorm', minValue: 1, maxValue: 2, rate: 1, axes: [0] },
      expected: [1.2, 0.6, 1.6, -0.8],
    },
    {
      constraint: { name: 'minMaxNorm', minValue: 1, maxValue: 2, rate: 0.5, axes: [0] },
      expected: [2.1, 0.45, 2.8, -0.6],
    },
  ])('applies $constraint after the step, unit by unit', async ({ constraint, expected }) => {
    const network = new Network()
    network.output('y', network.dense(network.input(2), 2, { kernel: { constraint } }))
    const optimizer = { name: 'sgd', momentum: 0, nesterov: false } as const
    const options = { batchSize: 1, seed: 0, optimizer, loss: { name: 'mean-squared-error', output: 'y' } } as const
    const weights = { 'dense/kernel': Float32Array.of(3, 0.3, 4, -0.4), 'dense/bias': Float32Array.of(-1, 7) }
    await withModel(await load(), network.withWeights(weights), options, async (model) => {
      const batch = { inputs: [new Float32Array(2)], count: 1, labels: Float32Array.of(-1, 7) }
      await model.trainBatch(batch, { learningRate: 1 })
      const after = model.exportWeights()
      requireClose('kernel', after['dense/kernel'], expected, { absolute: 1e-6, relative: 1e-6 })
      expect([...(after['dense/bias'] ?? [])]).toEqual([-1, 7])
    })
  })

  it('adds regularizers of trained weights to the loss and leaves frozen ones out', async () => {
    const network = new Network()
    const kernel = { regularizer: { l1: 0.5, l2: 0.25 } }
    const hidden = network.dense(network.input(2), 1, { bias: false, kernel })
    network.output('y', network.dense(hidden, 1, { bias: false, kernel: { ...kernel, trainable: false } }))
    const weights = { 'dense/kernel': Float32Array.of(2, -4), 'dense_1/kernel': Float32Array.of(8) }
    const loss = { name: 'mean-squared-error', output: 'y' } as const
    await withModel(await load(), network.withWeights(weights), { batchSize: 1, seed: 0, loss }, async (model) => {
      const batch = { inputs: [new Float32Array(2)], count: 1, labels: Float32Array.of(3) }
      const { loss: total, lossSum } = await model.evaluateBatch(batch)
      requireClose('loss', [total, lossSum], [9 + 0.5 * 6 + 0.25 * 20, 9], TOLERANCE[precision])
    })
  })

  it('never moves a frozen weight', async () => {
    const network = new Network()
    const hidden = network.dense(network.input(2), 2, { kernel: { trainable: false } })
    network.output('y', network.dense(hidden, 1))
    const start = { ...ones('dense', 4, 2), ...ones('dense_1', 2, 1) }
    const optimizer = { name: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.1 } as const
    const options = { batchSize: 1, seed: 0, optimizer, loss: { name: 'mean-squared-error', output: 'y' } } as const
    await withModel(await load(), network.withWeights(start), options, async (model) => {
      const batch = { inputs: [Float32Array.of(1, 2)], count: 1, labels: Float32Array.of(0) }
      await model.trainBatch(batch, { learningRate: 0.1 })
      const after = model.exportWeights()
      expect([...(after['dense/kernel'] ?? [])]).toEqual([1, 1, 1, 1])
      expect(after['dense/bias']?.[0]).not.toBe(1)
      expect(Object.keys(model.exportState().arrays).sort()).toEqual(
        ['dense/bias', 'dense_1/bias', 'dense_1/kernel'].flatMap((name) => [`m/${name}`, `v/${name}`]).sort(),
      )
    })
  })
})

function ones(layer: string, kernel: number, bias: number): Record<string, Float32Array> {
  return { [`${layer}/kernel`]: new Float32Array(kernel).fill(1), [`${layer}/bias`]: new Float32Array(bias).fill(1) }
}
