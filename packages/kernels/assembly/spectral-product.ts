import { multiplyPlane, multiplyRows } from './convolution'
import { count, tensor, thread, word } from './plan'
import { SEGMENT } from './sparse'
import { binBytes } from './spectrum'

/**
 * SPECTRAL_PRODUCT: at each frequency every record's and tile's channels times the kernel's spectrum there, a matrix of
 * real numbers [real and imaginary parts of channels, real and imaginary parts of filters].
 *
 * 1-3 spectrum of x · 4-6 spectrum of y · 7 kernel's spectrum · 8 frequencies · 9 tiles a record · 10 vectors of x ·
 * 11 vectors of y · 12 channels of x · 13 workspace for three products: a row's real parts for each record and tile (0: four
 * products) · 14 bytes of it a thread
 */
export function spectralProduct(op: usize): void {
  const tiles = word(op, 9)
  const vectors = word(op, 11) << 1
  const inner = word(op, 10) << 3
  const xStep = binBytes(tiles, word(op, 10))
  const yStep = binBytes(tiles, word(op, 11))
  const kernelBytes = <usize>(inner * vectors) << 4
  const channels = word(op, 12)
  const rows = count * tiles
  const few = channels << 1 <= SEGMENT && (vectors & 3) == 0
  let x = tensor(op, 1)
  let y = tensor(op, 4)
  let w = <usize>word(op, 7)
  if (word(op, 13)) {
    const sums = <usize>word(op, 13) + <usize>(thread * word(op, 14))
    const planeBytes = <usize>(inner >> 1) * (<usize>vectors << 3)
    for (let k = 0; k < word(op, 8); k++) {
      if (k > 0) addParts(x, word(op, 10), rows, sums)
      if (few) multiplyThree(x, inner, channels, k > 0 ? sums : 0, y, w, planeBytes, rows, vectors >> 1)
      else multiplyThreeRows(x, inner >> 1, k > 0 ? sums : 0, y, w, planeBytes, rows, vectors >> 1)
      x += xStep
      y += yStep
      w += 3 * planeBytes
    }
    return
  }
  for (let k = word(op, 8); k > 0; k--) {
    if (few) multiplyFew(x, inner, channels, y, w, rows, vectors)
    else multiplyRows(x, inner, y, w, rows, vectors)
    x += xStep
    y += yStep
    w += kernelBytes
  }
}

/** Real plus imaginary parts of every row. */
export function addParts(x: usize, vectors: i32, rows: i32, sums: usize): void {
  const half = <usize>vectors << 4
  for (let l = 0; l < rows; l++) {
    for (const end = x + half; x < end; x += 16) {
      v128.store(sums, f32x4.add(v128.load(x), v128.load(x + half)))
      sums += 16
    }
    x += half
  }
}

/**
 * A complex product by three real ones (Gauss): (xr + xi) re, xr (im - re) and -xi (re + im), the kernel's three planes.
 * `sums` 0: two real products, of planes two and three, for frequencies 0 and N / 2. `vectors` is a multiple of four.
 */
function multiplyThree(
  x: usize, inner: i32, channels: i32, sums: usize, y: usize, w: usize, planeBytes: usize, rows: i32, vectors: i32,
): void {
  for (let v = 0; v < vectors; v += 4) {
    const offset = <usize>v << 4
    for (let l = 0; l < rows; l += 2) {
      threeProducts(x, inner, channels, sums, y + offset, w + offset, planeBytes, l, min(l + 1, rows - 1), vectors)
    }
  }
}

