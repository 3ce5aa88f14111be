import { addTo, demoted, promotedHigh } from './accumulate'
import { addProducts, biasGradient } from './kernel-gradient'
import { closesSlice, count, opensSlice, recordStep, sliceGradients, tensor, word } from './plan'
import { addParts } from './spectral-product'
import { binBytes } from './spectrum'

/**
 * SPECTRAL_GRADIENT: the kernel's gradient from the spectra of x and dy. Their products are summed up over the tiles of
 * records of a slice, in memory of the thread; with the last of them they are transformed back and join the slice's sums.
 *
 * x conj(dy) = (xr dr + xi di) + i (xi dr - xr di) takes three products (Gauss): (xr + xi) dr, xr (dr + di) and
 * xi (di - dr), side by side in a channel's row of sums. Frequencies 0 and N / 2 take two: xr dr and xi di.
 *
 * 1-3 spectrum of x · 4-6 spectrum of dy · 7 offset of g in the slice's sums · 8 offset of the bias' (-1: none) ·
 * 9 frequencies · 10 tiles a record · 11 vectors of x · 12 vectors of dy · 13-15 sums of products · 16 taps ·
 * 17 cosines of 2 pi n / N for n from 0 to N - 1 (float64) · 18-20 dy · 21 rows of dy ·
 * 22-24 workspace: 128 bytes for each of N / 4 + 1 frequencies · 25-27 workspace: for each tile of the records a row of
 * real parts of x and a whole row of dy
 */
export function spectralGradient(op: usize): void {
  const bins = word(op, 9)
  const tiles = word(op, 10)
  const xVectors = word(op, 11)
  const dyVectors = word(op, 12)
  const matrix = matrixBytes(xVectors, dyVectors)
  const products = tensor(op, 13)
  if (opensSlice) memory.fill(products, 0, <usize>bins * matrix)
  let x = tensor(op, 1)
  let dy = tensor(op, 4)
  let g = products
  for (let k = 0; k < bins; k++) {
    if (k == 0) twoProducts(x, dy, g, count * tiles, xVectors, dyVectors)
    else threeProducts(x, dy, g, count * tiles, xVectors, dyVectors, tensor(op, 25))
    x += binBytes(tiles, xVectors)
    dy += binBytes(tiles, dyVectors)
    g += matrix
  }
  const bias = word(op, 8)
  if (bias >= 0) {
    const row = <usize>dyVectors << 4
    biasGradient(tensor(op, 18), sliceGradients + <usize>bias, dyVectors, count, word(op, 21), recordStep(op, 18), row)
  }
  if (closesSlice) transformProducts(op, products)
}

// @ts-ignore: decorator
@inline
function matrixBytes(xVectors: i32, dyVectors: i32): usize {
  return <usize>(xVectors << 2) * 3 * (<usize>dyVectors << 4)
}

function twoProducts(x: usize, dy: usize, g: usize, rows: i32, xVectors: i32, dyVectors: i32): void {
  const xHalf = <usize>xVectors << 4
  const row = <usize>dyVectors << 4
  addProducts(x, xHalf << 1, dy, row << 1, g, 3 * row, rows, xVectors << 2, dyVectors)
  addProducts(x + xHalf, xHalf << 1, dy + row, row << 1, g + row, 3 * row, rows, xVectors << 2, dyVectors)
}

function threeProducts(x: usize, dy: usize, g: usize, rows: i32, xVectors: i32, dyVectors: i32, work: usize): void {
  const xHalf = <usize>xVectors << 4
  const row = <usize>dyVectors << 4
  const turned = work + <usize>rows * xHalf
  addParts(x, xVectors, rows, work)
  turn(dy, dyVectors, rows, turned)
  addProducts(work, xHalf, dy, row << 1, g, 3 * row, rows, xVectors << 2, dyVectors)
  addProducts(x, xHalf << 1, turned, row << 1, g + row, 3 * row, rows, xVectors << 2, dyVectors)
  addProducts(x + xHalf, xHalf << 1, turned + row, row << 1, g + 2 * row, 3 * row, rows, xVectors << 2, dyVectors)
}

/** (1 - i) dy: sums of the parts, imaginary less real ones. */
function turn(dy: usize, vectors: i32, rows: i32, target: usize): void {
  const half = <usize>vectors << 4
  for (let l = 0; l < rows; l++) {
    for (const end = dy + half; dy < end; dy += 16) {
      const re = v128.load(dy), im = v128.load(dy + half)
      v128.store(target, f32x4.add(re, im))
      v128.store(target + half, f32x4.sub(im, re))
      target += 16
    }
    dy += half
    target += half
  }
}

