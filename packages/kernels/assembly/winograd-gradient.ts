import { addTo, demoted, promotedHigh } from './accumulate'
import { addProducts, biasGradient } from './kernel-gradient'
import { closesSlice, count, opensSlice, recordStep, sliceGradients, tensor, word } from './plan'
import { gradientPlanes, inputPlanes, planeBytes, POINTS, workspace } from './winograd'

/**
 * WINOGRAD_GRADIENT: the kernel's gradient, G^T p, p being the sums over all tiles of a slice of B d times A dy at each
 * point. 1-19 as WINOGRAD (winograd.ts), but for 7 offset of g in the slice's sums · 8 offset of the bias' (-1: none) ·
 * 21-23 sums of products [6, channels, vectors of y]
 */
export function winogradGradient(op: usize): void {
  const channels = word(op, 13) << 2
  const yVectors = word(op, 14)
  const row = <usize>yVectors << 4
  const matrix = <usize>channels * row
  const sums = tensor(op, 21)
  if (opensSlice) memory.fill(sums, 0, POINTS * matrix)
  const planes = workspace(op)
  const gradients = planes + POINTS * planeBytes(op, word(op, 13))
  const tiles = count * word(op, 15)
  const size = word(op, 17)
  for (let tile = 0; tile < tiles; tile += size) {
    const end = min(tile + size, tiles)
    inputPlanes(op, tensor(op, 1), recordStep(op, 1), planes, tile, end)
    gradientPlanes(op, tensor(op, 4), recordStep(op, 4), gradients, tile, end)
    for (let point: usize = 0; point < POINTS; point++) {
      const x = planes + point * planeBytes(op, word(op, 13))
      const dy = gradients + point * planeBytes(op, yVectors)
      addProducts(x, <usize>channels << 2, dy, row, sums + point * matrix, row, end - tile, channels, yVectors)
    }
  }
  const bias = word(op, 8)
  if (bias >= 0) {
    const dy = tensor(op, 4)
    biasGradient(dy, sliceGradients + <usize>bias, yVectors, count, word(op, 10), recordStep(op, 4), row)
  }
  if (closesSlice) joinPoints(sums, matrix, sliceGradients + <usize>word(op, 7))
}

/** Adds G^T p to the slice's sums, tap after tap. In float64: it is done once a slice. */
function joinPoints(sums: usize, matrix: usize, target: usize): void {
  for (const end = sums + matrix; sums < end; sums += 16) {
    const p0 = v128.load(sums), p1 = v128.load(sums + matrix), p2 = v128.load(sums + 2 * matrix)
    const p3 = v128.load(sums + 3 * matrix), p4 = v128.load(sums + 4 * matrix), p5 = v128.load(sums + 5 * matrix)
    for (let t: usize = 0; t < 3; t++) {
      const low = tapOf(t, low64(p0), low64(p1), low64(p2), low64(p3), low64(p4), low64(p5))
      const high = tapOf(
        t, promotedHigh(p0), promotedHigh(p1), promotedHigh(p2), promotedHigh(p3), promotedHigh(p4), promotedHigh(p5),
      )
      addTo(target + t * matrix, demoted(low, high))
    }
    target += 16
  }
}

// @ts-ignore: decorator
@inline
function low64(x: v128): v128 {
  return f64x2.promote_low_f32x4(x)
}

function tapOf(t: usize, p0: v128, p1: v128, p2: v128, p3: v128, p4: v128, p5: v128): v128 {
  const sixth = f64x2.splat(1.0 / 6.0), fifteenth = f64x2.splat(1.0 / 15.0), half = f64x2.splat(0.5)
  const even = f64x2.mul(sixth, f64x2.add(p1, p2))
  if (t == 0) {
    const rest = f64x2.add(f64x2.mul(f64x2.splat(16), p3), f64x2.mul(half, p4))
    return f64x2.add(f64x2.add(f64x2.mul(half, p0), even), f64x2.mul(fifteenth, rest))
  }
  if (t == 1) {
    const rest = f64x2.sub(f64x2.mul(f64x2.splat(8), p3), p4)
    return f64x2.add(f64x2.mul(sixth, f64x2.sub(p1, p2)), f64x2.mul(fifteenth, rest))
  }
  const rest = f64x2.add(f64x2.mul(f64x2.splat(4), p3), f64x2.mul(f64x2.splat(2), p4))
  return f64x2.add(f64x2.add(even, f64x2.mul(half, p5)), f64x2.mul(fifteenth, rest))
}

/**
 * PACK_WINOGRAD: G w of a kernel of three taps, in float64.
 * 1 its first tap · 2 target [6, numbers of a tap] · 3 bytes from tap to tap (less than 0: turned around) · 4 vectors of a tap
 */
export function packWinograd(op: usize): void {
  const step = <usize>word(op, 3)
  const plane = <usize>word(op, 4) << 4
  let p = <usize>word(op, 1)
  let target = <usize>word(op, 2)
  for (const end = target + plane; target < end; target += 16) {
    const w0 = v128.load(p), w1 = v128.load(p + step), w2 = v128.load(p + step + step)
    const l0 = low64(w0), l1 = low64(w1), l2 = low64(w2)
    const h0 = promotedHigh(w0), h1 = promotedHigh(w1), h2 = promotedHigh(w2)
    for (let point: usize = 0; point < POINTS; point++) {
      v128.store(target + point * plane, demoted(pointOf(point, l0, l1, l2), pointOf(point, h0, h1, h2)))
    }
    p += 16
  }
}

function pointOf(point: usize, w0: v128, w1: v128, w2: v128): v128 {
  const half = f64x2.splat(0.5)
  if (point == 0) return f64x2.mul(half, w0)
  if (point == 5) return f64x2.mul(half, w2)
  const two = f64x2.splat(2)
  if (point == 3) {
    const sum = f64x2.add(f64x2.add(f64x2.mul(f64x2.splat(4), w0), f64x2.mul(two, w1)), w2)
    return f64x2.mul(f64x2.splat(4.0 / 15.0), sum)
  }
  if (point == 4) {
    const sum = f64x2.add(f64x2.sub(f64x2.mul(half, w0), w1), f64x2.mul(two, w2))
    return f64x2.mul(f64x2.splat(1.0 / 15.0), sum)
  }
  const even = f64x2.add(w0, w2)
  return f64x2.mul(f64x2.splat(1.0 / 6.0), point == 1 ? f64x2.add(even, w1) : f64x2.sub(even, w1))
}
