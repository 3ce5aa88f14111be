import { randomStream } from '../core/random.js'
import { logLoss } from '../metrics/probability.js'
import type { SequenceSet } from '../sequence/sequence-set.js'
import type { LinearFeatures } from './linear-features.js'
import { applyLogistic, fitLogistic, type LogisticModel } from './logistic-regression.js'

export interface SequenceRegression {
  readonly model: LogisticModel
  /** The regularization chosen, scikit-learn's C. */
  readonly c: number
  /** Probabilities of class 1, [records]. */
  predict(sequences: SequenceSet): Float64Array
}

/** From strong to weak regularization. */
const STRENGTHS = [1, 10, 100, 1000]
/** Share of the records on which the regularization is chosen. */
const HELD_OUT = 0.2

/**
 * Logistic regression on features of sequences: `kmerFeatures` or `positionFeatures`. How strongly it is regularized is
 * decided by the log loss on a fifth of the records, a random one by seed; then it is fitted to all of them.
 * @param labels [n], 0 or 1, both among them
 * @param weights [n]
 */
export function fitSequenceRegression(
  sequences: SequenceSet,
  labels: Uint8Array,
  weights: Float64Array,
  options: {
    readonly features: (sequences: SequenceSet) => LinearFeatures
    readonly seed: number
    readonly signal?: AbortSignal | undefined
  },
): SequenceRegression {
  const features = options.features(sequences)
  const { signal } = options
  const held = heldOut(labels, options.seed)
  let start: LogisticModel | undefined
  let best: { c: number; loss: number; model: LogisticModel } | undefined
  for (const c of held ? STRENGTHS : STRENGTHS.slice(1, 2)) {
    const kept = held ? weights.map((weight, i) => (held[i] === 1 ? 0 : weight)) : weights
    start = fitLogistic(features, labels, kept, { c, start, tolerance: 3e-5, signal })
    const judged = held ? weights.map((weight, i) => (held[i] === 1 ? weight : 0)) : weights
    const loss = logLoss(labels, applyLogistic(start, features), judged) ?? Number.POSITIVE_INFINITY
    if (best && loss >= best.loss) break
    best = { c, loss, model: start }
  }
  const c = best?.c ?? 1
  const model = fitLogistic(features, labels, weights, { c, start: best?.model, tolerance: 1e-5, signal })
  return { model, c, predict: (others) => applyLogistic(model, options.features(others)) }
}

/** 1 for a fifth of the records of each class; undefined where a class has too few to be divided. */
function heldOut(labels: Uint8Array, seed: number): Uint8Array | undefined {
  const held = new Uint8Array(labels.length)
  for (const label of [0, 1]) {
    const members = Array.from(labels.keys()).filter((i) => labels[i] === label)
    const count = Math.floor(members.length * HELD_OUT)
    if (count === 0) return undefined
    for (const place of randomStream(seed, 'baselines/held-out', label).shuffle(members.length).subarray(0, count))
      held[members[place] ?? 0] = 1
  }
  return held
}
