import { multiplyPlane } from './convolution'
import { count, recordStep, tensor, thread, word } from './plan'
import { isZero } from './spectrum'

/**
 * A convolution of three taps, by tiles: four rows from six take six products instead of twelve (Winograd's F(4, 3); Lavin
 * and Gray 2016), at the points 0, 1, -1, 1/2, -2 and infinity, which lose the fewest digits (Barabasz et al. 2020). Six
 * planes hold what stands for each point: of x B d, of the kernel G w, of a tile's rows of y A^T m. Rows of a tile are
 * `dilation` apart. The gradients are the same products turned around: of y A dy, of x B^T e, of the kernel G^T p.
 *
 * WINOGRAD: 1-3 x · 4-6 y · 7 kernel [6, channels, vectors] · 8 bias (0: none) · 20 ReLU
 * WINOGRAD_INPUT: 1-3 dy · 4-6 dx · 7 turned kernel [6, filters, vectors] · 8 whether dx is added to
 * WINOGRAD_GRADIENT (winograd-gradient.ts): 1-3 x · 4-6 dy
 * All: 9 rows of x · 10 rows of y · 11 dilation · 12 rows of zeros before x · 13 vectors of x · 14 vectors of y ·
 * 15 tiles a record · 16 table: first row of y of each · 17 tiles at a time · 18 workspace: planes of x, planes of y, a
 * row of zeros · 19 bytes of it a thread
 */
export const POINTS: usize = 6
/** Terms of a sum, at most: the sums of points cancel, so that their errors count twice. */
const BLOCK: i32 = 16

/** Bytes of a plane of x, or of y, in the workspace. */
// @ts-ignore: decorator
@inline
export function planeBytes(op: usize, vectors: i32): usize {
  return <usize>(word(op, 17) * vectors) << 4
}

// @ts-ignore: decorator
@inline
export function workspace(op: usize): usize {
  return <usize>word(op, 18) + <usize>(thread * word(op, 19))
}

export function winograd(op: usize): void {
  const planes = workspace(op)
  const products = planes + POINTS * planeBytes(op, word(op, 13))
  const tiles = count * word(op, 15)
  const size = word(op, 17)
  for (let tile = 0; tile < tiles; tile += size) {
    const end = min(tile + size, tiles)
    inputPlanes(op, tensor(op, 1), recordStep(op, 1), planes, tile, end)
    multiplyPlanes(op, planes, word(op, 13), products, word(op, 14), end - tile)
    outputRows(op, products, tile, end)
  }
}

export function winogradInput(op: usize): void {
  const products = workspace(op)
  const planes = products + POINTS * planeBytes(op, word(op, 13))
  const tiles = count * word(op, 15)
  const size = word(op, 17)
  for (let tile = 0; tile < tiles; tile += size) {
    const end = min(tile + size, tiles)
    gradientPlanes(op, tensor(op, 1), recordStep(op, 1), planes, tile, end)
    multiplyPlanes(op, planes, word(op, 14), products, word(op, 13), end - tile)
    inputRows(op, products, tile, end)
  }
}

/** At every point the tiles' rows times the kernel's matrix. */
function multiplyPlanes(op: usize, x: usize, xVectors: i32, y: usize, yVectors: i32, tiles: i32): void {
  const inner = xVectors << 2
  const yRow = <usize>yVectors << 4
  let w = <usize>word(op, 7)
  for (let point: usize = 0; point < POINTS; point++) {
    multiplyPlane(x, inner, <usize>inner << 2, y, w, 0, tiles, yRow, yVectors, BLOCK)
    x += planeBytes(op, xVectors)
    y += planeBytes(op, yVectors)
    w += <usize>inner * yRow
  }
}

/** The first row of y of a tile, counted through the records. */
// @ts-ignore: decorator
@inline
function firstRow(op: usize, tile: i32): i32 {
  return load<i32>(<usize>word(op, 16) + (<usize>(tile % word(op, 15)) << 2))
}

