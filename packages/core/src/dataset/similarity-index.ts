import { sequenceCodes, sequenceCount } from '../sequence/build-sequence-set.js'
import type { SequenceSet } from '../sequence/sequence-set.js'
import { scattered, type WordReader } from './similarity-words.js'

const FEWEST_BITS = 10
/** 128 MiB of buckets: enough for a third of a million records of 100 bases. */
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
  // Two numbers a bucket, next to each other since they are read together: where its records start and where they end.
  const spans = new Uint32Array(2 ** (bits + 1))
  for (let record = 0; record < n; record++) {
    if (skipped[record] === 1) continue
    const found = reader.read(sequenceCodes(set, record))
    places[record] = found.places
    for (let i = 0; i < found.count; i++) {
      const bucket = bucketOf(found.words[i] ?? 0)
      spans[2 * bucket] = (spans[2 * bucket] ?? 0) + 1
    }
  }
  let total = 0
  for (let bucket = 0; bucket < spans.length; bucket += 2) {
    const size = spans[bucket] ?? 0
    spans[bucket] = total
    spans[bucket + 1] = total
    total += size
  }
  const records = new Uint32Array(total)
  const met = { records: new Uint32Array(n), count: 0, times: new Uint32Array(n) }
  return {
    places,
    add: (record, words, count) => {
      for (let i = 0; i < count; i++) {
        const bucket = bucketOf(words[i] ?? 0)
        const end = spans[2 * bucket + 1] ?? 0
        records[end] = record
        spans[2 * bucket + 1] = end + 1
      }
    },
    meetings: (words, count) => {
      for (let i = 0; i < met.count; i++) met.times[met.records[i] ?? 0] = 0
      met.count = 0
      for (let i = 0; i < count; i++) {
        const bucket = bucketOf(words[i] ?? 0)
        const end = spans[2 * bucket + 1] ?? 0
        const start = Math.max(spans[2 * bucket] ?? 0, end - most)
        for (let place = start; place < end; place++) {
          const other = records[place] ?? 0
          const times = met.times[other] ?? 0
          if (times === 0) met.records[met.count++] = other
          met.times[other] = times + 1
        }
      }
      return met
    },
  }
}
