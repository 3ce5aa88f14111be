import type { SequenceSet } from '../../sequence/index.js'

/** The letter of each code; every code that is no base is N. */
const LETTER_OF_CODE = new Uint8Array(256).fill('N'.charCodeAt(0))
LETTER_OF_CODE.set(new TextEncoder().encode('ACGT'))

/**
 * The letters of the records [start, end) of a set, one text a record. They are decoded at once, which for short
 * records is many times faster than one by one.
 */
export function sequenceLetters(set: SequenceSet, start: number, end: number): string[] {
  const base = set.offsets[start] ?? 0
  const letters = set.codes.slice(base, set.offsets[end])
  for (let i = 0; i < letters.length; i++) letters[i] = LETTER_OF_CODE[letters[i] ?? 4] ?? 0
  const text = new TextDecoder().decode(letters)
  return Array.from({ length: end - start }, (_, i) =>
    text.slice((set.offsets[start + i] ?? 0) - base, (set.offsets[start + i + 1] ?? 0) - base),
  )
}
