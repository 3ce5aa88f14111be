import { at } from '../core/arrays.js'
import { hashTable } from '../core/hash-table.js'
import { reverseComplement } from '../sequence/alphabet.js'
import { sequenceCodes } from '../sequence/build-sequence-set.js'
import { sequenceHasher } from '../sequence/sequence-hash.js'
import type { SequenceSet } from '../sequence/sequence-set.js'

/** Finds sequences again, on either strand. Equal letter by letter, N included: a hash alone decides nothing. */
export interface EqualSequences {
  /** Takes a record; returns the first that was taken and equals it or its reverse complement: often itself. */
  add(record: number): number
  /** The record that equals this sequence or its reverse complement, or -1. */
  find(codes: Uint8Array): number
}

export function equalSequences(set: SequenceSet): EqualSequences {
  const hashOf = sequenceHasher()
  const table = hashTable()
  const firsts: number[] = []
  const same = (record: number, codes: Uint8Array): boolean => {
    const other = sequenceCodes(set, record)
    return isEqual(codes, other) || isEqual(codes, reverseComplement(other))
  }
  return {
    add: (record) => {
      const codes = sequenceCodes(set, record)
      const place = table.add(hashOf(codes))
      if (place === firsts.length) firsts.push(record)
      const first = at(firsts, place)
      return same(first, codes) ? first : record
    },
    find: (codes) => {
      const first = firsts[table.find(hashOf(codes))]
      return first !== undefined && same(first, codes) ? first : -1
    },
  }
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
