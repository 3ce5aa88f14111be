import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import type { ByteSource, Compression } from '../../io/byte-source.js'
import { readRows } from '../../io/delimited-rows.js'
import { readLines } from '../../io/lines.js'
import type { DelimitedRow } from '../../io/row-splitter.js'
import { textBytes } from '../../io/text-bytes.js'
import type { RawRecordSource, RawRecords } from '../stream.js'
import { LONGEST_RECORD, RecordBatch } from './record-batch.js'
import { columnTitle } from './table-columns.js'
import { findTableForm, type TableForm } from './table-form.js'
import type { TableSpec } from './table-spec.js'

/** A line may hold one record of the longest kind and what stands beside it. In characters. */
export const LONGEST_ROW = LONGEST_RECORD + 1024 * 1024

const LOOKED_AT = 100
const LOOKED_AT_CHARACTERS = 4 * 1024 * 1024

/**
 * Records of a table, plain or in gzip, piece by piece: one row a sequence, columns between tabs, commas, semicolons or
 * blanks, values in double quotes as in RFC 4180, with or without a header. What `spec` leaves open is found by looking
 * at the first 100 lines:
 * - the delimiter that divides most lines into equally many values and gives a column of DNA;
 * - the sequences: a column of a known name (`sequence`, `seq`, `dna`, ...), else the longest that looks like DNA;
 * - the ids: a known name (`id`, `name`, ...), else words that all differ; without any, `line17` for line 17;
 * - the labels: known names (`label`, `class`, `target`, `y`, `bound`, ...), else the one column of numbers or of few
 *   different words, or several columns of 0 and 1.
 *
 * The file is opened here, to look, and again by each `read`.
 *
 * @throws HeliconError (also while reading) what `findTableForm` throws, `TABLE_ROW_WIDTH`, `TABLE_LINE_ENDS`, `RECORDS_MISSING`,
 *   `QUOTE_INVALID`, `LINE_TOO_LONG`, what `RecordBatch` throws and what text that is none throws, each naming the line
 */
export async function tableRecords(
  source: ByteSource,
  compression: Compression,
  spec: TableSpec = {},
): Promise<RawRecordSource> {
  const lines = await firstLines(source, compression)
  if (lines.every((line) => line.trim() === '')) throw new HeliconError('RECORDS_MISSING', { file: source.name })
  if (lines.length === 1 && /^[^"\r]*\r[^"\r]/.test(lines[0] ?? ''))
    throw new HeliconError('TABLE_LINE_ENDS', { file: source.name })
  const form = findTableForm(lines, spec, source.name)
  const title = (column: number): string => columnTitle(form, column)
  return {
    name: source.name,
    labelNames: form.header === undefined && form.labels.length === 1 ? ['label'] : form.labels.map(title),
    table: {
      delimiter: form.delimiter,
      header: form.header !== undefined,
      sequence: title(form.sequence),
      ...(form.id !== undefined && { id: title(form.id) }),
      labels: form.labels.map(title),
    },
    read: (task) => readRecords(source, compression, form, task),
  }
}

/** The first 100 lines of a text file, or fewer where they are long, each with its `\r`. */
export async function firstLines(source: ByteSource, compression: Compression): Promise<string[]> {
  const lines: string[] = []
  let characters = 0
  const options = { limit: LONGEST_ROW, keepReturns: true }
  for await (const batch of readLines(textBytes(source, compression), source.name, options)) {
    for (const line of batch) {
      lines.push(line)
      characters += line.length
      if (lines.length >= LOOKED_AT || characters >= LOOKED_AT_CHARACTERS) return lines
    }
  }
  return lines
}

async function* readRecords(
  source: ByteSource,
  compression: Compression,
  form: TableForm,
  options: TaskOptions = {},
): AsyncGenerator<RawRecords> {
  const file = source.name
  const batch = new RecordBatch(file, form.labels.length)
  const splitting = { delimiter: form.delimiter, blanks: 'trim', limit: LONGEST_ROW } as const
  for await (const rows of readRows(textBytes(source, compression), file, splitting)) {
    for (const row of rows) {
      if (row.line < form.firstLine) continue
      addRow(batch, row, form, file)
      if (batch.isFull) yield batch.take(options)
    }
  }
  if (!batch.isEmpty) yield batch.take(options)
}

function addRow(batch: RecordBatch, { line, values }: DelimitedRow, form: TableForm, file: string): void {
  const [found, expected] = [values.length, form.width]
  if (found !== expected)
    throw new HeliconError('TABLE_ROW_WIDTH', { file, line, found, expected, header: form.header !== undefined })
  const id = form.id === undefined ? '' : (values[form.id] ?? '')
  const labels = form.labels.map((column) => (values[column] ?? '').trim())
  batch.addText(id === '' ? `line${line}` : id, line, values[form.sequence] ?? '', labels)
}
