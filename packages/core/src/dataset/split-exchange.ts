import { at } from '../core/arrays.js'

/** Groups that are dealt, and what each part should have of each class. */
export interface Exchange {
  /** Records of each class in each group. */
  readonly groups: readonly Float64Array[]
  /** Records of each class that each part should have, all above 0. */
  readonly wanted: readonly Float64Array[]
  /** Part of each group; changed in place. */
  readonly places: number[]
}

/** A safeguard: every round makes the distance smaller, and far fewer are needed. */
const MOST_ROUNDS = 500

/** What an exchange must gain to be made: less is rounding. */
const LEAST_GAIN = 1e-12

/**
 * Moves single groups to another part, and swaps two, as long as that brings the parts closer to what they should have;
 * each time what helps most. No part loses its last group. For few groups, such as chromosomes, whose sizes leave the
 * parts uneven after the first deal; a round takes as many steps as there are pairs of groups.
 */
export function exchangeGroups(exchange: Exchange): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const moves = bestExchange(exchange)
    if (moves.length === 0) return
    for (const { group, to } of moves) exchange.places[group] = to
  }
}

interface Move {
  readonly group: number
  readonly to: number
}

/** The one move, or the two of a swap, that helps most; none where nothing helps. */
function bestExchange({ groups, wanted, places }: Exchange): readonly Move[] {
  const parts = partsReached({ groups, wanted, places })
  const now = wanted.map((_, part) => parts.distance(part))
  let moves: readonly Move[] = []
  let gain = LEAST_GAIN
  const consider = (from: number, to: number, after: number, those: readonly Move[]): void => {
    const gained = at(now, from) + at(now, to) - after
    if (gained <= gain) return
    gain = gained
    moves = those
  }
  groups.forEach((counts, group) => {
    const from = at(places, group)
    wanted.forEach((_, to) => {
      if (to === from || at(parts.sizes, from) === 1) return
      const after = parts.distance(from, counts) + parts.distance(to, undefined, counts)
      consider(from, to, after, [{ group, to }])
    })
    for (let other = group + 1; other < groups.length; other++) {
      const [to, theirs] = [at(places, other), at(groups, other)]
      if (to === from) continue
      const after = parts.distance(from, counts, theirs) + parts.distance(to, theirs, counts)
      const swap = [
        { group, to },
        { group: other, to: from },
      ]
      consider(from, to, after, swap)
    }
  })
  return moves
}

interface PartsReached {
  /** Groups in each part. */
  readonly sizes: readonly number[]
  /** Squared distance of a part from what it should have, with the records of one group less and of another more. */
  distance(part: number, less?: Float64Array, more?: Float64Array): number
}

function partsReached({ groups, wanted, places }: Exchange): PartsReached {
  const reached = wanted.map((goals) => new Float64Array(goals.length))
  const sizes = wanted.map(() => 0)
  const totals = new Float64Array(wanted[0]?.length ?? 0)
  groups.forEach((counts, group) => {
    const part = at(places, group)
    const sums = at(reached, part)
    sizes[part] = at(sizes, part) + 1
    counts.forEach((count, k) => {
      sums[k] = (sums[k] ?? 0) + count
      totals[k] = (totals[k] ?? 0) + count
    })
  })
  return {
    sizes,
    distance: (part, less, more) => {
      const [sums, goals] = [at(reached, part), at(wanted, part)]
      let sum = 0
      for (let k = 0; k < sums.length; k++) {
        const goal = goals[k] ?? 1
        const found = (sums[k] ?? 0) - (less?.[k] ?? 0) + (more?.[k] ?? 0)
        sum += (found - goal) ** 2 / (goal * (totals[k] ?? 1))
      }
      return sum
    },
  }
}
