import { at } from '../core/arrays.js'
import { type HashTable, hashTable } from '../core/hash-table.js'
import { hasher, textHash } from '../core/hash64.js'
import { type StrandlessHash, sequenceHasher } from '../sequence/sequence-hash.js'
import { BASE } from '../sequence/sequence-set.js'

/** Records of a part that come more than once. Records that are N from end to end are left out. */
export interface RepeatFacts {
  /** Records that equal an earlier one. */
  readonly identical: number
  /** Records that are the reverse complement of an earlier one and equal none. */
  readonly reverseComplements: number
  /** Different sequences that come more than once, a sequence and its reverse complement being one. */
  readonly sequences: number
  /** Of these, those whose records have not all the same labels (records without one left out), and how many records they are. */
  readonly conflicting: { readonly sequences: number; readonly records: number }
  /** Records whose id an earlier one has. */
  readonly ids: number
  /** The first repeated record, the first with an id that was there. */
  readonly examples: { readonly record?: string; readonly id?: string }
}

/** Records of a part that are in an earlier part too. */
export interface SharedFacts {
  readonly identical: number
  readonly reverseComplements: number
  /** Of these, records with other labels than there. */
  readonly conflicting: number
  readonly ids: number
  /** The first record that is in both. */
  readonly example?: string
}

/**
 * Finds records again by hashes of 64 bits, 24 to 60 bytes a record, whatever the sequences' length. Among a million
 * records one pair of different ones is taken for equal with a chance of 3 in 10^8.
 */
export interface RepeatTally {
  /** @param label tells labels apart, see `labelHash`; undefined where they are not known */
  add(id: string, codes: Uint8Array, label: number | undefined): void
  facts(): RepeatFacts
  /** What is in each of the earlier parts too, in their order. */
  shared(): readonly SharedFacts[]
  readonly known: KnownRecords
}

/** What later parts ask of an earlier one. */
export interface KnownRecords {
  readonly sequences: HashTable
  readonly ids: HashTable
  /** By number in `sequences`: on which strands it came, 1 forward, 2 reverse, 3 both. */
  readonly strands: number[]
  /** By number in `sequences`: labels of the first record whose labels are known. */
  readonly labels: (number | undefined)[]
}

export function repeatTally(earlier: readonly KnownRecords[]): RepeatTally {
  const known: KnownRecords = { sequences: hashTable(), ids: hashTable(), strands: [], labels: [] }
  const counts: number[] = []
  const disputed: boolean[] = []
  const found = { identical: 0, reverseComplements: 0, sequences: 0, ids: 0 }
  const conflicting = { sequences: 0, records: 0 }
  const examples: { record?: string; id?: string } = {}
  const shared = earlier.map(() => ({ identical: 0, reverseComplements: 0, conflicting: 0, ids: 0 }))
  const sharedExamples: (string | undefined)[] = []
  const hashOf = sequenceHasher()
  const words = hasher()

  function addId(id: string): void {
    const hash = textHash(id, words)
    const isNew = known.ids.size === known.ids.add(hash)
    if (!isNew) {
      found.ids++
      examples.id ??= id
    }
    earlier.forEach((part, i) => {
      if (part.ids.find(hash) >= 0) at(shared, i).ids++
    })
  }

  function addRepeat(place: number, strand: number, label: number | undefined): void {
    if ((at(known.strands, place) & strand) !== 0) found.identical++
    else found.reverseComplements++
    const count = at(counts, place)
    if (count === 1) found.sequences++
    if (disputed[place] === true) conflicting.records++
    else if (differ(known.labels[place], label)) {
      disputed[place] = true
      conflicting.sequences++
      conflicting.records += count + 1
    }
    known.strands[place] = at(known.strands, place) | strand
    known.labels[place] ??= label
    counts[place] = count + 1
  }

  function compare(id: string, hash: StrandlessHash, strand: number, label: number | undefined): void {
    earlier.forEach((part, i) => {
      const place = part.sequences.find(hash)
      if (place < 0) return
      const facts = at(shared, i)
      if ((at(part.strands, place) & strand) !== 0) facts.identical++
      else facts.reverseComplements++
      if (differ(part.labels[place], label)) facts.conflicting++
      sharedExamples[i] ??= id
    })
  }

  return {
    known,
    add: (id, codes, label) => {
      addId(id)
      if (isUnknown(codes)) return
      const hash = hashOf(codes)
      const strand = hash.reversed ? 2 : 1
      compare(id, hash, strand, label)
      const place = known.sequences.add(hash)
      if (place < counts.length) {
        examples.record ??= id
        addRepeat(place, strand, label)
        return
      }
      counts.push(1)
      disputed.push(false)
      known.strands.push(strand)
      known.labels.push(label)
    },
    facts: () => ({ ...found, conflicting: { ...conflicting }, examples: { ...examples } }),
    shared: () =>
      shared.map((facts, i) => {
        const example = sharedExamples[i]
        return { ...facts, ...(example !== undefined && { example }) }
      }),
  }
}

/** Whether two labels are known and not the same. */
function differ(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b
}

/** Whether there is no base at all. */
export function isUnknown(codes: Uint8Array): boolean {
  for (let i = 0; i < codes.length; i++) if (at(codes, i) < BASE.N) return false
  return true
}
