import { word } from './plan'

/**
 * Optimizers in Keras' form over whole vectors (arrays are padded with zeros).
 * 1 weights · 2 gradient · 3 first moment · 4 second moment · 5 vectors · 6 address of the step's numbers (float32) ·
 * 8 address of a flag (int32): 1 where all that was written is finite
 */

/** Infinity and NaN times 0 are NaN, which is not equal to itself. */
function report(op: usize, check: v128): void {
  store<i32>(<usize>word(op, 8), v128.any_true(f32x4.ne(check, check)) ? 0 : 1)
}

/** Numbers: rate (bias correction included), 1 - beta1, 1 - beta2, epsilon, decay (learning rate * weight decay). */
export function adam(op: usize): void {
  const numbers = <usize>word(op, 6)
  const rate = v128.load32_splat(numbers)
  const first = v128.load32_splat(numbers, 4)
  const second = v128.load32_splat(numbers, 8)
  const epsilon = v128.load32_splat(numbers, 12)
  const decay = v128.load32_splat(numbers, 16)
  const size = <usize>word(op, 5) << 4
  const w = <usize>word(op, 1), g = <usize>word(op, 2), m = <usize>word(op, 3), v = <usize>word(op, 4)
  const zero = f32x4.splat(0)
  let check = zero
  for (let i: usize = 0; i < size; i += 16) {
    const gradient = v128.load(g + i)
    let mean = v128.load(m + i)
    let square = v128.load(v + i)
    mean = f32x4.add(mean, f32x4.mul(f32x4.sub(gradient, mean), first))
    square = f32x4.add(square, f32x4.mul(f32x4.sub(f32x4.mul(gradient, gradient), square), second))
    v128.store(m + i, mean)
    v128.store(v + i, square)
    let weight = v128.load(w + i)
    weight = f32x4.sub(weight, f32x4.mul(weight, decay))
    const change = f32x4.div(f32x4.mul(rate, mean), f32x4.add(f32x4.sqrt(square), epsilon))
    weight = f32x4.sub(weight, change)
    v128.store(w + i, weight)
    check = f32x4.add(check, f32x4.mul(f32x4.add(weight, f32x4.add(mean, square)), zero))
  }
  report(op, check)
}

/** Numbers: learning rate, momentum, 1 for Nesterov. First moment: the velocity (address 0 without momentum). */
export function sgd(op: usize): void {
  const numbers = <usize>word(op, 6)
  const rate = v128.load32_splat(numbers)
  const momentum = v128.load32_splat(numbers, 4)
  const nesterov = load<f32>(numbers, 8) != 0
  const size = <usize>word(op, 5) << 4
  const w = <usize>word(op, 1), g = <usize>word(op, 2), m = <usize>word(op, 3)
  const zero = f32x4.splat(0)
  let check = zero
  for (let i: usize = 0; i < size; i += 16) {
    const change = f32x4.mul(v128.load(g + i), rate)
    let move = f32x4.neg(change)
    if (m) {
      const velocity = f32x4.sub(f32x4.mul(v128.load(m + i), momentum), change)
      v128.store(m + i, velocity)
      move = nesterov ? f32x4.sub(f32x4.mul(velocity, momentum), change) : velocity
    }
    const weight = f32x4.add(v128.load(w + i), move)
    v128.store(w + i, weight)
    check = f32x4.add(check, f32x4.mul(f32x4.add(weight, move), zero))
  }
  report(op, check)
}

/**
 * Numbers: learning rate, rho, 1 - rho, epsilon, momentum. 3: velocity (0 without momentum) · 4: mean square ·
 * 7: mean gradient (0 unless centred)
 */
export function rmsprop(op: usize): void {
  const numbers = <usize>word(op, 6)
  const rate = v128.load32_splat(numbers)
  const rho = v128.load32_splat(numbers, 4)
  const rest = v128.load32_splat(numbers, 8)
  const epsilon = v128.load32_splat(numbers, 12)
  const momentum = v128.load32_splat(numbers, 16)
  const size = <usize>word(op, 5) << 4
  const w = <usize>word(op, 1), g = <usize>word(op, 2), m = <usize>word(op, 3), v = <usize>word(op, 4)
  const a = <usize>word(op, 7)
  const zero = f32x4.splat(0)
  let check = zero
  for (let i: usize = 0; i < size; i += 16) {
    const gradient = v128.load(g + i)
    const square = f32x4.add(f32x4.mul(v128.load(v + i), rho), f32x4.mul(f32x4.mul(gradient, gradient), rest))
    v128.store(v + i, square)
    let spread = square
    if (a) {
      const mean = f32x4.add(f32x4.mul(v128.load(a + i), rho), f32x4.mul(gradient, rest))
      v128.store(a + i, mean)
      spread = f32x4.sub(square, f32x4.mul(mean, mean))
    }
    let change = f32x4.div(f32x4.mul(gradient, rate), f32x4.sqrt(f32x4.add(spread, epsilon)))
    if (m) {
      change = f32x4.add(f32x4.mul(v128.load(m + i), momentum), change)
      v128.store(m + i, change)
    }
    const weight = f32x4.sub(v128.load(w + i), change)
    v128.store(w + i, weight)
    check = f32x4.add(check, f32x4.mul(f32x4.add(weight, square), zero))
  }
  report(op, check)
}
