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
    let i = 0
    for (; i + 16 <= length; i += 16) v128.store(t + i, i8x16.min_u(v128.load(source + i), i8x16.splat(4)))
    for (; i < length; i++) {
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

/** Rows of a kernel for two taps: all pairs of those five. */
const ROWS_A_PAIR: usize = 25

/**
 * PACK_PAIRS: the sums of two taps' rows for all 25 pairs of codes, so that a convolution adds half as often. An odd last
 * tap stands alone. 1 packed kernel [taps, 5, vectors] · 2 pairs [taps / 2, 25, vectors] · 3 taps · 4 vectors
 */
export function packPairs(op: usize): void {
  const row = <usize>word(op, 4) << 4
  let first = <usize>word(op, 1)
  let target = <usize>word(op, 2)
  for (let t = 0; t < word(op, 3); t += 2) {
    const second = first + ROWS_A_TAP * row
    const alone = t + 1 == word(op, 3)
    for (let i: usize = 0; i < ROWS_A_TAP; i++) {
      for (let j: usize = 0; j < ROWS_A_TAP; j++) {
        for (let v: usize = 0; v < row; v += 16) {
          const a = v128.load(first + i * row + v)
          v128.store(target + v, alone ? a : f32x4.add(a, v128.load(second + j * row + v)))
        }
        target += row
      }
    }
    first = second + ROWS_A_TAP * row
  }
}

/** For each of `length` codes: 5 times itself plus the one `gap` on, or plus N's where there is none. */
function pairCodes(codes: usize, length: i32, gap: i32, pairs: usize): void {
  let i = 0
  for (; i + gap + 16 <= length; i += 16) {
    const a = v128.load(codes + i)
    const five = i8x16.add(i8x16.shl(a, 2), a)
    v128.store(pairs + i, i8x16.add(five, v128.load(codes + i + gap)))
  }
  for (; i < length; i++) {
    const second: i32 = i + gap < length ? load<u8>(codes + i + gap) : 4
    store<u8>(pairs + i, <u8>(5 * <i32>load<u8>(codes + i) + second))
  }
}

/**
 * CONVOLVE_CODES: a convolution over one-hot bases without the one-hot matrix: y[l, :] = bias + sum over pairs of taps t of
 * w[t, pair at l * strides + t * dilation, :].
 * 1-3 codes (first window) · 4-6 y · 7 w [taps / 2, 25, vectors] · 8 bias (0: none) · 9 rows · 10 strides ·
 * 11 pairs of taps · 12 from pair to pair · 13 from tap to tap · 15 vectors · 16 yRowStep · 17 ReLU ·
 * 19 workspace: a byte a code · 20 bytes of it a thread · 21 codes that windows cover
 */
export function convolveCodes(op: usize): void {
  const codes = <usize>word(op, 19) + <usize>(thread * word(op, 20))
  let given = tensor(op, 1)
  let y = tensor(op, 4)
  const w = <usize>word(op, 7)
  const bias = <usize>word(op, 8)
  const vectors = word(op, 15)
  for (let n = 0; n < count; n++) {
    pairCodes(given, word(op, 21), word(op, 13), codes)
    for (let v = 0; v < vectors; ) {
      const offset = <usize>v << 4
      const done = vectors - v >= 2 ? codes3x2(op, codes, y + offset, w + offset, bias ? bias + offset : 0) : 0
      codes1(op, codes, y, w, bias, offset, done)
      if (vectors - v >= 2) codes1(op, codes, y, w, bias, offset + 16, done)
      v += 2
    }
    given += recordStep(op, 1)
    y += recordStep(op, 4)
  }
}

/** Three rows, 8 filters: six sums and what is added to them fill the registers. Gives the number of rows done. */
function codes3x2(op: usize, codes: usize, y: usize, w: usize, bias: usize): i32 {
  const rows = word(op, 9)
  const strides = <usize>word(op, 10)
  const dilation = <usize>word(op, 12)
  const rowStep = <usize>word(op, 15) << 4
  const tapStep = ROWS_A_PAIR * rowStep
  const end = w + <usize>word(op, 11) * tapStep
  const yRowStep = <usize>word(op, 16)
  const s0 = bias ? v128.load(bias) : f32x4.splat(0)
  const s1 = bias ? v128.load(bias, 16) : f32x4.splat(0)
  const least = f32x4.splat(word(op, 17) ? <f32>0 : -Infinity)
  let l = 0
  for (; l + 3 <= rows; l += 3) {
    let a0 = s0, a1 = s1, b0 = s0, b1 = s1, c0 = s0, c1 = s1
    let c = codes
    for (let q = w; q < end; q += tapStep) {
      const p = q + <usize>load<u8>(c) * rowStep
      const r = q + <usize>load<u8>(c + strides) * rowStep
      const s = q + <usize>load<u8>(c + (strides << 1)) * rowStep
      a0 = f32x4.add(a0, v128.load(p))
      a1 = f32x4.add(a1, v128.load(p, 16))
      b0 = f32x4.add(b0, v128.load(r))
      b1 = f32x4.add(b1, v128.load(r, 16))
      c0 = f32x4.add(c0, v128.load(s))
      c1 = f32x4.add(c1, v128.load(s, 16))
      c += dilation
    }
    v128.store(y, f32x4.max(a0, least))
    v128.store(y, f32x4.max(a1, least), 16)
    y += yRowStep
    v128.store(y, f32x4.max(b0, least))
    v128.store(y, f32x4.max(b1, least), 16)
    y += yRowStep
    v128.store(y, f32x4.max(c0, least))
    v128.store(y, f32x4.max(c1, least), 16)
    y += yRowStep
    codes += 3 * strides
  }
  return l
}

/** One vector of filters at byte `offset` of a row, from row `first` on. */
function codes1(op: usize, codes: usize, y: usize, w: usize, bias: usize, offset: usize, first: i32): void {
  const rows = word(op, 9)
  const taps = word(op, 11)
  const rowStep = <usize>word(op, 15) << 4
  const start = bias ? v128.load(bias + offset) : f32x4.splat(0)
  const least = f32x4.splat(word(op, 17) ? <f32>0 : -Infinity)
  for (let l = first; l < rows; l++) {
    let a = start
    let c = codes + <usize>(l * word(op, 10))
    let q = w + offset
    for (let t = 0; t < taps; t++) {
      a = f32x4.add(a, v128.load(q + <usize>load<u8>(c) * rowStep))
      c += word(op, 12)
      q += ROWS_A_PAIR * rowStep
    }
    v128.store(y + offset + <usize>(l * word(op, 16)), f32x4.max(a, least))
  }
}

/**
 * CODES_GRADIENT: g[t, code at l * strides + t * dilation, :] += dy[l, :].
 * 1-3 codes · 4-6 dy · 7 offset of g · 8 offset of the bias' (-1: none) · 9 rows · 10 strides · 11 taps ·
 * 12 dilation · 15 vectors · 16 dyRowStep · 19 workspace · 20 bytes of it a thread · 21 codes that windows cover ·
 * 22 by pairs of taps, with sums for all pairs of codes in the workspace after a byte a code (23 bytes); else by bases,
 * whose lists lie there, for which dy must have zeros around it
 */
export function codesGradient(op: usize): void {
  let codes = tensor(op, 1)
  let dy = tensor(op, 4)
  const vectors = word(op, 15)
  const bias = word(op, 8)
  if (bias >= 0) {
    biasGradient(dy, sliceGradients + <usize>bias, vectors, count, word(op, 9), recordStep(op, 4), <usize>word(op, 16))
  }
  if (word(op, 22)) {
    gradientByPair(op, codes, dy)
    return
  }
  for (let n = 0; n < count; n++) {
    gradientByBase(op, codes, dy)
    codes += recordStep(op, 1)
    dy += recordStep(op, 4)
  }
}

/** Rows of dy that are added up by pair before they join the slice's sums: about a sixteenth of them meet in one sum. */
const ROWS_BY_PAIR: i32 = 1024

/** Position after position, into sums for each pair of taps and codes, which then join those of their taps. */
function gradientByPair(op: usize, codes: usize, dy: usize): void {
  const sums = <usize>word(op, 19) + <usize>(thread * word(op, 20)) + <usize>word(op, 23)
  const bytes = <usize>((word(op, 11) + 1) >> 1) * ROWS_A_PAIR * (<usize>word(op, 15) << 4)
  const records = max(ROWS_BY_PAIR / word(op, 9), 1)
  for (let n = 0; n < count; n += records) {
    for (let p = sums; p < sums + bytes; p += 16) v128.store(p, f32x4.splat(0))
    for (let i = min(records, count - n); i > 0; i--) {
      addByPair(op, codes, dy, sums, sums + bytes)
      codes += recordStep(op, 1)
      dy += recordStep(op, 4)
    }
    joinPairs(op, sums)
  }
}

/** The rows of one record. */
function addByPair(op: usize, codes: usize, dy: usize, sums: usize, sumsEnd: usize): void {
  const pairs = <usize>word(op, 19) + <usize>(thread * word(op, 20))
  const row = <usize>word(op, 15) << 4
  const gap = <usize>word(op, 12) << 1
  const pairBytes = ROWS_A_PAIR * row
  pairCodes(codes, word(op, 21), word(op, 12), pairs)
  const strides = <usize>word(op, 10)
  const dyRowStep = <usize>word(op, 16)
  let position = pairs
  for (let l = word(op, 9); l > 0; l--) {
    let code = position
    for (let s = sums; s < sumsEnd; s += pairBytes) {
      const target = s + <usize>load<u8>(code) * row
      for (let v: usize = 0; v < row; v += 16) addTo(target + v, v128.load(dy + v))
      code += gap
    }
    position += strides
    dy += dyRowStep
  }
}

function joinPairs(op: usize, sums: usize): void {
  const row = <usize>word(op, 15) << 4
  const taps = word(op, 11)
  let g = sliceGradients + <usize>word(op, 7)
  for (let t = 0; t < taps; t += 2) {
    addPairs(sums, g, row, t + 1 < taps)
    sums += ROWS_A_PAIR * row
    g += 2 * ROWS_A_TAP * row
  }
}

/** The sums of a pair of taps to those of its first tap and, where there is one, its second. */
function addPairs(sums: usize, g: usize, row: usize, second: bool): void {
  for (let i: usize = 0; i < ROWS_A_TAP; i++) {
    for (let j: usize = 0; j < ROWS_A_TAP; j++) {
      for (let v: usize = 0; v < row; v += 16) {
        const sum = v128.load(sums + v)
        addTo(g + i * row + v, sum)
        if (second) addTo(g + (ROWS_A_TAP + j) * row + v, sum)
      }
      sums += row
    }
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
      if (vectors - v >= 2) {
        let t = 0
        for (; t + 3 <= taps; t += 3) addRows(list, end, d - <usize>t * dyTapStep, dyTapStep, g + offset + <usize>t * tapStep, tapStep)
        for (; t < taps; t++) addColumns(list, end, d - <usize>t * dyTapStep, g + offset + <usize>t * tapStep, 2)
        v += 2
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
  const end = codes + length
  while (codes < end) {
    store<usize>(list, offset)
    list += <usize>(<u32>load<u8>(codes) == code) << 2
    offset += dyRowStep
    codes++
  }
  return list
}

/** Three taps, 8 filters: six sums and what is added to them fill the registers. */
function addRows(list: usize, end: usize, d: usize, dyTapStep: usize, g: usize, tapStep: usize): void {
  let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0
  const e = d - dyTapStep
  const f = e - dyTapStep
  for (let p = list; p < end; p += 4) {
    const offset = load<usize>(p)
    const q = d + offset
    const r = e + offset
    const t = f + offset
    a0 = f32x4.add(a0, v128.load(q))
    a1 = f32x4.add(a1, v128.load(q, 16))
    b0 = f32x4.add(b0, v128.load(r))
    b1 = f32x4.add(b1, v128.load(r, 16))
    c0 = f32x4.add(c0, v128.load(t))
    c1 = f32x4.add(c1, v128.load(t, 16))
  }
  addTo(g, a0)
  addTo(g + 16, a1)
  addTo(g + tapStep, b0)
  addTo(g + tapStep + 16, b1)
  addTo(g + (tapStep << 1), c0)
  addTo(g + (tapStep << 1) + 16, c1)
}

/** One tap, `width` vectors of filters. */
function addColumns(list: usize, end: usize, d: usize, g: usize, width: i32): void {
  for (let v: usize = 0; v < <usize>width << 4; v += 16) {
    let a = f32x4.splat(0)
    for (let p = list; p < end; p += 4) a = f32x4.add(a, v128.load(d + v + load<usize>(p)))
    addTo(g + v, a)
  }
}
