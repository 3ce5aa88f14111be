import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { sequenceLength } from '../sequence/build-sequence-set.js'
import type { Dataset } from './dataset.js'
import { labelWeights } from './label-weights.js'
import { classOfRecord, requireLabels } from './record-class.js'
import { recordCount } from './select.js'

/** What labels mean: 0/1 in each column, one-hot rows, or any numbers. */
export type LabelKind = 'binary' | 'categorical' | 'regression'

/**
 * Checks labels and weights of a whole data set before anything is computed from them. For one shard of several use
 * `checkLabelValues`, add up `countClasses` and give the sums to `requireTwoClasses`.
 * @throws HeliconError what `checkLabelValues` and `requireTwoClasses` throw
 */
export function checkLabels(dataset: Dataset, kind: LabelKind): void {
  checkLabelValues(dataset, kind)
  if (kind !== 'regression') requireTwoClasses(dataset, kind, countClasses(dataset, kind))
}

/**
 * Checks each label and weight by itself.
 * @param firstRow number of the first record, for messages about a shard
 * @throws HeliconError LABELS_MISSING, DATASET_SIZE_MISMATCH, LABEL_NOT_FINITE, LABEL_NOT_BINARY, LABEL_NOT_ONE_HOT,
 * WEIGHT_INVALID, each naming the record, its row, the task and the value
 */
export function checkLabelValues(dataset: Dataset, kind: LabelKind, firstRow = 0): void {
  const labels = requireLabels(dataset)
  const { outputs, name } = dataset
  const n = recordCount(dataset)
  requireSize(dataset, 'labels', labels.length, [n * outputs])
  for (let k = 0; k < labels.length; k++) {
    const value = labels[k] ?? Number.NaN
    if (value === 0 || value === 1) continue
    const row = Math.floor(k / outputs)
    const place = { dataset: name, record: at(dataset.sequences.ids, row), row: firstRow + row, found: value }
    const task = dataset.taskNames[k % outputs] ?? `column ${k % outputs}`
    if (!Number.isFinite(value)) throw new HeliconError('LABEL_NOT_FINITE', { ...place, task })
    if (kind !== 'regression') throw new HeliconError('LABEL_NOT_BINARY', { ...place, task })
  }
  if (kind === 'categorical' && outputs > 1) for (let row = 0; row < n; row++) classOfRecord(dataset, row)
  checkSampleWeights(dataset, firstRow)
}

/** @throws HeliconError DATASET_SIZE_MISMATCH, WEIGHT_INVALID: a weight that is NaN, infinite or negative */
export function checkSampleWeights(dataset: Dataset, firstRow = 0): void {
  const { weights } = dataset
  const n = recordCount(dataset)
  if (!weights) return
  requireSize(dataset, 'weights', weights.length, [n, n * dataset.outputs])
  for (let k = 0; k < weights.length; k++) {
    const value = weights[k] ?? Number.NaN
    if (value >= 0 && value < Number.POSITIVE_INFINITY) continue
    const row = Math.floor((k * n) / weights.length)
    const record = at(dataset.sequences.ids, row)
    throw new HeliconError('WEIGHT_INVALID', { dataset: dataset.name, record, row: firstRow + row, found: value })
  }
}

/**
 * Number of records of each class: for one-hot labels one count a column, for 0/1 labels [zeros, ones] of each column
 * one after the other. Where every label of several 0/1 columns has its own weight, one of weight 0 is not known and is
 * left out.
 */
export function countClasses(dataset: Dataset, kind: 'binary' | 'categorical'): number[] {
  const { outputs } = dataset
  const labels = requireLabels(dataset)
  const oneHot = kind === 'categorical' && outputs > 1
  const counts: number[] = new Array(oneHot ? outputs : 2 * outputs).fill(0)
  const weights = oneHot ? undefined : labelWeights(dataset.weights, recordCount(dataset), outputs)
  for (let k = 0; k < labels.length; k++) {
    if (weights?.[k] === 0) continue
    const column = k % outputs
    const place = oneHot ? column : 2 * column + (labels[k] === 1 ? 1 : 0)
    if (!oneHot || labels[k] === 1) counts[place] = (counts[place] ?? 0) + 1
  }
  return counts
}

/**
 * @param counts what `countClasses` gave, or its sums over all shards
 * @throws HeliconError LABEL_SINGLE_CLASS naming the task and the class where all records are of one class;
 * LABEL_NEVER_KNOWN naming the task of which no label is known; DATASET_EMPTY
 */
export function requireTwoClasses(
  dataset: Pick<Dataset, 'name' | 'taskNames' | 'outputs'>,
  kind: 'binary' | 'categorical',
  counts: readonly number[],
): void {
  const size = kind === 'categorical' && dataset.outputs > 1 ? counts.length : 2
  for (let start = 0; start < counts.length; start += size) {
    const group = counts.slice(start, start + size)
    const records = group.reduce((sum, count) => sum + count, 0)
    const task = dataset.taskNames[start / size] ?? `column ${start / size}`
    if (records === 0 && counts.some((count) => count > 0))
      throw new HeliconError('LABEL_NEVER_KNOWN', { dataset: dataset.name, task })
    if (records === 0) throw new HeliconError('DATASET_EMPTY', { dataset: dataset.name })
    const only = group.indexOf(records)
    if (only < 0) continue
    throw new HeliconError('LABEL_SINGLE_CLASS', { dataset: dataset.name, task, label: only, records })
  }
}

/**
 * Checks that every sequence has the length that a model takes.
 * @throws HeliconError SEQUENCE_LENGTH_MISMATCH naming the first record that has not
 */
export function checkSequenceLength(dataset: Dataset, expected: number, firstRow = 0): void {
  const { sequences, name } = dataset
  for (let row = 0; row < recordCount(dataset); row++) {
    const found = sequenceLength(sequences, row)
    if (found === expected) continue
    const record = at(sequences.ids, row)
    throw new HeliconError('SEQUENCE_LENGTH_MISMATCH', { dataset: name, record, row: firstRow + row, found, expected })
  }
}

function requireSize(dataset: Dataset, what: 'labels' | 'weights', found: number, allowed: readonly number[]): void {
  if (allowed.includes(found)) return
  throw new HeliconError('DATASET_SIZE_MISMATCH', { dataset: dataset.name, what, found, expected: at(allowed, 0) })
}
