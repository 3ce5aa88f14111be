/**
 * Discrete Fourier transforms of real rows, four channels to a vector. A transform of N rows is a complex one of N / 2
 * points, even rows the real parts and odd rows the imaginary ones, and a step that parts the two (Sorensen et al. 1987).
 * Transforms are not normalized: there gives 2 X, back gives N x; the kernels' spectra carry the factor.
 *
 * A point is a row of `width` bytes of real parts and one of imaginary parts: up to GROUP vectors go through the passes
 * side by side.
 *
 * The table of a length (engine/wasm/fourier-tables.ts) holds, one after the other: the twiddle factors of the passes;
 * cosine and sine of 2 pi k / N for k from 1 to N / 4 - 1; the place among the passes' points at which frequency k lies,
 * for k from 0 to N / 2 - 1.
 */

/** Vectors that are transformed side by side. */
export const GROUP: i32 = 4

/** From `points` points in order to frequencies in the order of the passes (decimation in frequency). */
export function transform(z: usize, points: i32, width: usize, table: usize): void {
  let n = points
  if (ctz(points) & 1) {
    halve(z, points, width, table)
    n >>= 1
    table += <usize>n << 3
  }
  for (; n > 4; n >>= 2) {
    quarter(z, points, n, width, table)
    table += <usize>(n >> 2) * 24
  }
  lastQuarter(z, points, width)
}

/** The way back, from the order of the passes to points in order (decimation in time). `twiddlesEnd` ends the factors. */
export function transformBack(z: usize, points: i32, width: usize, twiddlesEnd: usize): void {
  firstQuarterBack(z, points, width)
  let table = twiddlesEnd
  const largest = ctz(points) & 1 ? points >> 1 : points
  for (let n = 16; n <= largest; n <<= 2) {
    table -= <usize>(n >> 2) * 24
    quarterBack(z, points, n, width, table)
  }
  if (ctz(points) & 1) halveBack(z, points, width, table - (<usize>(points >> 1) << 3))
}

function halve(z: usize, points: i32, width: usize, table: usize): void {
  const step = <usize>points * width
  const end = z + step
  while (z < end) {
    const wr = v128.load32_splat(table)
    const wi = v128.load32_splat(table, 4)
    for (const next = z + width; z < next; z += 16) {
      const p = z + step
      const ar = v128.load(z), ai = v128.load(z + width), br = v128.load(p), bi = v128.load(p + width)
      const dr = f32x4.sub(ar, br), di = f32x4.sub(ai, bi)
      v128.store(z, f32x4.add(ar, br))
      v128.store(z + width, f32x4.add(ai, bi))
      v128.store(p, f32x4.sub(f32x4.mul(dr, wr), f32x4.mul(di, wi)))
      v128.store(p + width, f32x4.add(f32x4.mul(dr, wi), f32x4.mul(di, wr)))
    }
    z += width
    table += 8
  }
}

function halveBack(z: usize, points: i32, width: usize, table: usize): void {
  const step = <usize>points * width
  const end = z + step
  while (z < end) {
    const wr = v128.load32_splat(table)
    const wi = v128.load32_splat(table, 4)
    for (const next = z + width; z < next; z += 16) {
      const p = z + step
      const ar = v128.load(z), ai = v128.load(z + width), cr = v128.load(p), ci = v128.load(p + width)
      const br = f32x4.add(f32x4.mul(cr, wr), f32x4.mul(ci, wi))
      const bi = f32x4.sub(f32x4.mul(ci, wr), f32x4.mul(cr, wi))
      v128.store(z, f32x4.add(ar, br))
      v128.store(z + width, f32x4.add(ai, bi))
      v128.store(p, f32x4.sub(ar, br))
      v128.store(p + width, f32x4.sub(ai, bi))
    }
    z += width
    table += 8
  }
}

