/**
 * The complementary error function, 2 / sqrt(pi) * integral of exp(-t^2) from x to infinity, to about 1e-14 relative.
 * Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.6 (series) and 7.1.14 (continued fraction).
 */
export function complementaryErrorFunction(x: number): number {
  if (x < 0) return 2 - complementaryErrorFunction(-x)
  // The series loses digits by the subtraction from 1 where erfc is small; the fraction converges slowly near 0.
  return x < 2 ? 1 - errorFunctionSeries(x) : continuedFraction(x)
}

function errorFunctionSeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

function continuedFraction(x: number): number {
  let tail = x
  for (let n = 120; n >= 1; n--) tail = x + n / 2 / tail
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail)
}
