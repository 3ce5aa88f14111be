import { HeliconError } from '../../core/errors.js'
import { type DelimitedRow, RowSplitter } from '../../io/row-splitter.js'
import { columnContents, isNumberText, looksLikeDna } from './column-contents.js'
import {
  columnNumber,
  columnTitle,
  contentsOf,
  findColumns,
  findSequence,
  hasKnownName,
  type LookedAt,
} from './table-columns.js'
import type { TableSpec } from './table-spec.js'

/** How a table is to be read. Columns are counted from 0 here. */
export interface TableForm {
  readonly delimiter: string
  /** Columns of every row. */
  readonly width: number
  readonly header: readonly string[] | undefined
  /** Rows that start before this line are comments or the header. */
  readonly firstLine: number
  readonly id: number | undefined
  readonly sequence: number
  readonly labels: readonly number[]
}

/** In the order in which they are preferred where several fit equally well. */
const DELIMITERS = ['\t', ',', ';', ' ']
const DELIMITER_WORDS: Readonly<Record<string, string>> = { tab: '\t', comma: ',', semicolon: ';', space: ' ' }

/** More columns than any table of sequences has; looking at each of them would take long. */
const MOST_COLUMNS = 10_000

/** A way of dividing the first lines. */
interface Division {
  readonly delimiter: string
  readonly rows: readonly DelimitedRow[]
  /** Of most rows. */
  readonly width: number
  /** Share of the rows that have this width. */
  readonly agreement: number
  readonly hasSequences: boolean
}

/**
 * Finds delimiter, header and columns of a table by looking at its first lines.
 *
 * @param lines from the first on, with their `\r`
 * @throws HeliconError `TABLE_EMPTY`, `TABLE_TOO_WIDE` (10,000 columns), `TABLE_COLUMN_UNKNOWN`, `TABLE_SEQUENCE_MISSING`, `TABLE_SEQUENCE_AMBIGUOUS`,
 *   `TABLE_LABELS_AMBIGUOUS`, `ARGUMENT_INVALID` for a delimiter that cannot be one
 */
export function findTableForm(lines: readonly string[], spec: TableSpec, file: string): TableForm {
  const { delimiter, rows, width } = divide(lines, spec, file)
  const comments = leadingComments(rows)
  const body = rows.slice(comments.length)
  const named = headerOf(comments, body, width, spec)
  // A first row that may be a header says nothing of what the columns hold.
  const unsure = named === undefined && spec.header !== false && body.length > 1 ? body[0] : undefined
  const isHeader = unsure?.values.some(looksLikeDna) === false
  const maybeHeader = isHeader ? unsure?.values : undefined
  const looked = { file, header: named?.values, maybeHeader, width, rows: dataRows(body, named ?? unsure, width) }
  const sequence = sequenceColumn(looked, spec)
  const header = named ?? headerBySequence(body, sequence, width, spec)
  const table: LookedAt = { file, width, header: header?.values, rows: dataRows(body, header, width) }
  // A line that starts with # is data where it has a sequence in the right place.
  const data = comments.find(({ values }) => values.length === width && looksLikeDna(values[sequence] ?? ''))
  const firstLine = data?.line ?? (header === undefined ? body[0]?.line : header.line + 1) ?? 1
  if (table.rows.length === 0 && data === undefined) throw new HeliconError('TABLE_EMPTY', { file })
  const columns = findColumns(table, spec, sequence)
  return { delimiter, width: header?.values.length ?? width, header: header?.values, firstLine, ...columns }
}

/** Whether the first lines are those of a table with a column of sequences. */
export function looksLikeTable(lines: readonly string[], file: string): Pick<Division, 'delimiter'> | undefined {
  const divisions = DELIMITERS.map((delimiter) => division(lines, delimiter, file))
  return best(divisions.filter(({ hasSequences }) => hasSequences))
}

