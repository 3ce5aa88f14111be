import { count, recordStep, tensor, word } from './plan'
import { put } from './accumulate'
import { convolveSparse, isSparse, mayList, SEGMENT } from './sparse'

/**
 * CONVOLVE: y[l, :] = start + sum over t, i of x[l * xRowStep + t * tapStep + i] * w[t, i, :], for every record.
 * A dense layer is one tap with the records as rows; the gradient of an input is the same with the kernel turned
 * around. Each element's sum is a sum of sums over blocks of (t, i), in order: that loses fewer digits than one long sum,
 * and neither the rows at a time nor leaving out zeros changes a bit.
 *
 * 1-3 x (address of the first window) · 4-6 y · 7 w · 8 start: 0 zero, 1 what y holds, else address of a bias ·
 * 9 rows · 10 xRowStep · 11 taps · 12 tapStep · 13 floats a tap · 14 wTapStep · 15 vectors of filters · 16 yRowStep ·
 * 17 records are rows · 18-21 lists of non-zeros: see sparse.ts. Steps are in bytes; w rows hold `vectors` vectors.
 */
export function convolve(op: usize): void {
  let x = tensor(op, 1)
  let y = tensor(op, 4)
  const xStep = recordStep(op, 1)
  const yStep = recordStep(op, 4)
  if (word(op, 17)) {
    convolveRows(op, x, y, count, xStep, yStep)
    return
  }
  const rows = word(op, 9)
  const xRowStep = <usize>word(op, 10)
  const yRowStep = <usize>word(op, 16)
  for (let n = 0; n < count; n++) {
    if (mayList(op) && isSparse(op, x)) convolveSparse(op, x, y)
    else convolveRows(op, x, y, rows, xRowStep, yRowStep)
    x += xStep
    y += yStep
  }
}

function convolveRows(op: usize, x: usize, y: usize, rows: i32, xRowStep: usize, yRowStep: usize): void {
  const w = <usize>word(op, 7)
  const taps = word(op, 11)
  const tapStep = <usize>word(op, 12)
  const inner = word(op, 13)
  const wTapStep = <usize>word(op, 14)
  const vectors = word(op, 15)
  const wRowStep = <usize>vectors << 4
  const stride = word(op, 18)
  let start = <usize>word(op, 8)
  for (let t = 0; t < taps; t++) {
    const xTap = x + <usize>t * tapStep
    const wTap = w + <usize>t * wTapStep
    for (let i = 0; i < inner; ) {
      const length = blockLength(i, inner, stride)
      const bytes = <usize>length << 2
      convolveBlock(xTap + (<usize>i << 2), bytes, y, wTap + <usize>i * wRowStep, start, rows, xRowStep, yRowStep, vectors)
      start = 1
      i += length
    }
  }
}

/** y = x w for `rows` rows of x one after the other, `inner` floats each, in blocks of sums. */
export function multiplyRows(x: usize, inner: i32, y: usize, w: usize, rows: i32, vectors: i32): void {
  multiplyPlane(x, inner, <usize>inner << 2, y, w, 0, rows, <usize>vectors << 4, vectors, SEGMENT)
}

/** The same for rows of x and y so many bytes apart, in blocks of `most` terms; with `start` 1 added to y. */
export function multiplyPlane(
  x: usize, inner: i32, xRowStep: usize, y: usize, w: usize, start: usize, rows: i32, yRowStep: usize, vectors: i32,
  most: i32,
): void {
  const wRowStep = <usize>vectors << 4
  for (let i = 0; i < inner; i += most) {
    const bytes = <usize>min(most, inner - i) << 2
    convolveBlock(x + (<usize>i << 2), bytes, y, w + <usize>i * wRowStep, i == 0 ? start : 1, rows, xRowStep, yRowStep, vectors)
  }
}

/** Terms of the block that begins at float `i` of a tap: whole rows of x as long as they fit, or a part of one row. */
function blockLength(i: i32, inner: i32, stride: i32): i32 {
  if (stride <= SEGMENT) return min((SEGMENT / stride) * stride, inner - i)
  return min(SEGMENT, stride - (i % stride))
}

