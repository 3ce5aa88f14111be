import { put } from './accumulate'
import { count, first, recordStep, setTile, tensor, word } from './plan'

/**
 * Scanning every window of a long sequence. A tile is a run of starts. What does not depend on where a window ends is
 * computed once a position ("shared": row p belongs to position p of the tile); the first and last rows of a window,
 * which its zero padding reaches, are kept a window ("edges": a record of the left rows, then the right rows).
 *
 * SCAN_SHARED and SCAN_STARTS say what the operations that follow take for records: the tile as one, or its windows.
 */
let starts: i32 = 0
/** First window of the part of the tile that is worked on. */
export let part: i32 = 0

export function scanShared(): void {
  starts = count
  part = 0
  setTile(first, 1, true, true)
}

export function scanStarts(): void {
  setTile(first, starts, true, true)
}

export function setPart(window: i32): void {
  part = window
}

/**
 * SCAN_CODES: a convolution over base codes, shared, and the shared sums of its edges.
 * 1-3 codes (first tap of row 0) · 4-6 y · 7 w [taps, 5, vectors] · 8 bias (0: none) · 9 rows · 10 taps · 11 dilation ·
 * 12 vectors · 13-15 edges · 16 left rows · 17 right rows · 18 rows of a window · 21-23 memory for the taps of two rows
 */
export function scanCodes(op: usize): void {
  const codes = tensor(op, 1)
  const rows = word(op, 9)
  const taps = word(op, 10)
  const d = <usize>word(op, 11)
  const rowBytes = <usize>word(op, 12) << 4
  const products = tensor(op, 21)
  for (let p = 0; p < rows; p++) {
    let code = codes + <usize>p
    let w = <usize>word(op, 7)
    let z = products
    for (let t = 0; t < taps; t++) {
      const row = w + <usize>load<u8>(code) * rowBytes
      for (let v: usize = 0; v < rowBytes; v += 16) v128.store(z + v, v128.load(row + v))
      code += d
      w += 5 * rowBytes
      z += rowBytes
    }
    addTaps(op, products, p)
  }
}

/**
 * SCAN_CONVOLVE: a convolution, shared, and the shared sums of its edges: first what every tap gives, then the sums.
 * 1-3 x (first tap of row 0) · 4-6 y · 7 w [taps, x stride, vectors] · 8-18, 21-23 as SCAN_CODES, at least two rows ·
 * 19 channels · 20 floats a row of x
 */
export function scanConvolve(op: usize): void {
  const x = tensor(op, 1)
  const rows = word(op, 9)
  const taps = word(op, 10)
  const channels = word(op, 19)
  const xRowBytes = <usize>word(op, 20) << 2
  const tapBytes = xRowBytes * <usize>word(op, 11)
  const rowBytes = <usize>word(op, 12) << 4
  const wTapBytes = (xRowBytes >> 2) * rowBytes
  const products = tensor(op, 21)
  const productBytes = <usize>taps * rowBytes
  for (let pair = 0; pair < rows; pair += 2) {
    // The last two rows are done together, also where their number is odd.
    const p = min(pair, rows - 2)
    let w = <usize>word(op, 7)
    let z = products
    let x0 = x + <usize>p * xRowBytes
    for (let t = 0; t < taps; t++) {
      tapProducts(x0, xRowBytes, 0, w, 0, rowBytes, 1, channels, z, productBytes, 0)
      x0 += tapBytes
      w += wTapBytes
      z += rowBytes
    }
    addTaps(op, products, p)
    addTaps(op, products + productBytes, p + 1)
  }
}

/**
 * The running sums of one row's taps: all of them are the row itself. Row p is row i of the window that starts at p - i.
 * A left row i has the taps from some m on in common with it (the others meet rows that only this window has, or
 * nothing), a right row all but the last m; where that is none, only the bias.
 */
