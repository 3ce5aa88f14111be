import { type DelimitedRow, RowSplitter } from './row-splitter.js'

/**
 * Splits text such as CSV or TSV into rows. Values in double quotes may hold delimiters, line ends and doubled quotes
 * (RFC 4180). Empty lines are skipped. Throws `QUOTE_INVALID` naming the line.
 */
export function parseDelimited(text: string, delimiter: string, name: string): DelimitedRow[] {
  const splitter = new RowSplitter(name, { delimiter, blanks: 'keep' })
  const rows: DelimitedRow[] = []
  for (const line of text.split('\n')) {
    const row = splitter.take(line)
    if (row !== undefined) rows.push(row)
  }
  splitter.finish()
  return rows
}
