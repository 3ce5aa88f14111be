import { sequenceCodes, sequenceCount } from '../sequence/build-sequence-set.js'
import type { SequenceSet } from '../sequence/sequence-set.js'
import { scattered, type WordReader } from './similarity-words.js'

const FEWEST_BITS = 10
/** 128 MiB of buckets: enough for a third of a million records of 100 bases. */
const MOST_BITS = 24
/** Records of a bucket that are counted in any case. */
const FEWEST_HOLDERS = 64
/** Meetings that are counted whatever the number of words: a few seconds. */
const USUAL_MEETINGS = 2 ** 31
/** Beyond these, meetings for each word of the records: time grows with the number of words. */
const MEETINGS_A_WORD = 256

/** Which records hold a word, found by a hash of the word; several words may share a bucket. */
export interface WordIndex {
  /** [n]: the places of each record, see `RecordWords`; 0 for a record that was left out. */
  readonly places: Uint32Array
  /** Writes down that a record holds these words. Every record that was counted must be added once. */
  add(record: number, words: Uint32Array, count: number): void
  /**
   * Counts how often the records that were added so far meet one of these words. Where all meetings would be too many
   * (see `mostHolders`) only those of a bucket are counted that were added last. An answer is good until the next
   * question.
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
 * @param questions times that each word is asked for, for one record that holds it; 1 where records ask for each other
 */
export function wordIndex(set: SequenceSet, reader: WordReader, skipped: Uint8Array, questions: number): WordIndex {
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
  const most = mostHolders(spans, questions)
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

/**
 * How many records of a bucket can be counted so that all meetings together stay within a few seconds, or in proportion
 * to the words of many records: all of the largest bucket where they do.
 * @param spans the number of words of each bucket in every second place
 */
function mostHolders(spans: Uint32Array, questions: number): number {
  const buckets = new Map<number, number>()
  let [words, largest] = [0, 0]
  for (let place = 0; place < spans.length; place += 2) {
    const size = spans[place] ?? 0
    buckets.set(size, (buckets.get(size) ?? 0) + 1)
    words += size
    largest = Math.max(largest, size)
  }
  const budget = Math.max(USUAL_MEETINGS, MEETINGS_A_WORD * words * (1 + questions))
  const meetings = (most: number): number => {
    let sum = 0
    for (const [size, count] of buckets) sum += count * size * Math.min(size, most)
    return questions * sum
  }
  let [low, high] = [FEWEST_HOLDERS, Math.max(FEWEST_HOLDERS, largest)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (meetings(middle) <= budget) low = middle
    else high = middle - 1
  }
  return low
}
