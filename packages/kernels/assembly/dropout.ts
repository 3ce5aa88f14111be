import { count, first, float, recordStep, tensor, word } from './plan'

const MULTIPLIER_0: u32 = 0xd2511f53
const MULTIPLIER_1: u32 = 0xcd9e8d57
const WEYL_0: u32 = 0x9e3779b9
const WEYL_1: u32 = 0xbb67ae85

// The four output words of four Philox blocks side by side: one instance a thread, so globals are safe.
let words0: v128 = i32x4.splat(0)
let words1: v128 = i32x4.splat(0)
let words2: v128 = i32x4.splat(0)
let words3: v128 = i32x4.splat(0)

/** Philox 4x32-10 of four blocks, whose counters are (block, block + 1, block + 2, block + 3; c1; c2; c3). */
function philox4(block: u32, c1: u32, c2: u32, c3: u32, k0: u32, k1: u32): void {
  const m0 = i32x4.splat(MULTIPLIER_0)
  const m1 = i32x4.splat(MULTIPLIER_1)
  let x0 = i32x4.add(i32x4.splat(block), i32x4(0, 1, 2, 3))
  let x1 = i32x4.splat(c1)
  let x2 = i32x4.splat(c2)
  let x3 = i32x4.splat(c3)
  for (let round = 0; round < 10; round++) {
    const a = i64x2.extmul_low_i32x4_u(x0, m0)
    const b = i64x2.extmul_high_i32x4_u(x0, m0)
    const c = i64x2.extmul_low_i32x4_u(x2, m1)
    const d = i64x2.extmul_high_i32x4_u(x2, m1)
    const low0 = v128.shuffle<i32>(a, b, 0, 2, 4, 6)
    const high0 = v128.shuffle<i32>(a, b, 1, 3, 5, 7)
    const low1 = v128.shuffle<i32>(c, d, 0, 2, 4, 6)
    const high1 = v128.shuffle<i32>(c, d, 1, 3, 5, 7)
    x0 = v128.xor(v128.xor(high1, x1), i32x4.splat(k0))
    x2 = v128.xor(v128.xor(high0, x3), i32x4.splat(k1))
    x1 = low1
    x3 = low0
    k0 += WEYL_0
    k1 += WEYL_1
  }
  words0 = x0
  words1 = x1
  words2 = x2
  words3 = x3
}

const ELEMENT: i32 = 0
const CHANNEL: i32 = 1

/**
 * DROPOUT: y = kept ? x * scale : 0, or added to y; the same for values and for gradients. Bits as in the library's
 * `dropoutDraws`. 1-3 x · 4-6 y · 7 threshold · 8 scale · 9 rows · 10 vectors a row · 11 granularity · 12 counter's
 * last word · 13-14 seed · 15 accumulate · 16 address of the step · 17 bits a draw
 */
export function dropout(op: usize): void {
  const granularity = word(op, 11)
  for (let n = 0; n < count; n++) {
    const x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    const y = tensor(op, 4) + <usize>n * recordStep(op, 4)
    const rows = word(op, 9)
    const vectors = word(op, 10)
    if (granularity == ELEMENT) dropVectors(op, <u32>(first + n), x, y, rows * vectors)
    else if (granularity == CHANNEL) dropChannels(op, <u32>(first + n), x, y, rows, vectors)
    else dropPositions(op, <u32>(first + n), x, y, rows, vectors)
  }
}

// @ts-ignore: decorator
@inline
function draw(op: usize, record: u32, block: u32): void {
  philox4(block, record, load<u32>(<usize>word(op, 16)), word(op, 12), word(op, 13), word(op, 14))
}

// @ts-ignore: decorator
@inline
function put(x: usize, y: usize, mask: v128, scale: v128, accumulate: bool): void {
  const value = v128.and(f32x4.mul(v128.load(x), scale), mask)
  v128.store(y, accumulate ? f32x4.add(v128.load(y), value) : value)
}

