import { HeliconError } from '../../core/errors.js'
import { ROUNDED_SUM } from '../check-matrix.js'
import { LONGEST_MOTIF, type MotifIdentity, type Pfm, type Ppm } from '../matrix.js'
import { pfmFromCounts } from '../pfm.js'
import { ppmFromProbabilities } from '../ppm.js'
import { type MotifText, placeOfLine } from './motif-text.js'

/** The four numbers of one position and the index of the line where they stand. */
export interface PositionRow {
  /** In the order A, C, G, T. */
  readonly values: readonly number[]
  /** One index where the position is a row; four where each base is. */
  readonly index: number | readonly number[]
}

/** @throws HeliconError MOTIF_TOO_LONG */
export function requireLength(length: number, text: MotifText, index: number): void {
  if (length > LONGEST_MOTIF)
    throw new HeliconError('MOTIF_TOO_LONG', { ...placeOfLine(text, index), limit: LONGEST_MOTIF })
}

/** A matrix of counts; errors name the line of the row. */
export function countsOfRows(rows: readonly PositionRow[], identity: MotifIdentity, text: MotifText): Pfm {
  return pfmFromCounts(numbers(rows, text), identity, placeOfRow(rows, text))
}

/** A matrix of probabilities; errors name the line of the row. */
export function probabilitiesOfRows(
  rows: readonly PositionRow[],
  identity: MotifIdentity & { readonly sites?: number },
  text: MotifText,
): Ppm {
  return ppmFromProbabilities(numbers(rows, text), identity, placeOfRow(rows, text))
}

/**
 * A matrix of counts or of probabilities, where the format does not say which: probabilities where the first row has the
 * sum 1 and the numbers are not all whole.
 *
 * @param usual what the format is made for: whole numbers of sum 1 are that
 */
export function matrixOfRows(
  rows: readonly PositionRow[],
  identity: MotifIdentity,
  text: MotifText,
  usual: (Pfm | Ppm)['kind'] = 'counts',
): Pfm | Ppm {
  const sum = (rows[0]?.values ?? []).reduce((total, value) => total + value, 0)
  const whole = usual === 'counts' && rows.every(({ values }) => values.every(Number.isInteger))
  return Math.abs(sum - 1) <= ROUNDED_SUM && !whole
    ? probabilitiesOfRows(rows, identity, text)
    : countsOfRows(rows, identity, text)
}

function numbers(rows: readonly PositionRow[], text: MotifText): number[] {
  requireLength(rows.length, text, lineOf(rows[0], 0))
  return rows.flatMap(({ values }) => values)
}

function placeOfRow(rows: readonly PositionRow[], text: MotifText) {
  return (position: number, base = 0) => placeOfLine(text, lineOf(rows[position], base))
}

function lineOf(row: PositionRow | undefined, base: number): number {
  const index = row?.index ?? 0
  return typeof index === 'number' ? index : (index[base] ?? 0)
}
