import { HeliconError } from '../core/errors.js'
import type { Expectation } from '../core/messages/expectation.js'
import { randomStream } from '../core/random.js'
import { GUIDE_MOTIF, type Pfm, type Ppm, ppmOf } from '../motif/index.js'
import { sequenceSetFromCodes } from '../sequence/build-sequence-set.js'
import { kletShuffle } from '../sequence/klet-shuffle.js'
import { checkedSimulationBackground, drawBackground, type SimulationBackground } from './background.js'
import type { Dataset } from './dataset.js'
import { longestSpan, type MotifArrangement, type MotifPosition, plantMotifs } from './motif-arrangement.js'

/**
 * What negatives are: `background` alone, which may hold the motif by chance; `shuffled`, positives drawn for this alone
 * and shuffled so that they keep their dinucleotides; `one-motif`, one of several motifs at its place.
 */
export type NegativeKind = 'background' | 'shuffled' | 'one-motif'

/** What `simulateMotif` makes. Every default is the guide's. */
export interface SimulateMotifOptions {
  /** Integer, 0 <= seed < 2^53. */
  readonly seed: number
  /** Planted one after the other, in this order. Default the guide's CCGGAA. */
  readonly motifs?: readonly (Pfm | Ppm)[]
  /** Least and most bases between neighbouring motifs. Default [5, 10]. */
  readonly spacing?: readonly [least: number, most: number]
  /** Bases a sequence. Default: what the motifs take at most, and `flank` on both sides (20 for the guide's). */
  readonly length?: number
  /** Bases on both sides of the motifs where no length is given. Default 7. */
  readonly flank?: number
  /** Where the motifs start, 0-based. Default `middle`: position 7 for the guide's. */
  readonly position?: MotifPosition
  /** Plant on the other strand in half of the positives. Default false. */
  readonly bothStrands?: boolean
  /** Default `uniform`. */
  readonly background?: SimulationBackground
  /** Default 1,000. */
  readonly positives?: number
  /** Default 1,000. */
  readonly negatives?: number
  /** Default `background`. */
  readonly negativeKind?: NegativeKind
  /**
   * `one-hot`: [n, 2], columns [negative, positive], as the guide's text has them (in its code they are the other way
   * round). `one-column`: [n, 1], 1 for a positive. Default `one-hot`.
   */
  readonly labels?: 'one-hot' | 'one-column'
  /** Records a shard, default 8,192, fewer of long sequences. The records do not depend on it. */
  readonly shardSize?: number
}

/**
 * Simulated sequences with and without a motif, shard by shard, so that memory holds one. Positives and negatives come
 * in random order, so that the last tenth is a fair sample; record i is `seq1`, `seq2`, ... and the same in any shard.
 * @throws HeliconError SIMULATION_MOTIFS_TOO_LONG, SIMULATION_MOTIFS_OUTSIDE; ARGUMENT_INVALID where an option is outside
 * what it may be; MOTIF_COLUMN_ZERO for a matrix of counts with an empty position
 */
export function simulateMotif(options: SimulateMotifOptions): Iterable<Dataset> {
  const plan = planOf(options)
  const records = plan.positives + plan.negatives
  return {
    *[Symbol.iterator]() {
      for (let start = 0; start < records; start += plan.shardSize) {
        yield makeShard(plan, start, Math.min(start + plan.shardSize, records))
      }
    },
  }
}

/** A shard of long sequences holds no more, so that memory stays bounded. */
const MOST_SHARD_BASES = 2 ** 24

interface Plan
  extends Required<Omit<SimulateMotifOptions, 'motifs' | 'spacing' | 'flank' | 'position' | 'bothStrands'>> {
  readonly arrangement: MotifArrangement
  /** 1 for the positives. */
  readonly classes: Uint8Array
}

