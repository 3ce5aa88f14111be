import { BASE } from '../sequence/sequence-set.js'
import { FORWARD_HIT, type HitTables, hitTables, REVERSE_HIT, WORD_BASES, WORDS } from './hit-tables.js'
import type { Pwm } from './matrix.js'
import type { Strand, Strands } from './strand.js'
import { forwardScore, reverseScore } from './window-score.js'

/** What to look for in many sequences. */
export interface HitSearch {
  readonly motifs: readonly SoughtMotif[]
  readonly strands: Strands
}

interface SoughtMotif {
  readonly pwm: Pwm
  /** The least score of a hit. */
  readonly threshold: number
  /** undefined where nothing can be a hit. */
  readonly tables: HitTables | undefined
}

/** Some hits of one motif in one sequence. The arrays are used again for the next hits: copy what is kept. */
export interface HitBatch {
  /** Index of the motif in the search. */
  readonly motif: number
  readonly count: number
  /** [count]: first base of the window, 0-based; the window ends before `start + length of the motif`. */
  readonly starts: Uint32Array
  /** [count]: 0 for `+`, 1 for `-`. */
  readonly reverse: Uint8Array
  /** [count]: the same bits as `scanScores` gives. */
  readonly scores: Float64Array
}

/** A window whose score reaches the threshold. */
export interface MotifHit {
  /** 0-based, half-open: the bases [start, end) of the sequence, on both strands. */
  readonly start: number
  readonly end: number
  readonly strand: Strand
  readonly score: number
}

const BATCH = 4096
/** Windows that are looked up together, so that their sums stay in the nearest cache. */
const TILE = 2048

/**
 * Prepares a search, once for all sequences: about 3 kB a motif.
 * @param thresholds [motifs]: the least score of a hit of each motif
 * @throws HeliconError `MOTIF_WEIGHT_INVALID`, `ARGUMENT_INVALID`
 */
export function prepareSearch(pwms: readonly Pwm[], thresholds: ArrayLike<number>, strands: Strands): HitSearch {
  const motifs = pwms.map((pwm, i) => {
    const threshold = thresholds[i] ?? Number.POSITIVE_INFINITY
    return { pwm, threshold, tables: hitTables(pwm, threshold, strands) }
  })
  return { motifs, strands }
}

/**
 * Every window of a sequence that scores at least its motif's threshold, motif by motif, from left to right, `+` before
 * `-`. Windows with an N are none, nor has a sequence shorter than the motif any. Memory does not grow with the hits.
 * @param codes [L], A 0, C 1, G 2, T 3, else N
 */
export function* searchHits(search: HitSearch, codes: Uint8Array): Generator<HitBatch> {
  const words = wordsOf(codes)
  const stretches = stretchesWithoutN(codes)
  // No more than a short sequence needs: there may be millions of them.
  const most = Math.min(BATCH, 2 * codes.length)
  const sums = new Int32Array(Math.min(TILE, codes.length))
  const starts = new Uint32Array(most)
  const reverse = new Uint8Array(most)
  const scores = new Float64Array(most)
  for (const [motif, { pwm, threshold, tables }] of search.motifs.entries()) {
    if (tables === undefined) continue
    const { length } = tables
    let count = 0
    for (const { start: first, end } of stretches) {
      for (let tile = first; tile <= end - length; tile += TILE) {
        const size = Math.min(TILE, end - length + 1 - tile)
        addUp(sums, size, tables, words, tile)
        for (let i = 0; i < size; i++) {
          const sum = sums[i] ?? 0
          if ((sum & (FORWARD_HIT | REVERSE_HIT)) === 0) continue
          // A window has at most two hits.
          if (count > most - 2) {
            yield { motif, count, starts, reverse, scores }
            count = 0
          }
          const score = sum & FORWARD_HIT ? forwardScore(pwm.values, codes, tile + i) : Number.NaN
          if (score >= threshold) {
            starts[count] = tile + i
            reverse[count] = 0
            scores[count++] = score
          }
          const other = sum & REVERSE_HIT ? reverseScore(pwm.values, codes, tile + i) : Number.NaN
          if (other >= threshold) {
            starts[count] = tile + i
            reverse[count] = 1
            scores[count++] = other
          }
        }
      }
    }
    if (count > 0) yield { motif, count, starts, reverse, scores }
  }
}

/**
 * The hits of one motif in one sequence, from left to right, `+` before `-`.
 * @param threshold the least score of a hit
 * @throws HeliconError `MOTIF_WEIGHT_INVALID`, `ARGUMENT_INVALID`
 */
export function findHits(pwm: Pwm, codes: Uint8Array, threshold: number, strands: Strands = 'both'): MotifHit[] {
  const hits: MotifHit[] = []
  for (const batch of searchHits(prepareSearch([pwm], [threshold], strands), codes)) {
    for (let i = 0; i < batch.count; i++) {
      const start = batch.starts[i] ?? 0
      const strand = batch.reverse[i] === 1 ? '-' : '+'
      hits.push({ start, end: start + pwm.length, strand, score: batch.scores[i] ?? Number.NaN })
    }
  }
  return hits
}

/** The sums of the tables' entries for `size` windows from `first` on. */
function addUp(sums: Int32Array, size: number, tables: HitTables, words: Uint16Array, first: number): void {
  const { entries, blocks } = tables
  for (let i = 0; i < size; i++) sums[i] = entries[words[first + i] ?? 0] ?? 0
  for (let block = 1; block < blocks; block++) {
    const from = first + block * WORD_BASES
    const table = block * WORDS
    for (let i = 0; i < size; i++) sums[i] = (sums[i] ?? 0) + (entries[table + (words[from + i] ?? 0)] ?? 0)
  }
}

/** [L]: the five bases from each place on as a number of ten bits, the first one highest. A for N and beyond the end. */
function wordsOf(codes: Uint8Array): Uint16Array {
  const words = new Uint16Array(codes.length)
  let word = 0
  for (let i = codes.length - 1; i >= 0; i--) {
    const code = codes[i] ?? BASE.N
    word = (word >> 2) | ((code & 3) << (2 * WORD_BASES - 2))
    words[i] = word
  }
  return words
}

interface Stretch {
  readonly start: number
  readonly end: number
}

/** The longest runs of bases other than N, as [start, end). */
function stretchesWithoutN(codes: Uint8Array): Stretch[] {
  const stretches: Stretch[] = []
  let start = 0
  for (let i = 0; i <= codes.length; i++) {
    if ((codes[i] ?? BASE.N) < BASE.N) continue
    if (i > start) stretches.push({ start, end: i })
    start = i + 1
  }
  return stretches
}
