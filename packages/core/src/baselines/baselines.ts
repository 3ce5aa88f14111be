import type { TaskOptions } from '../core/progress.js'
import { applyPlatt, fitPlatt } from '../metrics/calibration.js'
import { degenerateConsensus } from '../motif/consensus.js'
import type { Ppm } from '../motif/matrix.js'
import { sequenceCodes, sequenceCount } from '../sequence/build-sequence-set.js'
import type { SequenceSet } from '../sequence/sequence-set.js'
import { bestScores, discoverMotif } from './discover-motif.js'
import { gcContent } from './gc-content.js'
import { kmerFeatures } from './kmer-features.js'
import type { LinearFeatures } from './linear-features.js'
import { positionFeatures, positionLength } from './position-features.js'
import { fitSequenceRegression } from './sequence-regression.js'

/** What a network should beat, from the simplest on. */
export const BASELINE_NAMES = ['majority', 'gc', 'pwm', 'position', 'kmer'] as const
export type BaselineName = (typeof BASELINE_NAMES)[number]

/** Records that baselines learn from. */
export interface BaselineTraining {
  readonly sequences: SequenceSet
  /** Class of each record, [n], 0 .. classes - 1, each of them at least once. */
  readonly classes: ArrayLike<number>
  /** At least 2. */
  readonly classCount: number
  /** [n]; absent: all 1. Where a sample was taken, what each record stands for. */
  readonly weights?: Float64Array | undefined
}

/** A baseline that has learnt. */
export interface Baseline {
  readonly name: BaselineName
  /** Number of columns of its predictions: 1 for two classes, otherwise one a class. */
  readonly outputs: number
  /** Probabilities: [n] of class 1, or [n, classes]. */
  predict(sequences: SequenceSet): Float64Array
  /** `pwm`: what was found. */
  readonly motif?: Ppm
  /** Its IUPAC consensus. */
  readonly consensus?: string
  /** `kmer`, `position`: the regularization chosen, scikit-learn's C. */
  readonly c?: number
}

/**
 * Learns the baselines: the commonest class whatever the sequence; G+C content; the best match of the best motif found
 * in the training positives; logistic regression on which base stands where, and on k-mers. For two classes each gives
 * probabilities (G+C content and the motif's score by Platt's sigmoid). For more, G+C content and motif are left out, and
 * the regressions are one a class against the rest, brought to a sum of 1. Where no motif is found that baseline is left
 * out, and so are positions where the lengths differ.
 * @throws the signal's reason when aborted
 */
export async function fitBaselines(
  training: BaselineTraining,
  options: { readonly seed: number } & TaskOptions,
): Promise<Baseline[]> {
  const { classCount } = training
  const { signal, onProgress } = options
  const names: readonly BaselineName[] = classCount === 2 ? BASELINE_NAMES : ['majority', 'position', 'kmer']
  const baselines: Baseline[] = []
  for (const [done, name] of names.entries()) {
    onProgress?.({ task: name, done, total: names.length })
    // Each takes up to seconds: others may run in between.
    await new Promise((resolve) => setTimeout(resolve))
    signal?.throwIfAborted()
    const baseline = fitBaseline(name, training, options)
    if (baseline) baselines.push(baseline)
  }
  return baselines
}

function fitBaseline(
  name: BaselineName,
  training: BaselineTraining,
  options: { readonly seed: number; readonly signal?: AbortSignal | undefined },
): Baseline | undefined {
  switch (name) {
    case 'majority':
      return majority(training)
    case 'gc':
      return { name, outputs: 1, predict: calibrated(training, gcContent) }
    case 'pwm':
      return bestMotif(training, options)
    case 'position':
      return positions(training, options)
    case 'kmer':
      return regression(training, { ...options, name, features: kmerFeatures })
  }
}

/** The share of each class: its largest decides. */
function majority({ classes, classCount, weights }: BaselineTraining): Baseline {
  const sums = new Float64Array(classCount)
  for (let i = 0; i < classes.length; i++) {
    const label = classes[i] ?? 0
    sums[label] = (sums[label] ?? 0) + (weights?.[i] ?? 1)
  }
  const total = sums.reduce((sum, value) => sum + value, 0)
  const shares = sums.map((sum) => sum / total)
  const row = classCount === 2 ? shares.subarray(1) : shares
  return {
    name: 'majority',
    outputs: row.length,
    predict: (sequences) =>
      Float64Array.from({ length: sequenceCount(sequences) * row.length }, (_, i) => row[i % row.length] ?? 0),
  }
}

function bestMotif(
  training: BaselineTraining,
  options: { readonly seed: number; readonly signal?: AbortSignal | undefined },
): Baseline | undefined {
  const found = discoverMotif(codesOf(training.sequences), Uint8Array.from(training.classes), options)
  if (!found) return undefined
  const { motif, pwm } = found
  const predict = calibrated(training, (sequences) => bestScores(pwm, codesOf(sequences)))
  return { name: 'pwm', outputs: 1, predict, motif, consensus: degenerateConsensus(motif) }
}

/** Which base stands where: for sequences that are aligned to something, such as a splice site. */
function positions(training: BaselineTraining, options: RegressionOptions): Baseline | undefined {
  const length = positionLength(training.sequences)
  if (length === undefined) return undefined
  return regression(training, {
    ...options,
    name: 'position',
    features: (sequences) => positionFeatures(sequences, length),
  })
}

interface RegressionOptions {
  readonly seed: number
  readonly signal?: AbortSignal | undefined
}

function regression(
  { sequences, classes, classCount, weights }: BaselineTraining,
  options: RegressionOptions & {
    readonly name: 'position' | 'kmer'
    readonly features: (sequences: SequenceSet) => LinearFeatures
  },
): Baseline {
  const { name } = options
  const each = weights ?? new Float64Array(classes.length).fill(1)
  const against = (label: number) => {
    const labels = Uint8Array.from(classes, (own) => (own === label ? 1 : 0))
    return fitSequenceRegression(sequences, labels, each, options)
  }
  if (classCount === 2) {
    const { predict, c } = against(1)
    return { name, outputs: 1, predict, c }
  }
  const models = Array.from({ length: classCount }, (_, label) => against(label))
  const predict = (others: SequenceSet) => {
    const columns = models.map((model) => model.predict(others))
    return Float64Array.from({ length: sequenceCount(others) * classCount }, (_, i) => {
      const row = Math.floor(i / classCount)
      const sum = columns.reduce((total, column) => total + (column[row] ?? 0), 0)
      return sum === 0 ? 1 / classCount : (columns[i % classCount]?.[row] ?? 0) / sum
    })
  }
  return { name, outputs: classCount, predict }
}

/** Probabilities from one number a sequence, by Platt's sigmoid fitted to the training records. */
function calibrated(training: BaselineTraining, score: (sequences: SequenceSet) => Float64Array) {
  const model = fitPlatt(score(training.sequences), training.classes, training.weights)
  return (sequences: SequenceSet) => applyPlatt(model, score(sequences))
}

function codesOf(sequences: SequenceSet): Uint8Array[] {
  return Array.from({ length: sequenceCount(sequences) }, (_, i) => sequenceCodes(sequences, i))
}
