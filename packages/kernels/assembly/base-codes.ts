import { biasGradient } from './kernel-gradient'
import { count, recordStep, sliceGradients, tensor, word } from './plan'

/** Rows of a kernel for one tap: A, C, G, T, and a row of zeros for everything else and for padding. */
const ROWS_A_TAP: usize = 5

/**
 * LOAD_CODES: copies the codes of the tile between `before` and `after` codes of padding. Codes above 4 become 4: the
 * next kernel uses them as an index. 1-3 source · 4-6 target · 7 length · 8 before · 9 after
 */
export function loadCodes(op: usize): void {
  let source = tensor(op, 1)
  let target = tensor(op, 4)
  const length = word(op, 7)
  const before = word(op, 8)
  const after = word(op, 9)
  for (let n = 0; n < count; n++) {
    memory.fill(target, 4, before)
    const t = target + before
    for (let i = 0; i < length; i++) {
      const code = load<u8>(source + i)
      store<u8>(t + i, code > 4 ? 4 : code)
    }
    memory.fill(t + length, 4, after)
    source += recordStep(op, 1)
    target += recordStep(op, 4)
  }
}

/** EXPAND_CODES: one-hot rows [length, 4] from codes. 1-3 codes (at the first base) · 4-6 y · 7 length */
export function expandCodes(op: usize): void {
  const codes = tensor(op, 1)
  const y = tensor(op, 4)
  const length = word(op, 7)
  for (let n = 0; n < count; n++) {
    const c = codes + <usize>n * recordStep(op, 1)
    const row = y + <usize>n * recordStep(op, 4)
    memory.fill(row, 0, <usize>length << 4)
    for (let i = 0; i < length; i++) {
      const code = load<u8>(c + i)
      if (code < 4) store<f32>(row + (<usize>i << 4) + (<usize>code << 2), 1)
    }
  }
}

/**
 * CONVOLVE_CODES: a convolution over one-hot bases without the one-hot matrix: y[l, :] = bias + sum over t of
 * w[t, code at l * strides + t * dilation, :].
 * 1-3 codes (first window) · 4-6 y · 7 w [taps, 5, vectors] · 8 bias (0: none) · 9 rows · 10 strides · 11 taps ·
 * 12 dilation · 15 vectors · 16 yRowStep
 */
export function convolveCodes(op: usize): void {
  let codes = tensor(op, 1)
  let y = tensor(op, 4)
  const w = <usize>word(op, 7)
  const bias = <usize>word(op, 8)
  const vectors = word(op, 15)
  for (let n = 0; n < count; n++) {
    let v = 0
    while (v < vectors) {
      const offset = <usize>v << 4
      const b = bias ? bias + offset : 0
      if (vectors - v >= 4) {
        codes4(op, codes, y + offset, w + offset, b)
        v += 4
      } else {
        codes1(op, codes, y + offset, w + offset, b)
        v += 1
      }
    }
    codes += recordStep(op, 1)
    y += recordStep(op, 4)
  }
}

function codes4(op: usize, codes: usize, y: usize, w: usize, bias: usize): void {
  const rows = word(op, 9)
  const strides = <usize>word(op, 10)
  const taps = word(op, 11)
  const dilation = <usize>word(op, 12)
  const rowStep = <usize>word(op, 15) << 4
  const tapStep = ROWS_A_TAP * rowStep
  const yRowStep = <usize>word(op, 16)
  const zero = f32x4.splat(0)
  const s0 = bias ? v128.load(bias) : zero
  const s1 = bias ? v128.load(bias, 16) : zero
  const s2 = bias ? v128.load(bias, 32) : zero
  const s3 = bias ? v128.load(bias, 48) : zero
  for (let l = 0; l < rows; l++) {
    let a0 = s0, a1 = s1, a2 = s2, a3 = s3
    let c = codes
    let q = w
    for (let t = 0; t < taps; t++) {
      const p = q + <usize>load<u8>(c) * rowStep
      a0 = f32x4.add(a0, v128.load(p))
      a1 = f32x4.add(a1, v128.load(p, 16))
      a2 = f32x4.add(a2, v128.load(p, 32))
      a3 = f32x4.add(a3, v128.load(p, 48))
      c += dilation
      q += tapStep
    }
    v128.store(y, a0)
    v128.store(y, a1, 16)
    v128.store(y, a2, 32)
    v128.store(y, a3, 48)
    codes += strides
    y += yRowStep
  }
}

function codes1(op: usize, codes: usize, y: usize, w: usize, bias: usize): void {
  const rows = word(op, 9)
  const strides = <usize>word(op, 10)
  const taps = word(op, 11)
  const dilation = <usize>word(op, 12)
  const rowStep = <usize>word(op, 15) << 4
  const tapStep = ROWS_A_TAP * rowStep
  const yRowStep = <usize>word(op, 16)
  const start = bias ? v128.load(bias) : f32x4.splat(0)
  for (let l = 0; l < rows; l++) {
    let a = start
    let c = codes
    let q = w
    for (let t = 0; t < taps; t++) {
      a = f32x4.add(a, v128.load(q + <usize>load<u8>(c) * rowStep))
      c += dilation
      q += tapStep
    }
    v128.store(y, a)
    codes += strides
    y += yRowStep
  }
}

/**
 * CODES_GRADIENT: g[t, code at l * strides + t * dilation, :] += dy[l, :]. The row of code 4 collects what nobody
 * reads. 1-3 codes · 4-6 dy · 7 offset of g · 8 offset of the bias' (-1: none) · 9 rows · 10 strides · 11 taps ·
 * 12 dilation · 15 vectors · 16 dyRowStep
 */
export function codesGradient(op: usize): void {
  const codes = tensor(op, 1)
  const dy = tensor(op, 4)
  const codesStep = recordStep(op, 1)
  const dyStep = recordStep(op, 4)
  const g = sliceGradients + <usize>word(op, 7)
  const rows = word(op, 9)
  const strides = <usize>word(op, 10)
  const taps = word(op, 11)
  const dilation = <usize>word(op, 12)
  const vectors = word(op, 15)
  const dyRowStep = <usize>word(op, 16)
  const rowStep = <usize>vectors << 4
  const tapStep = ROWS_A_TAP * rowStep
  for (let n = 0; n < count; n++) {
    let c = codes + <usize>n * codesStep
    let d = dy + <usize>n * dyStep
    for (let l = 0; l < rows; l++) {
      for (let v = 0; v < vectors; v++) {
        const value = v128.load(d + (<usize>v << 4))
        if (v128.any_true(f32x4.ne(value, f32x4.splat(0)))) {
          let base = c
          let q = g + (<usize>v << 4)
          for (let t = 0; t < taps; t++) {
            const p = q + <usize>load<u8>(base) * rowStep
            v128.store(p, f32x4.add(v128.load(p), value))
            base += dilation
            q += tapStep
          }
        }
      }
      c += strides
      d += dyRowStep
    }
  }
  const bias = word(op, 8)
  if (bias >= 0) biasGradient(dy, sliceGradients + <usize>bias, vectors, count, rows, dyStep, dyRowStep)
}
