import { type DatasetStream, fitLengths, type SequenceSet, sequenceLength } from '@helicon/core'
import { type SourceNote, sourceNotes } from '../texts/source-notes.js'
import type { OpenedSource } from './opened-source.js'
import type { SourceSpec } from './source-spec.js'

/** A record so many times as long as what is taken of it is hardly looked at. */
const FAR_LONGER = 2

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
  let long = longRecords(length)
  return {
    stream: {
      ...stream,
      async *pieces(options) {
        ;[records, cropped, padded, short] = [0, 0, 0, 0]
        long = longRecords(length)
        for await (const piece of stream.pieces(options)) {
          const fitted = fitLengths(piece, { length, fit, kernelExtent, firstRow: records })
          records += piece.sequences.ids.length
          cropped += fitted.cropped
          if (fitted.cropped > 0) long.add(piece.sequences)
          padded += fitted.padded
          short += fitted.shorterThanKernel
          yield fitted.dataset
        }
      },
    },
    notes: () => [
      ...(cropped > 0 ? [sourceNotes.cropped(cropped, records, length)] : []),
      ...long.notes(),
      ...(padded > 0 ? [sourceNotes.padded(padded, records, length)] : []),
      ...(short > 0 ? [sourceNotes.shorterThanKernel(short, kernelExtent)] : []),
    ],
  }
}

/** Counts the records that are far longer than `length`, and remembers the longest. */
function longRecords(length: number) {
  let count = 0
  let longest = { id: '', bases: 0 }
  return {
    add(sequences: SequenceSet): void {
      for (const [row, id] of sequences.ids.entries()) {
        const bases = sequenceLength(sequences, row)
        if (bases <= FAR_LONGER * length) continue
        count++
        if (bases > longest.bases) longest = { id, bases }
      }
    },
    notes: (): readonly SourceNote[] =>
      count > 0 ? [sourceNotes.hardlyRead(count, longest.id, longest.bases, length)] : [],
  }
}
