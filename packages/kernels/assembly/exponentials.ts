/**
 * exp and its kin of two float64 side by side, to about 1e-10 of their values or better: hosts differ in the last bit of
 * theirs, and float32 would lose digits on the way. NaN gives NaN. Arguments of exp are brought between -300 and 300,
 * far beyond float32's limits on both sides. Polynomials are summed up in pairs of terms: shorter chains of sums.
 *
 * Constants stand in memory: a load costs one instruction, a constant of two lanes up to five.
 */

const LOG2_E: usize = memory.data<f64>([1.4426950408889634])
/** ln 2 in two parts; the first has zeros enough behind it to be multiplied by the exponents here without rounding. */
const LN_2_HIGH: usize = memory.data<f64>([0.693147180369123816490])
const LN_2_LOW: usize = memory.data<f64>([1.90821492927058770002e-10])
/** 1.5 * 2^52: added to a small number, this leaves its nearest integer in the lowest bits. */
const ROUNDER: usize = memory.data<f64>([6755399441055744.0])
/** What float64 adds to exponents, where it has them. */
const EXPONENT_BIAS: usize = memory.data<i64>([0x3ff0000000000000])
const LEAST: usize = memory.data<f64>([-300.0])
const MOST: usize = memory.data<f64>([300.0])
const HALF: usize = memory.data<f64>([0.5])
const MINUS_HALF: usize = memory.data<f64>([-0.5])
const ONE: usize = memory.data<f64>([1.0])
const TWO: usize = memory.data<f64>([2.0])
const THREE: usize = memory.data<f64>([3.0])
const SIGN: usize = memory.data<f64>([-0.0])
/** 1 / k! from k = 2 on. */
const INVERSE_FACTORIALS: usize = memory.data<f64>([
  0.5, 0.16666666666666666, 0.041666666666666664, 0.008333333333333333,
  0.001388888888888889, 0.0001984126984126984, 2.48015873015873e-05, 2.7557319223985893e-06,
])
/** 1 / k for odd k from 3 on. */
const INVERSE_ODD: usize = memory.data<f64>([
  0.3333333333333333, 0.2, 0.14285714285714285, 0.1111111111111111, 0.09090909090909091,
  0.07692307692307693, 0.06666666666666667, 0.058823529411764705, 0.05263157894736842, 0.047619047619047616,
])
const INVERSE_ROOT_2: usize = memory.data<f64>([0.7071067811865476])
const NO_FURTHER: usize = memory.data<f64>([40.0])
const NOTHING_BELOW: usize = memory.data<f64>([-38.0])

// @ts-ignore: decorator
@inline
function twice(constant: usize): v128 {
  return v128.load64_splat(constant)
}

/** a + b x, of two constants that follow each other. */
// @ts-ignore: decorator
@inline
function pair(constants: usize, x: v128): v128 {
  return f64x2.add(twice(constants), f64x2.mul(twice(constants + 8), x))
}

/** As `min` and `max`, which WebAssembly has in a form that takes one instruction, x being NaN or not. */
// @ts-ignore: decorator
@inline
function bounded(x: v128): v128 {
  return f64x2.pmin(f64x2.pmax(x, twice(LEAST)), twice(MOST))
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
  return i64x2.add(i64x2.shl(round, 52), twice(EXPONENT_BIAS))
}

/** exp(x - n ln 2) - 1 by the series of exp: |x - n ln 2| <= ln 2 / 2. */
// @ts-ignore: decorator
@inline
function seriesAfter(x: v128, round: v128): v128 {
  const n = f64x2.sub(round, twice(ROUNDER))
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, twice(LN_2_HIGH))), f64x2.mul(n, twice(LN_2_LOW)))
  const square = f64x2.mul(r, r)
  let s = pair(INVERSE_FACTORIALS + 48, r)
  s = f64x2.add(f64x2.mul(s, square), pair(INVERSE_FACTORIALS + 32, r))
  s = f64x2.add(f64x2.mul(s, square), pair(INVERSE_FACTORIALS + 16, r))
  s = f64x2.add(f64x2.mul(s, square), pair(INVERSE_FACTORIALS, r))
  return f64x2.add(f64x2.mul(s, square), r)
}

// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const bound = bounded(x)
  const round = rounded(bound)
  const power = powerOf2(round)
  return f64x2.add(f64x2.mul(power, seriesAfter(bound, round)), power)
}

/** exp(x) - 1, as exact near 0 as anywhere. */
// @ts-ignore: decorator
@inline
export function expm1(x: v128): v128 {
  const bound = bounded(x)
  const round = rounded(bound)
  const power = powerOf2(round)
  return f64x2.add(f64x2.mul(power, seriesAfter(bound, round)), f64x2.sub(power, twice(ONE)))
}

