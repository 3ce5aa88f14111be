import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { decodeSequence, encodeSequence } from './alphabet.js'
import type { SequenceSet } from './sequence-set.js'

/** `offsets` are 32-bit. */
const LARGEST_SET = 0xffff_ffff

/**
 * Makes a set of sequences from texts; letters other than A, C, G, T, U become N (see `encodeSequence`).
 * @param ids [n], any texts
 * @param texts [n]
 * @throws HeliconError ARGUMENT_INVALID where there are not as many ids as texts
 */
export function sequenceSetFromStrings(ids: readonly string[], texts: readonly string[]): SequenceSet {
  if (ids.length !== texts.length) {
    throw new HeliconError('ARGUMENT_INVALID', {
      name: { en: 'number of ids', ko: 'ID 수' },
      found: ids.length,
      expected: { kind: 'integer', min: texts.length, max: texts.length },
    })
  }
  return sequenceSetFromCodes(
    ids,
    texts.map((text) => encodeSequence(text).codes),
  )
}

/** Makes a set of sequences from codes, one array a record. As many ids as arrays. */
export function sequenceSetFromCodes(ids: readonly string[], sequences: readonly Uint8Array[]): SequenceSet {
  const offsets = offsetsOf(sequences.map((codes) => codes.length))
  const codes = new Uint8Array(at(offsets, sequences.length))
  sequences.forEach((sequence, i) => {
    codes.set(sequence, offsets[i])
  })
  return { codes, offsets, ids }
}

/** A set of the records at `indices`, in that order; an index may come twice. */
export function selectSequences(set: SequenceSet, indices: ArrayLike<number>): SequenceSet {
  const chosen = Array.from(indices)
  return sequenceSetFromCodes(
    chosen.map((i) => at(set.ids, i)),
    chosen.map((i) => sequenceCodes(set, i)),
  )
}

/** Number of records. */
export function sequenceCount(set: SequenceSet): number {
  return set.offsets.length - 1
}

/** Number of bases of record `i`. */
export function sequenceLength(set: SequenceSet, i: number): number {
  return at(set.offsets, i + 1) - at(set.offsets, i)
}

/** Codes of record `i`: a view into the set, not a copy. */
export function sequenceCodes(set: SequenceSet, i: number): Uint8Array {
  return set.codes.subarray(at(set.offsets, i), at(set.offsets, i + 1))
}

/** Letters of record `i`. */
export function sequenceText(set: SequenceSet, i: number): string {
  return decodeSequence(sequenceCodes(set, i))
}

/** The length that all records share; undefined where they differ or there is none. */
export function uniformLength(set: SequenceSet): number | undefined {
  const n = sequenceCount(set)
  if (n === 0) return undefined
  const length = sequenceLength(set, 0)
  for (let i = 1; i < n; i++) if (sequenceLength(set, i) !== length) return undefined
  return length
}

function offsetsOf(lengths: readonly number[]): Uint32Array {
  const offsets = new Uint32Array(lengths.length + 1)
  let total = 0
  lengths.forEach((length, i) => {
    total += length
    if (total > LARGEST_SET) {
      throw new HeliconError('ARGUMENT_INVALID', {
        name: { en: 'total length of the sequences', ko: '서열 길이의 합' },
        found: total,
        expected: {
          kind: 'words',
          en: `at most ${LARGEST_SET} bases; use several shards`,
          ko: `${LARGEST_SET}염기 이하(여러 샤드로 나누십시오)`,
        },
      })
    }
    offsets[i + 1] = total
  })
  return offsets
}
