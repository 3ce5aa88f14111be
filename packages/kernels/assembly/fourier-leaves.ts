import { PART, PLACE } from './fourier'
import { joinMiddle, joinReal, partReal, ROOTS } from './fourier-real'

/**
 * The leaves of a transform (fourier.ts): spectra of `n` rows, 4 or 8, which lie `blocks` rows from each other. A row is a
 * spectrum of one row, and four of these are joined as the real frequencies of longer ones.
 */
export function leaves(
  x: usize, rowBytes: usize, first: i32, end: i32, n: i32, blocks: i32, z: usize, zeros: usize, width: usize,
): void {
  for (let i: usize = 0; i < PART; i += 16) v128.store(zeros + i, f32x4.splat(0))
  if (n == 4) fourths(x, rowBytes, first, end, blocks, z, zeros, width)
  else eighths(x, rowBytes, first, end, blocks, z, zeros, width)
}

/** The way back: row n to `rows` + n * PART. */
export function leavesBack(z: usize, n: i32, blocks: i32, rows: usize, width: usize): void {
  if (n == 4) fourthsBack(z, blocks, rows, width)
  else eighthsBack(z, blocks, rows, width)
}

/** Row `n` at `x` + n * `rowBytes`, or `zeros` where it is none of those from `first` up to `end`. */
// @ts-ignore: decorator
@inline
function rowAt(n: i32, x: usize, rowBytes: usize, first: i32, end: i32, zeros: usize): usize {
  return select(x + <usize>n * rowBytes, zeros, <u32>(n - first) < <u32>(end - first))
}

function fourths(
  x: usize, rowBytes: usize, first: i32, end: i32, blocks: i32, z: usize, zeros: usize, width: usize,
): void {
  for (let k = 0; k < blocks; k++) {
    const a = rowAt(k, x, rowBytes, first, end, zeros)
    const b = rowAt(k + blocks, x, rowBytes, first, end, zeros)
    const c = rowAt(k + 2 * blocks, x, rowBytes, first, end, zeros)
    const d = rowAt(k + 3 * blocks, x, rowBytes, first, end, zeros)
    if (width == PART) {
      fourth(a, b, c, d, z, 0)
      fourth(a, b, c, d, z, 16)
      fourth(a, b, c, d, z, 32)
      fourth(a, b, c, d, z, 48)
    } else {
      for (let i: usize = 0; i < width; i += 16) fourth(a, b, c, d, z, i)
    }
    z += 2 * PLACE
  }
}

// @ts-ignore: decorator
@inline
function fourth(a: usize, b: usize, c: usize, d: usize, z: usize, i: usize): void {
  joinReal(
    z + i, z + PART + i, z + PLACE + i, z + PLACE + PART + i,
    v128.load(a + i), v128.load(b + i), v128.load(c + i), v128.load(d + i),
  )
}

function eighths(
  x: usize, rowBytes: usize, first: i32, end: i32, blocks: i32, z: usize, zeros: usize, width: usize,
): void {
  for (let k = 0; k < blocks; k++) {
    const a = rowAt(k, x, rowBytes, first, end, zeros)
    const b = rowAt(k + blocks, x, rowBytes, first, end, zeros)
    const c = rowAt(k + 2 * blocks, x, rowBytes, first, end, zeros)
    const d = rowAt(k + 3 * blocks, x, rowBytes, first, end, zeros)
    const e = rowAt(k + 4 * blocks, x, rowBytes, first, end, zeros)
    const f = rowAt(k + 5 * blocks, x, rowBytes, first, end, zeros)
    const g = rowAt(k + 6 * blocks, x, rowBytes, first, end, zeros)
    const h = rowAt(k + 7 * blocks, x, rowBytes, first, end, zeros)
    if (width == PART) {
      eighth(a, b, c, d, e, f, g, h, z, 0)
      eighth(a, b, c, d, e, f, g, h, z, 16)
      eighth(a, b, c, d, e, f, g, h, z, 32)
      eighth(a, b, c, d, e, f, g, h, z, 48)
    } else {
      for (let i: usize = 0; i < width; i += 16) eighth(a, b, c, d, e, f, g, h, z, i)
    }
    z += 4 * PLACE
  }
}

