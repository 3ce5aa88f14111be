import {
  batchLayout,
  countClasses,
  type Dataset,
  firstKernelExtent,
  type LabelKind,
  type LabelNames,
  recordCount,
  selectRecords,
  type TrainingData,
  unusedRows,
} from '@helicon/core'
import type { ResolvedConfig } from '../config/resolve.js'
import type { TextPair } from '../config/text-pair.js'
import { grouped, percent } from '../console/numbers.js'
import { printable } from '../console/printable.js'
import type { Terminal } from '../console/terminal.js'
import { letterFacts } from '../data/letter-facts.js'
import { type LoadedFeatures, loadFeatures } from '../data/load-features.js'
import { type LoadedPart, labelKindOf, loadPart, type PartFacts, positiveShare } from '../data/load-part.js'
import type { SourceSpec } from '../data/source-spec.js'
import { tellNotes } from '../data-commands/tell-notes.js'
import { type DataFacts, PARTS, type Part } from './resolved-json.js'
import { findingsBetween } from './shared-records.js'
import { type SplitData, splitData, takesParts } from './split-data.js'

/** The data of a run, read and checked. */
export interface RunData {
  readonly train: TrainingData
  readonly validation: TrainingData | undefined
  readonly test: TrainingData | undefined
  /** Records of class 0 that were made, not read, by the part they were made for. */
  readonly madeNegatives: Readonly<Partial<Record<Part, Dataset>>>
  /** Of the folders and files, whatever was taken out of them. */
  readonly facts: DataFacts
  /** Of the parts that were taken out of the training data, and of what is left of these. */
  readonly splitFacts: DataFacts
  /** What the parts share that makes a score too good. */
  readonly findings?: readonly TextPair[]
  /** How the parts were made, where the configuration alone does not say it. */
  readonly split?: string
}

/**
 * Reads and checks every part, before anything is written. Parts that are given as fractions are taken out of the
 * training data, see `splitData`.
 */
export async function loadRunData(config: ResolvedConfig, terminal: Terminal, signal: AbortSignal): Promise<RunData> {
  const { data, training } = config
  const isSplit = takesParts(training)
  const features = await loadTable(data.features, terminal)
  let names: LabelNames = {}
  const load = async (part: Part, given: SourceSpec | undefined): Promise<LoadedPart | undefined> => {
    if (given === undefined) return undefined
    terminal.progress(terminal.texts.data.reading(given.paths.join(' + ')))
    const loaded = await loadPart(withClasses(given, names.classes), {
      layout: batchLayout(config.graph, training.loss),
      kernelExtent: firstKernelExtent(config.graph),
      labelKind: labelKindOf(training.loss),
      needsBothClasses: part === 'train',
      streaming: training.streaming,
      features,
      labelNames: names,
      signal,
    })
    if (part === 'train') names = { tasks: loaded.facts.taskNames, classes: loaded.facts.classes }
    tellNotes(loaded.facts.notes ?? [], terminal, `${terminal.texts.train.parts[part]}: `)
    if (part !== 'train' || !isSplit) sayPart(terminal, part, loaded.facts)
    return loaded
  }
  const train = await load('train', data.train)
  if (train === undefined) throw new RangeError('a run without training data')
  const split = splitData(train.data, training, labelKindOf(training.loss))
  const splitFacts = isSplit ? factsOfParts(split, train.facts, labelKindOf(training.loss)) : {}
  for (const part of PARTS) if (splitFacts[part]) sayPart(terminal, part, splitFacts[part])
  const validation = await load('validation', data.validation)
  const test = await load('test', data.test)
  const parts = { validation: validation?.data, test: test?.data, ...split }
  const madeNegatives = {
    ...negativesOf('train', data.train, parts.train),
    ...negativesOf('validation', data.validation ?? data.train, parts.validation),
    ...negativesOf('test', data.test ?? data.train, parts.test),
  }
  if (features) sayFeatures(terminal, features)
  if (features && batchLayout(config.graph, training.loss).featureCount === 0)
    terminal.warn(terminal.texts.data.featuresNotTaken)
  const facts = {
    train: train.facts,
    ...(validation && { validation: validation.facts }),
    ...(test && { test: test.facts }),
  }
  warnOfEqualParts(terminal, facts)
  if (training.classWeights !== null) warnOfWeightsTwice(terminal, train)
  const findings = await findingsBetween(parts, signal)
  for (const finding of findings) terminal.warn(finding[terminal.language])
  return { ...parts, madeNegatives, facts, splitFacts, findings }
}

