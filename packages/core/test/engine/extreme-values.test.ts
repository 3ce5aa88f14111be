import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import type { CompiledModel, LossName } from '../../src/engine/engine.js'
import { ACTIVATION_NAMES, type ActivationName } from '../../src/engine/graph.js'
import { requireClose } from './compare.js'
import { ENGINES, TOLERANCES, withModel } from './engines.js'
import { Network } from './network.js'
import { seeded } from './random.js'

const adam = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const
const sgd = { name: 'sgd', momentum: 0, nesterov: false } as const

describe.each(ENGINES)('$name engine', ({ load, precision }) => {
  const tolerance = TOLERANCES[precision].layer

  it.each<{ name: LossName; logits: number[]; labels: number[]; loss: number; gradient: number[] }>([
    { name: 'sigmoid-cross-entropy', logits: [1e4], labels: [1], loss: 0, gradient: [0] },
    { name: 'sigmoid-cross-entropy', logits: [1e4], labels: [0], loss: 1e4, gradient: [1] },
    { name: 'sigmoid-cross-entropy', logits: [-1e4], labels: [1], loss: 1e4, gradient: [-1] },
    { name: 'sigmoid-cross-entropy', logits: [-1e4], labels: [0], loss: 0, gradient: [0] },
    { name: 'softmax-cross-entropy', logits: [1e4, -1e4], labels: [1, 0], loss: 0, gradient: [0, 0] },
    { name: 'softmax-cross-entropy', logits: [1e4, -1e4], labels: [0, 1], loss: 2e4, gradient: [1, -1] },
    { name: 'softmax-cross-entropy', logits: [1e4, 1e4], labels: [0, 1], loss: Math.LN2, gradient: [0.5, -0.5] },
  ])('$name of $logits with labels $labels is $loss', async ({ name, logits, labels, loss, gradient }) => {
    const n = new Network()
    n.output('y', n.dense(n.input(1), logits.length))
    const weights = { 'dense/kernel': new Float32Array(logits.length), 'dense/bias': Float32Array.from(logits) }
    const options = { batchSize: 1, seed: 0, loss: { name, output: 'y' }, optimizer: sgd }
    await withModel(await load(), n.withWeights(weights), options, async (compiled) => {
      const batch = { inputs: [Float32Array.of(0)], count: 1, labels: Float32Array.from(labels) }
      const result = await compiled.trainBatch(batch, { learningRate: 1024 })
      requireClose('loss', [result.loss], [loss], tolerance)
      const after = compiled.exportWeights()['dense/bias'] ?? []
      const found = logits.map((value, i) => (value - (after[i] ?? Number.NaN)) / 1024)
      requireClose('gradient', found, gradient, tolerance)
    })
  })

  it.each<{ activation: ActivationName; expected: number[] }>([
    { activation: 'sigmoid', expected: [1, 0, 0.5] },
    { activation: 'softmax', expected: [1, 0, 0] },
    { activation: 'tanh', expected: [1, -1, 0] },
    { activation: 'softplus', expected: [1e4, 0, Math.LN2] },
    { activation: 'elu', expected: [1e4, -1, 0] },
    { activation: 'gelu', expected: [1e4, 0, 0] },
  ])('$activation of 1e4, -1e4 and 0 is $expected', async ({ activation, expected }) => {
    const n = new Network()
    n.output('y', n.activation(n.input(3), activation))
    await withModel(await load(), n.withWeights({}), { batchSize: 1, seed: 0 }, async (compiled) => {
      const { outputs, inputs } = await compiled.gradients([Float32Array.of(1e4, -1e4, 0)], 1, {
        y: Float32Array.of(1, 1, 1),
      })
      requireClose('output', outputs.y, expected, tolerance)
      for (const gradient of inputs[0] ?? []) expect(gradient).toBeTypeOf('number')
      expect([...(inputs[0] ?? [])].every(Number.isFinite)).toBe(true)
    })
  })

  it('gives the first of equal values the gradient of a maximum', async () => {
    const n = new Network()
    const x = n.input(6, 1)
    n.output('pool', n.pooling(x, 'maxPooling1d', 3)).output('global', n.globalPooling(x, 'globalMaxPooling1d'))
    await withModel(await load(), n.withWeights({}), { batchSize: 1, seed: 0 }, async (compiled) => {
      const values = Float32Array.of(1, 2, 2, 2, 0, 2)
      const run = (pool: number[], global: number) => {
        return compiled.gradients([values], 1, { pool: Float32Array.from(pool), global: Float32Array.of(global) })
      }
      expect([...((await run([1, 2], 0)).inputs[0] ?? [])]).toEqual([0, 1, 0, 2, 0, 0])
      expect([...((await run([0, 0], 3)).inputs[0] ?? [])]).toEqual([0, 3, 0, 0, 0, 0])
    })
  })

  it.each([0, 1, 2, 3])('does not lose a NaN at position %d in a maximum or in relu', async (position) => {
    const n = new Network()
    const x = n.activation(n.input(4, 1), 'relu')
    n.output('pool', n.pooling(x, 'maxPooling1d', 2)).output('global', n.globalPooling(x, 'globalMaxPooling1d'))
    await withModel(await load(), n.withWeights({}), { batchSize: 1, seed: 0 }, async (compiled) => {
      const values = Float32Array.of(1, 2, 3, 4)
      values[position] = Number.NaN
      const { pool, global } = await compiled.predictBatch([values], 1)
      expect(pool?.[position >> 1]).toBeNaN()
      expect(pool?.[1 - (position >> 1)]).not.toBeNaN()
      expect(global?.[0]).toBeNaN()
    })
  })

  it('with padding never lets a maximum be the padding', async () => {
    const n = new Network()
    n.output('y', n.pooling(n.input(5, 1), 'maxPooling1d', 3, 1, 'same'))
    await withModel(await load(), n.withWeights({}), { batchSize: 1, seed: 0 }, async (compiled) => {
      const { y } = await compiled.predictBatch([Float32Array.of(-5, -4, -3, -2, -1)], 1)
      expect([...(y ?? [])]).toEqual([-4, -3, -2, -1, -1])
    })
  })

  describe('refuses a step that is not finite and leaves everything as it was', () => {
    const n = new Network()
    const hidden = n.batchNormalization(n.conv1d(n.input(6, 4), { filters: 5, kernelSize: 3 }))
    const logits = n.dense(n.flatten(n.dropout(n.activation(hidden, 'relu'), 0.5)), 1)
    const model = n.output('y', logits).model(seeded(1))
    const options = {
      batchSize: 4,
      seed: 3,
      optimizer: adam,
      loss: { name: 'sigmoid-cross-entropy', output: 'y' },
    } as const
    const values = seeded(2).normals(4 * 24)
    const good = { inputs: [values], count: 4, labels: Float32Array.of(0, 1, 0, 1) }
    const bad = (value: number) => ({ ...good, inputs: [values.map((v, i) => (i === 50 ? value : v))] })

    it.each([
      { title: 'NaN in the inputs', batch: bad(Number.NaN) },
      { title: 'infinity in the inputs', batch: bad(Number.POSITIVE_INFINITY) },
      { title: 'a NaN weight', batch: { ...good, weights: Float32Array.of(1, Number.NaN, 1, 1) } },
      { title: 'an infinite label', batch: { ...good, labels: Float32Array.of(0, Number.NEGATIVE_INFINITY, 0, 1) } },
    ])('$title', async ({ batch }) => {
      await withModel(await load(), model, options, async (compiled) => {
        await compiled.trainBatch(good, { learningRate: 0.01 })
        const before = snapshot(compiled)
        const error = await compiled.trainBatch(batch, { learningRate: 0.01 }).catch((thrown: unknown) => thrown)
        expect(isHeliconError(error, 'TRAINING_NOT_FINITE')).toBe(true)
        if (isHeliconError(error, 'TRAINING_NOT_FINITE')) expect(error.details.step).toBe(2)
        expect(snapshot(compiled)).toEqual(before)
        await compiled.trainBatch(good, { learningRate: 0.01 })
        const after = snapshot(compiled)
        expect(after).not.toEqual(before)
        await withModel(await load(), model, options, async (untroubled) => {
          for (let i = 0; i < 2; i++) await untroubled.trainBatch(good, { learningRate: 0.01 })
          expect(snapshot(untroubled)).toEqual(after)
        })
      })
    })
  })

  it.each([sgd, adam, { name: 'rmsprop', rho: 0.9, momentum: 0.5, epsilon: 1e-7, centered: false } as const])(
    'takes back a step of $name that makes weights infinite',
    async (optimizer) => {
      const n = new Network()
      n.output('y', n.dense(n.input(2), 1))
      const options = { batchSize: 1, seed: 0, optimizer, loss: { name: 'mean-squared-error', output: 'y' } } as const
      await withModel(await load(), n.model(seeded(1)), options, async (compiled) => {
        const batch = { inputs: [Float32Array.of(9, -9)], count: 1, labels: Float32Array.of(100) }
        await compiled.trainBatch(batch, { learningRate: 1e-3 })
        const before = snapshot(compiled)
        const learningRate = precision === 'float32' ? 3.4e38 : 1.7e308
        const error = await compiled.trainBatch(batch, { learningRate }).catch((e: unknown) => e)
        expect(isHeliconError(error, 'TRAINING_NOT_FINITE')).toBe(true)
        expect(snapshot(compiled)).toEqual(before)
      })
    },
  )

  it('gives leakyRelu the slope at exactly 0 that PyTorch gives it', async () => {
    const n = new Network()
    n.output('y', n.activation(n.input(4), 'leakyRelu'))
    await withModel(await load(), n.model(seeded(1)), { batchSize: 1, seed: 0 }, async (compiled) => {
      const { inputs } = await compiled.gradients([Float32Array.of(0, 1, 0, -1)], 1, { y: new Float32Array(4).fill(1) })
      expect([...(inputs[0] ?? [])].map((value) => Number(value.toFixed(6)))).toEqual([0.2, 1, 0.2, 0.2])
    })
  })

  it.each(ACTIVATION_NAMES)('%s after a sum gives the same again and again', async (name) => {
    const n = new Network()
    const x = n.input(7, 3)
    const sum = n.add([n.conv1d(x, { filters: 6, kernelSize: 3 }), n.conv1d(x, { filters: 6, kernelSize: 3 })])
    n.output('y', n.dense(n.flatten(n.activation(sum, name)), 1))
    await withModel(await load(), n.model(seeded(2)), { batchSize: 40, seed: 0 }, async (compiled) => {
      const values = seeded(3).normals(40 * 21)
      const first = await compiled.predictBatch([values], 40)
      for (let i = 0; i < 4; i++) expect(await compiled.predictBatch([values], 40)).toEqual(first)
      expect(first.y?.every(Number.isFinite)).toBe(true)
    })
  })
})

function snapshot(model: CompiledModel) {
  const state = model.exportState()
  const lists = Object.entries({ ...model.exportWeights(), ...state.arrays }).map(([name, values]) => [
    name,
    [...values],
  ])
  return { step: state.step, arrays: Object.fromEntries(lists) }
}
