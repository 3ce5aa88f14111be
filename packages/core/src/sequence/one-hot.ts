import { HeliconError } from '../core/errors.js'
import { BASE } from './sequence-set.js'

/** Channels of a one-hot sequence, in the order A, C, G, T. */
const CHANNELS = 4

/** Codes [L] as one-hot rows [L, 4], row-major, channels A, C, G, T. N is a row of zeros. */
export function oneHotEncode(codes: ArrayLike<number>): Float32Array {
  const rows = new Float32Array(codes.length * CHANNELS)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? BASE.N
    if (code < BASE.N) rows[i * CHANNELS + code] = 1
  }
  return rows
}

/**
 * One-hot rows [L, 4] as codes [L]; a row of zeros is N.
 * @throws HeliconError ONE_HOT_INVALID naming the first row that is neither
 */
export function oneHotDecode(rows: ArrayLike<number>): Uint8Array {
  if (rows.length % CHANNELS !== 0) {
    throw new HeliconError('ARGUMENT_INVALID', {
      name: { en: 'number of one-hot values', ko: '원-핫 값의 수' },
      found: rows.length,
      expected: { kind: 'words', en: 'a multiple of 4', ko: '4의 배수' },
    })
  }
  const codes = new Uint8Array(rows.length / CHANNELS).fill(BASE.N)
  for (let i = 0; i < codes.length; i++) {
    for (let channel = 0; channel < CHANNELS; channel++) {
      const value = rows[i * CHANNELS + channel]
      if (value === 0) continue
      if (value !== 1 || codes[i] !== BASE.N) {
        const found = Array.from({ length: CHANNELS }, (_, c) => rows[i * CHANNELS + c]).join(', ')
        throw new HeliconError('ONE_HOT_INVALID', { position: i, found })
      }
      codes[i] = channel
    }
  }
  return codes
}
