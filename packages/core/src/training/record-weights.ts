import { HeliconError } from '../core/errors.js'
import type { LabelKind } from '../dataset/check.js'
import type { DatasetEvaluation } from './evaluate-dataset.js'

/**
 * One weight for each record of an evaluation, as metrics take them. A record with one weight for each label column has
 * one weight only where they agree; metrics of several 0/1 tasks take one for each label, and so are given them all.
 *
 * @param dataset name, for the message
 * @param task what the labels mean; absent: one weight a record is needed
 * @returns [records], or [records, outputs] of several 0/1 tasks; undefined where every weight is 1
 * @throws HeliconError `WEIGHTS_OF_COLUMNS_DIFFER` naming the first record of which they do not
 */
export function recordWeights(
  evaluation: Pick<DatasetEvaluation, 'records' | 'weights' | 'ids'>,
  dataset: string,
  task?: LabelKind,
): Float32Array | undefined {
  const { weights, records, ids } = evaluation
  if (weights === undefined || weights.length === records || task === 'binary') return weights
  const columns = weights.length / records
  return Float32Array.from({ length: records }, (_, row) => {
    const own = weights.subarray(row * columns, (row + 1) * columns)
    const [first = 1] = own
    if (own.every((weight) => weight === first)) return first
    throw new HeliconError('WEIGHTS_OF_COLUMNS_DIFFER', { dataset, record: ids[row] ?? '', row, found: own.join(', ') })
  })
}
