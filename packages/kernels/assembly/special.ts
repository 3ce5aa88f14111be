/**
 * The error function, to about 1e-15: the series of erf for |x| < 2.5, the continued fraction of erfc beyond
 * (Abramowitz and Stegun 7.1.6 and 7.1.14).
 */
export function erf(x: f64): f64 {
  const a = NativeMath.abs(x)
  if (a > 6) return x > 0 ? 1 : -1
  if (a < 2.5) {
    const square = x * x
    let term = x
    let sum = x
    for (let n = 1; n < 80; n++) {
      term *= (2.0 * square) / <f64>(2 * n + 1)
      sum += term
      if (NativeMath.abs(term) < 1e-17 * NativeMath.abs(sum)) break
    }
    return 1.1283791670955126 * NativeMath.exp(-square) * sum
  }
  let fraction: f64 = a
  for (let n = 60; n > 0; n--) fraction = a + (0.5 * <f64>n) / fraction
  const tail = NativeMath.exp(-a * a) / (fraction * 1.7724538509055159)
  return x > 0 ? 1 - tail : tail - 1
}
