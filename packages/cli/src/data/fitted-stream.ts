import { type DatasetStream, fitLengths } from '@helicon/core'
import type { TextPair } from '../config/text-pair.js'
import { sourceNotes } from '../texts/source-notes.js'
import type { SourceSpec } from './source-spec.js'

/**
 * The records, each brought to the length that the source asks for; as they are where it asks for none.
 *
 * @returns the stream, and what was cropped and padded when it was read last
 */
export function fittedStream(
  stream: DatasetStream,
  { length, fit = 'exact' }: Pick<SourceSpec, 'length' | 'fit'>,
): { readonly stream: DatasetStream; notes(): readonly TextPair[] } {
  if (length === undefined) return { stream, notes: () => [] }
  let [records, cropped, padded] = [0, 0, 0]
  return {
    stream: {
      ...stream,
      async *pieces(options) {
        ;[records, cropped, padded] = [0, 0, 0]
        for await (const piece of stream.pieces(options)) {
          const fitted = fitLengths(piece, { length, fit })
          records += piece.sequences.ids.length
          cropped += fitted.cropped
          padded += fitted.padded
          yield fitted.dataset
        }
      },
    },
    notes: () => [
      ...(cropped > 0 ? [sourceNotes.cropped(cropped, records, length)] : []),
      ...(padded > 0 ? [sourceNotes.padded(padded, records, length)] : []),
    ],
  }
}