/** The same for any number of channels and filters, in blocks of sums. `channels` counts the padded ones. */
function multiplyThreeRows(
  x: usize, channels: i32, sums: usize, y: usize, w: usize, planeBytes: usize, rows: i32, vectors: i32,
): void {
  const xRowStep = <usize>channels << 3
  const imaginary = <usize>vectors << 4
  const yRowStep = imaginary << 1
  const xi = x + (xRowStep >> 1)
  if (!sums) {
    multiplyPlane(x, channels, xRowStep, y, w + planeBytes, 0, rows, yRowStep, vectors, SEGMENT)
    multiplyPlane(xi, channels, xRowStep, y + imaginary, w + 2 * planeBytes, 0, rows, yRowStep, vectors, SEGMENT)
    return
  }
  multiplyPlane(sums, channels, xRowStep >> 1, y, w, 0, rows, yRowStep, vectors, SEGMENT)
  let p = y
  for (let l = 0; l < rows; l++) {
    for (const end = p + imaginary; p < end; p += 16) v128.store(p + imaginary, v128.load(p))
    p += imaginary
  }
  multiplyPlane(x, channels, xRowStep, y + imaginary, w + planeBytes, 1, rows, yRowStep, vectors, SEGMENT)
  multiplyPlane(xi, channels, xRowStep, y, w + 2 * planeBytes, 1, rows, yRowStep, vectors, SEGMENT)
}

/** Rows `l` and `m`, 16 filters. */
function threeProducts(
  x: usize, inner: i32, channels: i32, sums: usize, y: usize, w: usize, planeBytes: usize, l: i32, m: i32, vectors: i32,
): void {
  const wRowStep = <usize>vectors << 4
  const half = <usize>inner << 1
  const bytes = <usize>channels << 2
  const real = y + <usize>l * (wRowStep << 1)
  const other = y + <usize>m * (wRowStep << 1)
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0
  if (sums) {
    let q = w
    let p = sums + <usize>l * half
    const r = <usize>(m - l) * half
    for (const end = p + bytes; p < end; p += 4) {
      const w0 = v128.load(q), w1 = v128.load(q, 16), w2 = v128.load(q, 32), w3 = v128.load(q, 48)
      const s = v128.load32_splat(p), t = v128.load32_splat(p + r)
      a0 = f32x4.add(a0, f32x4.mul(s, w0))
      a1 = f32x4.add(a1, f32x4.mul(s, w1))
      a2 = f32x4.add(a2, f32x4.mul(s, w2))
      a3 = f32x4.add(a3, f32x4.mul(s, w3))
      b0 = f32x4.add(b0, f32x4.mul(t, w0))
      b1 = f32x4.add(b1, f32x4.mul(t, w1))
      b2 = f32x4.add(b2, f32x4.mul(t, w2))
      b3 = f32x4.add(b3, f32x4.mul(t, w3))
      q += wRowStep
    }
    storeEight(real, other, 0, a0, a1, a2, a3, b0, b1, b2, b3)
  }
  // Where the product of the real parts goes: into the imaginary ones, but for frequencies 0 and N / 2.
  let lane: usize = sums ? wRowStep : 0
  let p = x + <usize>l * (half << 1)
  const r = <usize>(m - l) * (half << 1)
  let q = w + planeBytes
  for (let part = 0; part < 2; part++) {
    const next = q + planeBytes
    a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0
    for (const end = p + bytes; p < end; p += 4) {
      const w0 = v128.load(q), w1 = v128.load(q, 16), w2 = v128.load(q, 32), w3 = v128.load(q, 48)
      const s = v128.load32_splat(p), t = v128.load32_splat(p + r)
      a0 = f32x4.add(a0, f32x4.mul(s, w0))
      a1 = f32x4.add(a1, f32x4.mul(s, w1))
      a2 = f32x4.add(a2, f32x4.mul(s, w2))
      a3 = f32x4.add(a3, f32x4.mul(s, w3))
      b0 = f32x4.add(b0, f32x4.mul(t, w0))
      b1 = f32x4.add(b1, f32x4.mul(t, w1))
      b2 = f32x4.add(b2, f32x4.mul(t, w2))
      b3 = f32x4.add(b3, f32x4.mul(t, w3))
      q += wRowStep
    }
    // The product of the sums stands where the real parts will; added at the end, so that no sum grows long.
    if (sums) {
      a0 = f32x4.add(v128.load(real), a0)
      a1 = f32x4.add(v128.load(real, 16), a1)
      a2 = f32x4.add(v128.load(real, 32), a2)
      a3 = f32x4.add(v128.load(real, 48), a3)
      b0 = f32x4.add(v128.load(other), b0)
      b1 = f32x4.add(v128.load(other, 16), b1)
      b2 = f32x4.add(v128.load(other, 32), b2)
      b3 = f32x4.add(v128.load(other, 48), b3)
    }
    storeEight(real, other, lane, a0, a1, a2, a3, b0, b1, b2, b3)
    p += half - bytes
    q = next
    lane = wRowStep - lane
  }
}

