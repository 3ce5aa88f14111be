import { stat } from 'node:fs/promises'
import {
  type ByteSource,
  concatenateRecords,
  concatenateStreams,
  type DatasetStream,
  fastaRecords,
  fastqRecords,
  HeliconError,
  type LabelKind,
  labelRecords,
  npzStream,
  type RawRecordSource,
  sniffRecords,
  streamOfShards,
  tableRecords,
  withTargets,
} from '@helicon/core'
import { fileSource, nodeCompression } from '@helicon/core/node'
import { fittedStream } from './fitted-stream.js'
import { withLetterNotes } from './letter-notes.js'
import { openDataset } from './open-dataset.js'
import { openPeaks } from './open-peaks.js'
import type { OpenedSource, OpenOptions } from './opened-source.js'
import { withShuffles } from './shuffled-stream.js'
import { POSITIVE_AND_NEGATIVE, type SourceFormat, type SourceSpec } from './source-spec.js'

/**
 * Opens what a `SourceSpec` describes. Labels are read once to learn what they are; the records are not kept.
 *
 * @throws HeliconError `SOURCE_NOT_FOUND`, `SOURCE_FORMAT_UNKNOWN`, and what the readers of the formats throw
 */
export async function openSource(spec: SourceSpec, options: OpenOptions = {}): Promise<OpenedSource> {
  if (options.withoutLabels) return openUnlabelled(spec, options)
  if (!spec.positives) {
    const records = fittedStream(await openLabelled(spec, options), spec, options.kernelExtent)
    return { stream: records.stream, notes: records.notes }
  }
  return spec.format === 'bed' ? openPeaks(spec, options) : openPositives(spec, options)
}

/** The records alone, as they are asked for to be predicted. */
async function openUnlabelled(spec: SourceSpec, options: OpenOptions): Promise<OpenedSource> {
  if (spec.format === 'bed') return openPeaks(spec, options)
  const { classes: _, targets: __, labelKind: ___, ...plain } = spec
  const unlabelled = { ...plain, table: { ...spec.table, labelColumns: [] } }
  const streams: DatasetStream[] = []
  for (const path of spec.paths) streams.push(await openPath(path, unlabelled, { ...options, label: 0 }))
  const counted = withLetterNotes(concatenateStreams(streams))
  const fitted = fittedStream(counted.stream, spec, options.kernelExtent)
  return { stream: fitted.stream, notes: () => [...fitted.notes(), ...counted.notes()] }
}

/** Records of class 1, and those of class 0 from files or made of them. */
async function openPositives(spec: SourceSpec, options: OpenOptions): Promise<OpenedSource> {
  const { negatives, classes = POSITIVE_AND_NEGATIVE } = spec
  const ofClass = async (paths: readonly string[], label: 0 | 1) => {
    const streams: DatasetStream[] = []
    for (const path of paths) streams.push(await openPath(path, { ...spec, classes }, { ...options, label }))
    return fittedStream(concatenateStreams(streams), spec, options.kernelExtent)
  }
  const positives = await ofClass(spec.paths, 1)
  const labels = { kind: 'binary', classes } as const
  if (negatives === undefined) return { stream: { ...positives.stream, labels }, notes: positives.notes }
  if (negatives.method !== 'files') {
    const shuffled = withShuffles({ ...positives.stream, labels }, negatives)
    return { stream: shuffled.stream, notes: () => [...positives.notes(), ...shuffled.notes()] }
  }
  const others = await ofClass(negatives.paths, 0)
  return {
    stream: { ...concatenateStreams([positives.stream, others.stream]), labels },
    notes: () => [...positives.notes(), ...others.notes()],
  }
}

/** Records with labels of their own. Those of several text files are interpreted together. */
async function openLabelled(spec: SourceSpec, options: OpenOptions): Promise<DatasetStream> {
  const [first] = spec.paths
  if (first === undefined) throw new RangeError('a source without paths')
  if (spec.paths.length === 1) return openPath(first, spec, options)
  const texts: RawRecordSource[] = []
  const { targets, ...each } = spec
  for (const path of spec.paths) {
    const records = await rawRecords(path, each, options)
    if (records !== undefined) texts.push(records)
  }
  if (texts.length === spec.paths.length)
    return labelRecords(await targeted(concatenateRecords(texts), spec, options), labelOptions(spec, options))
  if (targets !== undefined) throw new HeliconError('SOURCE_TARGETS_OF_TEXT', { path: targets.path })
  const streams: DatasetStream[] = []
  for (const path of spec.paths) streams.push(await openPath(path, spec, options))
  return concatenateStreams(streams)
}

