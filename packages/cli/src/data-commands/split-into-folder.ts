import { join } from 'node:path'
import {
  type Dataset,
  type DatasetStream,
  type LabelKind,
  type SplitFacts,
  selectRecords,
  splitFolds,
  splitRecords,
  streamOfDataset,
} from '@helicon/core'
import { writeOutputFile } from '@helicon/core/node'
import type { Terminal } from '../console/terminal.js'
import { fillNewFolder } from '../data/new-folder.js'
import { type PartFormat, partFile } from './part-files.js'
import type { WrittenPart } from './part-table.js'
import type { SplitPlan } from './split-plan.js'
import { writeStream } from './write-stream.js'

/** The parts by their numbers in what `splitRecords` gives. */
const PARTS = ['train', 'validation', 'test'] as const

/** Which part or fold every record belongs to. */
export interface DealtRecords {
  /** [n]: the place of the part in `names`. */
  readonly parts: Uint8Array
  /** What the parts and their files are called. */
  readonly names: readonly string[]
  readonly facts: SplitFacts
}

/** Deals the records as planned. @throws HeliconError what `splitRecords` and `splitFolds` throw */
export function dealRecords(dataset: Dataset, plan: SplitPlan, seed: number, kind: LabelKind | 'none'): DealtRecords {
  const { method } = plan
  const options = { seed, ...(method !== undefined && { method }), ...(kind !== 'none' && { kind }) }
  if (plan.kind === 'folds') {
    const { folds, facts } = splitFolds(dataset, { ...options, folds: plan.folds })
    return { parts: folds, names: facts.parts.map(({ name }) => `fold-${name}`), facts }
  }
  const { validation, test, chromosomes } = plan
  const { parts, facts } = splitRecords(dataset, {
    ...options,
    ...(validation !== undefined && { validation }),
    ...(test !== undefined && { test }),
    ...(chromosomes && { chromosomes }),
  })
  return { parts, names: PARTS, facts }
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
  { labels }: Pick<DatasetStream, 'labels'>,
  { parts, names, facts }: DealtRecords,
  { folder, form, shardSize, terminal, signal }: WhereTo,
): Promise<WrittenPart[]> {
  return fillNewFolder(folder, async () => {
    const written: WrittenPart[] = []
    for (const fact of facts.parts) {
      const name = typeof fact.name === 'number' ? `fold-${fact.name}` : fact.name
      const file = partFile(name, form)
      terminal.progress(file)
      const part = selectRecords(dataset, indicesOf(parts, names.indexOf(name)))
      const output = { ...form, path: join(folder, file) }
      await writeStream(terminal, output, streamOfDataset(part, labels), { shardSize, signal })
      written.push({ ...fact, file })
    }
    const text = `${JSON.stringify({ ...facts, parts: written }, undefined, 2)}\n`
    await writeOutputFile(join(folder, 'split.json'), new TextEncoder().encode(text))
    return written
  })
}

function indicesOf(parts: Uint8Array, number: number): Uint32Array {
  const indices = new Uint32Array(parts.length)
  let count = 0
  for (let row = 0; row < parts.length; row++) if (parts[row] === number) indices[count++] = row
  return indices.subarray(0, count)
}