/** One pass over blocks of `n` points: frequencies by their residue modulo 4 to the quarters of each block. */
function quarter(z: usize, points: i32, n: i32, width: usize, table: usize): void {
  const step = (<usize>n * width) >> 1
  const block = step << 2
  const end = z + ((<usize>points * width) << 1)
  for (const firsts = z + step; z < firsts; z += width << 1) {
    const w1r = v128.load32_splat(table), w1i = v128.load32_splat(table, 4)
    const w2r = v128.load32_splat(table, 8), w2i = v128.load32_splat(table, 12)
    const w3r = v128.load32_splat(table, 16), w3i = v128.load32_splat(table, 20)
    for (let b = z; b < end; b += block) {
      for (let p = b; p < b + width; p += 16) {
        const q = p + step
        const r = q + step
        const s = r + step
        const ar = v128.load(p), ai = v128.load(p + width), cr = v128.load(r), ci = v128.load(r + width)
        const br = v128.load(q), bi = v128.load(q + width), dr = v128.load(s), di = v128.load(s + width)
        const t0r = f32x4.add(ar, cr), t0i = f32x4.add(ai, ci)
        const t1r = f32x4.sub(ar, cr), t1i = f32x4.sub(ai, ci)
        const t2r = f32x4.add(br, dr), t2i = f32x4.add(bi, di)
        // -i (b - d)
        const t3r = f32x4.sub(bi, di), t3i = f32x4.sub(dr, br)
        v128.store(p, f32x4.add(t0r, t2r))
        v128.store(p + width, f32x4.add(t0i, t2i))
        turned(q, width, f32x4.add(t1r, t3r), f32x4.add(t1i, t3i), w1r, w1i)
        turned(r, width, f32x4.sub(t0r, t2r), f32x4.sub(t0i, t2i), w2r, w2i)
        turned(s, width, f32x4.sub(t1r, t3r), f32x4.sub(t1i, t3i), w3r, w3i)
      }
    }
    table += 24
  }
}

function quarterBack(z: usize, points: i32, n: i32, width: usize, table: usize): void {
  const step = (<usize>n * width) >> 1
  const block = step << 2
  const end = z + ((<usize>points * width) << 1)
  for (const firsts = z + step; z < firsts; z += width << 1) {
    const w1r = v128.load32_splat(table), w1i = v128.load32_splat(table, 4)
    const w2r = v128.load32_splat(table, 8), w2i = v128.load32_splat(table, 12)
    const w3r = v128.load32_splat(table, 16), w3i = v128.load32_splat(table, 20)
    for (let base = z; base < end; base += block) {
      for (let p = base; p < base + width; p += 16) {
        const q = p + step
        const r = q + step
        const s = r + step
        const xr = v128.load(q), xi = v128.load(q + width), yr = v128.load(r), yi = v128.load(r + width)
        const zr = v128.load(s), zi = v128.load(s + width)
        const br = f32x4.add(f32x4.mul(xr, w1r), f32x4.mul(xi, w1i))
        const bi = f32x4.sub(f32x4.mul(xi, w1r), f32x4.mul(xr, w1i))
        const cr = f32x4.add(f32x4.mul(yr, w2r), f32x4.mul(yi, w2i))
        const ci = f32x4.sub(f32x4.mul(yi, w2r), f32x4.mul(yr, w2i))
        const dr = f32x4.add(f32x4.mul(zr, w3r), f32x4.mul(zi, w3i))
        const di = f32x4.sub(f32x4.mul(zi, w3r), f32x4.mul(zr, w3i))
        untwisted(p, q, r, s, width, v128.load(p), v128.load(p + width), br, bi, cr, ci, dr, di)
      }
    }
    table += 24
  }
}

