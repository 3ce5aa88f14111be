import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import type { ByteSource, Compression } from '../../io/byte-source.js'
import { readRows } from '../../io/delimited-rows.js'
import type { DelimitedRow } from '../../io/row-splitter.js'
import { textBytes } from '../../io/text-bytes.js'
import type { RawRecordSource, RawRecords } from '../stream.js'
import { columnNumber, columnTitle, isIdName, type LookedAt, requireLabelColumns } from './table-columns.js'
import { divideTargets } from './table-form.js'
import { firstLines, LONGEST_ROW } from './table-records.js'
import type { ColumnName } from './table-spec.js'
import { holdsIds, isTargetHeader } from './target-form.js'

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
 * Records with the labels of another file: a table of one row a record, in the same order, plain or in gzip. A column
 * of ids, by its name or because most of its values are ids of the records, is compared with them, row by row; a first
 * row that names columns is a header, see `isTargetHeader`. Labels that the records carry themselves are dropped.
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
  return {
    name: records.name,
    labelNames,
    labelFile: form.file,
    read: (task) => joinTargets(records, targets, compression, form, task),
  }
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
  const ids = await firstIds(records)
  const isNamed = columns?.some((name) => typeof name === 'string') === true
  const header = isNamed || isTargetHeader(values, ids) ? values[0] : undefined
  const body = header === undefined ? rows : rows.slice(1)
  const table = { file, header, width, rows: body.map((row) => row.values) }
  const chosen = columns?.map((name) => columnNumber(table, name))
  if (chosen !== undefined) requireLabelColumns(table, chosen)
  const open = Array.from({ length: width }, (_, column) => column).filter((column) => !chosen?.includes(column))
  const id = width > 1 ? findIds(ids, table, open) : undefined
  return {
    file,
    delimiter,
    width,
    header,
    firstLine: body[0]?.line ?? 2,
    id,
    columns: chosen ?? open.filter((column) => column !== id),
  }
}

/** Of the first piece. */
async function firstIds(records: RawRecordSource): Promise<ReadonlySet<string>> {
  for await (const { sequences } of records.read()) return new Set(sequences.ids)
  return new Set()
}

/** The column of ids: one that is called so, else one with the ids of the first records. */
function findIds(
  ids: ReadonlySet<string>,
  { header = [], rows }: Pick<LookedAt, 'header' | 'rows'>,
  open: readonly number[],
): number | undefined {
  const named = open.find((column) => isIdName(header[column] ?? ''))
  return (
    named ??
    open.find((column) =>
      holdsIds(
        rows.map((row) => row[column] ?? ''),
        ids,
      ),
    )
  )
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
      const lines: number[] = []
      for (const id of ids) {
        const row = await rows.next()
        if (row === undefined) throw countDiffers(form, rows.line, done, records.name, done + 1)
        requireFits(row, id, form, records.name)
        form.columns.forEach((column, i) => {
          labels[i]?.push((row.values[column] ?? '').trim())
        })
        lines.push(row.line)
        done += 1
      }
      yield { ...piece, labels, labelPlaces: { file: form.file, lines: Uint32Array.from(lines) } }
    }
    const more = await rows.next()
    if (more === undefined) return
    const isOne = (await rows.next()) === undefined
    throw countDiffers(form, more.line, done + 1, records.name, done, isOne)
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

function countDiffers(
  form: TargetForm,
  line: number,
  found: number,
  records: string,
  expected: number,
  isOne = false,
): HeliconError {
  const few = found < expected && form.header !== undefined
  const header = few ? 'taken' : isOne && form.header === undefined ? 'maybe' : undefined
  return new HeliconError('TARGET_COUNT_DIFFERS', { file: form.file, line, found, records, expected, header })
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
