import { HeliconError } from '../../core/errors.js'
import { type ColumnContents, columnContents } from './column-contents.js'
import type { ColumnName, TableSpec } from './table-spec.js'

/** Names of columns, in lower case, that say what a column is. */
const SEQUENCE_NAMES = [
  ...['sequence', 'seq', 'dna', 'dna_sequence', 'dna sequence', 'nucleotides', 'sequences', 'seqs', 'bases'],
  ...['window', 'tag', 'read', 'oligo', 'probe', 'insert'],
]
const ID_NAMES = [
  ...['id', 'name', 'ids', 'seq_id', 'seqid', 'sequence_id', 'record', 'record_id', 'accession', 'peak', 'peak_id'],
  ...['read_id', 'probe_id', 'header', 'title', 'seqname', 'names'],
]
/** Names of a column that holds ids, in lower case. */
export function isIdName(name: string): boolean {
  return ID_NAMES.includes(name.toLowerCase())
}

const LABEL_NAMES =
  /^((label|class|target|task|y)([ _.-]?\d+)?|labels|classes|targets|is_?bound|bound|binding|outcome|response|category)$/
/** Columns that are no labels even where their values could be. */
const OTHER_NAMES =
  /^(chr|chrom|chromosome|start|end|stop|strand|length|len|width|gc|gc_content|fold|fold_?id|split|set|part|index|row|no|weight|quality|description|species|organism)$/

/** Columns of a table by their numbers from 0. */
export interface TableColumns {
  readonly id: number | undefined
  readonly sequence: number
  readonly labels: readonly number[]
}

/** The rows of a table that are looked at, all of one width. */
export interface LookedAt {
  readonly file: string
  /** Names of the columns; undefined where there is no header. */
  readonly header: readonly string[] | undefined
  /** A first row that may be a header, for messages. */
  readonly maybeHeader?: readonly string[] | undefined
  readonly width: number
  /** Rows of data. */
  readonly rows: readonly (readonly string[])[]
}

/** A column as messages and tasks name it: by the header, else `column 3`. */
export function columnTitle(table: Pick<LookedAt, 'header' | 'maybeHeader'>, column: number): string {
  const name = (table.header ?? table.maybeHeader)?.[column] ?? ''
  return name === '' ? `column ${column + 1}` : name
}

/**
 * Finds the columns that a specification leaves open, by their names and by what their first values are.
 * @throws HeliconError `TABLE_COLUMN_UNKNOWN`, `TABLE_LABELS_AMBIGUOUS`, `TABLE_LABEL_COLUMN_INVALID`
 */
export function findColumns(table: LookedAt, spec: TableSpec, sequence: number): TableColumns {
  const contents = contentsOf(table)
  const named = spec.labelColumns?.map((name) => columnNumber(table, name))
  if (named !== undefined) requireLabelColumns(table, named, sequence)
  const taken = [sequence, ...(named ?? [])]
  const id = spec.idColumn === undefined ? findId(table, contents, taken, spec) : columnNumber(table, spec.idColumn)
  if (named !== undefined) return { id, sequence, labels: named }
  return { id, sequence, labels: findLabels(table, contents, [sequence, ...(id === undefined ? [] : [id])]) }
}

/**
 * @param sequence the column of sequences, where the table has one
 * @throws HeliconError `TABLE_LABEL_COLUMN_INVALID` for a column that is named twice or holds the sequences
 */
export function requireLabelColumns(
  table: Pick<LookedAt, 'file' | 'header'>,
  labels: readonly number[],
  sequence?: number,
): void {
  labels.forEach((label, i) => {
    const problem = label === sequence ? 'sequence' : labels.indexOf(label) < i ? 'twice' : undefined
    if (problem === undefined) return
    const details = { file: table.file, column: columnTitle(table, label), problem } as const
    throw new HeliconError('TABLE_LABEL_COLUMN_INVALID', details)
  })
}

export function contentsOf(table: LookedAt): ColumnContents[] {
  return Array.from({ length: table.width }, (_, column) => columnContents(table.rows.map((row) => row[column] ?? '')))
}

/**
 * The number, from 0, of a column that is named or numbered from 1. Names are compared exactly first, then without case.
 * @throws HeliconError `TABLE_COLUMN_UNKNOWN`
 */
