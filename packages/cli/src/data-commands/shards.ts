import { concatenateDatasets, type Dataset, recordCount, selectRecords } from '@helicon/core'

/** The same records in data sets of `size` records each, the last one smaller; at most one such set is held. */
export async function* shardsOf(pieces: AsyncIterable<Dataset>, size: number): AsyncGenerator<Dataset> {
  let held: Dataset[] = []
  let records = 0
  for await (const piece of pieces) {
    const count = recordCount(piece)
    for (let start = 0; start < count; ) {
      const end = Math.min(count, start + size - records)
      held.push(start === 0 && end === count ? piece : selectRange(piece, start, end))
      records += end - start
      start = end
      if (records === size) {
        yield joined(held)
        held = []
        records = 0
      }
    }
  }
  if (records > 0) yield joined(held)
}

function selectRange(dataset: Dataset, start: number, end: number): Dataset {
  return selectRecords(
    dataset,
    Uint32Array.from({ length: end - start }, (_, index) => start + index),
  )
}

function joined(datasets: readonly Dataset[]): Dataset {
  const [only] = datasets
  return only !== undefined && datasets.length === 1 ? only : concatenateDatasets(datasets)
}
