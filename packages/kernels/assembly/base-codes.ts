import { biasGradient } from './kernel-gradient'
import { count, recordStep, sliceGradients, tensor, thread, word } from './plan'
import { addTo } from './accumulate'

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
 * CODES_GRADIENT: g[t, code at l * strides + t * dilation, :] += dy[l, :].
 * 1-3 codes · 4-6 dy · 7 offset of g · 8 offset of the bias' (-1: none) · 9 rows · 10 strides · 11 taps ·
 * 12 dilation · 15 vectors · 16 dyRowStep · 19 address of lists (0: strided, or dy has no zeros around it) ·
 * 20 bytes of lists a thread · 21 codes that windows cover
 */
export function codesGradient(op: usize): void {
  let codes = tensor(op, 1)
  let dy = tensor(op, 4)
  const vectors = word(op, 15)
  const bias = word(op, 8)
  if (bias >= 0) {
    biasGradient(dy, sliceGradients + <usize>bias, vectors, count, word(op, 9), recordStep(op, 4), <usize>word(op, 16))
  }
  for (let n = 0; n < count; n++) {
    if (word(op, 19)) gradientByBase(op, codes, dy)
    else gradientByPosition(op, codes, dy)
    codes += recordStep(op, 1)
    dy += recordStep(op, 4)
  }
}

/** Position after position, into sums in memory. The row of code 4 collects what nobody reads. */
function gradientByPosition(op: usize, codes: usize, dy: usize): void {
  const g = sliceGradients + <usize>word(op, 7)
  const vectors = word(op, 15)
  const rowStep = <usize>vectors << 4
  const tapStep = ROWS_A_TAP * rowStep
  for (let l = 0; l < word(op, 9); l++) {
    for (let v = 0; v < vectors; v++) {
      const value = v128.load(dy + (<usize>v << 4))
      let base = codes
      let q = g + (<usize>v << 4)
      for (let t = 0; t < word(op, 11); t++) {
        addTo(q + <usize>load<u8>(base) * rowStep, value)
        base += word(op, 12)
        q += tapStep
      }
    }
    codes += word(op, 10)
    dy += word(op, 16)
  }
}

/** Base after base: the rows of dy that it meets are added up in registers. Rows outside the record are zeros. */
function gradientByBase(op: usize, codes: usize, dy: usize): void {
  const list = <usize>word(op, 19) + <usize>(thread * word(op, 20))
  const vectors = word(op, 15)
  const rowStep = <usize>vectors << 4
  const dyRowStep = <usize>word(op, 16)
  const dyTapStep = dyRowStep * <usize>word(op, 12)
  const tapStep = ROWS_A_TAP * rowStep
  const taps = word(op, 11)
  for (let code: u32 = 0; code < 4; code++) {
    const end = listBase(codes, word(op, 21), code, dyRowStep, list)
    const g = sliceGradients + <usize>word(op, 7) + code * rowStep
    for (let v = 0; v < vectors; ) {
      const offset = <usize>v << 4
      const d = dy + offset
      if (vectors - v >= 4) {
        let t = 0
        for (; t + 2 <= taps; t += 2) {
          const target = g + offset + <usize>t * tapStep
          addRows(list, end, d - <usize>t * dyTapStep, d - <usize>(t + 1) * dyTapStep, target, target + tapStep)
        }
        if (t < taps) addColumns(list, end, d - <usize>t * dyTapStep, g + offset + <usize>t * tapStep, 4)
        v += 4
      } else {
        for (let t = 0; t < taps; t++) addColumns(list, end, d - <usize>t * dyTapStep, g + offset + <usize>t * tapStep, 1)
        v += 1
      }
    }
  }
}

/** Offsets of the rows of dy that a base meets under the first tap, wherever it stands. Gives the list's end. */
function listBase(codes: usize, length: i32, code: u32, dyRowStep: usize, list: usize): usize {
  let offset: usize = 0
  for (let p = 0; p < length; p++) {
    store<usize>(list, offset)
    list += <u32>load<u8>(codes + p) == code ? 4 : 0
    offset += dyRowStep
  }
  return list
}

/** Two taps, 16 filters: eight sums in registers. */
function addRows(list: usize, end: usize, d: usize, f: usize, g: usize, h: usize): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0
  for (let p = list; p < end; p += 4) {
    const offset = load<usize>(p)
    const q = d + offset
    const r = f + offset
    a0 = f32x4.add(a0, v128.load(q))
    a1 = f32x4.add(a1, v128.load(q, 16))
    a2 = f32x4.add(a2, v128.load(q, 32))
    a3 = f32x4.add(a3, v128.load(q, 48))
    b0 = f32x4.add(b0, v128.load(r))
    b1 = f32x4.add(b1, v128.load(r, 16))
    b2 = f32x4.add(b2, v128.load(r, 32))
    b3 = f32x4.add(b3, v128.load(r, 48))
  }
  addTo(g, a0)
  addTo(g + 16, a1)
  addTo(g + 32, a2)
  addTo(g + 48, a3)
  addTo(h, b0)
  addTo(h + 16, b1)
  addTo(h + 32, b2)
  addTo(h + 48, b3)
}

/** One tap, `width` vectors of filters. */
function addColumns(list: usize, end: usize, d: usize, g: usize, width: i32): void {
  for (let v: usize = 0; v < <usize>width << 4; v += 16) {
    let a = f32x4.splat(0)
    for (let p = list; p < end; p += 4) a = f32x4.add(a, v128.load(d + v + load<usize>(p)))
    addTo(g + v, a)
  }
}
