import type { NamedArrays } from '../../src/core/arrays.js'
import { randomStream } from '../../src/core/random.js'
import type { Dataset, ShardedDataset } from '../../src/dataset/dataset.js'
import { recordCount, selectRecords } from '../../src/dataset/select.js'
import type { Batch, BatchLoss, CompiledModel, LossSpec } from '../../src/engine/engine.js'
import type { LayerGraph } from '../../src/engine/graph.js'

export const LENGTH = 6

/** Random sequences of six bases; label 1 where there are more A than T; every record's id is its number. */
export function randomDataset(
  count: number,
  options: { readonly weights?: boolean; readonly seed?: number } = {},
): Dataset {
  const draw = randomStream(options.seed ?? 1, 'test').integers(count * LENGTH, 4)
  const codes = Uint8Array.from(draw)
  const labels = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const bases = codes.subarray(i * LENGTH, (i + 1) * LENGTH)
    labels[i] = bases.filter((base) => base === 0).length > bases.filter((base) => base === 3).length ? 1 : 0
  }
  return {
    name: 'random',
    sequences: {
      codes,
      offsets: Uint32Array.from({ length: count + 1 }, (_, i) => i * LENGTH),
      ids: Array.from({ length: count }, (_, i) => `r${i}`),
    },
    labels,
    outputs: 1,
    ...(options.weights ? { weights: Float32Array.from({ length: count }, (_, i) => 0.5 + (i % 3)) } : {}),
    featureCount: 0,
    taskNames: ['task'],
  }
}

/** Cuts a data set into shards of these sizes; `reads` lists which were asked for. */
export function sharded(whole: Dataset, sizes: readonly number[]): ShardedDataset & { readonly reads: number[] } {
  const reads: number[] = []
  return {
    name: whole.name,
    taskNames: whole.taskNames,
    shardCount: sizes.length,
    reads,
    readShard: async (index) => {
      reads.push(index)
      const first = sizes.slice(0, index).reduce((sum, size) => sum + size, 0)
      return selectRecords(
        whole,
        Uint32Array.from({ length: sizes[index] ?? 0 }, (_, i) => first + i),
      )
    },
  }
}

export const LOSS: LossSpec = { name: 'mean-squared-error', output: 'prediction' }

/** One weight, whatever the sequence: the prediction is the weight. For counting what `fit` does. */
export const CONSTANT_GRAPH: LayerGraph = {
  nodes: [
    { op: 'input', layer: 'sequence', inputs: [], shape: [LENGTH, 4] },
    { op: 'dense', layer: 'dense', inputs: [0], shape: [1], units: 1, kernel: 0 },
  ],
  inputs: [0],
  outputs: [{ name: 'prediction', node: 1 }],
  parameters: [{ name: 'dense/kernel', shape: [1], trainable: true }],
}

export interface FakeModel extends CompiledModel {
  /** Of every batch trained: first bases of its records, labels, weights, rate and divisor. */
  readonly trained: {
    readonly count: number
    readonly codes: number[]
    readonly labels: number[]
    readonly weights: number[] | undefined
    readonly learningRate: number
    readonly divisor: number | undefined
  }[]
  evaluated: number
}

/** A model of which the prediction is its one weight w; a step subtracts the learning rate from w. Loss (w - y)^2. */
export function fakeModel(
  options: { readonly start?: number; readonly fail?: (step: number) => Error | undefined } = {},
): FakeModel {
  let w = options.start ?? 0
  let step = 0
  const loss = (batch: Batch, divisor = batch.count): BatchLoss => {
    let lossSum = 0
    for (let i = 0; i < batch.count; i++) lossSum += (batch.weights?.[i] ?? 1) * (w - (batch.labels[i] ?? 0)) ** 2
    return { loss: lossSum / divisor, lossSum, outputs: new Float64Array(batch.count).fill(w) }
  }
  const model: FakeModel = {
    engine: 'fake',
    threads: 1,
    trained: [],
    evaluated: 0,
    async trainBatch(batch, { learningRate, divisor }) {
      const error = options.fail?.(step)
      if (error) throw error
      const result = loss(batch, divisor)
      model.trained.push({
        count: batch.count,
        codes: [...(batch.inputs[0] ?? [])],
        labels: [...batch.labels],
        weights: batch.weights && [...batch.weights],
        learningRate,
        divisor,
      })
      w -= learningRate
      step += 1
      return result
    },
    async evaluateBatch(batch, divisor) {
      model.evaluated += batch.count
      return loss(batch, divisor)
    },
    predictBatch: async (_inputs, count) => ({ prediction: new Float64Array(count).fill(w) }),
    scanSequence: () => Promise.reject(new Error('not needed here')),
    scanWindows: () => {
      throw new Error('not needed here')
    },
    gradients: () => Promise.reject(new Error('not needed here')),
    exportWeights: (): NamedArrays => ({ 'dense/kernel': Float64Array.of(w) }),
    importWeights: (weights) => {
      w = weights['dense/kernel']?.[0] ?? Number.NaN
    },
    exportState: () => ({ step, arrays: {} }),
    importState: (state) => {
      step = state.step
    },
    dispose: async () => undefined,
  }
  return model
}

export function idsOf(dataset: Dataset): string[] {
  return Array.from({ length: recordCount(dataset) }, (_, i) => dataset.sequences.ids[i] ?? '')
}
