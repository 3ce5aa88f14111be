import { HeliconError } from '../../core/errors.js'
import type { Wording } from '../../core/messages/expectation.js'
import type { MotifPlace } from '../../core/messages/motif.js'
import { LONGEST_MOTIF } from '../matrix.js'

/** The lines of a file, without their ends and what blanks stand there. */
export interface MotifText {
  /** For messages. */
  readonly file: string
  readonly lines: readonly string[]
}

/** Bytes of the largest file of motifs that is read: more than a hundred times the largest collection. */
export const LARGEST_MOTIF_FILE = 256 * 1024 * 1024

/** Room for each number of the longest motif. */
const LONGEST_LINE = 64 * LONGEST_MOTIF

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/

/** What may stand where a number is expected, right or wrong: it makes a line a row. */
const LIKE_A_NUMBER = /^([-+]?\.?\d|[-+]?(nan|inf(inity)?|na)$)/i

/**
 * Cuts the text of a file into lines.
 *
 * @throws HeliconError SIZE_LIMIT_EXCEEDED, TEXT_NOT_UTF8, LINE_TOO_LONG
 */
export function motifText(input: string | Uint8Array, file: string): MotifText {
  if (input.length > LARGEST_MOTIF_FILE)
    throw new HeliconError('SIZE_LIMIT_EXCEEDED', { file, limit: LARGEST_MOTIF_FILE })
  const text = typeof input === 'string' ? input.replace(/^\ufeff/, '') : decoded(input, file)
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trimEnd())
  const long = lines.findIndex((line) => line.length > LONGEST_LINE)
  if (long >= 0) throw new HeliconError('LINE_TOO_LONG', { file, line: long + 1, limit: LONGEST_LINE })
  return { file, lines }
}

function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    // Each broken character decodes to U+FFFD: the line of the first is the place.
    const before = new TextDecoder().decode(bytes).split('\ufffd')[0] ?? ''
    throw new HeliconError('TEXT_NOT_UTF8', { file, line: before.split('\n').length }, { cause })
  }
}

/** Where the line of index `index` stands, for an error: `file` and the line counted from 1. */
export function placeOfLine(
  text: MotifText,
  index: number,
): MotifPlace & { readonly file: string; readonly line: number } {
  return { file: text.file, line: index + 1 }
}

/** Words of a line. */
export function wordsOf(line: string): string[] {
  const trimmed = line.trim()
  return trimmed === '' ? [] : trimmed.split(/\s+/)
}

/** Whether a word stands where a number is meant to. */
export function likeNumber(word: string | undefined): boolean {
  return word !== undefined && LIKE_A_NUMBER.test(word)
}

/** A number as files write it; undefined for anything else, also for NaN and infinity. */
export function numberOf(word: string | undefined): number | undefined {
  if (word === undefined || !NUMBER.test(word)) return undefined
  const value = Number(word)
  return Number.isFinite(value) ? value : undefined
}

/**
 * The numbers of a row.
 *
 * @throws HeliconError MOTIF_NUMBER_INVALID, naming the first that is none
 */
export function numbersOf(words: readonly string[], text: MotifText, index: number): number[] {
  return words.map((word, i) => {
    const value = numberOf(word)
    if (value !== undefined) return value
    throw new HeliconError('MOTIF_NUMBER_INVALID', {
      ...placeOfLine(text, index),
      column: i + 1,
      found: word.slice(0, 40),
    })
  })
}

/** @throws HeliconError MOTIF_ROW_LENGTH where a row has not as many numbers as it must */
export function requireRowLength(found: number, expected: number, text: MotifText, index: number): void {
  if (found !== expected) throw new HeliconError('MOTIF_ROW_LENGTH', { ...placeOfLine(text, index), found, expected })
}

/** The error of a line that does not belong where it stands. */
export function unexpectedLine(text: MotifText, index: number, expected: Wording): HeliconError {
  const found = (text.lines[index] ?? '').trim().slice(0, 60)
  return new HeliconError('MOTIF_LINE_UNEXPECTED', { ...placeOfLine(text, index), found, expected })
}

/** Id and name of a heading: its first word and the rest. */
export function idAndName(heading: string): { readonly id: string; readonly name: string } {
  const text = heading.trim()
  const end = text.search(/\s/)
  return end < 0 ? { id: text, name: '' } : { id: text.slice(0, end), name: text.slice(end).trimStart() }
}
