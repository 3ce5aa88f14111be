import { count, recordStep, sliceGradients, tensor, word } from './plan'
import { addTo } from './accumulate'
import { isSparse, mayList } from './sparse'
import { kernelGradientSparse } from './sparse-gradient'

/**
 * KERNEL_GRADIENT: g[t, i, :] += sum over records, l of x[l * xRowStep + t * tapStep + i] * dy[l, :], and for the
 * bias g[:] += sum of dy[l, :], into the sums of the slice.
 *
 * 1-3 x · 4-6 dy · 7 offset of g in the slice's sums · 8 offset of the bias' (-1: none) · 9 rows · 10 xRowStep ·
 * 11 taps · 12 tapStep · 13 floats a tap (even) · 14 gTapStep · 15 vectors of filters · 16 dyRowStep ·
 * 17 records are rows · 18-21 lists of non-zeros: see sparse.ts
 */
export function kernelGradient(op: usize): void {
  const x = tensor(op, 1)
  const dy = tensor(op, 4)
  const vectors = word(op, 15)
  const recordsAreRows = word(op, 17)
  const bias = word(op, 8)
  if (mayList(op)) {
    gradientByRecord(op, x, dy)
    if (bias >= 0) biasGradient(dy, sliceGradients + <usize>bias, vectors, count, word(op, 9), recordStep(op, 4), <usize>word(op, 16))
    return
  }
  const records = recordsAreRows ? 1 : count
  const rows = recordsAreRows ? count : word(op, 9)
  const xStep = recordStep(op, 1)
  const dyStep = recordStep(op, 4)
  const xRowStep = recordsAreRows ? xStep : <usize>word(op, 10)
  const dyRowStep = recordsAreRows ? dyStep : <usize>word(op, 16)
  denseGradient(op, x, dy, records, rows, xStep, xRowStep, dyStep, dyRowStep)
  if (bias >= 0) biasGradient(dy, sliceGradients + <usize>bias, vectors, records, rows, dyStep, dyRowStep)
}

/** Each record by the way that suits its zeros. */
function gradientByRecord(op: usize, x: usize, dy: usize): void {
  const rows = word(op, 9)
  const xRowStep = <usize>word(op, 10)
  const dyRowStep = <usize>word(op, 16)
  for (let n = 0; n < count; n++) {
    if (isSparse(op, x)) kernelGradientSparse(op, x, dy, sliceGradients + <usize>word(op, 7))
    else denseGradient(op, x, dy, 1, rows, 0, xRowStep, 0, dyRowStep)
    x += recordStep(op, 1)
    dy += recordStep(op, 4)
  }
}

function denseGradient(
  op: usize, x: usize, dy: usize, records: i32, rows: i32,
  xStep: usize, xRowStep: usize, dyStep: usize, dyRowStep: usize,
): void {
  const vectors = word(op, 15)
  const taps = word(op, 11)
  const tapStep = <usize>word(op, 12)
  const inner = word(op, 13)
  const gTapStep = <usize>word(op, 14)
  const gRowStep = <usize>vectors << 4
  const g = sliceGradients + <usize>word(op, 7)
  for (let t = 0; t < taps; t++) {
    const xTap = x + <usize>t * tapStep
    const gTap = g + <usize>t * gTapStep
    let v = 0
    while (v < vectors) {
      const offset = <usize>v << 4
      if (vectors - v >= 4) {
        for (let i = 0; i < inner; i += 2)
          pair4(xTap + (<usize>i << 2), dy + offset, gTap + offset + <usize>i * gRowStep, gRowStep, records, rows, xStep, xRowStep, dyStep, dyRowStep)
        v += 4
      } else {
        for (let i = 0; i < inner; i += 2)
          pair1(xTap + (<usize>i << 2), dy + offset, gTap + offset + <usize>i * gRowStep, gRowStep, records, rows, xStep, xRowStep, dyStep, dyRowStep)
        v += 1
      }
    }
  }
}

/** g += the transpose of x times dy, for rows at the given distances: `inner` floats of x (even), `vectors` of dy. */
export function addProducts(
  x: usize, xRowStep: usize, dy: usize, dyRowStep: usize, g: usize, gRowStep: usize,
  rows: i32, inner: i32, vectors: i32,
): void {
  for (let v = 0; v < vectors; ) {
    const offset = <usize>v << 4
    const four = vectors - v >= 4
    for (let i = 0; i < inner; i += 2) {
      const target = g + offset + <usize>i * gRowStep
      if (four) pair4(x + (<usize>i << 2), dy + offset, target, gRowStep, 1, rows, 0, xRowStep, 0, dyRowStep)
      else pair1(x + (<usize>i << 2), dy + offset, target, gRowStep, 1, rows, 0, xRowStep, 0, dyRowStep)
    }
    v += four ? 4 : 1
  }
}

