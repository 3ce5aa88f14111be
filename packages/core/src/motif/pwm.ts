import { at } from '../core/arrays.js'
import { checkedBackground, UNIFORM_BACKGROUND } from './background.js'
import type { BaseNumbers, Ppm, Pwm } from './matrix.js'
import { identified } from './pfm.js'

export interface BackgroundOptions {
  /** Probabilities of A, C, G, T outside the motif. Default: 0.25 each. */
  readonly background?: BaseNumbers
}

/**
 * Log-odds of probabilities: log2(probability / background); -Infinity where the probability is 0.
 *
 * @throws HeliconError ARGUMENT_INVALID where the background is none
 */
export function pwmFromPpm(ppm: Ppm, options: BackgroundOptions = {}): Pwm {
  const background = checkedBackground(options.background ?? UNIFORM_BACKGROUND)
  const values = ppm.values.map((probability, i) => Math.log2(probability / at(background, i % 4)))
  return { kind: 'log-odds', ...identified(ppm), length: ppm.length, values, background }
}

/** The score of the best sequence, in bits. */
export function maxScore(pwm: Pwm): number {
  return sumOverPositions(pwm, Math.max)
}

/** The score of the worst sequence, in bits; -Infinity where a probability is 0. */
export function minScore(pwm: Pwm): number {
  return sumOverPositions(pwm, Math.min)
}

/**
 * The mean score of sequences drawn from the motif, in bits: the relative entropy of the motif and the background.
 * (Biopython's `PositionSpecificScoringMatrix.mean`.)
 */
export function meanInformation(pwm: Pwm): number {
  let sum = 0
  pwm.values.forEach((weight, i) => {
    if (weight > -Infinity) sum += at(pwm.background, i % 4) * 2 ** weight * weight
  })
  return sum
}

function sumOverPositions(pwm: Pwm, choose: (...weights: number[]) => number): number {
  let sum = 0
  for (let i = 0; i < pwm.values.length; i += 4) sum += choose(...pwm.values.subarray(i, i + 4))
  return sum
}