export function columnNumber(table: Omit<LookedAt, 'rows'>, name: ColumnName): number {
  const { file, header, width } = table
  if (typeof name === 'number' && Number.isInteger(name) && name >= 1 && name <= width) return name - 1
  if (typeof name === 'string' && header !== undefined) {
    const exact = header.indexOf(name)
    const found = exact >= 0 ? exact : header.findIndex((other) => other.toLowerCase() === name.toLowerCase())
    if (found >= 0) return found
  }
  const columns = Array.from({ length: width }, (_, column) => columnTitle(table, column))
  const found = typeof name === 'string' ? JSON.stringify(name) : String(name)
  throw new HeliconError('TABLE_COLUMN_UNKNOWN', { file, found, columns, header: header !== undefined })
}

/**
 * The column of sequences: the one with such a name, else of those that look like DNA the longest. Undefined where there
 * is none; where there is none of DNA but one of proteins, that one, so that reading says so.
 * @throws HeliconError `TABLE_SEQUENCE_AMBIGUOUS` where two of them are longer than 8 letters
 */
export function findSequence(table: LookedAt): number | undefined {
  const names = lowerNames(table)
  for (const name of SEQUENCE_NAMES) if (names.includes(name)) return names.indexOf(name)
  const contents = contentsOf(table)
  const columns = contents
    .map(({ dna, length }, column) => ({ dna, length, column }))
    .filter(({ dna, length }) => dna >= 0.5 && length >= 4)
    .sort((a, b) => b.length - a.length)
  const rivals = columns.filter(({ length }) => length >= 8)
  if (rivals.length > 1) {
    const titles = rivals.map(({ column }) => columnTitle(table, column)).sort()
    throw new HeliconError('TABLE_SEQUENCE_AMBIGUOUS', { file: table.file, columns: titles })
  }
  const protein = contents.findIndex((each) => each.protein >= 0.5)
  return columns[0]?.column ?? (protein < 0 ? undefined : protein)
}

/** Whether a first row is a header by the names in it. */
export function hasKnownName(values: readonly string[]): boolean {
  return values.some((value) => SEQUENCE_NAMES.includes(value.toLowerCase()))
}

/** Whether a name says that a column holds labels. */
export function isLabelName(name: string): boolean {
  return LABEL_NAMES.test(name.toLowerCase())
}

function lowerNames(table: LookedAt): string[] {
  return (table.header ?? []).map((name) => name.toLowerCase())
}

function findId(
  table: LookedAt,
  contents: readonly ColumnContents[],
  taken: readonly number[],
  spec: TableSpec,
): number | undefined {
  const names = lowerNames(table)
  for (const name of ID_NAMES) {
    const column = names.indexOf(name)
    if (column >= 0 && !taken.includes(column)) return column
  }
  const n = table.rows.length
  const open = contents
    .map((each, column) => ({ ...each, column }))
    .filter(({ column }) => !taken.includes(column) && !LABEL_NAMES.test(names[column] ?? ''))
  const endsInId = open.filter(({ column, distinct }) => /id$/.test(names[column] ?? '') && 2 * distinct > n)
  const [byName] = endsInId.sort((a, b) => b.distinct - a.distinct)
  if (byName !== undefined) return byName.column
  const texts = open.filter(({ numeric, distinct }) => !numeric && distinct >= 0.9 * n)
  // In a few rows every column may have different words, the labels too.
  if (texts.length > 1 && n < 10 && table.header === undefined && spec.labelColumns === undefined)
    throw labelsAmbiguous(table, texts)
  return texts[0]?.column
}

function findLabels(table: LookedAt, contents: readonly ColumnContents[], taken: readonly number[]): number[] {
  const names = lowerNames(table)
  const n = table.rows.length
  const open = contents.map((each, column) => ({ ...each, column })).filter(({ column }) => !taken.includes(column))
  const named = open.filter(({ column }) => LABEL_NAMES.test(names[column] ?? ''))
  if (named.length > 0) return named.map(({ column }) => column)
  const few = Math.max(2, Math.min(20, n / 2))
  const candidates = open.filter(
    ({ column, numeric, distinct, counting }) =>
      !OTHER_NAMES.test(names[column] ?? '') && !(counting && n > 2) && (numeric || distinct <= few),
  )
  if (candidates.length > 1 && !candidates.every(({ zeroOne }) => zeroOne)) throw labelsAmbiguous(table, candidates)
  return candidates.map(({ column }) => column)
}

function labelsAmbiguous(table: LookedAt, columns: readonly { readonly column: number }[]): HeliconError {
  const titles = columns.map(({ column }) => columnTitle(table, column))
  return new HeliconError('TABLE_LABELS_AMBIGUOUS', { file: table.file, columns: titles })
}
