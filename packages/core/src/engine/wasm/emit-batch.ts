import { outputNamed } from '../check-arguments.js'
import type { ActivityRegularizationNode, LayerGraph } from '../graph.js'
import { activityWords } from './emit-backward.js'
import { copyRows } from './emit-forward.js'
import { type Operation, operation } from './operations.js'
import type { PlanBuilder } from './plan-builder.js'
import type { BatchArray, PlanSpec } from './plan-spec.js'
import { batchWords, type Tensor, tensorWords } from './tensor.js'

/** The loss of every record, and its gradient where the plan goes back. */
export function emitLoss(
  { graph, loss, kind, weightsARecord, shared }: PlanSpec,
  builder: PlanBuilder,
  constant: (name: string) => number,
): { labels: BatchArray; weights: BatchArray } {
  if (loss === undefined) throw new RangeError('a plan with a loss needs one')
  const { node } = outputNamed(graph, loss.output)
  const z = builder.value(node)
  const labels = batchArray(builder, z.rows * z.channels)
  const weights = batchArray(builder, weightsARecord)
  const backwards = kind === 'train' && builder.hasGradient(node)
  const gradient = backwards ? tensorWords(builder.gradient(node)) : batchWords(0, 0)
  if (backwards) builder.claimGradient(node)
  const words = {
    7: constant(LOSS_CONSTANTS[loss.name]),
    8: z.rows,
    9: z.channels,
    10: z.stride,
    11: labels.address,
    12: weights.address,
    13: weightsARecord,
    14: shared.divisor,
  }
  builder.emit(operation('LOSS', { 1: tensorWords(z), 4: gradient }, words))
  for (const index of regularizedActivities(graph)) {
    const y = builder.value(index)
    const activity = builder.node(index)
    if (activity.op === 'activityRegularization') builder.emit(activityOperation(activity, y))
  }
  return { labels, weights }
}

const LOSS_CONSTANTS = {
  'sigmoid-cross-entropy': 'SIGMOID_CROSS_ENTROPY',
  'binary-cross-entropy': 'BINARY_CROSS_ENTROPY',
  'categorical-cross-entropy': 'CATEGORICAL_CROSS_ENTROPY',
  'softmax-cross-entropy': 'SOFTMAX_CROSS_ENTROPY',
  'mean-squared-error': 'MEAN_SQUARED_ERROR',
} as const

function activityOperation(node: ActivityRegularizationNode, y: Tensor): Operation {
  return operation('ACTIVITY', { 1: tensorWords(y) }, activityWords(node, y))
}

/** Copies what the caller gets: the output of the loss, or every output. */
export function emitOutputs(spec: PlanSpec, builder: PlanBuilder): Map<string, BatchArray> {
  const { graph, loss, kind } = spec
  const wanted =
    (kind === 'train' || kind === 'evaluate') && loss !== undefined
      ? [{ name: 'loss', node: outputNamed(graph, loss.output).node }]
      : graph.outputs
  return new Map(
    wanted.map(({ name, node }) => {
      const y = builder.value(node)
      const target = batchArray(builder, y.rows * y.channels)
      builder.emit(storeOperation(y, target))
      return [name, target]
    }),
  )
}

/** From a tensor with its padding to a compact array. */
function storeOperation(y: Tensor, { address, floatsARecord }: BatchArray): Operation {
  const target = batchWords(address, floatsARecord * 4)
  return copyRows(tensorWords(y), y.stride * 4, target, y.channels * 4, y.rows, y.channels, false)
}

/** Brings in the gradient of every output, as the host gives it. */
export function emitSeeds(builder: PlanBuilder, graph: LayerGraph): Map<string, BatchArray> {
  const sources = new Map<string, BatchArray>()
  for (const { name, node } of graph.outputs) {
    const dy = builder.gradient(node)
    const source = batchArray(builder, dy.rows * dy.channels)
    sources.set(name, source)
    const words = batchWords(source.address, source.floatsARecord * 4)
    const accumulate = !builder.claimGradient(node)
    builder.emit(copyRows(words, dy.channels * 4, tensorWords(dy), dy.stride * 4, dy.rows, dy.channels, accumulate))
  }
  return sources
}

/** Copies the gradient of every input; zero where nothing depends on it. */
export function emitInputGradients(builder: PlanBuilder, graph: LayerGraph): BatchArray[] {
  return graph.inputs.map((index) => {
    const dx = builder.gradient(index)
    if (builder.claimGradient(index)) builder.emit(zeroOperation(dx))
    const target = batchArray(builder, dx.rows * dx.channels)
    builder.emit(storeOperation(dx, target))
    return target
  })
}

/** Activities that are punished count in the loss, wherever they lie in the graph. */
export function regularizedActivities(graph: LayerGraph): number[] {
  return graph.nodes.flatMap((node, i) => (node.op === 'activityRegularization' ? [i] : []))
}

export function zeroOperation(tensor: Tensor): Operation {
  return operation('FILL_ZERO', { 1: tensorWords(tensor) }, { 7: tensor.rows * tensor.stride * 4 })
}

function batchArray({ arena, cut }: PlanBuilder, floatsARecord: number): BatchArray {
  return { address: arena.allocate(floatsARecord * cut.batchSize * 4), floatsARecord }
}
