import { stat } from 'node:fs/promises'
import {
  alignLabels,
  alignShards,
  type BatchLayout,
  checkLabelValues,
  checkLayout,
  checkSequenceLength,
  classOfRecord,
  concatenateDatasets,
  countClasses,
  type Dataset,
  HeliconError,
  joinFeatures,
  type LabelKind,
  type LabelNames,
  type LossSpec,
  recordCount,
  requireTwoClasses,
  type ShardedDataset,
  type TrainingData,
} from '@helicon/core'
import type { SourceNote } from '../texts/source-notes.js'
import { hashSource } from './hash-source.js'
import { addLetterFacts, type LetterFacts, letterFacts } from './letter-facts.js'
import type { FeatureFacts, LoadedFeatures } from './load-features.js'
import { openDataset, withFeatures } from './open-dataset.js'
import { openSource } from './open-source.js'
import type { OpenOptions } from './opened-source.js'
import { inputsOf } from './record-sources.js'
import { isPlainSource, type SourceSpec } from './source-spec.js'

/** What is known of a part of the data after every record of it has been read and checked. */
export interface PartFacts {
  /** Absolute; several stand behind one another with ` + `. */
  readonly path: string
  /** Of the files, see `hashSource`. */
  readonly sha256: string
  /** How the files are read, where that is more than a path says. */
  readonly source?: SourceSpec
  readonly records: number
  /** Of a DiskDataset. */
  readonly shards?: number
  readonly taskNames: readonly string[]
  /** Names of the classes, where the data name them: see `LabelFacts`. */
  readonly classes?: readonly string[]
  /** Labels of several tasks that are not known, by task. */
  readonly missingLabels?: readonly number[]
  /** What was cropped, padded or left out. */
  readonly notes?: readonly SourceNote[]
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
  /** Keep the shards on disk and read them again for every epoch; `if-sharded`: where the source is a DiskDataset. */
  readonly streaming: boolean | 'if-sharded'
  readonly features?: LoadedFeatures | undefined
  /** The bytes at a path; default: the file. */
  readonly input?: OpenOptions['input']
  /** Bases that the first filters of the network see. */
  readonly kernelExtent?: number
  /** What the labels of the training data are called: these are put in their order. */
  readonly labelNames?: LabelNames | undefined
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
 * Reads every record of a part and checks it against the model, so that nothing is found to be wrong later.
 *
 * @throws HeliconError naming file and line, or shard and row
 */
export async function loadPart(spec: SourceSpec, options: LoadOptions): Promise<LoadedPart> {
  const { features, labelNames = {} } = options
  const opened = await shardsOf(spec)
  const shards = opened && options.labelKind !== undefined ? alignShards(opened, labelNames) : opened
  if (options.streaming === true && shards === undefined) throw notStreamed(spec)
  const streaming = options.streaming !== false && shards !== undefined
  const { labelKind: kind, labelNames: _, ...others } = options
  // What the loss takes is what the labels are, where the source does not say it.
  const asked = kind === undefined || spec.labelKind !== undefined ? spec : { ...spec, labelKind: kind }
  const source = await openSource(asked, { ...others, withoutLabels: kind === undefined })
  const stream = alignLabels(source.stream, labelNames)
  const sums = partSums(options)
  const kept: Dataset[] = []
  let index = 0
  for await (const piece of stream.pieces({ signal: options.signal })) {
    options.signal.throwIfAborted()
    // Rows are counted within the shard, so a message about one names the shard.
    const name = shards === undefined ? piece.name : `${piece.name}, shard ${index}`
    const records = features === undefined ? piece : joinFeatures({ ...piece, name }, features.table, features.used)
    sums.add({ ...records, name })
    if (!streaming) kept.push(records)
    index++
  }
  const { labelKind, needsBothClasses } = options
  const { classCounts, weightSums } = sums.facts()
  if (needsBothClasses && labelKind !== undefined && labelKind !== 'regression')
    requireTwoClasses(stream, labelKind, classCounts ?? [])
  const data = streaming ? withFeatures(shards, features) : inMemory(stream.name, kept)
  const notes = source.notes()
  const facts: PartFacts = {
    path: inputsOf(spec).join(' + '),
    sha256: await hashSource(spec, data, options.input),
    ...(isPlainSource(spec) ? {} : { source: spec }),
    ...(shards && { shards: shards.shardCount }),
    taskNames: stream.taskNames,
    ...(stream.labels.classes !== undefined && { classes: stream.labels.classes }),
    ...sums.facts(),
    ...(notes.length > 0 && { notes }),
    ...(features && { features: features.facts }),
  }
  return { data, facts, ...(weightSums !== undefined && { weightSums }) }
}

/** The DiskDataset that a source is, which can be read shard by shard and again. */
async function shardsOf(spec: SourceSpec): Promise<ShardedDataset | undefined> {
  const [path] = spec.paths
  if (path === undefined || !isPlainSource(spec)) return undefined
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ? openDataset(path) : undefined
}

function notStreamed(spec: SourceSpec): HeliconError {
  return new HeliconError('SOURCE_NOT_STREAMED', { path: spec.paths.join(' + ') })
}

/** What is counted over the pieces of a part. */
interface PartSums {
  readonly records: number
  readonly classCounts?: readonly number[]
  readonly missingLabels?: readonly number[]
  readonly weightSums?: readonly number[]
  readonly letters?: LetterFacts
}

function partSums(options: LoadOptions) {
  let records = 0
  let classCounts: number[] | undefined
  let weightSums: number[] | undefined
  let missing: number[] | undefined
  let letters: LetterFacts | undefined
  return {
    add(piece: Dataset): void {
      const counts = checkPiece(piece, options)
      classCounts = counts && addCounts(classCounts, counts)
      const sums = counts && classWeightSums(piece, options.labelKind)
      weightSums = sums && addCounts(weightSums, sums)
      missing = addCounts(missing, missingLabels(piece, options.labelKind))
      letters = addLetterFacts(letters, letterFacts(piece.sequences))
      records += recordCount(piece)
    },
    facts(): PartSums {
      return {
        records,
        ...(classCounts !== undefined && { classCounts }),
        ...(missing?.some((count) => count > 0) && { missingLabels: missing }),
        ...(weightSums !== undefined && { weightSums }),
        ...(letters !== undefined && { letters }),
      }
    },
  }
}

function checkPiece(piece: Dataset, options: LoadOptions): number[] | undefined {
  const { layout, labelKind } = options
  checkLayout(labelKind === undefined ? { ...layout, labels: undefined } : layout, piece)
  for (const input of layout.inputs) if (input.kind === 'codes') checkSequenceLength(piece, input.length)
  if (labelKind === undefined) return undefined
  checkLabelValues(piece, labelKind)
  return labelKind === 'regression' ? undefined : countClasses(piece, labelKind)
}

/** Labels of several tasks whose weight is 0: nobody knows them. */
function missingLabels({ weights, outputs }: Dataset, kind: LabelKind | undefined): number[] {
  const counts = new Array<number>(outputs).fill(0)
  if (kind !== 'binary' || outputs < 2 || weights === undefined) return counts
  for (let i = 0; i < weights.length; i++) if (weights[i] === 0) counts[i % outputs] = (counts[i % outputs] ?? 0) + 1
  return counts
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

function inMemory(name: string, pieces: readonly Dataset[]): Dataset {
  const [only] = pieces
  if (only === undefined) throw new HeliconError('DATASET_EMPTY', { dataset: name })
  return pieces.length === 1 ? { ...only, name } : concatenateDatasets(pieces, name)
}

/** Share of records of class 1, where there is one 0/1 column or two one-hot columns. */
export function positiveShare(facts: PartFacts): number | undefined {
  const counts = facts.classCounts
  if (counts?.length !== 2) return undefined
  return (counts[1] ?? 0) / Math.max(1, facts.records)
}
