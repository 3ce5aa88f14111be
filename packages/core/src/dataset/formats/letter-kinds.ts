import { BASE, encodeSequence } from '../../sequence/index.js'

/** What a byte of a sequence is; a base is its code, 0 to 3, and what is no single base is `BASE.N`. */
export const LETTER = { ambiguous: BASE.N, uracil: 5, blank: 6, invalid: 7 } as const

/** By byte or character code below 256. */
export const KIND_OF_LETTER: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === 9 || byte === 32) return LETTER.blank
  const letter = String.fromCharCode(byte)
  if (letter === 'U' || letter === 'u') return LETTER.uracil
  const { codes, other } = encodeSequence(letter)
  return other > 0 ? LETTER.invalid : (codes[0] ?? LETTER.invalid)
})

/** Letters of amino acids that no nucleic acid has, by IUPAC-IUB 1983; X, O, J and Z among them. */
const AMINO_ACIDS = 'EFIJLOPQXZ'

/** Whether a letter that is none of a nucleic acid is one of a protein. */
export function isAminoAcid(letter: string): boolean {
  return letter !== '' && AMINO_ACIDS.includes(letter.toUpperCase())
}
