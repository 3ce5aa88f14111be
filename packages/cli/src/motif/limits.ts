import { HeliconError, maxScore, minScore, thresholdForFalsePositiveRate } from '@helicon/core'
import type { ScannedMotif } from './hit-format.js'

/** From which score on a window is a hit. */
export type Limit =
  | { readonly kind: 'p-value'; readonly atMost: number }
  | { readonly kind: 'score'; readonly atLeast: number }
  | { readonly kind: 'relative'; readonly share: number }

/**
 * The least score of a hit of a motif. A share of the way from the lowest to the highest score is counted as JASPAR and
 * TFBSTools do.
 * @throws HeliconError `MOTIF_LEAST_SCORE_INFINITE`
 */
export function leastScore({ pwm, distribution }: ScannedMotif, limit: Limit): number {
  switch (limit.kind) {
    case 'p-value':
      return thresholdForFalsePositiveRate(distribution, limit.atMost)
    case 'score':
      return limit.atLeast
    case 'relative': {
      const [lowest, highest] = [minScore(pwm), maxScore(pwm)]
      if (lowest === Number.NEGATIVE_INFINITY) throw new HeliconError('MOTIF_LEAST_SCORE_INFINITE', { motif: pwm.id })
      return limit.share === 1 ? highest : lowest + limit.share * (highest - lowest)
    }
  }
}
