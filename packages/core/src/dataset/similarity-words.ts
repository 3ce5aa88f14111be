import { BASE } from '../sequence/sequence-set.js'

/** The longest word that fits into 32 bits. */
export const LONGEST_WORD = 16

/** The words of the record that was read last. The arrays are used again for the next one. */
export interface RecordWords {
  /** The first `count` are the different words, in the order of their first places. */
  readonly words: Uint32Array
  count: number
  /** Places where a word starts, equal words counted each time: length - k + 1 without those that hold an N. */
  places: number
}

/** Reads the different words of length k of one record after the other. */
export interface WordReader {
  read(codes: Uint8Array): RecordWords
  /** Whether the record that was read last has this word. */
  has(word: number): boolean
}

/**
 * A word and its reverse complement are one: the smaller of their numbers in base 4.
 * @param k 1 .. 16
 * @param longest bases of the longest record
 */
export function wordReader(k: number, longest: number): WordReader {
  const size = 2 ** Math.ceil(Math.log2(2 * Math.max(longest, 1)))
  const table = new Uint32Array(size)
  // A slot is taken where its round is this record's, so that nothing has to be cleared between records.
  const rounds = new Uint32Array(size)
  const found: RecordWords = { words: new Uint32Array(Math.max(longest, 1)), count: 0, places: 0 }
  const mask = k === LONGEST_WORD ? 0xffff_ffff : 4 ** k - 1
  const top = 2 * (k - 1)
  let round = 0

  /** The slot that holds the word, or the empty one where it belongs. */
  function slotOf(word: number): number {
    let slot = scattered(word) & (size - 1)
    while (rounds[slot] === round && table[slot] !== word) slot = (slot + 1) & (size - 1)
    return slot
  }

  function take(word: number): void {
    found.places++
    const slot = slotOf(word)
    if (rounds[slot] === round) return
    rounds[slot] = round
    table[slot] = word
    found.words[found.count++] = word
  }

  return {
    read: (codes) => {
      round++
      found.count = 0
      found.places = 0
      let [forward, reverse, known] = [0, 0, 0]
      for (let i = 0; i < codes.length; i++) {
        const code = codes[i] ?? 0
        if (code >= BASE.N) {
          known = 0
          continue
        }
        forward = ((forward << 2) | code) & mask
        reverse = (reverse >>> 2) | ((BASE.T - code) << top)
        if (++known >= k) take(Math.min(forward >>> 0, reverse >>> 0))
      }
      return found
    },
    has: (word) => rounds[slotOf(word)] === round,
  }
}

/** Spreads the bits of a word, which are far from even: the finish of MurmurHash3. */
export function scattered(word: number): number {
  let result = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  result = Math.imul(result ^ (result >>> 13), 0xc2b2ae35)
  return (result ^ (result >>> 16)) >>> 0
}
