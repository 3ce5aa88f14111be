import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Dataset, ShardedDataset } from './dataset.js'
import type { FeatureTable } from './formats/feature-table.js'
import { recordCount } from './select.js'

/** How many ids without features a message names. */
const NAMED_IDS = 5

/**
 * Gives every record of a data set the features of its id.
 *
 * @param used one byte a row of the table, see `unusedRows`: set to 1 for each row taken
 * @throws HeliconError `FEATURES_OF_RECORDS_MISSING` with the number of records that have no row, and the first of them
 */
export function joinFeatures(dataset: Dataset, table: FeatureTable, used?: Uint8Array): Dataset {
  const { featureCount, values } = table
  const records = recordCount(dataset)
  const features = new Float32Array(records * featureCount)
  const ids: string[] = []
  let missing = 0
  for (let record = 0; record < records; record++) {
    const id = at(dataset.sequences.ids, record)
    const row = table.rows.get(id)
    if (row === undefined) {
      if (missing++ < NAMED_IDS) ids.push(id)
      continue
    }
    if (used !== undefined) used[row] = 1
    features.set(values.subarray(row * featureCount, (row + 1) * featureCount), record * featureCount)
  }
  if (missing > 0) {
    const details = { dataset: dataset.name, file: table.name, missing, records, ids }
    throw new HeliconError('FEATURES_OF_RECORDS_MISSING', details)
  }
  return { ...dataset, features, featureCount }
}

/** The same for a data set read shard by shard: each shard gets its features when it is read. */
export function joinShardFeatures(source: ShardedDataset, table: FeatureTable, used?: Uint8Array): ShardedDataset {
  return {
    ...source,
    readShard: async (index, options) => {
      const shard = await source.readShard(index, options)
      // Records are counted within the shard, so a message about them names it.
      const joined = joinFeatures({ ...shard, name: `${shard.name}, shard ${index}` }, table, used)
      return { ...joined, name: shard.name }
    },
  }
}

/** Number of rows of a table that no join has taken. */
export function unusedRows(used: Uint8Array): number {
  return used.reduce((count, taken) => count + (taken === 0 ? 1 : 0), 0)
}
