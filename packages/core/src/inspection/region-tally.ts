import { at } from '../core/arrays.js'
import { chromosomeKey, isShuffleId, regionOfId } from '../dataset/region-name.js'

/** Where the records of a part lie, as far as their ids tell. */
export interface RegionFacts {
  /** Records whose id names a region (see `regionOfId`), shuffled sequences left out. */
  readonly readable: number
  /** Shuffled sequences: they stand nowhere in a genome. */
  readonly shuffled: number
  /** Different chromosomes. */
  readonly chromosomes: number
}

/** Records of a part that lie near a record of an earlier part. */
export interface NeighbourFacts {
  /** Records of this part whose id names a region. */
  readonly readable: number
  /** Of these, records that overlap one of the earlier part. */
  readonly overlapping: number
  /** Of the others, records that are at most their own length away from one. */
  readonly adjacent: number
}

/** Regions of the records of one part. 24 bytes a record. */
export interface RegionTally {
  add(id: string): void
  facts(): RegionFacts
  /** Compares with the regions of an earlier part; undefined where one of the two has none. */
  neighbours(earlier: RegionTally): NeighbourFacts | undefined
  /** One list of regions a chromosome, by `chromosomeKey`. */
  readonly regions: ReadonlyMap<string, Regions>
}

interface Regions {
  readonly starts: number[]
  readonly ends: number[]
}

export function regionTally(): RegionTally {
  const regions = new Map<string, Regions>()
  const counts = { readable: 0, shuffled: 0 }
  return {
    regions,
    add: (id) => {
      if (isShuffleId(id)) {
        counts.shuffled++
        return
      }
      const region = regionOfId(id)
      if (region === undefined) return
      counts.readable++
      const key = chromosomeKey(region.chromosome)
      const list = regions.get(key) ?? { starts: [], ends: [] }
      regions.set(key, list)
      list.starts.push(region.start)
      list.ends.push(region.end)
    },
    facts: () => ({ ...counts, chromosomes: regions.size }),
    neighbours: (earlier) => {
      if (counts.readable === 0 || earlier.regions.size === 0) return undefined
      const found = { readable: counts.readable, overlapping: 0, adjacent: 0 }
      for (const [key, { starts, ends }] of regions) {
        const others = earlier.regions.get(key)
        if (others === undefined) continue
        const meets = meeting(others)
        starts.forEach((start, i) => {
          const end = at(ends, i)
          if (meets(start, end)) found.overlapping++
          else if (meets(start - (end - start) - 1, end + (end - start) + 1)) found.adjacent++
        })
      }
      return found
    },
  }
}

/** Tells whether one of the regions overlaps [start, end). */
function meeting({ starts, ends }: Regions): (start: number, end: number) => boolean {
  const order = Uint32Array.from(starts, (_, i) => i).sort((a, b) => at(starts, a) - at(starts, b))
  const sorted = Float64Array.from(order, (i) => at(starts, i))
  // The farthest end of all regions that start no later.
  const farthest = Float64Array.from(order, (i) => at(ends, i))
  for (let i = 1; i < farthest.length; i++) farthest[i] = Math.max(at(farthest, i), at(farthest, i - 1))
  return (start, end) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (at(sorted, middle) < end) low = middle + 1
      else high = middle
    }
    return low > 0 && at(farthest, low - 1) > start
  }
}
