import { put } from './accumulate'
import { thread, word } from './plan'

/**
 * After ReLU and dropout most activations, and most of their gradients, are zero. The kernels here list what is not
 * zero once and leave out the rest. They add the same terms in the same order as the dense kernels, so both give the
 * same bits (adding 0 * w changes nothing; where w is not finite, training stops anyway).
 */

/** A share of non-zeros above which the dense kernels are faster. */
const MOST_NON_ZEROS: f32 = 0.6

/** For each of the 16 sets of lanes: the bytes that bring them to the front. */
const FRONT: usize = memory.data<u8>([
  16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
  4, 5, 6, 7, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 16, 16, 16, 16, 16, 16, 16, 16,
  8, 9, 10, 11, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 8, 9, 10, 11, 16, 16, 16, 16, 16, 16, 16, 16,
  4, 5, 6, 7, 8, 9, 10, 11, 16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 16, 16, 16,
  12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16,
  4, 5, 6, 7, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 16, 16, 16, 16,
  8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16,
  4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
])

/** How many floats are not zero. `floats` is a multiple of four. */
export function countNonZeros(x: usize, floats: i32): i32 {
  let count = i32x4.splat(0)
  const end = x + (<usize>floats << 2)
  while (x < end) {
    // A comparison that holds is -1 in its lane.
    count = i32x4.sub(count, f32x4.ne(v128.load(x), f32x4.splat(0)))
    x += 16
  }
  return (
    i32x4.extract_lane(count, 0) + i32x4.extract_lane(count, 1) + i32x4.extract_lane(count, 2) + i32x4.extract_lane(count, 3)
  )
}

/** Floats of a row that are listed together, at most: a block of the dense kernel's sums (convolution.ts). */
export const SEGMENT: i32 = 64

/**
 * Lists the non-zeros of `rows` rows of `stride` floats, row after row: values at `values`, and at `offsets` that of
 * the kernel row which each multiplies in a window that begins at the first row. `starts` gets the byte at which each
 * segment of a row begins in both, and at last the end.
 */
function listRows(x: usize, rows: i32, stride: i32, kernelRowBytes: usize, values: usize, offsets: usize, starts: usize): void {
  let e: usize = 0
  const bytes = <i32>kernelRowBytes
  let offset = i32x4.mul(i32x4.splat(bytes), i32x4(0, 1, 2, 3))
  const step = i32x4.splat(bytes << 2)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < stride; c += SEGMENT) {
      store<usize>(starts, e)
      starts += 4
      const end = x + (<usize>min(SEGMENT, stride - c) << 2)
      while (x < end) {
        const value = v128.load(x)
        const lanes = i32x4.bitmask(f32x4.ne(value, f32x4.splat(0)))
        const front = v128.load(FRONT + (<usize>lanes << 4))
        v128.store(values + e, i8x16.swizzle(value, front))
        v128.store(offsets + e, i8x16.swizzle(offset, front))
        e += <usize>popcnt(lanes) << 2
        x += 16
        offset = i32x4.add(offset, step)
      }
    }
  }
  store<usize>(starts, e)
}

/**
 * The words of CONVOLVE and KERNEL_GRADIENT that tell where lists may lie:
 * 18 floats a row of x · 19 address of lists (0: dense only) · 20 bytes of lists a thread · 21 rows that windows cover
 */
export function mayList(op: usize): bool {
  return word(op, 19) != 0
}

export function lists(op: usize): usize {
  return <usize>word(op, 19) + <usize>(thread * word(op, 20))
}

/** Whether so much of the rows under a record's windows is zero that listing pays. */
export function isSparse(op: usize, x: usize): bool {
  const floats = word(op, 18) * word(op, 21)
  return <f32>countNonZeros(x, floats) < MOST_NON_ZEROS * <f32>floats
}

/** CONVOLVE of one record, by the list of its non-zeros. */
export function convolveSparse(op: usize, x: usize, y: usize): void {
  const stride = word(op, 18)
  const inputRows = word(op, 21)
  const vectors = word(op, 15)
  const kernelRowBytes = <usize>vectors << 4
  const values = lists(op)
  const size = listBytes(inputRows, stride)
  const starts = values + (size << 1)
  listRows(x, inputRows, stride, kernelRowBytes, values, values + size, starts)
  let v = 0
  while (v < vectors) {
    const width = vectors - v >= 4 ? 4 : vectors - v >= 2 ? 2 : 1
    sparseColumns(op, values, y, v, width)
    v += width
  }
}

