import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logoStacks, type Pfm, type Ppm, positionInformation, ppmFromPfm, sequenceLogo } from '../../src/motif/index.js'

function counts(rows: readonly (readonly number[])[], name = 'Arnt'): Pfm {
  return { kind: 'counts', id: 'MA0004.1', name, length: rows.length, values: Float64Array.from(rows.flat()) }
}

function probabilities(rows: readonly (readonly number[])[]): Ppm {
  return { kind: 'probabilities', id: 'x', name: '', length: rows.length, values: Float64Array.from(rows.flat()) }
}

/** MA0004.1 Arnt of JASPAR: six positions, twenty sites. */
const ARNT = counts([
  [4, 16, 0, 0],
  [19, 0, 1, 0],
  [0, 20, 0, 0],
  [0, 0, 20, 0],
  [0, 0, 0, 20],
  [0, 0, 20, 0],
])

const letters = (svg: string) => [...svg.matchAll(/<use href="#letter-([ACGT])"/g)].map(([, letter]) => letter)

describe('the stacks of a logo', () => {
  it('have the information of their position, shared by the bases, the tallest on top', () => {
    const stacks = logoStacks(ARNT)
    expect(stacks.map((stack) => stack.map(({ letter }) => letter).join(''))).toEqual(['AC', 'GA', 'C', 'G', 'T', 'G'])
    // scipy 1.15: 2 - scipy.stats.entropy([4, 16], base=2) = 1.2780719051126377
    const first = stacks[0]?.map(({ height }) => height) ?? []
    expect(first[0]).toBeCloseTo(1.2780719051126377 * 0.2, 12)
    expect(first[1]).toBeCloseTo(1.2780719051126377 * 0.8, 12)
    expect(stacks[2]).toEqual([{ letter: 'C', height: 2 }])
  })

  it('are as high as the information of their positions', () => {
    const heights = logoStacks(ARNT).map((stack) => stack.reduce((sum, { height }) => sum + height, 0))
    const bits = positionInformation(ppmFromPfm(ARNT))
    heights.forEach((height, position) => {
      expect(height).toBeCloseTo(bits[position] ?? Number.NaN, 12)
    })
  })

  it('have a sum of 1 as probabilities', () => {
    const sums = logoStacks(ARNT, 'probability').map((stack) => stack.reduce((sum, { height }) => sum + height, 0))
    for (const sum of sums) expect(sum).toBeCloseTo(1, 12)
  })

  it('are empty where there is nothing to say: no counts, four equal bases, no sum', () => {
    const nan = Number.NaN
    const odd = counts([
      [0, 0, 0, 0],
      [5, 5, 5, 5],
      [nan, 1, 1, 1],
      [0.1, 0.1, 0.1, 0.1],
    ])
    expect(logoStacks(odd)).toEqual([[], [], [], []])
    expect(sequenceLogo(odd)).toContain('<desc>Consensus: NNNN</desc>')
  })

  it('are the same for counts and for their shares', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50))), (rows) => {
        const shares = rows.map((row) => row.map((value) => value / Math.max(1, row[0] + row[1] + row[2] + row[3])))
        const [ofCounts, ofShares] = [logoStacks(counts(rows)), logoStacks(probabilities(shares))]
        expect(ofShares.map((stack) => stack.length)).toEqual(ofCounts.map((stack) => stack.length))
        ofCounts.flat().forEach(({ height }, index) => {
          expect(height).toBeGreaterThan(0)
          expect(height).toBeLessThanOrEqual(2)
          expect(ofShares.flat()[index]?.height).toBeCloseTo(height, 9)
        })
      }),
    )
  })
})

describe('a logo', () => {
  it('of information is the golden one', async () => {
    await expect(sequenceLogo(ARNT)).toMatchFileSnapshot('./golden/arnt-information.svg')
  })

  it('of probabilities is the golden one', async () => {
    const svg = sequenceLogo(ARNT, { kind: 'probability' })
    await expect(svg).toMatchFileSnapshot('./golden/arnt-probability.svg')
  })

  it('says what it is to a screen reader, escaped', () => {
    const svg = sequenceLogo(counts([[1, 0, 0, 0]], '<script>'))
    expect(svg).toContain('role="img"')
    expect(svg).toContain('<title>MA0004.1 &lt;script&gt;</title><desc>Consensus: A</desc>')
    expect(svg).not.toContain('<script')
    expect(sequenceLogo(ARNT, { title: 'T', description: 'D' })).toContain('<title>T</title><desc>D</desc>')
  })

  it.each([
    ['no position', 0],
    ['one position', 1],
    ['100 positions', 100],
  ])('of %s has its letters inside the picture', (_what, length) => {
    const svg = sequenceLogo(counts(Array.from({ length }, (_, index) => [index % 3, 1, 2, 40])))
    const [, width = '', height = ''] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
    const places = [...svg.matchAll(/translate\(([-\d.]+) ([-\d.]+)\) scale\(([-\d.]+) ([-\d.]+)\)/g)]
    expect(places.length > 0).toBe(length > 0)
    for (const [, x, y, scaleX, scaleY] of places) {
      expect(Number(x)).toBeGreaterThanOrEqual(0)
      expect(Number(y)).toBeGreaterThanOrEqual(0)
      expect(Number(x) + 100 * Number(scaleX)).toBeLessThanOrEqual(Number(width))
      expect(Number(y) + 100 * Number(scaleY)).toBeLessThanOrEqual(Number(height))
    }
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('of one base alone has that letter at full height', () => {
    expect(letters(sequenceLogo(counts([[0, 0, 7, 0]])))).toEqual(['G'])
    expect(letters(sequenceLogo(counts([[3, 3, 3, 3]])))).toEqual([])
  })
})