/**
 * Divides the first lines of a table of labels alone. Blanks divide it only where no other delimiter does and all but
 * the first value of every row is a number: a label may be two words.
 * @throws HeliconError `TABLE_EMPTY`
 */
export function divideTargets(lines: readonly string[], file: string): Pick<Division, 'delimiter' | 'rows' | 'width'> {
  const [tab, ...others] = DELIMITERS.map((delimiter) => division(lines, delimiter, file))
  const blanks = others.pop()
  const usable = [tab, ...others].filter((each) => each !== undefined)
  const several = best(usable.filter(({ width }) => width > 1))
  const isNumbers = blanks?.rows.slice(1).every(({ values }) => values.slice(1).every(isNumberText))
  const found = several ?? (blanks?.agreement === 1 && blanks.width > 1 && isNumbers ? blanks : tab)
  if (found === undefined || found.rows.length === 0) throw new HeliconError('TABLE_EMPTY', { file })
  if (found.width > MOST_COLUMNS)
    throw new HeliconError('TABLE_TOO_WIDE', { file, found: found.width, limit: MOST_COLUMNS })
  return found
}

function divide(lines: readonly string[], spec: TableSpec, file: string): Division {
  const given = spec.delimiter === undefined ? undefined : delimiterOf(spec.delimiter)
  const divisions = (given === undefined ? DELIMITERS : [given]).map((delimiter) => division(lines, delimiter, file))
  const usable = divisions.filter(({ rows }) => rows.length > 0)
  const found = best(usable.filter(({ hasSequences }) => hasSequences)) ?? best(usable)
  if (found === undefined) throw new HeliconError('TABLE_EMPTY', { file })
  if (found.width > MOST_COLUMNS)
    throw new HeliconError('TABLE_TOO_WIDE', { file, found: found.width, limit: MOST_COLUMNS })
  return found
}

function delimiterOf(text: string): string {
  const delimiter = DELIMITER_WORDS[text] ?? text
  if (delimiter.length === 1 && !'"\r\n'.includes(delimiter)) return delimiter
  throw new HeliconError('ARGUMENT_INVALID', {
    name: { en: 'delimiter', ko: '구분자' },
    found: JSON.stringify(text),
    expected: {
      kind: 'words',
      en: 'one character, or tab, comma, semicolon, space',
      ko: '한 글자, 또는 tab, comma, semicolon, space',
    },
  })
}

/** The division that most rows agree on; of equals one of several columns, and then the first. */
function best(divisions: readonly Division[]): Division | undefined {
  const several = divisions.filter(({ width, agreement }) => width > 1 && agreement > 0.5)
  const [first] = (several.length > 0 ? several : divisions).toSorted((a, b) => b.agreement - a.agreement)
  return first
}

function division(lines: readonly string[], delimiter: string, file: string): Division {
  const rows = rowsOf(lines, delimiter, file)
  const widths = new Map<number, number>()
  for (const { values } of rows) widths.set(values.length, (widths.get(values.length) ?? 0) + 1)
  const [[width, count] = [0, 0]] = [...widths].sort((a, b) => b[1] - a[1])
  const agreement = count / Math.max(1, rows.length)
  if (width > MOST_COLUMNS) return { delimiter, rows, width, agreement, hasSequences: false }
  const table = { file, header: undefined, width, rows: dataRows(rows.slice(1), undefined, width) }
  const hasSequences = contentsOf(
    table.rows.length > 0 ? table : { ...table, rows: dataRows(rows, undefined, width) },
  ).some(({ dna, length }) => dna >= 0.5 && length >= 4)
  return { delimiter, rows, width, agreement, hasSequences }
}

/** The whole rows among the lines. Where quotes leave hardly any, each line is a row: reading says what is wrong. */
function rowsOf(lines: readonly string[], delimiter: string, file: string): DelimitedRow[] {
  const splitter = new RowSplitter(file, { delimiter, blanks: 'trim' })
  const rows: DelimitedRow[] = []
  try {
    for (const line of lines) {
      const row = splitter.take(line)
      if (row !== undefined) rows.push(row)
    }
    splitter.finish()
    return rows
  } catch (error) {
    if (!(error instanceof HeliconError)) throw error
    return rows.length > 2 ? rows : linesAsRows(lines, delimiter)
  }
}

