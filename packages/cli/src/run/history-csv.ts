import { type EpochRecord, historyValue } from '@helicon/core'

/** The first line of `history.csv`. */
export function historyHeader(columns: readonly string[]): string {
  return `${columns.join(',')}\n`
}

/** One epoch's line. A value that is undefined or was not computed in this epoch is an empty field. */
export function historyLine(record: EpochRecord, columns: readonly string[]): string {
  return `${columns.map((column) => historyValue(record, column) ?? '').join(',')}\n`
}

/** The whole file, as a resumed run starts it: a crash may have come between a line and its checkpoint. */
export function historyText(history: readonly EpochRecord[], columns: readonly string[]): string {
  return historyHeader(columns) + history.map((record) => historyLine(record, columns)).join('')
}
