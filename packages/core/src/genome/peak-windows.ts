import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { TaskOptions } from '../core/progress.js'
import { BASE, type SequenceSet, sequenceCodes } from '../sequence/index.js'
import type { BedInterval, GenomeRegion } from './bed-interval.js'
import { type CoordinateOptions, type Coordinates, genomeCoordinates, requireCommonNames } from './coordinates.js'
import type { Genome } from './genome.js'
import { emptyWindows, readWindowSequences } from './read-windows.js'

/** Names of chromosomes that are listed one by one. */
const MOST_NAMES = 20

export interface PeakWindowsOptions extends CoordinateOptions, TaskOptions {
  /** Bases of every window, at least 1. */
  readonly length: number
  /**
   * What a window is centred on: the summit, where an interval has one (else its middle), or always the middle of the
   * interval, floor((start + end) / 2). The window starts floor(length / 2) bases before it: of an odd length it has the
   * centre in its middle, of an even one just right of the middle. Default `summit`.
   */
  readonly centre?: 'summit' | 'middle' | undefined
  /**
   * Of an interval that ends beyond its chromosome: `refuse` it, since the file is probably of another assembly, or
   * `count` it among those left out. Default `refuse` without an offset and `count` with one, which says that the genome
   * is a part of a chromosome.
   */
  readonly beyond?: 'refuse' | 'count' | undefined
}

/** A window around a peak, in BED's names and coordinates. */
export interface PeakWindow extends GenomeRegion {
  readonly interval: BedInterval
}

/** Intervals without a window, by reason. */
export interface LeftOutIntervals {
  /** Their chromosome is not in the genome. */
  readonly missingChromosome: number
  /** The chromosomes that are not in the genome, those with the most intervals first, 20 at most. */
  readonly missingNames: readonly { readonly name: string; readonly intervals: number }[]
  /** They share no base with the genome, of which the offset says that it is a part. */
  readonly outside: number
  /** Their window would reach over an end of the chromosome. */
  readonly edge: number
  /** An interval before them has the same window. */
  readonly duplicate: number
}

export interface PeakWindows {
  /** One a window, in the order of the intervals; ids such as `chr20:1000100-1000201`. All of the forward strand. */
  readonly sequences: SequenceSet
  readonly windows: readonly PeakWindow[]
  readonly leftOut: LeftOutIntervals
  /** Windows that hold letters other than A, C, G and T. They are kept. */
  readonly withUnknown: number
}

/**
 * Cuts a window of one length around each peak out of a genome.
 *
 * @throws HeliconError INTERVALS_NAMES_DIFFER where no chromosome of the intervals is in the genome,
 *   INTERVAL_BEYOND_CHROMOSOME naming the line, WINDOWS_NONE where nothing is left, GENOME_CHROMOSOME_UNKNOWN for a name
 *   in `chromosomes`, ARGUMENT_INVALID
 */
export async function peakWindows(
  intervals: Iterable<BedInterval> | AsyncIterable<readonly BedInterval[]>,
  genome: Genome,
  options: PeakWindowsOptions,
): Promise<PeakWindows> {
  const { length, offset = 0, centre = 'summit', beyond = offset === 0 ? 'refuse' : 'count' } = options
  if (!Number.isSafeInteger(length) || length < 1)
    throw new HeliconError('ARGUMENT_INVALID', { name: 'length', found: length, expected: { kind: 'integer', min: 1 } })
  const coordinates = genomeCoordinates(genome, options)
  const peaks = await collected(intervals)
  const file = peaks[0]?.file ?? 'BED'
  requireCommonNames(peaks, genome, coordinates, file)
  const placed = placeWindows(peaks, genome, coordinates, { length, centre, beyond })
  if (placed.windows.length === 0) {
    const { outside, edge } = placed.leftOut
    const details = { file, genome: genome.name, length, intervals: peaks.length, outside, edge }
    throw new HeliconError('WINDOWS_NONE', details)
  }
  const columns = emptyWindows(placed.windows.length)
  columns.lengths.fill(length)
  placed.windows.forEach(({ chromosome, start }, i) => {
    columns.chromosomes[i] = coordinates.chromosomeOf(chromosome) ?? 0
    columns.starts[i] = start - coordinates.offset
  })
  const sequences = await readWindowSequences(genome, columns, placed.windows.map(regionId), options)
  const withUnknown = placed.windows.filter((_, i) => sequenceCodes(sequences, i).includes(BASE.N)).length
  return { sequences, ...placed, withUnknown }
}

/** `chr20:1000100-1000201`: 0-based, the end not included, as the region itself. */
export function regionId({ chromosome, start, end }: GenomeRegion): string {
  return `${chromosome}:${start}-${end}`
}

async function collected(
  intervals: Iterable<BedInterval> | AsyncIterable<readonly BedInterval[]>,
): Promise<readonly BedInterval[]> {
  if (Symbol.iterator in intervals) return [...intervals]
  const pieces: (readonly BedInterval[])[] = []
  for await (const piece of intervals) pieces.push(piece)
  return pieces.flat()
}

interface Placing {
  readonly length: number
  readonly centre: 'summit' | 'middle'
  readonly beyond: 'refuse' | 'count'
}

function placeWindows(
  peaks: readonly BedInterval[],
  genome: Genome,
  coordinates: Coordinates,
  placing: Placing,
): { readonly windows: PeakWindow[]; readonly leftOut: LeftOutIntervals } {
  const windows: PeakWindow[] = []
  const missing = new Map<string, number>()
  const left = { outside: 0, edge: 0, duplicate: 0 }
  const seen = genome.chromosomes.map(() => new Set<number>())
  for (const interval of peaks) {
    const { chromosome } = interval
    const place = coordinates.chromosomeOf(chromosome)
    if (place === undefined) {
      missing.set(chromosome, (missing.get(chromosome) ?? 0) + 1)
      continue
    }
    const window = windowOf(interval, genome, place, coordinates.offset, placing)
    if (window === 'outside' || window === 'edge') left[window]++
    else if (at(seen, place).has(window.start)) left.duplicate++
    else {
      at(seen, place).add(window.start)
      windows.push(window)
    }
  }
  const names = [...missing].map(([name, count]) => ({ name, intervals: count }))
  const missingNames = names.sort((a, b) => b.intervals - a.intervals).slice(0, MOST_NAMES)
  const missingChromosome = names.reduce((sum, { intervals }) => sum + intervals, 0)
  return { windows, leftOut: { missingChromosome, missingNames, ...left } }
}

function windowOf(
  interval: BedInterval,
  genome: Genome,
  place: number,
  offset: number,
  { length, centre, beyond }: Placing,
): PeakWindow | 'outside' | 'edge' {
  const { chromosome, line, summit } = interval
  const bases = at(genome.chromosomes, place).length
  if (interval.end - offset > bases && beyond === 'refuse') {
    throw new HeliconError('INTERVAL_BEYOND_CHROMOSOME', {
      ...{ file: interval.file ?? 'BED', line, genome: genome.name, chromosome },
      ...{ end: interval.end - offset, length: bases },
    })
  }
  if (interval.end <= offset || interval.start - offset >= bases) return 'outside'
  const middle = Math.floor((interval.start + interval.end) / 2)
  const start = (centre === 'summit' ? (summit ?? middle) : middle) - Math.floor(length / 2)
  const end = start + length
  if (start < offset || end - offset > bases) return 'edge'
  return { chromosome, start, end, interval }
}
