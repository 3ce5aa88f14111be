import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exchangeGroups } from '../../src/dataset/split-exchange.js'

/** Sum over parts and classes of the squared distance relative to what is wanted and there. */
function distance(groups: readonly Float64Array[], wanted: readonly Float64Array[], places: readonly number[]): number {
  return wanted.reduce(
    (sum, goals, part) =>
      sum +
      [...goals].reduce((inner, goal, k) => {
        const count = (which: (place: number) => boolean) =>
          groups.reduce((total, counts, i) => total + (which(places[i] ?? 0) ? (counts[k] ?? 0) : 0), 0)
        return inner + (count((place) => place === part) - goal) ** 2 / (goal * count(() => true))
      }, 0),
    0,
  )
}

describe('exchangeGroups', () => {
  it('ends where no move and no swap helps, never farther off than before, with a group in every part', () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 })), {
      minLength: 4,
      maxLength: 12,
    })
    fc.assert(
      fc.property(sizes, fc.constantFrom([0.8, 0.1, 0.1], [0.5, 0.5], [0.6, 0.3, 0.1]), (list, shares) => {
        const groups = list.map((counts) => Float64Array.from(counts))
        const totals = [0, 1].map((k) => groups.reduce((sum, counts) => sum + (counts[k] ?? 0), 0))
        const wanted = shares.map((share) => Float64Array.from(totals, (total) => share * total))
        const places = groups.map((_, i) => i % shares.length)
        const before = distance(groups, wanted, places)
        exchangeGroups({ groups, wanted, places })
        const after = distance(groups, wanted, places)
        expect(after).toBeLessThanOrEqual(before)
        expect(new Set(places).size).toBe(shares.length)
        const tries = (changed: readonly number[]) => {
          if (new Set(changed).size === shares.length)
            expect(distance(groups, wanted, changed)).toBeGreaterThan(after - 1e-9)
        }
        places.forEach((from, i) => {
          shares.forEach((_, to) => {
            tries(places.map((place, j) => (j === i ? to : place)))
          })
          places.forEach((to, other) => {
            tries(places.map((place, j) => (j === i ? to : j === other ? from : place)))
          })
        })
      }),
      { numRuns: 100 },
    )
  })

  it('finds the division that a deal by size misses', () => {
    // By size 8 | 7 | 6, 5 and 4 go to the emptier half each time: 8 + 5 + 4 against 7 + 6.
    const groups = [8, 7, 6, 5, 4].map((size) => Float64Array.of(size))
    const places = [0, 1, 1, 0, 0]
    exchangeGroups({ groups, wanted: [Float64Array.of(15), Float64Array.of(15)], places })
    const half = groups.reduce((sum, counts, i) => sum + (places[i] === 0 ? (counts[0] ?? 0) : 0), 0)
    expect(Math.abs(half - 15)).toBeLessThanOrEqual(1)
  })
})
