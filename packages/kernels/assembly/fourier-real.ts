/** The real frequencies of four spectra of n rows, 0 and n / 2, joined to one of 4 n, and parted again. */

/** Square roots of 1 / 2 and 2: read, since constants are made anew wherever a vector of them is needed. */
export const ROOTS: usize = memory.data<f32>([0.7071067811865476, -0.7071067811865476, 1.4142135623730951, -1.4142135623730951])

/** Frequencies 0, of `a` to `d`, to frequencies 0 and 2 n (real, to `p` and `pi`) and n (to `q` and `qi`). */
// @ts-ignore: decorator
@inline
export function joinReal(p: usize, pi: usize, q: usize, qi: usize, a: v128, b: v128, c: v128, d: v128): void {
  const even = f32x4.add(a, c), odd = f32x4.add(b, d)
  v128.store(p, f32x4.add(even, odd))
  v128.store(pi, f32x4.sub(even, odd))
  v128.store(q, f32x4.sub(a, c))
  v128.store(qi, f32x4.sub(d, b))
}

/** Frequencies n / 2 to frequencies n / 2 (to `p` and `pi`) and 3 n / 2. */
// @ts-ignore: decorator
@inline
export function joinMiddle(p: usize, pi: usize, q: usize, qi: usize, a: v128, b: v128, c: v128, d: v128): void {
  const u = f32x4.mul(v128.load32_splat(ROOTS), f32x4.sub(b, d))
  const v = f32x4.mul(v128.load32_splat(ROOTS, 4), f32x4.add(b, d))
  v128.store(p, f32x4.add(a, u))
  v128.store(pi, f32x4.sub(v, c))
  v128.store(q, f32x4.sub(a, u))
  v128.store(qi, f32x4.add(v, c))
}

/** Frequencies 0, to `p` to `s`, from frequencies 0 and 2 n (`a` and `b`) and n. */
// @ts-ignore: decorator
@inline
export function partReal(p: usize, q: usize, r: usize, s: usize, a: v128, b: v128, re: v128, im: v128): void {
  const sum = f32x4.add(a, b), difference = f32x4.sub(a, b)
  const twiceRe = f32x4.add(re, re), twiceIm = f32x4.add(im, im)
  v128.store(p, f32x4.add(sum, twiceRe))
  v128.store(q, f32x4.sub(difference, twiceIm))
  v128.store(r, f32x4.sub(sum, twiceRe))
  v128.store(s, f32x4.add(difference, twiceIm))
}

/** Frequencies n / 2 from frequencies n / 2 (`ar` and `ai`) and 3 n / 2. */
// @ts-ignore: decorator
@inline
export function partMiddle(p: usize, q: usize, r: usize, s: usize, ar: v128, ai: v128, br: v128, bi: v128): void {
  const sum = f32x4.add(ar, br), difference = f32x4.sub(bi, ai)
  const u = f32x4.sub(ar, br), v = f32x4.add(ai, bi)
  v128.store(p, f32x4.add(sum, sum))
  v128.store(q, f32x4.mul(v128.load32_splat(ROOTS, 8), f32x4.sub(u, v)))
  v128.store(r, f32x4.add(difference, difference))
  v128.store(s, f32x4.mul(v128.load32_splat(ROOTS, 12), f32x4.add(u, v)))
}