/** Bytes of the values, and of the offsets, with room for the last whole vector. */
// @ts-ignore: decorator
@inline
function listBytes(rows: i32, stride: i32): usize {
  return (<usize>(rows * stride) << 2) + 16
}

/**
 * One window at a time, four vectors of filters: a loop body's loads all come before its arithmetic in the machine code,
 * so that what it loads and adds to must fit into fifteen registers. One sum too many costs eight cycles a pass.
 */
function sparseColumns(op: usize, values: usize, y: usize, v: i32, width: i32): void {
  const offset = <usize>v << 4
  const stride = word(op, 18)
  const rowBytes = <usize>stride * (<usize>word(op, 15) << 4)
  const size = listBytes(word(op, 21), stride)
  const starts = values + (size << 1)
  const w = <usize>word(op, 7) + offset
  const given = <usize>word(op, 8)
  const bias = given > 1 ? given + offset : given
  const rows = word(op, 9)
  const strides = word(op, 10) / (stride << 2)
  const taps = word(op, 11)
  const tapRows = word(op, 12) / (stride << 2)
  const wTapStep = <usize>word(op, 14)
  const yRowStep = <usize>word(op, 16)
  const rowSegments = (stride + SEGMENT - 1) / SEGMENT
  const tapSegments = (word(op, 13) / stride) * rowSegments
  const block = max(SEGMENT / stride, 1)
  y += offset
  for (let l = 0; l < rows; l++) {
    let start = bias
    for (let t = 0; t < taps; t++) {
      const row = l * strides + t * tapRows
      const kernel = w + <usize>t * wTapStep - <usize>row * rowBytes
      const first = row * rowSegments
      for (let s = 0; s < tapSegments; s += block) {
        const p = values + load<usize>(starts + (<usize>(first + s) << 2))
        const end = values + load<usize>(starts + (<usize>(first + min(s + block, tapSegments)) << 2))
        if (width == 4) sparseBlock4(p, end, size, kernel, y, start)
        else if (width == 2) sparseBlock2(p, end, size, kernel, y, start)
        else sparseBlock1(p, end, size, kernel, y, start)
        start = 1
      }
    }
    y += yRowStep
  }
}

// @ts-ignore: decorator
@inline
function sparseBlock4(p: usize, end: usize, size: usize, w: usize, y: usize, start: usize): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0
  while (p < end) {
    const s = v128.load32_splat(p)
    const q = w + load<usize>(p + size)
    a0 = f32x4.add(a0, f32x4.mul(s, v128.load(q)))
    a1 = f32x4.add(a1, f32x4.mul(s, v128.load(q, 16)))
    a2 = f32x4.add(a2, f32x4.mul(s, v128.load(q, 32)))
    a3 = f32x4.add(a3, f32x4.mul(s, v128.load(q, 48)))
    p += 4
  }
  put(y, start, 0, a0)
  put(y, start, 16, a1)
  put(y, start, 32, a2)
  put(y, start, 48, a3)
}

// @ts-ignore: decorator
@inline
function sparseBlock2(p: usize, end: usize, size: usize, w: usize, y: usize, start: usize): void {
  let a0 = f32x4.splat(0), a1 = a0
  while (p < end) {
    const s = v128.load32_splat(p)
    const q = w + load<usize>(p + size)
    a0 = f32x4.add(a0, f32x4.mul(s, v128.load(q)))
    a1 = f32x4.add(a1, f32x4.mul(s, v128.load(q, 16)))
    p += 4
  }
  put(y, start, 0, a0)
  put(y, start, 16, a1)
}

// @ts-ignore: decorator
@inline
function sparseBlock1(p: usize, end: usize, size: usize, w: usize, y: usize, start: usize): void {
  let a = f32x4.splat(0)
  while (p < end) {
    a = f32x4.add(a, f32x4.mul(v128.load32_splat(p), v128.load(w + load<usize>(p + size))))
    p += 4
  }
  put(y, start, 0, a)
}
