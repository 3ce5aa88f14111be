import { at } from '../core/arrays.js'
import { randomStream } from '../core/random.js'
import type { RecordGroups } from './similarity-sets.js'
import { exchangeGroups } from './split-exchange.js'
import type { Strata } from './split-labels.js'

/** Pairs of groups are compared, which is quick for so many. */
const MOST_EXCHANGED = 200
const MOST_STRATA = 64

/** Groups, and how their records are to be spread. */
export interface Deal {
  readonly groups: RecordGroups
  readonly strata: Strata
  /** Records asked for in each part, each above 0; their sum is the number of records that are dealt. */
  readonly sizes: readonly number[]
  readonly seed: number
  /** Part of a group that has its place already; such groups are not dealt. Default: none has. */
  readonly placeOf?: (group: number) => number | undefined
}

/**
 * Deals whole groups to parts so that the sizes, and in each part the proportions of the classes, come close to what is
 * asked for: the largest group first (of equal ones in random order by seed), each to the part where it leaves the least
 * squared distance from the number of records of each class that the part should have, relative to that number. At most
 * 200 groups, such as chromosomes, are then exchanged as long as that helps (see `exchangeGroups`).
 *
 * @returns [number of groups]: the part of each
 */
export function dealGroups({ groups, strata, sizes, seed, placeOf = () => undefined }: Deal): Uint8Array {
  const members = membersOf(groups)
  const places = new Uint8Array(groups.count)
  const open = groupsBySize(members, seed).filter((group) => {
    const place = placeOf(group)
    places[group] = place ?? 0
    return place === undefined
  })
  const records = sizes.reduce((sum, size) => sum + size, 0)
  const totals = new Float64Array(strata.count)
  for (const group of open) for (const record of members.of(group)) add(totals, strata.of[record] ?? 0)
  const reached = sizes.map(() => new Float64Array(strata.count))
  const own = new Float64Array(strata.count)
  for (const group of open) {
    const present: number[] = []
    for (const record of members.of(group)) {
      const stratum = strata.of[record] ?? 0
      if ((own[stratum] ?? 0) === 0) present.push(stratum)
      add(own, stratum)
    }
    const costs = sizes.map((size, part) =>
      present.reduce((sum, stratum) => {
        const total = totals[stratum] ?? 0
        const wanted = (size * total) / records
        const [count, before] = [own[stratum] ?? 0, at(reached, part)[stratum] ?? 0]
        return sum + (count / total) * ((2 * before + count) / wanted - 2)
      }, 0),
    )
    const best = costs.indexOf(Math.min(...costs))
    places[group] = best
    for (const stratum of present) {
      add(at(reached, best), stratum, own[stratum] ?? 0)
      own[stratum] = 0
    }
  }
  if (open.length <= MOST_EXCHANGED && strata.count <= MOST_STRATA)
    exchange(open, members, { strata, sizes, totals, places })
  return places
}

function exchange(
  open: Uint32Array,
  members: Members,
  deal: Pick<Deal, 'strata' | 'sizes'> & { readonly totals: Float64Array; readonly places: Uint8Array },
): void {
  const { strata, sizes, totals, places } = deal
  const records = sizes.reduce((sum, size) => sum + size, 0)
  const present = Array.from(totals.keys()).filter((stratum) => at(totals, stratum) > 0)
  const groups = Array.from(open, (group) => {
    const counts = new Float64Array(strata.count)
    for (const record of members.of(group)) add(counts, strata.of[record] ?? 0)
    return Float64Array.from(present, (stratum) => at(counts, stratum))
  })
  const wanted = sizes.map((size) => Float64Array.from(present, (stratum) => (size * at(totals, stratum)) / records))
  const exchanged = Array.from(open, (group) => at(places, group))
  exchangeGroups({ groups, wanted, places: exchanged })
  open.forEach((group, i) => {
    places[group] = at(exchanged, i)
  })
}

function add(counts: Float64Array, place: number, count = 1): void {
  counts[place] = (counts[place] ?? 0) + count
}

interface Members {
  readonly starts: Uint32Array
  /** The records of a group, in their order. */
  of(group: number): Uint32Array
}

function membersOf({ groups, count }: RecordGroups): Members {
  const starts = new Uint32Array(count + 1)
  for (const group of groups) starts[group + 1] = (starts[group + 1] ?? 0) + 1
  for (let group = 0; group < count; group++) starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0)
  const next = starts.slice(0, -1)
  const records = new Uint32Array(groups.length)
  for (let record = 0; record < groups.length; record++) {
    const group = groups[record] ?? 0
    const place = next[group] ?? 0
    records[place] = record
    next[group] = place + 1
  }
  return { starts, of: (group) => records.subarray(starts[group] ?? 0, starts[group + 1] ?? 0) }
}

/** Groups by falling size, equal ones in random order. */
function groupsBySize({ starts }: Members, seed: number): Uint32Array {
  const size = (group: number) => (starts[group + 1] ?? 0) - (starts[group] ?? 0)
  // The sort is stable: what is equal stays in the random order.
  return randomStream(seed, 'split/groups')
    .shuffle(starts.length - 1)
    .sort((a, b) => size(b) - size(a))
}
