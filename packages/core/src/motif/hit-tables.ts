import { requireWeights } from './check-weights.js'
import type { Pwm } from './matrix.js'
import type { Strands } from './strand.js'

/** Bases that one look-up covers. */
export const WORD_BASES = 5
export const WORDS = 4 ** WORD_BASES

/** In the sum of a window's entries: which strand may have a hit. */
export const FORWARD_HIT = 1 << 31
export const REVERSE_HIT = 1 << 15

/** A score in whole steps has 15 bits; bit 15 says that the threshold is reached. */
const LARGEST = 2 ** 15 - 1

/**
 * Tables by which a window of a motif is told from a hit on both strands at once. For block b, entry w holds for the
 * five bases that word w spells what they add to the score: in the upper 16 bits for `+`, in the lower 16 for `-`. The
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
  const blocks = Math.ceil(length / WORD_BASES)
  const entries = new Int32Array(blocks * WORDS)
  // The entries of block 0 carry what the sum lacks to 2^15 at the threshold.
  const lacking = LARGEST + 1 - scale.threshold
  for (let block = 0; block < blocks; block++) {
    const forward = blockSteps(scale.steps, block, strands !== '-')
    const reverse = blockSteps(scale.steps.slice().reverse(), block, strands !== '+')
    const repeat = WORDS / forward.length
    const [addForward, addReverse] = block > 0 ? [0, 0] : [strands !== '-' ? lacking : 0, strands !== '+' ? lacking : 0]
    for (let word = 0; word < WORDS; word++) {
      const place = Math.floor(word / repeat)
      const high = Math.ceil(forward[place] ?? 0) + addForward
      entries[block * WORDS + word] = (high << 16) | (Math.ceil(reverse[place] ?? 0) + addReverse)
    }
  }
  return { length, entries, blocks }
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

/** Sums of steps for every word of the bases of a block, the first base in the highest digits; zeros where not wanted. */
function blockSteps(steps: Float64Array, block: number, wanted: boolean): Float64Array {
  let sums = new Float64Array(1)
  for (let row = 4 * WORD_BASES * block; row < Math.min(steps.length, 4 * WORD_BASES * (block + 1)); row += 4) {
    const longer = new Float64Array(4 * sums.length)
    for (let word = 0; word < longer.length; word++)
      longer[word] = wanted ? (sums[word >> 2] ?? 0) + (steps[row + (word & 3)] ?? 0) : 0
    sums = longer
  }
  return sums
}
