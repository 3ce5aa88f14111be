import { HeliconError } from '../core/errors.js'
import type { BaseNumbers } from './matrix.js'

/** Every base as often as the others. */
export const UNIFORM_BACKGROUND: BaseNumbers = [0.25, 0.25, 0.25, 0.25]

/** Backgrounds in files are rounded to three digits: `A 0.303 C 0.183 G 0.209 T 0.306` has the sum 1.001. */
const TOLERANCE = 0.01

/**
 * A background as probabilities of sum 1: numbers whose sum is 1 but for rounding are divided by it.
 *
 * @param given probabilities of A, C, G, T, each above 0
 * @throws HeliconError ARGUMENT_INVALID
 */
export function checkedBackground(given: BaseNumbers): BaseNumbers {
  const sum = given[0] + given[1] + given[2] + given[3]
  const positive = given.length === 4 && given.every((p) => Number.isFinite(p) && p > 0)
  if (!positive || Math.abs(sum - 1) > TOLERANCE)
    throw new HeliconError('ARGUMENT_INVALID', {
      name: 'background',
      found: given.join(', '),
      expected: {
        kind: 'words',
        en: 'the probabilities of A, C, G, T, each above 0, of sum 1',
        ko: 'A, C, G, T의 확률(각각 0보다 크고 합이 1)',
      },
    })
  if (sum === 1) return given
  return [given[0] / sum, given[1] / sum, given[2] / sum, given[3] / sum]
}
