import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { LabelKind } from './check.js'
import type { Dataset } from './dataset.js'
import { labelWeights } from './label-weights.js'
import { classOfRecord, requireLabels } from './record-class.js'
import { recordCount } from './select.js'

/** What the labels of a data set are; `none` where it has none. */
export type SplitLabels = LabelKind | 'none'

/** The kind that is given; else what the labels look like: 0/1, one-hot rows of several columns, or numbers. */
export function labelKindFor(dataset: Dataset, kind: LabelKind | undefined): SplitLabels {
  const { labels, outputs } = dataset
  if (labels === undefined) return 'none'
  if (kind !== undefined) return kind
  let oneHot = outputs > 1
  for (let row = 0; row < recordCount(dataset); row++) {
    let ones = 0
    for (let column = 0; column < outputs; column++) {
      const value = at(labels, row * outputs + column)
      if (value === 1) ones++
      else if (value !== 0 && !Number.isNaN(value)) return 'regression'
    }
    if (ones !== 1) oneHot = false
  }
  return oneHot ? 'categorical' : 'binary'
}

/** Whether a label is known: a missing one is NaN, or one of several that has a weight of its own, 0. */
export function hasLabel(dataset: Dataset, row: number, column: number): boolean {
  const { labels, weights, outputs } = dataset
  const place = row * outputs + column
  if (labels === undefined || Number.isNaN(at(labels, place))) return false
  return labelWeights(weights, recordCount(dataset), outputs)?.[place] !== 0
}

/** Sorts of records whose proportions a split keeps. */
export interface Strata {
  /** [n]: 0 .. count - 1 */
  readonly of: Uint32Array
  readonly count: number
}

/**
 * The class of each record; with several 0/1 columns their combination, in which a missing label is a value of its own.
 * Without labels and for numbers all records are of one sort.
 * @throws HeliconError LABEL_NOT_ONE_HOT
 */
export function strataOf(dataset: Dataset, kind: SplitLabels): Strata {
  const n = recordCount(dataset)
  if (kind === 'none' || kind === 'regression') return { of: new Uint32Array(n), count: 1 }
  const oneHot = kind === 'categorical' && dataset.outputs > 1
  const keys = Array.from({ length: n }, (_, row) => (oneHot ? classOfRecord(dataset, row) : combination(dataset, row)))
  const sorted = [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const numbers = new Map(sorted.map((key, number) => [key, number]))
  return { of: Uint32Array.from(keys, (key) => numbers.get(key) ?? 0), count: sorted.length }
}

function combination(dataset: Dataset, row: number): string | number {
  const labels = requireLabels(dataset)
  const value = (column: number) => (hasLabel(dataset, row, column) ? at(labels, row * dataset.outputs + column) : 2)
  if (dataset.outputs === 1) return value(0)
  return Array.from({ length: dataset.outputs }, (_, column) => value(column)).join()
}

/**
 * Records of each class in each part, as `countClasses` orders them: for one-hot labels one count a column, else [zeros,
 * ones] of each column. Missing labels are not counted.
 * @param parts [n]: the part of each record, 0 .. partCount - 1
 */
export function classCountsByPart(
  dataset: Dataset,
  kind: 'binary' | 'categorical',
  parts: ArrayLike<number>,
  partCount: number,
): number[][] {
  const { outputs } = dataset
  const labels = requireLabels(dataset)
  const oneHot = kind === 'categorical' && outputs > 1
  const counts = Array.from({ length: partCount }, () => new Array<number>(oneHot ? outputs : 2 * outputs).fill(0))
  for (let row = 0; row < recordCount(dataset); row++) {
    const part = at(counts, at(parts, row))
    for (let column = 0; column < outputs; column++) {
      const one = at(labels, row * outputs + column) === 1
      if (oneHot ? !one : !hasLabel(dataset, row, column)) continue
      const place = oneHot ? column : 2 * column + (one ? 1 : 0)
      part[place] = (part[place] ?? 0) + 1
    }
  }
  return counts
}

/**
 * Refuses parts that lack a class which the data have: nothing can be learnt or measured of it there.
 * @param counts of each part, see `classCountsByPart`
 * @param names of the parts, for the message
 * @throws HeliconError SPLIT_CLASS_MISSING
 */
export function requireClassesInParts(
  dataset: Dataset,
  kind: 'binary' | 'categorical',
  counts: readonly (readonly number[])[],
  parts: readonly { readonly name: SplitPartName; readonly records: number }[],
  method: SplitMethod,
): void {
  const oneHot = kind === 'categorical' && dataset.outputs > 1
  const classes = counts[0]?.length ?? 0
  for (let place = 0; place < classes; place++) {
    const classRecords = counts.reduce((sum, part) => sum + (part[place] ?? 0), 0)
    if (classRecords === 0) continue
    const without = counts.findIndex((part) => part[place] === 0)
    const part = parts[without]
    if (part === undefined) continue
    const column = oneHot ? place : place >> 1
    const task = dataset.taskNames[column] ?? `column ${column}`
    throw new HeliconError('SPLIT_CLASS_MISSING', {
      dataset: dataset.name,
      part: part.name,
      partRecords: part.records,
      label: oneHot ? task : place & 1,
      task: oneHot ? undefined : task,
      classRecords,
      method,
    })
  }
}

/** How records are divided. */
export type SplitMethod = 'random' | 'stratified' | 'chromosome' | 'similarity'

/** A part, or the number of a fold; the first is 1. */
export type SplitPartName = 'train' | 'validation' | 'test' | number
