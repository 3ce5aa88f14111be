import { elementCount } from '../../core/arrays.js'
import type { LayerGraph } from '../graph.js'
import type { BatchCut } from './plan-builder.js'

/** Slices of a batch: enough to share among threads, and as many for any number of them: sums do not depend on threads. */
const SLICES = 16
/** What a slice ends with, the way back of the gradients of kernels, takes as long as some records: small batches have few. */
const FEW_SLICES = 8
const FEWEST_RECORDS_FOR_MANY = 25
/** Each slice keeps sums as large as the parameters, and reads all of them: with many there are fewer, longer slices. */
const MOST_SUM_BYTES = 160 * 2 ** 20

export function cutBatch(graph: LayerGraph, batchSize: number): BatchCut {
  const parameters = graph.parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0)
  const wanted = batchSize < SLICES * FEWEST_RECORDS_FOR_MANY ? FEW_SLICES : SLICES
  const most = Math.max(2, Math.min(wanted, 2 ** Math.floor(Math.log2(MOST_SUM_BYTES / (parameters * 4 + 1)))))
  const sliceRecords = Math.ceil(batchSize / most)
  return { batchSize, sliceRecords, slices: Math.ceil(batchSize / sliceRecords) }
}