/** Rows added up in registers before they join the slice's sums. Longer records are not listed (sparse.ts). */
export const BLOCK: i32 = 1024

/** Two rows of g, 16 filters. */
function pair4(
  x: usize, dy: usize, g: usize, gRowStep: usize, records: i32, rows: i32,
  xStep: usize, xRowStep: usize, dyStep: usize, dyRowStep: usize,
): void {
  const h = g + gRowStep
  for (let n = 0; n < records; n++) {
    let p = x + <usize>n * xStep
    let q = dy + <usize>n * dyStep
    for (let l = 0; l < rows; l += BLOCK) {
      const end = q + <usize>min(BLOCK, rows - l) * dyRowStep
      let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0
      while (q < end) {
        const s = v128.load32_splat(p)
        const r = v128.load32_splat(p, 4)
        const d0 = v128.load(q), d1 = v128.load(q, 16), d2 = v128.load(q, 32), d3 = v128.load(q, 48)
        a0 = f32x4.add(a0, f32x4.mul(s, d0))
        a1 = f32x4.add(a1, f32x4.mul(s, d1))
        a2 = f32x4.add(a2, f32x4.mul(s, d2))
        a3 = f32x4.add(a3, f32x4.mul(s, d3))
        b0 = f32x4.add(b0, f32x4.mul(r, d0))
        b1 = f32x4.add(b1, f32x4.mul(r, d1))
        b2 = f32x4.add(b2, f32x4.mul(r, d2))
        b3 = f32x4.add(b3, f32x4.mul(r, d3))
        p += xRowStep
        q += dyRowStep
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
  }
}

/** Two rows of g, four filters. */
function pair1(
  x: usize, dy: usize, g: usize, gRowStep: usize, records: i32, rows: i32,
  xStep: usize, xRowStep: usize, dyStep: usize, dyRowStep: usize,
): void {
  for (let n = 0; n < records; n++) {
    let p = x + <usize>n * xStep
    let q = dy + <usize>n * dyStep
    for (let l = 0; l < rows; l += BLOCK) {
      const end = q + <usize>min(BLOCK, rows - l) * dyRowStep
      let a = f32x4.splat(0), b = a
      while (q < end) {
        const d = v128.load(q)
        a = f32x4.add(a, f32x4.mul(v128.load32_splat(p), d))
        b = f32x4.add(b, f32x4.mul(v128.load32_splat(p, 4), d))
        p += xRowStep
        q += dyRowStep
      }
      addTo(g, a)
      addTo(g + gRowStep, b)
    }
  }
}

export function biasGradient(dy: usize, g: usize, vectors: i32, records: i32, rows: i32, dyStep: usize, dyRowStep: usize): void {
  for (let n = 0; n < records; n++) {
    const end = dy + <usize>rows * dyRowStep
    let v = 0
    for (; v + 4 <= vectors; v += 4) addRows4(dy + (<usize>v << 4), end, dyRowStep, g + (<usize>v << 4))
    for (; v < vectors; v++) addRows1(dy + (<usize>v << 4), end, dyRowStep, g + (<usize>v << 4))
    dy += dyStep
  }
}

/** Rows of four vectors: additions to one sum must wait for each other, those to four need not. */
function addRows4(q: usize, end: usize, rowStep: usize, g: usize): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0
  while (q < end) {
    a0 = f32x4.add(a0, v128.load(q))
    a1 = f32x4.add(a1, v128.load(q, 16))
    a2 = f32x4.add(a2, v128.load(q, 32))
    a3 = f32x4.add(a3, v128.load(q, 48))
    q += rowStep
  }
  addTo(g, a0)
  addTo(g + 16, a1)
  addTo(g + 32, a2)
  addTo(g + 48, a3)
}

function addRows1(q: usize, end: usize, rowStep: usize, g: usize): void {
  let sum = f32x4.splat(0)
  while (q < end) {
    sum = f32x4.add(sum, v128.load(q))
    q += rowStep
  }
  addTo(g, sum)
}
