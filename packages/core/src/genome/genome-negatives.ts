import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { TaskOptions } from '../core/progress.js'
import { type SequenceSet, sequenceCodes } from '../sequence/index.js'
import type { GenomeRegion } from './bed-interval.js'
import {
  type CoordinateOptions,
  type Coordinates,
  genomeCoordinates,
  refuseOtherSpelling,
  requireCommonNames,
} from './coordinates.js'
import { gcShare, type MeanAndDeviation, meanAndDeviation } from './gc-content.js'
import type { Genome } from './genome.js'
import { NegativeNeeds } from './negative-needs.js'
import { type FoundWindow, NegativeSearch } from './negative-search.js'
import { regionId } from './peak-windows.js'
import { emptyWindows, type GenomeWindows, readWindowSequences, readWindows } from './read-windows.js'
import { regionMask } from './region-mask.js'
import { WindowDraws } from './window-draws.js'

export interface GenomeNegativesOptions extends CoordinateOptions, TaskOptions {
  /** Negatives for each positive, at least 1. */
  readonly perPositive: number
  readonly seed: number
  /** Regions that no negative may touch beside the positives' windows: the whole peaks, a blacklist. BED's coordinates. */
  readonly exclude?: readonly GenomeRegion[] | undefined
  /** Bases on either side of the positives and of what is excluded that no negative may touch either. Default 0. */
  readonly margin?: number | undefined
  /**
   * How far the share of G and C of a negative may be from its positive's. Equal shares are looked for first, then this,
   * then twice and four times this. Default 0.02.
   */
  readonly gcTolerance?: number | undefined
  /** Largest share of letters other than A, C, G and T in a negative, 0 to 1. Default 0. */
  readonly mostUnknown?: number | undefined
  /** Chromosomes that negatives come from: those that have a positive, or all of the genome. Default `positives`. */
  readonly chromosomesOf?: 'positives' | 'genome' | undefined
}

/** A negative, in BED's names and coordinates. */
export interface NegativeWindow extends GenomeRegion {
  /** The number of the positive that it is like, from 0. */
  readonly positive: number
}

export interface GenomeNegativesFacts {
  readonly wanted: number
  /** Fewer than wanted where the genome does not hold more windows like the positives. */
  readonly found: number
  /** Windows that were looked at. */
  readonly drawn: number
  /** Shares of G and C among the known bases. */
  readonly gc: { readonly positives: MeanAndDeviation; readonly negatives: MeanAndDeviation }
  /** How many were found with each tolerance, in the order in which they were tried; 0 is an equal number of G and C. */
  readonly tolerances: readonly { readonly tolerance: number; readonly found: number }[]
  /** Regions of `exclude` on chromosomes of the genome, and on others, which do not matter. */
  readonly excluded: { readonly used: number; readonly ignored: number }
}

export interface GenomeNegatives {
  /** In the order of their positives; ids as those of the windows. All of the forward strand. */
  readonly sequences: SequenceSet
  readonly windows: readonly NegativeWindow[]
  readonly facts: GenomeNegativesFacts
}

/**
 * Draws windows of a genome that are like the positives in length and share of G and C, and touch neither them, nor what
 * is excluded, nor each other. Windows are drawn uniformly and kept in the order in which they were drawn, so that one
 * seed gives one result. The genome is walked through a few times, not once a window.
 *
 * @param positives windows in BED's names and coordinates, as `peakWindows` gives them
 * @throws HeliconError NEGATIVES_NONE where none is found; GENOME_RANGE_OUTSIDE for a positive that is not in the genome;
 *   INTERVALS_NAMES_DIFFER where none of their chromosomes is, or those of a file of `exclude` would be by another
 *   spelling; ARGUMENT_INVALID
 */
