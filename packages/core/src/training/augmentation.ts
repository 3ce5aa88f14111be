import { randomStream } from '../core/random.js'

/** How the records of an epoch are changed at random before they are used. */
export interface Augmentation {
  /** Each record is read from either strand, with equal chances. */
  readonly reverseComplement: boolean
  /** Each record is moved by -shift to shift bases, each as likely; N comes in where it leaves. */
  readonly shift: number
}

/** One epoch's changes. */
export interface AugmentationKey extends Augmentation {
  readonly seed: number
  /** From 0. */
  readonly epoch: number
}

/** What was drawn for each record of a piece, by its number there. */
export interface RecordDraws {
  readonly isReversed: (record: number) => boolean
  /** Bases by which it moves towards its end; negative: towards its start. */
  readonly shift: (record: number) => number
}

/**
 * The draws of the `count` records of a data set in memory, or of one shard. They depend on seed, epoch, shard and the
 * record's number there alone: not on the order, the batches, or where a training was stopped and resumed.
 */
export function recordDraws(key: AugmentationKey, shard: number | undefined, count: number): RecordDraws {
  const { seed, epoch } = key
  const place = shard === undefined ? '' : `-shard-${shard}`
  const strands = new Uint32Array(key.reverseComplement ? Math.ceil(count / 32) : 0)
  const strandStream = randomStream(seed, `strand${place}`, epoch)
  for (let i = 0; i < strands.length; i++) strands[i] = strandStream.uint32(i)
  const shifts = new Int32Array(key.shift > 0 ? count : 0)
  const shiftStream = randomStream(seed, `shift${place}`, epoch)
  const scale = (2 * key.shift + 1) / 0x1_0000_0000
  for (let i = 0; i < shifts.length; i++) shifts[i] = Math.floor(shiftStream.uint32(i) * scale) - key.shift
  return {
    isReversed: (record) => (((strands[record >>> 5] ?? 0) >>> (record & 31)) & 1) === 1,
    shift: (record) => shifts[record] ?? 0,
  }
}
