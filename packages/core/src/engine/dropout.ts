import { philox4x32 } from '../core/philox.js'

/** Marks the counters of dropout among all that share a seed ('drop' in ASCII). */
export const DROPOUT_PURPOSE = 0x64726f70

/** What a dropout mask depends on. */
export interface DropoutKey {
  /** Integer, 0 <= seed < 2^53. */
  readonly seed: number
  /** Number of the dropout in the graph. */
  readonly stream: number
  /** Number of the training step, from 0. */
  readonly step: number
  /** Index of the record in its batch. */
  readonly record: number
}

/**
 * Random bits that one element's draw takes: as few as the rate needs to be exact (1 for .5, 2 for .25), at most 16,
 * to which other rates are rounded.
 */
export function dropoutBitCount(rate: number): number {
  return [1, 2, 4, 8].find((bits) => Number.isInteger(rate * 2 ** bits)) ?? 16
}

/** Elements whose draw lies below this are dropped. */
export function dropoutThreshold(rate: number): number {
  return Math.round(rate * 2 ** dropoutBitCount(rate))
}

/** Channels are counted in rows of a multiple of four, the width of the engines' vectors. */
export function dropoutRowSize(channels: number): number {
  return Math.ceil(channels / 4) * 4
}

/**
 * The draws of `count` elements from index 0, of b = `dropoutBitCount(rate)` bits each. Elements come in vectors of
 * four, e = 4 v + j. A word of 32 bits serves n = 32 / b vectors: vector v takes part v mod n (0 the lowest bits) of
 * word floor(v / n) mod 4 of the Philox block with counter (4 floor(v / 4n) + j, record, step, purpose + stream) and
 * the seed as key. Element [l, c] of an activation has e = l * dropoutRowSize(channels) + c; with granularity 'channel'
 * e = c, with 'position' e = 4 * l.
 */
export function dropoutDraws(key: DropoutKey, rate: number, count: number): Uint16Array {
  const bits = dropoutBitCount(rate)
  const parts = 32 / bits
  const draws = new Uint16Array(count)
  const words = new Uint32Array(4)
  const seedLow = key.seed >>> 0
  const seedHigh = Math.floor(key.seed / 0x100000000)
  const purpose = (DROPOUT_PURPOSE + key.stream) >>> 0
  const vectors = Math.ceil(count / 4)
  for (let first = 0; first < vectors; first += 4 * parts) {
    for (let j = 0; j < 4; j++) {
      philox4x32(first / parts + j, key.record, key.step, purpose, seedLow, seedHigh, words)
      for (let v = first; v < Math.min(first + 4 * parts, vectors); v++) {
        const word = words[Math.floor(v / parts) & 3] ?? 0
        draws[4 * v + j] = (word >>> (bits * (v % parts))) & (2 ** bits - 1)
      }
    }
  }
  return draws
}
