import { HeliconError } from '../core/errors.js'
import type { Chromosome } from './genome.js'

/** Names that a message shows at most. */
const NAMES_SHOWN = 5

/**
 * The chromosomes of a genome by name.
 *
 * @param file the name of the genome, for messages
 * @throws HeliconError GENOME_EMPTY where there is none, GENOME_NAME_REPEATED where two have one name
 */
export function chromosomeTable<C extends Chromosome>(file: string, chromosomes: readonly C[]): Map<string, C> {
  const table = new Map<string, C>()
  for (const chromosome of chromosomes) {
    if (table.has(chromosome.name)) throw new HeliconError('GENOME_NAME_REPEATED', { file, found: chromosome.name })
    table.set(chromosome.name, chromosome)
  }
  if (!chromosomes.some(({ length }) => length > 0)) throw new HeliconError('GENOME_EMPTY', { file })
  return table
}

/**
 * The chromosome that a read asks for.
 *
 * @throws HeliconError GENOME_CHROMOSOME_UNKNOWN, GENOME_RANGE_OUTSIDE
 */
export function chromosomeToRead<C extends Chromosome>(
  file: string,
  table: ReadonlyMap<string, C>,
  name: string,
  start: number,
  end: number,
): C {
  const chromosome = table.get(name)
  if (chromosome === undefined)
    throw new HeliconError('GENOME_CHROMOSOME_UNKNOWN', { file, found: name, names: shownNames(table.keys()) })
  const { length } = chromosome
  if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end && end <= length))
    throw new HeliconError('GENOME_RANGE_OUTSIDE', { file, chromosome: name, start, end, length })
  return chromosome
}

/** The first names, for a message. */
export function shownNames(names: Iterable<string>): string[] {
  const shown: string[] = []
  for (const name of names) {
    if (shown.length === NAMES_SHOWN) return [...shown, '\u2026']
    shown.push(name)
  }
  return shown
}