/** The last pass there: blocks of four, without factors. */
function lastQuarter(z: usize, points: i32, width: usize): void {
  const step = width << 1
  const end = z + <usize>points * step
  for (; z < end; z += step << 2) {
    for (let p = z; p < z + width; p += 16) {
      const q = p + step
      const r = q + step
      const s = r + step
      const ar = v128.load(p), ai = v128.load(p + width), br = v128.load(q), bi = v128.load(q + width)
      const cr = v128.load(r), ci = v128.load(r + width), dr = v128.load(s), di = v128.load(s + width)
      const t0r = f32x4.add(ar, cr), t0i = f32x4.add(ai, ci)
      const t1r = f32x4.sub(ar, cr), t1i = f32x4.sub(ai, ci)
      const t2r = f32x4.add(br, dr), t2i = f32x4.add(bi, di)
      const t3r = f32x4.sub(bi, di), t3i = f32x4.sub(dr, br)
      v128.store(p, f32x4.add(t0r, t2r))
      v128.store(p + width, f32x4.add(t0i, t2i))
      v128.store(q, f32x4.add(t1r, t3r))
      v128.store(q + width, f32x4.add(t1i, t3i))
      v128.store(r, f32x4.sub(t0r, t2r))
      v128.store(r + width, f32x4.sub(t0i, t2i))
      v128.store(s, f32x4.sub(t1r, t3r))
      v128.store(s + width, f32x4.sub(t1i, t3i))
    }
  }
}

function firstQuarterBack(z: usize, points: i32, width: usize): void {
  const step = width << 1
  const end = z + <usize>points * step
  for (; z < end; z += step << 2) {
    for (let p = z; p < z + width; p += 16) {
      const q = p + step
      const r = q + step
      const s = r + step
      untwisted(
        p, q, r, s, width,
        v128.load(p), v128.load(p + width), v128.load(q), v128.load(q + width),
        v128.load(r), v128.load(r + width), v128.load(s), v128.load(s + width),
      )
    }
  }
}

/** Stores x times w. */
// @ts-ignore: decorator
@inline
function turned(p: usize, width: usize, xr: v128, xi: v128, wr: v128, wi: v128): void {
  v128.store(p, f32x4.sub(f32x4.mul(xr, wr), f32x4.mul(xi, wi)))
  v128.store(p + width, f32x4.add(f32x4.mul(xr, wi), f32x4.mul(xi, wr)))
}

/** The four-point transform back of a, b, c, d. */
// @ts-ignore: decorator
@inline
function untwisted(
  p: usize, q: usize, r: usize, s: usize, width: usize,
  ar: v128, ai: v128, br: v128, bi: v128, cr: v128, ci: v128, dr: v128, di: v128,
): void {
  const t0r = f32x4.add(ar, cr), t0i = f32x4.add(ai, ci)
  const t1r = f32x4.sub(ar, cr), t1i = f32x4.sub(ai, ci)
  const t2r = f32x4.add(br, dr), t2i = f32x4.add(bi, di)
  // i (b - d)
  const t3r = f32x4.sub(di, bi), t3i = f32x4.sub(br, dr)
  v128.store(p, f32x4.add(t0r, t2r))
  v128.store(p + width, f32x4.add(t0i, t2i))
  v128.store(q, f32x4.add(t1r, t3r))
  v128.store(q + width, f32x4.add(t1i, t3i))
  v128.store(r, f32x4.sub(t0r, t2r))
  v128.store(r + width, f32x4.sub(t0i, t2i))
  v128.store(s, f32x4.sub(t1r, t3r))
  v128.store(s + width, f32x4.sub(t1i, t3i))
}

/**
 * Parts the spectra of even and odd rows at `z`, and stores frequency k of the rows at `bins` + k * `binBytes`: real
 * parts there, imaginary ones `imaginary` bytes on. Frequencies 0 and N / 2 are real and share the first place.
 */
