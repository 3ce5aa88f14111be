import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Pwm } from './matrix.js'
import { meanInformation } from './pwm.js'
import {
  type DistributionOptions,
  SAME,
  type ScoreDistribution,
  scoreDistribution,
  siteScoreDistribution,
} from './score-distribution.js'

/** The share of random windows that a threshold lets through, and the share of sites that it misses. */
export interface ErrorRates {
  readonly threshold: number
  readonly falsePositiveRate: number
  readonly falseNegativeRate: number
}

/**
 * The least threshold that at most `rate` of random windows reach: a window with `score >= threshold` has a p-value of
 * at most `rate`. Above the best score where even the best window is more frequent than that.
 *
 * (Biopython's `threshold_fpr` gives the score at which the rate is passed, a step lower.)
 * @param background how random windows score: `scoreDistribution`
 * @throws HeliconError `ARGUMENT_INVALID` for a rate that is not from 0 to 1
 */
export function thresholdForFalsePositiveRate(background: ScoreDistribution, rate: number): number {
  requireRate(rate)
  const { best, step, cumulative } = background
  if (rate === 1) return Number.NEGATIVE_INFINITY
  // Below the least score there is nothing more to let through, but for windows of -Infinity.
  return best - (firstAbove(cumulative, rate) - 2 * SAME) * step
}

/**
 * The highest threshold that at most `rate` of the motif's own sites miss.
 * @param sites how the motif's sites score: `siteScoreDistribution`
 * @throws HeliconError `ARGUMENT_INVALID` for a rate that is not from 0 to 1
 */
export function thresholdForFalseNegativeRate(sites: ScoreDistribution, rate: number): number {
  requireRate(rate)
  const { best, step, error, cumulative } = sites
  const total = at(cumulative, cumulative.length - 1)
  let index = cumulative.length - 1
  // What lies more than `index` steps below the best is missed.
  while (index > 0 && total - at(cumulative, index - 1) <= rate) index--
  return best - error - (index + SAME) * step
}

/**
 * The threshold at which sites are missed `proportion` times as often as random windows are let through: the highest at
 * which the share of missed sites is not the larger side. Biopython's `threshold_balanced`.
 * @param proportion how many times worse a false positive is than a missed site
 * @throws HeliconError `ARGUMENT_INVALID`, `MOTIF_WEIGHT_INVALID`
 */
export function balancedThreshold(pwm: Pwm, proportion = 1, options: DistributionOptions = {}): ErrorRates {
  if (!(proportion > 0) || proportion === Number.POSITIVE_INFINITY) {
    const expected = { kind: 'number', above: 0 } as const
    throw new HeliconError('ARGUMENT_INVALID', { name: 'proportion', found: proportion, expected })
  }
  const background = scoreDistribution(pwm, options)
  const sites = siteScoreDistribution(pwm, options)
  let index = 0
  const missed = () => 1 - at(sites.cumulative, index)
  while (index < sites.cumulative.length - 1 && at(background.cumulative, index) * proportion < missed()) index++
  return {
    threshold: background.best - background.error - index * background.step,
    falsePositiveRate: at(background.cumulative, index),
    falseNegativeRate: Math.max(0, missed()),
  }
}

/**
 * The threshold of patser: the false-positive rate is 2 to the power of minus the information content (Hertz and Stormo
 * 1999).
 * @throws HeliconError `ARGUMENT_INVALID`, `MOTIF_WEIGHT_INVALID`
 */
export function patserThreshold(pwm: Pwm, options: DistributionOptions = {}): number {
  const information = meanInformation(pwm)
  return thresholdForFalsePositiveRate(scoreDistribution(pwm, options), 2 ** -Math.max(0, information))
}

/** Index of the first value above `rate`; the length where there is none. */
function firstAbove(cumulative: Float64Array, rate: number): number {
  let low = 0
  let high = cumulative.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(cumulative, middle) > rate) high = middle
    else low = middle + 1
  }
  return low
}

function requireRate(rate: number): void {
  if (rate >= 0 && rate <= 1) return
  const expected = { kind: 'number', min: 0, max: 1 } as const
  throw new HeliconError('ARGUMENT_INVALID', { name: 'rate', found: rate, expected })
}
