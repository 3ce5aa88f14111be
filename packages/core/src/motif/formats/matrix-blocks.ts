import { at } from '../../core/arrays.js'
import { HeliconError } from '../../core/errors.js'
import { MOTIF_BASES, type MotifFacts, type MotifIdentity, type Pfm, type Ppm } from '../matrix.js'
import { type Block, readBlocks, titleOf } from './blocks.js'
import type { NumberRow } from './line-kind.js'
import { matrixOfRows, type PositionRow, requireLength } from './matrix-of-rows.js'
import {
  idAndName,
  type MotifText,
  numberOf,
  numbersOf,
  placeOfLine,
  requireRowLength,
  unexpectedLine,
} from './motif-text.js'

/** What the rows of a block without letters are. */
export type RowMeaning = 'bases' | 'positions'

/**
 * Reads matrices of counts or probabilities in all formats that are rows of numbers below a heading: JASPAR, four rows,
 * four columns, UniPROBE, CIS-BP. Rows with letters are bases, and rows below `Pos A C G T` are positions, whatever the
 * others of the file are.
 *
 * @param usual what the format is made for
 * @throws HeliconError with file and line, where something is missing, too much or no number
 */
export function readMatrixBlocks(text: MotifText, meaning: RowMeaning, usual: (Pfm | Ppm)['kind']): (Pfm | Ppm)[] {
  return readBlocks(text).map((block, number) =>
    matrixOfRows(positionRows(block, meaning, text, number), identityOf(block, number), text, usual),
  )
}

/** The positions of a block, each in the order A, C, G, T. */
export function positionRows(block: Block, meaning: RowMeaning, text: MotifText, number: number): PositionRow[] {
  const labelled = block.rows[0]?.label !== undefined
  if (labelled || (meaning === 'bases' && block.columns === undefined)) return ofBases(block, text, number)
  return ofPositions(block, text)
}

function ofBases(block: Block, text: MotifText, number: number): PositionRow[] {
  const { rows } = block
  const last = rows.at(-1)?.index ?? block.index
  if (rows.length < 4) {
    const motif = titleOf(block, number)
    const place = placeOfLine(text, last)
    throw new HeliconError('MOTIF_TRUNCATED', { ...place, motif, missing: 'bases', found: rows.length, expected: 4 })
  }
  const fifth = rows[4]
  if (fifth !== undefined)
    throw unexpectedLine(text, fifth.index, {
      en: 'a blank line or a heading after the four rows of a matrix',
      ko: '행렬의 네 행 뒤에 올 빈 줄이나 머리줄',
    })
  requireLabels(rows, text)
  const numbers = rows.map((row) => numbersOf(unbracketed(row, text, block, number), text, row.index))
  const length = numbers[0]?.length ?? 0
  requireLength(length, text, rows[0]?.index ?? 0)
  rows.forEach((row, i) => {
    requireRowLength(at(numbers, i).length, Math.max(1, length), text, row.index)
  })
  const order = [...MOTIF_BASES].map((base, i) => {
    const found = rows.findIndex((row) => row.label === base)
    return found < 0 ? i : found
  })
  const index = order.map((row) => at(rows, row).index)
  return Array.from({ length }, (_, position) => ({
    values: order.map((row) => at(at(numbers, row), position)),
    index,
  }))
}

/** All four rows have the letter of a base, each its own, or none has one. */
function requireLabels(rows: readonly NumberRow[], text: MotifText): void {
  const seen = new Set<string | undefined>()
  const labelled = rows[0]?.label !== undefined
  for (const row of rows) {
    if ((row.label !== undefined) !== labelled || (labelled && seen.has(row.label)))
      throw unexpectedLine(text, row.index, {
        en: 'one row for each of A, C, G, T, all with their letters or none',
        ko: 'A, C, G, T마다 한 행씩(모두 글자가 있거나 모두 없는 행)',
      })
    seen.add(row.label)
  }
}

function unbracketed(row: NumberRow, text: MotifText, block: Block, number: number): readonly string[] {
  if (row.mark !== '[') return row.words
  const words = row.words.join(' ')
  if (words.endsWith(']')) return words.slice(0, -1).split(' ').filter(Boolean)
  throw new HeliconError('MOTIF_TRUNCATED', {
    ...placeOfLine(text, row.index),
    motif: titleOf(block, number),
    missing: 'bracket',
    found: 0,
    expected: 1,
  })
}

function ofPositions({ rows, columns }: Block, text: MotifText): PositionRow[] {
  const numbered = columns !== undefined && rows[0]?.words.length === 5
  const first = numberOf(rows[0]?.words[0]) ?? 1
  return rows.map((row, position) => {
    if (row.label !== undefined) requireLabels([...rows], text)
    requireRowLength(row.words.length, numbered ? 5 : 4, text, row.index)
    if (numbered && numberOf(row.words[0]) !== first + position) throw wrongPosition(text, row.index, first + position)
    const values = numbersOf(numbered ? row.words.slice(1) : row.words, text, row.index)
    return { values: inOrder(values, columns ?? MOTIF_BASES), index: row.index }
  })
}

/** The error of a row that is not that of position `position`. */
export function wrongPosition(text: MotifText, index: number, position: number): HeliconError {
  return unexpectedLine(text, index, { en: `the row of position ${position}`, ko: `${position}번째 위치의 행` })
}

/** Values of columns such as `ACGT` in the order A, C, G, T. */
export function inOrder(values: readonly number[], columns: string): number[] {
  return [...MOTIF_BASES].map((base) => at(values, columns.indexOf(base)))
}

/** Id, name and facts of a block. Without any of them it is called by its number. */
export function identityOf(block: Block, number: number): MotifIdentity {
  const { fields } = block
  const heading = idAndName(block.heading ?? '')
  const facts: MotifFacts = {
    ...(fields.has('Species') && { species: [fields.get('Species') ?? ''] }),
    ...(fields.has('Family') && { family: fields.get('Family') ?? '' }),
  }
  const names = [fields.get('Motif'), fields.get('Gene'), fields.get('TF Name')].filter((name) => (name ?? '') !== '')
  return {
    id: heading.id || names[0] || `motif${number + 1}`,
    name: heading.name || names.slice(1).at(-1) || '',
    ...(Object.keys(facts).length > 0 && { facts }),
  }
}
