import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Dataset } from './dataset.js'
import { chromosomeKey, isShuffleId, regionOfId, twinKey } from './region-name.js'
import { recordCount } from './select.js'
import { type SimilarityOptions, similarityGroups } from './similarity.js'
import { type DisjointSets, disjointSets, numberedGroups, type RecordGroups } from './similarity-sets.js'

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
  const shuffles = new Map<string, number>()
  for (let record = 0; record < n; record++) {
    const group = at(similar.groups, record)
    sets.join(record, firsts.get(group) ?? record)
    if (!firsts.has(group)) firsts.set(group, record)
    if (isShuffleId(at(ids, record))) shuffles.set(twinKey(at(ids, record)), record)
  }
  joinTwins(ids, shuffles, sets)
  const together = numberedGroups(sets, n)
  const names: string[] = []
  for (let record = 0; record < n; record++)
    if (at(together.groups, record) === names.length) names.push(at(ids, record))
  return { ...together, names }
}

/**
 * Joins what the id of a shuffled sequence names. Ids that are equal, as those of a table whose records all have one
 * name, say nothing by themselves.
 * @param shuffles a shuffled sequence by its `twinKey`
 */
function joinTwins(ids: readonly string[], shuffles: ReadonlyMap<string, number>, sets: DisjointSets): void {
  if (shuffles.size === 0) return
  ids.forEach((id, record) => {
    sets.join(record, shuffles.get(twinKey(id)) ?? record)
  })
}
