/** A place of a line. */
export type Point = readonly [x: number, y: number]

/**
 * A line through fewer points that looks the same: no point of either line is farther from the other than about
 * `tolerance` in y or `1 / columns` of the width in x. First, of the points in each of `columns` strips only the first,
 * the last, the lowest and the highest stay, so that a million points cost no more than a pass; then points that lie on
 * the straight line between their neighbours are left out (Ramer 1972, Douglas and Peucker 1973).
 *
 * @param points with x never falling
 * @param tolerance as a share of the line's height, and of its width
 */
export function thinLine(points: readonly Point[], tolerance = 0.001, columns = 1000): Point[] {
  const few = points.length > 4 * columns ? extremesOfStrips(points, columns) : [...points]
  return straightened(few, tolerance)
}

function extremesOfStrips(points: readonly Point[], columns: number): Point[] {
  const first = points[0]?.[0] ?? 0
  const width = ((points.at(-1)?.[0] ?? 0) - first) / columns || 1
  const kept: Point[] = []
  for (let start = 0; start < points.length; ) {
    const strip = Math.floor(((points[start]?.[0] ?? 0) - first) / width)
    let [low, high, end] = [start, start, start]
    while (end < points.length && Math.floor(((points[end]?.[0] ?? 0) - first) / width) === strip) {
      if (y(points, end) < y(points, low)) low = end
      if (y(points, end) > y(points, high)) high = end
      end++
    }
    for (const index of [...new Set([start, low, high, end - 1])].sort((a, b) => a - b)) {
      const point = points[index]
      if (point) kept.push(point)
    }
    start = end
  }
  return kept
}

function y(points: readonly Point[], index: number): number {
  return points[index]?.[1] ?? 0
}

function straightened(points: readonly Point[], tolerance: number): Point[] {
  const keep = new Set([0, points.length - 1])
  const open: [number, number][] = [[0, points.length - 1]]
  for (let part = open.pop(); part; part = open.pop()) {
    const [start, end] = part
    let farthest = start
    let distance = tolerance
    for (let index = start + 1; index < end; index++) {
      const off = distanceToSegment(points[index], points[start], points[end])
      if (off > distance) [farthest, distance] = [index, off]
    }
    if (farthest === start) continue
    keep.add(farthest)
    open.push([start, farthest], [farthest, end])
  }
  return points.filter((_, index) => keep.has(index))
}

/** From a point to the nearest place of the straight line between two others. */
export function distanceToSegment(point: Point | undefined, from: Point | undefined, to: Point | undefined): number {
  if (!point || !from || !to) return 0
  const [x, y] = [to[0] - from[0], to[1] - from[1]]
  const length = x * x + y * y
  const along = length === 0 ? 0 : ((point[0] - from[0]) * x + (point[1] - from[1]) * y) / length
  const share = Math.min(1, Math.max(0, along))
  return Math.hypot(point[0] - from[0] - share * x, point[1] - from[1] - share * y)
}
