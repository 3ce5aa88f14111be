import { findingText, inspectData, recordCount, streamOfDataset, type TrainingData } from '@helicon/core'
import type { TextPair } from '../config/text-pair.js'
import type { Part } from './resolved-json.js'

/** More records than these are not compared: `helicon data inspect` does it where it is asked for. */
const MOST_RECORDS = 500_000

/**
 * What the parts share that makes a score too good, as `helicon data inspect` finds it: equal records, neighbours in the
 * genome. Nothing of data that are read shard by shard.
 */
export async function findingsBetween(
  parts: Readonly<Record<Part, TrainingData | undefined>>,
  signal: AbortSignal,
): Promise<readonly TextPair[]> {
  const { train, validation, test } = parts
  const given = Object.entries({ train, validation, test }).flatMap(([name, data]) =>
    data !== undefined && 'sequences' in data ? [{ name, data }] : [],
  )
  const records = given.reduce((sum, { data }) => sum + recordCount(data), 0)
  if (given.length < 2 || records > MOST_RECORDS) return []
  const streams = given.map(({ name, data }) => [name, streamOfDataset(data, { kind: 'none' })] as const)
  const { findings } = await inspectData(Object.fromEntries(streams), { signal })
  return findings
    .filter(({ code, severity }) => severity === 'warning' && code.startsWith('PARTS_'))
    .map((finding) => ({ en: findingText(finding, 'en'), ko: findingText(finding, 'ko') }))
}
