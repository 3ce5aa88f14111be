import { leaves, leavesBack } from './fourier-leaves'
import { joinMiddle, joinReal, partMiddle, partReal } from './fourier-real'

/**
 * Discrete Fourier transforms of real rows (Sorensen et al. 1987), four channels to a vector, of which up to GROUP go
 * through the passes side by side. They are not normalized: there and back gives N x.
 *
 * There (decimation in time), N rows are parted into leaves of L rows each, N / L rows from one to the next, whose spectra
 * are made at once. Then passes join four spectra of n rows to one of 4 n, until one has all N. Each pass reads in one place
 * and writes to another: the first one reads the rows where they lie, the last one writes the spectrum where it is wanted.
 * The way back is the same in reverse.
 *
 * A spectrum of n rows has places for frequencies 0 to n / 2 - 1: GROUP vectors of real parts, then as many of imaginary ones.
 * Frequencies 0 and n / 2 are real and share the first place.
 *
 * The table of N (engine/wasm/fourier-tables.ts) holds, for each of these passes from the first one on and for k from 1 to
 * n / 2 - 1, cosine and sine of -2 pi j k / (4 n) for j from 1 to 3.
 */

/** Vectors that are transformed side by side. */
export const GROUP: i32 = 4
/** Bytes of GROUP vectors: a row, or the real parts of a place. */
export const PART: usize = 64
export const PLACE: usize = 128

/** Rows of a leaf: what is left of `size` when it is divided by 4 as often as there are passes. */
function leafRows(size: i32): i32 {
  return ctz(size) & 1 ? 8 : 4
}

/**
 * The spectrum of `size` rows: frequency k to `bins` + k * `binBytes`, real parts there, imaginary ones `imaginary` bytes on.
 * Row n lies at `x` + n * `rowBytes`; rows before `first` and from `end` on are zeros. `z` is a workspace of 2 `size` + 1 rows.
 */
export function transform(
  x: usize, rowBytes: usize, first: i32, end: i32, size: i32, z: usize, width: usize, table: usize,
  bins: usize, binBytes: usize, imaginary: usize,
): void {
  let other = z + <usize>size * PART
  let n = leafRows(size)
  leaves(x, rowBytes, first, end, n, size / n, z, other + <usize>size * PART, width)
  for (; n << 2 < size; n <<= 2) {
    joinQuarters(z, size / n >> 2, n, other, PLACE, PART, width, table)
    table += <usize>((n >> 1) - 1) * 24
    const next = other
    other = z
    z = next
  }
  joinQuarters(z, 1, n, bins, binBytes, imaginary, width, table)
}

/** The way back, to rows that lie together in the workspace; gives where they begin. `tableEnd` ends the table. */
export function transformBack(
  bins: usize, binBytes: usize, imaginary: usize, size: i32, z: usize, width: usize, tableEnd: usize,
): usize {
  const leaf = leafRows(size)
  let other = z + <usize>size * PART
  let n = size >> 2
  let table = tableEnd - <usize>((n >> 1) - 1) * 24
  partQuarters(bins, binBytes, imaginary, 1, n, z, width, table)
  while (n > leaf) {
    n >>= 2
    table -= <usize>((n >> 1) - 1) * 24
    partQuarters(z, PLACE, PART, size / n >> 2, n, other, width, table)
    const next = other
    other = z
    z = next
  }
  leavesBack(z, leaf, size / leaf, other, width)
  return other
}

/**
 * `blocks` spectra of 4 `n` rows, at `target`, from four times as many of `n` rows at `z`: the four that make one lie
 * `blocks` spectra from each other.
 */
function joinQuarters(
  z: usize, blocks: i32, n: i32, target: usize, step: usize, imaginary: usize, width: usize, table: usize,
): void {
  const block = <usize>(n >> 1) * PLACE
  const apart = <usize>blocks * block
  const targetBlock = <usize>(n << 1) * step
  const nSteps = <usize>n * step
  joinReals(z, apart, block, target, targetBlock, nSteps, imaginary, width)
  for (let k = 1; k < n >> 1; k++) {
    const w1r = v128.load32_splat(table), w1i = v128.load32_splat(table, 4)
    const w2r = v128.load32_splat(table, 8), w2i = v128.load32_splat(table, 12)
    const w3r = v128.load32_splat(table, 16), w3i = v128.load32_splat(table, 20)
    table += 24
    let p = z + <usize>k * PLACE
    let t = target + <usize>k * step
    const mirrored = <usize>(n - (k << 1)) * step
    for (const end = p + apart; p < end; p += block) {
      const q = p + apart
      const r = q + apart
      const s = r + apart
      const u = t + mirrored
      const v = t + nSteps
      const w = u + nSteps
      if (width == PART) {
        joinFour(p, q, r, s, t, u, v, w, imaginary, w1r, w1i, w2r, w2i, w3r, w3i, 0)
        joinFour(p, q, r, s, t, u, v, w, imaginary, w1r, w1i, w2r, w2i, w3r, w3i, 16)
        joinFour(p, q, r, s, t, u, v, w, imaginary, w1r, w1i, w2r, w2i, w3r, w3i, 32)
        joinFour(p, q, r, s, t, u, v, w, imaginary, w1r, w1i, w2r, w2i, w3r, w3i, 48)
      } else {
        for (let i: usize = 0; i < width; i += 16) {
          joinFour(p, q, r, s, t, u, v, w, imaginary, w1r, w1i, w2r, w2i, w3r, w3i, i)
        }
      }
      t += targetBlock
    }
  }
}

