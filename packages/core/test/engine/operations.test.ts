import { describe, expect, it } from 'vitest'
import type { FloatArray } from '../../src/core/arrays.js'
import { requireAllClose, requireClose } from './compare.js'
import { ENGINES, TOLERANCES, withModel } from './engines.js'
import { Network } from './network.js'
import { seeded } from './random.js'

/** What no other program's numbers cover: examples that can be checked by eye, and equalities. */
describe.each(ENGINES)('$name engine', ({ load, precision }) => {
  const tolerance = TOLERANCES[precision].network

  async function outputs(network: Network, weights: Record<string, FloatArray>, ...inputs: number[][]) {
    const given = inputs.map((values) => Float32Array.from(values))
    return withModel(await load(), network.withWeights(weights), { batchSize: 2, seed: 1 }, (compiled) =>
      compiled.predictBatch(given, 2),
    )
  }

  it('concatenates along channels and length, and adds, record by record', async () => {
    const n = new Network()
    const [a, b] = [n.input(2, 2), n.input(2, 2)]
    n.output('channels', n.concatenate([a, b], 'channels')).output('length', n.concatenate([a, b], 'length'))
    n.output('sum', n.add([a, b])).output('flat', n.flatten(b))
    const found = await outputs(n, {}, [1, 2, 3, 4, 5, 6, 7, 8], [10, 20, 30, 40, 50, 60, 70, 80])
    expect([...(found.channels ?? [])]).toEqual([1, 2, 10, 20, 3, 4, 30, 40, 5, 6, 50, 60, 7, 8, 70, 80])
    expect([...(found.length ?? [])]).toEqual([1, 2, 3, 4, 10, 20, 30, 40, 5, 6, 7, 8, 50, 60, 70, 80])
    expect([...(found.sum ?? [])]).toEqual([11, 22, 33, 44, 55, 66, 77, 88])
    expect([...(found.flat ?? [])]).toEqual([10, 20, 30, 40, 50, 60, 70, 80])
  })

  it('concatenates parts of different sizes', async () => {
    const n = new Network()
    const [a, b] = [n.input(1, 2), n.input(2, 2)]
    n.output('length', n.concatenate([a, b], 'length'))
    n.output('units', n.concatenate([n.flatten(b), n.flatten(a)], 'channels'))
    const found = await outputs(n, {}, [1, 2, 3, 4], [10, 20, 30, 40, 50, 60, 70, 80])
    expect([...(found.length ?? [])]).toEqual([1, 2, 10, 20, 30, 40, 3, 4, 50, 60, 70, 80])
    expect([...(found.units ?? [])]).toEqual([10, 20, 30, 40, 1, 2, 50, 60, 70, 80, 3, 4])
  })

  it('convolves by groups as separate convolutions of the parts', async () => {
    const random = seeded(1)
    const grouped = new Network()
    grouped.output('y', grouped.conv1d(grouped.input(6, 4), { filters: 6, kernelSize: 3, groups: 2 }))
    const parts = new Network()
    const convolved = [0, 1].map(() => parts.conv1d(parts.input(6, 2), { filters: 3, kernelSize: 3 }))
    parts.output('y', parts.concatenate(convolved, 'channels'))
    const [x, kernel, bias] = [random.normals(2 * 24), random.normals(3 * 2 * 6), random.normals(6)]
    const columns = (values: FloatArray, width: number, from: number, to: number) =>
      Float32Array.from(values.filter((_, i) => i % width >= from && i % width < to))
    const whole = await outputs(grouped, { 'conv1d/kernel': kernel, 'conv1d/bias': bias }, [...x])
    const weights = {
      'conv1d/kernel': columns(kernel, 6, 0, 3),
      'conv1d/bias': bias.slice(0, 3),
      'conv1d_1/kernel': columns(kernel, 6, 3, 6),
      'conv1d_1/bias': bias.slice(3),
    }
    const separate = await outputs(parts, weights, [...columns(x, 4, 0, 2)], [...columns(x, 4, 2, 4)])
    requireAllClose('groups', whole, separate, tolerance)
  })

  it('applies a dense layer to every position alike', async () => {
    const random = seeded(2)
    const [kernel, bias, x] = [random.normals(6), random.normals(2), random.normals(2 * 12)]
    const [dense, conv] = [new Network(), new Network()]
    dense.output('y', dense.dense(dense.input(4, 3), 2))
    conv.output('y', conv.conv1d(conv.input(4, 3), { filters: 2, kernelSize: 1 }))
    const byDense = await outputs(dense, { 'dense/kernel': kernel, 'dense/bias': bias }, [...x])
    const byConvolution = await outputs(conv, { 'conv1d/kernel': kernel, 'conv1d/bias': bias }, [...x])
    requireAllClose('dense', byDense, byConvolution, tolerance)
  })

  it('normalises with moving statistics in a frozen layer, also while training, and leaves them', async () => {
    const n = new Network()
    const normal = n.batchNormalization(n.input(5, 3), { frozen: true })
    const model = n.output('y', n.dense(n.flatten(normal), 1)).model(seeded(3))
    const loss = { name: 'mean-squared-error', output: 'y' } as const
    const optimizer = { name: 'sgd', momentum: 0, nesterov: false } as const
    const options = { batchSize: 4, seed: 1, loss, optimizer }
    await withModel(await load(), model, options, async (compiled) => {
      const [inputs, labels] = [[seeded(4).normals(60)], Float32Array.of(1, 2, 3, 4)]
      const { y } = await compiled.predictBatch(inputs, 4)
      const trained = await compiled.trainBatch({ inputs, count: 4, labels }, { learningRate: 0.1 })
      requireClose('outputs while training', trained.outputs, y ?? [], tolerance)
      const after = compiled.exportWeights()
      for (const array of ['gamma', 'beta', 'movingMean', 'movingVariance']) {
        const name = `batchNormalization/${array}`
        requireClose(name, after[name], model.weights[name] ?? [], { absolute: 0, relative: 0 })
      }
      expect(after['dense/bias']).not.toEqual(model.weights['dense/bias'])
    })
  })

  it('normalises a batch to mean beta and variance gamma squared', async () => {
    const n = new Network()
    const model = n.output('y', n.batchNormalization(n.input(8, 2), { epsilon: 1e-12 })).withWeights({
      'batchNormalization/gamma': Float32Array.of(2, 0.5),
      'batchNormalization/beta': Float32Array.of(-1, 3),
      'batchNormalization/movingMean': new Float32Array(2),
      'batchNormalization/movingVariance': new Float32Array(2).fill(1),
    })
    await withModel(await load(), model, { batchSize: 50, seed: 1 }, async (compiled) => {
      const inputs = [seeded(5).normals(50 * 16, 3)]
      const { outputs: found } = await compiled.gradients(inputs, 50, {}, { training: true })
      for (const [channel, mean, deviation] of [
        [0, -1, 2],
        [1, 3, 0.5],
      ] as const) {
        const values = [...(found.y ?? [])].filter((_, i) => i % 2 === channel)
        const average = values.reduce((a, b) => a + b, 0) / values.length
        const variance = values.reduce((a, b) => a + (b - average) ** 2, 0) / values.length
        expect(average).toBeCloseTo(mean, 4)
        expect(variance).toBeCloseTo(deviation ** 2, 4)
      }
    })
  })
})
