import { describe, expect, it } from 'vitest'
import type { NamedArrays } from '../../src/core/arrays.js'
import type { Batch, CompileOptions, Engine } from '../../src/engine/engine.js'
import type { ExecutableModel } from '../../src/engine/graph.js'
import { selectEngine } from '../../src/engine/select.js'
import { CompiledWasmModel } from '../../src/engine/wasm/compiled-wasm-model.js'
import { loadKernels } from '../../src/engine/wasm/kernels.js'
import { MemoryArena } from '../../src/engine/wasm/memory.js'
import { nodeThreads } from '../../src/node/threads.js'
import { withModel } from './engines.js'
import { Network } from './network.js'
import { operationTable } from './operation-table.js'
import { type Random, seeded } from './random.js'

const BATCH = 61
const LENGTH = 37
const GUARD_BYTES = 256

const OPTIONS: CompileOptions = {
  batchSize: BATCH,
  seed: 5,
  loss: { name: 'sigmoid-cross-entropy', output: 'logits' },
  optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
}

/** The JUND network in small, with batch normalisation where asked, which needs the whole batch at once. */
function network(normalized: boolean): ExecutableModel {
  const n = new Network()
  let x = n.input(LENGTH, 4)
  for (let i = 0; i < 3; i++) {
    x = n.conv1d(x, { filters: 7, kernelSize: 6 })
    if (normalized) x = n.batchNormalization(x)
    x = n.dropout(n.activation(x, 'relu'), 0.5)
  }
  n.output('logits', n.dense(n.flatten(x), 1))
  return n.model(seeded(3))
}

function batch(count: number, random: Random): Batch {
  const codes = Uint8Array.from({ length: count * LENGTH }, () => random.below(5))
  return { inputs: [codes], count, labels: Float32Array.from({ length: count }, () => random.below(2)) }
}

async function trained(engine: Engine, model: ExecutableModel, threads: number): Promise<NamedArrays> {
  return withModel(engine, model, { ...OPTIONS, threads }, async (compiled) => {
    expect(compiled.threads).toBe(threads)
    const random = seeded(8)
    for (let step = 0; step < 6; step++) {
      await compiled.trainBatch(batch(step === 5 ? 23 : BATCH, random), { learningRate: 0.01 })
    }
    const { logits } = await compiled.predictBatch(batch(BATCH, random).inputs, BATCH)
    return { ...compiled.exportWeights(), ...compiled.exportState().arrays, predicted: logits ?? new Float32Array() }
  })
}

describe('the wasm engine gives the same bits', () => {
  it.each([
    { title: 'a network like JUND', normalized: false },
    { title: 'one with batch normalisation', normalized: true },
  ])('on 1, 2, 3, 4 and 8 threads and without shared memory: $title', async ({ normalized }) => {
    const model = network(normalized)
    const engine = await selectEngine('wasm', { ...nodeThreads, parallelism: 8 })
    const alone = await trained(await selectEngine('wasm'), model, 1)
    for (const threads of [1, 2, 3, 4, 8]) expect(await trained(engine, model, threads)).toEqual(alone)
  })
})

describe.each(['spectral', 'winograd', 'direct', 'auto'] as const)(
  'the wasm engine writes only where it may, convolutions: %s',
  (convolutions) => {
    it.each(operationTable())('$title', async ({ model, inputs }) => {
      const kernels = await loadKernels(false)
      const arena = new MemoryArena(kernels.memory, kernels.heapBase, GUARD_BYTES)
      const compiled = new CompiledWasmModel(
        model,
        { batchSize: 9, seed: 1 },
        { kernels, arena, threads: 1, host: undefined, convolutions },
      )
      for (const count of [1, 4, 9]) {
        const given = inputs(count, seeded(count))
        const { outputs } = await compiled.gradients(given, count, {}, { training: true })
        await compiled.gradients(given, count, outputs)
        await compiled.predictBatch(given, count)
      }
      expect(arena.brokenGuards()).toEqual([])
    })
  },
)

describe('memory beyond its part', () => {
  it('is noticed when something writes to it', async () => {
    const { memory, heapBase } = await loadKernels(false)
    const arena = new MemoryArena(memory, heapBase, GUARD_BYTES)
    arena.allocate(12)
    const address = arena.allocate(20)
    arena.bytes(address, 21)[20] = 0
    expect(arena.brokenGuards()).toEqual([1])
  })
})

describe('leaving out zeros', () => {
  it.each(operationTable())('changes no bit: $title', async ({ model, inputs }) => {
    const [listed, dense] = [await gradientsOf(false), await gradientsOf(true)]
    expect(listed).toEqual(dense)

    /** With three quarters of the inputs zero, as after ReLU and dropout. */
    async function gradientsOf(denseOnly: boolean) {
      const kernels = await loadKernels(false)
      const arena = new MemoryArena(kernels.memory, kernels.heapBase)
      const resources = { kernels, arena, threads: 1, host: undefined, denseOnly, convolutions: 'direct' as const }
      const compiled = new CompiledWasmModel(model, { batchSize: 9, seed: 1 }, resources)
      const given = inputs(9, seeded(4)).map((values) =>
        values instanceof Uint8Array ? values : values.map((value, i) => (i % 4 === 1 ? value : 0)),
      )
      const { outputs } = await compiled.gradients(given, 9, {}, { training: true })
      return compiled.gradients(given, 9, outputs, { training: true })
    }
  })
})

describe('base codes', () => {
  it('above 4 count as N, whatever their value', async () => {
    const model = network(false)
    const codes = batch(BATCH, seeded(1)).inputs[0]
    const wild = Uint8Array.from(codes ?? [], (code) => (code === 4 ? 255 : code))
    await withModel(await selectEngine('wasm'), model, OPTIONS, async (compiled) => {
      const [expected, found] = [codes, wild].map((values) => compiled.predictBatch([values ?? wild], BATCH))
      expect(await found).toEqual(await expected)
    })
  })
})

describe('lists of non-zeros of many channels', () => {
  it.each([65, 128, 200])('end, with %i channels after ReLU', async (channels) => {
    const n = new Network()
    const x = n.activation(n.input(40, channels), 'relu')
    n.output('out', n.conv1d(n.conv1d(x, { filters: channels, kernelSize: 5 }), { filters: 3, kernelSize: 10 }))
    const kernels = await loadKernels(false)
    const arena = new MemoryArena(kernels.memory, kernels.heapBase)
    const resources = { kernels, arena, threads: 1, host: undefined, convolutions: 'direct' as const }
    const compiled = new CompiledWasmModel(n.model(seeded(1)), { batchSize: 2, seed: 1 }, resources)
    const { out } = await compiled.predictBatch([seeded(2).normals(2 * 40 * channels)], 2)
    expect(out).toHaveLength(2 * 40 * 3)
  })
})
