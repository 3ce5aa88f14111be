import { count, recordStep, tensor, word } from './plan'

/**
 * CONVOLVE: y[l, :] = start + sum over t, i of x[l * xRowStep + t * tapStep + i] * w[t, i, :], for every record.
 * A dense layer is one tap with the records as rows; the gradient of an input is the same with the kernel turned
 * around. Sums run over t, then i, for every element alone, so the blocking does not change a bit.
 *
 * 1-3 x (address of the first window) · 4-6 y · 7 w · 8 start: 0 zero, 1 what y holds, else address of a bias ·
 * 9 rows · 10 xRowStep · 11 taps · 12 tapStep · 13 floats a tap · 14 wTapStep · 15 vectors of filters · 16 yRowStep ·
 * 17 records are rows. Steps are in bytes; w rows hold `vectors` vectors.
 */
export function convolve(op: usize): void {
  let x = tensor(op, 1)
  let y = tensor(op, 4)
  const xStep = recordStep(op, 1)
  const yStep = recordStep(op, 4)
  if (word(op, 17)) {
    convolveRecord(op, x, y, count, xStep, yStep)
    return
  }
  const rows = word(op, 9)
  const xRowStep = <usize>word(op, 10)
  const yRowStep = <usize>word(op, 16)
  for (let n = 0; n < count; n++) {
    convolveRecord(op, x, y, rows, xRowStep, yRowStep)
    x += xStep
    y += yStep
  }
}

function convolveRecord(op: usize, x: usize, y: usize, rows: i32, xRowStep: usize, yRowStep: usize): void {
  const w = <usize>word(op, 7)
  const start = <usize>word(op, 8)
  const taps = word(op, 11)
  const tapStep = <usize>word(op, 12)
  const inner = word(op, 13)
  const wTapStep = <usize>word(op, 14)
  const vectors = word(op, 15)
  const wRowStep = <usize>vectors << 4
  let v = 0
  while (v < vectors) {
    const offset = <usize>v << 4
    const left = vectors - v
    const bias = start > 1 ? start + offset : start
    if (left >= 4) {
      columns4(x, y + offset, w + offset, bias, rows, xRowStep, yRowStep, taps, tapStep, inner, wTapStep, wRowStep)
      v += 4
    } else if (left >= 2) {
      columns2(x, y + offset, w + offset, bias, rows, xRowStep, yRowStep, taps, tapStep, inner, wTapStep, wRowStep)
      v += 2
    } else {
      columns1(x, y + offset, w + offset, bias, rows, xRowStep, yRowStep, taps, tapStep, inner, wTapStep, wRowStep)
      v += 1
    }
  }
}

// @ts-ignore: decorator
@inline
function startOf(start: usize, y: usize, lane: usize): v128 {
  if (start == 0) return f32x4.splat(0)
  return v128.load((start == 1 ? y : start) + lane)
}

/** 16 filters, three rows at a time: twelve sums in registers. */
function columns4(
  x: usize, y: usize, w: usize, start: usize, rows: i32, xRowStep: usize, yRowStep: usize,
  taps: i32, tapStep: usize, inner: i32, wTapStep: usize, wRowStep: usize,
): void {
  let l = 0
  for (; l + 3 <= rows; l += 3) {
    const y1 = y + yRowStep
    const y2 = y1 + yRowStep
    let a0 = startOf(start, y, 0), a1 = startOf(start, y, 16), a2 = startOf(start, y, 32), a3 = startOf(start, y, 48)
    let b0 = startOf(start, y1, 0), b1 = startOf(start, y1, 16), b2 = startOf(start, y1, 32), b3 = startOf(start, y1, 48)
    let c0 = startOf(start, y2, 0), c1 = startOf(start, y2, 16), c2 = startOf(start, y2, 32), c3 = startOf(start, y2, 48)
    for (let t = 0; t < taps; t++) {
      let p = x + <usize>t * tapStep
      let q = w + <usize>t * wTapStep
      const end = p + (<usize>inner << 2)
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
        s = v128.load32_splat(p + (xRowStep << 1))
        c0 = f32x4.add(c0, f32x4.mul(s, w0))
        c1 = f32x4.add(c1, f32x4.mul(s, w1))
        c2 = f32x4.add(c2, f32x4.mul(s, w2))
        c3 = f32x4.add(c3, f32x4.mul(s, w3))
        p += 4
        q += wRowStep
      }
    }
    v128.store(y, a0)
    v128.store(y, a1, 16)
    v128.store(y, a2, 32)
    v128.store(y, a3, 48)
    v128.store(y1, b0)
    v128.store(y1, b1, 16)
    v128.store(y1, b2, 32)
    v128.store(y1, b3, 48)
    v128.store(y2, c0)
    v128.store(y2, c1, 16)
    v128.store(y2, c2, 32)
    v128.store(y2, c3, 48)
    x += 3 * xRowStep
    y += 3 * yRowStep
  }
  for (; l < rows; l++) {
    let a0 = startOf(start, y, 0), a1 = startOf(start, y, 16), a2 = startOf(start, y, 32), a3 = startOf(start, y, 48)
    for (let t = 0; t < taps; t++) {
      let p = x + <usize>t * tapStep
      let q = w + <usize>t * wTapStep
      const end = p + (<usize>inner << 2)
      while (p < end) {
        const s = v128.load32_splat(p)
        a0 = f32x4.add(a0, f32x4.mul(s, v128.load(q)))
        a1 = f32x4.add(a1, f32x4.mul(s, v128.load(q, 16)))
        a2 = f32x4.add(a2, f32x4.mul(s, v128.load(q, 32)))
        a3 = f32x4.add(a3, f32x4.mul(s, v128.load(q, 48)))
        p += 4
        q += wRowStep
      }
    }
    v128.store(y, a0)
    v128.store(y, a1, 16)
    v128.store(y, a2, 32)
    v128.store(y, a3, 48)
    x += xRowStep
    y += yRowStep
  }
}

