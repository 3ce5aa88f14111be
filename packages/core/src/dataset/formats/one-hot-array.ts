import type { WritableArray } from './array-writer.js'
import { parseDType } from './dtype.js'

const POSITIONS_A_CHUNK = 256 * 1024

/**
 * Codes [records, length] as an int8 one-hot array [records, length, 4] to write, made piece by piece. Channels are A,
 * C, G, T; every other code is all zero.
 */
export function oneHotArray(codes: Uint8Array, records: number, length: number): WritableArray {
  const dtype = parseDType('|i1', 'array')
  return { header: { dtype, shape: [records, length, 4], fortranOrder: false }, chunks: () => oneHotChunks(codes) }
}

/** The bytes of codes as one-hot rows of one byte a channel, piece by piece. */
export function* oneHotChunks(codes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < codes.length; start += POSITIONS_A_CHUNK) {
    const part = codes.subarray(start, start + POSITIONS_A_CHUNK)
    const bytes = new Uint8Array(4 * part.length)
    for (let i = 0; i < part.length; i++) {
      const code = part[i] ?? 4
      if (code < 4) bytes[4 * i + code] = 1
    }
    yield bytes
  }
}
