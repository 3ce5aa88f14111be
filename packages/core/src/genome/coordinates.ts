import { HeliconError } from '../core/errors.js'
import type { GenomeRegion } from './bed-interval.js'
import type { Chromosome, Genome } from './genome.js'
import { shownNames } from './genome-table.js'

/** How the coordinates of a BED file lead to a genome. */
export interface CoordinateOptions {
  /** What the genome calls a chromosome of the BED file, where the names differ: { chr20: 'z' }. */
  readonly chromosomes?: Readonly<Record<string, string>> | undefined
  /**
   * Subtracted from the coordinates of the BED file: the 0-based place, in them, of the genome's first base. For a genome
   * that is a part of one chromosome. Default 0.
   */
  readonly offset?: number | undefined
}

/** Leads from BED's names and coordinates to those of a genome and back. */
export interface Coordinates {
  readonly offset: number
  /** The place of a chromosome in `genome.chromosomes`, by the name that BED has for it; undefined where it is not there. */
  chromosomeOf(bedName: string): number | undefined
  /** BED's name of the chromosome at this place. */
  nameOf(chromosome: number): string
}

/**
 * @throws HeliconError GENOME_CHROMOSOME_UNKNOWN where `chromosomes` names one that the genome does not have,
 *   ARGUMENT_INVALID for an offset that is no whole number
 */
export function genomeCoordinates(genome: Genome, options: CoordinateOptions): Coordinates {
  const { offset = 0 } = options
  if (!Number.isSafeInteger(offset))
    throw new HeliconError('ARGUMENT_INVALID', { name: 'offset', found: offset, expected: { kind: 'integer' } })
  const places = new Map(genome.chromosomes.map(({ name }, place) => [name, place]))
  const named = new Map<string, number>()
  for (const [bedName, name] of Object.entries(options.chromosomes ?? {})) {
    const place = places.get(name)
    if (place === undefined) {
      const details = { file: genome.name, found: name, names: shownNames(places.keys()) }
      throw new HeliconError('GENOME_CHROMOSOME_UNKNOWN', details)
    }
    named.set(bedName, place)
  }
  const bedNames = genome.chromosomes.map(({ name }) => name)
  // Of two names for one chromosome the first is given back.
  for (const [bedName, place] of [...named].reverse()) bedNames[place] = bedName
  return {
    offset,
    chromosomeOf: (bedName) => named.get(bedName) ?? places.get(bedName),
    nameOf: (chromosome) => bedNames[chromosome] ?? '',
  }
}

/**
 * Refuses regions of which not one is on a chromosome of the genome: taken as they are they would all be left out. Where
 * the names differ by `chr` alone, the message says how to name them. Nothing is renamed in silence: chr1 of one assembly
 * may be another sequence than 1 of another.
 *
 * @param file the name of the BED file
 * @throws HeliconError INTERVALS_NAMES_DIFFER
 */
export function requireCommonNames(
  regions: Iterable<GenomeRegion>,
  genome: Genome,
  coordinates: Coordinates,
  file: string,
): void {
  const names = namesIfNoneIsKnown(regions, coordinates)
  if (names.size > 0) throw namesDiffer(names, genome, file)
}

/**
 * The same for regions that are to be left out, such as a blacklist: other chromosomes than the genome's do no harm, but
 * a file whose names differ by `chr` alone would leave nothing out.
 *
 * @throws HeliconError INTERVALS_NAMES_DIFFER
 */
export function refuseOtherSpelling(
  regions: Iterable<GenomeRegion & { readonly file?: string | undefined }>,
  genome: Genome,
  coordinates: Coordinates,
): void {
  const byFile = new Map<string, GenomeRegion[]>()
  for (const region of regions) {
    const list = byFile.get(region.file ?? 'exclude') ?? []
    list.push(region)
    byFile.set(region.file ?? 'exclude', list)
  }
  for (const [file, list] of byFile) {
    const names = namesIfNoneIsKnown(list, coordinates)
    if (Object.keys(chromosomesBySpelling(names, genome.chromosomes)).length > 0) throw namesDiffer(names, genome, file)
  }
}

/** The names of the regions where not one is in the genome; else none. */
function namesIfNoneIsKnown(regions: Iterable<GenomeRegion>, coordinates: Coordinates): Set<string> {
  const names = new Set<string>()
  for (const { chromosome } of regions) {
    if (coordinates.chromosomeOf(chromosome) !== undefined) return new Set()
    names.add(chromosome)
  }
  return names
}

function namesDiffer(names: ReadonlySet<string>, genome: Genome, file: string): HeliconError {
  const [suggestion] = Object.entries(chromosomesBySpelling(names, genome.chromosomes))
  return new HeliconError('INTERVALS_NAMES_DIFFER', {
    ...{ file, genome: genome.name, found: shownNames(names) },
    names: shownNames(genome.chromosomes.map(({ name }) => name)),
    ...(suggestion !== undefined && { suggestion: { from: suggestion[0], to: suggestion[1] } }),
  })
}

/**
 * Which names would be found in a genome with `chr` before them, or without it, or with M for MT: { chr1: '1' }. For
 * suggestions, and as `chromosomes` for a caller who has decided that the assemblies are the same.
 */
export function chromosomesBySpelling(
  names: Iterable<string>,
  chromosomes: readonly Chromosome[],
): Record<string, string> {
  const known = new Set(chromosomes.map(({ name }) => name))
  const found = new Map<string, string>()
  for (const name of names) {
    if (known.has(name)) continue
    const other = otherSpelling(name)
    if (known.has(other)) found.set(name, other)
  }
  return Object.fromEntries(found)
}

function otherSpelling(name: string): string {
  if (name === 'chrM') return 'MT'
  if (name === 'MT') return 'chrM'
  return name.startsWith('chr') ? name.slice(3) : `chr${name}`
}
