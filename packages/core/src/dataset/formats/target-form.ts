import { columnContents, isMissingText, isNumberText } from './column-contents.js'
import { isIdName, isLabelName } from './table-columns.js'

/**
 * Whether the first row of a table of labels is a header: words above a column of nothing but numbers, or a row of words
 * none of which is in its column again, where other words of a column are, or where one is a usual name (`label`, `id`). A row with the id of a record is
 * data.
 */
export function isTargetHeader(
  [first = [], ...others]: readonly (readonly string[])[],
  ids: ReadonlySet<string>,
): boolean {
  if (others.length === 0) return false
  const columns = first.map((value, column) => ({ value, below: others.map((row) => row[column] ?? '') }))
  const isWord = (value: string): boolean => !isNumberText(value) && !isMissingText(value)
  if (first.some((value) => isWord(value) && ids.has(value))) return false
  if (columns.some(({ value, below }) => isWord(value) && columnContents(below).numeric)) return true
  return (
    columns.every(({ value, below }) => isWord(value) && !below.includes(value)) &&
    columns.some(({ value, below }) => isIdName(value) || isLabelName(value) || recur(below))
  )
}

function recur(values: readonly string[]): boolean {
  return new Set(values).size < values.length
}

/**
 * Whether values are ids of records: most of them. Numbers may be labels as well, so that all of them must be different
 * ids.
 */
export function holdsIds(values: readonly string[], ids: ReadonlySet<string>): boolean {
  const known = values.filter((value) => ids.has(value))
  if (!known.every(isNumberText)) return 2 * known.length > Math.min(values.length, ids.size)
  return values.length > 1 && known.length === values.length && new Set(values).size === values.length
}
