import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Point, thinLine } from '../../src/report/index.js'
import { distanceToSegment } from '../../src/report/thin-line.js'

function distanceToLine(point: Point, line: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY
  for (let index = 0; index + 1 < line.length; index++)
    nearest = Math.min(nearest, distanceToSegment(point, line[index], line[index + 1]))
  return nearest
}

/** A rising line with as many steps as there are heights. */
function stairs(heights: readonly number[]): Point[] {
  const total = heights.reduce((sum, height) => sum + height, 0) || 1
  let y = 0
  return heights.map((height, index) => {
    y += height / total
    return [index / Math.max(1, heights.length - 1), y]
  })
}

describe('a thinned line', () => {
  it('keeps its ends and all but what is straight', () => {
    const line: Point[] = Array.from({ length: 101 }, (_, index) => [index / 100, index <= 50 ? 0 : 1])
    expect(thinLine(line)).toEqual([
      [0, 0],
      [0.5, 0],
      [0.51, 1],
      [1, 1],
    ])
    expect(thinLine([])).toEqual([])
    expect(thinLine([[0, 1]])).toEqual([[0, 1]])
  })

  it('passes every point of the line within the tolerance, and goes nowhere else', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 300 }), (heights) => {
        const line = stairs(heights)
        const thinned = thinLine(line, 0.001)
        for (const point of line) expect(distanceToLine(point, thinned)).toBeLessThanOrEqual(0.001 + 1e-9)
        for (const point of thinned) expect(line).toContainEqual(point)
      }),
    )
  })

  it('of 200,000 points has few and looks the same', () => {
    const line: Point[] = Array.from({ length: 200_000 }, (_, index) => {
      const x = index / 199_999
      return [x, Math.sqrt(x) * 0.9 + (index % 2) * 1e-4]
    })
    const thinned = thinLine(line)
    expect(thinned.length).toBeLessThan(400)
    for (let index = 0; index < line.length; index += 997) {
      const point = line[index] ?? [0, 0]
      expect(distanceToLine(point, thinned)).toBeLessThan(0.002)
    }
  })
})
