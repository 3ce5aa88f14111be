import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { decodeSequence, reverseComplement } from './alphabet.js'
import { BASE } from './sequence-set.js'

/** The longest word that is counted into one array: 4^10 is a million words. */
export const LONGEST_KMER = 10

export interface KmerOptions {
  /** Count a word and its reverse complement as one, the one that comes first in the alphabet. Default false. */
  readonly canonical?: boolean
}

/** The words of length k, and where each of them is counted. */
export interface KmerIndex {
  readonly k: number
  /** Lexicographic: AA, AC, AG, AT, CA, ...; with `canonical` only the words that come first of their pairs. */
  readonly words: readonly string[]
  /** By the number of a word in base 4 (A 0, C 1, G 2, T 3, first letter most significant): its place in `words`. */
  readonly places: Uint32Array
}

/**
 * The words of length k in the order in which they are counted: 4^k of them, or with `canonical` (4^k + p) / 2, where p
 * is the number of words that are their own reverse complements (4^(k/2) for an even k, none for an odd one).
 * @throws HeliconError ARGUMENT_INVALID for a k outside 1 .. 10
 */
export function kmerIndex(k: number, options: KmerOptions = {}): KmerIndex {
  if (!Number.isInteger(k) || k < 1 || k > LONGEST_KMER) {
    const expected = { kind: 'integer', min: 1, max: LONGEST_KMER } as const
    throw new HeliconError('ARGUMENT_INVALID', { name: 'k', found: k, expected })
  }
  const words: string[] = []
  const places = new Uint32Array(4 ** k)
  for (let number = 0; number < places.length; number++) {
    const codes = codesOfWord(number, k)
    const other = options.canonical ? wordNumber(reverseComplement(codes)) : number
    places[number] = other < number ? at(places, other) : words.push(decodeSequence(codes)) - 1
  }
  return { k, words, places }
}

/**
 * Counts the words of length k in a sequence, overlapping: its bag of words. Windows that hold an N are left out.
 * @param k 1 .. 10, or an index made once for many sequences
 * @returns counts in the order of `kmerIndex(k, options).words`
 * @throws HeliconError ARGUMENT_INVALID for a k outside 1 .. 10
 */
export function kmerCounts(codes: ArrayLike<number>, k: number | KmerIndex, options: KmerOptions = {}): Uint32Array {
  const index = typeof k === 'number' ? kmerIndex(k, options) : k
  const counts = new Uint32Array(index.words.length)
  const numbers = index.places.length
  let number = 0
  let known = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? BASE.N
    known = code < BASE.N ? known + 1 : 0
    number = (number * 4 + (code < BASE.N ? code : 0)) % numbers
    if (known < index.k) continue
    const place = at(index.places, number)
    counts[place] = at(counts, place) + 1
  }
  return counts
}

function codesOfWord(number: number, k: number): Uint8Array {
  return Uint8Array.from({ length: k }, (_, i) => Math.floor(number / 4 ** (k - 1 - i)) % 4)
}

function wordNumber(codes: Uint8Array): number {
  return codes.reduce((number, code) => number * 4 + code, 0)
}
