import {
  concatenateDatasets,
  type Dataset,
  recordCount,
  recordPieces,
  type SequenceSet,
  sampleClasses,
  selectRecords,
  type TrainingData,
} from '@helicon/core'

export interface SequenceSample {
  readonly sequences: SequenceSet
  /** Of which it was taken. */
  readonly records: number
}

/** At most `most` sequences of a data set, random by seed, in the order in which they are stored. */
export async function sampleSequences(data: TrainingData, most: number, seed: number): Promise<SequenceSample> {
  let records = 0
  for await (const { dataset } of recordPieces(data)) records += recordCount(dataset)
  const sample = sampleClasses([records], most, seed)
  const shards: Dataset[] = []
  for await (const { dataset } of recordPieces(data)) {
    const rows = Array.from({ length: recordCount(dataset) }, (_, row) => row)
    shards.push(
      selectRecords(
        dataset,
        rows.filter(() => sample.takesNext(0)),
      ),
    )
  }
  return { sequences: concatenateDatasets(shards).sequences, records }
}
