import { at } from '../../../core/arrays.js'
import type { DenseNode } from '../../graph.js'
import { type Operation, operation } from '../operations.js'
import { type PackedKernel, shapeWords } from '../parameter-store.js'
import { paddedChannels, rowsAndChannels, shiftedWords, type Tensor, tensorWords } from '../tensor.js'
import { denseWords } from '../window-words.js'
import { edgeWords, reachOf, type SharedContext } from './emit-shared.js'

/** A value of every window of a tile, one row each, in memory of each thread. */
export function tileTensor({ shared }: SharedContext, channels: number, windows: number, threads: number): Tensor {
  const stride = paddedChannels(channels)
  const threadBytes = Math.ceil((windows * stride * 4) / 64) * 64
  const address = shared.builder.arena.allocate(threadBytes * threads)
  return { rows: 1, channels, before: 0, after: 0, stride, address, recordBytes: stride * 4, threadBytes }
}

/** Emits a dense layer on all rows of every window, or a global pooling, straight from shared rows and edges. */
export function emitDirect(context: SharedContext, index: number, source: number, y: Tensor, threads: number): void {
  const node = at(context.graph.nodes, index)
  if (node.op === 'dense') {
    context.operations.addForWindows(...(node.units === 1 ? oneUnit : manyUnits)(context, node, source, y))
    return
  }
  const x = context.shared.builder.value(source)
  const bytes = Math.ceil((x.rows * x.stride * 4) / 64) * 64
  const memory = [context.shared.builder.arena.allocate(bytes * threads), 0, bytes] as const
  const { left, right } = reachOf(context, source)
  const tensors = { 1: edgeWords(context, source), 4: tensorWords(x), 7: tensorWords(y), 16: memory }
  const words = {
    ...{ 10: left, 11: right, 12: windowRows(context, source), 13: x.stride * 4 },
    ...{ 14: node.op === 'globalAveragePooling1d' ? 1 : 0, 15: x.rows },
  }
  context.operations.addForWindows(operation('SCAN_POOL', tensors, words))
}

function windowRows({ graph }: SharedContext, source: number): number {
  return rowsAndChannels(at(graph.nodes, source).shape).rows
}

function biasOf({ shared }: SharedContext, node: DenseNode): number {
  return node.bias === undefined ? 0 : shared.builder.store.get(node.bias).address
}

/** One unit: a dot product of the window and the kernel, which lies as the rows do. */
function oneUnit(context: SharedContext, node: DenseNode, source: number, y: Tensor): Operation[] {
  const x = context.shared.builder.value(source)
  const rows = windowRows(context, source)
  const shape = { taps: rows, channels: 1, filters: x.channels, groups: 1 }
  const kernel = packedRows(context, node, shape, 1, x.stride)
  const { left, right } = reachOf(context, source)
  const tensors = { 1: edgeWords(context, source), 4: tensorWords(x), 7: tensorWords(y) }
  const words = { 10: left, 11: right, 12: rows, 13: x.stride * 4, 14: kernel.address, 15: biasOf(context, node) }
  return [operation('SCAN_DENSE', tensors, words)]
}

/** Several units: three matrix products, one over the windows' shared rows, which overlap. */
function manyUnits(context: SharedContext, node: DenseNode, source: number, y: Tensor): Operation[] {
  const x = context.shared.builder.value(source)
  const rows = windowRows(context, source)
  const shape = { taps: rows, channels: x.channels, filters: node.units, groups: 1 }
  const kernel = packedRows(context, node, shape, x.stride, y.stride)
  const { left, right } = reachOf(context, source)
  const rowBytes = x.stride * 4
  const edges = edgeWords(context, source)
  const [address, , threadBytes] = tensorWords(x, left)
  const parts = [
    { words: edges, first: 0, rows: left },
    { words: [address, rowBytes, threadBytes] as const, first: left, rows: rows - left - right },
    { words: shiftedWords(edges, left * rowBytes), first: rows - right, rows: right },
  ].filter((part) => part.rows > 0)
  return parts.map((part, i) => {
    const [at, recordBytes, threads] = part.words
    const channels = part.rows * x.stride
    const own = { rows: 1, channels, stride: channels, before: 0, after: 0 }
    const from = { ...own, address: at, recordBytes, threadBytes: threads }
    const words = { 7: kernel.address + part.first * x.stride * y.stride * 4, 8: i === 0 ? biasOf(context, node) : 1 }
    return operation('CONVOLVE', { 1: part.words, 4: tensorWords(y) }, { ...words, ...denseWords(from, y) })
  })
}

/** The layer's kernel with a padded row for every row of the window. */
function packedRows(
  { shared }: SharedContext,
  node: DenseNode,
  shape: Parameters<typeof shapeWords>[0],
  rows: number,
  width: number,
): PackedKernel {
  const { builder } = shared
  const bytes = shape.taps * rows * width * 4
  const address = builder.arena.allocate(bytes)
  const words = { 1: builder.store.get(node.kernel).address, 2: address, ...shapeWords(shape, rows, width) }
  const kernel = { address, bytes, rows, width, pack: [operation('PACK', {}, words)], level: 0 as const }
  builder.needKernel(kernel)
  return kernel
}
