/** IEEE 754 binary16 numbers, given as their bits, as float32 (exact). */
export function float32FromHalf(bits: Uint16Array): Float32Array {
  const numbers = new Float32Array(bits.length)
  for (let i = 0; i < bits.length; i++) numbers[i] = halfToNumber(bits[i] ?? 0)
  return numbers
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
