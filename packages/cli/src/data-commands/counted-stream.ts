import type { Dataset, DatasetStream } from '@helicon/core'

/** A stream that counts what it gives. */
export interface CountedStream {
  readonly stream: DatasetStream
  /** Records that it has given when it was read last. */
  records(): number
  /** Letters U that were T in them. */
  uracil(): number
  /** Whether they had weights that say more than which labels are missing. */
  weighted(): boolean
}

/** @param onRecords told of the records so far after each piece */
export function countedStream(stream: DatasetStream, onRecords: (records: number) => void): CountedStream {
  let [records, uracil] = [0, 0]
  let weighted = false
  return {
    stream: {
      ...stream,
      async *pieces(options) {
        ;[records, uracil] = [0, 0]
        weighted = false
        for await (const piece of stream.pieces(options)) {
          records += piece.sequences.ids.length
          uracil += piece.letters?.uracil ?? 0
          weighted ||= hasWeights(piece)
          yield piece
          onRecords(records)
        }
      },
    },
    records: () => records,
    uracil: () => uracil,
    weighted: () => weighted,
  }
}

/** Whether records count differently. Of several tasks a weight of 0 says only that the label is missing. */
export function hasWeights({ weights, outputs, sequences }: Dataset): boolean {
  const isOfTasks = outputs > 1 && weights?.length === outputs * sequences.ids.length
  return weights?.some((weight) => weight !== 1 && !(isOfTasks && weight === 0)) === true
}