/** Frequency k of four spectra, at `p` to `s`, to frequencies k (at `t`), n - k, n + k and 2 n - k of one. */
// @ts-ignore: decorator
@inline
function joinFour(
  p: usize, q: usize, r: usize, s: usize, t: usize, u: usize, v: usize, w: usize, imaginary: usize,
  w1r: v128, w1i: v128, w2r: v128, w2i: v128, w3r: v128, w3i: v128, i: usize,
): void {
  const xr = v128.load(q + i), xi = v128.load(q + i, PART)
  const br = f32x4.sub(f32x4.mul(xr, w1r), f32x4.mul(xi, w1i)), bi = f32x4.add(f32x4.mul(xr, w1i), f32x4.mul(xi, w1r))
  const zr = v128.load(s + i), zi = v128.load(s + i, PART)
  const dr = f32x4.sub(f32x4.mul(zr, w3r), f32x4.mul(zi, w3i)), di = f32x4.add(f32x4.mul(zr, w3i), f32x4.mul(zi, w3r))
  const yr = v128.load(r + i), yi = v128.load(r + i, PART)
  const cr = f32x4.sub(f32x4.mul(yr, w2r), f32x4.mul(yi, w2i)), ci = f32x4.add(f32x4.mul(yr, w2i), f32x4.mul(yi, w2r))
  const ar = v128.load(p + i), ai = v128.load(p + i, PART)
  const t0r = f32x4.add(ar, cr), t0i = f32x4.add(ai, ci)
  const t1r = f32x4.sub(ar, cr), t1i = f32x4.sub(ai, ci)
  const t2r = f32x4.add(br, dr), t2i = f32x4.add(bi, di)
  // -i (b - d)
  const t3r = f32x4.sub(bi, di), t3i = f32x4.sub(dr, br)
  v128.store(t + i, f32x4.add(t0r, t2r))
  v128.store(t + imaginary + i, f32x4.add(t0i, t2i))
  v128.store(u + i, f32x4.sub(t1r, t3r))
  v128.store(u + imaginary + i, f32x4.sub(t3i, t1i))
  v128.store(v + i, f32x4.add(t1r, t3r))
  v128.store(v + imaginary + i, f32x4.add(t1i, t3i))
  v128.store(w + i, f32x4.sub(t0r, t2r))
  v128.store(w + imaginary + i, f32x4.sub(t2i, t0i))
}

/** Frequencies 0 and n / 2 of four spectra. */
function joinReals(
  z: usize, apart: usize, block: usize, target: usize, targetBlock: usize, nSteps: usize, imaginary: usize, width: usize,
): void {
  for (const end = z + apart; z < end; z += block) {
    const q = z + apart
    const r = q + apart
    const s = r + apart
    for (let i: usize = 0; i < width; i += 16) {
      const t = target + i
      const u = t + (nSteps >> 1)
      joinReal(
        t, t + imaginary, t + nSteps, t + nSteps + imaginary,
        v128.load(z + i), v128.load(q + i), v128.load(r + i), v128.load(s + i),
      )
      joinMiddle(
        u, u + imaginary, u + nSteps, u + nSteps + imaginary,
        v128.load(z + i, PART), v128.load(q + i, PART), v128.load(r + i, PART), v128.load(s + i, PART),
      )
    }
    target += targetBlock
  }
}

