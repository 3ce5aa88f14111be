import { bestMatch, type HitSearch, type Strands, searchHits } from '@helicon/core'
import { printable } from '../console/printable.js'
import type { HitFormat, ScannedMotif } from './hit-format.js'
import type { NamedSequence } from './read-sequences.js'

/** What to do with each sequence. */
export interface Scan {
  readonly motifs: readonly ScannedMotif[]
  /** undefined for the best window of each motif. */
  readonly search: HitSearch | undefined
  readonly strands: Strands
  readonly format: HitFormat
  readonly signal: AbortSignal
  readonly onProgress: (facts: ScanFacts) => void
}

/** What was counted on the way. */
export interface ScanFacts {
  sequences: number
  hits: number
  /** Sequences that are shorter than at least one motif, and pairs of a sequence and a motif that were left out for it. */
  tooShort: number
  pairsTooShort: number
  /** Pairs of a sequence and a motif of which every window has an N; only counted for the best window. */
  pairsWithoutWindow: number
}

/** Text is handed on in pieces of this many characters, whatever the number of hits. */
const PIECE = 64 * 1024
/** How long, in milliseconds, the program may be deaf to signals. */
const PAUSE = 50

/** The lines of all hits, sequence by sequence. `facts` are counted up meanwhile. */
export async function* scanLines(
  sequences: AsyncIterable<NamedSequence>,
  scan: Scan,
  facts: ScanFacts,
): AsyncGenerator<string> {
  let text = scan.format.heading
  let last = performance.now()
  for await (const sequence of sequences) {
    facts.sequences++
    countShort(sequence.codes.length, scan.motifs, facts)
    for (const lines of scan.search ? hitLines(sequence, scan, scan.search, facts) : bestLines(sequence, scan, facts)) {
      text += lines
      if (text.length >= PIECE) {
        yield text
        text = ''
      }
      if (performance.now() - last > PAUSE) {
        scan.onProgress(facts)
        await new Promise((resolve) => setImmediate(resolve))
        scan.signal.throwIfAborted()
        last = performance.now()
      }
    }
  }
  yield text
}

function* hitLines({ id, codes }: NamedSequence, scan: Scan, search: HitSearch, facts: ScanFacts): Generator<string> {
  const shown = printable(id)
  for (const { motif, count, starts, reverse, scores } of searchHits(search, codes)) {
    const sought = scan.motifs[motif]
    if (sought === undefined) continue
    facts.hits += count
    let text = ''
    for (let i = 0; i < count; i++) {
      const window = { start: starts[i] ?? 0, reverse: reverse[i] === 1, score: scores[i] ?? Number.NaN }
      text += scan.format.line(sought, shown, codes, window)
    }
    yield text
  }
}

function* bestLines({ id, codes }: NamedSequence, scan: Scan, facts: ScanFacts): Generator<string> {
  const shown = printable(id)
  for (const motif of scan.motifs) {
    if (codes.length < motif.pwm.length) continue
    const best = bestMatch(motif.pwm, codes, scan.strands)
    if (best === undefined) facts.pairsWithoutWindow++
    else {
      facts.hits++
      yield scan.format.line(motif, shown, codes, { ...best, reverse: best.strand === '-' })
    }
  }
}

function countShort(length: number, motifs: readonly ScannedMotif[], facts: ScanFacts): void {
  const pairs = motifs.reduce((count, { pwm }) => count + (length < pwm.length ? 1 : 0), 0)
  facts.pairsTooShort += pairs
  if (pairs > 0) facts.tooShort++
}
