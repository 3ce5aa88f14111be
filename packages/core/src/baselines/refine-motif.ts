import type { BaseNumbers } from '../motif/matrix.js'
import { forwardScore, reverseScore } from '../motif/window-score.js'
import { BASE } from '../sequence/sequence-set.js'

const MOST_ITERATIONS = 20
/** Sites that the background adds to each column. */
const PSEUDOSITES = 1
/** No column changes by more: the matrix has settled. */
const SETTLED = 1e-3

/**
 * Expectation maximization of a motif that is in each sequence once or not at all, on either strand (the ZOOPS model of
 * MEME; Bailey and Elkan 1994). Each iteration weighs every window by the chance that the site is there.
 * @param start probabilities [width, 4], row-major, none 0
 * @returns probabilities [width, 4] and the expected number of sites
 */
export function refineMotif(
  sequences: readonly Uint8Array[],
  start: Float64Array,
  background: BaseNumbers,
): { probabilities: Float64Array; sites: number } {
  let probabilities = start
  let share = 0.5
  let sites = 0
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const { counts, total } = expectedSites(sequences, probabilities, background, share)
    const next = probabilities.map((_, i) => {
      const prior = background[i % 4] ?? 0
      return ((counts[i] ?? 0) + PSEUDOSITES * prior) / (total + PSEUDOSITES)
    })
    const change = next.reduce((most, value, i) => Math.max(most, Math.abs(value - (probabilities[i] ?? 0))), 0)
    probabilities = next
    sites = total
    share = Math.min(0.99, Math.max(0.01, total / sequences.length))
    if (change < SETTLED) break
  }
  return { probabilities, sites }
}

/** Counts of bases in the windows, [width, 4], each weighted by the chance that the sequence's site is there. */
function expectedSites(
  sequences: readonly Uint8Array[],
  probabilities: Float64Array,
  background: BaseNumbers,
  share: number,
): { counts: Float64Array; total: number } {
  const width = probabilities.length / 4
  const weights = probabilities.map((p, i) => Math.log(p / (background[i % 4] ?? 0.25)))
  const counts = new Float64Array(probabilities.length)
  let total = 0
  for (const codes of sequences) {
    const windows = codes.length - width + 1
    if (windows < 1) continue
    const ratios = new Float64Array(2 * windows)
    let sum = 0
    for (let at = 0; at < windows; at++) {
      const forward = Math.exp(forwardScore(weights, codes, at))
      // A window with an N scores NaN on both strands.
      if (Number.isNaN(forward)) continue
      const reverse = Math.exp(reverseScore(weights, codes, at))
      ratios[2 * at] = forward
      ratios[2 * at + 1] = reverse
      sum += forward + reverse
    }
    const prior = share / (2 * windows)
    const evidence = 1 - share + prior * sum
    for (let k = 0; k < ratios.length; k++) {
      const posterior = ((ratios[k] ?? 0) * prior) / evidence
      // What such windows would add together is far below one site.
      if (posterior < 1e-4) continue
      total += posterior
      addWindow(counts, codes, k >> 1, width, k % 2 === 1, posterior)
    }
  }
  return { counts, total }
}

function addWindow(
  counts: Float64Array,
  codes: Uint8Array,
  start: number,
  width: number,
  reverse: boolean,
  weight: number,
): void {
  for (let position = 0; position < width; position++) {
    const code = codes[reverse ? start + width - 1 - position : start + position] ?? BASE.N
    const cell = 4 * position + (reverse ? BASE.T - code : code)
    counts[cell] = (counts[cell] ?? 0) + weight
  }
}
