import { HeliconError } from '../../core/errors.js'
import type { MotifFacts, MotifIdentity, Pfm, Ppm } from '../matrix.js'
import { factsOfComments } from './comment-facts.js'
import { requireDna } from './line-kind.js'
import { inOrder, wrongPosition } from './matrix-blocks.js'
import { matrixOfRows, type PositionRow, requireLength } from './matrix-of-rows.js'
import { type MotifText, numbersOf, placeOfLine, requireRowLength, unexpectedLine, wordsOf } from './motif-text.js'

/** A record that is being read. */
interface OpenRecord {
  /** Index of its first line. */
  readonly index: number
  /** The texts of each two-letter key, in order. */
  readonly fields: Map<string, string[]>
  columns?: string
  readonly rows: PositionRow[]
}

/**
 * Reads TRANSFAC's flat files, and JASPAR's in that form: keys of two letters and then one blank or several, the matrix
 * below `P0` or `PO`, records that end with `//`. Of the matrix' rows a consensus letter at the end is passed over.
 *
 * The id is `AC`, or `ID` where there is no `AC`; the name is `NA`, or `ID` where that is not the id.
 *
 * @throws HeliconError MOTIF_TRUNCATED, MOTIF_FILE_EMPTY, MOTIF_LINE_UNEXPECTED, MOTIF_FILE_ALPHABET and those of numbers,
 *   naming the line
 */
export function readTransfac(text: MotifText): (Pfm | Ppm)[] {
  const motifs: (Pfm | Ppm)[] = []
  let open: OpenRecord | undefined
  text.lines.forEach((line, index) => {
    if (line === '') return
    if (line === '//') {
      const finished = open
      open = undefined
      // The head of a file, `VV`, is a record without a matrix.
      if (finished !== undefined && !isHead(finished)) motifs.push(motifOf(finished, motifs.length, text))
      return
    }
    open ??= { index, fields: new Map(), rows: [] }
    readLine(open, line, index, text)
  })
  if (open !== undefined) throw truncated(open, motifs.length, text, 'end')
  if (motifs.length === 0) throw new HeliconError('MOTIF_FILE_EMPTY', { file: text.file })
  return motifs
}

function readLine(record: OpenRecord, line: string, index: number, text: MotifText): void {
  const [, key, rest = ''] = /^([A-Z][A-Z0-9]|\d+)(?:\s+(.*))?$/.exec(line) ?? []
  if (key === undefined)
    throw unexpectedLine(text, index, {
      en: 'a line of TRANSFAC that starts with a key of two letters, a position, or "//"',
      ko: '두 글자 키나 위치 번호로 시작하는 TRANSFAC의 줄 또는 "//"',
    })
  if (/^\d/.test(key)) {
    addRow(record, Number(key), wordsOf(rest), index, text)
  } else if (key === 'P0' || key === 'PO') {
    if (record.columns !== undefined) throw unexpectedLine(text, index, NEXT_RECORD)
    record.columns = requireDna(wordsOf(rest).join(''), text, index)
  } else if (key !== 'XX') {
    const values = record.fields.get(key) ?? []
    if (values.length > 0 && ['AC', 'ID', 'NA'].includes(key)) throw unexpectedLine(text, index, NEXT_RECORD)
    values.push(rest)
    record.fields.set(key, values)
  }
}

const NEXT_RECORD = { en: '"//" between two records', ko: '두 레코드 사이의 "//"' }

function addRow(record: OpenRecord, position: number, words: readonly string[], index: number, text: MotifText): void {
  if (record.columns === undefined)
    throw unexpectedLine(text, index, { en: 'the line "P0 A C G T" above the matrix', ko: '행렬 위의 "P0 A C G T" 줄' })
  const { rows, columns } = record
  // Positions count from 1; some programs write from 0.
  const first = rows.length === 0 && position <= 1 ? position : firstPosition(record, text)
  if (position !== first + rows.length) throw wrongPosition(text, index, first + rows.length)
  requireLength(rows.length + 1, text, index)
  const numbers = words.length === 5 && /^[A-Za-z]$/.test(words[4] ?? '') ? words.slice(0, 4) : words
  requireRowLength(numbers.length, 4, text, index)
  rows.push({ values: inOrder(numbersOf(numbers, text, index), columns), index })
}

/** The number of the first row. */
function firstPosition({ rows }: OpenRecord, text: MotifText): number {
  const index = rows[0]?.index
  const line = typeof index === 'number' ? (text.lines[index] ?? '') : '1'
  return Number.parseInt(line, 10)
}

function isHead({ fields, rows, columns }: OpenRecord): boolean {
  return rows.length === 0 && columns === undefined && fields.has('VV') && !fields.has('AC') && !fields.has('ID')
}

function motifOf(record: OpenRecord, number: number, text: MotifText): Pfm | Ppm {
  if (record.rows.length === 0) throw truncated(record, number, text, 'matrix')
  return matrixOfRows(record.rows, identityOf(record.fields, number), text)
}

function identityOf(fields: ReadonlyMap<string, readonly string[]>, number: number): MotifIdentity {
  const one = (key: string) => fields.get(key)?.[0]?.trim() ?? ''
  const organisms = fields.get('OS')
  const facts: MotifFacts = {
    ...(one('DE') !== '' && { description: one('DE') }),
    ...factsOfComments(fields.get('CC') ?? []),
    ...(organisms && { species: organisms }),
  }
  const id = one('AC') || one('ID')
  return {
    id: id || `motif${number + 1}`,
    name: one('NA') || (one('AC') === '' ? '' : one('ID')),
    ...(Object.keys(facts).length > 0 && { facts }),
  }
}

function truncated(record: OpenRecord, number: number, text: MotifText, missing: 'matrix' | 'end'): HeliconError {
  const { id = '' } = identityOf(record.fields, number)
  const last = text.lines.findLastIndex((line) => line !== '')
  const place = placeOfLine(text, missing === 'end' ? last : record.index)
  return new HeliconError('MOTIF_TRUNCATED', { ...place, motif: id, missing, found: 0, expected: 1 })
}
