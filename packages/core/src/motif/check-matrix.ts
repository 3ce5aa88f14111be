import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { MotifPlace } from '../core/messages/motif.js'
import { LONGEST_MOTIF, MOTIF_BASES } from './matrix.js'

/** Where a position, or one base of it, stands; `{}` where the matrix comes from no file. */
export type PlaceOfRow = (position: number, base?: number) => MotifPlace

/** Probabilities in files are rounded, at worst to two digits: this much their sum may miss 1. */
export const ROUNDED_SUM = 0.02

/** For matrices that come from no file. */
export const noPlace: PlaceOfRow = () => ({})

/** The number of positions of `values` [length, 4]. Throws ARGUMENT_INVALID where they are no matrix. */
export function motifLengthOf(values: ArrayLike<number>): number {
  const length = values.length / 4
  if (!Number.isInteger(length) || length < 1 || length > LONGEST_MOTIF)
    throw new HeliconError('ARGUMENT_INVALID', {
      name: { en: 'number of values', ko: '값의 수' },
      found: values.length,
      expected: {
        kind: 'words',
        en: `four for each position, for 1 to ${LONGEST_MOTIF} positions`,
        ko: `위치마다 네 개, 위치는 1개에서 ${LONGEST_MOTIF}개까지`,
      },
    })
  return length
}

/** The values, copied, after a look at each. Throws MOTIF_VALUE_INVALID, naming position and base. */
export function checkedValues(
  values: ArrayLike<number>,
  motif: string,
  kind: 'counts' | 'probabilities',
  place: PlaceOfRow,
): Float64Array {
  const most = kind === 'counts' ? Number.MAX_VALUE : 1 + 1e-9
  for (let i = 0; i < values.length; i++) {
    const found = at(values, i)
    if (found >= 0 && found <= most) continue
    const position = Math.floor(i / 4)
    const base = MOTIF_BASES[i % 4] ?? ''
    throw new HeliconError('MOTIF_VALUE_INVALID', {
      ...place(position, i % 4),
      motif,
      position: position + 1,
      base,
      found,
      kind,
    })
  }
  return Float64Array.from(values)
}

/** The sum of row `position` of values [length, 4], added in the order A, C, G, T. */
export function rowSum(values: ArrayLike<number>, position: number): number {
  const first = 4 * position
  return at(values, first) + at(values, first + 1) + at(values, first + 2) + at(values, first + 3)
}
