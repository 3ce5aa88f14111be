import { describe, expect, it } from 'vitest'
import { naturalLogarithm } from '../../src/core/natural-logarithm.js'
import { normalQuantile } from '../../src/core/normal-quantile.js'
import { philox4x32 } from '../../src/core/philox.js'
import { randomStream } from '../../src/core/random.js'

function philox(counter: readonly number[], key: readonly number[]): string[] {
  const out = new Uint32Array(4)
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = counter
  const [k0 = 0, k1 = 0] = key
  philox4x32(c0, c1, c2, c3, k0, k1, out)
  return Array.from(out, (word) => word.toString(16).padStart(8, '0'))
}

/** Pearson's statistic of observed counts against equal expected ones. */
function chiSquared(counts: ArrayLike<number>, draws: number): number {
  const expected = draws / counts.length
  return Array.from(counts).reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

describe('Philox 4x32-10', () => {
  // Random123 1.14, tests/kat_vectors
  it('gives the published known answers', () => {
    expect(philox([0, 0, 0, 0], [0, 0])).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8'])
    const ones = 0xffffffff
    expect(philox([ones, ones, ones, ones], [ones, ones])).toEqual(['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd'])
    expect(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
      'd16cfe09',
      '94fdcceb',
      '5001e420',
      '24126ea1',
    ])
  })
})

describe('randomStream', () => {
  it('gives a value by its index, whatever was read before', () => {
    const forward = randomStream(7, 'test')
    const inOrder = Array.from({ length: 100 }, (_, i) => forward.uint32(i))
    const backward = randomStream(7, 'test')
    const reversed = Array.from({ length: 100 }, (_, i) => backward.uint32(99 - i)).reverse()
    expect(reversed).toEqual(inOrder)
    expect(Array.from(forward.uniforms(10, 5))).toEqual(Array.from(backward.uniforms(15)).slice(5))
    expect(forward.uniform(3)).toBe(forward.uniforms(4)[3])
    expect(forward.normal(3)).toBe(forward.normals(4)[3])
  })

  it('keeps its values from release to release', () => {
    const stream = randomStream(1, 'golden', 2)
    expect([stream.uint32(0), stream.uint32(1), stream.uint32(2 ** 40)]).toMatchInlineSnapshot(`
      [
        3532769798,
        1550634960,
        3680332656,
      ]
    `)
    expect([stream.normal(0), stream.normal(1)]).toMatchInlineSnapshot(`
      [
        0.22428304781344374,
        -0.6851407432566093,
      ]
    `)
  })

  it('gives other numbers for another seed, purpose or step', () => {
    const words = (seed: number, purpose: string, step: number) =>
      Array.from({ length: 4 }, (_, i) => randomStream(seed, purpose, step).uint32(i)).join()
    const seeds = [0, 1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1]
    const all = seeds.flatMap((seed) =>
      ['a', 'b', 'ab', 'ba', ''].flatMap((p) => [0, 1, 2 ** 32 - 1].map((s) => words(seed, p, s))),
    )
    expect(new Set(all).size).toBe(seeds.length * 15)
  })

  it('has uncorrelated streams for neighbouring seeds and steps', () => {
    const n = 20_000
    const base = randomStream(5, 'x').uniforms(n)
    for (const other of [randomStream(6, 'x'), randomStream(5, 'y'), randomStream(5, 'x', 1)]) {
      const values = other.uniforms(n)
      const covariance = base.reduce((sum, u, i) => sum + (u - 0.5) * ((values[i] ?? 0) - 0.5), 0) / n
      expect(Math.abs(covariance * 12)).toBeLessThan(4 / Math.sqrt(n))
    }
  })

  it.each([-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])('refuses the seed %s', (seed) => {
    expect(() => randomStream(seed, 'x')).toThrow(
      /seed is .*expected an integer, at least 0 and at most 9007199254740991/,
    )
  })

  it('refuses a step that is not an integer below 2^32', () => {
    expect(() => randomStream(1, 'x', -1)).toThrow(/step/)
    expect(() => randomStream(1, 'x', 2 ** 32)).toThrow(/step/)
  })
})

describe('uniform', () => {
  it('fills [0, 1) evenly, in its high and in its low bits', () => {
    const n = 100_000
    const values = randomStream(3, 'uniform').uniforms(n)
    const high = new Uint32Array(100)
    const low = new Uint32Array(100)
    for (const u of values) {
      expect(u >= 0 && u < 1).toBe(true)
      const place = Math.floor(u * 100)
      high[place] = (high[place] ?? 0) + 1
      const fine = Math.floor(((u * 2 ** 40) % 1) * 100)
      low[fine] = (low[fine] ?? 0) + 1
    }
    // 99 degrees of freedom: 0.1% to 99.9% is 61 to 149.
    for (const counts of [high, low]) {
      expect(chiSquared(counts, n)).toBeGreaterThan(61)
      expect(chiSquared(counts, n)).toBeLessThan(149)
    }
  })
})