/** Shuffles and windows of a genome, which no file holds. */
function negativesOf(part: Part, spec: SourceSpec | undefined, data: TrainingData | undefined) {
  const method = spec?.negatives?.method
  if (method === undefined || method === 'files' || data === undefined || !('sequences' in data)) return {}
  const rows = Array.from({ length: recordCount(data) }, (_, row) => row)
  return {
    [part]: selectRecords(
      data,
      rows.filter((row) => data.labels?.[row] === 0),
    ),
  }
}

/** Every part numbers the classes as the training data do. */
function withClasses(spec: SourceSpec, classes: readonly string[] | undefined): SourceSpec {
  return classes === undefined || spec.classes !== undefined ? spec : { ...spec, classes }
}

/** The facts of every part of the training data. */
export function factsOfParts(split: SplitData, whole: PartFacts, kind: LabelKind): DataFacts {
  const facts: Partial<Record<Part, PartFacts>> = {}
  for (const part of PARTS) {
    const data = split[part]
    if (data !== undefined && 'sequences' in data) facts[part] = factsOf(data, whole, kind)
  }
  return facts
}

/** The facts of a part of a part. */
function factsOf(data: Dataset, whole: PartFacts, kind: LabelKind): PartFacts {
  const { classCounts: _, letters: __, missingLabels: ___, notes: ____, ...facts } = whole
  const counts = kind === 'regression' ? undefined : countClasses(data, kind)
  const letters = letterFacts(data.sequences)
  return {
    ...facts,
    records: recordCount(data),
    ...(counts !== undefined && { classCounts: counts }),
    ...(letters !== undefined && { letters }),
  }
}

/** A score on data that were trained on says nothing about others. */
function warnOfEqualParts(terminal: Terminal, facts: DataFacts): void {
  const { train: words } = terminal.texts
  for (const [index, part] of PARTS.entries())
    for (const other of PARTS.slice(index + 1))
      if (facts[part] !== undefined && facts[part].sha256 === facts[other]?.sha256)
        terminal.warn(words.equalParts(words.parts[part], words.parts[other]))
}

/** Class weights multiply the records' own, and a class that both weigh up counts too much. */
function warnOfWeightsTwice(terminal: Terminal, { facts, weightSums }: LoadedPart): void {
  const { classCounts } = facts
  if (classCounts === undefined || weightSums === undefined) return
  if (isEven(weightSums) && !isEven(classCounts)) terminal.warn(terminal.texts.train.weightsTwice)
}

/** Whether the classes are alike within a tenth. */
function isEven(values: readonly number[]): boolean {
  return Math.max(...values) <= 1.1 * Math.min(...values)
}

async function loadTable(path: string | undefined, terminal: Terminal): Promise<LoadedFeatures | undefined> {
  if (path === undefined) return undefined
  terminal.progress(terminal.texts.data.reading(path))
  return loadFeatures(path)
}

function sayFeatures(terminal: Terminal, { table, used }: LoadedFeatures): void {
  const { rows, featureCount, name } = table
  terminal.say(terminal.texts.data.features(grouped(rows.size), featureCount, name, grouped(unusedRows(used))))
}

function sayPart(terminal: Terminal, part: Part, facts: PartFacts): void {
  const { texts } = terminal
  const positive = positiveShare(facts)
  const line = texts.data.part(texts.train.parts[part], grouped(facts.records), facts.path)
  const classes = classTexts(facts)
  if (classes.length > 0) terminal.say(`${line}, ${classes.join(', ')}`)
  else if (positive === undefined) terminal.say(line)
  else terminal.say(`${line}, ${texts.data.positives(grouped(facts.classCounts?.[1] ?? 0), percent(positive))}`)
}

/** More classes than these are not told one by one. */
const MOST_CLASSES = 10

/** `EI 767 (24.0%)`, where there are more than two classes that have names. */
function classTexts({ classes = [], classCounts = [], records }: PartFacts): string[] {
  if (classes.length < 3 || classes.length > MOST_CLASSES) return []
  return classes.map((name, index) => {
    const count = classCounts[index] ?? 0
    return `${printable(name)} ${grouped(count)} (${percent(count / Math.max(1, records))}%)`
  })
}
