import type { SequenceSet } from '../sequence/sequence-set.js'

/** Share of G and C among the bases of each sequence, [n]; 0.5 where there are none. */
export function gcContent({ codes, offsets }: SequenceSet): Float64Array {
  return Float64Array.from({ length: offsets.length - 1 }, (_, i) => {
    const counts = [0, 0, 0, 0, 0]
    for (const code of codes.subarray(offsets[i], offsets[i + 1])) counts[code] = (counts[code] ?? 0) + 1
    const [a = 0, c = 0, g = 0, t = 0] = counts
    const bases = a + c + g + t
    return bases === 0 ? 0.5 : (c + g) / bases
  })
}
