import { promotedHigh } from './accumulate'
import { count, recordStep, slice, tensor, word } from './plan'

/**
 * Batch normalisation while training needs the whole batch twice: sums of the slices are added in order by the host,
 * which also writes the small arrays below. All sums are float64.
 *
 * NORMALIZE_SUMS: adds sum x and sum x^2 of every channel to the slice's sums.
 * 1-3 x · 7 address of the sums · 8 bytes of sums a slice · 9 rows · 10 channels · 11 bytes a row
 */
export function normalizeSums(op: usize): void {
  const rowBytes = <usize>word(op, 11)
  for (let n = 0; n < count; n++) {
    const x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    for (let l = 0; l < word(op, 9); l += BLOCK) {
      const block = x + <usize>l * rowBytes
      sumBlock(op, block, block, rowBytes, min(BLOCK, word(op, 9) - l), 0, 0)
    }
  }
}

/** Rows whose numbers of all channels stay in the first-level cache. */
const BLOCK: i32 = 32

/** Adds the sums of some rows: of x and x times x where `inverse` is 0, else of y and y times xhat. */
function sumBlock(op: usize, x: usize, y: usize, rowBytes: usize, rows: i32, mean: usize, inverse: usize): void {
  const channels = word(op, 10)
  const sums = <usize>word(op, 7) + <usize>(slice * word(op, 8))
  let c = 0
  for (; c + 4 <= channels; c += 4) {
    const o = <usize>c << 2
    if (inverse) {
      sumVectors(x + o, y + o, rowBytes, rows, v128.load(mean + o), v128.load(inverse + o), sums + (o << 2))
    } else {
      sumSquares(x + o, rowBytes, rows, sums + (o << 2))
    }
  }
  for (; c < channels; c++) {
    const o = <usize>c << 2
    for (let l: usize = 0; l < <usize>rows; l++) {
      const value = load<f32>(y + o + l * rowBytes)
      const other = inverse ? (load<f32>(x + o + l * rowBytes) - load<f32>(mean + o)) * load<f32>(inverse + o) : value
      const p = sums + (o << 2)
      store<f64>(p, load<f64>(p) + <f64>value)
      store<f64>(p, load<f64>(p, 8) + <f64>value * <f64>other, 8)
    }
  }
}

/** Four channels; their two sums lie side by side. */
function sumSquares(x: usize, rowBytes: usize, rows: i32, sums: usize): void {
  const p = v128.load(sums), q = v128.load(sums, 16), r = v128.load(sums, 32), s = v128.load(sums, 48)
  let a = v128.shuffle<f64>(p, q, 0, 2), b = v128.shuffle<f64>(r, s, 0, 2)
  let aa = v128.shuffle<f64>(p, q, 1, 3), bb = v128.shuffle<f64>(r, s, 1, 3)
  for (const end = x + <usize>rows * rowBytes; x < end; x += rowBytes) {
    const value = v128.load(x)
    const low = f64x2.promote_low_f32x4(value), high = promotedHigh(value)
    a = f64x2.add(a, low)
    b = f64x2.add(b, high)
    aa = f64x2.add(aa, f64x2.mul(low, low))
    bb = f64x2.add(bb, f64x2.mul(high, high))
  }
  storeSums(sums, a, b, aa, bb)
}

function sumVectors(x: usize, y: usize, rowBytes: usize, rows: i32, mean: v128, inverse: v128, sums: usize): void {
  const p = v128.load(sums), q = v128.load(sums, 16), r = v128.load(sums, 32), s = v128.load(sums, 48)
  let a = v128.shuffle<f64>(p, q, 0, 2), b = v128.shuffle<f64>(r, s, 0, 2)
  let aa = v128.shuffle<f64>(p, q, 1, 3), bb = v128.shuffle<f64>(r, s, 1, 3)
  for (const end = x + <usize>rows * rowBytes; x < end; x += rowBytes) {
    const value = v128.load(y)
    const xhat = f32x4.mul(f32x4.sub(v128.load(x), mean), inverse)
    const low = f64x2.promote_low_f32x4(value), high = promotedHigh(value)
    a = f64x2.add(a, low)
    b = f64x2.add(b, high)
    aa = f64x2.add(aa, f64x2.mul(low, f64x2.promote_low_f32x4(xhat)))
    bb = f64x2.add(bb, f64x2.mul(high, promotedHigh(xhat)))
    y += rowBytes
  }
  storeSums(sums, a, b, aa, bb)
}

