import { HeliconError } from '../core/errors.js'
import type { Expectation } from '../core/messages/expectation.js'
import { type RandomStream, randomStream } from '../core/random.js'
import { reverseComplement } from '../sequence/alphabet.js'
import { sequenceSetFromCodes } from '../sequence/build-sequence-set.js'
import { drawBackground, drawBase } from './background.js'
import { balancedWeights } from './class-weights.js'
import type { Dataset } from './dataset.js'

/**
 * Position probabilities (A, C, G, T) of the site that is planted: AP-1, TGASTCA with degenerate flanks, which JUND
 * binds as a dimer with FOS. Made up for this simulation after the consensus; it is no measured matrix.
 */
export const AP1_SITE: readonly (readonly number[])[] = [
  [0.34, 0.16, 0.34, 0.16],
  [0.46, 0.08, 0.38, 0.08],
  [0.01, 0.01, 0.01, 0.97],
  [0.01, 0.01, 0.97, 0.01],
  [0.97, 0.01, 0.01, 0.01],
  [0.04, 0.52, 0.4, 0.04],
  [0.01, 0.01, 0.01, 0.97],
  [0.01, 0.97, 0.01, 0.01],
  [0.97, 0.01, 0.01, 0.01],
  [0.08, 0.38, 0.08, 0.46],
  [0.16, 0.34, 0.16, 0.34],
]

/** What `simulateJund` makes. */
export interface SimulateJundOptions {
  /** Number of windows, at least 2. */
  readonly records: number
  /** Integer, 0 <= seed < 2^53. */
  readonly seed: number
  /** Bases a window, default 101, at least the 11 of the site. */
  readonly length?: number
  /** Share of the bound windows, default 0.0042 as in the JUND ChIP-seq data; at least one is bound and one is not. */
  readonly positiveFraction?: number
  /**
   * Share of the bound windows that have a site, default 0.96; the others look like background, as peaks of indirect
   * binding do. With the default the best possible classifier, which knows the chain and the matrix, has a ROC-AUC
   * of about 0.96: sites that the matrix drew weakly and chance sites in the background do the rest. The JUND network
   * gets to 0.94-0.95 on new windows after 20 epochs of 10,000 windows with a `positiveFraction` of 0.1 (PyTorch, batch
   * 100); with a hundred bound windows it over-fits, as on the real data.
   */
  readonly siteFraction?: number
  /** Records a shard, default 8,192. The records do not depend on it. */
  readonly shardSize?: number
  /** Default JUND. */
  readonly taskName?: string
}

/**
 * Simulated ChIP-seq windows of the transcription factor JUND, shard by shard, so that memory holds one. Window i is
 * `chrS:start-end`, 0-based half-open, start = i length, on a chromosome that does not exist. Labels are [n, 1], weights
 * give both classes the same total and a mean of 1 over all shards (DeepChem's `BalancingTransformer`).
 * @throws HeliconError ARGUMENT_INVALID where an option is outside what it may be
 */
export function simulateJund(options: SimulateJundOptions): Iterable<Dataset> {
  const plan = planOf(options)
  return {
    *[Symbol.iterator]() {
      for (let start = 0; start < plan.records; start += plan.shardSize) {
        yield makeShard(plan, start, Math.min(start + plan.shardSize, plan.records))
      }
    },
  }
}

interface Plan extends Required<SimulateJundOptions> {
  /** 1 for the bound windows. */
  readonly bound: Uint8Array
  readonly weights: ReadonlyMap<number, number>
}

function planOf(options: SimulateJundOptions): Plan {
  const settings = {
    length: 101,
    positiveFraction: 0.0042,
    siteFraction: 0.96,
    shardSize: 8192,
    taskName: 'JUND',
    ...options,
  }
  const { records, positiveFraction, seed } = settings
  requireOption('records', records, Number.isInteger(records) && records >= 2 && records < 2 ** 32, {
    kind: 'integer',
    min: 2,
    max: 2 ** 32 - 1,
  })
  const shortest = AP1_SITE.length
  const lengthFits = Number.isInteger(settings.length) && settings.length >= shortest
  requireOption('length', settings.length, lengthFits, { kind: 'integer', min: shortest })
  requireOption('shardSize', settings.shardSize, Number.isInteger(settings.shardSize) && settings.shardSize > 0, {
    kind: 'integer',
    min: 1,
  })
  requireOption('positiveFraction', positiveFraction, positiveFraction > 0 && positiveFraction < 1, {
    kind: 'number',
    above: 0,
    below: 1,
  })
  const { siteFraction } = settings
  requireOption('siteFraction', siteFraction, siteFraction >= 0 && siteFraction <= 1, {
    kind: 'number',
    min: 0,
    max: 1,
  })
  const positives = Math.min(Math.max(1, Math.round(records * positiveFraction)), records - 1)
  const bound = new Uint8Array(records)
  for (const record of randomStream(seed, 'jund/bound').shuffle(records).subarray(0, positives)) bound[record] = 1
  return { ...settings, bound, weights: balancedWeights(bound) }
}

function makeShard(plan: Plan, start: number, end: number): Dataset {
  const records = Array.from({ length: end - start }, (_, i) => start + i)
  const labels = Float32Array.from(plan.bound.subarray(start, end))
  return {
    name: 'simulated JUND',
    sequences: sequenceSetFromCodes(
      records.map((record) => `chrS:${record * plan.length}-${(record + 1) * plan.length}`),
      records.map((record) => makeWindow(plan, record)),
    ),
    labels,
    outputs: 1,
    weights: labels.map((label) => plan.weights.get(label) ?? 1),
    featureCount: 0,
    taskNames: [plan.taskName],
  }
}

/** A window from streams of its own number, so that it is the same in any shard. */
function makeWindow(plan: Plan, record: number): Uint8Array {
  const codes = drawBackground('human', plan.length, randomStream(plan.seed, 'jund/background', record))
  if (plan.bound[record] === 1) {
    const stream = randomStream(plan.seed, 'jund/site', record)
    if (stream.uniform(0) < plan.siteFraction) plantSite(codes, stream)
  }
  return codes
}

/** Writes a site drawn from `AP1_SITE` over a random place, on a random strand. Number 0 of the stream is taken. */
function plantSite(codes: Uint8Array, stream: RandomStream): void {
  const site = Uint8Array.from(AP1_SITE, (probabilities, i) => drawBase(probabilities, stream.uniform(3 + i)))
  const place = Math.floor(stream.uniform(1) * (codes.length - site.length + 1))
  codes.set(stream.uniform(2) < 0.5 ? site : reverseComplement(site), place)
}

function requireOption(name: string, found: number, fits: boolean, expected: Expectation): void {
  if (!fits) throw new HeliconError('ARGUMENT_INVALID', { name, found, expected })
}
