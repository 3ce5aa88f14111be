import type { GenomeRegion } from './bed-interval.js'
import type { Coordinates } from './coordinates.js'

/** Regions of a genome that are taken, in the genome's coordinates. */
export interface RegionMask {
  /** Whether [start, end) shares a base with one of them. `chromosome` is its place in `genome.chromosomes`. */
  overlaps(chromosome: number, start: number, end: number): boolean
  /** Regions that were on chromosomes of the genome. */
  readonly used: number
  /** Regions that were on others: they do not matter. */
  readonly ignored: number
}

interface MergedRegions {
  readonly starts: Float64Array
  readonly ends: Float64Array
}

/** @param margin bases that are taken too on either side of each region */
export function regionMask(regions: Iterable<GenomeRegion>, coordinates: Coordinates, margin: number): RegionMask {
  const byChromosome = new Map<number, { readonly start: number; readonly end: number }[]>()
  let used = 0
  let ignored = 0
  for (const { chromosome, start, end } of regions) {
    const place = coordinates.chromosomeOf(chromosome)
    if (place === undefined) {
      ignored++
      continue
    }
    used++
    const list = byChromosome.get(place) ?? []
    list.push({ start: start - coordinates.offset - margin, end: end - coordinates.offset + margin })
    byChromosome.set(place, list)
  }
  const merged = new Map([...byChromosome].map(([place, list]) => [place, mergedRegions(list)]))
  return {
    used,
    ignored,
    overlaps: (chromosome, start, end) => {
      const taken = merged.get(chromosome)
      if (taken === undefined) return false
      const first = firstEndAfter(taken.ends, start)
      return (taken.starts[first] ?? end) < end
    },
  }
}

/** Joined where they touch, in order, so that both starts and ends rise. */
function mergedRegions(list: readonly { readonly start: number; readonly end: number }[]): MergedRegions {
  const starts: number[] = []
  const ends: number[] = []
  for (const { start, end } of [...list].sort((a, b) => a.start - b.start)) {
    const last = ends.length - 1
    if (start <= (ends[last] ?? Number.NEGATIVE_INFINITY)) ends[last] = Math.max(ends[last] ?? end, end)
    else {
      starts.push(start)
      ends.push(end)
    }
  }
  return { starts: Float64Array.from(starts), ends: Float64Array.from(ends) }
}

function firstEndAfter(ends: Float64Array, start: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ends[middle] ?? 0) > start) high = middle
    else low = middle + 1
  }
  return low
}
