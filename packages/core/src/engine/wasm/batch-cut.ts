import { elementCount } from '../../core/arrays.js'
import type { LayerGraph } from '../graph.js'
import type { BatchCut } from './plan-builder.js'

/** Slices of a batch: enough to share among threads, and always as many, so that sums do not depend on them. */
const SLICES = 16
/** Each slice keeps sums as large as the parameters, and reads all of them: with many there are fewer, longer slices. */
const MOST_SUM_BYTES = 160 * 2 ** 20

export function cutBatch(graph: LayerGraph, batchSize: number): BatchCut {
  const parameters = graph.parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0)
  const most = Math.max(2, Math.min(SLICES, 2 ** Math.floor(Math.log2(MOST_SUM_BYTES / (parameters * 4 + 1)))))
  const sliceRecords = Math.ceil(batchSize / most)
  return { batchSize, sliceRecords, slices: Math.ceil(batchSize / sliceRecords) }
}