export async function genomeNegatives(
  positives: readonly GenomeRegion[],
  genome: Genome,
  options: GenomeNegativesOptions,
): Promise<GenomeNegatives> {
  requireOptions(options)
  const { perPositive, exclude = [], margin = 0 } = options
  const coordinates = genomeCoordinates(genome, options)
  requireCommonNames(positives, genome, coordinates, 'positives')
  refuseOtherSpelling(exclude, genome, coordinates)
  const positiveWindows = columnsOf(positives, genome, coordinates)
  const shares = await gcShares(genome, positiveWindows, options)
  const needs = new NegativeNeeds(perPositive)
  shares.forEach((share, i) => {
    if (!Number.isNaN(share)) needs.want(i, at(positiveWindows.lengths, i), share)
  })
  const taken = regionMask(positives, coordinates, margin)
  const excluded = regionMask(exclude, coordinates, margin)
  const accepts = (chromosome: number, start: number, end: number) =>
    !taken.overlaps(chromosome, start, end) && !excluded.overlaps(chromosome, start, end)
  const draws = new WindowDraws(genome, chromosomesToDraw(positiveWindows, genome, options), options.seed)
  const search = new NegativeSearch(genome, needs, draws, accepts, options)
  const tolerances = await search.run()
  const wanted = positives.length * perPositive
  if (search.found.length === 0)
    throw new HeliconError('NEGATIVES_NONE', { genome: genome.name, wanted, drawn: draws.drawn })
  const { sequences, windows } = await cutOut(genome, coordinates, search.found, options)
  const negatives = windows.map((_, i) => gcShare(sequenceCodes(sequences, i)))
  const gc = { positives: meanAndDeviation(shares), negatives: meanAndDeviation(negatives) }
  const { used, ignored } = excluded
  const facts = { wanted, found: windows.length, drawn: draws.drawn, gc, tolerances, excluded: { used, ignored } }
  return { sequences, windows, facts }
}

function requireOptions(options: GenomeNegativesOptions): void {
  const { perPositive, margin = 0, gcTolerance = 0, mostUnknown = 0 } = options
  const requireWhole = (name: string, found: number, min: number) => {
    if (!Number.isSafeInteger(found) || found < min)
      throw new HeliconError('ARGUMENT_INVALID', { name, found, expected: { kind: 'integer', min } })
  }
  requireWhole('perPositive', perPositive, 1)
  requireWhole('margin', margin, 0)
  for (const [name, found] of Object.entries({ gcTolerance, mostUnknown })) {
    if (!(found >= 0 && found <= 1))
      throw new HeliconError('ARGUMENT_INVALID', { name, found, expected: { kind: 'number', min: 0, max: 1 } })
  }
}

function columnsOf(regions: readonly GenomeRegion[], genome: Genome, coordinates: Coordinates): GenomeWindows {
  const columns = emptyWindows(regions.length)
  regions.forEach(({ chromosome, start, end }, i) => {
    const place = coordinates.chromosomeOf(chromosome)
    const length = place === undefined ? 0 : at(genome.chromosomes, place).length
    const from = start - coordinates.offset
    const to = end - coordinates.offset
    if (place === undefined || from < 0 || to <= from || to > length)
      throw new HeliconError('GENOME_RANGE_OUTSIDE', { file: genome.name, chromosome, start: from, end: to, length })
    columns.chromosomes[i] = place
    columns.starts[i] = from
    columns.lengths[i] = to - from
  })
  return columns
}

async function gcShares(genome: Genome, windows: GenomeWindows, options: TaskOptions): Promise<Float64Array> {
  const shares = new Float64Array(windows.lengths.length)
  const visit = (window: number, codes: Uint8Array) => {
    shares[window] = gcShare(codes)
  }
  await readWindows(genome, windows, visit, options)
  return shares
}

function chromosomesToDraw(
  positives: GenomeWindows,
  genome: Genome,
  { chromosomesOf = 'positives' }: GenomeNegativesOptions,
): number[] {
  const all = genome.chromosomes.map((_, place) => place)
  if (chromosomesOf === 'genome') return all
  const used = new Set(positives.chromosomes)
  return all.filter((place) => used.has(place))
}

async function cutOut(
  genome: Genome,
  coordinates: Coordinates,
  found: readonly FoundWindow[],
  options: TaskOptions,
): Promise<{ readonly sequences: SequenceSet; readonly windows: NegativeWindow[] }> {
  // Sorting is stable: those of one positive stay in the order in which they were found.
  const ordered = [...found].sort((a, b) => a.positive - b.positive)
  const columns = emptyWindows(ordered.length)
  const windows = ordered.map(({ place, start, length, positive }, i): NegativeWindow => {
    columns.chromosomes[i] = place
    columns.starts[i] = start
    columns.lengths[i] = length
    const from = start + coordinates.offset
    return { chromosome: coordinates.nameOf(place), start: from, end: from + length, positive }
  })
  return { sequences: await readWindowSequences(genome, columns, windows.map(regionId), options), windows }
}