/** Row `row` of `rows`, or a row of zeros where there is none. */
// @ts-ignore: decorator
@inline
function rowOr(zeros: usize, record: usize, row: i32, rows: i32, bytes: usize): usize {
  return <u32>row < <u32>rows ? record + <usize>row * bytes : zeros
}

/** A row of zeros behind the planes. */
function zerosOf(op: usize, bytes: usize): usize {
  const zeros = workspace(op) + POINTS * (planeBytes(op, word(op, 13)) + planeBytes(op, word(op, 14)))
  memory.fill(zeros, 0, bytes)
  return zeros
}

/** B d of tiles from `tile` up to `end`. */
export function inputPlanes(op: usize, x: usize, step: usize, planes: usize, tile: i32, end: i32): void {
  const bytes = <usize>word(op, 13) << 4
  const plane = planeBytes(op, word(op, 13))
  const zeros = zerosOf(op, bytes)
  const rows = word(op, 9)
  const d = word(op, 11)
  for (; tile < end; tile++) {
    const record = x + <usize>(tile / word(op, 15)) * step
    const row = firstRow(op, tile) - word(op, 12)
    const p0 = rowOr(zeros, record, row, rows, bytes), p1 = rowOr(zeros, record, row + d, rows, bytes)
    const p2 = rowOr(zeros, record, row + 2 * d, rows, bytes), p3 = rowOr(zeros, record, row + 3 * d, rows, bytes)
    const p4 = rowOr(zeros, record, row + 4 * d, rows, bytes), p5 = rowOr(zeros, record, row + 5 * d, rows, bytes)
    for (let v: usize = 0; v < bytes; v += 16) {
      const d1 = v128.load(p1 + v), d2 = v128.load(p2 + v), d3 = v128.load(p3 + v), d4 = v128.load(p4 + v)
      const a = f32x4.sub(d1, d3), b = f32x4.sub(d2, d4)
      const twiceA = f32x4.add(a, a), twiceB = f32x4.add(b, b)
      const three = f32x4.splat(3)
      const even = f32x4.sub(f32x4.mul(three, d2), twiceA), odd = f32x4.sub(f32x4.mul(three, d3), twiceB)
      const first = f32x4.sub(f32x4.sub(v128.load(p0 + v), d2), b)
      const last = f32x4.add(f32x4.sub(v128.load(p5 + v), d3), a)
      let q = planes + v
      v128.store(q, f32x4.sub(f32x4.add(first, first), f32x4.mul(three, a)))
      q += plane
      v128.store(q, f32x4.add(even, odd))
      q += plane
      v128.store(q, f32x4.sub(even, odd))
      q += plane
      v128.store(q, f32x4.add(twiceA, b))
      q += plane
      v128.store(q, f32x4.sub(a, twiceB))
      q += plane
      v128.store(q, f32x4.sub(f32x4.add(last, last), f32x4.mul(three, b)))
    }
    planes += bytes
  }
}

