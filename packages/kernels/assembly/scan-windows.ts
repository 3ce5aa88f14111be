import { count, recordStep, tensor, word } from './plan'
import { part } from './scan'

/**
 * SCAN_GATHER: the first `before` and the last `after` rows of windows, from edges and shared rows: a whole window where
 * they are all its rows.
 * 1-3 edges · 4-6 shared rows · 7-9 target · 10 left edge rows · 11 right edge rows · 12 before · 13 after ·
 * 14 rows of a window · 15 bytes a row
 */
export function scanGather(op: usize): void {
  const rowBytes = <usize>word(op, 15)
  const edgeStep = recordStep(op, 1)
  const left = <usize>word(op, 10) * rowBytes
  const right = <usize>word(op, 11) * rowBytes
  const before = <usize>word(op, 12) * rowBytes
  const after = <usize>word(op, 13) * rowBytes
  const tail = <usize>word(op, 14) * rowBytes - after
  let edges = tensor(op, 1) + <usize>part * edgeStep
  let shared = tensor(op, 4) + <usize>part * rowBytes
  let target = tensor(op, 7)
  for (let n = 0; n < count; n++) {
    memory.copy(target, edges, left)
    memory.copy(target + left, shared + left, before - left)
    memory.copy(target + before, shared + tail, after - right)
    memory.copy(target + before + after - right, edges + left, right)
    edges += edgeStep
    shared += rowBytes
    target += recordStep(op, 7)
  }
}

/** Vectors whose products one lane adds up before the sum is put away. */
const BLOCK_BYTES: usize = 64 * 64

/**
 * SCAN_DENSE: a dense layer of one unit on all rows of every window.
 * 1-3 edges · 4-6 shared rows · 7-9 y (16 bytes a window) · 10 left edge rows · 11 right edge rows · 12 rows of a window ·
 * 13 bytes a row · 14 w [rows, floats a row] · 15 bias (0: none)
 */
export function scanDense(op: usize): void {
  const rowBytes = <usize>word(op, 13)
  const left = <usize>word(op, 10) * rowBytes
  const right = <usize>word(op, 11) * rowBytes
  const middle = <usize>word(op, 12) * rowBytes - left - right
  const w = <usize>word(op, 14)
  const bias = <usize>word(op, 15)
  const begin = bias ? load<f32>(bias) : 0
  let edges = tensor(op, 1)
  let shared = tensor(op, 4)
  let y = tensor(op, 7)
  for (let n = 0; n < count; n++) {
    const ends = dot(edges, w, left) + dot(edges + left, w + left + middle, right)
    store<f32>(y, begin + (ends + dot(shared + left, w + left, middle)))
    edges += recordStep(op, 1)
    shared += rowBytes
    y += recordStep(op, 7)
  }
}

function dot(x: usize, w: usize, bytes: usize): f32 {
  let total = f32x4.splat(0)
  const last = x + bytes
  while (x < last) {
    const end = min(last, x + BLOCK_BYTES)
    let a = f32x4.splat(0), b = a, c = a, d = a
    for (; x + 64 <= end; x += 64) {
      a = f32x4.add(a, f32x4.mul(v128.load(x), v128.load(w)))
      b = f32x4.add(b, f32x4.mul(v128.load(x, 16), v128.load(w, 16)))
      c = f32x4.add(c, f32x4.mul(v128.load(x, 32), v128.load(w, 32)))
      d = f32x4.add(d, f32x4.mul(v128.load(x, 48), v128.load(w, 48)))
      w += 64
    }
    for (; x < end; x += 16) {
      a = f32x4.add(a, f32x4.mul(v128.load(x), v128.load(w)))
      w += 16
    }
    total = f32x4.add(total, f32x4.add(f32x4.add(a, b), f32x4.add(c, d)))
  }
  return (
    f32x4.extract_lane(total, 0) + f32x4.extract_lane(total, 1) + (f32x4.extract_lane(total, 2) + f32x4.extract_lane(total, 3))
  )
}
