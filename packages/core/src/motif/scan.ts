import { HeliconError } from '../core/errors.js'
import { naturalLogarithm } from '../core/natural-logarithm.js'
import { BASE } from '../sequence/sequence-set.js'
import { requireWeights } from './check-weights.js'
import type { Ppm, Pwm } from './matrix.js'
import type { Strand, Strands } from './strand.js'
import { forwardScore, reverseScore } from './window-score.js'

/** A score for every window of k bases of a sequence of L: window i is the bases [i, i + k). */
export interface WindowScores {
  /** [L - k + 1]: of the sequence as it is written; NaN where the window has an N. */
  readonly forward: Float64Array
  /** [L - k + 1]: of the reverse complement of the same bases; NaN where the window has an N. */
  readonly reverse: Float64Array
}

/** Where a motif matches best. */
export interface BestMatch {
  /** First base of the window, 0-based. */
  readonly start: number
  readonly strand: Strand
  readonly score: number
}

/**
 * Log-odds scores of every window on both strands: the sum of the weights of its bases. A window with an N has no score,
 * as in Biopython: NaN here, null in JSON.
 * @param codes [L], A 0, C 1, G 2, T 3, else N
 * @throws HeliconError `MOTIF_LONGER_THAN_SEQUENCE`, `MOTIF_WEIGHT_INVALID`, `ARGUMENT_INVALID`
 */
export function scanScores(pwm: Pwm, codes: Uint8Array): WindowScores {
  requireWeights(pwm)
  return everyWindow(pwm, codes, (start, strand) =>
    strand === '+' ? forwardScore(pwm.values, codes, start) : reverseScore(pwm.values, codes, start),
  )
}

/**
 * The guide's scan: the natural logarithm of the product of the probabilities of a window's bases. `ATACAA` with the
 * matrix of TACAA, TACGA, TACAA (pseudocount 0.5) gives -9.567015315914915 and -2.119846956314875.
 * @param codes [L], A 0, C 1, G 2, T 3, else N
 * @returns -Infinity where a probability is 0 (or the product too small for a float64: from about 100 positions on)
 * @throws HeliconError `MOTIF_LONGER_THAN_SEQUENCE`
 */
export function logProbabilityScores(ppm: Ppm, codes: Uint8Array): WindowScores {
  const { length, values } = ppm
  return everyWindow(ppm, codes, (start, strand) => {
    let product = 1
    for (let position = 0; position < length; position++) {
      const code = codes[strand === '+' ? start + position : start + length - 1 - position] ?? BASE.N
      if (code >= BASE.N) return Number.NaN
      product *= values[4 * position + (strand === '+' ? code : BASE.T - code)] ?? 0
    }
    return naturalLogarithm(product)
  })
}

/**
 * The window with the highest score; of equal ones the leftmost, and of one window `+` before `-`.
 * @returns undefined where every window has an N
 * @throws HeliconError `MOTIF_LONGER_THAN_SEQUENCE`, `MOTIF_WEIGHT_INVALID`, `ARGUMENT_INVALID`
 */
export function bestMatch(pwm: Pwm, codes: Uint8Array, strands: Strands = 'both'): BestMatch | undefined {
  requireWeights(pwm)
  const windows = requireWindows(pwm, codes)
  let best: BestMatch | undefined
  for (let start = 0; start < windows; start++) {
    for (const strand of STRANDS[strands]) {
      const score = strand === '+' ? forwardScore(pwm.values, codes, start) : reverseScore(pwm.values, codes, start)
      if (score > (best?.score ?? Number.NEGATIVE_INFINITY) || (best === undefined && !Number.isNaN(score)))
        best = { start, strand, score }
    }
  }
  return best
}

const STRANDS: Readonly<Record<Strands, readonly Strand[]>> = { '+': ['+'], '-': ['-'], both: ['+', '-'] }

function everyWindow(
  motif: Ppm | Pwm,
  codes: Uint8Array,
  score: (start: number, strand: Strand) => number,
): WindowScores {
  const windows = requireWindows(motif, codes)
  return {
    forward: Float64Array.from({ length: windows }, (_, start) => score(start, '+')),
    reverse: Float64Array.from({ length: windows }, (_, start) => score(start, '-')),
  }
}

/** Number of windows, at least one. */
function requireWindows({ id, length }: Ppm | Pwm, codes: Uint8Array): number {
  if (codes.length >= length) return codes.length - length + 1
  throw new HeliconError('MOTIF_LONGER_THAN_SEQUENCE', { motif: id, positions: length, bases: codes.length })
}
