import { resolve } from 'node:path'
import { type FeatureTable, readFeatureTable } from '@helicon/core'
import { fileSource, hashFile, nodeCompression } from '@helicon/core/node'

/** A table of features, and how many of its rows the parts of the data have used. */
export interface LoadedFeatures {
  readonly table: FeatureTable
  /** One byte a row: 1 where a record has taken it. */
  readonly used: Uint8Array
  readonly facts: FeatureFacts
}

/** What a run keeps about its features. */
export interface FeatureFacts {
  /** Absolute. */
  readonly path: string
  readonly sha256: string
}

/**
 * Reads a table of features.
 *
 * @throws HeliconError what `readFeatureTable` throws
 */
export async function loadFeatures(path: string): Promise<LoadedFeatures> {
  const source = fileSource(path)
  const table = await readFeatureTable(source, nodeCompression)
  const facts = { path: resolve(path), sha256: await hashFile(source) }
  return { table, used: new Uint8Array(table.rows.size), facts }
}