/** Eight filters, four rows at a time. */
function columns2(
  x: usize, y: usize, w: usize, start: usize, rows: i32, xRowStep: usize, yRowStep: usize,
  taps: i32, tapStep: usize, inner: i32, wTapStep: usize, wRowStep: usize,
): void {
  let l = 0
  for (; l + 4 <= rows; l += 4) {
    const y1 = y + yRowStep
    const y2 = y1 + yRowStep
    const y3 = y2 + yRowStep
    let a0 = startOf(start, y, 0), a1 = startOf(start, y, 16)
    let b0 = startOf(start, y1, 0), b1 = startOf(start, y1, 16)
    let c0 = startOf(start, y2, 0), c1 = startOf(start, y2, 16)
    let d0 = startOf(start, y3, 0), d1 = startOf(start, y3, 16)
    for (let t = 0; t < taps; t++) {
      let p = x + <usize>t * tapStep
      let q = w + <usize>t * wTapStep
      const end = p + (<usize>inner << 2)
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
    }
    v128.store(y, a0)
    v128.store(y, a1, 16)
    v128.store(y1, b0)
    v128.store(y1, b1, 16)
    v128.store(y2, c0)
    v128.store(y2, c1, 16)
    v128.store(y3, d0)
    v128.store(y3, d1, 16)
    x += xRowStep << 2
    y += yRowStep << 2
  }
  for (; l < rows; l++) {
    let a0 = startOf(start, y, 0), a1 = startOf(start, y, 16)
    for (let t = 0; t < taps; t++) {
      let p = x + <usize>t * tapStep
      let q = w + <usize>t * wTapStep
      const end = p + (<usize>inner << 2)
      while (p < end) {
        const s = v128.load32_splat(p)
        a0 = f32x4.add(a0, f32x4.mul(s, v128.load(q)))
        a1 = f32x4.add(a1, f32x4.mul(s, v128.load(q, 16)))
        p += 4
        q += wRowStep
      }
    }
    v128.store(y, a0)
    v128.store(y, a1, 16)
    x += xRowStep
    y += yRowStep
  }
}

/** Four filters, four rows at a time. */
function columns1(
  x: usize, y: usize, w: usize, start: usize, rows: i32, xRowStep: usize, yRowStep: usize,
  taps: i32, tapStep: usize, inner: i32, wTapStep: usize, wRowStep: usize,
): void {
  let l = 0
  for (; l + 4 <= rows; l += 4) {
    const y1 = y + yRowStep
    const y2 = y1 + yRowStep
    const y3 = y2 + yRowStep
    let a = startOf(start, y, 0), b = startOf(start, y1, 0), c = startOf(start, y2, 0), d = startOf(start, y3, 0)
    for (let t = 0; t < taps; t++) {
      let p = x + <usize>t * tapStep
      let q = w + <usize>t * wTapStep
      const end = p + (<usize>inner << 2)
      while (p < end) {
        const w0 = v128.load(q)
        a = f32x4.add(a, f32x4.mul(v128.load32_splat(p), w0))
        b = f32x4.add(b, f32x4.mul(v128.load32_splat(p + xRowStep), w0))
        c = f32x4.add(c, f32x4.mul(v128.load32_splat(p + (xRowStep << 1)), w0))
        d = f32x4.add(d, f32x4.mul(v128.load32_splat(p + 3 * xRowStep), w0))
        p += 4
        q += wRowStep
      }
    }
    v128.store(y, a)
    v128.store(y1, b)
    v128.store(y2, c)
    v128.store(y3, d)
    x += xRowStep << 2
    y += yRowStep << 2
  }
  for (; l < rows; l++) {
    let a = startOf(start, y, 0)
    for (let t = 0; t < taps; t++) {
      let p = x + <usize>t * tapStep
      let q = w + <usize>t * wTapStep
      const end = p + (<usize>inner << 2)
      while (p < end) {
        a = f32x4.add(a, f32x4.mul(v128.load32_splat(p), v128.load(q)))
        p += 4
        q += wRowStep
      }
    }
    v128.store(y, a)
    x += xRowStep
    y += yRowStep
  }
}
