import { randomStream } from '../../src/core/random.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { sequenceSetFromStrings } from '../../src/sequence/build-sequence-set.js'

/** A random sequence of `length` bases. */
export function randomText(length: number, seed: number, step = 0): string {
  return Array.from(randomStream(seed, 'test/sequence', step).integers(length, 4), (code) => 'ACGT'[code]).join('')
}

/** Records with these ids and labels, random sequences of 60 bases or those that are given. */
export function datasetOf(ids: readonly string[], labels?: readonly number[], parts: Partial<Dataset> = {}): Dataset {
  const outputs = parts.outputs ?? 1
  return {
    name: 'set.fa',
    sequences: sequenceSetFromStrings(
      ids,
      ids.map((_, i) => randomText(60, 1, i)),
    ),
    ...(labels && { labels: Float32Array.from(labels) }),
    outputs,
    featureCount: 0,
    taskNames: Array.from({ length: outputs }, (_, i) => `task${i}`),
    ...parts,
  }
}

/** Ids r0, r1, ... */
export function idsOf(n: number): string[] {
  return Array.from({ length: n }, (_, i) => `r${i}`)
}

/** How often each value comes. */
export function tally(values: Iterable<number>): number[] {
  const counts: number[] = []
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return Array.from(counts, (count) => count ?? 0)
}
