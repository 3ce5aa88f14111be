import { HeliconError } from '../core/errors.js'
import { decodeSequence } from './alphabet.js'
import { basesOfLetter } from './iupac.js'
import { BASE } from './sequence-set.js'

/**
 * What a letter becomes that is not one base:
 * - `zeros`: nothing in any channel, as an N in a `SequenceSet` is and as networks are trained here;
 * - `quarters`: 0.25 in every channel, whatever the letter;
 * - `shares`: equal shares of the bases that it stands for: R gives A 0.5 and G 0.5, N a quarter each;
 * - `refuse`: an error that names the record, the position and the letter.
 */
export type UnknownLetters = 'zeros' | 'quarters' | 'shares' | 'refuse'

/** The same for codes, which keep no more of a letter than that it is not one base: its shares are quarters. */
export type UnknownCodes = Exclude<UnknownLetters, 'shares'>

/** Which letters pass `requireLetters`. */
export type AllowedLetters = 'bases' | 'iupac'

/**
 * Checks a sequence letter by letter, for callers that want no letter to become N in silence.
 *
 * @param allowed `bases`: A, C, G, T and U; `iupac`: also the letters that stand for several bases (N, R, Y, ...).
 *   Lower case counts as upper case
 * @param record the id of the sequence, for the message
 * @throws HeliconError SEQUENCE_LETTER_UNKNOWN naming record, position (from 1) and letter
 */
export function requireLetters(text: string, allowed: AllowedLetters, record?: string): void {
  for (let i = 0; i < text.length; i++) {
    const bases = basesOfLetter(text.charAt(i))
    if (bases === undefined || (allowed === 'bases' && bases.length > 1)) throw unknownLetter(text, i, allowed, record)
  }
}

/** The same for codes: none may be 4. */
export function requireBases(codes: ArrayLike<number>, record?: string): void {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? BASE.N
    if (code >= BASE.N) throw unknownLetter(decodeSequence(codes), i, 'bases', record)
  }
}

function unknownLetter(text: string, index: number, allowed: AllowedLetters, record?: string): HeliconError {
  // A letter outside the first plane of Unicode takes two places of a text, and is shown whole.
  const found = String.fromCodePoint(text.codePointAt(index) ?? 0)
  return new HeliconError('SEQUENCE_LETTER_UNKNOWN', { record, position: index + 1, found, allowed })
}