/** A dy of tiles from `tile` up to `end`. */
export function gradientPlanes(op: usize, dy: usize, step: usize, planes: usize, tile: i32, end: i32): void {
  const bytes = <usize>word(op, 14) << 4
  const plane = planeBytes(op, word(op, 14))
  const zeros = zerosOf(op, bytes)
  const rows = word(op, 10)
  const d = word(op, 11)
  for (; tile < end; tile++) {
    const record = dy + <usize>(tile / word(op, 15)) * step
    const row = firstRow(op, tile)
    const p0 = record + <usize>row * bytes, p1 = rowOr(zeros, record, row + d, rows, bytes)
    const p2 = rowOr(zeros, record, row + 2 * d, rows, bytes), p3 = rowOr(zeros, record, row + 3 * d, rows, bytes)
    for (let v: usize = 0; v < bytes; v += 16) {
      const g0 = v128.load(p0 + v), g1 = v128.load(p1 + v), g2 = v128.load(p2 + v), g3 = v128.load(p3 + v)
      const even = f32x4.add(g0, g2), odd = f32x4.add(g1, g3)
      const half = f32x4.mul(f32x4.splat(0.5), f32x4.add(g1, f32x4.mul(f32x4.splat(0.25), g3)))
      const twice = f32x4.mul(f32x4.splat(2), f32x4.add(g1, f32x4.mul(f32x4.splat(4), g3)))
      let q = planes + v
      v128.store(q, g0)
      q += plane
      v128.store(q, f32x4.add(even, odd))
      q += plane
      v128.store(q, f32x4.sub(even, odd))
      q += plane
      v128.store(q, f32x4.add(f32x4.add(g0, f32x4.mul(f32x4.splat(0.25), g2)), half))
      q += plane
      v128.store(q, f32x4.sub(f32x4.add(g0, f32x4.mul(f32x4.splat(4), g2)), twice))
      q += plane
      v128.store(q, g3)
    }
    planes += bytes
  }
}

/** Rows of y from their products: A^T m, with the bias, none less than 0 after ReLU. */
function outputRows(op: usize, products: usize, tile: i32, end: i32): void {
  const bytes = <usize>word(op, 14) << 4
  const zeros = zerosOf(op, bytes)
  const plane = planeBytes(op, word(op, 14))
  const given = <usize>word(op, 8)
  const start = given ? given : zeros
  const least = f32x4.splat(word(op, 20) ? <f32>0 : -Infinity)
  const d = word(op, 11)
  const step = <usize>d * bytes
  for (; tile < end; tile++) {
    const record = <usize>(tile / word(op, 15))
    const row = firstRow(op, tile)
    const some = min((word(op, 10) - 1 - row) / d + 1, 4)
    const p0 = tensor(op, 4) + record * recordStep(op, 4) + <usize>row * bytes
    // Rows that there are not go where a row that there is goes afterwards.
    const p1 = some > 1 ? p0 + step : p0, p2 = some > 2 ? p0 + 2 * step : p0, p3 = some > 3 ? p0 + 3 * step : p0
    for (let v: usize = 0; v < bytes; v += 16) {
      let q = products + v
      const m0 = v128.load(q)
      q += plane
      const m1 = v128.load(q)
      q += plane
      const m2 = v128.load(q)
      q += plane
      const m3 = v128.load(q)
      q += plane
      const m4 = v128.load(q)
      q += plane
      const m5 = v128.load(q)
      const bias = v128.load(start + v)
      const even = f32x4.add(m1, m2), odd = f32x4.sub(m1, m2)
      const y1 = f32x4.add(odd, f32x4.sub(f32x4.mul(f32x4.splat(0.5), m3), f32x4.mul(f32x4.splat(2), m4)))
      const y2 = f32x4.add(even, f32x4.add(f32x4.mul(f32x4.splat(0.25), m3), f32x4.mul(f32x4.splat(4), m4)))
      const y3 = f32x4.add(
        f32x4.add(odd, m5),
        f32x4.sub(f32x4.mul(f32x4.splat(0.125), m3), f32x4.mul(f32x4.splat(8), m4)),
      )
      const y0 = f32x4.add(f32x4.add(m0, even), f32x4.add(m3, m4))
      v128.store(p3 + v, f32x4.max(f32x4.add(bias, y3), least))
      v128.store(p2 + v, f32x4.max(f32x4.add(bias, y2), least))
      v128.store(p1 + v, f32x4.max(f32x4.add(bias, y1), least))
      v128.store(p0 + v, f32x4.max(f32x4.add(bias, y0), least))
    }
    startWindowsOfZeros(op, record, row, some, start, least)
    products += bytes
  }
}

/**
 * A window of zeros, as under a run of N, gives exactly its start, as direct sums do: a rounding error in its place would
 * pass ReLU one time in two where the bias is 0.
 */
