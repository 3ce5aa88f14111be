import { naturalLogarithm } from '../core/natural-logarithm.js'

/*
 * Math.cos and Math.pow differ in the last bit between JavaScript engines, which would make a schedule's learning
 * rates, and so a trained network, depend on the browser. These use only + - * / and rounding, which do not.
 */

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10

/** base^exponent for base >= 0 and a finite exponent, to about 1e-15 relative (times |exponent * ln base|). */
export function power(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1
  if (exponent === 1) return base
  if (base === 0) return exponent > 0 ? 0 : Number.POSITIVE_INFINITY
  return exponential(exponent * naturalLogarithm(base))
}

/** e^x: x = n ln 2 + r with |r| <= ln(2) / 2, and the Taylor series of e^r, whose 18th term is below 1e-24. */
export function exponential(x: number): number {
  if (x > 709.7) return Number.POSITIVE_INFINITY
  if (x < -745.2) return 0
  const n = Math.round(x / LN2_HIGH)
  const r = x - n * LN2_HIGH - n * LN2_LOW
  let sum = 1
  for (let k = 18; k >= 1; k--) sum = 1 + (r / k) * sum
  // Two factors: 2^n alone may be out of range where the product is not.
  const half = Math.trunc(n / 2)
  return sum * powerOfTwo(half) * powerOfTwo(n - half)
}

/** log(1 + x) for x >= 0, also where 1 + x is not a float64 (Kahan's correction). */
export function logarithmOfOnePlus(x: number): number {
  const sum = 1 + x
  return sum === 1 ? x : (naturalLogarithm(sum) * x) / (sum - 1)
}

function powerOfTwo(exponent: number): number {
  let result = 1
  const factor = exponent < 0 ? 0.5 : 2
  for (let i = Math.abs(exponent); i > 0; i--) result *= factor
  return result
}

/** cos(pi * x) for 0 <= x <= 1, by the Taylor series around the nearest of 0, 1/2 and 1. */
export function cosineOfPi(x: number): number {
  if (x > 0.75) return -cosineSeries(Math.PI * (1 - x))
  if (x > 0.25) return sineSeries(Math.PI * (0.5 - x))
  return cosineSeries(Math.PI * x)
}

function cosineSeries(angle: number): number {
  const square = angle * angle
  let sum = 1
  for (let k = 20; k >= 2; k -= 2) sum = 1 - (square / (k * (k - 1))) * sum
  return sum
}

function sineSeries(angle: number): number {
  const square = angle * angle
  let sum = 1
  for (let k = 21; k >= 3; k -= 2) sum = 1 - (square / (k * (k - 1))) * sum
  return angle * sum
}
