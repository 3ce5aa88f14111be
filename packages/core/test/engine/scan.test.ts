import { describe, expect, it } from 'vitest'
import { elementCount, type FloatArray } from '../../src/core/arrays.js'
import type { Progress } from '../../src/core/progress.js'
import type { CompiledModel, Engine } from '../../src/engine/engine.js'
import type { ExecutableModel } from '../../src/engine/graph.js'
import { selectEngine } from '../../src/engine/select.js'
import { CompiledWasmModel } from '../../src/engine/wasm/compiled-wasm-model.js'
import { loadKernels } from '../../src/engine/wasm/kernels.js'
import { MemoryArena } from '../../src/engine/wasm/memory.js'
import { nodeThreads } from '../../src/node/threads.js'
import { requireAllClose } from './compare.js'
import { ENGINES, withModel } from './engines.js'
import { Network } from './network.js'
import { type Random, seeded } from './random.js'
import { randomScanNetwork } from './scan-networks.js'

type Outputs = Readonly<Record<string, FloatArray>>

const OPTIONS = { batchSize: 64, seed: 1 }
/** What a scan promises. */
const EQUAL = { absolute: 1e-6, relative: 1e-6 }

function bases(length: number, random: Random): Uint8Array {
  return Uint8Array.from({ length }, () => (random.below(20) === 0 ? 4 : random.below(4)))
}

/** What a scan is defined to give: the model's predictions of one window after the other. */
async function windowByWindow(model: CompiledModel, codes: Uint8Array, length: number): Promise<Outputs> {
  const windows = codes.length - length + 1
  const all: Record<string, FloatArray> = {}
  for (let first = 0; first < windows; first += OPTIONS.batchSize) {
    const count = Math.min(OPTIONS.batchSize, windows - first)
    const batch = new Uint8Array(count * length)
    for (let i = 0; i < count; i++) batch.set(codes.subarray(first + i, first + i + length), i * length)
    for (const [name, values] of Object.entries(await model.predictBatch([batch], count))) {
      all[name] ??= new Float64Array((values.length / count) * windows)
      all[name].set(values, (values.length / count) * first)
    }
  }
  return all
}

function lengthOf({ graph }: ExecutableModel): number {
  return graph.nodes[graph.inputs[0] ?? 0]?.shape[0] ?? 0
}

/** With kernels of a size that keeps a deep sum near 1, where float32 has its digits. */
function calm({ graph, weights }: ExecutableModel): ExecutableModel {
  const scaled = graph.parameters.map(({ name, shape }) => {
    const scale = name.endsWith('kernel') ? 2 / Math.sqrt(elementCount(shape.slice(0, -1))) : 1
    return [name, (weights[name] ?? new Float32Array()).map((w: number) => w * scale)]
  })
  return { graph, weights: Object.fromEntries(scaled) }
}

/** The JUND network in small. */
function jundLike(length = 37): ExecutableModel {
  const n = new Network()
  let x = n.input(length, 4)
  for (let i = 0; i < 3; i++) x = n.dropout(n.activation(n.conv1d(x, { filters: 15, kernelSize: 6 }), 'relu'), 0.5)
  const logits = n.dense(n.flatten(x), 1)
  return calm(n.output('logits', logits).output('prediction', n.activation(logits, 'sigmoid')).model(seeded(3)))
}

