import { type DatasetStream, shuffledNegatives } from '@helicon/core'
import type { NegativesSpec } from './source-spec.js'

/** Records of class 1, then shuffles of each as records of class 0: see `shuffledNegatives`. */
export function withShuffles(
  positives: DatasetStream,
  { perPositive, k = 2, seed }: Exclude<NegativesSpec, { method: 'files' }>,
): DatasetStream {
  return {
    ...positives,
    async *pieces(options) {
      yield* positives.pieces(options)
      let first = 0
      for await (const piece of positives.pieces(options)) {
        const sequences = shuffledNegatives(piece.sequences, { perPositive, k, seed, firstRecord: first })
        yield { ...piece, sequences, labels: new Float32Array(sequences.ids.length) }
        first += piece.sequences.ids.length
      }
    },
  }
}
