import { HeliconError } from './errors.js'
import { normalQuantile } from './normal-quantile.js'
import { philox4x32 } from './philox.js'

const TWO_32 = 0x1_0000_0000

/**
 * Random numbers of one seed, purpose and step. Every value is a function of its index, so it does not depend on what
 * was drawn before it or by whom. All methods read the same underlying words from the first on: take one stream a
 * purpose, not two kinds of numbers out of one stream.
 */
export interface RandomStream {
  /** Word `index`, 0 <= index < 2^53: an integer in 0 .. 2^32 - 1. */
  uint32(index: number): number
  /** Number `index` in [0, 1), with 53 random bits. */
  uniform(index: number): number
  /** Standard normal number `index`: mean 0, variance 1, at most 8.3 in size, symmetric. */
  normal(index: number): number
  /** `uniform(start)` .. `uniform(start + n - 1)`. */
  uniforms(n: number, start?: number): Float64Array
  /** `normal(start)` .. `normal(start + n - 1)`. */
  normals(n: number, start?: number): Float64Array
  /** `n` integers in 0 .. bound - 1, 1 <= bound <= 2^32, each exactly equally likely. */
  integers(n: number, bound: number): Uint32Array
  /** 0 .. n - 1 in random order, each order equally likely (Fisher and Yates). */
  shuffle(n: number): Uint32Array
  /** `n` indices drawn with replacement, index k with probability weights[k] / sum of weights. */
  choice(weights: ArrayLike<number>, n: number): Uint32Array
}

/**
 * The random numbers of (`seed`, `purpose`, `step`), from Philox 4x32-10. The key is the seed; the counter is the block
 * of four words (64 bits), the step (32 bits) and the FNV-1a hash of the purpose (32 bits).
 * @param seed an integer in 0 .. 2^53 - 1
 * @param purpose what the numbers are for, for example `shuffle`: other purposes give independent numbers
 * @param step for example the epoch, 0 .. 2^32 - 1
 * @throws HeliconError ARGUMENT_INVALID where the seed or the step is not such an integer
 */
export function randomStream(seed: number, purpose: string, step = 0): RandomStream {
  requireInteger('seed', seed, 0, Number.MAX_SAFE_INTEGER)
  requireInteger('step', step, 0, TWO_32 - 1)
  const uint32 = wordReader(seed, step, hash32(purpose))
  const uniform = (index: number): number =>
    ((uint32(2 * index) >>> 5) * 0x400_0000 + (uint32(2 * index + 1) >>> 6)) / 0x20_0000_0000_0000
  const normal = (index: number): number => {
    // One bit is the sign and 52 bits, centred in their cell, the probability of the tail: never 0, both sides alike.
    const high = uint32(2 * index)
    const tail = ((high >>> 1) * 0x20_0000 + (uint32(2 * index + 1) >>> 11) + 0.5) / 0x20_0000_0000_0000
    return high & 1 ? normalQuantile(tail) : -normalQuantile(tail)
  }
  return {
    uint32,
    uniform,
    normal,
    uniforms: (n, start = 0) => Float64Array.from({ length: n }, (_, i) => uniform(start + i)),
    normals: (n, start = 0) => Float64Array.from({ length: n }, (_, i) => normal(start + i)),
    integers: (n, bound) => {
      requireInteger('bound', bound, 1, TWO_32)
      const below = integerReader(uint32)
      return Uint32Array.from({ length: n }, () => below(bound))
    },
    shuffle: (n) => shuffled(n, integerReader(uint32)),
    choice: (weights, n) => chosen(weights, n, uniform),
  }
}

/** Reads words by index; keeps the last block, since neighbours are mostly read in turn. */
function wordReader(seed: number, step: number, purpose: number): (index: number) => number {
  const keyLow = seed >>> 0
  const keyHigh = Math.floor(seed / TWO_32)
  const words = new Uint32Array(4)
  let current = -1
  return (index) => {
    const block = Math.floor(index / 4)
    if (block !== current) {
      philox4x32(block >>> 0, Math.floor(block / TWO_32), step, purpose, keyLow, keyHigh, words)
      current = block
    }
    return words[index - 4 * block] ?? 0
  }
}

/**
 * Integers in 0 .. bound - 1 from the words of a stream in turn, each exactly equally likely; the bound may be another
 * at every call, 1 <= bound <= 2^32.
 */
export function integersInTurn(stream: Pick<RandomStream, 'uint32'>): (bound: number) => number {
  return integerReader((index) => stream.uint32(index))
}

/** Integers below a bound from words in turn. Words past the last whole multiple of the bound are thrown away. */
function integerReader(uint32: (index: number) => number): (bound: number) => number {
  let next = 0
  return (bound) => {
    const limit = TWO_32 - (TWO_32 % bound)
    let word = uint32(next++)
    while (word >= limit) word = uint32(next++)
    return word % bound
  }
}

function shuffled(n: number, below: (bound: number) => number): Uint32Array {
  requireInteger('n', n, 0, TWO_32 - 1)
  const order = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    // Inside-out form: the new element takes a random place, and what was there moves to the end.
    const place = below(i + 1)
    order[i] = order[place] ?? 0
    order[place] = i
  }
  return order
}

function chosen(weights: ArrayLike<number>, n: number, uniform: (index: number) => number): Uint32Array {
  const cumulative = new Float64Array(weights.length)
  let total = 0
  let last = -1
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k] ?? 0
    if (!(weight >= 0) || weight === Number.POSITIVE_INFINITY) {
      throw new HeliconError('ARGUMENT_INVALID', {
        name: `weights[${k}]`,
        found: weight,
        expected: { kind: 'number', min: 0 },
      })
    }
    if (weight > 0) last = k
    total += weight
    cumulative[k] = total
  }
  if (last < 0) {
    throw new HeliconError('ARGUMENT_INVALID', {
      name: 'weights',
      found: { en: 'nothing above 0', ko: '모두 0' },
      expected: { kind: 'words', en: 'at least one weight above 0', ko: '0보다 큰 가중치 하나 이상' },
    })
  }
  return Uint32Array.from({ length: n }, (_, i) => {
    const target = uniform(i) * total
    let low = 0
    let high = last
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((cumulative[middle] ?? 0) > target) high = middle
      else low = middle + 1
    }
    return low
  })
}

/** FNV-1a over the UTF-16 units of a text. */
function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

function requireInteger(name: string, value: number, lowest: number, highest: number): void {
  if (!Number.isInteger(value) || value < lowest || value > highest) {
    throw new HeliconError('ARGUMENT_INVALID', {
      name,
      found: value,
      expected: { kind: 'integer', min: lowest, max: highest },
    })
  }
}
