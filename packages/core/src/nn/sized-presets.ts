import type { LayerSpec, ModelSpec } from './model-spec.js'
import { type TaskHead, type TaskKind, taskHead } from './task-head.js'

/** What a network is made for. */
export interface NetworkSize {
  /** Bases of a record. */
  readonly length: number
  /** Number of label columns. */
  readonly outputs: number
  readonly task: TaskKind
}

/**
 * Of the kind of DeepBind (Alipanahi et al. 2015): 32 filters of 24 bases, the greatest response of each wherever it is,
 * and one hidden layer of 32. Good at whether a motif or two are there; it does not see where.
 */
export function deepbindSpec(size: NetworkSize): ModelSpec {
  return network('deepbind', size, [
    { type: 'conv1d', filters: 32, kernelSize: 24, activation: 'relu', padding: 'same' },
    { type: 'globalMaxPooling1d' },
    { type: 'dense', units: 32, activation: 'relu' },
    { type: 'dropout', rate: 0.5 },
  ])
}

/** Pools of the three stages of `basset`, for long records first. */
const BASSET_POOLS = [
  [3, 4, 4],
  [3, 4, 2],
  [3, 2, 2],
  [2, 2, 2],
  [2, 2, 1],
] as const
/** Positions that should be left after the last pool; Basset's own 600 bases leave 12. */
const LEAST_POSITIONS = 10

/**
 * Basset (Kelley, Snoek and Rinn 2016): 300 filters of 19, 200 of 11 and 200 of 7 with batch normalization and pooling,
 * two hidden layers of 1,000. Pools are 3, 4 and 4 as in the source where that leaves 10 positions, and smaller for
 * shorter records; dropout 0.3. For many records: it has millions of parameters.
 */
export function bassetSpec(size: NetworkSize): ModelSpec {
  const pools = BASSET_POOLS.find(([a, b, c]) => size.length >= a * b * c * LEAST_POSITIONS) ?? [2, 2, 1]
  const [first, second, third] = pools
  return network('basset', size, [
    ...bassetStage(300, 19, first),
    ...bassetStage(200, 11, second),
    ...bassetStage(200, 7, third),
    { type: 'flatten' },
    ...hidden(1000, 0.3),
    ...hidden(1000, 0.3),
  ])
}

function bassetStage(filters: number, kernelSize: number, poolSize: number): LayerSpec[] {
  const stage: LayerSpec[] = [{ type: 'conv1d', filters, kernelSize, padding: 'same' }, NORMALIZATION, RELU]
  return poolSize === 1 ? stage : [...stage, { type: 'maxPooling1d', poolSize }]
}

function hidden(units: number, rate: number): LayerSpec[] {
  return [
    { type: 'dense', units, activation: 'relu' },
    { type: 'dropout', rate },
  ]
}

const RESIDUAL_FILTERS = 32
const MOST_DILATION = 32

/**
 * A residual network of dilated convolutions, as Basenji (Kelley et al. 2018) and SpliceAI (Jaganathan et al. 2019) have
 * them, in small: 32 filters of 15 bases, then blocks that add what a convolution of width 3 and one of width 1 make of
 * it, dilated by 1, 2, 4, ... as far as an eighth of the record (at most 32); at the end the greatest and the mean
 * response of every channel. Sees motifs, and which stand together.
 */
export function residualSpec(size: NetworkSize): ModelSpec {
  const most = Math.min(MOST_DILATION, size.length / 8)
  const layers: LayerSpec[] = [
    { type: 'conv1d', name: 'stem', filters: RESIDUAL_FILTERS, kernelSize: 15, padding: 'same' },
  ]
  let before = 'stem'
  for (let dilation = 1; dilation === 1 || dilation <= most; dilation *= 2) {
    layers.push(...residualBlock(dilation, before))
    before = `sum_${dilation}`
  }
  layers.push(
    NORMALIZATION,
    { ...RELU, name: 'features' },
    { type: 'globalMaxPooling1d', name: 'greatest', inputs: ['features'] },
    { type: 'globalAveragePooling1d', name: 'mean', inputs: ['features'] },
    { type: 'concatenate', inputs: ['greatest', 'mean'] },
    { type: 'dropout', rate: 0.3 },
  )
  return network('residual', size, layers)
}

function residualBlock(dilationRate: number, before: string): LayerSpec[] {
  const last = `branch_${dilationRate}`
  const convolution = { type: 'conv1d', filters: RESIDUAL_FILTERS, padding: 'same' } as const
  return [
    { ...NORMALIZATION, inputs: [before] },
    RELU,
    { ...convolution, kernelSize: 3, dilationRate },
    NORMALIZATION,
    RELU,
    { ...convolution, kernelSize: 1, name: last },
    { type: 'add', name: `sum_${dilationRate}`, inputs: [before, last] },
  ]
}

/** A momentum of 0.9, as PyTorch has it: data sets of a thousand records take few steps. */
const NORMALIZATION = { type: 'batchNormalization', momentum: 0.9 } as const
const RELU = { type: 'activation', activation: 'relu' } as const

function network(name: string, { length, outputs, task }: NetworkSize, layers: readonly LayerSpec[]): ModelSpec {
  const head: TaskHead = taskHead(task, outputs)
  return {
    name,
    inputs: [{ name: 'sequence', shape: [length, 4] }],
    layers: [...layers, ...head.layers],
    outputs: head.outputs,
  }
}
