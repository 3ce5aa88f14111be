import { HeliconError } from '../core/errors.js'
import type { BedInterval } from './bed-interval.js'

/** Fewer than this could look so by chance. */
const FEWEST = 10
const FEWEST_FIRSTS = 2

/**
 * Looks for signs that the coordinates of a file start at 1 and include the end. None of them is proof, so that they give
 * a warning and not an error:
 * - every interval, ten of them at least, is one base short of a multiple of ten in BED's reading (99, 199, ...), as
 *   windows of a round length are when they are written 1-based;
 * - ten times at least an interval starts one base after the end of the one before it, and never at it: tiles that leave
 *   no base out in 1-based reading, and one between every two in BED's;
 * - two intervals at least start at 1.
 * A start of 0 proves that they start at 0; then there is no warning.
 */
export class OneBasedSigns {
  #count = 0
  #roundInclusive = 0
  #zero = 0
  #ones = 0
  #afterEnd = 0
  #atEnd = 0
  #previous: BedInterval | undefined

  add(interval: BedInterval): void {
    const { chromosome, start, end } = interval
    this.#count++
    if ((end - start + 1) % 10 === 0) this.#roundInclusive++
    if (start === 0) this.#zero++
    if (start === 1) this.#ones++
    if (this.#previous?.chromosome === chromosome) {
      if (start === this.#previous.end) this.#atEnd++
      if (start === this.#previous.end + 1) this.#afterEnd++
    }
    this.#previous = interval
  }

  /** The warning, given and not thrown; undefined where there is no sign. */
  warning(file: string): HeliconError<'INTERVALS_ONE_BASED'> | undefined {
    const found = (sign: 'lengths' | 'neighbours' | 'firsts', count: number) =>
      new HeliconError('INTERVALS_ONE_BASED', { file, sign, count })
    if (this.#zero > 0) return undefined
    if (this.#ones >= FEWEST_FIRSTS) return found('firsts', this.#ones)
    if (this.#afterEnd >= FEWEST && this.#atEnd === 0) return found('neighbours', this.#afterEnd)
    if (this.#count >= FEWEST && this.#roundInclusive === this.#count) return found('lengths', this.#count)
    return undefined
  }
}
