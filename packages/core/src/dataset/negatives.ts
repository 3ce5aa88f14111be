import { HeliconError } from '../core/errors.js'
import { randomStream } from '../core/random.js'
import { sequenceCodes, sequenceCount, sequenceSetFromCodes } from '../sequence/build-sequence-set.js'
import { kletShuffle } from '../sequence/klet-shuffle.js'
import type { SequenceSet } from '../sequence/sequence-set.js'

/** How `shuffledNegatives` makes them. */
export interface ShuffleOptions {
  /** Shuffles of each positive, at least 1. */
  readonly perPositive: number
  /** Words of this length keep their numbers; 2 keeps dinucleotides. */
  readonly k: number
  /** Integer, 0 <= seed < 2^53. */
  readonly seed: number
  /** Number of the first sequence among all positives, where they come piece by piece. Default 0. */
  readonly firstRecord?: number
}

/** Shuffled sequences, and how many of them came out as they went in. */
export interface ShuffledSequences extends SequenceSet {
  /** Shuffles that equal their positive: of low complexity, or too short. As negatives they contradict it. */
  readonly unchanged: number
}

/**
 * Negatives for positives that have none: shuffles that keep the number of every word of length k, drawn as
 * `kletShuffle` draws. Positive i gives `perPositive` sequences in a row, with the ids `ID_shuffle1`, `ID_shuffle2`, ...
 *
 * Every shuffle has random numbers of its own, by (seed, number of the positive, number of the shuffle). So the same
 * negatives come out of one piece or of many (see `firstRecord`), and the first of five is the one of one.
 *
 * @throws HeliconError ARGUMENT_INVALID for perPositive, k or seed that are not such integers
 */
export function shuffledNegatives(positives: SequenceSet, options: ShuffleOptions): ShuffledSequences {
  const { perPositive, k, seed, firstRecord = 0 } = options
  if (!Number.isSafeInteger(perPositive) || perPositive < 1) {
    const expected = { kind: 'integer', min: 1 } as const
    throw new HeliconError('ARGUMENT_INVALID', { name: 'perPositive', found: perPositive, expected })
  }
  const ids: string[] = []
  const shuffles: Uint8Array[] = []
  let unchanged = 0
  for (let record = 0; record < sequenceCount(positives); record++) {
    const codes = sequenceCodes(positives, record)
    for (let copy = 1; copy <= perPositive; copy++) {
      const shuffle = kletShuffle(codes, k, randomStream(seed, `negatives/shuffle${copy}`, firstRecord + record))
      if (shuffle.every((code, i) => code === codes[i])) unchanged++
      shuffles.push(shuffle)
      ids.push(`${positives.ids[record] ?? ''}_shuffle${copy}`)
    }
  }
  return { ...sequenceSetFromCodes(ids, shuffles), unchanged }
}
