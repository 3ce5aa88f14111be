import { join } from 'node:path'
import {
  type Dataset,
  type DatasetStream,
  foldsOf,
  HeliconError,
  type LabelKind,
  recordCount,
  type SplitFacts,
  splitRecords,
} from '@helicon/core'
import { writeOutputFile } from '@helicon/core/node'
import type { Terminal } from '../console/terminal.js'
import { fillNewFolder } from '../data/new-folder.js'
import { writeSequences } from '../data/sequence-output.js'
import { labelWriting } from './label-writing.js'
import { indicesOf, type PartBalance, partBalance } from './part-balance.js'
import { type PartFormat, partFile } from './part-files.js'
import { chosenShards } from './shards.js'
import type { SplitMethod, SplitPlan } from './split-plan.js'

/** The parts by their numbers in what `splitRecords` gives. */
const PARTS = ['train', 'validation', 'test'] as const

/** Which part or fold every record belongs to. */
export interface DealtRecords {
  readonly method: SplitMethod
  readonly names: readonly string[]
  /** One number a record, the place in `names`. */
  readonly parts: Uint8Array
  readonly facts?: SplitFacts
}

/** Deals the records as planned. @throws HeliconError what `splitRecords` and `foldsOf` throw */
export function dealRecords(dataset: Dataset, plan: SplitPlan, seed: number, kind: LabelKind | 'none'): DealtRecords {
  if (recordCount(dataset) === 0) throw new HeliconError('DATASET_EMPTY', { dataset: dataset.name })
  const method = plan.method ?? (kind === 'binary' || kind === 'categorical' ? 'stratified' : 'random')
  const labels = kind === 'none' ? {} : { kind }
  if (plan.kind === 'folds') {
    const parts = foldsOf(dataset, { folds: plan.folds, method, seed, ...labels })
    const names = Array.from({ length: plan.folds }, (_, fold) => `fold-${fold + 1}`)
    return { method, names, parts }
  }
  const { validation, test, chromosomes } = plan
  const { parts, facts } = splitRecords(dataset, {
    ...{ method, seed, ...labels },
    ...(validation !== undefined && { validation }),
    ...(test !== undefined && { test }),
    ...(chromosomes && { chromosomes }),
  })
  return { method, names: PARTS, parts, facts }
}

interface WhereTo {
  readonly folder: string
  readonly form: PartFormat
  readonly shardSize: number
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

/** Writes one file or folder a part, and `split.json`, into a new folder; all of them or none. */
export function writeParts(
  dataset: Dataset,
  stream: DatasetStream,
  { names, parts }: DealtRecords,
  record: Readonly<Record<string, unknown>>,
  { folder, form, shardSize, terminal, signal }: WhereTo,
): Promise<PartBalance[]> {
  return fillNewFolder(folder, async () => {
    const balances: PartBalance[] = []
    for (const [number, part] of names.entries()) {
      signal.throwIfAborted()
      const indices = indicesOf(parts, number)
      if (indices.length === 0) continue
      const file = partFile(part, form)
      terminal.progress(file)
      const output = { ...form, path: join(folder, file) }
      await writeSequences(terminal, output, chosenShards(dataset, indices, shardSize), {
        signal,
        ...labelWriting(stream),
      })
      balances.push({ part, file, ...partBalance(dataset, indices, stream.labels) })
    }
    const text = `${JSON.stringify({ ...record, parts: balances }, undefined, 2)}\n`
    await writeOutputFile(join(folder, 'split.json'), new TextEncoder().encode(text))
    return balances
  })
}
