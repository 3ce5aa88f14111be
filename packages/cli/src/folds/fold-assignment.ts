import {
  classOfRecord,
  countClasses,
  type Dataset,
  HeliconError,
  type LabelKind,
  randomStream,
  recordCount,
  requireTwoClasses,
  selectRecords,
} from '@helicon/core'

/** How records are dealt out to folds. */
export const FOLD_METHODS = ['stratified', 'random', 'similarity', 'chromosome'] as const
export type FoldMethod = (typeof FOLD_METHODS)[number]

export interface FoldOptions {
  /** From 2. */
  readonly folds: number
  readonly method: FoldMethod
  readonly seed: number
  readonly kind?: LabelKind
}

/** One byte holds the number of a fold. */
export const MOST_FOLDS = 255

/**
 * The fold of each record, from 0: [n]. The same seed gives the same folds. Stratified, each class is dealt out evenly.
 *
 * @throws HeliconError `ARGUMENT_INVALID` where there are more folds than records, `LABEL_SINGLE_CLASS` where a fold
 *   would be left with one class
 */
export function foldsOf(dataset: Dataset, { folds, method, seed, kind }: FoldOptions): Uint8Array {
  const n = recordCount(dataset)
  if (n < folds)
    throw new HeliconError('ARGUMENT_INVALID', {
      name: '--folds',
      found: folds,
      expected: { kind: 'integer', min: 2, max: n },
    })
  if (method === 'similarity' || method === 'chromosome')
    throw new HeliconError('ARGUMENT_INVALID', {
      name: '--fold-method',
      found: method,
      expected: { kind: 'oneOf', values: ['stratified', 'random'] },
    })
  const order = [...randomStream(seed, 'folds').shuffle(n)]
  const classes = method === 'stratified' && (kind !== 'binary' || dataset.outputs === 1)
  // A stable sort: records of a class stay in random order, and dealing them out in turn keeps every share.
  if (classes) order.sort((a, b) => classOfRecord(dataset, a) - classOfRecord(dataset, b))
  const assignment = new Uint8Array(n)
  for (const [place, record] of order.entries()) assignment[record] = place % folds
  if (kind !== undefined && kind !== 'regression') requireClasses(dataset, assignment, folds, kind)
  return assignment
}

function requireClasses(dataset: Dataset, assignment: Uint8Array, folds: number, kind: 'binary' | 'categorical'): void {
  for (let fold = 0; fold < folds; fold++) {
    const part = selectRecords(dataset, recordsOfFold(assignment, fold))
    requireTwoClasses({ ...part, name: `${dataset.name} (fold ${fold + 1})` }, kind, countClasses(part, kind))
  }
}

/** Numbers of the records of a fold, in their order. */
export function recordsOfFold(assignment: Uint8Array, fold: number): Uint32Array {
  const records: number[] = []
  for (const [record, of] of assignment.entries()) if (of === fold) records.push(record)
  return Uint32Array.from(records)
}

/** Numbers of the records of all other folds, in their order. */
export function recordsOfOtherFolds(assignment: Uint8Array, fold: number): Uint32Array {
  const records: number[] = []
  for (const [record, of] of assignment.entries()) if (of !== fold) records.push(record)
  return Uint32Array.from(records)
}