/** The way back: to four times as many spectra of `n` rows, at `z`, from `blocks` of 4 `n` at `source`. */
function partQuarters(
  source: usize, step: usize, imaginary: usize, blocks: i32, n: i32, z: usize, width: usize, table: usize,
): void {
  const block = <usize>(n >> 1) * PLACE
  const apart = <usize>blocks * block
  const sourceBlock = <usize>(n << 1) * step
  const nSteps = <usize>n * step
  partReals(source, sourceBlock, nSteps, imaginary, z, apart, block, width)
  for (let k = 1; k < n >> 1; k++) {
    const w1r = v128.load32_splat(table), w1i = v128.load32_splat(table, 4)
    const w2r = v128.load32_splat(table, 8), w2i = v128.load32_splat(table, 12)
    const w3r = v128.load32_splat(table, 16), w3i = v128.load32_splat(table, 20)
    table += 24
    let p = z + <usize>k * PLACE
    let t = source + <usize>k * step
    const mirrored = <usize>(n - (k << 1)) * step
    for (const end = p + apart; p < end; p += block) {
      const q = p + apart
      const r = q + apart
      const s = r + apart
      const u = t + mirrored
      const v = t + nSteps
      const w = u + nSteps
      if (width == PART) {
        partFour(p, q, r, s, t, u, v, w, imaginary, w1r, w1i, w2r, w2i, w3r, w3i, 0)
        partFour(p, q, r, s, t, u, v, w, imaginary, w1r, w1i, w2r, w2i, w3r, w3i, 16)
        partFour(p, q, r, s, t, u, v, w, imaginary, w1r, w1i, w2r, w2i, w3r, w3i, 32)
        partFour(p, q, r, s, t, u, v, w, imaginary, w1r, w1i, w2r, w2i, w3r, w3i, 48)
      } else {
        for (let i: usize = 0; i < width; i += 16) {
          partFour(p, q, r, s, t, u, v, w, imaginary, w1r, w1i, w2r, w2i, w3r, w3i, i)
        }
      }
      t += sourceBlock
    }
  }
}

/** Frequency k of four spectra, at `p` to `s`, from frequencies k (at `t`), n - k, n + k and 2 n - k of one. */
// @ts-ignore: decorator
@inline
function partFour(
  p: usize, q: usize, r: usize, s: usize, t: usize, u: usize, v: usize, w: usize, imaginary: usize,
  w1r: v128, w1i: v128, w2r: v128, w2i: v128, w3r: v128, w3i: v128, i: usize,
): void {
  const ar = v128.load(t + i), ai = v128.load(t + imaginary + i), cr = v128.load(w + i), ci = v128.load(w + imaginary + i)
  const br = v128.load(v + i), bi = v128.load(v + imaginary + i), dr = v128.load(u + i), di = v128.load(u + imaginary + i)
  const t0r = f32x4.add(ar, cr), t0i = f32x4.sub(ai, ci)
  const t1r = f32x4.sub(ar, cr), t1i = f32x4.add(ai, ci)
  const t2r = f32x4.add(br, dr), t2i = f32x4.sub(bi, di)
  const t3r = f32x4.sub(br, dr), t3i = f32x4.add(bi, di)
  v128.store(p + i, f32x4.add(t0r, t2r))
  v128.store(p + i, f32x4.add(t0i, t2i), PART)
  storeTurned(q + i, f32x4.sub(t1r, t3i), f32x4.add(t1i, t3r), w1r, w1i)
  storeTurned(r + i, f32x4.sub(t0r, t2r), f32x4.sub(t0i, t2i), w2r, w2i)
  storeTurned(s + i, f32x4.add(t1r, t3i), f32x4.sub(t1i, t3r), w3r, w3i)
}

/** Stores x times w, conjugated. */
// @ts-ignore: decorator
@inline
function storeTurned(p: usize, xr: v128, xi: v128, wr: v128, wi: v128): void {
  v128.store(p, f32x4.add(f32x4.mul(xr, wr), f32x4.mul(xi, wi)))
  v128.store(p, f32x4.sub(f32x4.mul(xi, wr), f32x4.mul(xr, wi)), PART)
}

function partReals(
  source: usize, sourceBlock: usize, nSteps: usize, imaginary: usize, z: usize, apart: usize, block: usize, width: usize,
): void {
  for (const end = z + apart; z < end; z += block) {
    const q = z + apart
    const r = q + apart
    const s = r + apart
    for (let i: usize = 0; i < width; i += 16) {
      const t = source + i
      const u = t + (nSteps >> 1)
      partReal(
        z + i, q + i, r + i, s + i,
        v128.load(t), v128.load(t + imaginary), v128.load(t + nSteps), v128.load(t + nSteps + imaginary),
      )
      partMiddle(
        z + PART + i, q + PART + i, r + PART + i, s + PART + i,
        v128.load(u), v128.load(u + imaginary), v128.load(u + nSteps), v128.load(u + nSteps + imaginary),
      )
    }
    source += sourceBlock
  }
}
