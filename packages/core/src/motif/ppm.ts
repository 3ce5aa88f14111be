import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { checkedValues, motifLengthOf, noPlace, type PlaceOfRow, ROUNDED_SUM, rowSum } from './check-matrix.js'
import type { BaseNumbers, MotifIdentity, Pfm, Ppm, Pwm } from './matrix.js'
import { identified } from './pfm.js'

/** A sum this close to 1 is 1: the rounding of float64. */
const EXACT_SUM = 1e-12

export interface PseudocountOptions {
  /** Added to every count, or to those of A, C, G, T. Default 0. */
  readonly pseudocount?: number | BaseNumbers
}

/**
 * Probabilities of counts: (count + pseudocount) / (sum of the position with its pseudocounts).
 *
 * `sites` of the result is the largest sum of counts of a position (without pseudocounts) where that is above 0.
 *
 * @throws HeliconError MOTIF_COLUMN_ZERO where a position has no counts and there is no pseudocount; ARGUMENT_INVALID
 *   where a pseudocount is negative
 */
export function ppmFromPfm(pfm: Pfm, { pseudocount = 0 }: PseudocountOptions = {}): Ppm {
  const added = checkedPseudocounts(pseudocount)
  const values = pfm.values.map((count, i) => count + at(added, i % 4))
  let sites = 0
  for (let position = 0; position < pfm.length; position++) {
    const sum = rowSum(values, position)
    if (sum === 0) throw new HeliconError('MOTIF_COLUMN_ZERO', { motif: pfm.id, position: position + 1 })
    if (!Number.isFinite(sum)) {
      const expected = { kind: 'words', en: 'counts with a finite sum', ko: '합이 유한한 횟수' } as const
      throw new HeliconError('ARGUMENT_INVALID', { name: `${pfm.id}, ${position + 1}`, found: sum, expected })
    }
    for (let i = 4 * position; i < 4 * position + 4; i++) values[i] = at(values, i) / sum
    sites = Math.max(sites, rowSum(pfm.values, position))
  }
  return { kind: 'probabilities', ...identified(pfm), length: pfm.length, values, ...(sites > 0 && { sites }) }
}

/**
 * A matrix of probabilities from numbers, which are copied. Rows that miss a sum of 1 by the rounding of a file (0.02)
 * are divided by their sum.
 *
 * @param probabilities [length, 4], row-major: a row is a position, columns A, C, G, T
 * @param options.sites number of sites that they were estimated from, where known
 * @param placeOf where the row of a position stands, for messages
 * @throws HeliconError ARGUMENT_INVALID (not four for each position, sites not above 0), MOTIF_VALUE_INVALID (outside 0
 *   to 1), MOTIF_SUM_WRONG
 */
export function ppmFromProbabilities(
  probabilities: ArrayLike<number>,
  { sites, ...identity }: MotifIdentity & { readonly sites?: number } = {},
  placeOf: PlaceOfRow = noPlace,
): Ppm {
  const length = motifLengthOf(probabilities)
  const named = identified(identity)
  if (sites !== undefined && !(Number.isFinite(sites) && sites > 0))
    throw new HeliconError('ARGUMENT_INVALID', { name: 'sites', found: sites, expected: { kind: 'number', above: 0 } })
  const values = checkedValues(probabilities, named.id, 'probabilities', placeOf)
  for (let position = 0; position < length; position++) {
    const sum = rowSum(values, position)
    if (Math.abs(sum - 1) > ROUNDED_SUM)
      throw new HeliconError('MOTIF_SUM_WRONG', {
        ...placeOf(position),
        motif: named.id,
        position: position + 1,
        found: sum,
      })
    if (Math.abs(sum - 1) > EXACT_SUM)
      for (let i = 4 * position; i < 4 * position + 4; i++) values[i] = at(values, i) / sum
  }
  return { kind: 'probabilities', ...named, length, values, ...(sites !== undefined && { sites }) }
}

/** The probabilities that log-odds were made of: background x 2^weight. */
export function ppmFromPwm(pwm: Pwm): Ppm {
  const values = pwm.values.map((weight, i) => at(pwm.background, i % 4) * 2 ** weight)
  return { kind: 'probabilities', ...identified(pwm), length: pwm.length, values }
}

/** Probabilities of either kind of matrix: those of counts are made with the pseudocount. */
export function ppmOf(motif: Pfm | Ppm, options: PseudocountOptions = {}): Ppm {
  return motif.kind === 'counts' ? ppmFromPfm(motif, options) : motif
}

function checkedPseudocounts(given: number | BaseNumbers): BaseNumbers {
  const four: BaseNumbers = typeof given === 'number' ? [given, given, given, given] : given
  if (four.length === 4 && four.every((value) => Number.isFinite(value) && value >= 0)) return four
  throw new HeliconError('ARGUMENT_INVALID', {
    name: 'pseudocount',
    found: typeof given === 'number' ? given : given.join(', '),
    expected: {
      kind: 'words',
      en: 'a number, 0 or larger, or one for each of A, C, G, T',
      ko: '0 이상의 수 하나 또는 A, C, G, T마다 하나씩',
    },
  })
}