describe.each(ENGINES)('$name engine scans', ({ load, name }) => {
  it.each(Array.from({ length: name === 'wasm' ? 150 : 10 }, (_, seed) => seed))(
    'random network %i as window by window',
    async (seed) => {
      const random = seeded(1000 + seed)
      const network = randomScanNetwork(random)
      const model = calm(network.model(random))
      const length = lengthOf(model)
      await withModel(await load(), model, OPTIONS, async (compiled) => {
        for (const windows of [1, 2, 150]) {
          const codes = bases(length + windows - 1, random)
          const expected = await windowByWindow(compiled, codes, length)
          requireAllClose(`${windows} windows`, await compiled.scanSequence(codes), expected, EQUAL)
        }
      })
    },
  )

  it('more windows than it takes at a time, with other weights after a change', async () => {
    const model = jundLike(12)
    await withModel(await load(), model, OPTIONS, async (compiled) => {
      const codes = bases(name === 'wasm' ? 40_000 : 700, seeded(2))
      requireAllClose('scan', await compiled.scanSequence(codes), await windowByWindow(compiled, codes, 12), EQUAL)
      compiled.importWeights(Object.fromEntries(Object.entries(model.weights).map(([k, w]) => [k, w.map((v) => -v)])))
      const short = codes.subarray(0, 300)
      requireAllClose('then', await compiled.scanSequence(short), await windowByWindow(compiled, short, 12), EQUAL)
    })
  })

  it('chunks in order that together are the whole, and reports its progress', async () => {
    await withModel(await load(), jundLike(), { ...OPTIONS, batchSize: 8 }, async (compiled) => {
      const codes = bases(name === 'wasm' ? 20_000 : 60, seeded(3))
      const windows = codes.length - 36
      const reports: Progress[] = []
      const all = await compiled.scanSequence(codes)
      let next = 0
      for await (const chunk of compiled.scanWindows(codes, { onProgress: (report) => reports.push(report) })) {
        expect(chunk.first).toBe(next)
        next += chunk.count
        expect(chunk.outputs['logits']).toEqual(all['logits']?.slice(chunk.first, next))
      }
      expect(next).toBe(windows)
      expect(reports.at(-1)).toEqual({ task: 'scan', done: windows, total: windows })
    })
  })

  it('until it is aborted, and works afterwards', async () => {
    await withModel(await load(), jundLike(), { ...OPTIONS, batchSize: 8 }, async (compiled) => {
      const codes = bases(name === 'wasm' ? 40_000 : 100, seeded(3))
      const stop = new AbortController()
      const reason = new Error('enough')
      const seen: number[] = []
      await expect(async () => {
        for await (const { first } of compiled.scanWindows(codes, { signal: stop.signal })) {
          seen.push(first)
          stop.abort(reason)
        }
      }).rejects.toBe(reason)
      expect(seen).toEqual([0])
      await expect(compiled.scanSequence(codes, { signal: stop.signal })).rejects.toBe(reason)
      expect((await compiled.scanSequence(codes.subarray(0, 37)))['logits']).toHaveLength(1)
    })
  })

  it('only models of one sequence, and sequences of bases that are long enough', async () => {
    const refused = { code: 'ARGUMENT_INVALID' }
    const compiled = async (build: (n: Network) => number) => {
      const n = new Network()
      return (await load()).compile(n.output('y', build(n)).model(seeded(1)), OPTIONS)
    }
    const two = await compiled((n) => n.concatenate([n.flatten(n.input(5, 4)), n.input(2)], 'channels'))
    await expect(two.scanSequence(new Uint8Array(9))).rejects.toMatchObject({ ...refused, message: /inputs.*2/ })
    const features = await compiled((n) => n.dense(n.input(4), 1))
    await expect(features.scanSequence(new Uint8Array(9))).rejects.toMatchObject({ ...refused, message: /\[4\]/ })
    const bases = await compiled((n) => n.dense(n.flatten(n.input(5, 4)), 1))
    await expect(bases.scanSequence(new Uint8Array(4))).rejects.toMatchObject({ ...refused, message: /4.*at least 5/ })
    await expect(bases.scanSequence(Uint8Array.of(0, 1, 2, 3, 4, 5))).rejects.toMatchObject({
      ...refused,
      message: /codes\[5\].*5/,
    })
    for (const model of [two, features, bases]) await model.dispose()
  })
})

describe('a scan by the wasm engine', () => {
  const scanned = async (engine: Engine, model: ExecutableModel, codes: Uint8Array, threads: number) =>
    withModel(engine, model, { ...OPTIONS, threads }, async (compiled) => {
      expect(compiled.threads).toBe(threads)
      return compiled.scanSequence(codes)
    })

  it('gives the same bits on 1 to 4 threads and without shared memory', async () => {
    const codes = bases(30_000, seeded(4))
    const engine = await selectEngine('wasm', { ...nodeThreads, parallelism: 4 })
    const alone = await scanned(await selectEngine('wasm'), jundLike(), codes, 1)
    for (const threads of [1, 2, 3, 4]) expect(await scanned(engine, jundLike(), codes, threads)).toEqual(alone)
  })

  it('gives a window the same bits wherever the sequence around it begins', async () => {
    const codes = bases(3000, seeded(5))
    await withModel(await selectEngine('wasm'), jundLike(), OPTIONS, async (compiled) => {
      const { logits } = await compiled.scanSequence(codes)
      for (const start of [1, 2, 777]) {
        expect((await compiled.scanSequence(codes.subarray(start)))['logits']).toEqual(logits?.slice(start))
      }
    })
  })

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'writes only where it may: random network %i',
    async (seed) => {
      const random = seeded(seed)
      const model = randomScanNetwork(random).model(random)
      const kernels = await loadKernels(false)
      const arena = new MemoryArena(kernels.memory, kernels.heapBase, 256)
      const compiled = new CompiledWasmModel(model, OPTIONS, { kernels, arena, threads: 1, host: undefined })
      for (const windows of [1, 3, 700]) await compiled.scanSequence(bases(lengthOf(model) + windows - 1, random))
      expect(arena.brokenGuards()).toEqual([])
    },
  )
})
