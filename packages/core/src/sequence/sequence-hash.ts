import { type Hash64, type Hasher, hasher } from '../core/hash64.js'
import { BASE } from './sequence-set.js'

/** Bases that go into one word of 32 bits, three bits each. */
const BASES_A_WORD = 10

/** The hash that a sequence and its reverse complement have in common. */
export interface StrandlessHash extends Hash64 {
  /**
   * Two sequences of one hash are equal where this agrees, and each other's reverse complements where it does not. A
   * sequence that is its own reverse complement has false.
   */
  readonly reversed: boolean
}

/** Hashes sequences; one hasher for many. N is a letter of its own here: sequences are equal letter by letter. */
export function sequenceHasher(): (codes: Uint8Array) => StrandlessHash {
  const words = hasher()
  return (codes) => {
    const forward = forwardHash(codes, words)
    const reverse = reverseHash(codes, words)
    const reversed = reverse.high < forward.high || (reverse.high === forward.high && reverse.low < forward.low)
    return { ...(reversed ? reverse : forward), reversed }
  }
}

function forwardHash(codes: Uint8Array, words: Hasher): Hash64 {
  let word = 0
  for (let i = 0; i < codes.length; i++) {
    if (i % BASES_A_WORD === 0 && i > 0) {
      words.add(word)
      word = 0
    }
    word = (word << 3) | (codes[i] ?? BASE.N)
  }
  words.add(word)
  words.add(codes.length)
  return words.finish()
}

/** The same of the reverse complement, which is not made for it. */
function reverseHash(codes: Uint8Array, words: Hasher): Hash64 {
  let word = 0
  for (let i = 0; i < codes.length; i++) {
    if (i % BASES_A_WORD === 0 && i > 0) {
      words.add(word)
      word = 0
    }
    const code = codes[codes.length - 1 - i] ?? BASE.N
    word = (word << 3) | (code < BASE.N ? BASE.T - code : BASE.N)
  }
  words.add(word)
  words.add(codes.length)
  return words.finish()
}
