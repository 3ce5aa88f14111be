import { existsSync } from 'node:fs'
import {
  type BedInterval,
  type ByteSource,
  type Dataset,
  type DatasetStream,
  type Genome,
  genomeNegatives,
  HeliconError,
  openGenome,
  otherPeaks,
  type PeakWindows,
  type PeakWindowsOptions,
  peakWindows,
  readIntervalFile,
  type SequenceSet,
} from '@helicon/core'
import { fileSource, nodeCompression, randomAccessFile } from '@helicon/core/node'
import { errorTexts, type TextPair } from '../config/text-pair.js'
import { sourceNotes } from '../texts/source-notes.js'
import type { OpenedSource, OpenOptions } from './opened-source.js'
import { withShuffles } from './shuffled-stream.js'
import { POSITIVE_AND_NEGATIVE, type SourceSpec } from './source-spec.js'

/** The name of the one label that windows have. */
const TASK = ['label']

/**
 * Windows of a genome about the peaks of BED files, as records of class 1, with what stands against them.
 *
 * @throws HeliconError `SOURCE_NEEDS_GENOME`, and what `readIntervals`, `peakWindows` and the readers of genomes throw
 */
export async function openPeaks(spec: SourceSpec, options: OpenOptions): Promise<OpenedSource> {
  const { genome: place, length, negatives, classes = POSITIVE_AND_NEGATIVE } = spec
  if (place === undefined || length === undefined)
    throw new HeliconError('SOURCE_NEEDS_GENOME', { path: spec.paths.join(' + ') })
  const { input = fileSource, signal } = options
  const genome = await genomeAt(place.path)
  try {
    const { chromosomes, offset } = place
    const how = { length, signal, ...(chromosomes && { chromosomes }), ...(offset !== undefined && { offset }) }
    const notes: TextPair[] = []
    const peaks = await intervalsOf(spec.paths, input, notes, signal)
    const positives = await peakWindows(peaks, genome, how)
    notes.push(...sourceNotes.windows(peaks.length, positives))
    const name = spec.paths.join(' + ')
    const labels = { kind: 'binary', classes } as const
    const ofPositives = part(name, positives.sequences, 1)
    const stream = { ...memoryStream(name, [ofPositives]), labels }
    if (negatives === undefined || options.withoutLabels) return { stream, notes: () => notes }
    if (negatives.method === 'shuffle') {
      const shuffled = withShuffles(stream, negatives)
      return { stream: shuffled.stream, notes: () => [...notes, ...shuffled.notes()] }
    }
    const others = await negativeWindows(spec, { genome, peaks, positives, how, input, notes })
    const both = memoryStream(name, [ofPositives, part(name, others, 0)])
    return { stream: { ...both, labels }, notes: () => notes }
  } finally {
    await genome.close()
  }
}

async function genomeAt(path: string): Promise<Genome> {
  const index = `${path}.fai`
  return openGenome(await randomAccessFile(path), existsSync(index) ? fileSource(index) : undefined, nodeCompression)
}

interface Surroundings {
  readonly genome: Genome
  readonly peaks: readonly BedInterval[]
  readonly positives: PeakWindows
  readonly how: PeakWindowsOptions
  readonly input: (path: string) => ByteSource
  readonly notes: TextPair[]
}

/** Peaks of other files, or windows of the genome like the positives; none of them touches a peak. */
async function negativeWindows({ negatives }: SourceSpec, around: Surroundings): Promise<SequenceSet> {
  const { genome, peaks, positives, how, input, notes } = around
  const { signal } = how
  if (negatives?.method === 'files') {
    const other = await intervalsOf(negatives.paths, input, notes, signal)
    const avoid = [...peaks, ...positives.windows]
    const windows = await otherPeaks(other, genome, { ...how, avoid })
    notes.push(...sourceNotes.windows(other.length, windows), ...sourceNotes.touching(windows.touching))
    return windows.sequences
  }
  const { perPositive = 1, seed = 1, exclude = [] } = negatives ?? {}
  const excluded = await intervalsOf(exclude, input, notes, signal)
  const drawn = await genomeNegatives(positives.windows, genome, {
    ...how,
    perPositive,
    seed,
    exclude: [...peaks, ...excluded],
  })
  notes.push(...sourceNotes.drawn(drawn.facts))
  return drawn.sequences
}

async function intervalsOf(
  paths: readonly string[],
  input: (path: string) => ByteSource,
  notes: TextPair[],
  signal: AbortSignal | undefined,
): Promise<BedInterval[]> {
  const intervals: BedInterval[] = []
  for (const path of paths) {
    const file = await readIntervalFile(input(path), nodeCompression, { signal })
    for (const one of file.intervals) intervals.push(one)
    for (const warning of file.facts.warnings) notes.push(errorTexts(warning))
  }
  return intervals
}

function part(name: string, sequences: SequenceSet, label: 0 | 1): Dataset {
  const labels = new Float32Array(sequences.ids.length).fill(label)
  return { name, sequences, labels, outputs: 1, featureCount: 0, taskNames: TASK }
}

function memoryStream(name: string, pieces: readonly Dataset[]): Omit<DatasetStream, 'labels'> {
  return {
    name,
    outputs: 1,
    taskNames: TASK,
    async *pieces() {
      yield* pieces
    },
  }
}
