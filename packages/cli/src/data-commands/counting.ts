import { type Dataset, recordCount } from '@helicon/core'

/** The same data sets; `add` is told of the records of each, once it is asked for the next. */
export async function* counting(
  pieces: AsyncIterable<Dataset>,
  add: (records: number) => void,
): AsyncGenerator<Dataset> {
  for await (const piece of pieces) {
    yield piece
    add(recordCount(piece))
  }
}