function startWindowsOfZeros(op: usize, record: usize, row: i32, some: i32, start: usize, least: v128): void {
  const bytes = <usize>word(op, 14) << 4
  const d = word(op, 11)
  const x = tensor(op, 1) + record * recordStep(op, 1)
  const y = tensor(op, 4) + record * recordStep(op, 4)
  let zeros = 0
  for (let i = 0; i < some + 2; i++) {
    zeros = isZeroRow(op, x, row + i * d - word(op, 12)) ? zeros + 1 : 0
    if (zeros < 3) continue
    const target = y + <usize>(row + (i - 2) * d) * bytes
    for (let v: usize = 0; v < bytes; v += 16) v128.store(target + v, f32x4.max(v128.load(start + v), least))
  }
}

/** A row of x, or one of the zeros around it. */
function isZeroRow(op: usize, x: usize, row: i32): bool {
  const bytes = <usize>word(op, 13) << 4
  return <u32>row >= <u32>word(op, 9) || isZero(x + <usize>row * bytes, bytes)
}

/** Rows of dx from their products: B^T e. The first two rows of a tile are the last two of the tile before it. */
function inputRows(op: usize, products: usize, tile: i32, end: i32): void {
  const bytes = <usize>word(op, 13) << 4
  const plane = planeBytes(op, word(op, 13))
  const nowhere = zerosOf(op, bytes)
  const rows = word(op, 9)
  const d = word(op, 11)
  const added = word(op, 8) != 0
  for (; tile < end; tile++) {
    const record = tensor(op, 4) + <usize>(tile / word(op, 15)) * recordStep(op, 4)
    const first = firstRow(op, tile)
    const row = first - word(op, 12)
    const continued = added || first >= d
    const p0 = rowOr(nowhere, record, row, rows, bytes), p1 = rowOr(nowhere, record, row + d, rows, bytes)
    const p2 = rowOr(nowhere, record, row + 2 * d, rows, bytes), p3 = rowOr(nowhere, record, row + 3 * d, rows, bytes)
    const p4 = rowOr(nowhere, record, row + 4 * d, rows, bytes), p5 = rowOr(nowhere, record, row + 5 * d, rows, bytes)
    for (let v: usize = 0; v < bytes; v += 16) {
      let q = products + v
      const e0 = v128.load(q)
      q += plane
      const e1 = v128.load(q)
      q += plane
      const e2 = v128.load(q)
      q += plane
      const e3 = v128.load(q)
      q += plane
      const e4 = v128.load(q)
      q += plane
      const e5 = v128.load(q)
      const sum = f32x4.add(e1, e2), difference = f32x4.sub(e1, e2)
      const three = f32x4.splat(3), two = f32x4.splat(2)
      const twice0 = f32x4.add(e0, e0), twice5 = f32x4.add(e5, e5)
      const a = f32x4.add(
        f32x4.mul(two, f32x4.add(f32x4.sub(e3, sum), e5)),
        f32x4.sub(e4, f32x4.mul(three, e0)),
      )
      const b = f32x4.sub(
        f32x4.sub(e3, f32x4.mul(three, e5)),
        f32x4.mul(two, f32x4.add(f32x4.add(e4, difference), e0)),
      )
      lay(p0 + v, twice0, continued)
      lay(p1 + v, a, continued)
      lay(p2 + v, f32x4.add(b, f32x4.sub(f32x4.mul(three, sum), twice0)), added)
      lay(p3 + v, f32x4.sub(f32x4.sub(f32x4.mul(three, difference), twice5), a), added)
      lay(p4 + v, f32x4.neg(b), added)
      lay(p5 + v, twice5, added)
    }
    products += bytes
  }
}

// @ts-ignore: decorator
@inline
function lay(p: usize, value: v128, added: bool): void {
  v128.store(p, added ? f32x4.add(v128.load(p), value) : value)
}