function convolveBlock(
  x: usize, bytes: usize, y: usize, w: usize, start: usize, rows: i32, xRowStep: usize, yRowStep: usize, vectors: i32,
): void {
  const wRowStep = <usize>vectors << 4
  let v = 0
  while (v < vectors) {
    const offset = <usize>v << 4
    const left = vectors - v
    const bias = start > 1 ? start + offset : start
    if (left >= 4) {
      columns4(x, bytes, y + offset, w + offset, bias, rows, xRowStep, yRowStep, wRowStep)
      v += 4
    } else if (left >= 2) {
      columns2(x, bytes, y + offset, w + offset, bias, rows, xRowStep, yRowStep, wRowStep)
      v += 2
    } else {
      columns1(x, bytes, y + offset, w + offset, bias, rows, xRowStep, yRowStep, wRowStep)
      v += 1
    }
  }
}

/** 16 filters, two rows at a time: eight sums, four vectors of weights and two inputs fill the registers. */
function columns4(
  x: usize, bytes: usize, y: usize, w: usize, start: usize, rows: i32, xRowStep: usize, yRowStep: usize, wRowStep: usize,
): void {
  let l = 0
  for (; l + 2 <= rows; l += 2) {
    const y1 = y + yRowStep
    let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0)
    let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0), b3 = f32x4.splat(0)
    let p = x
    let q = w
    const end = p + bytes
    while (p < end) {
      const w0 = v128.load(q), w1 = v128.load(q, 16), w2 = v128.load(q, 32), w3 = v128.load(q, 48)
      let s = v128.load32_splat(p)
      a0 = f32x4.add(a0, f32x4.mul(s, w0))
      a1 = f32x4.add(a1, f32x4.mul(s, w1))
      a2 = f32x4.add(a2, f32x4.mul(s, w2))
      a3 = f32x4.add(a3, f32x4.mul(s, w3))
      s = v128.load32_splat(p + xRowStep)
      b0 = f32x4.add(b0, f32x4.mul(s, w0))
      b1 = f32x4.add(b1, f32x4.mul(s, w1))
      b2 = f32x4.add(b2, f32x4.mul(s, w2))
      b3 = f32x4.add(b3, f32x4.mul(s, w3))
      p += 4
      q += wRowStep
    }
    put(y, start, 0, a0)
    put(y, start, 16, a1)
    put(y, start, 32, a2)
    put(y, start, 48, a3)
    put(y1, start, 0, b0)
    put(y1, start, 16, b1)
    put(y1, start, 32, b2)
    put(y1, start, 48, b3)
    x += xRowStep << 1
    y += yRowStep << 1
  }
  for (; l < rows; l++) {
    let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0)
    let p = x
    let q = w
    const end = p + bytes
    while (p < end) {
      const s = v128.load32_splat(p)
      a0 = f32x4.add(a0, f32x4.mul(s, v128.load(q)))
      a1 = f32x4.add(a1, f32x4.mul(s, v128.load(q, 16)))
      a2 = f32x4.add(a2, f32x4.mul(s, v128.load(q, 32)))
      a3 = f32x4.add(a3, f32x4.mul(s, v128.load(q, 48)))
      p += 4
      q += wRowStep
    }
    put(y, start, 0, a0)
    put(y, start, 16, a1)
    put(y, start, 32, a2)
    put(y, start, 48, a3)
    x += xRowStep
    y += yRowStep
  }
}

