import { HeliconError } from '../core/errors.js'
import type { LabelKind } from '../dataset/check.js'
import type { DatasetEvaluation } from './evaluate-dataset.js'

/**
 * The weights of an evaluation, as metrics take them: one for each record. A record with one weight for each label column
 * has one weight only where they agree. Labels of several tasks, of 0/1 or of numbers, that are not known have weight 0, whatever the
 * others have; where there are any, all weights are given.
 *
 * @param dataset name, for the message
 * @param task what the labels mean; absent: one weight a record is needed
 * @returns [records], or [records, outputs] where tasks have labels that are not known; undefined where every weight is 1
 * @throws HeliconError `WEIGHTS_OF_COLUMNS_DIFFER` naming the first record of which they do not agree
 */
export function recordWeights(
  evaluation: Pick<DatasetEvaluation, 'records' | 'weights' | 'ids'>,
  dataset: string,
  task?: LabelKind,
): Float32Array | undefined {
  const { weights, records, ids } = evaluation
  if (weights === undefined || weights.length === records) return weights
  const columns = weights.length / records
  const isOfTasks = task === 'binary' || task === 'regression'
  let unknown = 0
  const ofRecords = Float32Array.from({ length: records }, (_, row) => {
    const own = weights.subarray(row * columns, (row + 1) * columns)
    const known = isOfTasks && own.some((weight) => weight !== 0) ? own.filter((weight) => weight !== 0) : own
    unknown += own.length - known.length
    const [first = 1] = known
    if (known.every((weight) => weight === first)) return first
    throw new HeliconError('WEIGHTS_OF_COLUMNS_DIFFER', { dataset, record: ids[row] ?? '', row, found: own.join(', ') })
  })
  return unknown === 0 ? ofRecords : weights
}