// @ts-ignore: decorator
@inline
function storeSums(sums: usize, a: v128, b: v128, aa: v128, bb: v128): void {
  v128.store(sums, v128.shuffle<f64>(a, aa, 0, 2))
  v128.store(sums, v128.shuffle<f64>(a, aa, 1, 3), 16)
  v128.store(sums, v128.shuffle<f64>(b, bb, 0, 2), 32)
  v128.store(sums, v128.shuffle<f64>(b, bb, 1, 3), 48)
}

/**
 * NORMALIZE: y = (x - mean) * factor + beta, per channel.
 * 1-3 x · 4-6 y · 7 address of mean, factor, beta, each of `vectors` vectors · 9 rows · 10 vectors · 11 ReLU
 */
export function normalize(op: usize): void {
  const vectors = word(op, 10)
  const mean = <usize>word(op, 7)
  const factor = mean + (<usize>vectors << 4)
  const beta = factor + (<usize>vectors << 4)
  const least = f32x4.splat(word(op, 11) ? <f32>0 : -Infinity)
  for (let n = 0; n < count; n++) {
    let x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    let y = tensor(op, 4) + <usize>n * recordStep(op, 4)
    for (let l = 0; l < word(op, 9); l++) {
      for (let v: usize = 0; v < <usize>vectors << 4; v += 16) {
        const centred = f32x4.sub(v128.load(x + v), v128.load(mean + v))
        const scaled = f32x4.mul(centred, v128.load(factor + v))
        v128.store(y + v, f32x4.max(f32x4.add(scaled, v128.load(beta + v)), least))
      }
      x += <usize>vectors << 4
      y += <usize>vectors << 4
    }
  }
}

/**
 * NORMALIZE_GRADIENT_SUMS: adds sum dy and sum dy * xhat of every channel, xhat = (x - mean) * inverse deviation.
 * 1-3 x · 4-6 dy · 7 address of the sums · 8 bytes of sums a slice · 9 rows · 10 channels · 11 bytes a row ·
 * 12 address of mean · 13 address of the inverse deviations
 */
export function normalizeGradientSums(op: usize): void {
  const rowBytes = <usize>word(op, 11)
  for (let n = 0; n < count; n++) {
    const x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    const dy = tensor(op, 4) + <usize>n * recordStep(op, 4)
    for (let l = 0; l < word(op, 9); l += BLOCK) {
      const offset = <usize>l * rowBytes
      const rows = min(BLOCK, word(op, 9) - l)
      sumBlock(op, x + offset, dy + offset, rowBytes, rows, <usize>word(op, 12), <usize>word(op, 13))
    }
  }
}

/**
 * NORMALIZE_GRADIENT: dx = factor * (dy - a - xhat * b), or added to dx. With a = b = 0 the moving statistics' case.
 * 1-3 x · 4-6 dy · 7 address of mean, inverse deviation, factor, a, b, each of `vectors` vectors · 9 rows ·
 * 10 vectors · 12-14 dx · 15 accumulate
 */
export function normalizeGradient(op: usize): void {
  const size = <usize>word(op, 10) << 4
  const mean = <usize>word(op, 7)
  const inverse = mean + size
  const factor = inverse + size
  const a = factor + size
  const b = a + size
  const accumulate = word(op, 15)
  for (let n = 0; n < count; n++) {
    let x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    let dy = tensor(op, 4) + <usize>n * recordStep(op, 4)
    let dx = tensor(op, 12) + <usize>n * recordStep(op, 12)
    for (let l = 0; l < word(op, 9); l++) {
      for (let v: usize = 0; v < size; v += 16) {
        const xhat = f32x4.mul(f32x4.sub(v128.load(x + v), v128.load(mean + v)), v128.load(inverse + v))
        const inner = f32x4.sub(f32x4.sub(v128.load(dy + v), v128.load(a + v)), f32x4.mul(xhat, v128.load(b + v)))
        const g = f32x4.mul(inner, v128.load(factor + v))
        v128.store(dx + v, accumulate ? f32x4.add(v128.load(dx + v), g) : g)
      }
      x += size
      dy += size
      dx += size
    }
  }
}
