import { HeliconError } from '../core/errors.js'
import type { Pfm, Ppm } from './matrix.js'
import { ppmOf } from './ppm.js'
import { reverseComplementMotif } from './reverse-complement.js'
import type { Strand } from './strand.js'

export interface CompareOptions {
  /** Positions that both motifs must cover; the shorter motif's length where that is less. Default 5. */
  readonly leastOverlap?: number
  /** Also compare with the reverse complement of the target. Default true. */
  readonly bothStrands?: boolean
}

/** How one motif lies on another where they agree best. */
export interface MotifMatch {
  /** Number of the target in the list. */
  readonly target: number
  readonly id: string
  readonly name: string
  /** Pearson's correlation of the probabilities of all positions that both cover, -1 to 1. */
  readonly correlation: number
  /** `-`: the target is turned round. */
  readonly strand: Strand
  /** Position of the target, as it lies, at which the query begins; negative where the query begins before it. */
  readonly offset: number
  /** Positions that both cover. */
  readonly overlap: number
}

/**
 * The target that a motif is most like: by Pearson's correlation of the probabilities of the positions that both cover,
 * [overlap x 4] numbers of each, over all ways to lay one on the other, on both strands. Of equal correlations the
 * longer overlap wins, then `+`, the offset nearest to 0 (the negative one of two), and the earlier target. A motif that
 * is uniform where they overlap has no correlation there.
 * @throws HeliconError ARGUMENT_INVALID where the overlap is no positive integer
 * @returns undefined where there is no target or no correlation
 */
export function bestMotifMatch(
  query: Pfm | Ppm,
  targets: readonly (Pfm | Ppm)[],
  options: CompareOptions = {},
): MotifMatch | undefined {
  let best: MotifMatch | undefined
  for (const [index, target] of targets.entries()) {
    const match = compareMotifs(query, target, options)
    if (match && (best === undefined || isBetter(match, best))) best = { ...match, target: index }
  }
  return best
}

/** How two motifs lie on each other where they agree best; see `bestMotifMatch`. */
export function compareMotifs(
  query: Pfm | Ppm,
  target: Pfm | Ppm,
  options: CompareOptions = {},
): MotifMatch | undefined {
  const { leastOverlap = 5, bothStrands = true } = options
  if (!Number.isInteger(leastOverlap) || leastOverlap < 1) {
    const expected = { kind: 'integer', min: 1 } as const
    throw new HeliconError('ARGUMENT_INVALID', { name: 'leastOverlap', found: leastOverlap, expected })
  }
  const least = Math.min(leastOverlap, query.length, target.length)
  const { values } = ppmOf(query)
  const forward = ppmOf(target)
  const { id, name } = target
  let best: MotifMatch | undefined
  for (const strand of bothStrands ? (['+', '-'] as const) : (['+'] as const)) {
    const other = strand === '+' ? forward.values : reverseComplementMotif(forward).values
    for (let offset = least - query.length; offset <= target.length - least; offset++) {
      const first = Math.max(0, offset)
      const overlap = Math.min(target.length, offset + query.length) - first
      const correlation = correlationOf(values, 4 * (first - offset), other, 4 * first, 4 * overlap)
      if (correlation === undefined) continue
      const match = { target: 0, id, name, correlation, strand, offset, overlap }
      if (best === undefined || isBetter(match, best)) best = match
    }
  }
  return best
}

/** Rounding must not decide between two ways that agree as well. */
const SAME = 1e-12

function isBetter(a: MotifMatch, b: MotifMatch): boolean {
  if (Math.abs(a.correlation - b.correlation) > SAME) return a.correlation > b.correlation
  if (a.overlap !== b.overlap) return a.overlap > b.overlap
  if (a.strand !== b.strand) return a.strand === '+'
  return Math.abs(a.offset) < Math.abs(b.offset)
}

function correlationOf(x: Float64Array, startX: number, y: Float64Array, startY: number, n: number) {
  let sumX = 0
  let sumY = 0
  for (let i = 0; i < n; i++) {
    sumX += x[startX + i] ?? 0
    sumY += y[startY + i] ?? 0
  }
  let covariance = 0
  let spreadX = 0
  let spreadY = 0
  for (let i = 0; i < n; i++) {
    const a = (x[startX + i] ?? 0) - sumX / n
    const b = (y[startY + i] ?? 0) - sumY / n
    covariance += a * b
    spreadX += a * a
    spreadY += b * b
  }
  if (spreadX < SAME || spreadY < SAME) return undefined
  return Math.min(1, Math.max(-1, covariance / Math.sqrt(spreadX * spreadY)))
}
