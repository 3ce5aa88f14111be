import { BASE } from '../sequence/sequence-set.js'

/** Bases of a seed. */
export const SEED_BASES = 6
const KMERS = 4 ** SEED_BASES

/**
 * k-mers that are in more of the positives than of the negatives, on either strand, the most telling first: by the z of
 * the two proportions. A k-mer that shares five bases in a row with a better one is left out: it leads to the same motif.
 * @returns codes of at most `most` k-mers, [6] each
 */
export function enrichedKmers(
  positives: readonly Uint8Array[],
  negatives: readonly Uint8Array[],
  most: number,
): Uint8Array[] {
  const inPositives = sequencesWith(positives)
  const inNegatives = sequencesWith(negatives)
  const scored = Array.from({ length: KMERS }, (_, kmer) => ({
    kmer,
    z: proportionsZ(inPositives[kmer] ?? 0, positives.length, inNegatives[kmer] ?? 0, negatives.length),
  }))
    .filter(({ kmer, z }) => z > 0 && kmer <= otherStrand(kmer))
    .sort((a, b) => b.z - a.z || a.kmer - b.kmer)
  const chosen: number[] = []
  const taken = new Set<number>()
  for (const { kmer } of scored) {
    if (chosen.length === most) break
    const parts = [kmer, otherStrand(kmer)].flatMap((code) => [code >> 2, code % (KMERS / 4)])
    if (parts.some((part) => taken.has(part))) continue
    for (const part of parts) taken.add(part)
    chosen.push(kmer)
  }
  return chosen.map((kmer) =>
    Uint8Array.from({ length: SEED_BASES }, (_, i) => (kmer >> (2 * (SEED_BASES - 1 - i))) & 3),
  )
}

/** Number of sequences that hold a k-mer or its reverse complement, by the smaller code of the two, [4^6]. */
function sequencesWith(sequences: readonly Uint8Array[]): Uint32Array {
  const counts = new Uint32Array(KMERS)
  const lastIn = new Int32Array(KMERS).fill(-1)
  for (const [number, codes] of sequences.entries()) {
    let code = 0
    let known = 0
    for (const base of codes) {
      known = base < BASE.N ? known + 1 : 0
      code = (4 * code + (base & 3)) % KMERS
      if (known < SEED_BASES) continue
      const kmer = Math.min(code, otherStrand(code))
      if (lastIn[kmer] === number) continue
      lastIn[kmer] = number
      counts[kmer] = (counts[kmer] ?? 0) + 1
    }
  }
  return counts
}

function otherStrand(kmer: number): number {
  let rest = kmer
  let result = 0
  for (let i = 0; i < SEED_BASES; i++) {
    result = 4 * result + (3 - (rest & 3))
    rest >>= 2
  }
  return result
}

/** z of two proportions, each count raised by a half so that none is 0. */
function proportionsZ(found: number, of: number, other: number, ofOther: number): number {
  const first = (found + 0.5) / (of + 1)
  const second = (other + 0.5) / (ofOther + 1)
  const pooled = (found + other + 1) / (of + ofOther + 2)
  return (first - second) / Math.sqrt(pooled * (1 - pooled) * (1 / (of + 1) + 1 / (ofOther + 1)))
}
