import { at } from '../../../core/arrays.js'
import type { Conv1dNode, LayerGraph } from '../../graph.js'
import type { EmitContext } from '../emit-context.js'
import { emitForward } from '../emit-forward.js'
import { type Operation, operation } from '../operations.js'
import { codePadding } from '../plan-memory.js'
import { batchWords, rowsAndChannels, type TensorWords, tensorWords } from '../tensor.js'
import { edgeOperations, isRectified } from './emit-edges.js'
import type { EdgeGraph } from './scan-graphs.js'
import type { ScanOperations } from './scan-operations.js'
import type { Reach } from './scan-split.js'

/** What emitting the shared layers and the edges needs. */
export interface SharedContext {
  /** The model's graph. */
  readonly graph: LayerGraph
  readonly reach: readonly (Reach | undefined)[]
  readonly edges: EdgeGraph
  readonly shared: EmitContext
  readonly edge: EmitContext
  readonly operations: ScanOperations
  /** Memory for what the taps of two rows of a convolution give. */
  readonly products: TensorWords
}

/** Emits what computes the shared rows of a node and the edges of every window. */
export function emitShared(context: SharedContext, index: number): void {
  const { graph, shared, edge, edges, operations } = context
  const node = at(graph.nodes, index)
  const reach = reachOf(context, index)
  const hasEdges = reach.left + reach.right > 0
  if (node.op === 'conv1d' && hasEdges) {
    emitConvolution(context, index, node, reach)
    return
  }
  emitForward(shared, index)
  operations.shared(shared.builder)
  if (!hasEdges) return
  for (const widened of edges.widened.get(index) ?? []) {
    const rows = rowsAndChannels(at(graph.nodes, widened.source).shape).rows
    const target = tensorWords(edge.builder.value(widened.index))
    edge.builder.emit(gather(context, widened.source, target, widened.reach, rows))
  }
  emitForward(edge, edgeIndex(context, index))
  operations.windows(edge.builder)
}

/** The first and last rows of every window. `rows`: of a window. */
export function gather(
  context: SharedContext,
  source: number,
  target: TensorWords,
  wanted: Reach,
  rows: number,
): Operation {
  const reach = reachOf(context, source)
  const x = context.shared.builder.value(source)
  const words = {
    10: reach.left,
    11: reach.right,
    12: wanted.left,
    13: wanted.right,
    14: rows,
    15: x.stride * 4,
  }
  return operation('SCAN_GATHER', { 1: edgeWords(context, source), 4: tensorWords(x), 7: target }, words)
}

export function reachOf({ reach }: SharedContext, index: number): Reach {
  return reach[index] ?? { left: 0, right: 0 }
}

/** Where a node's edges lie; nowhere, if it has none. */
export function edgeWords(context: SharedContext, index: number): TensorWords {
  const { left, right } = reachOf(context, index)
  if (left + right === 0) return batchWords(0, 0)
  return tensorWords(context.edge.builder.value(edgeIndex(context, index)))
}

function edgeIndex({ edges }: SharedContext, index: number): number {
  const found = edges.index.get(index)
  if (found === undefined) throw new RangeError(`node ${index} has no edges`)
  return found
}

function emitConvolution(context: SharedContext, index: number, node: Conv1dNode, reach: Reach): void {
  const { graph, shared, edge, operations } = context
  const { builder } = shared
  const input = at(node.inputs, 0)
  const y = builder.value(index)
  const rows = rowsAndChannels(node.shape).rows
  const bias = node.bias === undefined ? 0 : builder.store.get(node.bias).address
  const isCodes = at(graph.nodes, input).op === 'input'
  const kernel = builder.store.packed(node.kernel, isCodes ? 5 : builder.value(input).stride)
  builder.needKernel(kernel)
  const edges = edgeWords(context, index)
  const words = {
    ...{ 7: kernel.address, 8: bias, 9: y.rows, 10: node.kernelSize, 11: node.dilationRate, 12: y.stride / 4 },
    ...{ 16: reach.left, 17: reach.right, 18: rows },
  }
  if (isCodes) {
    const { before } = codePadding(builder.graph, builder.analysis, input)
    const [address, step, threadBytes] = tensorWords(builder.scratch(`codes ${input}`))
    const codes: TensorWords = [address + before - node.left, step, threadBytes]
    builder.emit(operation('SCAN_CODES', { 1: codes, 4: tensorWords(y), 13: edges, 21: context.products }, words))
    operations.shared(builder)
    return
  }
  const x = builder.value(input)
  const own = { 19: x.channels, 20: x.stride }
  const tensors = { 1: tensorWords(x, -node.left), 4: tensorWords(y), 13: edges, 21: context.products }
  builder.emit(operation('SCAN_CONVOLVE', tensors, { ...words, ...own }))
  operations.shared(builder)
  const from = { words: edgeWords(context, input), reach: reachOf(context, input) }
  const to = { words: edges, reach }
  edge.builder.emit(...edgeOperations({ node, builder, x, y, from, to, sparse: isRectified(graph, input) }))
  operations.windows(edge.builder)
}