interface PathOptions extends OpenOptions {
  /** The class of all records, whatever labels they carry. */
  readonly label?: 0 | 1
}

async function openPath(path: string, spec: SourceSpec, options: PathOptions): Promise<DatasetStream> {
  const records = await rawRecords(path, spec, options)
  if (records !== undefined) {
    if (options.label !== undefined && !options.withoutLabels) await requireOneLabel(records, options)
    return labelRecords(records, labelOptions(spec, options))
  }
  const { input = fileSource, label } = options
  const { classes, labelKind } = spec
  if (await isFolder(path, options)) return ofOneClass(await streamOfShards(await openDataset(path), labelKind), label)
  const named = { ...(classes && { classes }), ...(labelKind && { kind: labelKind }) }
  return ofOneClass(await npzStream(input(path), named), label)
}

function labelOptions({ classes, labelKind }: SourceSpec, { label, signal }: PathOptions) {
  return {
    ...(labelKind !== undefined && label === undefined && { kind: labelKind }),
    ...(classes !== undefined && { classes }),
    ...(label !== undefined && { label }),
    ...(signal && { signal }),
  }
}

/**
 * Records that are taken for one class may carry a label, as long as it is the same one.
 * @throws HeliconError `SOURCE_LABELS_CONTRADICT`
 */
async function requireOneLabel(records: RawRecordSource, { signal }: OpenOptions): Promise<void> {
  if (records.labelNames.length === 0) return
  const found = new Set<string>()
  for await (const piece of records.read({ signal }))
    for (const text of piece.labels[0] ?? []) {
      found.add(text)
      if (found.size > 1) throw new HeliconError('SOURCE_LABELS_CONTRADICT', { path: records.name, labels: [...found] })
    }
}

/** The records of a text file with its labels as they are written; undefined for a folder and for .npz. */
async function rawRecords(path: string, spec: SourceSpec, options: OpenOptions): Promise<RawRecordSource | undefined> {
  if (await isFolder(path, options)) return undefined
  const { input = fileSource } = options
  const source = input(path)
  const format = spec.format ?? (await sniffRecords(source, nodeCompression))
  if (format === 'npz') return undefined
  return targeted(await openText(source, format, spec), spec, options)
}

/** The records with the labels of a table beside them, where there is one. */
async function targeted(
  records: RawRecordSource,
  { targets }: SourceSpec,
  { input = fileSource }: OpenOptions,
): Promise<RawRecordSource> {
  return targets ? withTargets(records, input(targets.path), nodeCompression, targets.columns) : records
}

async function openText(source: ByteSource, format: SourceFormat | '2bit', spec: SourceSpec): Promise<RawRecordSource> {
  switch (format) {
    case 'fasta':
      return fastaRecords(source, nodeCompression)
    case 'fastq':
      return fastqRecords(source, nodeCompression)
    case 'tsv':
    case 'csv':
      return tableRecords(source, nodeCompression, spec.table ?? {})
    case 'bed':
      throw new HeliconError('SOURCE_NEEDS_GENOME', { path: source.name })
    default:
      throw new HeliconError('SOURCE_NOT_RECORDS', { path: source.name, format })
  }
}

async function isFolder(path: string, { input }: OpenOptions): Promise<boolean> {
  if (path === '-' && input !== undefined) return false
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new HeliconError('SOURCE_NOT_FOUND', { path })
  return found.isDirectory()
}

/** Records of a format with labels of its own, as those of one class. */
function ofOneClass(stream: DatasetStream, label: 0 | 1 | undefined): DatasetStream {
  if (label === undefined) return stream
  const kind: LabelKind = 'binary'
  return {
    ...stream,
    outputs: 1,
    taskNames: ['label'],
    labels: { kind },
    async *pieces(options) {
      for await (const { weights: _, ...piece } of stream.pieces(options))
        yield {
          ...piece,
          labels: new Float32Array(piece.sequences.ids.length).fill(label),
          outputs: 1,
          taskNames: ['label'],
        }
    },
  }
}