// @ts-ignore: decorator
@inline
function storeEight(
  p: usize, q: usize, lane: usize, a0: v128, a1: v128, a2: v128, a3: v128, b0: v128, b1: v128, b2: v128, b3: v128,
): void {
  v128.store(p + lane, a0)
  v128.store(p + lane, a1, 16)
  v128.store(p + lane, a2, 32)
  v128.store(p + lane, a3, 48)
  v128.store(q + lane, b0)
  v128.store(q + lane, b1, 16)
  v128.store(q + lane, b2, 32)
  v128.store(q + lane, b3, 48)
}

/** A product whose sums are one block: leaves out the lanes beyond the channels. `vectors` is a multiple of four. */
function multiplyFew(x: usize, inner: i32, channels: i32, y: usize, w: usize, rows: i32, vectors: i32): void {
  for (let v = 0; v < vectors; v += 4) {
    const offset = <usize>v << 4
    let l = 0
    for (; l + 2 <= rows; l += 2) multiplyPair(x, inner, channels, y + offset, w + offset, l, l + 1, vectors)
    if (l < rows) multiplyPair(x, inner, channels, y + offset, w + offset, l, l, vectors)
  }
}

/** Rows `l` and `m`, 16 filters: real parts, then imaginary ones. */
// @ts-ignore: decorator
@inline
function multiplyPair(x: usize, inner: i32, channels: i32, y: usize, w: usize, l: i32, m: i32, vectors: i32): void {
  const wRowStep = <usize>vectors << 4
  const xRowStep = <usize>inner << 2
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0
  let p = x + <usize>l * xRowStep
  const difference = <usize>(m - l) * xRowStep
  let q = w
  for (let part = 0; part < 2; part++) {
    for (const end = p + (<usize>channels << 2); p < end; p += 4) {
      const w0 = v128.load(q), w1 = v128.load(q, 16), w2 = v128.load(q, 32), w3 = v128.load(q, 48)
      const s = v128.load32_splat(p)
      const r = v128.load32_splat(p + difference)
      a0 = f32x4.add(a0, f32x4.mul(s, w0))
      a1 = f32x4.add(a1, f32x4.mul(s, w1))
      a2 = f32x4.add(a2, f32x4.mul(s, w2))
      a3 = f32x4.add(a3, f32x4.mul(s, w3))
      b0 = f32x4.add(b0, f32x4.mul(r, w0))
      b1 = f32x4.add(b1, f32x4.mul(r, w1))
      b2 = f32x4.add(b2, f32x4.mul(r, w2))
      b3 = f32x4.add(b3, f32x4.mul(r, w3))
      q += wRowStep
    }
    p += xRowStep / 2 - (<usize>channels << 2)
    q += <usize>(inner / 2 - channels) * wRowStep
  }
  const target = y + <usize>l * wRowStep
  v128.store(target, a0)
  v128.store(target, a1, 16)
  v128.store(target, a2, 32)
  v128.store(target, a3, 48)
  const other = y + <usize>m * wRowStep
  v128.store(other, b0)
  v128.store(other, b1, 16)
  v128.store(other, b2, 32)
  v128.store(other, b3, 48)
}
