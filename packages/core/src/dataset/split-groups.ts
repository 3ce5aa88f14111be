import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Dataset } from './dataset.js'
import { chromosomeKey, regionOfId, twinKey } from './region-name.js'
import { recordCount } from './select.js'
import { type SimilarityOptions, similarityGroups } from './similarity.js'
import { disjointSets, numberedGroups, type RecordGroups } from './similarity-sets.js'

/** Groups that are not cut, and what to call each. */
export interface NamedGroups extends RecordGroups {
  /** [count]: the chromosome as the first record writes it, or the id of the first record. */
  readonly names: readonly string[]
}

/**
 * The records of each chromosome, as `regionOfId` reads it from their ids; `chr8`, `CHR8` and `8` are one.
 * @throws HeliconError SPLIT_CHROMOSOME_UNREADABLE naming the first record whose id tells none
 */
export function chromosomeGroups(dataset: Dataset): NamedGroups {
  const { ids } = dataset.sequences
  const regions = ids.map(regionOfId)
  const row = regions.indexOf(undefined)
  if (row >= 0) {
    const unreadable = regions.filter((region) => region === undefined).length
    throw new HeliconError('SPLIT_CHROMOSOME_UNREADABLE', {
      dataset: dataset.name,
      record: at(ids, row),
      row,
      unreadable,
    })
  }
  const numbers = new Map<string, number>()
  const names: string[] = []
  const groups = Uint32Array.from(regions, (region) => {
    const name = region?.chromosome ?? ''
    const known = numbers.get(chromosomeKey(name))
    if (known !== undefined) return known
    numbers.set(chromosomeKey(name), names.length)
    return names.push(name) - 1
  })
  return { groups, count: names.length, names }
}

/**
 * Records that are similar (see `similarityGroups`), and each shuffled sequence with the one it was made from where their
 * ids tell: the two have the same numbers of neighbouring bases, so a network that has learnt one knows something of
 * the other, and gets its label wrong.
 */
export function similarGroups(dataset: Dataset, options: SimilarityOptions): NamedGroups {
  const { ids } = dataset.sequences
  const n = recordCount(dataset)
  const similar = similarityGroups(dataset.sequences, options)
  const sets = disjointSets(n)
  const firsts = new Map<number, number>()
  const twins = new Map<string, number>()
  for (let record = 0; record < n; record++) {
    const group = at(similar.groups, record)
    const twin = twinKey(at(ids, record))
    sets.join(record, firsts.get(group) ?? record)
    sets.join(record, twins.get(twin) ?? record)
    if (!firsts.has(group)) firsts.set(group, record)
    if (!twins.has(twin)) twins.set(twin, record)
  }
  const together = numberedGroups(sets, n)
  const names: string[] = []
  for (let record = 0; record < n; record++)
    if (at(together.groups, record) === names.length) names.push(at(ids, record))
  return { ...together, names }
}
