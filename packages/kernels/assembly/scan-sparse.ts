import { addTo } from './accumulate'
import { count, recordStep, tensor, word } from './plan'

/** Bytes that bring a set of four lanes to the front, for each of the 16 sets; the lanes behind become zero. */
const TO_FRONT: usize = memory.data<u32>([
  0x10101010, 0x10101010, 0x10101010, 0x10101010, 0x03020100, 0x10101010, 0x10101010, 0x10101010,
  0x07060504, 0x10101010, 0x10101010, 0x10101010, 0x03020100, 0x07060504, 0x10101010, 0x10101010,
  0x0b0a0908, 0x10101010, 0x10101010, 0x10101010, 0x03020100, 0x0b0a0908, 0x10101010, 0x10101010,
  0x07060504, 0x0b0a0908, 0x10101010, 0x10101010, 0x03020100, 0x07060504, 0x0b0a0908, 0x10101010,
  0x0f0e0d0c, 0x10101010, 0x10101010, 0x10101010, 0x03020100, 0x0f0e0d0c, 0x10101010, 0x10101010,
  0x07060504, 0x0f0e0d0c, 0x10101010, 0x10101010, 0x03020100, 0x07060504, 0x0f0e0d0c, 0x10101010,
  0x0b0a0908, 0x0f0e0d0c, 0x10101010, 0x10101010, 0x03020100, 0x0b0a0908, 0x0f0e0d0c, 0x10101010,
  0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x10101010, 0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c,
])

/** Numbers, zero or not, that are listed for one sum: about half of them are left. */
const BLOCK: i32 = 192

/**
 * SCAN_SPARSE_EDGES: SCAN_EDGES where many of x are zero, as after ReLU: each window's numbers that are not zero are
 * listed once, and three rows of y at a time go through the list. Taps without gaps.
 * 1-16 as SCAN_EDGES; w stands between two taps of zeros on either side, for rows that the three do not share ·
 * 17-19 memory for the list
 */
export function scanSparseEdges(op: usize): void {
  const xRows = word(op, 9)
  const rows = word(op, 10)
  const taps = word(op, 11)
  const offset = word(op, 13)
  const stride = word(op, 15)
  const rowBytes = <usize>word(op, 16) << 4
  const wTapBytes = <usize>stride * rowBytes
  const block = max(BLOCK / word(op, 14), 1)
  const values = tensor(op, 17)
  const size = (<usize>(xRows * stride) << 2) + 16
  const ends = values + (size << 1)
  let x = tensor(op, 1)
  let y = tensor(op, 4)
  for (let n = 0; n < count; n++) {
    list(x, xRows, stride, rowBytes, values, values + size, ends)
    for (let i = 0; i < rows; i += 3) {
      const some = min(3, rows - i)
      const last = min(xRows, i + some - 1 + offset + taps)
      const w = <usize>word(op, 7) - <usize>(i + offset) * wTapBytes
      const target = y + <usize>i * rowBytes
      for (let q = max(0, i + offset); q < last; q += block) {
        const p = values + load<u32>(ends + (<usize>q << 2))
        const end = values + load<u32>(ends + (<usize>min(q + block, last) << 2))
        for (let v: usize = 0; v < rowBytes; v += 32) {
          threeRows(p, end, size, w + v, wTapBytes, target + v, rowBytes, some, v + 32 <= rowBytes)
        }
      }
    }
    x += recordStep(op, 1)
    y += recordStep(op, 4)
  }
}

/**
 * Lists what is not zero, row after row: values, and the offset of the kernel row that each meets in a window which
 * begins at the first row. `ends` gets the byte in both at which each row begins, and at last the end.
 */
function list(x: usize, rows: i32, stride: i32, kernelRowBytes: usize, values: usize, offsets: usize, ends: usize): void {
  let e: usize = 0
  let offset = i32x4.mul(i32x4.splat(<i32>kernelRowBytes), i32x4(0, 1, 2, 3))
  const step = i32x4.splat(<i32>kernelRowBytes << 2)
  for (let r = 0; r < rows; r++) {
    store<u32>(ends, <u32>e)
    ends += 4
    const end = x + (<usize>stride << 2)
    while (x < end) {
      const value = v128.load(x)
      const lanes = i32x4.bitmask(f32x4.ne(value, f32x4.splat(0)))
      const front = v128.load(TO_FRONT + (<usize>lanes << 4))
      v128.store(values + e, i8x16.swizzle(value, front))
      v128.store(offsets + e, i8x16.swizzle(offset, front))
      e += <usize>popcnt(lanes) << 2
      x += 16
      offset = i32x4.add(offset, step)
    }
  }
  store<u32>(ends, <u32>e)
}

/** Three rows, eight filters: six sums, six vectors of the kernel and a number of x fit into the registers. */
// @ts-ignore: decorator
@inline
function threeRows(
  p: usize, end: usize, size: usize, w: usize, tapBytes: usize, y: usize, rowBytes: usize, some: i32, wide: bool,
): void {
  let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0
  while (p < end) {
    const s = v128.load32_splat(p)
    const q = w + <usize>load<u32>(p + size)
    const r = q - tapBytes
    const t = r - tapBytes
    a0 = f32x4.add(a0, f32x4.mul(s, v128.load(q)))
    a1 = f32x4.add(a1, f32x4.mul(s, v128.load(q, 16)))
    b0 = f32x4.add(b0, f32x4.mul(s, v128.load(r)))
    b1 = f32x4.add(b1, f32x4.mul(s, v128.load(r, 16)))
    c0 = f32x4.add(c0, f32x4.mul(s, v128.load(t)))
    c1 = f32x4.add(c1, f32x4.mul(s, v128.load(t, 16)))
    p += 4
  }
  addTo(y, a0)
  if (wide) addTo(y + 16, a1)
  if (some == 1) return
  y += rowBytes
  addTo(y, b0)
  if (wide) addTo(y + 16, b1)
  if (some == 2) return
  y += rowBytes
  addTo(y, c0)
  if (wide) addTo(y + 16, c1)
}
