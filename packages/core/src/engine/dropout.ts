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

/** Elements whose 16 random bits lie below this are dropped: the rate is rounded to 1/65536. */
export function dropoutThreshold(rate: number): number {
  return Math.round(rate * 65536)
}

/** Channels are counted in rows of a multiple of four, the width of the engines' vectors. */
export function dropoutRowSize(channels: number): number {
  return Math.ceil(channels / 4) * 4
}

/**
 * The 16 random bits of `count` elements from index 0. Element e = 32 g + 8 k + 4 h + j takes half h (0 the lower) of
 * word k of the Philox block with counter (4 g + j, record, step, purpose + stream) and the seed as key. Element
 * [l, c] of an activation has e = l * dropoutRowSize(channels) + c; with granularity 'channel' e = c, with 'position'
 * e = 4 * l.
 */
export function dropoutBits(key: DropoutKey, count: number): Uint16Array {
  const bits = new Uint16Array(Math.ceil(count / 32) * 32)
  const words = new Uint32Array(4)
  const seedLow = key.seed >>> 0
  const seedHigh = Math.floor(key.seed / 0x100000000)
  const purpose = (DROPOUT_PURPOSE + key.stream) >>> 0
  for (let block = 0; block * 8 < bits.length; block++) {
    philox4x32(block, key.record, key.step, purpose, seedLow, seedHigh, words)
    const first = 32 * (block >>> 2) + (block & 3)
    for (let k = 0; k < 4; k++) {
      const word = words[k] ?? 0
      bits[first + 8 * k] = word & 0xffff
      bits[first + 8 * k + 4] = word >>> 16
    }
  }
  return bits.subarray(0, count)
}
