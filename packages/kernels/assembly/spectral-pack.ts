import { demoted, promotedHigh } from './accumulate'
import { word } from './plan'

/**
 * PACK_SPECTRUM: the spectrum of a packed kernel, conjugated, as SPECTRAL_PRODUCT reads it, over N. Sums in float64.
 * 1 packed kernel [taps, rows, vectors] · 2 spectrum · 3 taps · 4 rows (channels, padded) · 5 vectors ·
 * 6 first frequency to pack · 7 their number · 9 frequencies · 17 cosines of 2 pi n / N for n from 0 to N - 1 (float64)
 */
export function packSpectrum(op: usize): void {
  const rows = word(op, 4)
  const row = <usize>word(op, 5) << 4
  const first = word(op, 6)
  let target = <usize>word(op, 2) + <usize>(first * 2 * rows) * (row << 1)
  for (let k = first; k < first + word(op, 7); k++) {
    for (let c = 0; c < rows; c++) {
      packFrequency(op, k, <usize>word(op, 1) + <usize>c * row, target, target + <usize>rows * (row << 1))
      target += row << 1
    }
    target += <usize>rows * (row << 1)
  }
}

/** One channel at one frequency: its real parts' row of the matrix at `upper`, its imaginary parts' at `lower`. */
function packFrequency(op: usize, k: i32, kernel: usize, upper: usize, lower: usize): void {
  const taps = word(op, 3)
  const row = <usize>word(op, 5) << 4
  const tapBytes = <usize>word(op, 4) * row
  const scale = f32x4.splat(<f32>0.5 / <f32>word(op, 9))
  for (let v: usize = 0; v < row; v += 16) {
    let re0 = f64x2.splat(0), re1 = re0, im0 = re0, im1 = re0
    let p = kernel + v
    for (let t = 0; t < taps; t++) {
      const w = v128.load(p)
      const w0 = f64x2.promote_low_f32x4(w), w1 = promotedHigh(w)
      const a = f64x2.splat(cosineAt(op, k, t))
      const b = f64x2.splat(sineAt(op, k, t))
      re0 = f64x2.add(re0, f64x2.mul(a, w0))
      re1 = f64x2.add(re1, f64x2.mul(a, w1))
      im0 = f64x2.add(im0, f64x2.mul(b, w0))
      im1 = f64x2.add(im1, f64x2.mul(b, w1))
      p += tapBytes
    }
    const re = f32x4.mul(demoted(re0, re1), scale)
    const im = f32x4.mul(demoted(im0, im1), scale)
    // Frequencies 0 and N / 2 are two real numbers side by side; else a product with conj(w) = re + i im.
    v128.store(upper + v, re)
    v128.store(upper + row + v, k == 0 ? f32x4.splat(0) : im)
    v128.store(lower + v, k == 0 ? f32x4.splat(0) : f32x4.neg(im))
    v128.store(lower + row + v, k == 0 ? im : re)
  }
}

/**
 * PACK_SPECTRUM_THREE: the three planes of a spectrum for products by Gauss' way: re, im - re, -(re + im); for frequencies 0
 * and N / 2 nothing and the two spectra. 1 spectrum · 2 planes · 3 frequencies · 4 rows (channels, padded) · 5 vectors
 */
export function packSpectrumThree(op: usize): void {
  const row = <usize>word(op, 5) << 4
  const plane = <usize>word(op, 4) * row
  let source = <usize>word(op, 1)
  let target = <usize>word(op, 2)
  for (let k = 0; k < word(op, 3); k++) {
    for (let c = 0; c < word(op, 4); c++) {
      for (let v: usize = 0; v < row; v += 16) {
        const re = v128.load(source + v), im = v128.load(source + row + v)
        v128.store(target + v, re)
        v128.store(target + plane + v, k == 0 ? re : f32x4.sub(im, re))
        v128.store(target + 2 * plane + v, k == 0 ? v128.load(source + 2 * plane + row + v) : f32x4.neg(f32x4.add(re, im)))
      }
      source += row << 1
      target += row
    }
    source += plane << 1
    target += plane << 1
  }
}

/**
 * PACK_SPECTRUM_TURNED: the same matrices, rows and columns exchanged: for the input's gradient.
 * 1 spectrum · 2 turned · 3 frequencies · 4 vectors of rows · 5 vectors of columns (of the spectrum's matrices)
 */
export function packSpectrumTurned(op: usize): void {
  let source = <usize>word(op, 1)
  let target = <usize>word(op, 2)
  const rows = word(op, 4)
  const columns = word(op, 5)
  const rowBytes = <usize>columns << 4
  const turnedBytes = <usize>rows << 4
  for (let k = word(op, 3); k > 0; k--) {
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        turnBlock(source + (<usize>r << 2) * rowBytes + (<usize>c << 4), rowBytes, target + (<usize>c << 2) * turnedBytes + (<usize>r << 4), turnedBytes)
      }
    }
    source += (<usize>rows << 2) * rowBytes
    target += (<usize>columns << 2) * turnedBytes
  }
}

/** Four rows of four floats. */
// @ts-ignore: decorator
@inline
function turnBlock(p: usize, pStep: usize, q: usize, qStep: usize): void {
  const a = v128.load(p), b = v128.load(p + pStep), c = v128.load(p + 2 * pStep), d = v128.load(p + 3 * pStep)
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  const ef = v128.shuffle<f32>(a, b, 2, 6, 3, 7), gh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  v128.store(q, v128.shuffle<f64>(ab, cd, 0, 2))
  v128.store(q + qStep, v128.shuffle<f64>(ab, cd, 1, 3))
  v128.store(q + 2 * qStep, v128.shuffle<f64>(ef, gh, 0, 2))
  v128.store(q + 3 * qStep, v128.shuffle<f64>(ef, gh, 1, 3))
}

/** cos(2 pi k t / N); words 9 and 17 are half of N and the table. */
// @ts-ignore: decorator
@inline
function cosineAt(op: usize, k: i32, t: i32): f64 {
  const bins = word(op, 9)
  return load<f64>(<usize>word(op, 17) + (<usize>((k * t) & ((bins << 1) - 1)) << 3))
}

/** sin(2 pi k t / N), or cos(pi t), what frequency N / 2 needs, in its place at frequency 0. */
// @ts-ignore: decorator
@inline
function sineAt(op: usize, k: i32, t: i32): f64 {
  if (k == 0) return t & 1 ? -1 : 1
  const bins = word(op, 9)
  return load<f64>(<usize>word(op, 17) + (<usize>((k * t - (bins >> 1)) & ((bins << 1) - 1)) << 3))
}