function linesAsRows(lines: readonly string[], delimiter: string): DelimitedRow[] {
  return lines
    .map((text, i) => ({ line: i + 1, values: text.split(delimiter).map((value) => value.trim().replaceAll('"', '')) }))
    .filter(({ values }) => values.some((value) => value !== ''))
}

function leadingComments(rows: readonly DelimitedRow[]): DelimitedRow[] {
  const end = rows.findIndex(({ values }) => values[0]?.startsWith('#') !== true)
  return rows.slice(0, Math.max(0, end))
}

/** The header as far as names tell: of columns of sequences, of those that the specification names, or behind a #. */
function headerOf(
  comments: readonly DelimitedRow[],
  body: readonly DelimitedRow[],
  width: number,
  spec: TableSpec,
): DelimitedRow | undefined {
  if (spec.header === false) return undefined
  const [first] = body
  const names = [spec.idColumn, spec.sequenceColumn, ...(spec.labelColumns ?? [])]
  const wanted = spec.header === true || names.some((name) => typeof name === 'string')
  const last = comments.findLast(({ values }) => values.length === width && width > 1)
  const behindMark = last && {
    line: last.line,
    values: last.values.map((name, i) => (i === 0 ? name.slice(1).trim() : name)),
  }
  if (behindMark !== undefined && hasKnownName(behindMark.values)) return behindMark
  if (first === undefined || wanted) return first
  return hasKnownName(first.values) && !standsAmongDna(first, dataRows(body, first, width)) ? first : undefined
}

/** Whether a row has a sequence where other rows have one: then it is a record, whatever words it holds. */
function standsAmongDna({ values }: DelimitedRow, others: readonly (readonly string[])[]): boolean {
  return values.some((value, column) => {
    const below = others.map((row) => row[column] ?? '')
    return value.length >= 4 && looksLikeDna(value) && columnContents(below).dna >= 0.5
  })
}

/** The first row as a header where it has no sequence in the column of sequences, and no number above numbers. */
function headerBySequence(
  body: readonly DelimitedRow[],
  sequence: number,
  width: number,
  spec: TableSpec,
): DelimitedRow | undefined {
  const [first] = body
  const value = first?.values[sequence] ?? ''
  const others = first === undefined ? [] : dataRows(body, first, width)
  const isData = value === '' || looksLikeDna(value) || value.length > 40 || isSequenceLike(value, others, sequence)
  const isNumbered = first?.values.some(
    (text, column) => isNumberText(text) && columnContents(others.map((row) => row[column] ?? '')).numeric,
  )
  return spec.header === false || isData || isNumbered === true ? undefined : first
}

/** Whether a text is of capitals alone and as long as a sequence of another row: a protein, or full of IUPAC letters. */
function isSequenceLike(text: string, others: readonly (readonly string[])[], sequence: number): boolean {
  return /^[A-Z*]{8,}$/.test(text) && others.some((row) => row[sequence]?.length === text.length)
}

function dataRows(body: readonly DelimitedRow[], header: DelimitedRow | undefined, width: number): string[][] {
  return body
    .filter(({ line, values }) => (header === undefined || line > header.line) && values.length === width)
    .map(({ values }) => [...values])
}

function sequenceColumn(table: LookedAt, spec: TableSpec): number {
  if (spec.sequenceColumn !== undefined) return columnNumber(table, spec.sequenceColumn)
  const found = findSequence(table)
  if (found !== undefined) return found
  const columns = Array.from({ length: table.width }, (_, column) => columnTitle(table, column))
  throw new HeliconError('TABLE_SEQUENCE_MISSING', { file: table.file, columns })
}
