import { BASE, encodeSequence } from '../sequence/index.js'

/** In `CODE_OF_BYTE`: a space, a tab or a carriage return. */
export const BLANK = 5

/** In `CODE_OF_BYTE`: a byte that cannot stand in a sequence of DNA or RNA. */
export const NO_LETTER = 6

/** By byte: the code of a base (0 .. 4, 4 for N and the other letters of several bases), `BLANK` or `NO_LETTER`. */
export const CODE_OF_BYTE: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === 9 || byte === 13 || byte === 32) return BLANK
  const { codes, other } = encodeSequence(String.fromCharCode(byte))
  return other > 0 ? NO_LETTER : (codes[0] ?? BASE.N)
})