/** Pairs of rows are spectra of two rows, their sum and their difference. */
// @ts-ignore: decorator
@inline
function eighth(
  a: usize, b: usize, c: usize, d: usize, e: usize, f: usize, g: usize, h: usize, z: usize, i: usize,
): void {
  const p = v128.load(a + i), q = v128.load(b + i), r = v128.load(c + i), s = v128.load(d + i)
  const t = v128.load(e + i), u = v128.load(f + i), v = v128.load(g + i), w = v128.load(h + i)
  joinReal(
    z + i, z + PART + i, z + 2 * PLACE + i, z + 2 * PLACE + PART + i,
    f32x4.add(p, t), f32x4.add(q, u), f32x4.add(r, v), f32x4.add(s, w),
  )
  joinMiddle(
    z + PLACE + i, z + PLACE + PART + i, z + 3 * PLACE + i, z + 3 * PLACE + PART + i,
    f32x4.sub(p, t), f32x4.sub(q, u), f32x4.sub(r, v), f32x4.sub(s, w),
  )
}

function fourthsBack(z: usize, blocks: i32, rows: usize, width: usize): void {
  const apart = <usize>blocks * PART
  for (const end = rows + apart; rows < end; rows += PART) {
    const b = rows + apart
    const c = b + apart
    const d = c + apart
    if (width == PART) {
      fourthBack(rows, b, c, d, z, 0)
      fourthBack(rows, b, c, d, z, 16)
      fourthBack(rows, b, c, d, z, 32)
      fourthBack(rows, b, c, d, z, 48)
    } else {
      for (let i: usize = 0; i < width; i += 16) fourthBack(rows, b, c, d, z, i)
    }
    z += 2 * PLACE
  }
}

// @ts-ignore: decorator
@inline
function fourthBack(a: usize, b: usize, c: usize, d: usize, z: usize, i: usize): void {
  partReal(
    a + i, b + i, c + i, d + i,
    v128.load(z + i), v128.load(z + i, PART), v128.load(z + PLACE + i), v128.load(z + PLACE + PART + i),
  )
}

function eighthsBack(z: usize, blocks: i32, rows: usize, width: usize): void {
  const apart = <usize>blocks * PART
  const root = v128.load32_splat(ROOTS, 8)
  for (const end = rows + apart; rows < end; rows += PART) {
    const b = rows + apart
    const c = b + apart
    const d = c + apart
    const e = d + apart
    const f = e + apart
    const g = f + apart
    const h = g + apart
    if (width == PART) {
      eighthBack(rows, b, c, d, e, f, g, h, z, root, 0)
      eighthBack(rows, b, c, d, e, f, g, h, z, root, 16)
      eighthBack(rows, b, c, d, e, f, g, h, z, root, 32)
      eighthBack(rows, b, c, d, e, f, g, h, z, root, 48)
    } else {
      for (let i: usize = 0; i < width; i += 16) eighthBack(rows, b, c, d, e, f, g, h, z, root, i)
    }
    z += 4 * PLACE
  }
}

/** The sums of pairs as partReal gives them, their differences as partMiddle does. */
// @ts-ignore: decorator
@inline
function eighthBack(
  a: usize, b: usize, c: usize, d: usize, e: usize, f: usize, g: usize, h: usize, z: usize, root: v128, i: usize,
): void {
  const first = v128.load(z + i), last = v128.load(z + i, PART)
  const re = v128.load(z + 2 * PLACE + i), im = v128.load(z + 2 * PLACE + PART + i)
  const p = v128.load(z + PLACE + i), pi = v128.load(z + PLACE + PART + i)
  const q = v128.load(z + 3 * PLACE + i), qi = v128.load(z + 3 * PLACE + PART + i)
  const even = f32x4.add(first, last), odd = f32x4.sub(first, last)
  const twiceRe = f32x4.add(re, re), twiceIm = f32x4.add(im, im)
  const u = f32x4.sub(p, q), v = f32x4.add(pi, qi)
  const s = f32x4.add(p, q), t = f32x4.sub(qi, pi)
  storeBoth(a + i, e + i, f32x4.add(even, twiceRe), f32x4.add(s, s))
  storeBoth(b + i, f + i, f32x4.sub(odd, twiceIm), f32x4.mul(root, f32x4.sub(u, v)))
  storeBoth(c + i, g + i, f32x4.sub(even, twiceRe), f32x4.add(t, t))
  storeBoth(h + i, d + i, f32x4.add(odd, twiceIm), f32x4.mul(root, f32x4.add(u, v)))
}

/** The sum to `p`, the difference to `q`. */
// @ts-ignore: decorator
@inline
function storeBoth(p: usize, q: usize, x: v128, y: v128): void {
  v128.store(p, f32x4.add(x, y))
  v128.store(q, f32x4.sub(x, y))
}
