import { describe, expect, it } from 'vitest'
import type { NamedArrays } from '../../src/core/arrays.js'
import type { Batch, CompileOptions } from '../../src/engine/engine.js'
import type { ExecutableModel } from '../../src/engine/graph.js'
import { requireAllClose, requireClose } from './compare.js'
import { ENGINES, TOLERANCES, withModel } from './engines.js'
import { Network } from './network.js'
import { seeded } from './random.js'
import { OPTIMIZERS } from './training-table.js'

const LENGTH = 13
const COUNT = 11
const plain = { name: 'sgd', momentum: 0, nesterov: false } as const
const adam = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const
const loss = { name: 'sigmoid-cross-entropy', output: 'logits' } as const

/** A convolution on bases, with dropout and batch normalisation where asked. */
function model(parts: { dropout?: boolean; normalization?: boolean } = {}): ExecutableModel {
  const n = new Network()
  let x = n.conv1d(n.input(LENGTH, 4), { filters: 6, kernelSize: 5 })
  if (parts.normalization) x = n.batchNormalization(x)
  x = n.activation(x, 'relu')
  if (parts.dropout) x = n.dropout(x, 0.5)
  const logits = n.dense(n.flatten(n.pooling(x, 'maxPooling1d', 3)), 1)
  return n.output('prediction', n.activation(logits, 'sigmoid')).output('logits', logits).model(seeded(1))
}

function codes(count: number, seed = 2): Uint8Array {
  const random = seeded(seed)
  return Uint8Array.from({ length: count * LENGTH }, () => random.below(5))
}

function batchOf(count: number, seed = 2): Batch {
  const random = seeded(seed + 1000)
  const labels = Float32Array.from({ length: count }, () => random.below(2))
  return { inputs: [codes(count, seed)], count, labels, weights: random.normals(count).map(Math.abs) }
}

function records(batch: Batch, first: number, last: number): Batch {
  const inputs = batch.inputs.map((values) => values.slice(first * LENGTH, last * LENGTH))
  const weights = batch.weights === undefined ? {} : { weights: batch.weights.slice(first, last) }
  return { inputs, count: last - first, labels: batch.labels.slice(first, last), ...weights }
}

const options = (more: Partial<CompileOptions> = {}): CompileOptions => ({
  batchSize: 16,
  seed: 42,
  loss,
  optimizer: adam,
  ...more,
})