function addTaps(op: usize, products: usize, p: i32): void {
  const y = tensor(op, 4)
  const bias = <usize>word(op, 8)
  const taps = word(op, 10)
  const d = word(op, 11)
  const rowBytes = <usize>word(op, 12) << 4
  const edges = tensor(op, 13)
  const blockBytes = recordStep(op, 13)
  const left = word(op, 16)
  const right = word(op, 17)
  // The window of which row p is the last row. Both may lie outside the tile.
  const last = p - word(op, 18) + 1
  const lastRow = <usize>(left + right - 1) * rowBytes
  let offset: usize = 0
  while (offset < rowBytes) {
    const wide = offset + 64 <= rowBytes
    const e = edges + offset
    const z = products + offset
    const b = bias ? bias + offset : 0
    const nothing = f32x4.splat(0)
    const b0 = b ? v128.load(b) : nothing
    const b1 = b && wide ? v128.load(b, 16) : nothing
    const b2 = b && wide ? v128.load(b, 32) : nothing
    const b3 = b && wide ? v128.load(b, 48) : nothing
    let s0 = b0, s1 = b1, s2 = b2, s3 = b3
    for (let m = taps; m > 0; m--) {
      const end = left - (m - 1) * d
      for (let i = m == taps ? 0 : max(left - m * d, 0); i < end; i++) {
        if (<u32>(p - i) < <u32>starts) keep(e + <usize>(p - i) * blockBytes + <usize>i * rowBytes, wide, s0, s1, s2, s3)
      }
      const from = z + <usize>(m - 1) * rowBytes
      s0 = f32x4.add(s0, v128.load(from))
      if (wide) {
        s1 = f32x4.add(s1, v128.load(from, 16))
        s2 = f32x4.add(s2, v128.load(from, 32))
        s3 = f32x4.add(s3, v128.load(from, 48))
      }
    }
    s0 = b0, s1 = b1, s2 = b2, s3 = b3
    for (let m = taps; m > 0; m--) {
      const end = right - (m - 1) * d
      for (let j = m == taps ? 0 : max(right - m * d, 0); j < end; j++) {
        if (<u32>(last + j) < <u32>starts) {
          keep(e + <usize>(last + j) * blockBytes + lastRow - <usize>j * rowBytes, wide, s0, s1, s2, s3)
        }
      }
      const from = z + <usize>(taps - m) * rowBytes
      s0 = f32x4.add(s0, v128.load(from))
      if (wide) {
        s1 = f32x4.add(s1, v128.load(from, 16))
        s2 = f32x4.add(s2, v128.load(from, 32))
        s3 = f32x4.add(s3, v128.load(from, 48))
      }
    }
    keep(y + <usize>p * rowBytes + offset, wide, s0, s1, s2, s3)
    offset += wide ? 64 : 16
  }
}

// @ts-ignore: decorator
@inline
function keep(target: usize, wide: bool, s0: v128, s1: v128, s2: v128, s3: v128): void {
  v128.store(target, s0)
  if (!wide) return
  v128.store(target, s1, 16)
  v128.store(target, s2, 32)
  v128.store(target, s3, 48)
}

/** Terms of a sum in a row, at most: a sum of short sums loses fewer digits. */
const BLOCK: i32 = 64

/**
 * SCAN_EDGES: adds to the edge rows of every window what its other edge rows give: y[i] += sum over t of
 * x[i + offset + t * dilation] * w[t], for the rows that x has. The tile's memory ends on a multiple of four windows.
 * 1-3 x · 4-6 y · 7 w [taps, x stride, vectors] · 9 rows of x · 10 rows of y · 11 taps · 12 dilation · 13 offset ·
 * 14 channels · 15 floats a row of x · 16 vectors
 */
