import type { DatasetStream } from '@helicon/core'

/** A stream that counts what it gives. */
export interface CountedStream {
  readonly stream: DatasetStream
  /** Records that it has given when it was read last. */
  records(): number
  /** Letters U that were T in them. */
  uracil(): number
}

/** @param onRecords told of the records so far after each piece */
export function countedStream(stream: DatasetStream, onRecords: (records: number) => void): CountedStream {
  let [records, uracil] = [0, 0]
  return {
    stream: {
      ...stream,
      async *pieces(options) {
        ;[records, uracil] = [0, 0]
        for await (const piece of stream.pieces(options)) {
          records += piece.sequences.ids.length
          uracil += piece.letters?.uracil ?? 0
          yield piece
          onRecords(records)
        }
      },
    },
    records: () => records,
    uracil: () => uracil,
  }
}
