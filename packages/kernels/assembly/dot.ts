import { addTo } from './accumulate'
import { count, recordStep, sliceGradients, tensor, word } from './plan'

/**
 * A dense layer of one unit is a dot product of a whole record with the weights, which need not be packed for it: lanes
 * beyond the channels of a row of x meet zeros.
 *
 * DOT: y[0] = bias + sum of x[i] w[i]. 1-3 x · 4-6 y (one vector) · 7 w · 8 bias (0: none) · 9 vectors of a record of x
 */
export function dot(op: usize): void {
  const w = <usize>word(op, 7)
  const bytes = <usize>word(op, 9) << 4
  const bias: f32 = word(op, 8) ? load<f32>(<usize>word(op, 8)) : 0
  let x = tensor(op, 1)
  let y = tensor(op, 4)
  for (let n = 0; n < count; n++) {
    let sum = f32x4.splat(0)
    // Sums of at most 64 terms, as everywhere (convolution.ts).
    for (let i: usize = 0; i < bytes; i += DOT_BLOCK) sum = f32x4.add(sum, dotBlock(x + i, w + i, min(DOT_BLOCK, bytes - i)))
    const pairs = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 2, 3))
    v128.store(y, f32x4.splat(0))
    store<f32>(y, bias + (f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)))
    x += recordStep(op, 1)
    y += recordStep(op, 4)
  }
}

/** Bytes of x in a block: 64 terms to each of four sums of four lanes. */
const DOT_BLOCK: usize = 4096

function dotBlock(x: usize, w: usize, bytes: usize): v128 {
  let a = f32x4.splat(0), b = a, c = a, d = a
  let i: usize = 0
  for (; i + 64 <= bytes; i += 64) {
    a = f32x4.add(a, f32x4.mul(v128.load(x + i), v128.load(w + i)))
    b = f32x4.add(b, f32x4.mul(v128.load(x + i, 16), v128.load(w + i, 16)))
    c = f32x4.add(c, f32x4.mul(v128.load(x + i, 32), v128.load(w + i, 32)))
    d = f32x4.add(d, f32x4.mul(v128.load(x + i, 48), v128.load(w + i, 48)))
  }
  for (; i < bytes; i += 16) a = f32x4.add(a, f32x4.mul(v128.load(x + i), v128.load(w + i)))
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d))
}

/**
 * DOT_GRADIENT: g[i] += sum over records of x[i] dy[0], and for the bias g += sum of dy[0], into the slice's sums.
 * 1-3 x · 4-6 dy · 7 offset of g · 8 offset of the bias' (-1: none) · 9 vectors of a record of x
 */
export function dotGradient(op: usize): void {
  const x = tensor(op, 1)
  const dy = tensor(op, 4)
  const xStep = recordStep(op, 1)
  const dyStep = recordStep(op, 4)
  const bytes = <usize>word(op, 9) << 4
  const g = sliceGradients + <usize>word(op, 7)
  let i: usize = 0
  for (; i + 64 <= bytes; i += 64) {
    let a = f32x4.splat(0), b = a, c = a, d = a
    let p = x + i
    let q = dy
    for (let n = 0; n < count; n++) {
      const s = v128.load32_splat(q)
      a = f32x4.add(a, f32x4.mul(s, v128.load(p)))
      b = f32x4.add(b, f32x4.mul(s, v128.load(p, 16)))
      c = f32x4.add(c, f32x4.mul(s, v128.load(p, 32)))
      d = f32x4.add(d, f32x4.mul(s, v128.load(p, 48)))
      p += xStep
      q += dyStep
    }
    addTo(g + i, a)
    addTo(g + i + 16, b)
    addTo(g + i + 32, c)
    addTo(g + i + 48, d)
  }
  for (; i < bytes; i += 16) {
    let a = f32x4.splat(0)
    for (let n = 0; n < count; n++) {
      a = f32x4.add(a, f32x4.mul(v128.load32_splat(dy + <usize>n * dyStep), v128.load(x + i + <usize>n * xStep)))
    }
    addTo(g + i, a)
  }
  if (word(op, 8) < 0) return
  let sum: f32 = 0
  for (let n = 0; n < count; n++) sum += load<f32>(dy + <usize>n * dyStep)
  const bias = sliceGradients + <usize>word(op, 8)
  store<f32>(bias, load<f32>(bias) + sum)
}

/** DOT_INPUT: dx[i] = dy[0] w[i], or added to dx. 4-6 dy · 7 w · 9 vectors of a record of dx · 12-14 dx · 15 accumulate */
export function dotInput(op: usize): void {
  const w = <usize>word(op, 7)
  const bytes = <usize>word(op, 9) << 4
  const accumulate = word(op, 15) != 0
  let dy = tensor(op, 4)
  let dx = tensor(op, 12)
  for (let n = 0; n < count; n++) {
    const s = v128.load32_splat(dy)
    for (let i: usize = 0; i < bytes; i += 16) {
      const value = f32x4.mul(s, v128.load(w + i))
      v128.store(dx + i, accumulate ? f32x4.add(v128.load(dx + i), value) : value)
    }
    dy += recordStep(op, 4)
    dx += recordStep(op, 12)
  }
}
