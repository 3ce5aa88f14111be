import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  buildGraph,
  type Dataset,
  encodeModel,
  initialWeights,
  type ModelSpec,
  presetSpec,
  selectEngine,
  simulateJund,
  writeDiskDataset,
} from '../../packages/core/src/index.js'
import { nodeCompression, targetFolder } from '../../packages/core/src/node/index.js'
import { findPython, reason, runPython } from './python.js'

const LENGTH = 101
const BATCH = 100
const STEPS = 12
const LEARNING_RATE = 0.001
const FORMATS = ['joblib', 'npy'] as const
/** Float64 as PyTorch here; float32 over twelve steps. */
const TOLERANCES = { reference: 1e-12, wasm: 1e-5 } as const

const folder = mkdtempSync(join(tmpdir(), 'helicon-parity-'))
const data = (format: string) => join(folder, format)
const modelPath = join(folder, 'model.safetensors')
const shards: readonly Dataset[] = [...simulateJund({ records: 1500, positiveFraction: 0.2, shardSize: 400, seed: 7 })]

/** The network of the preset without chance: dropout keeps everything. */
const preset = presetSpec('jund')
const spec: ModelSpec = {
  ...preset,
  layers: preset.layers.map((layer) => (layer.type === 'dropout' ? { ...layer, rate: 0 } : layer)),
}
const graph = buildGraph(spec)
const weights = initialWeights(graph, spec, 3)

beforeAll(async () => {
  for (const format of FORMATS) {
    await writeDiskDataset(targetFolder(data(format)), shards, nodeCompression, { format })
  }
  writeFileSync(modelPath, encodeModel({ spec, weights, info: {} }))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const all = {
  codes: Uint8Array.from(shards.flatMap((shard) => [...shard.sequences.codes])),
  labels: Float32Array.from(shards.flatMap((shard) => [...(shard.labels ?? [])])),
  weights: Float32Array.from(shards.flatMap((shard) => [...(shard.weights ?? [])])),
  ids: shards.flatMap((shard) => [...shard.sequences.ids]),
}

/** Losses of the steps in the order of the file, then predictions of every record. */
async function trainHere(name: 'reference' | 'wasm'): Promise<{ losses: number[]; predictions: number[] }> {
  const engine = await selectEngine(name)
  const loss = { name: 'sigmoid-cross-entropy', output: 'logits' } as const
  const optimizer = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const
  const compiled = await engine.compile({ graph, weights }, { loss, optimizer, batchSize: BATCH, seed: 0 })
  const codes = (first: number) => all.codes.subarray(first * LENGTH, (first + BATCH) * LENGTH)
  const losses: number[] = []
  for (let first = 0; first < STEPS * BATCH; first += BATCH) {
    const rows = [first, first + BATCH] as const
    const batch = { labels: all.labels.subarray(...rows), weights: all.weights.subarray(...rows) }
    const step = await compiled.trainBatch(
      { ...batch, inputs: [codes(first)], count: BATCH },
      { learningRate: LEARNING_RATE },
    )
    losses.push(step.loss)
  }
  const predictions: number[] = []
  for (let first = 0; first < all.ids.length; first += BATCH) {
    predictions.push(...((await compiled.predictBatch([codes(first)], BATCH))['prediction'] ?? []))
  }
  await compiled.dispose()
  return { losses, predictions }
}

const largestDifference = (ours: readonly number[], theirs: readonly number[]) =>
  Math.max(...ours.map((value, index) => Math.abs(value - (theirs[index] ?? Number.NaN))))

interface TorchAnswer {
  readonly layers: string[]
  readonly shapes: Readonly<Record<string, number[]>>
  readonly dtype: string
  readonly ids: string[]
  readonly bases: number[]
  readonly losses: number[]
  readonly predictions: number[]
}

const torch = findPython('torch', 'numpy', 'joblib', 'safetensors')

describe.skipIf('missing' in torch)(`PyTorch with the files that Helicon wrote${reason(torch)}`, () => {
  it.each(FORMATS)('sees the same records and trains to the same numbers, %s', async (format) => {
    const input = { model: modelPath, data: data(format), batchSize: BATCH, steps: STEPS, learningRate: LEARNING_RATE }
    const theirs = runPython<TorchAnswer>(torch, 'jund.py', input)
    const records = all.ids.length
    expect(theirs.shapes).toEqual({ X: [records, LENGTH, 4], y: [records, 1], w: [records, 1], ids: [records] })
    expect(theirs.dtype).toBe('int8')
    expect(theirs.ids).toEqual(all.ids.slice(0, 3))
    expect(theirs.bases).toEqual([0, 1, 2, 3].map((base) => all.codes.filter((code) => code === base).length))
    expect(theirs.layers).toEqual(spec.layers.map((layer) => layer.type))

    for (const name of ['reference', 'wasm'] as const) {
      const ours = await trainHere(name)
      expect(ours.losses).toHaveLength(STEPS)
      expect(ours.predictions).toHaveLength(records)
      expect(largestDifference(ours.losses, theirs.losses), name).toBeLessThan(TOLERANCES[name])
      expect(largestDifference(ours.predictions, theirs.predictions), name).toBeLessThan(TOLERANCES[name])
      // Training did something: the comparison is not of two constants.
      expect(Math.max(...ours.predictions) - Math.min(...ours.predictions)).toBeGreaterThan(0.01)
    }
  })
})

const deepchem = findPython('deepchem')

describe.skipIf('missing' in deepchem)(`DeepChem with a DiskDataset of Helicon${reason(deepchem)}`, () => {
  it.each(FORMATS)('opens it, %s', (format) => {
    const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0)
    const records = all.ids.length
    const found = runPython<Record<string, unknown>>(deepchem, 'disk_dataset.py', { data: data(format) })
    expect(found).toMatchObject({
      records,
      shards: shards.length,
      shapes: [[records, LENGTH, 4], [records, 1], [records, 1], [records]],
      tasks: shards[0]?.taskNames,
      labels: sum(all.labels),
      weights: expect.closeTo(sum(all.weights), 2),
      ids: all.ids.slice(0, 3),
      batch: [[50, LENGTH, 4], [50, 1], [50, 1], [50]],
    })
  })
})
