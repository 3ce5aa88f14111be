import { resolve } from 'node:path'
import {
  type BatchLayout,
  checkLabelValues,
  checkLayout,
  checkSequenceLength,
  classOfRecord,
  concatenateDatasets,
  countClasses,
  type Dataset,
  type LabelKind,
  type LossSpec,
  recordCount,
  requireTwoClasses,
  type ShardedDataset,
  type TrainingData,
} from '@helicon/core'
import { hashFolder, sourceFolder } from '@helicon/core/node'
import { addLetterFacts, type LetterFacts, letterFacts } from './letter-facts.js'
import type { FeatureFacts, LoadedFeatures } from './load-features.js'
import { openDataset, withFeatures } from './open-dataset.js'

/** What is known of a part of the data after every record of it has been read and checked. */
export interface PartFacts {
  /** Absolute. */
  readonly path: string
  /** Of the folder's files, see `hashFolder`. */
  readonly sha256: string
  readonly records: number
  readonly shards: number
  readonly taskNames: readonly string[]
  /** Of the table that the records' features come from. */
  readonly features?: FeatureFacts
  /** Records of each class; for several 0/1 columns [zeros, ones] of each. Absent for numbers. */
  readonly classCounts?: readonly number[]
  /** Absent in the record of a run that an earlier version wrote. */
  readonly letters?: LetterFacts
}

export interface LoadedPart {
  readonly data: TrainingData
  readonly facts: PartFacts
  /** Sum of the records' own weights in each class; absent without weights, for numbers and for several 0/1 columns. */
  readonly weightSums?: readonly number[]
}

export interface LoadOptions {
  readonly layout: BatchLayout
  /** undefined: labels are not needed. */
  readonly labelKind: LabelKind | undefined
  /** Whether both classes must occur, as they must to learn from. */
  readonly needsBothClasses: boolean
  /** Keep the shards on disk and read them again for every epoch. */
  readonly streaming: boolean
  readonly features?: LoadedFeatures | undefined
  readonly signal: AbortSignal
}

/** What the labels of a loss are. */
export function labelKindOf(loss: LossSpec): LabelKind {
  switch (loss.name) {
    case 'sigmoid-cross-entropy':
    case 'binary-cross-entropy':
      return 'binary'
    case 'categorical-cross-entropy':
    case 'softmax-cross-entropy':
      return 'categorical'
    case 'mean-squared-error':
      return 'regression'
  }
}

/**
 * Reads every shard of a part and checks it against the model, so that nothing is found to be wrong later.
 *
 * @throws HeliconError naming file, shard and row
 */
export async function loadPart(path: string, options: LoadOptions): Promise<LoadedPart> {
  const { features } = options
  const source = withFeatures(await openDataset(path), features)
  const shards: Dataset[] = []
  let records = 0
  let outputs = 1
  let classCounts: number[] | undefined
  let weightSums: number[] | undefined
  let letters: LetterFacts | undefined
  for (let index = 0; index < source.shardCount; index++) {
    options.signal.throwIfAborted()
    const shard = await source.readShard(index, { signal: options.signal })
    // Rows are counted within the shard, so a message about one names the shard.
    const counts = checkShard({ ...shard, name: `${shard.name}, shard ${index}` }, options)
    classCounts = counts && addCounts(classCounts, counts)
    const sums = counts && classWeightSums(shard, options.labelKind)
    weightSums = sums && addCounts(weightSums, sums)
    letters = addLetterFacts(letters, letterFacts(shard.sequences))
    records += recordCount(shard)
    outputs = shard.outputs
    if (!options.streaming) shards.push(shard)
  }
  const { labelKind, needsBothClasses } = options
  if (needsBothClasses && labelKind !== undefined && labelKind !== 'regression')
    requireTwoClasses({ name: source.name, taskNames: source.taskNames, outputs }, labelKind, classCounts ?? [])
  const facts: PartFacts = {
    path: resolve(path),
    sha256: await hashFolder(sourceFolder(path)),
    records,
    shards: source.shardCount,
    taskNames: source.taskNames,
    ...(classCounts !== undefined && { classCounts }),
    ...(letters !== undefined && { letters }),
    ...(features && { features: features.facts }),
  }
  const data = options.streaming ? source : inMemory(source, shards)
  return { data, facts, ...(weightSums !== undefined && { weightSums }) }
}

function checkShard(shard: Dataset, options: LoadOptions): number[] | undefined {
  const { layout, labelKind } = options
  checkLayout(labelKind === undefined ? { ...layout, labels: undefined } : layout, shard)
  for (const input of layout.inputs) if (input.kind === 'codes') checkSequenceLength(shard, input.length)
  if (labelKind === undefined) return undefined
  checkLabelValues(shard, labelKind)
  return labelKind === 'regression' ? undefined : countClasses(shard, labelKind)
}

function classWeightSums(shard: Dataset, kind: LabelKind | undefined): number[] | undefined {
  const { weights, outputs } = shard
  if (weights === undefined || (kind === 'binary' && outputs > 1)) return undefined
  const records = recordCount(shard)
  const sums = new Array<number>(Math.max(2, outputs)).fill(0)
  for (let row = 0; row < records; row++) {
    const label = classOfRecord(shard, row)
    sums[label] = (sums[label] ?? 0) + (weights[(row * weights.length) / records] ?? 0)
  }
  return sums
}

function addCounts(sums: readonly number[] | undefined, counts: readonly number[]): number[] {
  return counts.map((count, index) => count + (sums?.[index] ?? 0))
}

function inMemory(source: ShardedDataset, shards: readonly Dataset[]): Dataset {
  const [only] = shards
  return only !== undefined && shards.length === 1
    ? { ...only, name: source.name }
    : concatenateDatasets(shards, source.name)
}

/** Share of records of class 1, where there is one 0/1 column or two one-hot columns. */
export function positiveShare(facts: PartFacts): number | undefined {
  const counts = facts.classCounts
  if (counts?.length !== 2) return undefined
  return (counts[1] ?? 0) / Math.max(1, facts.records)
}
