import { readLines } from './lines.js'
import { type DelimitedRow, type RowOptions, RowSplitter } from './row-splitter.js'

/**
 * The rows of a table, read as a stream, in batches of those that one chunk completes. Throws `QUOTE_INVALID`,
 * `LINE_TOO_LONG` (above `limit` characters) and `TEXT_NOT_UTF8`, naming the line.
 */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  options: RowOptions,
): AsyncGenerator<readonly DelimitedRow[]> {
  const splitter = new RowSplitter(name, options)
  const limit = options.limit === undefined ? {} : { limit: options.limit }
  for await (const lines of readLines(chunks, name, { ...limit, keepReturns: true })) {
    const rows: DelimitedRow[] = []
    for (const line of lines) {
      const row = splitter.take(line)
      if (row !== undefined) rows.push(row)
    }
    yield rows
  }
  splitter.finish()
}