export function scanEdges(op: usize): void {
  const xRows = word(op, 9)
  const rows = word(op, 10)
  const taps = word(op, 11)
  const d = word(op, 12)
  const offset = word(op, 13)
  const channels = word(op, 14)
  const xRowBytes = <usize>word(op, 15) << 2
  const rowBytes = <usize>word(op, 16) << 4
  const wTapBytes = (xRowBytes >> 2) * rowBytes
  const xStep = recordStep(op, 1)
  const yStep = recordStep(op, 4)
  const block = max(BLOCK / channels, 1)
  const tapBytes = xRowBytes * <usize>d
  const w = <usize>word(op, 7)
  let x = tensor(op, 1)
  let y = tensor(op, 4)
  for (let n = 0; n < count; n += 2) {
    for (let i = 0; i < rows; i++) {
      // The first and last tap that meet a row of x.
      const q = i + offset
      let t = q < 0 ? (d - 1 - q) / d : 0
      const last = q < xRows ? min(taps - 1, (xRows - 1 - q) / d) : -1
      while (t <= last) {
        const some = min(block, last + 1 - t)
        const from = x + <usize>(q + t * d) * xRowBytes
        const to = y + <usize>i * rowBytes
        tapProducts(from, xStep, tapBytes, w + <usize>t * wTapBytes, wTapBytes, rowBytes, some, channels, to, yStep, 1)
        t += some
      }
    }
    x += xStep << 1
    y += yStep << 1
  }
}

/**
 * Two rows of y get the sums over some taps and channels of two rows of x (start: see `put`), 16 filters at a time:
 * eight sums in registers. More channels than a block are taken block after block.
 */
// @ts-ignore: decorator
@inline
function tapProducts(
  x: usize, xStep: usize, xTap: usize, w: usize, wTap: usize, rowBytes: usize, taps: i32, channels: i32, y: usize, yStep: usize,
  start: usize,
): void {
  for (let c = 0; c < channels; c += BLOCK) {
    const bytes = <usize>min(BLOCK, channels - c) << 2
    const from = x + (<usize>c << 2)
    const rows = w + <usize>c * rowBytes
    let v: usize = 0
    for (; v + 64 <= rowBytes; v += 64) products4(from, xStep, xTap, bytes, rows + v, wTap, rowBytes, taps, y + v, yStep, c == 0 ? start : 1)
    for (; v < rowBytes; v += 16) products1(from, xStep, xTap, bytes, rows + v, wTap, rowBytes, taps, y + v, yStep, c == 0 ? start : 1)
  }
}

function products4(
  x: usize, xStep: usize, xTap: usize, bytes: usize, w: usize, wTap: usize, rowBytes: usize, taps: i32, y: usize, yStep: usize,
  start: usize,
): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0
  for (let t = 0; t < taps; t++) {
    let p = x
    let q = w
    const end = p + bytes
    while (p < end) {
      const w0 = v128.load(q), w1 = v128.load(q, 16), w2 = v128.load(q, 32), w3 = v128.load(q, 48)
      const s = v128.load32_splat(p)
      const r = v128.load32_splat(p + xStep)
      a0 = f32x4.add(a0, f32x4.mul(s, w0))
      a1 = f32x4.add(a1, f32x4.mul(s, w1))
      a2 = f32x4.add(a2, f32x4.mul(s, w2))
      a3 = f32x4.add(a3, f32x4.mul(s, w3))
      b0 = f32x4.add(b0, f32x4.mul(r, w0))
      b1 = f32x4.add(b1, f32x4.mul(r, w1))
      b2 = f32x4.add(b2, f32x4.mul(r, w2))
      b3 = f32x4.add(b3, f32x4.mul(r, w3))
      p += 4
      q += rowBytes
    }
    x += xTap
    w += wTap
  }
  put(y, start, 0, a0)
  put(y, start, 16, a1)
  put(y, start, 32, a2)
  put(y, start, 48, a3)
  y += yStep
  put(y, start, 0, b0)
  put(y, start, 16, b1)
  put(y, start, 32, b2)
  put(y, start, 48, b3)
}

function products1(
  x: usize, xStep: usize, xTap: usize, bytes: usize, w: usize, wTap: usize, rowBytes: usize, taps: i32, y: usize, yStep: usize,
  start: usize,
): void {
  let a = f32x4.splat(0), b = a
  for (let t = 0; t < taps; t++) {
    let p = x
    let q = w
    const end = p + bytes
    while (p < end) {
      const w0 = v128.load(q)
      a = f32x4.add(a, f32x4.mul(v128.load32_splat(p), w0))
      b = f32x4.add(b, f32x4.mul(v128.load32_splat(p + xStep), w0))
      p += 4
      q += rowBytes
    }
    x += xTap
    w += wTap
  }
  put(y, start, 0, a)
  put(y + yStep, start, 0, b)
}
