import {
  type ByteSource,
  type Dataset,
  type DatasetStream,
  type Genome,
  genomeNegatives,
  HeliconError,
  type Interval,
  peakWindows,
  readIntervals,
  type SequenceSet,
} from '@helicon/core'
import { fileSource, nodeCompression } from '@helicon/core/node'
import type { TextPair } from '../config/text-pair.js'
import { sourceNotes } from '../texts/source-notes.js'
import { openGenome } from './open-genome.js'
import type { OpenedSource, OpenOptions } from './open-source.js'
import { withShuffles } from './shuffled-stream.js'
import type { SourceSpec } from './source-spec.js'

/** The name of the label of peaks, of which there is one. */
const TASK = ['label']
const CLASSES = ['negative', 'positive']

/**
 * Windows of a genome about the peaks of BED files, as records of class 1, with what stands against them.
 *
 * @throws HeliconError what `readIntervals`, `peakWindows` and the readers of genomes throw
 */
export async function openPeaks(spec: SourceSpec, options: OpenOptions): Promise<OpenedSource> {
  const { genome: place, length, negatives, classes = CLASSES } = spec
  if (place === undefined || length === undefined)
    throw new HeliconError('SOURCE_NEEDS_GENOME', { path: spec.paths.join(' + ') })
  const { input = fileSource } = options
  const genome = await openGenome(place.path)
  try {
    const { chromosomes, offset } = place
    const how = { length, ...(chromosomes && { chromosomes }), ...(offset !== undefined && { offset }) }
    const peaks = await intervalsOf(spec.paths, input)
    const positives = await peakWindows(peaks, genome, how)
    const notes = [...sourceNotes.leftOut(positives.windows.length, peaks.length, positives.leftOut)]
    const name = spec.paths.join(' + ')
    const labels = { kind: 'binary', classes } as const
    const stream = { ...memoryStream(name, [part(name, positives.sequences, 1)]), labels }
    if (negatives === undefined || options.withoutLabels) return { stream, notes: () => notes }
    if (negatives.method === 'shuffle') return { stream: withShuffles(stream, negatives), notes: () => notes }
    const others = await negativeWindows(spec, { genome, peaks, positives, how, input, notes })
    return {
      stream: { ...memoryStream(name, [part(name, positives.sequences, 1), part(name, others, 0)]), labels },
      notes: () => notes,
    }
  } finally {
    await genome.close()
  }
}

interface Surroundings {
  readonly genome: Genome
  readonly peaks: readonly Interval[]
  readonly positives: Awaited<ReturnType<typeof peakWindows>>
  readonly how: Parameters<typeof peakWindows>[2]
  readonly input: (path: string) => ByteSource
  readonly notes: TextPair[]
}

/** Peaks of other files, or windows of the genome like the positives. */
async function negativeWindows({ negatives }: SourceSpec, around: Surroundings): Promise<SequenceSet> {
  const { genome, peaks, positives, how, input, notes } = around
  if (negatives?.method === 'files') {
    const other = await intervalsOf(negatives.paths, input)
    const windows = await otherPeaks(other, positives.windows, genome, how)
    notes.push(...sourceNotes.leftOut(windows.windows.length, other.length, windows.leftOut))
    return windows.sequences
  }
  const { perPositive = 1, seed = 1, exclude = [] } = negatives ?? {}
  const drawn = await genomeNegatives(positives.windows, genome, {
    ...how,
    perPositive,
    seed,
    exclude: [...peaks, ...(await intervalsOf(exclude, input))],
  })
  return drawn.sequences
}

async function intervalsOf(paths: readonly string[], input: (path: string) => ByteSource): Promise<Interval[]> {
  const intervals: Interval[] = []
  for (const path of paths)
    for await (const piece of readIntervals(input(path), nodeCompression)) for (const one of piece) intervals.push(one)
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
