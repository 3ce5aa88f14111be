// What the machine's registers give in 128-bit WebAssembly SIMD. Twelve sums hide the latency of a multiplication and
// an addition on two ports each; with the two constants 14 registers live, one short of what engines can use.

/** Twelve times s = s * factor + term, `rounds` times; nothing is loaded. */
export function registers(rounds: i32, factor: f32, term: f32): f32 {
  const a = f32x4.splat(factor)
  const b = f32x4.splat(term)
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(1)
  let s2 = f32x4.splat(2)
  let s3 = f32x4.splat(3)
  let s4 = f32x4.splat(4)
  let s5 = f32x4.splat(5)
  let s6 = f32x4.splat(6)
  let s7 = f32x4.splat(7)
  let s8 = f32x4.splat(8)
  let s9 = f32x4.splat(9)
  let s10 = f32x4.splat(10)
  let s11 = f32x4.splat(11)
  for (let round = 0; round < rounds; round++) {
    s0 = f32x4.add(f32x4.mul(s0, a), b)
    s1 = f32x4.add(f32x4.mul(s1, a), b)
    s2 = f32x4.add(f32x4.mul(s2, a), b)
    s3 = f32x4.add(f32x4.mul(s3, a), b)
    s4 = f32x4.add(f32x4.mul(s4, a), b)
    s5 = f32x4.add(f32x4.mul(s5, a), b)
    s6 = f32x4.add(f32x4.mul(s6, a), b)
    s7 = f32x4.add(f32x4.mul(s7, a), b)
    s8 = f32x4.add(f32x4.mul(s8, a), b)
    s9 = f32x4.add(f32x4.mul(s9, a), b)
    s10 = f32x4.add(f32x4.mul(s10, a), b)
    s11 = f32x4.add(f32x4.mul(s11, a), b)
  }
  return total(s0, s1, s2, s3, s4, s5) + total(s6, s7, s8, s9, s10, s11)
}

/** Twelve times s = s + loaded * factor, `rounds` times, from 192 bytes that stay in the first-level cache. */
export function loads(rounds: i32, factor: f32): f32 {
  const a = f32x4.splat(factor)
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(1)
  let s2 = f32x4.splat(2)
  let s3 = f32x4.splat(3)
  let s4 = f32x4.splat(4)
  let s5 = f32x4.splat(5)
  let s6 = f32x4.splat(6)
  let s7 = f32x4.splat(7)
  let s8 = f32x4.splat(8)
  let s9 = f32x4.splat(9)
  let s10 = f32x4.splat(10)
  let s11 = f32x4.splat(11)
  for (let round = 0; round < rounds; round++) {
    // Another address every round: loads that never change could be made once for all rounds.
    const from = usize((round & 63) * 16)
    s0 = f32x4.add(s0, f32x4.mul(v128.load(from), a))
    s1 = f32x4.add(s1, f32x4.mul(v128.load(from, 16), a))
    s2 = f32x4.add(s2, f32x4.mul(v128.load(from, 32), a))
    s3 = f32x4.add(s3, f32x4.mul(v128.load(from, 48), a))
    s4 = f32x4.add(s4, f32x4.mul(v128.load(from, 64), a))
    s5 = f32x4.add(s5, f32x4.mul(v128.load(from, 80), a))
    s6 = f32x4.add(s6, f32x4.mul(v128.load(from, 96), a))
    s7 = f32x4.add(s7, f32x4.mul(v128.load(from, 112), a))
    s8 = f32x4.add(s8, f32x4.mul(v128.load(from, 128), a))
    s9 = f32x4.add(s9, f32x4.mul(v128.load(from, 144), a))
    s10 = f32x4.add(s10, f32x4.mul(v128.load(from, 160), a))
    s11 = f32x4.add(s11, f32x4.mul(v128.load(from, 176), a))
  }
  return total(s0, s1, s2, s3, s4, s5) + total(s6, s7, s8, s9, s10, s11)
}

function total(a: v128, b: v128, c: v128, d: v128, e: v128, f: v128): f32 {
  const sum = f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), f32x4.add(e, f))
  return f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2)
}
