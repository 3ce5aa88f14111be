import { HeliconError } from '../core/errors.js'
import { basesOfLetter } from './iupac.js'
import { BASE } from './sequence-set.js'
import { requireBases, requireLetters, type UnknownCodes, type UnknownLetters } from './unknown-letters.js'

/** Channels of a one-hot sequence, in the order A, C, G, T. */
const CHANNELS = 4
const LETTERS = 'ACGT'

/** What one-hot coding may be told. */
export interface OneHotOptions<Unknown> {
  /** What becomes of a letter that is not one base. Default `zeros`. */
  readonly unknown?: Unknown
  /** The id of the sequence, for messages. */
  readonly record?: string
}

/**
 * Codes [L] as one-hot rows [L, 4], row-major, channels A, C, G, T. N is a row of zeros unless `unknown` says otherwise.
 * The codes of a whole `SequenceSet` of n sequences of one length L give [n, L, 4].
 * @throws HeliconError SEQUENCE_LETTER_UNKNOWN for an N with `unknown: 'refuse'`
 */
export function oneHotEncode(codes: ArrayLike<number>, options: OneHotOptions<UnknownCodes> = {}): Float32Array {
  const { unknown = 'zeros', record } = options
  if (unknown === 'refuse') requireBases(codes, record)
  const rows = new Float32Array(codes.length * CHANNELS)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? BASE.N
    if (code < BASE.N) rows[i * CHANNELS + code] = 1
    else if (unknown === 'quarters') rows.fill(1 / CHANNELS, i * CHANNELS, (i + 1) * CHANNELS)
  }
  return rows
}

/**
 * Letters as one-hot rows [length, 4], row-major, channels A, C, G, T. Lower case counts as upper case, U is T. What is
 * no letter of a nucleic acid (a gap, a space, a digit) is a row of zeros, and an error with `refuse`.
 * @throws HeliconError SEQUENCE_LETTER_UNKNOWN with `unknown: 'refuse'`, naming record, position and letter
 */
export function oneHotLetters(text: string, options: OneHotOptions<UnknownLetters> = {}): Float32Array {
  const { unknown = 'zeros', record } = options
  if (unknown === 'refuse') requireLetters(text, 'bases', record)
  const rows = new Float32Array(text.length * CHANNELS)
  for (let i = 0; i < text.length; i++) {
    const bases = basesOfLetter(text.charAt(i)) ?? ''
    if (bases.length > 1 && unknown === 'zeros') continue
    const shared = bases.length > 1 && unknown === 'quarters' ? LETTERS : bases
    for (const base of shared) rows[i * CHANNELS + LETTERS.indexOf(base)] = 1 / shared.length
  }
  return rows
}

/**
 * One-hot rows [L, 4] as codes [L]; a row of zeros is N, and so is a row of four 0.25. Rows that share a position among
 * two or three bases have no code.
 * @throws HeliconError ONE_HOT_INVALID naming the first row that is none of these
 */
export function oneHotDecode(rows: ArrayLike<number>): Uint8Array {
  if (rows.length % CHANNELS !== 0) {
    throw new HeliconError('ARGUMENT_INVALID', {
      name: { en: 'number of one-hot values', ko: '원-핫 값의 수' },
      found: rows.length,
      expected: { kind: 'words', en: 'a multiple of 4', ko: '4의 배수' },
    })
  }
  return Uint8Array.from({ length: rows.length / CHANNELS }, (_, i) => codeOfRow(rows, i))
}

function codeOfRow(rows: ArrayLike<number>, position: number): number {
  const row = Array.from({ length: CHANNELS }, (_, channel) => rows[position * CHANNELS + channel])
  const isWhole = row.every((value) => value === 0 || value === 1)
  const ones = row.filter((value) => value === 1).length
  if (isWhole && ones === 1) return row.indexOf(1)
  if ((isWhole && ones === 0) || row.every((value) => value === 1 / CHANNELS)) return BASE.N
  throw new HeliconError('ONE_HOT_INVALID', { position, found: row.join(', ') })
}