export function splitSpectrum(
  z: usize, points: i32, width: usize, split: usize, bins: usize, binBytes: usize, imaginary: usize,
): void {
  const half = points >> 1
  const positions = split + (<usize>(half - 1) << 3)
  const pointBytes = width << 1
  for (let v: usize = 0; v < width; v += 16) {
    const r = v128.load(z + v), i = v128.load(z + width + v)
    const sum = f32x4.add(r, i), difference = f32x4.sub(r, i)
    v128.store(bins + v, f32x4.add(sum, sum))
    v128.store(bins + imaginary + v, f32x4.add(difference, difference))
  }
  let up = bins + binBytes
  let down = bins + <usize>(points - 1) * binBytes
  for (let k = 1; k < half; k++) {
    const p = z + <usize>load<u32>(positions + (<usize>k << 2)) * pointBytes
    const q = z + <usize>load<u32>(positions + (<usize>(points - k) << 2)) * pointBytes
    const c = v128.load32_splat(split), s = v128.load32_splat(split, 4)
    for (let v: usize = 0; v < width; v += 16) {
      const pr = v128.load(p + v), pi = v128.load(p + width + v), qr = v128.load(q + v), qi = v128.load(q + width + v)
      const sr = f32x4.add(pr, qr), si = f32x4.sub(pi, qi)
      const dr = f32x4.sub(pr, qr), di = f32x4.add(pi, qi)
      const ur = f32x4.sub(f32x4.mul(c, di), f32x4.mul(s, dr))
      const ui = f32x4.add(f32x4.mul(s, di), f32x4.mul(c, dr))
      v128.store(up + v, f32x4.add(sr, ur))
      v128.store(up + imaginary + v, f32x4.sub(si, ui))
      v128.store(down + v, f32x4.sub(sr, ur))
      v128.store(down + imaginary + v, f32x4.neg(f32x4.add(si, ui)))
    }
    up += binBytes
    down -= binBytes
    split += 8
  }
  const m = z + <usize>load<u32>(positions + (<usize>half << 2)) * pointBytes
  for (let v: usize = 0; v < width; v += 16) {
    const mr = v128.load(m + v), mi = v128.load(m + width + v)
    v128.store(up + v, f32x4.add(mr, mr))
    v128.store(up + imaginary + v, f32x4.neg(f32x4.add(mi, mi)))
  }
}

/** The way back: spectra of even and odd rows from one of the rows. */
export function joinSpectrum(
  z: usize, points: i32, width: usize, split: usize, bins: usize, binBytes: usize, imaginary: usize,
): void {
  const half = points >> 1
  const positions = split + (<usize>(half - 1) << 3)
  const pointBytes = width << 1
  for (let v: usize = 0; v < width; v += 16) {
    const r = v128.load(bins + v), i = v128.load(bins + imaginary + v)
    v128.store(z + v, f32x4.add(r, i))
    v128.store(z + width + v, f32x4.sub(r, i))
  }
  let up = bins + binBytes
  let down = bins + <usize>(points - 1) * binBytes
  for (let k = 1; k < half; k++) {
    const p = z + <usize>load<u32>(positions + (<usize>k << 2)) * pointBytes
    const q = z + <usize>load<u32>(positions + (<usize>(points - k) << 2)) * pointBytes
    const c = v128.load32_splat(split), s = v128.load32_splat(split, 4)
    for (let v: usize = 0; v < width; v += 16) {
      const pr = v128.load(up + v), pi = v128.load(up + imaginary + v)
      const qr = v128.load(down + v), qi = v128.load(down + imaginary + v)
      const sr = f32x4.add(pr, qr), si = f32x4.sub(pi, qi)
      const dr = f32x4.sub(pr, qr), di = f32x4.add(pi, qi)
      const vr = f32x4.add(f32x4.mul(s, dr), f32x4.mul(c, di))
      const vi = f32x4.sub(f32x4.mul(c, dr), f32x4.mul(s, di))
      v128.store(p + v, f32x4.sub(sr, vr))
      v128.store(p + width + v, f32x4.add(si, vi))
      v128.store(q + v, f32x4.add(sr, vr))
      v128.store(q + width + v, f32x4.sub(vi, si))
    }
    up += binBytes
    down -= binBytes
    split += 8
  }
  const m = z + <usize>load<u32>(positions + (<usize>half << 2)) * pointBytes
  for (let v: usize = 0; v < width; v += 16) {
    const mr = v128.load(up + v), mi = v128.load(up + imaginary + v)
    v128.store(m + v, f32x4.add(mr, mr))
    v128.store(m + width + v, f32x4.neg(f32x4.add(mi, mi)))
  }
}
