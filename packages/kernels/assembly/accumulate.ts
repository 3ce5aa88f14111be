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
