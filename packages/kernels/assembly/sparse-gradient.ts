import { addTo } from './accumulate'
import { word } from './plan'
import { lists } from './sparse'

/** A value, and the offset of the row that it multiplies. */
const ENTRY_BYTES: usize = 8

/**
 * KERNEL_GRADIENT of one record by lists of non-zeros, one for each channel of x. Rows of dy outside the record are
 * zeros in memory. `g` is the address of the kernel's sums.
 */
export function kernelGradientSparse(op: usize, x: usize, dy: usize, g: usize): void {
  const stride = word(op, 18)
  const inputRows = word(op, 21)
  const vectors = word(op, 15)
  const gRowStep = <usize>vectors << 4
  const dyRowStep = <usize>word(op, 16)
  const gapless = word(op, 12) == 0
  const taps = gapless ? word(op, 13) / stride : word(op, 11)
  const dyTapStep = gapless ? dyRowStep : <usize>(word(op, 12) / (stride << 2)) * dyRowStep
  const gTapStep = <usize>stride * gRowStep
  const entries = lists(op)
  for (let c = 0; c < stride; c++) {
    const end = listChannel(x + (<usize>c << 2), inputRows, <usize>stride << 2, dyRowStep, entries)
    if (end == entries) continue
    const row = g + <usize>c * gRowStep
    for (let v = 0; v < vectors; ) {
      const offset = <usize>v << 4
      if (vectors - v >= 2) {
        let t = 0
        for (; t + 3 <= taps; t += 3) taps3(entries, end, dy + offset - <usize>t * dyTapStep, dyTapStep, row + offset + <usize>t * gTapStep, gTapStep)
        for (; t < taps; t++) taps1(entries, end, dy + offset - <usize>t * dyTapStep, row + offset + <usize>t * gTapStep, 2)
        v += 2
      } else {
        for (let t = 0; t < taps; t++) {
          taps1(entries, end, dy + offset - <usize>t * dyTapStep, row + offset + <usize>t * gTapStep, 1)
        }
        v += 1
      }
    }
  }
}

/** Lists one channel: value, and the offset of the row of dy that it multiplies under the first tap. Gives the end. */
function listChannel(x: usize, rows: i32, rowBytes: usize, dyRowStep: usize, entries: usize): usize {
  let e = entries
  let offset: usize = 0
  for (let r = 0; r < rows; r++) {
    const value = load<f32>(x)
    store<f32>(e, value)
    store<usize>(e, offset, 4)
    e += value != 0 ? ENTRY_BYTES : 0
    x += rowBytes
    offset += dyRowStep
  }
  return e
}

/** Three taps, 8 filters: six sums, what they load and the value fill the registers. */
function taps3(entries: usize, end: usize, d: usize, dyTapStep: usize, g: usize, gTapStep: usize): void {
  let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0
  const e = d - dyTapStep
  const f = e - dyTapStep
  for (let p = entries; p < end; p += ENTRY_BYTES) {
    const s = v128.load32_splat(p)
    const offset = load<usize>(p, 4)
    const q = d + offset
    const r = e + offset
    const t = f + offset
    a0 = f32x4.add(a0, f32x4.mul(s, v128.load(q)))
    a1 = f32x4.add(a1, f32x4.mul(s, v128.load(q, 16)))
    b0 = f32x4.add(b0, f32x4.mul(s, v128.load(r)))
    b1 = f32x4.add(b1, f32x4.mul(s, v128.load(r, 16)))
    c0 = f32x4.add(c0, f32x4.mul(s, v128.load(t)))
    c1 = f32x4.add(c1, f32x4.mul(s, v128.load(t, 16)))
  }
  addTo(g, a0)
  addTo(g + 16, a1)
  addTo(g + gTapStep, b0)
  addTo(g + gTapStep + 16, b1)
  addTo(g + (gTapStep << 1), c0)
  addTo(g + (gTapStep << 1) + 16, c1)
}

/** One tap, `width` vectors of filters. */
function taps1(entries: usize, end: usize, d: usize, g: usize, width: i32): void {
  for (let v: usize = 0; v < <usize>width << 4; v += 16) {
    let a = f32x4.splat(0)
    for (let p = entries; p < end; p += ENTRY_BYTES) {
      a = f32x4.add(a, f32x4.mul(v128.load32_splat(p), v128.load(d + v + load<usize>(p, 4))))
    }
    addTo(g + v, a)
  }
}
