import { BASE, type SequenceSet } from '../sequence/sequence-set.js'
import type { LinearFeatures } from './linear-features.js'

/** k-mers of 1 to this many bases are counted. */
export const LONGEST_KMER = 6

/** Number of the first k-mer of length k; the k-mers of a length are in the order of their letters. */
const FIRST = Array.from({ length: LONGEST_KMER + 2 }, (_, k) => (4 ** k - 4) / 3)

/** 4 + 16 + ... + 4^6. */
export const KMER_COLUMNS = FIRST[LONGEST_KMER + 1] ?? 0

/** The number of no k-mer: where an N stands. */
const NONE = KMER_COLUMNS

/** Number of the k-mer without its last base; -1 of one base. */
const PARENT = Int32Array.from({ length: KMER_COLUMNS }, (_, kmer) => {
  const k = FIRST.findIndex((first, length) => length > 0 && kmer < (FIRST[length + 1] ?? 0) && kmer >= first)
  return k <= 1 ? -1 : (FIRST[k - 1] ?? 0) + ((kmer - (FIRST[k] ?? 0)) >> 2)
})

/**
 * Bag of words: how often each k-mer of 1 to 6 bases occurs in each sequence as it is written, each row divided by its
 * Euclidean norm. As scikit-learn's `normalize(CountVectorizer(analyzer='char', ngram_range=(1, 6)))`; a k-mer with an N
 * is none. Column `kmerColumn(text)` is that of a k-mer.
 *
 * All k-mers that begin at a place are beginnings of the longest one there, so a place is kept as the number of that one;
 * weights are added up along the beginnings once, and a row is one look-up a base.
 */
export function kmerFeatures(sequences: SequenceSet): LinearFeatures {
  const { codes, offsets } = sequences
  const rows = offsets.length - 1
  const places = new Uint16Array(codes.length).fill(NONE)
  for (let row = 0; row < rows; row++) {
    const end = offsets[row + 1] ?? 0
    for (let start = offsets[row] ?? 0; start < end; start++) places[start] = longestKmer(codes, start, end)
  }
  const { scales, meanSquares } = rowFacts(places, offsets)
  const sums = new Float64Array(KMER_COLUMNS + 1)
  return {
    rows,
    columns: KMER_COLUMNS,
    meanSquares,
    multiply: (weights, out) => {
      for (let kmer = 0; kmer < KMER_COLUMNS; kmer++) {
        const parent = PARENT[kmer] ?? -1
        sums[kmer] = (weights[kmer] ?? 0) + (parent < 0 ? 0 : (sums[parent] ?? 0))
      }
      for (let row = 0; row < rows; row++) {
        let sum = 0
        const end = offsets[row + 1] ?? 0
        for (let i = offsets[row] ?? 0; i < end; i++) sum += sums[places[i] ?? NONE] ?? 0
        out[row] = sum * (scales[row] ?? 0)
      }
    },
    multiplyTransposed: (values, out) => {
      out.fill(0)
      for (let row = 0; row < rows; row++) {
        const value = (values[row] ?? 0) * (scales[row] ?? 0)
        const end = offsets[row + 1] ?? 0
        for (let i = offsets[row] ?? 0; i < end; i++) {
          const kmer = places[i] ?? NONE
          if (kmer < NONE) out[kmer] = (out[kmer] ?? 0) + value
        }
      }
      for (let kmer = KMER_COLUMNS - 1; kmer >= 0; kmer--) {
        const parent = PARENT[kmer] ?? -1
        if (parent >= 0) out[parent] = (out[parent] ?? 0) + (out[kmer] ?? 0)
      }
    },
  }
}

/** Column of a k-mer of 1 to 6 of the letters A, C, G, T. */
export function kmerColumn(text: string): number {
  let code = 0
  for (const letter of text) code = 4 * code + 'ACGT'.indexOf(letter)
  return (FIRST[text.length] ?? 0) + code
}

/** The k-mer of a column, in letters. */
export function kmerText(column: number): string {
  const parent = PARENT[column] ?? -1
  const k = FIRST.findIndex((first, length) => length > 0 && column >= first && column < (FIRST[length + 1] ?? 0))
  const letter = 'ACGT'[(column - (FIRST[k] ?? 0)) % 4] ?? ''
  return parent < 0 ? letter : kmerText(parent) + letter
}

/** Number of the longest k-mer without N that begins at `start`; `NONE` where there is none. */
function longestKmer(codes: Uint8Array, start: number, end: number): number {
  let code = 0
  let length = 0
  while (length < LONGEST_KMER && start + length < end) {
    const base = codes[start + length] ?? BASE.N
    if (base >= BASE.N) break
    code = 4 * code + base
    length++
  }
  return length === 0 ? NONE : (FIRST[length] ?? 0) + code
}

/** 1 / norm of the counts of each row, 0 where there is nothing; and the mean square of each column divided by it. */
function rowFacts(places: Uint16Array, offsets: Uint32Array) {
  const rows = offsets.length - 1
  const counts = new Uint32Array(KMER_COLUMNS)
  const scales = new Float64Array(rows)
  const meanSquares = new Float64Array(KMER_COLUMNS)
  for (let row = 0; row < rows; row++) {
    const [start, end] = [offsets[row] ?? 0, offsets[row + 1] ?? 0]
    let squares = 0
    for (let i = start; i < end; i++) {
      for (let kmer = places[i] ?? NONE; kmer >= 0 && kmer < NONE; kmer = PARENT[kmer] ?? -1) {
        const count = counts[kmer] ?? 0
        // (c + 1)^2 - c^2
        squares += 2 * count + 1
        counts[kmer] = count + 1
      }
    }
    scales[row] = squares === 0 ? 0 : 1 / Math.sqrt(squares)
    for (let i = start; i < end; i++) {
      for (let kmer = places[i] ?? NONE; kmer >= 0 && kmer < NONE; kmer = PARENT[kmer] ?? -1) {
        const count = counts[kmer] ?? 0
        meanSquares[kmer] = (meanSquares[kmer] ?? 0) + (count * count) / squares / rows
        counts[kmer] = 0
      }
    }
  }
  return { scales, meanSquares }
}
