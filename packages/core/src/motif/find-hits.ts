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
  /** May be 0: in long sequences a batch comes now and then also without hits, so that the caller can stop. */
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

/** Windows of a sequence that all motifs are looked for in before the next ones: words of this many are in memory. */
export const PART_WINDOWS = 2 ** 21
const BATCH = 4096

/**
 * Prepares a search, once for all sequences: about 40 kB a motif.
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
 * Every window of a sequence that scores at least its motif's threshold: motif by motif, from left to right, `+` before
 * `-`; a sequence of more than 2^21 windows is searched part by part. Windows with an N are none, nor has a sequence
 * shorter than the motif any. Memory does not grow with the hits.
 * @param codes [L], A 0, C 1, G 2, T 3, else N
 */
export function* searchHits(search: HitSearch, codes: Uint8Array): Generator<HitBatch> {
  const longest = search.motifs.reduce((most, { pwm }) => Math.max(most, pwm.length), 0)
  // No more than a short sequence needs: there may be millions of them.
  const words = new Uint16Array(Math.min(PART_WINDOWS, codes.length) + longest)
  const batch = new GrowingBatch(Math.min(BATCH, 2 * codes.length))
  for (let first = 0; first < codes.length; first += PART_WINDOWS) {
    const end = Math.min(codes.length, first + PART_WINDOWS)
    spell(words, codes, first, Math.min(codes.length, end + longest))
    const stretches = stretchesWithoutN(codes, first, Math.min(codes.length, end + longest - 1))
    for (const [motif, sought] of search.motifs.entries()) {
      if (sought.tables === undefined) continue
      const { possible, leading } = sought.tables
      const lead = leading * WORD_BASES - first
      for (const stretch of stretches) {
        const last = Math.min(stretch.end - sought.pwm.length, end - 1)
        for (let start = stretch.start; start <= last; start++) {
          if (possible[words[start + lead] ?? 0] === 0) continue
          const sum = sumOf(sought.tables, words, start - first)
          if ((sum & (FORWARD_HIT | REVERSE_HIT)) === 0) continue
          if (batch.isFull) yield batch.taken(motif)
          batch.add(sought, codes, start, sum)
        }
      }
      if (batch.count > 0 || end < codes.length) yield batch.taken(motif)
    }
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

/** Hits until there is no room for the two that a window can have. */
class GrowingBatch {
  readonly #starts: Uint32Array
  readonly #reverse: Uint8Array
  readonly #scores: Float64Array
  count = 0

  constructor(room: number) {
    this.#starts = new Uint32Array(room)
    this.#reverse = new Uint8Array(room)
    this.#scores = new Float64Array(room)
  }

  get isFull(): boolean {
    return this.count > this.#starts.length - 2
  }

  /** Adds the window at `start` on the strands where `sum` lets it through and its score is high enough. */
  add({ pwm, threshold }: SoughtMotif, codes: Uint8Array, start: number, sum: number): void {
    if (sum & FORWARD_HIT) this.#put(start, 0, forwardScore(pwm.values, codes, start), threshold)
    if (sum & REVERSE_HIT) this.#put(start, 1, reverseScore(pwm.values, codes, start), threshold)
  }

  #put(start: number, reverse: 0 | 1, score: number, threshold: number): void {
    if (!(score >= threshold)) return
    this.#starts[this.count] = start
    this.#reverse[this.count] = reverse
    this.#scores[this.count] = score
    this.count++
  }

  /** The hits so far; what is added afterwards takes their place. */
  taken(motif: number): HitBatch {
    const { count } = this
    this.count = 0
    return { motif, count, starts: this.#starts, reverse: this.#reverse, scores: this.#scores }
  }
}

/** The sum of the tables' entries for the window whose words start at `from`. */
function sumOf({ entries, blocks }: HitTables, words: Uint16Array, from: number): number {
  let sum = 0
  for (let block = 0; block < blocks; block++)
    sum = (sum + (entries[block * WORDS + (words[from + block * WORD_BASES] ?? 0)] ?? 0)) | 0
  return sum
}

/** The six bases from each of the places [first, end) on as a number of twelve bits, the first one highest. */
function spell(words: Uint16Array, codes: Uint8Array, first: number, end: number): void {
  let word = 0
  for (let i = end - 1; i >= first; i--) {
    // Windows with N are never looked up; any base does.
    word = (word >> 2) | (((codes[i] ?? BASE.N) & 3) << (2 * WORD_BASES - 2))
    words[i - first] = word
  }
}

interface Stretch {
  readonly start: number
  readonly end: number
}

/** The longest runs of bases other than N in [from, to), as [start, end). */
function stretchesWithoutN(codes: Uint8Array, from: number, to: number): Stretch[] {
  const stretches: Stretch[] = []
  let start = from
  for (let i = from; i <= to; i++) {
    if (i < to && (codes[i] ?? BASE.N) < BASE.N) continue
    if (i > start) stretches.push({ start, end: i })
    start = i + 1
  }
  return stretches
}
