/** A hash of 64 bits as two unsigned numbers of 32. Among n different inputs two agree with a chance of n^2 / 2^65. */
export interface Hash64 {
  readonly high: number
  readonly low: number
}

/** Takes words of 32 bits one after the other. */
export interface Hasher {
  add(word: number): void
  /** The hash of the words since the start or the last `finish`, and of their number; starts anew. */
  finish(): Hash64
}

/** Two MurmurHash3 of 32 bits (Appleby 2011) side by side, each with constants of its own. */
export function hasher(): Hasher {
  let [high, low, length] = [0, 0, 0]
  return {
    add: (word) => {
      high = mixed(high, word, 0xcc9e2d51, 0x1b873593)
      low = mixed(low, word, 0x239b961b, 0xab0e9789)
      length++
    },
    finish: () => {
      const hash = { high: avalanche(high ^ length), low: avalanche(low ^ length) }
      ;[high, low, length] = [0, 0, 0]
      return hash
    },
  }
}

/** The hash of a text: of its UTF-16 units, two a word. */
export function textHash(text: string, words: Hasher): Hash64 {
  for (let i = 0; i < text.length; i += 2) words.add(text.charCodeAt(i) | ((text.charCodeAt(i + 1) || 0) << 16))
  words.add(text.length)
  return words.finish()
}

function mixed(hash: number, word: number, first: number, second: number): number {
  const scattered = Math.imul(word, first)
  const turned = Math.imul((scattered << 15) | (scattered >>> 17), second)
  const joined = hash ^ turned
  return (Math.imul((joined << 13) | (joined >>> 19), 5) + 0xe6546b64) | 0
}

function avalanche(hash: number): number {
  let result = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  result = Math.imul(result ^ (result >>> 13), 0xc2b2ae35)
  return (result ^ (result >>> 16)) >>> 0
}
