import { BASE } from './sequence-set.js'

/** Letters by code. */
const LETTERS = 'ACGTN'

/** IUPAC letters that stand for more than one base. */
const AMBIGUOUS = 'RYSWKMBDHVN'

const AMBIGUOUS_LETTER = 5
const OTHER_CHARACTER = 6

/** By character code below 128: the code of a base, or why it becomes N. */
const KIND_OF_CHARACTER: Uint8Array = characterTable()

function characterTable(): Uint8Array {
  const table = new Uint8Array(128).fill(OTHER_CHARACTER)
  const put = (letters: string, kind: number) => {
    for (const letter of letters + letters.toLowerCase()) table[letter.charCodeAt(0)] = kind
  }
  put(AMBIGUOUS, AMBIGUOUS_LETTER)
  put('A', BASE.A)
  put('C', BASE.C)
  put('G', BASE.G)
  put('TU', BASE.T)
  return table
}

/** A sequence as codes, with what was lost on the way. */
export interface EncodedSequence {
  /** One byte a character: A 0, C 1, G 2, T (U) 3, everything else 4. */
  readonly codes: Uint8Array
  /** Characters that became 4 and are IUPAC letters: N R Y S W K M B D H V. */
  readonly ambiguous: number
  /** Characters that became 4 and are not letters of nucleic acids at all: gaps, spaces, digits, amino acids. */
  readonly other: number
}

/** Reads bases as codes. Lower case (soft-masked) letters are bases too, U is T. Never throws: the counts tell. */
export function encodeSequence(text: string): EncodedSequence {
  const codes = new Uint8Array(text.length)
  let ambiguous = 0
  let other = 0
  for (let i = 0; i < text.length; i++) {
    const kind = KIND_OF_CHARACTER[text.charCodeAt(i)] ?? OTHER_CHARACTER
    if (kind === AMBIGUOUS_LETTER) ambiguous++
    else if (kind === OTHER_CHARACTER) other++
    codes[i] = Math.min(kind, BASE.N)
  }
  return { codes, ambiguous, other }
}

/** Codes as upper-case letters: A, C, G, T, and N for every other code. */
export function decodeSequence(codes: ArrayLike<number>): string {
  const letters: string[] = []
  for (let i = 0; i < codes.length; i++) letters.push(LETTERS[codes[i] ?? BASE.N] ?? 'N')
  return letters.join('')
}

/** Codes of the other strand, read in its own direction. N stays N. */
export function reverseComplement(codes: Uint8Array): Uint8Array {
  const result = new Uint8Array(codes.length)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[codes.length - 1 - i] ?? BASE.N
    result[i] = code < BASE.N ? BASE.T - code : BASE.N
  }
  return result
}
