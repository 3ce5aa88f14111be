import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { randomStream } from '../core/random.js'
import type { LabelKind } from './check.js'
import type { Dataset } from './dataset.js'
import { classOfRecord } from './record-class.js'
import { recordCount, selectRecords } from './select.js'
import { labelKindFor, strataOf } from './split-labels.js'
import { largestRemainders } from './split-shares.js'

/** How `splitDataset` divides. */
export interface SplitOptions {
  /** Share of the records that go to `test`, between 0 and 1. */
  readonly fraction: number
  /** Integer, 0 <= seed < 2^53. */
  readonly seed: number
  /** Keep the proportions of the classes in both parts; of several 0/1 columns those of each combination. Default false. */
  readonly stratify?: boolean
  /** What the labels mean where they are stratified. Absent: what they look like. */
  readonly kind?: LabelKind
}

/**
 * Keras' `validation_split`: the LAST records are for validation, in the order of the file, before any shuffle. The
 * training part has floor(n (1 - fraction)) records.
 * @throws HeliconError SPLIT_EMPTY where a part would have no record
 */
export function validationSplit(dataset: Dataset, fraction: number): { train: Dataset; validation: Dataset } {
  requireFraction(fraction)
  const n = recordCount(dataset)
  const splitAt = Math.floor(n * (1 - fraction))
  requireBothParts(dataset, n, n - splitAt, fraction)
  return {
    train: selectRecords(dataset, range(0, splitAt)),
    validation: selectRecords(dataset, range(splitAt, n)),
  }
}

/**
 * A random division by seed; `test` gets ceil(n fraction) records, as in scikit-learn's `train_test_split`. The records
 * of both parts come in random order, so that a later `validationSplit` takes a fair sample. Stratified, each class
 * gives its share to `test`, rounded so that the total stays the same (largest remainders first). Of several 0/1 columns
 * each combination is a class, in which a missing label is a value of its own.
 * @throws HeliconError SPLIT_EMPTY where a part would have no record, LABELS_MISSING where stratify has no labels,
 * LABEL_NOT_ONE_HOT where they are neither 0 and 1 nor of one column
 */
export function splitDataset(dataset: Dataset, options: SplitOptions): { train: Dataset; test: Dataset } {
  const { fraction, seed, stratify = false, kind } = options
  requireFraction(fraction)
  const n = recordCount(dataset)
  const testCount = Math.ceil(n * fraction)
  requireBothParts(dataset, n, testCount, fraction)
  const order = randomStream(seed, 'split').shuffle(n)
  const inTest = stratify
    ? stratified(dataset, order, testCount, kind)
    : (_record: number, place: number) => place < testCount
  return {
    train: selectRecords(
      dataset,
      order.filter((record, place) => !inTest(record, place)),
    ),
    test: selectRecords(dataset, order.filter(inTest)),
  }
}

/** Tells for each record whether it is among the first of its class in `order`, as many as its class gives. */
function stratified(
  dataset: Dataset,
  order: Uint32Array,
  testCount: number,
  kind: LabelKind | undefined,
): (record: number) => boolean {
  const members = new Map<number, number[]>()
  const classOf = classReader(dataset, kind)
  for (const record of order) {
    const label = classOf(record)
    const list = members.get(label)
    if (list) list.push(record)
    else members.set(label, [record])
  }
  const classes = [...members.keys()].sort((a, b) => a - b)
  const counts = largestRemainders(
    classes.map((label) => members.get(label)?.length ?? 0),
    testCount,
  )
  const chosen = new Set(classes.flatMap((label, k) => members.get(label)?.slice(0, counts[k]) ?? []))
  return (record) => chosen.has(record)
}

/** Class of each record; of several 0/1 columns, not one-hot, the number of their combination. */
function classReader(dataset: Dataset, kind: LabelKind | undefined): (record: number) => number {
  const isTasks = dataset.outputs > 1 && kind !== 'categorical' && labelKindFor(dataset, undefined) === 'binary'
  if (!isTasks) return (record) => classOfRecord(dataset, record)
  const strata = strataOf(dataset, 'binary')
  return (record) => at(strata.of, record)
}

function requireFraction(fraction: number): void {
  if (fraction > 0 && fraction < 1) return
  throw new HeliconError('ARGUMENT_INVALID', {
    name: 'fraction',
    found: fraction,
    expected: { kind: 'number', above: 0, below: 1 },
  })
}

function requireBothParts(dataset: Dataset, records: number, second: number, fraction: number): void {
  if (second > 0 && second < records) return
  throw new HeliconError('SPLIT_EMPTY', { dataset: dataset.name, records, fraction })
}

function range(start: number, end: number): Uint32Array {
  return Uint32Array.from({ length: end - start }, (_, i) => start + i)
}
