import { randomStream } from '../core/random.js'

/**
 * Draws n records out of n with replacement and writes how often each came up to `counts` [n]. Draw i of resample k is
 * floor(word i of (seed, 'bootstrap', k) * n / 2^32): the bias of scaling 32 bits is below n / 2^32, far under what a
 * thousand resamples could show.
 */
export function drawCounts(counts: Float64Array, seed: number, resample: number): void {
  const n = counts.length
  const stream = randomStream(seed, 'bootstrap', resample)
  const scale = n / 0x1_0000_0000
  counts.fill(0)
  for (let i = 0; i < n; i++) {
    const record = Math.floor(stream.uint32(i) * scale)
    counts[record] = (counts[record] ?? 0) + 1
  }
}