/** Vector after vector, each from the next bits of the words. */
function dropVectors(op: usize, record: u32, x: usize, y: usize, vectors: i32): void {
  const bits = word(op, 17)
  const parts = 32 / bits
  const lowest = i32x4.splat((1 << bits) - 1)
  const threshold = i32x4.splat(word(op, 7))
  const scale = f32x4.splat(float(op, 8))
  const accumulate = word(op, 15) != 0
  const end = x + (<usize>vectors << 4)
  for (let block: u32 = 0; x < end; block += 4) {
    draw(op, record, block)
    for (let k = 0; k < 4; k++) {
      let rest = wordOf(k)
      for (const stop = min(x + (<usize>parts << 4), end); x < stop; x += 16) {
        put(x, y, i32x4.ge_s(v128.and(rest, lowest), threshold), scale, accumulate)
        rest = i32x4.shr_u(rest, bits)
        y += 16
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function wordOf(k: i32): v128 {
  return k == 0 ? words0 : k == 1 ? words1 : k == 2 ? words2 : words3
}

/** Lanes of all ones where vector `v` of a record is kept, by a draw of its own. */
function maskOf(op: usize, record: u32, v: i32): v128 {
  const bits = word(op, 17)
  const parts = 32 / bits
  draw(op, record, <u32>((v / (4 * parts)) << 2))
  const part = i32x4.shr_u(wordOf((v / parts) & 3), bits * (v % parts))
  return i32x4.ge_s(v128.and(part, i32x4.splat((1 << bits) - 1)), i32x4.splat(word(op, 7)))
}

function dropChannels(op: usize, record: u32, x: usize, y: usize, rows: i32, vectors: i32): void {
  const scale = f32x4.splat(float(op, 8))
  const accumulate = word(op, 15) != 0
  for (let v = 0; v < vectors; v++) {
    const mask = maskOf(op, record, v)
    for (let l = 0; l < rows; l++) {
      const offset = <usize>(l * vectors + v) << 4
      put(x + offset, y + offset, mask, scale, accumulate)
    }
  }
}

function dropPositions(op: usize, record: u32, x: usize, y: usize, rows: i32, vectors: i32): void {
  const scale = f32x4.splat(float(op, 8))
  const accumulate = word(op, 15) != 0
  for (let l = 0; l < rows; l++) {
    const mask = i32x4.splat(i32x4.extract_lane(maskOf(op, record, l), 0))
    for (let v = 0; v < vectors; v++) {
      const offset = <usize>(l * vectors + v) << 4
      put(x + offset, y + offset, mask, scale, accumulate)
    }
  }
}

/**
 * RELU_DROPOUT_GRADIENT: where ReLU came just before dropout, the output alone tells both: dx = y > 0 ? dy * scale : 0.
 * 1-3 y · 4-6 dy · 8 scale · 9 rows · 10 vectors a row · 12-14 dx · 15 accumulate
 */
export function reluDropoutGradient(op: usize): void {
  const bytes = <usize>(word(op, 9) * word(op, 10)) << 4
  const scale = f32x4.splat(float(op, 8))
  const accumulate = word(op, 15)
  for (let n = 0; n < count; n++) {
    const y = tensor(op, 1) + <usize>n * recordStep(op, 1)
    const dy = tensor(op, 4) + <usize>n * recordStep(op, 4)
    const dx = tensor(op, 12) + <usize>n * recordStep(op, 12)
    if (accumulate) addMasked(y, dy, dx, bytes, scale)
    else storeMasked(y, dy, dx, bytes, scale)
  }
}

function addMasked(y: usize, dy: usize, dx: usize, bytes: usize, scale: v128): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(dx + i, f32x4.add(v128.load(dx + i), masked(v128.load(y + i), v128.load(dy + i), scale)))
  }
}

function storeMasked(y: usize, dy: usize, dx: usize, bytes: usize, scale: v128): void {
  let i: usize = 0
  for (; i + 64 <= bytes; i += 64) {
    v128.store(dx + i, masked(v128.load(y + i), v128.load(dy + i), scale))
    v128.store(dx + i, masked(v128.load(y + i, 16), v128.load(dy + i, 16), scale), 16)
    v128.store(dx + i, masked(v128.load(y + i, 32), v128.load(dy + i, 32), scale), 32)
    v128.store(dx + i, masked(v128.load(y + i, 48), v128.load(dy + i, 48), scale), 48)
  }
  for (; i < bytes; i += 16) v128.store(dx + i, masked(v128.load(y + i), v128.load(dy + i), scale))
}

// @ts-ignore: decorator
@inline
function masked(y: v128, dy: v128, scale: v128): v128 {
  return v128.and(f32x4.mul(dy, scale), f32x4.gt(y, f32x4.splat(0)))
}
