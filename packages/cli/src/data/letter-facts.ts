import { BASE, type SequenceSet } from '@helicon/core'

/** Lengths of sequences, and letters in them that are no base. */
export interface LetterFacts {
  readonly shortest: number
  readonly longest: number
  readonly bases: number
  /** N and the like. */
  readonly unknown: number
  readonly recordsWithUnknown: number
}

/** What the sequences of a part are made of; undefined where there is none. */
export function letterFacts({ codes, offsets }: SequenceSet): LetterFacts | undefined {
  let [shortest, longest, unknown, recordsWithUnknown] = [Number.POSITIVE_INFINITY, 0, 0, 0]
  for (let record = 0; record + 1 < offsets.length; record++) {
    const [start = 0, end = 0] = [offsets[record], offsets[record + 1]]
    shortest = Math.min(shortest, end - start)
    longest = Math.max(longest, end - start)
    let found = 0
    for (let place = start; place < end; place++) if (codes[place] === BASE.N) found++
    unknown += found
    if (found > 0) recordsWithUnknown++
  }
  if (offsets.length < 2) return undefined
  return { shortest, longest, bases: codes.length, unknown, recordsWithUnknown }
}

/** The facts of two shards together. */
export function addLetterFacts(a: LetterFacts | undefined, b: LetterFacts | undefined): LetterFacts | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return {
    shortest: Math.min(a.shortest, b.shortest),
    longest: Math.max(a.longest, b.longest),
    bases: a.bases + b.bases,
    unknown: a.unknown + b.unknown,
    recordsWithUnknown: a.recordsWithUnknown + b.recordsWithUnknown,
  }
}
