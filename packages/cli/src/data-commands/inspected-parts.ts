import { basename, dirname, resolve } from 'node:path'
import { type DatasetStream, type LabelFacts, readStream, streamOfDataset } from '@helicon/core'
import { readConfig } from '../config/read-config.js'
import type { Context } from '../context.js'
import { labelKindOf } from '../data/load-part.js'
import type { RecordSources } from '../data/record-sources.js'
import { type SourceOptions, sourceSpec } from '../data/source-options.js'
import type { SourceSpec } from '../data/source-spec.js'
import { splitData, takesParts } from '../run/split-data.js'
import type { SourceNote } from '../texts/source-notes.js'
import { type CountedStream, countedStream } from './counted-stream.js'

/** What of the parts is asked for on the command line. */
export interface InspectedFiles {
  /** A source, or the configuration of a training. */
  readonly source: string
  readonly validation?: string | undefined
  readonly test?: string | undefined
  /** Where the relative paths of a configuration start. */
  readonly dataDir?: string | undefined
}

/** Parts to look at, by their names, and what is to be said of them once they have been read. */
export interface InspectedParts {
  readonly streams: Readonly<Record<string, DatasetStream>>
  notes(): readonly SourceNote[]
  /** Letters U that were read as T. */
  uracil(): number
}

/** Whether a path is the configuration of a training. */
function isConfiguration(path: string): boolean {
  return /\.ya?ml$/i.test(path)
}

/**
 * Opens the parts: those of a configuration as a training would make them; else the files that are given, read alike.
 *
 * @throws HeliconError what reading the configuration and opening the sources throw
 */
export async function inspectedParts(
  context: Context,
  sources: RecordSources,
  files: InspectedFiles,
  options: SourceOptions,
  onRecords: (part: string, records: number) => void,
): Promise<InspectedParts> {
  return isConfiguration(files.source)
    ? partsOfConfiguration(context, sources, files, onRecords)
    : partsOfFiles(context, sources, files, options, onRecords)
}

async function partsOfFiles(
  { seed, terminal }: Context,
  sources: RecordSources,
  { source, validation, test }: InspectedFiles,
  options: SourceOptions,
  onRecords: (part: string, records: number) => void,
): Promise<InspectedParts> {
  const alone = validation === undefined && test === undefined
  const train = alone ? nameOf(source, terminal.texts.usage.standardInput) : 'train'
  const paths = { [train]: source, ...(validation && { validation }), ...(test && { test }) }
  const opened: [string, CountedStream][] = []
  const notes: (() => readonly SourceNote[])[] = []
  let first: LabelFacts | undefined
  for (const [part, path] of Object.entries(paths)) {
    const spec = sourceSpec(path, options, seed, terminal.texts)
    const found = await sources.open(first === undefined ? spec : readAs(spec, first))
    first ??= found.stream.labels
    opened.push([part, countedStream(found.stream, (records) => onRecords(part, records))])
    notes.push(found.notes)
  }
  return inspected(opened, () => notes.flatMap((told) => told()))
}

async function partsOfConfiguration(
  { interrupts, terminal }: Context,
  sources: RecordSources,
  { source, dataDir }: InspectedFiles,
  onRecords: (part: string, records: number) => void,
): Promise<InspectedParts> {
  const { config } = await readConfig(source, [], resolve(dataDir ?? dirname(source)))
  const { data, training } = config
  const opened: [string, CountedStream][] = []
  const notes: (() => readonly SourceNote[])[] = []
  const take = (part: string, stream: DatasetStream) =>
    opened.push([part, countedStream(stream, (records) => onRecords(part, records))])
  const train = await sources.open(data.train)
  notes.push(train.notes)
  if (takesParts(training)) {
    terminal.progress(terminal.texts.data.reading(train.stream.name))
    const whole = await readStream(train.stream, { signal: interrupts.signal })
    const parts = splitData(whole, training, labelKindOf(training.loss))
    for (const part of ['train', 'validation', 'test'] as const) {
      const dataset = parts[part]
      if (dataset !== undefined && 'sequences' in dataset) take(part, streamOfDataset(dataset, train.stream.labels))
    }
  } else take('train', train.stream)
  for (const part of ['validation', 'test'] as const) {
    const spec = data[part]
    if (spec === undefined) continue
    const found = await sources.open(readAs(spec, train.stream.labels))
    notes.push(found.notes)
    take(part, found.stream)
  }
  return inspected(opened, () => notes.flatMap((told) => told()))
}

/** A later part's labels mean what those of the first do, as in a training; without labels there, what they look like. */
function readAs(spec: SourceSpec, { kind, classes }: LabelFacts): SourceSpec {
  if (kind === 'none') return spec
  return {
    ...spec,
    ...(spec.labelKind === undefined && { labelKind: kind }),
    ...(spec.classes === undefined && classes !== undefined && { classes }),
  }
}

function inspected(opened: readonly [string, CountedStream][], notes: () => readonly SourceNote[]): InspectedParts {
  return {
    streams: Object.fromEntries(opened.map(([part, { stream }]) => [part, stream])),
    notes,
    uracil: () => opened.reduce((sum, [, { uracil }]) => sum + uracil(), 0),
  }
}

function nameOf(path: string, standardInput: string): string {
  return path === '-' ? standardInput : basename(path)
}
