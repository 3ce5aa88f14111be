const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const SQUARE_ROOT_OF_2 = Math.SQRT2
const LARGE_STEP = 4294967296

/**
 * The natural logarithm from + - * / alone, so that every JavaScript engine gives the same bits (`Math.log` may differ
 * in the last one). Within one unit in the last place of the true value. log(0) is -Infinity, of a negative NaN.
 * Source: Sun's fdlibm, e_log.c: x = 2^k (1 + f) with 1 + f near 1, then a polynomial in f / (2 + f).
 */
export function naturalLogarithm(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (x === Number.POSITIVE_INFINITY) return x
  if (!(x > 0)) return Number.NaN
  let mantissa = x
  let exponent = 0
  // Multiplying by a power of two is exact, also for subnormal numbers as long as they grow.
  while (mantissa < 1 / LARGE_STEP) {
    mantissa *= LARGE_STEP
    exponent -= 32
  }
  while (mantissa > LARGE_STEP) {
    mantissa /= LARGE_STEP
    exponent += 32
  }
  while (mantissa < SQUARE_ROOT_OF_2 / 2) {
    mantissa *= 2
    exponent--
  }
  while (mantissa > SQUARE_ROOT_OF_2) {
    mantissa /= 2
    exponent++
  }
  const f = mantissa - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  const half = 0.5 * f * f
  return exponent * LN2_HIGH - (half - (s * (half + even + odd) + exponent * LN2_LOW) - f)
}
