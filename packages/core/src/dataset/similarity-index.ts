import { at } from '../core/arrays.js'
import { sequenceCodes, sequenceCount } from '../sequence/build-sequence-set.js'
import type { SequenceSet } from '../sequence/sequence-set.js'
import { scattered, type WordReader } from './similarity-words.js'

const FEWEST_BITS = 10
/** 64 MiB of starts, and as much of ends: enough for a third of a million records of 100 bases. */
const MOST_BITS = 24

/** Which records hold a word, found by a hash of the word; several words may share a bucket. */
export interface WordIndex {
  /** [n]: the places of each record, see `RecordWords`; 0 for a record that was left out. */
  readonly places: Uint32Array
  /** Writes down that a record holds these words. Every record that was counted must be added once. */
  add(record: number, words: Uint32Array, count: number): void
  /**
   * Counts how often the records that were added so far meet one of these words, `most` of each bucket: those that
   * were added last. An answer is good until the next question.
   */
  meetings(words: Uint32Array, count: number): Meetings
}

/** Records that share buckets with a record. */
export interface Meetings {
  /** The first `count` are the records, in no order. */
  readonly records: Uint32Array
  readonly count: number
  /** By record: in how many buckets it was met, at least as many as words are shared within the buckets counted. */
  readonly times: Uint32Array
}

/**
 * Counts the words of the records and makes room for them; takes 4 bytes a word and 8 a bucket.
 * @param skipped [n]: 1 for records that are not to be added
 * @param most records counted of a bucket
 */
export function wordIndex(set: SequenceSet, reader: WordReader, skipped: Uint8Array, most: number): WordIndex {
  const n = sequenceCount(set)
  const bits = Math.min(MOST_BITS, Math.max(FEWEST_BITS, Math.round(Math.log2(set.codes.length + 1))))
  const bucketOf = (word: number): number => scattered(word) >>> (32 - bits)
  const places = new Uint32Array(n)
  const starts = new Uint32Array(2 ** bits + 1)
  for (let record = 0; record < n; record++) {
    if (skipped[record] === 1) continue
    const found = reader.read(sequenceCodes(set, record))
    places[record] = found.places
    for (let i = 0; i < found.count; i++) {
      const bucket = bucketOf(at(found.words, i))
      starts[bucket + 1] = at(starts, bucket + 1) + 1
    }
  }
  for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket] = at(starts, bucket) + at(starts, bucket - 1)
  const ends = starts.slice(0, -1)
  const records = new Uint32Array(at(starts, starts.length - 1))
  const met = { records: new Uint32Array(n), count: 0, times: new Uint32Array(n) }
  return {
    places,
    add: (record, words, count) => {
      for (let i = 0; i < count; i++) {
        const bucket = bucketOf(at(words, i))
        const end = at(ends, bucket)
        records[end] = record
        ends[bucket] = end + 1
      }
    },
    meetings: (words, count) => {
      for (let i = 0; i < met.count; i++) met.times[at(met.records, i)] = 0
      met.count = 0
      for (let i = 0; i < count; i++) {
        const bucket = bucketOf(at(words, i))
        const end = at(ends, bucket)
        const start = Math.max(at(starts, bucket), end - most)
        for (let place = start; place < end; place++) {
          const other = at(records, place)
          const times = at(met.times, other)
          if (times === 0) met.records[met.count++] = other
          met.times[other] = times + 1
        }
      }
      return met
    },
  }
}
