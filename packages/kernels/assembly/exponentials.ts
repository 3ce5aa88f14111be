/**
 * exp and its kin of two float64 side by side, to about 1e-10 of their values or better: hosts differ in the last bit of
 * theirs, and float32 would lose digits on the way. NaN gives NaN. Arguments of exp are brought between -300 and 300,
 * far beyond float32's limits on both sides. Polynomials are summed up in pairs of terms: shorter chains of sums.
 */

const LOG2_E: f64 = 1.4426950408889634
/** ln 2 in two parts; the first has zeros enough behind it to be multiplied by the exponents here without rounding. */
const LN_2_HIGH: f64 = 0.693147180369123816490
const LN_2_LOW: f64 = 1.90821492927058770002e-10
/** 1.5 * 2^52: added to a small number, this leaves its nearest integer in the lowest bits. */
const ROUNDER: f64 = 6755399441055744.0

// @ts-ignore: decorator
@inline
function twice(x: f64): v128 {
  return f64x2.splat(x)
}

/** a + b x. */
// @ts-ignore: decorator
@inline
function pair(a: f64, b: f64, x: v128): v128 {
  return f64x2.add(twice(a), f64x2.mul(twice(b), x))
}

// @ts-ignore: decorator
@inline
function bounded(x: v128): v128 {
  return f64x2.min(f64x2.max(x, twice(-300)), twice(300))
}

/** x / ln 2, its nearest integer n in the lowest bits. */
// @ts-ignore: decorator
@inline
function rounded(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, twice(LOG2_E)), twice(ROUNDER))
}

/** 2^n. */
// @ts-ignore: decorator
@inline
function powerOf2(round: v128): v128 {
  return i64x2.add(i64x2.shl(round, 52), i64x2.splat(<i64>1023 << 52))
}

/** exp(x - n ln 2) - 1 by the series of exp: |x - n ln 2| <= ln 2 / 2. */
// @ts-ignore: decorator
@inline
function seriesAfter(x: v128, round: v128): v128 {
  const n = f64x2.sub(round, twice(ROUNDER))
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, twice(LN_2_HIGH))), f64x2.mul(n, twice(LN_2_LOW)))
  const square = f64x2.mul(r, r)
  let s = pair(1.0 / 40320.0, 1.0 / 362880.0, r)
  s = f64x2.add(f64x2.mul(s, square), pair(1.0 / 720.0, 1.0 / 5040.0, r))
  s = f64x2.add(f64x2.mul(s, square), pair(1.0 / 24.0, 1.0 / 120.0, r))
  s = f64x2.add(f64x2.mul(s, square), pair(0.5, 1.0 / 6.0, r))
  return f64x2.add(f64x2.mul(s, square), r)
}

export function exp(x: v128): v128 {
  const bound = bounded(x)
  const round = rounded(bound)
  const power = powerOf2(round)
  return f64x2.add(f64x2.mul(power, seriesAfter(bound, round)), power)
}

/** exp(x) - 1, as exact near 0 as anywhere. */
export function expm1(x: v128): v128 {
  const bound = bounded(x)
  const round = rounded(bound)
  const power = powerOf2(round)
  return f64x2.add(f64x2.mul(power, seriesAfter(bound, round)), f64x2.sub(power, twice(1)))
}

/** log(1 + u) for u from 0 to 1: twice the series of the inverse hyperbolic tangent of u / (2 + u). */
export function log1p(u: v128): v128 {
  const s = f64x2.div(u, f64x2.add(u, twice(2)))
  const square = f64x2.mul(s, s)
  const fourth = f64x2.mul(square, square)
  let sum = pair(1.0 / 19.0, 1.0 / 21.0, square)
  sum = f64x2.add(f64x2.mul(sum, fourth), pair(1.0 / 15.0, 1.0 / 17.0, square))
  sum = f64x2.add(f64x2.mul(sum, fourth), pair(1.0 / 11.0, 1.0 / 13.0, square))
  sum = f64x2.add(f64x2.mul(sum, fourth), pair(1.0 / 7.0, 1.0 / 9.0, square))
  sum = f64x2.add(f64x2.mul(sum, fourth), pair(1.0 / 3.0, 1.0 / 5.0, square))
  return f64x2.mul(twice(2), f64x2.add(s, f64x2.mul(f64x2.mul(s, square), sum)))
}

/** 1 / (1 + exp(-x)). */
export function logistic(x: v128): v128 {
  return f64x2.div(twice(1), f64x2.add(twice(1), exp(f64x2.neg(x))))
}

export function tanh(x: v128): v128 {
  const t = expm1(f64x2.mul(f64x2.abs(x), twice(-2)))
  const size = f64x2.abs(f64x2.div(t, f64x2.add(t, twice(2))))
  return v128.or(size, v128.and(x, twice(-0.0)))
}

/**
 * (1 + 2 a) exp(a^2) erfc(a) for a >= 0, from t = (a - 3) / (a + 3): a polynomial fitted at the zeros of a Chebyshev
 * polynomial, after Shepherd and Laframboise, "Chebyshev approximation of (1 + 2x) exp(x^2) erfc x in 0 <= x < infinity",
 * Math. Comp. 36 (1981). Its error is 1.1e-10.
 */
function scaledTail(t: v128): v128 {
  const square = f64x2.mul(t, t)
  let s = twice(-1.3169874678591097e-07)
  s = f64x2.add(f64x2.mul(s, square), pair(4.3232205758375235e-06, -1.1039710043070329e-05, t))
  s = f64x2.add(f64x2.mul(s, square), pair(-0.0001047658020783463, 0.000113189114183447, t))
  s = f64x2.add(f64x2.mul(s, square), pair(0.0018885464637363092, -0.0007713019885507317, t))
  s = f64x2.add(f64x2.mul(s, square), pair(-0.023770486690952122, 0.0025260256479564505, t))
  s = f64x2.add(f64x2.mul(s, square), pair(-0.11927366592992146, 0.06830871945387393, t))
  s = f64x2.add(f64x2.mul(s, square), pair(-0.04756229428715902, 0.12964509537128008, t))
  s = f64x2.add(f64x2.mul(s, square), pair(1.2530080582697296, -0.13562110443635378, t))
  return s
}

/** exp(-x^2 / 2), of which the normal distribution is made. */
export function bell(x: v128): v128 {
  return exp(f64x2.mul(f64x2.mul(x, x), twice(-0.5)))
}

/** The share of a standard normal distribution below x, given `bell(x)`; 0 below -38, where float64 ends. */
export function normalShare(x: v128, bell: v128): v128 {
  const a = f64x2.mul(f64x2.min(f64x2.abs(x), twice(40)), twice(0.7071067811865476))
  const one = twice(1), three = twice(3)
  const linear = f64x2.add(f64x2.add(a, a), one)
  const above = f64x2.add(a, three)
  const inverse = f64x2.div(one, f64x2.mul(linear, above))
  const t = f64x2.mul(f64x2.mul(f64x2.sub(a, three), linear), inverse)
  const tail = f64x2.mul(f64x2.mul(f64x2.mul(bell, above), inverse), f64x2.mul(scaledTail(t), twice(0.5)))
  const share = v128.bitselect(tail, f64x2.sub(one, tail), f64x2.lt(x, twice(0)))
  return v128.andnot(share, f64x2.lt(x, twice(-38)))
}
