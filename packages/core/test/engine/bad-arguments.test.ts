import { describe, expect, it } from 'vitest'
import type { Batch, CompileOptions } from '../../src/engine/engine.js'
import { selectEngine } from '../../src/engine/select.js'
import { nodeThreads } from '../../src/node/threads.js'
import { ENGINES, withModel } from './engines.js'
import { Network } from './network.js'
import { seeded } from './random.js'

const LENGTH = 6
const n = new Network()
const joined = n.concatenate(
  [n.flatten(n.conv1d(n.input(LENGTH, 4), { filters: 3, kernelSize: 3 })), n.input(2)],
  'channels',
)
const model = n.output('y', n.dense(joined, 2)).model(seeded(1))
const loss = { name: 'mean-squared-error', output: 'y' } as const
const optimizer = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const
const options: CompileOptions = { batchSize: 4, seed: 1, loss, optimizer }

function batch(count: number): Batch {
  const inputs = [new Uint8Array(count * LENGTH), new Float32Array(count * 2)]
  return { inputs, count, labels: new Float32Array(count * 2) }
}

const refused = { code: 'ARGUMENT_INVALID' }

describe.each(ENGINES)('$name engine refuses', ({ load }) => {
  const two = batch(2)
  it.each<{ title: string; batch: Batch }>([
    { title: 'an empty batch', batch: batch(0) },
    { title: 'more records than it was compiled for', batch: batch(5) },
    { title: 'half a record', batch: { ...two, count: 1.5 } },
    { title: 'too few codes', batch: { ...two, inputs: [new Uint8Array(LENGTH), new Float32Array(4)] } },
    { title: 'a missing input', batch: { ...two, inputs: two.inputs.slice(0, 1) } },
    {
      title: 'codes for an input of features',
      batch: { ...two, inputs: [new Uint8Array(2 * LENGTH), new Uint8Array(4)] },
    },
    { title: 'labels of another size', batch: { ...two, labels: new Float32Array(2) } },
    { title: 'weights of another size', batch: { ...two, weights: new Float32Array(3) } },
  ])('$title', async ({ batch: given }) => {
    await withModel(await load(), model, options, async (compiled) => {
      await expect(compiled.trainBatch(given, { learningRate: 0.1 })).rejects.toMatchObject(refused)
      await expect(compiled.evaluateBatch(given)).rejects.toMatchObject(refused)
      await compiled.trainBatch(two, { learningRate: 0.1 })
    })
  })

  it('an empty prediction, and gradients of unknown outputs or of another size', async () => {
    await withModel(await load(), model, options, async (compiled) => {
      await expect(compiled.predictBatch(batch(0).inputs, 0)).rejects.toMatchObject(refused)
      const gradients = (given: Record<string, Float32Array>) => compiled.gradients(two.inputs, 2, given)
      await expect(gradients({ z: new Float32Array(4) })).rejects.toMatchObject(refused)
      await expect(gradients({ y: new Float32Array(3) })).rejects.toMatchObject(refused)
    })
  })

  it('weights by output for a categorical loss', async () => {
    const categorical = { ...options, loss: { name: 'softmax-cross-entropy', output: 'y' } } as const
    await withModel(await load(), model, categorical, async (compiled) => {
      const given = { ...two, weights: new Float32Array(4) }
      await expect(compiled.evaluateBatch(given)).rejects.toMatchObject(refused)
    })
  })

  it('a divisor that is not above 0', async () => {
    await withModel(await load(), model, options, async (compiled) => {
      for (const divisor of [0, -1, Number.NaN]) {
        await expect(compiled.trainBatch(two, { learningRate: 0.1, divisor })).rejects.toMatchObject(refused)
      }
    })
  })

  it('training without a loss or an optimizer', async () => {
    const { loss: _loss, ...withoutLoss } = options
    const { optimizer: _optimizer, ...withoutOptimizer } = options
    for (const given of [withoutLoss, withoutOptimizer]) {
      await withModel(await load(), model, given, async (compiled) => {
        await expect(compiled.trainBatch(two, { learningRate: 0.1 })).rejects.toMatchObject(refused)
      })
    }
  })

  it("weights and states that are not the model's", async () => {
    await withModel(await load(), model, options, async (compiled) => {
      const weights = compiled.exportWeights()
      const { 'dense/bias': bias = new Float32Array(), ...rest } = weights
      expect(() => compiled.importWeights(rest)).toThrow(/dense\/bias/)
      expect(() => compiled.importWeights({ ...weights, other: bias })).toThrow(/other/)
      expect(() => compiled.importWeights({ ...weights, 'dense/bias': new Float32Array(3) })).toThrow(/dense\/bias/)
      const state = compiled.exportState()
      expect(() => compiled.importState({ ...state, step: -1 })).toThrow(/step/)
      expect(() => compiled.importState({ step: 1, arrays: {} })).toThrow(/m\/conv1d\/kernel/)
      expect(compiled.exportWeights()).toEqual(weights)
    })
  })

  it.each<{ title: string; given: Partial<CompileOptions> }>([
    { title: 'a batch size of 0', given: { batchSize: 0 } },
    { title: 'no threads', given: { threads: 0 } },
    { title: 'a negative number of threads', given: { threads: -3 } },
    { title: 'a seed below 0', given: { seed: -1 } },
    { title: 'a loss on an output that is not there', given: { loss: { ...loss, output: 'z' } } },
  ])('$title', async ({ given }) => {
    await expect((await load()).compile(model, { ...options, ...given })).rejects.toMatchObject(refused)
  })

  it('a model without one of its arrays', async () => {
    const { 'dense/bias': _bias, ...weights } = model.weights
    await expect((await load()).compile({ graph: model.graph, weights }, options)).rejects.toMatchObject(refused)
  })
})

describe.each(ENGINES)('$name engine', ({ load }) => {
  it('gives copies: changing them changes nothing', async () => {
    await withModel(await load(), model, options, async (compiled) => {
      compiled.exportWeights()['dense/bias']?.fill(9)
      compiled.exportState().arrays['m/dense/bias']?.fill(9)
      expect(compiled.exportWeights()['dense/bias']?.[0]).not.toBe(9)
      expect(compiled.exportState().arrays['m/dense/bias']?.[0]).toBe(0)
    })
  })

  it('can be disposed of twice', async () => {
    const compiled = await (await load()).compile(model, options)
    await compiled.dispose()
    await compiled.dispose()
  })
})

it('the wasm engine says of a model that was disposed of what it was', async () => {
  for (const parallelism of [1, 2]) {
    const engine = await selectEngine('wasm', { ...nodeThreads, parallelism })
    const compiled = await engine.compile(model, options)
    await compiled.dispose()
    const call = compiled.predictBatch(batch(2).inputs, 2)
    await expect(call).rejects.toMatchObject({ code: 'ENGINE_MODEL_DISPOSED', message: /disposed of/ })
  }
})
