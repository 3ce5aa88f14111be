import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { checkedBackground } from './background.js'
import { rowSum } from './check-matrix.js'
import { requireWeights } from './check-weights.js'
import type { BaseNumbers, Pwm } from './matrix.js'
import { ppmFromPwm } from './ppm.js'

/**
 * How the scores of a motif are distributed over random windows, on a grid of what a window scores below the best one:
 * its shortfall. The weights' shortfalls are rounded down to whole steps, so that a window of shortfall d is counted at
 * a step i with `i * step <= d <= i * step + error`. Hence every probability is known between two bounds, and both are
 * the same where no other window scores within `error` of the score asked for.
 */
export interface ScoreDistribution {
  /** The highest score a window can have. */
  readonly best: number
  /** The lowest score that is possible; -Infinity is left out. */
  readonly least: number
  /** Width of a step of the grid, in the unit of the scores. */
  readonly step: number
  /** The most that rounding moved any window. */
  readonly error: number
  /** [steps]: probability of a shortfall of at most i steps. What the last one lacks to 1 scores -Infinity. */
  readonly cumulative: Float64Array
}

export interface DistributionOptions {
  /** Probabilities of A, C, G, T in random windows, of sum 1. Default: the background of the matrix. */
  readonly background?: BaseNumbers
  /** Steps between the best and the least score, 2 to 2^24. Default 2^14. */
  readonly steps?: number
}

export const DEFAULT_STEPS = 2 ** 14

/** Share of a step within which two scores count as equal: far above rounding errors of sums, far below a step. */
export const SAME = 1e-6

/**
 * The distribution of the scores of windows whose bases are drawn independently from a background, by dynamic
 * programming over the positions (Staden 1989; Claverie and Audic 1996). Time: about 2 * length * steps.
 * @throws HeliconError `ARGUMENT_INVALID`, `MOTIF_WEIGHT_INVALID`
 */
export function scoreDistribution(pwm: Pwm, options: DistributionOptions = {}): ScoreDistribution {
  const background = checkedBackground(options.background ?? pwm.background)
  return distributionOf(pwm, (_, base) => at(background, base), options.steps)
}

/**
 * The distribution of the scores of the motif's own sites: bases drawn from its probabilities, which its weights and its
 * background give.
 * @throws HeliconError `ARGUMENT_INVALID`, `MOTIF_WEIGHT_INVALID`
 */
export function siteScoreDistribution(pwm: Pwm, options: { readonly steps?: number } = {}): ScoreDistribution {
  return distributionOf(pwm, siteProbabilities(pwm), options.steps)
}

/**
 * The p-value of a score: the probability that a random window scores as much or more. Where rounding leaves it open,
 * the larger bound, so that it never promises too much.
 */
export function pValue(distribution: ScoreDistribution, score: number): number {
  const { best, step } = distribution
  if (score === Number.NEGATIVE_INFINITY) return 1
  return cumulativeAt(distribution, Math.floor((best - score) / step + SAME))
}

/** Both bounds of the p-value of a score. */
export function pValueBounds(distribution: ScoreDistribution, score: number): { low: number; high: number } {
  const { best, step, error } = distribution
  if (score === Number.NEGATIVE_INFINITY) return { low: 1, high: 1 }
  const low = cumulativeAt(distribution, Math.floor((best - score - error) / step - SAME))
  return { low, high: pValue(distribution, score) }
}

function cumulativeAt({ cumulative }: ScoreDistribution, index: number): number {
  if (index < 0) return 0
  // Sums of thousands of probabilities can pass 1 in the last digit.
  return Math.min(1, at(cumulative, Math.min(index, cumulative.length - 1)))
}

type Probability = (position: number, base: number) => number

function distributionOf(pwm: Pwm, probability: Probability, steps = DEFAULT_STEPS): ScoreDistribution {
  requireWeights(pwm)
  if (!Number.isInteger(steps) || steps < 2 || steps > 2 ** 24) {
    const expected = { kind: 'integer', min: 2, max: 2 ** 24 } as const
    throw new HeliconError('ARGUMENT_INVALID', { name: 'steps', found: steps, expected })
  }
  const columns = Array.from({ length: pwm.length }, (_, position) =>
    pwm.values.subarray(4 * position, 4 * position + 4),
  )
  const best = columns.reduce((sum, column) => sum + Math.max(...column), 0)
  const least = columns.reduce((sum, column) => sum + Math.min(...column.filter(Number.isFinite)), 0)
  const step = best > least ? (best - least) / steps : 1
  const roundings = columns.map((column, position) => roundedDown(column, step, (base) => probability(position, base)))
  // Narrow positions first: the density stays short for longer.
  roundings.sort((a, b) => Math.max(...a.shifts) - Math.max(...b.shifts))
  const density = roundings.reduce(spread, Float64Array.of(1))
  for (let i = 1; i < density.length; i++) density[i] = at(density, i - 1) + at(density, i)
  return { best, least, step, error: roundings.reduce((sum, { error }) => sum + error, 0) * step, cumulative: density }
}

/** A position on the grid. */
interface Rounded {
  /** [4]: whole steps that each base falls short of the best one. */
  readonly shifts: readonly number[]
  /** [4]: probability of each base; 0 where its weight is -Infinity. */
  readonly shares: readonly number[]
  /** The most that rounding took away, in steps. */
  readonly error: number
}

function roundedDown(column: Float64Array, step: number, probability: (base: number) => number): Rounded {
  const best = Math.max(...column)
  const possible = Array.from(column, Number.isFinite)
  const exact = Array.from(column, (weight, base) => (possible[base] === true ? (best - weight) / step : 0))
  return {
    shifts: exact.map(Math.floor),
    shares: possible.map((is, base) => (is ? probability(base) : 0)),
    error: Math.max(...exact.map((shortfall) => shortfall - Math.floor(shortfall))),
  }
}

/** The density after one more position: each base moves it by its whole number of steps. */
function spread(density: Float64Array, { shifts, shares }: Rounded): Float64Array {
  const [a = 0, c = 0, g = 0, t = 0] = shifts
  const [shareA = 0, shareC = 0, shareG = 0, shareT = 0] = shares
  const next = new Float64Array(density.length + Math.max(...shifts))
  for (let i = 0; i < density.length; i++) {
    const from = density[i] ?? 0
    // After a few positions most steps are still empty.
    if (from === 0) continue
    next[i + a] = (next[i + a] ?? 0) + shareA * from
    next[i + c] = (next[i + c] ?? 0) + shareC * from
    next[i + g] = (next[i + g] ?? 0) + shareG * from
    next[i + t] = (next[i + t] ?? 0) + shareT * from
  }
  return next
}

/** The probability of a base that its weight stands for. Throws where those of a position are not of sum 1. */
function siteProbabilities(pwm: Pwm): Probability {
  const { values, length, id } = ppmFromPwm(pwm)
  for (let position = 0; position < length; position++) {
    const sum = rowSum(values, position)
    if (Math.abs(sum - 1) <= 1e-6) continue
    throw new HeliconError('ARGUMENT_INVALID', {
      name: {
        en: `sum of the probabilities that the weights of ${id} stand for at position ${position + 1} (from 1)`,
        ko: `모티프 ${id}의 ${position + 1}번째 위치의 가중치가 나타내는 확률의 합`,
      },
      found: sum,
      expected: {
        kind: 'words',
        en: '1: weights are log2(probability / background)',
        ko: '1(가중치는 log2(확률 / 배경))',
      },
    })
  }
  return (position, base) => at(values, 4 * position + base)
}
