import { BASE, type DatasetStream, sequenceCodes } from '@helicon/core'
import { sourceNotes } from '../texts/source-notes.js'
import type { OpenedSource } from './opened-source.js'

/** The same records, and what is to be said of letters in them that are no base. */
export function withLetterNotes(stream: DatasetStream): OpenedSource {
  let [records, withUnknown, allUnknown] = [0, 0, 0]
  return {
    stream: {
      ...stream,
      async *pieces(options) {
        ;[records, withUnknown, allUnknown] = [0, 0, 0]
        for await (const piece of stream.pieces(options)) {
          for (const row of piece.sequences.ids.keys()) {
            const codes = sequenceCodes(piece.sequences, row)
            records++
            if (codes.includes(BASE.N)) withUnknown++
            if (codes.every((code) => code === BASE.N)) allUnknown++
          }
          yield piece
        }
      },
    },
    notes: () => [
      ...(withUnknown > 0 ? [sourceNotes.unknown(withUnknown, records)] : []),
      ...(allUnknown > 0 ? [sourceNotes.allUnknown(allUnknown, records)] : []),
    ],
  }
}
