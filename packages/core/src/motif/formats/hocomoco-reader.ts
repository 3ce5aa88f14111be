import { HeliconError } from '../../core/errors.js'
import { ROUNDED_SUM } from '../check-matrix.js'
import type { Ppm } from '../matrix.js'
import { readBlocks, titleOf } from './blocks.js'
import { identityOf, positionRows } from './matrix-blocks.js'
import { type PositionRow, probabilitiesOfRows } from './matrix-of-rows.js'
import { type MotifText, placeOfLine } from './motif-text.js'

/**
 * Reads weights as HOCOMOCO gives them (`pwm` files): log-odds against 0.25 for each base, of which the probabilities are
 * made again. HOCOMOCO takes natural logarithms, other programs those of base 2: the right ones are those with which the
 * probabilities of each position have the sum 1.
 *
 * @throws HeliconError MOTIF_WEIGHTS_UNKNOWN where neither base gives probabilities; others with file and line
 */
export function readHocomocoWeights(text: MotifText): Ppm[] {
  return readBlocks(text).map((block, number) => {
    const rows = positionRows(block, 'positions', text, number)
    const probabilities = probabilitiesOfWeights(rows)
    if (probabilities === undefined)
      throw new HeliconError('MOTIF_WEIGHTS_UNKNOWN', {
        ...placeOfLine(text, block.index),
        motif: titleOf(block, number),
      })
    return probabilitiesOfRows(probabilities, identityOf(block, number), text)
  })
}

/** The probabilities that weights were made of; undefined where they are no log-odds. */
export function probabilitiesOfWeights(rows: readonly PositionRow[]): PositionRow[] | undefined {
  for (const base of [2, Math.E]) {
    const made = rows.map((row) => ({ ...row, values: row.values.map((weight) => 0.25 * base ** weight) }))
    if (made.every(({ values }) => Math.abs(values.reduce((sum, p) => sum + p, 0) - 1) <= ROUNDED_SUM)) return made
  }
  return undefined
}
