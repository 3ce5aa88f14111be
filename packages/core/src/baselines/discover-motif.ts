import { randomStream } from '../core/random.js'
import { rocAuc } from '../metrics/ranking.js'
import type { BaseNumbers, Ppm, Pwm } from '../motif/matrix.js'
import { ppmFromProbabilities } from '../motif/ppm.js'
import { minScore, pwmFromPpm } from '../motif/pwm.js'
import { bestMatch } from '../motif/scan.js'
import { BASE } from '../sequence/sequence-set.js'
import { enrichedKmers, SEED_BASES } from './enriched-kmers.js'
import { refineMotif } from './refine-motif.js'

export interface DiscoveredMotif {
  readonly motif: Ppm
  readonly pwm: Pwm
  /** Area under the ROC curve of its best match, on the sequences that it was chosen on. */
  readonly rocAuc: number
}

/** Bases of the sequences of a class that are looked at: time grows with them. */
const MOST_BASES = 60_000
const SEEDS = 3
const WIDTHS = [6, 9, 13, 19]
/** Probability of the seed's own letter, where the refinement begins. */
const SEED_LETTER = 0.8

/**
 * The motif that tells positives from negatives best by its best match on either strand. Enriched 6-mers are the seeds;
 * each is placed in the middle of matrices of several widths, refined by expectation maximization on the positives, and
 * the matrix of the greatest ROC-AUC is taken. Some sequences of each class, random by seed, are looked at.
 * @param sequences codes of each record
 * @param labels [n], 0 or 1
 * @returns undefined where no 6-mer is in more of the positives, or no sequence is as long
 */
export function discoverMotif(
  sequences: readonly Uint8Array[],
  labels: Uint8Array,
  options: { readonly seed: number; readonly signal?: AbortSignal | undefined },
): DiscoveredMotif | undefined {
  const [negatives, positives] = [0, 1].map((label) =>
    someOf(
      sequences.filter((_, i) => labels[i] === label),
      options.seed,
      label,
    ),
  )
  if (!negatives || !positives) return undefined
  const background = backgroundOf(negatives)
  const longest = positives.reduce((most, codes) => Math.max(most, codes.length), 0)
  const candidates = [...positives, ...negatives]
  const truth = Uint8Array.from(candidates, (_, i) => (i < positives.length ? 1 : 0))
  let best: DiscoveredMotif | undefined
  for (const seed of enrichedKmers(positives, negatives, SEEDS)) {
    for (const width of WIDTHS.filter((bases) => bases <= longest)) {
      options.signal?.throwIfAborted()
      const { probabilities, sites } = refineMotif(positives, startFrom(seed, width, background), background)
      const motif = ppmFromProbabilities(probabilities, { id: 'discovered', sites })
      const pwm = pwmFromPpm(motif, { background })
      const scores = bestScores(pwm, candidates)
      const area = rocAuc(truth, scores) ?? 0
      if (best === undefined || area > best.rocAuc) best = { motif, pwm, rocAuc: area }
    }
  }
  return best
}

/** The best score of each sequence on either strand; one without a window has the lowest score there is. */
export function bestScores(pwm: Pwm, sequences: readonly Uint8Array[]): Float64Array {
  const lowest = minScore(pwm)
  return Float64Array.from(sequences, (codes) =>
    codes.length < pwm.length ? lowest : (bestMatch(pwm, codes)?.score ?? lowest),
  )
}

function someOf(sequences: readonly Uint8Array[], seed: number, label: number): Uint8Array[] {
  const chosen: Uint8Array[] = []
  let bases = 0
  for (const place of randomStream(seed, 'baselines/motif', label).shuffle(sequences.length)) {
    const codes = sequences[place]
    if (!codes || bases >= MOST_BASES) break
    chosen.push(codes)
    bases += codes.length
  }
  return chosen
}

/** Share of each base, both strands together. */
function backgroundOf(sequences: readonly Uint8Array[]): BaseNumbers {
  const counts = [1, 1, 1, 1, 0]
  for (const codes of sequences) for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  const [a = 1, c = 1, g = 1, t = 1] = counts
  const total = a + c + g + t
  const [weak, strong] = [(a + t) / (2 * total), (c + g) / (2 * total)]
  return [weak, strong, strong, weak]
}

function startFrom(seed: Uint8Array, width: number, background: BaseNumbers): Float64Array {
  const first = Math.floor((width - SEED_BASES) / 2)
  return Float64Array.from({ length: 4 * width }, (_, i) => {
    const code = seed[Math.floor(i / 4) - first] ?? BASE.N
    if (code === BASE.N) return background[i % 4] ?? 0.25
    return code === i % 4 ? SEED_LETTER : (1 - SEED_LETTER) / 3
  })
}
