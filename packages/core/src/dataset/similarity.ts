import { HeliconError } from '../core/errors.js'
import { sequenceCodes, sequenceCount, sequenceLength } from '../sequence/build-sequence-set.js'
import type { SequenceSet } from '../sequence/sequence-set.js'
import { equalSequences } from './similarity-equal.js'
import { wordIndex } from './similarity-index.js'
import { disjointSets, numberedGroups, type RecordGroups } from './similarity-sets.js'
import { LONGEST_WORD, type RecordWords, type WordReader, wordReader } from './similarity-words.js'

/** When two records are similar. */
export interface SimilarityOptions {
  /**
   * Bases of a word, 4 .. 16. Default 12. In records of fewer than 40 bases one difference breaks most of these; words of
   * 8 find it, and in libraries of many thousand records they also join some that are alike by chance.
   */
  readonly k?: number
  /** Share of the words that similar records have in common at least, above 0, at most 1. Default 0.3. */
  readonly threshold?: number
}

const SHORTEST_WORD = 4
export const SIMILARITY_DEFAULTS = { k: 12, threshold: 0.3 } as const

/**
 * Puts records together that are similar, and those similar to these, and so on.
 *
 * Two records are similar where they are equal or each other's reverse complements, or where they share at least
 * `threshold` of their words: different words of length k that both hold, on whichever strand, over the number of
 * places where a word starts (none that holds an N) in the record that has fewer of these. At the default two windows
 * of 101 bases are similar that overlap by 38, or that differ by chance in 9 of 100 bases; a motif of 21 bases that both
 * hold (10 of 90 words), or a run of one letter (1 word), makes nothing similar.
 *
 * Records in one group are joined by similar pairs only. Every two similar records are in one group as long as records
 * meet each other through words no more than 2^31 times, or 512 times a word. The 69,055 windows of JUND's validation and
 * test, with Alu and other repeats, need a fifth of that. Where very many records hold the same words (an adapter in each
 * of a hundred thousand), a record meets through one word only the last that hold it, never fewer than 64, and two that
 * are similar may stay apart. This bounds time, which grows with the number of bases.
 *
 * @throws HeliconError ARGUMENT_INVALID for a k or a threshold outside its range
 */
export function similarityGroups(set: SequenceSet, options: SimilarityOptions = {}): RecordGroups {
  const n = sequenceCount(set)
  const longest = longestOf(set)
  const { k, threshold } = checked(options)
  const equal = equalSequences(set)
  const sets = disjointSets(n)
  const repeated = new Uint8Array(n)
  for (let record = 0; record < n; record++) {
    const first = equal.add(record)
    if (first === record) continue
    sets.join(record, first)
    repeated[record] = 1
  }
  const reader = wordReader(k, longest)
  const index = wordIndex(set, reader, repeated, 1)
  const shares = sharer(reader, wordReader(k, longest), threshold)
  for (let record = 0; record < n; record++) {
    if (repeated[record] === 1) continue
    const own = reader.read(sequenceCodes(set, record))
    const met = index.meetings(own.words, own.count)
    for (let i = 0; i < met.count; i++) {
      const other = met.records[i] ?? 0
      if ((met.times[other] ?? 0) < threshold * Math.min(own.places, index.places[other] ?? 0)) continue
      if (sets.find(other) !== sets.find(record) && shares(own, sequenceCodes(set, other))) sets.join(other, record)
    }
    index.add(record, own.words, own.count)
  }
  return numberedGroups(sets, n)
}

/**
 * For each record of `a` one of `b` that is similar to it, or -1: what a model that saw `b` knows of `a`. Similar as in
 * `similarityGroups`, with the same exception for words that very many records hold.
 * @returns [records of a]: an equal record where there is one, else the similar record that shares most words
 * @throws HeliconError ARGUMENT_INVALID for a k or a threshold outside its range
 */
export function similarRecords(a: SequenceSet, b: SequenceSet, options: SimilarityOptions = {}): Int32Array {
  const known = sequenceCount(b)
  const longest = Math.max(longestOf(a), longestOf(b))
  const { k, threshold } = checked(options)
  const equal = equalSequences(b)
  const repeated = new Uint8Array(known)
  for (let record = 0; record < known; record++) if (equal.add(record) !== record) repeated[record] = 1
  const reader = wordReader(k, longest)
  const index = wordIndex(b, reader, repeated, a.codes.length / Math.max(b.codes.length, 1))
  for (let record = 0; record < known; record++) {
    if (repeated[record] === 1) continue
    const own = reader.read(sequenceCodes(b, record))
    index.add(record, own.words, own.count)
  }
  const shares = sharer(reader, wordReader(k, longest), threshold)
  return Int32Array.from({ length: sequenceCount(a) }, (_, record) => {
    const codes = sequenceCodes(a, record)
    const same = equal.find(codes)
    if (same >= 0) return same
    const own = reader.read(codes)
    const met = index.meetings(own.words, own.count)
    const candidates = Array.from(met.records.subarray(0, met.count))
      .filter((other) => (met.times[other] ?? 0) >= threshold * Math.min(own.places, index.places[other] ?? 0))
      .sort((x, y) => (met.times[y] ?? 0) - (met.times[x] ?? 0) || x - y)
    return candidates.find((other) => shares(own, sequenceCodes(b, other))) ?? -1
  })
}

/** Whether a record shares enough words with the one that `reader` has read last. */
function sharer(reader: WordReader, otherReader: WordReader, threshold: number) {
  return (own: RecordWords, codes: Uint8Array): boolean => {
    const other = otherReader.read(codes)
    const needed = threshold * Math.min(own.places, other.places)
    let shared = 0
    for (let i = 0; i < other.count; i++) if (reader.has(other.words[i] ?? 0)) shared++
    return shared > 0 && shared >= needed
  }
}

function longestOf(set: SequenceSet): number {
  let longest = 0
  for (let record = 0; record < sequenceCount(set); record++) longest = Math.max(longest, sequenceLength(set, record))
  return longest
}

function checked(options: SimilarityOptions): Required<SimilarityOptions> {
  const { k, threshold } = { ...SIMILARITY_DEFAULTS, ...options }
  if (!Number.isInteger(k) || k < SHORTEST_WORD || k > LONGEST_WORD) {
    const expected = { kind: 'integer', min: SHORTEST_WORD, max: LONGEST_WORD } as const
    throw new HeliconError('ARGUMENT_INVALID', { name: 'k', found: k, expected })
  }
  if (!(threshold > 0 && threshold <= 1)) {
    const expected = { kind: 'number', above: 0, max: 1 } as const
    throw new HeliconError('ARGUMENT_INVALID', { name: 'threshold', found: threshold, expected })
  }
  return { k, threshold }
}
