import { addTo } from './accumulate'
import { count, recordStep, tensor, word } from './plan'
import { part } from './scan'

/**
 * SCAN_POOL: the maximum or the mean of every window's rows. The shared rows of a window are a run of runs whose
 * lengths are powers of two, and a run of 2n rows is two of n: so many windows take few steps, the same for each.
 * 1-3 edges · 4-6 shared rows · 7-9 y · 10 left edge rows · 11 right edge rows · 12 rows of a window · 13 bytes a row ·
 * 14 1: mean, 0: maximum · 15 shared rows · 16-18 memory for them
 */
export function scanPool(op: usize): void {
  const mean = word(op, 14) == 1
  const rowBytes = <usize>word(op, 13)
  const left = word(op, 10)
  const edgeRows = left + word(op, 11)
  const length = word(op, 12)
  const runs = tensor(op, 16)
  let rows = word(op, 15)
  memory.copy(runs, tensor(op, 4), <usize>rows * rowBytes)
  poolEdges(op, mean, rowBytes, edgeRows)
  let from = left
  for (let size = 1; size <= length - edgeRows; size <<= 1) {
    if ((length - edgeRows) & size) {
      let y = tensor(op, 7)
      for (let n = 0; n < count; n++) {
        combine(y, runs + <usize>(n + from) * rowBytes, rowBytes, mean)
        y += recordStep(op, 7)
      }
      from += size
    }
    rows -= size
    for (let p = 0; p < rows; p++) {
      combine(runs + <usize>p * rowBytes, runs + <usize>(p + size) * rowBytes, rowBytes, mean)
    }
  }
  if (!mean) return
  let y = tensor(op, 7)
  for (let n = 0; n < count; n++) {
    divide(y, rowBytes, length)
    y += recordStep(op, 7)
  }
}

function poolEdges(op: usize, mean: bool, rowBytes: usize, edgeRows: i32): void {
  let x = tensor(op, 1)
  let y = tensor(op, 7)
  const begin = f32x4.splat(mean ? 0 : -Infinity)
  for (let n = 0; n < count; n++) {
    for (let v: usize = 0; v < rowBytes; v += 16) v128.store(y + v, begin)
    for (let i = 0; i < edgeRows; i++) combine(y, x + <usize>i * rowBytes, rowBytes, mean)
    x += recordStep(op, 1)
    y += recordStep(op, 7)
  }
}

// @ts-ignore: decorator
@inline
function combine(y: usize, x: usize, bytes: usize, mean: bool): void {
  if (mean) for (let v: usize = 0; v < bytes; v += 16) addTo(y + v, v128.load(x + v))
  else for (let v: usize = 0; v < bytes; v += 16) v128.store(y + v, f32x4.max(v128.load(y + v), v128.load(x + v)))
}

/**
 * SCAN_SLIDE: the maximum or the mean of every run of shared rows: what a pooling gives wherever a window begins.
 * 1-3 shared rows · 4-6 y · 7 runs · 8 rows of a run · 9 bytes a row · 10 1: mean, 0: maximum
 */
export function scanSlide(op: usize): void {
  let x = tensor(op, 1)
  let y = tensor(op, 4)
  const size = word(op, 8)
  const rowBytes = <usize>word(op, 9)
  const mean = word(op, 10) == 1
  for (let p = 0; p < word(op, 7); p++) {
    memory.copy(y, x, rowBytes)
    for (let i = 1; i < size; i++) combine(y, x + <usize>i * rowBytes, rowBytes, mean)
    if (mean) divide(y, rowBytes, size)
    x += rowBytes
    y += rowBytes
  }
}

/**
 * SCAN_POOLED: a pooling of every window: what SCAN_SLIDE gave where it meets shared rows alone, else row by row.
 * 1-3 edges · 4-6 shared rows · 7-9 y · 10 left edge rows · 11 right edge rows · 12 rows of a window · 13 bytes a row ·
 * 14 1: mean, 0: maximum · 15 pool size · 16 strides · 17 positions before the first · 18 rows of y · 19-21 runs
 */
export function scanPooled(op: usize): void {
  const rowBytes = <usize>word(op, 13)
  const mean = word(op, 14) == 1
  const left = word(op, 10)
  const length = word(op, 12)
  const end = length - word(op, 11)
  const size = word(op, 15)
  const edgeStep = recordStep(op, 1)
  let edges = tensor(op, 1) + <usize>part * edgeStep
  let shared = tensor(op, 4) + <usize>part * rowBytes
  let runs = tensor(op, 19) + <usize>part * rowBytes
  let record = tensor(op, 7)
  for (let n = 0; n < count; n++) {
    let y = record
    let begin = -word(op, 17)
    for (let l = 0; l < word(op, 18); l++) {
      if (begin >= left && begin + size <= end) {
        memory.copy(y, runs + <usize>begin * rowBytes, rowBytes)
      } else {
        const from = max(begin, 0)
        const to = min(begin + size, length)
        const begins = f32x4.splat(mean ? 0 : -Infinity)
        for (let v: usize = 0; v < rowBytes; v += 16) v128.store(y + v, begins)
        for (let q = from; q < to; q++) {
          // The right edge follows the left one.
          const edge = q < left ? q : q - end + left
          combine(y, q >= left && q < end ? shared + <usize>q * rowBytes : edges + <usize>edge * rowBytes, rowBytes, mean)
        }
        if (mean) divide(y, rowBytes, to - from)
      }
      y += rowBytes
      begin += word(op, 16)
    }
    edges += edgeStep
    shared += rowBytes
    runs += rowBytes
    record += recordStep(op, 7)
  }
}

function divide(y: usize, bytes: usize, by: i32): void {
  const divisor = f32x4.splat(<f32>by)
  for (let v: usize = 0; v < bytes; v += 16) v128.store(y + v, f32x4.div(v128.load(y + v), divisor))
}
