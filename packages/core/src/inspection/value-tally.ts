import { at } from '../core/arrays.js'
import { LABEL } from './label-rows.js'

/** How a number is spread over records. */
export interface ValueSummary {
  readonly records: number
  readonly smallest: number
  readonly lowerQuartile: number
  readonly median: number
  readonly upperQuartile: number
  readonly largest: number
  readonly mean: number
  /** Standard deviation, of these records themselves (divided by n). */
  readonly deviation: number
}

/** Counts how often each value comes, in all and by the labels of each column. Memory grows with different values. */
export interface ValueTally {
  /** @param row the labels of the record, one a column: `LABEL.zero`, `one` or `missing` */
  add(value: number, row: ArrayLike<number>): void
  /** Of all records; null where there are none. */
  all(): ValueSummary | null
  /** Of the records whose label in this column is 0 or 1. */
  ofLabel(column: number, label: 0 | 1): ValueSummary | null
  /** Area under the ROC curve of the value alone against this column's labels, ties one half; null for one class. */
  separation(column: number): number | null
}

export function valueTally(columns: number): ValueTally {
  const counts = new Map<number, Uint32Array>()
  let inOrder: (readonly [number, Uint32Array])[] | undefined
  const sorted = () => {
    inOrder ??= [...counts].sort(([a], [b]) => a - b)
    return inOrder
  }
  const summaryAt = (place: number) => summary(sorted().map(([value, found]) => [value, at(found, place)]))
  return {
    add: (value, row) => {
      inOrder = undefined
      let found = counts.get(value)
      if (found === undefined) {
        found = new Uint32Array(1 + 2 * columns)
        counts.set(value, found)
      }
      found[0] = at(found, 0) + 1
      for (let column = 0; column < columns; column++) {
        const label = row[column]
        if (label === LABEL.missing || label === undefined) continue
        const place = placeOf(column, label)
        found[place] = at(found, place) + 1
      }
    },
    all: () => summaryAt(0),
    ofLabel: (column, label) => summaryAt(placeOf(column, label)),
    separation: (column) => {
      let [zeros, ones, ordered] = [0, 0, 0]
      for (const [, found] of sorted()) {
        const [zero, one] = [at(found, placeOf(column, 0)), at(found, placeOf(column, 1))]
        ordered += one * (zeros + zero / 2)
        zeros += zero
        ones += one
      }
      return zeros === 0 || ones === 0 ? null : ordered / (zeros * ones)
    },
  }
}

function placeOf(column: number, label: number): number {
  return 1 + 2 * column + label
}

/** @param counts values in rising order, and how often each comes */
function summary(counts: readonly (readonly [number, number])[]): ValueSummary | null {
  const present = counts.filter(([, count]) => count > 0)
  const records = present.reduce((sum, [, count]) => sum + count, 0)
  const [first, last] = [present[0], present.at(-1)]
  if (first === undefined || last === undefined) return null
  const mean = present.reduce((sum, [value, count]) => sum + value * count, 0) / records
  const variance = present.reduce((sum, [value, count]) => sum + count * (value - mean) ** 2, 0) / records
  return {
    records,
    smallest: first[0],
    lowerQuartile: quantile(present, records, 0.25),
    median: quantile(present, records, 0.5),
    upperQuartile: quantile(present, records, 0.75),
    largest: last[0],
    mean,
    deviation: Math.sqrt(variance),
  }
}

/** By linear interpolation between neighbours: NumPy's default. */
function quantile(counts: readonly (readonly [number, number])[], records: number, share: number): number {
  const place = share * (records - 1)
  const [low, high] = [valueAt(counts, Math.floor(place)), valueAt(counts, Math.ceil(place))]
  return low + (high - low) * (place - Math.floor(place))
}

function valueAt(counts: readonly (readonly [number, number])[], place: number): number {
  let passed = 0
  for (const [value, count] of counts) {
    passed += count
    if (place < passed) return value
  }
  return Number.NaN
}
