import { type DatasetStream, fitLengths } from '@helicon/core'
import { sourceNotes } from '../texts/source-notes.js'
import type { OpenedSource } from './opened-source.js'
import type { SourceSpec } from './source-spec.js'

/**
 * The records, each brought to the length that the source asks for; as they are where it asks for none.
 *
 * @param kernelExtent bases that the first filters of the network see; shorter records are told of
 * @returns the stream, and what was cropped and padded when it was read last
 */
export function fittedStream(
  stream: DatasetStream,
  { length, fit = 'exact' }: Pick<SourceSpec, 'length' | 'fit'>,
  kernelExtent = 0,
): OpenedSource {
  if (length === undefined) return { stream, notes: () => [] }
  let [records, cropped, padded, short] = [0, 0, 0, 0]
  return {
    stream: {
      ...stream,
      async *pieces(options) {
        ;[records, cropped, padded, short] = [0, 0, 0, 0]
        for await (const piece of stream.pieces(options)) {
          const fitted = fitLengths(piece, { length, fit, kernelExtent, firstRow: records })
          records += piece.sequences.ids.length
          cropped += fitted.cropped
          padded += fitted.padded
          short += fitted.shorterThanKernel
          yield fitted.dataset
        }
      },
    },
    notes: () => [
      ...(cropped > 0 ? [sourceNotes.cropped(cropped, records, length)] : []),
      ...(padded > 0 ? [sourceNotes.padded(padded, records, length)] : []),
      ...(short > 0 ? [sourceNotes.shorterThanKernel(short, kernelExtent)] : []),
    ],
  }
}