/** log(1 + u) for u from 0 to 1: twice the series of the inverse hyperbolic tangent of u / (2 + u). */
// @ts-ignore: decorator
@inline
export function log1p(u: v128): v128 {
  const s = f64x2.div(u, f64x2.add(u, twice(TWO)))
  const square = f64x2.mul(s, s)
  const fourth = f64x2.mul(square, square)
  let sum = pair(INVERSE_ODD + 64, square)
  sum = f64x2.add(f64x2.mul(sum, fourth), pair(INVERSE_ODD + 48, square))
  sum = f64x2.add(f64x2.mul(sum, fourth), pair(INVERSE_ODD + 32, square))
  sum = f64x2.add(f64x2.mul(sum, fourth), pair(INVERSE_ODD + 16, square))
  sum = f64x2.add(f64x2.mul(sum, fourth), pair(INVERSE_ODD, square))
  const half = f64x2.add(s, f64x2.mul(f64x2.mul(s, square), sum))
  return f64x2.add(half, half)
}

/** 1 / (1 + exp(-x)). */
// @ts-ignore: decorator
@inline
export function logistic(x: v128): v128 {
  return f64x2.div(twice(ONE), f64x2.add(twice(ONE), exp(f64x2.neg(x))))
}

// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const size = f64x2.abs(x)
  const t = expm1(f64x2.neg(f64x2.add(size, size)))
  return v128.or(f64x2.abs(f64x2.div(t, f64x2.add(t, twice(TWO)))), v128.and(x, twice(SIGN)))
}

/**
 * (1 + 2 a) exp(a^2) erfc(a) for a >= 0 as a polynomial in t = (a - 3) / (a + 3), from the lowest power on: fitted at the
 * zeros of a Chebyshev polynomial, after Shepherd and Laframboise, "Chebyshev approximation of (1 + 2x) exp(x^2) erfc x in
 * 0 <= x < infinity", Math. Comp. 36 (1981). Its error is 1.1e-10.
 */
const SCALED_TAIL: usize = memory.data<f64>([
  1.2530080582697296, -0.13562110443635378, -0.04756229428715902, 0.12964509537128008,
  -0.11927366592992146, 0.06830871945387393, -0.023770486690952122, 0.0025260256479564505,
  0.0018885464637363092, -0.0007713019885507317, -0.0001047658020783463, 0.000113189114183447,
  4.3232205758375235e-06, -1.1039710043070329e-05, -1.3169874678591097e-07, 0.0,
])

// @ts-ignore: decorator
@inline
function scaledTail(t: v128): v128 {
  const square = f64x2.mul(t, t)
  const fourth = f64x2.mul(square, square)
  let even = pair(SCALED_TAIL + 96, t)
  let odd = pair(SCALED_TAIL + 112, t)
  even = f64x2.add(f64x2.mul(even, fourth), pair(SCALED_TAIL + 64, t))
  odd = f64x2.add(f64x2.mul(odd, fourth), pair(SCALED_TAIL + 80, t))
  even = f64x2.add(f64x2.mul(even, fourth), pair(SCALED_TAIL + 32, t))
  odd = f64x2.add(f64x2.mul(odd, fourth), pair(SCALED_TAIL + 48, t))
  even = f64x2.add(f64x2.mul(even, fourth), pair(SCALED_TAIL, t))
  odd = f64x2.add(f64x2.mul(odd, fourth), pair(SCALED_TAIL + 16, t))
  return f64x2.add(even, f64x2.mul(odd, square))
}

/** exp(-x^2 / 2), of which the normal distribution is made. */
// @ts-ignore: decorator
@inline
export function bell(x: v128): v128 {
  return exp(f64x2.mul(f64x2.mul(x, x), twice(MINUS_HALF)))
}

/** The share of a standard normal distribution below x, given `bell(x)`; 0 below -38, where float64 ends. */
// @ts-ignore: decorator
@inline
export function normalShare(x: v128, bell: v128): v128 {
  const a = f64x2.mul(f64x2.pmin(f64x2.abs(x), twice(NO_FURTHER)), twice(INVERSE_ROOT_2))
  const linear = f64x2.add(f64x2.add(a, a), twice(ONE))
  const above = f64x2.add(a, twice(THREE))
  const inverse = f64x2.div(twice(ONE), f64x2.mul(linear, above))
  const t = f64x2.mul(f64x2.mul(f64x2.sub(a, twice(THREE)), linear), inverse)
  const tail = f64x2.mul(f64x2.mul(f64x2.mul(bell, above), inverse), f64x2.mul(scaledTail(t), twice(HALF)))
  const isNegative = f64x2.lt(x, f64x2.splat(0))
  const share = v128.bitselect(tail, f64x2.sub(twice(ONE), tail), isNegative)
  return v128.andnot(share, f64x2.lt(x, twice(NOTHING_BELOW)))
}