describe('normal', () => {
  it('has the moments and tails of the normal distribution', () => {
    const n = 200_000
    const values = randomStream(11, 'normal').normals(n)
    const moment = (k: number) => values.reduce((sum, x) => sum + x ** k, 0) / n
    expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(n))
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n))
    expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / n))
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n))
    const tail = (limit: number) => values.filter((x) => Math.abs(x) > limit).length / n
    for (const [limit, probability] of [
      [1, 0.31731],
      [2, 0.0455],
      [3, 0.0026998],
    ] as const) {
      expect(Math.abs(tail(limit) - probability)).toBeLessThan(4 * Math.sqrt(probability / n))
    }
  })
})

describe('normalQuantile', () => {
  // mpmath 1.3, 30 digits: sqrt(2) * erfinv(2p - 1)
  it.each([
    [0.5, 0],
    [0.6, 0.2533471031357997],
    [0.975, 1.9599639845400538],
    [0.025, -1.9599639845400543],
    [1e-5, -4.264890793922825],
    [1e-10, -6.361340902404057],
    [1e-15, -7.941345326170997],
    [2 ** -54, -8.292361075813595],
  ])('of %s', (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThanOrEqual(4e-15 * Math.abs(expected))
  })

  it('is NaN outside 0 to 1 and infinite at its ends', () => {
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(-0.1), normalQuantile(Number.NaN)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      Number.NaN,
    ])
  })
})

describe('naturalLogarithm', () => {
  it('agrees with the platform within two units in the last place', () => {
    const exponents = randomStream(1, 'log').uniforms(5000)
    for (const u of exponents) {
      for (const x of [2 ** (u * 2000 - 1000), 0.5 + u, 1 + u * 1e-9]) {
        expect(Math.abs(naturalLogarithm(x) - Math.log(x))).toBeLessThanOrEqual(4.5e-16 * Math.abs(Math.log(x)))
      }
    }
    expect(naturalLogarithm(1)).toBe(0)
    expect(naturalLogarithm(5e-324)).toBeCloseTo(-744.4400719213812, 10)
    expect(naturalLogarithm(Number.MAX_VALUE)).toBeCloseTo(709.782712893384, 10)
    expect(naturalLogarithm(0)).toBe(Number.NEGATIVE_INFINITY)
    expect(naturalLogarithm(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
    expect(naturalLogarithm(-1)).toBeNaN()
  })
})

describe('shuffle', () => {
  it('gives each of the 24 orders of 4 equally often', () => {
    const draws = 24_000
    const counts = new Map<string, number>()
    for (let step = 0; step < draws; step++) {
      const order = randomStream(2, 'shuffle', step).shuffle(4).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    // 23 degrees of freedom: 99.9% is 49.7.
    expect(chiSquared([...counts.values()], draws)).toBeLessThan(49.7)
  })

  it('is a permutation', () => {
    const order = randomStream(9, 'shuffle').shuffle(1000)
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
    expect([...order]).not.toEqual(Array.from({ length: 1000 }, (_, i) => i))
    expect(randomStream(9, 'shuffle').shuffle(0)).toHaveLength(0)
  })
})

describe('integers', () => {
  it('are equally likely for a bound that does not divide 2^32', () => {
    const draws = 70_000
    const counts = new Uint32Array(7)
    for (const value of randomStream(4, 'integers').integers(draws, 7)) counts[value] = (counts[value] ?? 0) + 1
    expect(chiSquared(counts, draws)).toBeLessThan(22.5) // 6 degrees of freedom, 99.9%
  })

  it('are not biased by a bound of three quarters of 2^32', () => {
    const bound = 3 * 2 ** 30
    const values = randomStream(4, 'integers').integers(20_000, bound)
    // A plain remainder would put half of the values into the lowest third.
    const lowest = values.filter((value) => value < bound / 3).length
    expect(Math.abs(lowest / 20_000 - 1 / 3)).toBeLessThan(0.015)
  })

  it('refuses a bound of 0', () => {
    expect(() => randomStream(1, 'x').integers(3, 0)).toThrow(/bound is 0/)
  })
})

describe('choice', () => {
  it('follows the weights and never takes a weight of 0', () => {
    const draws = 40_000
    const counts = new Uint32Array(4)
    for (const k of randomStream(8, 'choice').choice([1, 0, 3, 0], draws)) counts[k] = (counts[k] ?? 0) + 1
    expect([counts[1], counts[3]]).toEqual([0, 0])
    expect(Math.abs((counts[0] ?? 0) / draws - 0.25)).toBeLessThan(0.01)
  })

  it.each([[[0, 0]], [[]], [[1, -1]], [[Number.NaN]], [[Number.POSITIVE_INFINITY]]])(
    'refuses weights %j',
    (weights) => {
      expect(() => randomStream(1, 'x').choice(weights, 1)).toThrow(/weights/)
    },
  )
})
