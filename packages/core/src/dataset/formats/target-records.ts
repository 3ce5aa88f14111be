import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import type { ByteSource, Compression } from '../../io/byte-source.js'
import { readRows } from '../../io/delimited-rows.js'
import type { DelimitedRow } from '../../io/row-splitter.js'
import { textBytes } from '../../io/text-bytes.js'
import type { RawRecordSource, RawRecords } from '../stream.js'
import { columnContents, isMissingText, isNumberText } from './column-contents.js'
import { columnNumber, columnTitle } from './table-columns.js'
import { divideTargets } from './table-form.js'
import { firstLines, LONGEST_ROW } from './table-records.js'
import type { ColumnName } from './table-spec.js'

/** How a file of targets is read. Columns are counted from 0. */
interface TargetForm {
  readonly file: string
  readonly delimiter: string
  readonly width: number
  readonly header: readonly string[] | undefined
  readonly firstLine: number
  /** The column of ids, where the rows start with those of the records. */
  readonly id: number | undefined
  readonly columns: readonly number[]
}

/**
 * Records with the labels of another file: a table of one row a record, in the same order, plain or in gzip. A first
 * column with the ids of the records is recognised and compared with them, row by row; a first row of words above
 * columns of numbers is a header. Labels that the records carry themselves are dropped.
 *
 * @param columns by name or number, the first is 1; default all but that of ids
 * @throws HeliconError (also while reading) `TARGET_COUNT_DIFFERS`, `TARGET_ID_DIFFERS`, `TABLE_EMPTY`,
 *   `TABLE_COLUMN_UNKNOWN`, `TABLE_ROW_WIDTH`, `QUOTE_INVALID`, each naming the line, and what the records throw
 */
export async function withTargets(
  records: RawRecordSource,
  targets: ByteSource,
  compression: Compression,
  columns?: readonly ColumnName[],
): Promise<RawRecordSource> {
  const form = await findTargetForm(records, targets, compression, columns)
  const { header } = form
  const only = form.columns.length === 1 && header === undefined
  const labelNames = only ? ['label'] : form.columns.map((column) => columnTitle({ header }, column))
  return { name: records.name, labelNames, read: (task) => joinTargets(records, targets, compression, form, task) }
}

async function findTargetForm(
  records: RawRecordSource,
  targets: ByteSource,
  compression: Compression,
  columns: readonly ColumnName[] | undefined,
): Promise<TargetForm> {
  const file = targets.name
  const { delimiter, rows, width } = divideTargets(await firstLines(targets, compression), file)
  const values = rows.map((row) => row.values)
  const isNamed = columns?.some((name) => typeof name === 'string') === true
  const header = isNamed || isHeader(values) ? values[0] : undefined
  const body = header === undefined ? rows : rows.slice(1)
  const table = { file, header, width, rows: body.map((row) => row.values) }
  const id = width > 1 && (await startsWithIds(records, table.rows)) ? 0 : undefined
  const all = Array.from({ length: width }, (_, column) => column).filter((column) => column !== id)
  const chosen = columns?.map((name) => columnNumber(table, name)) ?? all
  return { file, delimiter, width, header, firstLine: body[0]?.line ?? 2, id, columns: chosen }
}

/** Whether the first row has words above columns of nothing but numbers. */
function isHeader([first = [], ...others]: readonly (readonly string[])[]): boolean {
  return (
    others.length > 0 &&
    first.some((value, column) => {
      const { numeric } = columnContents(others.map((row) => row[column] ?? ''))
      return numeric && !isNumberText(value) && !isMissingText(value)
    })
  )
}

async function startsWithIds(records: RawRecordSource, rows: readonly (readonly string[])[]): Promise<boolean> {
  for await (const { sequences } of records.read()) {
    const ids = sequences.ids.slice(0, rows.length)
    return ids.length > 0 && ids.every((id, i) => rows[i]?.[0] === id)
  }
  return false
}

async function* joinTargets(
  records: RawRecordSource,
  targets: ByteSource,
  compression: Compression,
  form: TargetForm,
  options: TaskOptions = {},
): AsyncGenerator<RawRecords> {
  const rows = new RowQueue(targets, compression, form)
  let done = 0
  try {
    for await (const piece of records.read(options)) {
      const { ids } = piece.sequences
      const labels: string[][] = form.columns.map(() => [])
      for (const id of ids) {
        const row = await rows.next()
        if (row === undefined) throw countDiffers(form, rows.line, done, records.name, done + 1)
        requireFits(row, id, form, records.name)
        form.columns.forEach((column, i) => {
          labels[i]?.push((row.values[column] ?? '').trim())
        })
        done += 1
      }
      yield { ...piece, labels }
    }
    const more = await rows.next()
    if (more !== undefined) throw countDiffers(form, more.line, done + 1, records.name, done)
  } finally {
    await rows.close()
  }
}

function requireFits(row: DelimitedRow, id: string, form: TargetForm, records: string): void {
  const { file, width, header } = form
  const place = { file, line: row.line }
  if (row.values.length !== width)
    throw new HeliconError('TABLE_ROW_WIDTH', {
      ...{ ...place, found: row.values.length, expected: width, header: header !== undefined },
    })
  const found = form.id === undefined ? id : (row.values[form.id] ?? '')
  if (found !== id) throw new HeliconError('TARGET_ID_DIFFERS', { ...place, found, records, expected: id })
}

function countDiffers(form: TargetForm, line: number, found: number, records: string, expected: number): HeliconError {
  return new HeliconError('TARGET_COUNT_DIFFERS', { file: form.file, line, found, records, expected })
}

/** The rows of the targets, one after the other. */
class RowQueue {
  readonly #batches: AsyncGenerator<readonly DelimitedRow[]>
  readonly #firstLine: number
  #rows: readonly DelimitedRow[] = []
  #at = 0
  /** Of the row that was given last. */
  line = 1

  constructor(targets: ByteSource, compression: Compression, form: TargetForm) {
    const splitting = { delimiter: form.delimiter, blanks: 'trim', limit: LONGEST_ROW } as const
    this.#batches = readRows(textBytes(targets, compression), form.file, splitting)
    this.#firstLine = form.firstLine
  }

  async next(): Promise<DelimitedRow | undefined> {
    for (;;) {
      const row = this.#rows[this.#at]
      this.#at += 1
      if (row !== undefined && row.line < this.#firstLine) continue
      if (row !== undefined) {
        this.line = row.line
        return row
      }
      const batch = await this.#batches.next()
      if (batch.done === true) return undefined
      this.#rows = batch.value
      this.#at = 0
    }
  }

  async close(): Promise<void> {
    await this.#batches.return(undefined)
  }
}
