import { at } from '../../../core/arrays.js'
import type { PoolingNode } from '../../graph.js'
import { operation } from '../operations.js'
import { rowsAndChannels, tensorWords } from '../tensor.js'
import { edgeWords, reachOf, type SharedContext } from './emit-shared.js'
import type { HeadSource } from './scan-operations.js'

/** Emits the poolings of all runs of shared rows, of which every window then takes its own. */
export function pooledSource(context: SharedContext, node: PoolingNode, source: number, threads: number): HeadSource {
  const { shared, operations, graph } = context
  const x = shared.builder.value(source)
  const rowBytes = x.stride * 4
  const mean = node.op === 'averagePooling1d' ? 1 : 0
  const bytes = Math.ceil((x.rows * rowBytes) / 64) * 64
  const runs = [shared.builder.arena.allocate(bytes * threads), 0, bytes] as const
  const slide = { 7: Math.max(x.rows - node.poolSize + 1, 0), 8: node.poolSize, 9: rowBytes, 10: mean }
  shared.builder.emit(operation('SCAN_SLIDE', { 1: tensorWords(x), 4: runs }, slide))
  operations.shared(shared.builder)
  const { left, right } = reachOf(context, source)
  const words = {
    ...{ 10: left, 11: right, 12: rowsAndChannels(at(graph.nodes, source).shape).rows, 13: rowBytes, 14: mean },
    ...{ 15: node.poolSize, 16: node.strides, 17: node.left, 18: rowsAndChannels(node.shape).rows },
  }
  return (target) => {
    const tensors = { 1: edgeWords(context, source), 4: tensorWords(x), 7: tensorWords(target), 19: runs }
    return operation('SCAN_POOLED', tensors, words)
  }
}
