/** y = start + sum, where start is 0 for zero, 1 for y itself, else the address of a bias. */
// @ts-ignore: decorator
@inline
export function put(y: usize, start: usize, lane: usize, sum: v128): void {
  if (start == 0) v128.store(y + lane, sum)
  else v128.store(y + lane, f32x4.add(v128.load((start == 1 ? y : start) + lane), sum))
}

/** Adds to what stands in memory. */
// @ts-ignore: decorator
@inline
export function addTo(address: usize, value: v128): void {
  v128.store(address, f32x4.add(v128.load(address), value))
}

/** The upper two of four float32 as float64. */
// @ts-ignore: decorator
@inline
export function promotedHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3))
}

/** Four float32 of two and two float64. */
// @ts-ignore: decorator
@inline
export function demoted(low: v128, high: v128): v128 {
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2)
}
