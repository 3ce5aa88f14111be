import { type DatasetStream, shuffledNegatives } from '@helicon/core'
import { sourceNotes } from '../texts/source-notes.js'
import type { OpenedSource } from './opened-source.js'
import type { NegativesSpec } from './source-spec.js'

/**
 * Records of class 1, then shuffles of each as records of class 0: see `shuffledNegatives`.
 *
 * @returns the stream, and how many shuffles came out as they went in when it was read last
 */
export function withShuffles(
  positives: DatasetStream,
  { perPositive, k = 2, seed }: Exclude<NegativesSpec, { method: 'files' }>,
): OpenedSource {
  let [records, unchanged] = [0, 0]
  const stream: DatasetStream = {
    ...positives,
    async *pieces(options) {
      ;[records, unchanged] = [0, 0]
      yield* positives.pieces(options)
      let first = 0
      for await (const piece of positives.pieces(options)) {
        const sequences = shuffledNegatives(piece.sequences, { perPositive, k, seed, firstRecord: first })
        records += sequences.ids.length
        unchanged += sequences.unchanged
        yield { ...piece, sequences, labels: new Float32Array(sequences.ids.length) }
        first += piece.sequences.ids.length
      }
    },
  }
  return { stream, notes: () => (unchanged > 0 ? [sourceNotes.unchanged(unchanged, records)] : []) }
}
