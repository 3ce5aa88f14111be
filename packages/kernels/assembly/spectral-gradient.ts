import { addTo, demoted, promotedHigh } from './accumulate'
import { addProducts, biasGradient } from './kernel-gradient'
import { closesSlice, count, opensSlice, recordStep, sliceGradients, tensor, word } from './plan'
import { binBytes } from './spectrum'

/**
 * SPECTRAL_GRADIENT: the kernel's gradient from the spectra of x and dy. Their products are summed up over the tiles of
 * records of a slice, in memory of the thread; with the last of them they are transformed back and join the slice's sums.
 *
 * 1-3 spectrum of x · 4-6 spectrum of dy · 7 offset of g in the slice's sums · 8 offset of the bias' (-1: none) ·
 * 9 frequencies · 10 tiles a record · 11 vectors of x · 12 vectors of dy · 13-15 sums of products · 16 taps ·
 * 17 cosines of 2 pi n / N for n from 0 to N - 1 (float64) · 18-20 dy · 21 rows of dy ·
 * 22-24 workspace: 128 bytes for each of N / 4 + 1 frequencies
 */
export function spectralGradient(op: usize): void {
  const bins = word(op, 9)
  const tiles = word(op, 10)
  const xVectors = word(op, 11)
  const dyVectors = word(op, 12)
  const xRow = <usize>xVectors << 5
  const dyRow = <usize>dyVectors << 5
  const matrix = <usize>(xVectors << 3) * dyRow
  const products = tensor(op, 13)
  if (opensSlice) memory.fill(products, 0, <usize>bins * matrix)
  let x = tensor(op, 1)
  let dy = tensor(op, 4)
  let g = products
  for (let k = 0; k < bins; k++) {
    addProducts(x, dy, g, count * tiles, xVectors << 3, dyVectors << 1)
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

/** Adds the products' transform back, at the taps alone, to the slice's sums. In float64: it is done once a slice. */
function transformProducts(op: usize, products: usize): void {
  const bins = word(op, 9)
  const channels = word(op, 11) << 2
  const row = <usize>word(op, 12) << 4
  const taps = word(op, 16)
  const matrix = <usize>(channels << 1) * (row << 1)
  const work = tensor(op, 22)
  const cosines = <usize>word(op, 17)
  const scale = f64x2.splat(0.125 / <f64>bins)
  for (let k = 0; k < bins; k++) joinProducts(products + <usize>k * matrix, matrix >> 1, row, k == 0)
  for (let c = 0; c < channels; c++) {
    for (let v: usize = 0; v < row; v += 16) {
      pairFrequencies(products + <usize>c * (row << 1) + v, bins, matrix, row, work)
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

/**
 * x conj(dy) = (xr dr + xi di) + i (xi dr - xr di), from the products of real and imaginary parts, in the upper half of
 * the matrix. Frequency 0 keeps frequency N / 2 in the imaginary parts: two real numbers side by side.
 */
function joinProducts(upper: usize, half: usize, row: usize, ends: bool): void {
  for (const end = upper + half; upper < end; upper += row << 1) {
    for (let v: usize = 0; v < row; v += 16) {
      const p = upper + v
      const q = p + half
      const rr = v128.load(p), ri = v128.load(p + row), ir = v128.load(q), ii = v128.load(q + row)
      v128.store(p, ends ? rr : f32x4.add(rr, ii))
      v128.store(p + row, ends ? ii : f32x4.sub(ir, ri))
    }
  }
}
