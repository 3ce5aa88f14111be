import { count, recordStep, tensor, word } from './plan'

/**
 * COPY: rows of floats from one place to another, written or added. Flatten, concatenate, inputs and outputs.
 * 1-3 x · 4-6 y · 7 rows · 8 xRowStep · 9 yRowStep · 10 floats a row · 11 accumulate
 */
export function copyRows(op: usize): void {
  const x = tensor(op, 1)
  const y = tensor(op, 4)
  const rows = word(op, 7)
  const xRowStep = <usize>word(op, 8)
  const yRowStep = <usize>word(op, 9)
  const bytes = <usize>word(op, 10) << 2
  const accumulate = word(op, 11)
  for (let n = 0; n < count; n++) {
    let p = x + <usize>n * recordStep(op, 1)
    let q = y + <usize>n * recordStep(op, 4)
    for (let l = 0; l < rows; l++) {
      if (accumulate) addFloats(p, q, bytes)
      else copyFloats(p, q, bytes)
      p += xRowStep
      q += yRowStep
    }
  }
}

/** Rows are short: a call of memory.copy takes longer than what it does. */
function copyFloats(x: usize, y: usize, bytes: usize): void {
  let i: usize = 0
  for (; i + 16 <= bytes; i += 16) v128.store(y + i, v128.load(x + i))
  for (; i < bytes; i += 4) store<f32>(y + i, load<f32>(x + i))
}

function addFloats(x: usize, y: usize, bytes: usize): void {
  let i: usize = 0
  for (; i + 16 <= bytes; i += 16) v128.store(y + i, f32x4.add(v128.load(y + i), v128.load(x + i)))
  for (; i < bytes; i += 4) store<f32>(y + i, load<f32>(y + i) + load<f32>(x + i))
}

/** ADD: z = x + y, of records of whole vectors. 1-3 x · 4-6 y · 12-14 z · 7 bytes a record */
export function add(op: usize): void {
  const bytes = <usize>word(op, 7)
  for (let n: usize = 0; n < <usize>count; n++) {
    const x = tensor(op, 1) + n * recordStep(op, 1)
    const y = tensor(op, 4) + n * recordStep(op, 4)
    const z = tensor(op, 12) + n * recordStep(op, 12)
    for (let i: usize = 0; i < bytes; i += 16) v128.store(z + i, f32x4.add(v128.load(x + i), v128.load(y + i)))
  }
}

/** FILL_ZERO: 1-3 tensor · 7 bytes a record. */
export function fillZero(op: usize): void {
  const x = tensor(op, 1)
  for (let n = 0; n < count; n++) memory.fill(x + <usize>n * recordStep(op, 1), 0, <usize>word(op, 7))
}