/** Adds the products' transform back, at the taps alone, to the slice's sums. In float64: it is done once a slice. */
function transformProducts(op: usize, products: usize): void {
  const bins = word(op, 9)
  const channels = word(op, 11) << 2
  const row = <usize>word(op, 12) << 4
  const taps = word(op, 16)
  const matrix = matrixBytes(word(op, 11), word(op, 12))
  const work = tensor(op, 22)
  const cosines = <usize>word(op, 17)
  const scale = f64x2.splat(0.5 / <f64>bins)
  for (let k = 1; k < bins; k++) joinProducts(products + <usize>k * matrix, matrix, row)
  for (let c = 0; c < channels; c++) {
    for (let v: usize = 0; v < row; v += 16) {
      pairFrequencies(products + <usize>(c * 3) * row + v, bins, matrix, row, work)
      let target = sliceGradients + <usize>word(op, 7) + <usize>c * row + v
      for (let t = 0; t < taps; t++) {
        addTap(target, work + (t & 1 ? 64 : 0), bins >> 1, t, cosines, scale)
        target += <usize>channels * row
      }
    }
  }
}

/**
 * Frequencies k and N / 2 - k have the same cosines and opposite sines at even taps, the other way round at odd ones:
 * their sums for even taps, 64 bytes of float64, and for odd taps, 64 bytes, for k from 0 to N / 4. Twice the sums where k
 * stands for itself and its mirror image.
 */
function pairFrequencies(p: usize, bins: i32, matrix: usize, row: usize, work: usize): void {
  const zero = f64x2.splat(0)
  const zeroth = v128.load(p), highest = v128.load(p + row)
  storePromoted(work, f32x4.add(zeroth, highest))
  storePromoted(work + 64, f32x4.sub(zeroth, highest))
  v128.store(work + 32, zero)
  v128.store(work + 48, zero)
  v128.store(work + 96, zero)
  v128.store(work + 112, zero)
  let q = p + <usize>bins * matrix
  const middle = <usize>(bins >> 1) * matrix
  for (const end = p + middle; ; ) {
    p += matrix
    q -= matrix
    work += 128
    if (p == end) break
    const pr = v128.load(p), pi = v128.load(p + row), qr = v128.load(q), qi = v128.load(q + row)
    storePromoted(work, doubled(f32x4.add(pr, qr)))
    storePromoted(work + 32, doubled(f32x4.sub(pi, qi)))
    storePromoted(work + 64, doubled(f32x4.sub(pr, qr)))
    storePromoted(work + 96, doubled(f32x4.add(pi, qi)))
  }
  const mr = doubled(v128.load(p)), mi = doubled(v128.load(p + row))
  storePromoted(work, mr)
  storePromoted(work + 32, mi)
  storePromoted(work + 64, mr)
  storePromoted(work + 96, mi)
}

/** The sum over frequencies 0 to N / 4 at tap `t`, N / 4 being `quarter`. */
function addTap(target: usize, work: usize, quarter: i32, t: i32, cosines: usize, scale: v128): void {
  const mask = (quarter << 2) - 1
  let low = f64x2.splat(0), high = low
  let angle = 0
  for (const end = work + (<usize>(quarter + 1) << 7); work < end; work += 128) {
    const a = v128.load64_splat(cosines + (<usize>angle << 3))
    const b = v128.load64_splat(cosines + (<usize>((angle - quarter) & mask) << 3))
    low = f64x2.add(low, f64x2.sub(f64x2.mul(a, v128.load(work)), f64x2.mul(b, v128.load(work, 32))))
    high = f64x2.add(high, f64x2.sub(f64x2.mul(a, v128.load(work, 16)), f64x2.mul(b, v128.load(work, 48))))
    angle = (angle + t) & mask
  }
  addTo(target, demoted(f64x2.mul(low, scale), f64x2.mul(high, scale)))
}

// @ts-ignore: decorator
@inline
function doubled(x: v128): v128 {
  return f32x4.add(x, x)
}

// @ts-ignore: decorator
@inline
function storePromoted(p: usize, x: v128): void {
  v128.store(p, f64x2.promote_low_f32x4(x))
  v128.store(p, promotedHigh(x), 16)
}

/** The real and imaginary parts of every channel's sums, in place of its first two products. */
function joinProducts(p: usize, bytes: usize, row: usize): void {
  for (const end = p + bytes; p < end; p += row << 1) {
    for (const next = p + row; p < next; p += 16) {
      const first = v128.load(p), second = v128.load(p + row), third = v128.load(p + 2 * row)
      v128.store(p, f32x4.add(first, third))
      v128.store(p + row, f32x4.sub(first, second))
    }
  }
}
