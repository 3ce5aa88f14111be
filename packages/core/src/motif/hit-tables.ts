import { requireWeights } from './check-weights.js'
import type { Pwm } from './matrix.js'
import type { Strands } from './strand.js'

/** Bases that one look-up covers. */
export const WORD_BASES = 6
export const WORDS = 4 ** WORD_BASES

/** In the sum of a window's entries: which strand may have a hit. */
export const FORWARD_HIT = 1 << 31
export const REVERSE_HIT = 1 << 15

/** A score in whole steps has 15 bits; bit 15 says that the threshold is reached. */
const LARGEST = 2 ** 15 - 1

/**
 * Tables by which a window of a motif is told from a hit on both strands at once. For block b, entry w holds for the
 * bases that word w spells what they add to the score: in the upper 16 bits for `+`, in the lower 16 for `-`. The
 * sum over the blocks has bit 31 (bit 15) set wherever the score on `+` (`-`) reaches the threshold.
 *
 * Entries are scores in whole steps, rounded up, so that no hit is missed; a few windows just below the threshold are
 * let through. Who uses the tables computes the score of what they let through.
 */
export interface HitTables {
  /** Number of positions of the motif. */
  readonly length: number
  /** [blocks, WORDS]; of the last block the bases beyond the motif do not matter. */
  readonly entries: Int32Array
  readonly blocks: number
  /** The block that rules out most words, whatever the others hold. */
  readonly leading: number
  /** [WORDS]: 0 where no window with this word in the leading block is a hit. */
  readonly possible: Uint8Array
}

/**
 * @param threshold the least score of a hit; -Infinity makes every window one
 * @returns undefined where not even the best window reaches the threshold
 * @throws HeliconError `MOTIF_WEIGHT_INVALID`, `ARGUMENT_INVALID`
 */
export function hitTables(pwm: Pwm, threshold: number, strands: Strands): HitTables | undefined {
  requireWeights(pwm)
  const { length } = pwm
  const scale = scaleOf(pwm, threshold)
  if (scale === undefined) return undefined
  const weights = packedWeights(scale.steps, strands)
  // What the sum of the steps lacks to 2^15 at the threshold goes with the bases of the first position.
  const lacking = packed(
    strands === '-' ? 0 : LARGEST + 1 - scale.threshold,
    strands === '+' ? 0 : LARGEST + 1 - scale.threshold,
  )
  for (let base = 0; base < 4; base++) weights[base] = (weights[base] ?? 0) + lacking
  const blocks = Math.ceil(length / WORD_BASES)
  const entries = new Int32Array(blocks * WORDS)
  for (let block = 0; block < blocks; block++)
    fillBlock(entries.subarray(block * WORDS), weights.subarray(4 * WORD_BASES * block))
  return { length, entries, blocks, ...leadingBlock(entries, weights) }
}

/** Steps of both strands in one number. */
const packed = (forward: number, reverse: number) => (forward << 16) | reverse

/** [length, 4]: the steps of each base, rounded up, packed. A strand that is not looked at has none. */
function packedWeights(steps: Float64Array, strands: Strands): Int32Array {
  const whole = steps.map(Math.ceil)
  // Read backwards, rows of A, C, G, T are those of the reverse complement.
  return Int32Array.from(whole, (step, i) =>
    packed(strands === '-' ? 0 : step, strands === '+' ? 0 : (whole[whole.length - 1 - i] ?? 0)),
  )
}

/** The sums for every word, the first base in its highest digits. Bases beyond the motif add nothing. */
function fillBlock(entries: Int32Array, weights: Int32Array): void {
  entries[0] = 0
  for (let base = 0, size = 1; base < WORD_BASES; base++, size *= 4) {
    // From the end, so that the words so far are read before longer ones take their place.
    for (let word = size - 1; word >= 0; word--) {
      const sum = entries[word] ?? 0
      for (let next = 3; next >= 0; next--) entries[4 * word + next] = sum + (weights[4 * base + next] ?? 0)
    }
  }
}

/** The block in which a random word falls furthest behind the best one, and which words may be part of a hit there. */
function leadingBlock(entries: Int32Array, weights: Int32Array): Pick<HitTables, 'leading' | 'possible'> {
  const blocks = entries.length / WORDS
  const bestWord = new Int32Array(blocks)
  const behind = new Float64Array(blocks)
  for (let row = 0; row < weights.length; row += 4) {
    const block = Math.floor(row / 4 / WORD_BASES)
    const four = Array.from(weights.subarray(row, row + 4))
    const sides = [four.map((weight) => weight >>> 16), four.map((weight) => weight & 0xffff)]
    const [forward = 0, reverse = 0] = sides.map((values) => Math.max(...values))
    bestWord[block] = (bestWord[block] ?? 0) + packed(forward, reverse)
    behind[block] = (behind[block] ?? 0) + sides.flat().reduce((sum, value) => sum - value, 4 * (forward + reverse))
  }
  const leading = behind.indexOf(Math.max(...behind))
  const others = bestWord.reduce((sum, best) => (sum + best) | 0, 0) - (bestWord[leading] ?? 0)
  const possible = new Uint8Array(WORDS)
  for (let word = 0, at = leading * WORDS; word < WORDS; word++, at++)
    possible[word] = (((entries[at] ?? 0) + others) & (FORWARD_HIT | REVERSE_HIT)) === 0 ? 0 : 1
  return { leading, possible }
}

interface Scale {
  /** [length, 4]: weights above the least of their position, in steps; not whole. */
  readonly steps: Float64Array
  /** The threshold in steps, from 0 to 2^15. */
  readonly threshold: number
}

/**
 * Steps as fine as 15 bits allow. A base that costs more than a window may lose below the best one can never be part of
 * a hit: how much more does not matter, and its weight is raised to there, so that the steps are finer.
 */
function scaleOf({ values, length }: Pwm, threshold: number): Scale | undefined {
  const best = rows(values, length, (row) => Math.max(...row))
  const mayLose = best.reduce((sum, weight) => sum + weight, 0) - threshold
  // Sums in another order differ in the last digits.
  const tolerance = 1e-9 * (1 + best.reduce((sum, weight) => sum + Math.abs(weight), 0))
  if (mayLose < -tolerance) return undefined
  const least = rows(values, length, (row, position) =>
    Math.max(Math.min(...row.filter(Number.isFinite)), (best[position] ?? 0) - Math.max(0, mayLose) - tolerance),
  )
  const above = values.map((weight, i) => Math.max(0, weight - (least[i >> 2] ?? 0)))
  const range = best.reduce((sum, weight, position) => sum + weight - (least[position] ?? 0), 0)
  const perStep = range > 0 ? (LARGEST - length) / range : 1
  const aim = (threshold - tolerance - least.reduce((sum, weight) => sum + weight, 0)) * perStep
  return { steps: above.map((weight) => weight * perStep), threshold: Math.max(0, Math.min(LARGEST, Math.floor(aim))) }
}

function rows(values: Float64Array, length: number, of: (row: Float64Array, position: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, position) => of(values.subarray(4 * position, 4 * position + 4), position))
}