describe.each(ENGINES)('$name engine', ({ load, precision }) => {
  const tolerance = TOLERANCES[precision].network

  it('predicts a batch as it predicts its records one by one', async () => {
    await withModel(await load(), model({ normalization: true }), options(), async (compiled) => {
      const together = (await compiled.predictBatch([codes(COUNT)], COUNT)).logits
      const alone: number[] = []
      for (let i = 0; i < COUNT; i++) {
        const one = codes(COUNT).slice(i * LENGTH, (i + 1) * LENGTH)
        alone.push(...((await compiled.predictBatch([one], 1)).logits ?? []))
      }
      requireClose('logits', together, alone, tolerance)
    })
  })

  it('gives a batch the sum of the gradients of its records', async () => {
    await withModel(await load(), model(), options(), async (compiled) => {
      const gradient = seeded(3).normals(COUNT)
      const { weights } = await compiled.gradients([codes(COUNT)], COUNT, { logits: gradient })
      const sums = Object.fromEntries(Object.entries(weights).map(([name, g]) => [name, new Float64Array(g.length)]))
      for (let i = 0; i < COUNT; i++) {
        const one = codes(COUNT).slice(i * LENGTH, (i + 1) * LENGTH)
        const part = await compiled.gradients([one], 1, { logits: gradient.slice(i, i + 1) })
        for (const [name, g] of Object.entries(part.weights)) {
          g.forEach((value, j) => {
            const sum = sums[name]
            if (sum !== undefined) sum[j] = (sum[j] ?? 0) + value
          })
        }
      }
      requireAllClose('gradient', weights, sums, tolerance)
    })
  })

  it('permutes its outputs with the records', async () => {
    await withModel(await load(), model(), options(), async (compiled) => {
      const inOrder = [...((await compiled.predictBatch([codes(COUNT)], COUNT)).logits ?? [])]
      const backward = Array.from({ length: COUNT }, (_, i) => COUNT - 1 - i)
      const turned = backward.flatMap((i) => [...codes(COUNT).slice(i * LENGTH, (i + 1) * LENGTH)])
      const permuted = (await compiled.predictBatch([Uint8Array.from(turned)], COUNT)).logits
      requireClose('logits', permuted, inOrder.toReversed(), tolerance)
    })
  })

  it('reads base codes as one-hot rows, and every code above 3 as a row of zeros', async () => {
    await withModel(await load(), model(), options(), async (compiled) => {
      const bases = codes(COUNT).map((code, i) => (code === 4 && i % 2 === 0 ? 255 : code))
      const oneHot = new Float32Array(bases.length * 4)
      bases.forEach((code, i) => {
        if (code < 4) oneHot[i * 4 + code] = 1
      })
      const gradient = { logits: new Float32Array(COUNT).fill(1) }
      const fromCodes = await compiled.gradients([bases], COUNT, gradient)
      const fromFloats = await compiled.gradients([oneHot], COUNT, gradient)
      requireAllClose('output', fromCodes.outputs, fromFloats.outputs, tolerance)
      requireAllClose('gradient', fromCodes.weights, fromFloats.weights, tolerance)
      requireClose('input gradient', fromCodes.inputs[0], fromFloats.inputs[0] ?? [], tolerance)
    })
  })

  it('divides a short batch by the divisor: padding with records of weight 0 changes nothing', async () => {
    const engine = await load()
    const full = batchOf(COUNT)
    const weights = (full.weights ?? new Float32Array()).map((weight, i) => (i < 4 ? weight : 0))
    const run = (batch: Batch, divisor: number) =>
      withModel(engine, model(), options({ optimizer: plain }), async (compiled) => {
        const result = await compiled.trainBatch(batch, { learningRate: 0.5, divisor })
        return { losses: [result.loss, result.lossSum], weights: compiled.exportWeights() }
      })
    const short = await run(records({ ...full, weights }, 0, 4), COUNT)
    const padded = await run({ ...full, weights }, COUNT)
    requireClose('loss', short.losses, padded.losses, tolerance)
    requireAllClose('weights', short.weights, padded.weights, tolerance)
    expect(short.losses[0]).toBeCloseTo((short.losses[1] ?? 0) / COUNT, 5)
  })

  it('evaluates without changing anything', async () => {
    await withModel(await load(), model({ dropout: true, normalization: true }), options(), async (compiled) => {
      const before = everything(compiled.exportWeights(), compiled.exportState().arrays)
      const first = await compiled.evaluateBatch(batchOf(COUNT))
      const logits = [...first.outputs]
      expect(await compiled.evaluateBatch(batchOf(COUNT))).toMatchObject({ loss: first.loss, lossSum: first.lossSum })
      requireClose('outputs', logits, (await compiled.predictBatch([codes(COUNT)], COUNT)).logits ?? [], tolerance)
      await compiled.gradients([codes(2)], 2, { logits: new Float32Array(2) }, { training: true })
      expect(everything(compiled.exportWeights(), compiled.exportState().arrays)).toEqual(before)
    })
  })

  it('learns: the loss of a batch falls', async () => {
    await withModel(await load(), model(), options(), async (compiled) => {
      const first = (await compiled.evaluateBatch(batchOf(COUNT))).loss
      for (let i = 0; i < 30; i++) await compiled.trainBatch(batchOf(COUNT), { learningRate: 0.02 })
      expect((await compiled.evaluateBatch(batchOf(COUNT))).loss).toBeLessThan(first / 3)
    })
  })

  it.each(OPTIMIZERS.map((optimizer) => ({ optimizer, title: JSON.stringify(optimizer) })))(
    'goes on from an exported state to the bit: $title',
    async ({ optimizer }) => {
      const engine = await load()
      const start = model({ dropout: true, normalization: true })
      const settings = options({ optimizer })
      const straight = await withModel(engine, start, settings, async (compiled) => {
        for (let i = 0; i < 3; i++) await compiled.trainBatch(batchOf(COUNT, i), { learningRate: 0.01 })
        const half = { weights: compiled.exportWeights(), state: compiled.exportState() }
        for (let i = 3; i < 6; i++) await compiled.trainBatch(batchOf(COUNT, i), { learningRate: 0.01 })
        return { half, end: everything(compiled.exportWeights(), compiled.exportState().arrays) }
      })
      const { weights, state } = straight.half
      expect(state.step).toBe(3)
      const resumed = await withModel(engine, { graph: start.graph, weights }, settings, async (compiled) => {
        compiled.importState(state)
        for (let i = 3; i < 6; i++) await compiled.trainBatch(batchOf(COUNT, i), { learningRate: 0.01 })
        return everything(compiled.exportWeights(), compiled.exportState().arrays)
      })
      expect(resumed).toEqual(straight.end)
      expect(resumed).not.toEqual(everything(weights, state.arrays))
    },
  )

  it('gives the same bits on one thread and on two', async () => {
    const engine = await load()
    const start = model({ dropout: true, normalization: true })
    const run = (threads: number) =>
      withModel(engine, start, options({ threads, batchSize: 64 }), async (compiled) => {
        for (let i = 0; i < 3; i++) await compiled.trainBatch(batchOf(61, i), { learningRate: 0.01 })
        return everything(compiled.exportWeights(), compiled.exportState().arrays)
      })
    expect(await run(2)).toEqual(await run(1))
  })
})

/** All bits of some arrays, as plain lists that compare by value. */
function everything(...groups: readonly NamedArrays[]): Record<string, number[]> {
  return Object.fromEntries(
    groups.flatMap((group) => Object.entries(group).map(([name, values]) => [name, [...values]] as const)),
  )
}