/** Eight filters, four rows at a time. */
function columns2(
  x: usize, bytes: usize, y: usize, w: usize, start: usize, rows: i32, xRowStep: usize, yRowStep: usize, wRowStep: usize,
): void {
  let l = 0
  for (; l + 4 <= rows; l += 4) {
    const y1 = y + yRowStep
    const y2 = y1 + yRowStep
    const y3 = y2 + yRowStep
    let a0 = f32x4.splat(0), a1 = f32x4.splat(0)
    let b0 = f32x4.splat(0), b1 = f32x4.splat(0)
    let c0 = f32x4.splat(0), c1 = f32x4.splat(0)
    let d0 = f32x4.splat(0), d1 = f32x4.splat(0)
    let p = x
    let q = w
    const end = p + bytes
    while (p < end) {
      const w0 = v128.load(q), w1 = v128.load(q, 16)
      let s = v128.load32_splat(p)
      a0 = f32x4.add(a0, f32x4.mul(s, w0))
      a1 = f32x4.add(a1, f32x4.mul(s, w1))
      s = v128.load32_splat(p + xRowStep)
      b0 = f32x4.add(b0, f32x4.mul(s, w0))
      b1 = f32x4.add(b1, f32x4.mul(s, w1))
      s = v128.load32_splat(p + (xRowStep << 1))
      c0 = f32x4.add(c0, f32x4.mul(s, w0))
      c1 = f32x4.add(c1, f32x4.mul(s, w1))
      s = v128.load32_splat(p + 3 * xRowStep)
      d0 = f32x4.add(d0, f32x4.mul(s, w0))
      d1 = f32x4.add(d1, f32x4.mul(s, w1))
      p += 4
      q += wRowStep
    }
    put(y, start, 0, a0)
    put(y, start, 16, a1)
    put(y1, start, 0, b0)
    put(y1, start, 16, b1)
    put(y2, start, 0, c0)
    put(y2, start, 16, c1)
    put(y3, start, 0, d0)
    put(y3, start, 16, d1)
    x += xRowStep << 2
    y += yRowStep << 2
  }
  for (; l < rows; l++) {
    let a0 = f32x4.splat(0), a1 = f32x4.splat(0)
    let p = x
    let q = w
    const end = p + bytes
    while (p < end) {
      const s = v128.load32_splat(p)
      a0 = f32x4.add(a0, f32x4.mul(s, v128.load(q)))
      a1 = f32x4.add(a1, f32x4.mul(s, v128.load(q, 16)))
      p += 4
      q += wRowStep
    }
    put(y, start, 0, a0)
    put(y, start, 16, a1)
    x += xRowStep
    y += yRowStep
  }
}

/** Four filters, four rows at a time. */
function columns1(
  x: usize, bytes: usize, y: usize, w: usize, start: usize, rows: i32, xRowStep: usize, yRowStep: usize, wRowStep: usize,
): void {
  let l = 0
  for (; l + 4 <= rows; l += 4) {
    const y1 = y + yRowStep
    const y2 = y1 + yRowStep
    const y3 = y2 + yRowStep
    let a0 = f32x4.splat(0)
    let b0 = f32x4.splat(0)
    let c0 = f32x4.splat(0)
    let d0 = f32x4.splat(0)
    let p = x
    let q = w
    const end = p + bytes
    while (p < end) {
      const w0 = v128.load(q)
      let s = v128.load32_splat(p)
      a0 = f32x4.add(a0, f32x4.mul(s, w0))
      s = v128.load32_splat(p + xRowStep)
      b0 = f32x4.add(b0, f32x4.mul(s, w0))
      s = v128.load32_splat(p + (xRowStep << 1))
      c0 = f32x4.add(c0, f32x4.mul(s, w0))
      s = v128.load32_splat(p + 3 * xRowStep)
      d0 = f32x4.add(d0, f32x4.mul(s, w0))
      p += 4
      q += wRowStep
    }
    put(y, start, 0, a0)
    put(y1, start, 0, b0)
    put(y2, start, 0, c0)
    put(y3, start, 0, d0)
    x += xRowStep << 2
    y += yRowStep << 2
  }
  for (; l < rows; l++) {
    let a0 = f32x4.splat(0)
    let p = x
    let q = w
    const end = p + bytes
    while (p < end) {
      const s = v128.load32_splat(p)
      a0 = f32x4.add(a0, f32x4.mul(s, v128.load(q)))
      p += 4
      q += wRowStep
    }
    put(y, start, 0, a0)
    x += xRowStep
    y += yRowStep
  }
}