function planOf(options: SimulateMotifOptions): Plan {
  const { motifs = [GUIDE_MOTIF], spacing = [5, 10], position = 'middle', bothStrands = false } = options
  const { positives = 1000, negatives = 1000, negativeKind = 'background' } = options
  requireOption('motifs', motifs.length, motifs.length > 0, { kind: 'integer', min: 1 })
  requireInteger('spacing', spacing[0], 0)
  requireInteger('spacing', spacing[1], spacing[0])
  const arrangement = { motifs: motifs.map((motif) => ppmOf(motif)), spacing, position, bothStrands }
  const { flank = 7 } = options
  requireInteger('flank', flank, 0)
  const { length = longestSpan(arrangement) + 2 * flank } = options
  requireInteger('length', length, 1)
  requireInteger('positives', positives, 0, 2 ** 32 - 1)
  requireInteger('negatives', negatives, 0, 2 ** 32 - 1)
  requireInteger('records', positives + negatives, 1, 2 ** 32 - 1)
  const { shardSize = Math.min(8192, Math.max(1, Math.floor(MOST_SHARD_BASES / length))) } = options
  requireInteger('shardSize', shardSize, 1)
  requirePlace(arrangement, length)
  requireOption('negativeKind', negativeKind, negativeKind !== 'one-motif' || motifs.length > 1, {
    kind: 'words',
    en: '"background" or "shuffled" where there is one motif',
    ko: '모티프가 하나일 때는 "background" 또는 "shuffled"',
  })
  const classes = new Uint8Array(positives + negatives)
  const order = randomStream(options.seed, 'motif/classes').shuffle(classes.length)
  for (const record of order.subarray(0, positives)) classes[record] = 1
  const background = checkedSimulationBackground(options.background ?? 'uniform')
  const { seed, labels = 'one-hot' } = options
  return { seed, arrangement, length, background, positives, negatives, negativeKind, labels, shardSize, classes }
}

function makeShard(plan: Plan, start: number, end: number): Dataset {
  const records = Array.from({ length: end - start }, (_, i) => start + i)
  const classes = plan.classes.subarray(start, end)
  const oneHot = plan.labels === 'one-hot'
  return {
    name: 'simulated motif',
    sequences: sequenceSetFromCodes(
      records.map((record) => `seq${record + 1}`),
      records.map((record) => makeSequence(plan, record)),
    ),
    labels: oneHot ? Float32Array.from([...classes].flatMap((c) => [1 - c, c])) : Float32Array.from(classes),
    outputs: oneHot ? 2 : 1,
    featureCount: 0,
    taskNames: oneHot ? ['negative', 'positive'] : ['motif'],
  }
}

/** A sequence from streams of its own number, so that it is the same in any shard. */
function makeSequence(plan: Plan, record: number): Uint8Array {
  const { seed, length, background, arrangement, negativeKind } = plan
  const codes = drawBackground(background, length, randomStream(seed, 'motif/background', record))
  const positive = plan.classes[record] === 1
  if (!positive && negativeKind === 'background') return codes
  const planted = !positive && negativeKind === 'one-motif' ? 'one' : 'all'
  plantMotifs(codes, arrangement, randomStream(seed, 'motif/site', record), planted)
  const shuffled = !positive && negativeKind === 'shuffled'
  return shuffled ? kletShuffle(codes, 2, randomStream(seed, 'motif/shuffle', record)) : codes
}

function requirePlace(arrangement: MotifArrangement, length: number): void {
  const span = longestSpan(arrangement)
  const motifs = arrangement.motifs.map(({ id }) => id).join(' + ')
  if (span > length) throw new HeliconError('SIMULATION_MOTIFS_TOO_LONG', { motifs, span, length })
  const { position } = arrangement
  if (typeof position === 'string') return
  requireInteger('position', position, 0)
  const end = position + span
  if (end <= length) return
  throw new HeliconError('SIMULATION_MOTIFS_OUTSIDE', { motifs, position, end, length, latest: length - span })
}

function requireInteger(name: string, found: number, min: number, max?: number): void {
  const fits = Number.isSafeInteger(found) && found >= min && found <= (max ?? found)
  requireOption(name, found, fits, { kind: 'integer', min, ...(max !== undefined && { max }) })
}

function requireOption(name: string, found: unknown, fits: boolean, expected: Expectation): void {
  if (!fits) throw new HeliconError('ARGUMENT_INVALID', { name, found, expected })
}
