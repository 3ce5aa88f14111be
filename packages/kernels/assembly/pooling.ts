import { count, recordStep, tensor, word } from './plan'

/**
 * POOL_MAXIMUM and POOL_AVERAGE over windows of positions; positions outside do not count. Global pooling is one
 * window. 1-3 x · 4-6 y · 7 rows out · 8 poolSize · 9 strides · 10 left · 11 rows in · 12 vectors a row
 */
export function poolMaximum(op: usize): void {
  const vectors = word(op, 12)
  const rowStep = <usize>vectors << 4
  for (let n = 0; n < count; n++) {
    const x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    let y = tensor(op, 4) + <usize>n * recordStep(op, 4)
    for (let l = 0; l < word(op, 7); l++) {
      const from = windowStart(op, l)
      const to = windowEnd(op, l)
      for (let v = 0; v < vectors; v++) {
        const column = x + (<usize>v << 4)
        let most = v128.load(column + <usize>from * rowStep)
        for (let p = from + 1; p < to; p++) most = f32x4.max(most, v128.load(column + <usize>p * rowStep))
        v128.store(y, most)
        y += 16
      }
    }
  }
}

export function poolAverage(op: usize): void {
  const vectors = word(op, 12)
  const rowStep = <usize>vectors << 4
  for (let n = 0; n < count; n++) {
    const x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    let y = tensor(op, 4) + <usize>n * recordStep(op, 4)
    for (let l = 0; l < word(op, 7); l++) {
      const from = windowStart(op, l)
      const to = windowEnd(op, l)
      const size = f32x4.splat(<f32>(to - from))
      for (let v = 0; v < vectors; v++) {
        const column = x + (<usize>v << 4)
        let sum = f32x4.splat(0)
        for (let p = from; p < to; p++) sum = f32x4.add(sum, v128.load(column + <usize>p * rowStep))
        v128.store(y, f32x4.div(sum, size))
        y += 16
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function windowStart(op: usize, l: i32): i32 {
  return max(l * word(op, 9) - word(op, 10), 0)
}

// @ts-ignore: decorator
@inline
function windowEnd(op: usize, l: i32): i32 {
  return min(l * word(op, 9) - word(op, 10) + word(op, 8), word(op, 11))
}

/**
 * POOL_MAXIMUM_GRADIENT: dx += dy at the first position of each window that holds its maximum. dx was zeroed or holds
 * other consumers' gradients. 1-3 x · 4-6 dy · 7-12 as above · 13-15 dx · 16-18 y
 */
export function poolMaximumGradient(op: usize): void {
  const vectors = word(op, 12)
  const rowStep = <usize>vectors << 4
  for (let n = 0; n < count; n++) {
    const x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    let dy = tensor(op, 4) + <usize>n * recordStep(op, 4)
    const dx = tensor(op, 13) + <usize>n * recordStep(op, 13)
    let y = tensor(op, 16) + <usize>n * recordStep(op, 16)
    for (let l = 0; l < word(op, 7); l++) {
      const from = windowStart(op, l)
      const to = windowEnd(op, l)
      for (let v = 0; v < vectors; v++) {
        const most = v128.load(y)
        const g = v128.load(dy)
        let open = i32x4.splat(-1)
        for (let p = from; p < to; p++) {
          const offset = <usize>p * rowStep + (<usize>v << 4)
          const here = v128.and(open, f32x4.eq(v128.load(x + offset), most))
          v128.store(dx + offset, f32x4.add(v128.load(dx + offset), v128.and(g, here)))
          open = v128.andnot(open, here)
        }
        y += 16
        dy += 16
      }
    }
  }
}

/** POOL_AVERAGE_GRADIENT: dx += dy / window size. Words as POOL_MAXIMUM_GRADIENT, without x and y. */
export function poolAverageGradient(op: usize): void {
  const vectors = word(op, 12)
  const rowStep = <usize>vectors << 4
  for (let n = 0; n < count; n++) {
    let dy = tensor(op, 4) + <usize>n * recordStep(op, 4)
    const dx = tensor(op, 13) + <usize>n * recordStep(op, 13)
    for (let l = 0; l < word(op, 7); l++) {
      const from = windowStart(op, l)
      const to = windowEnd(op, l)
      const size = f32x4.splat(<f32>(to - from))
      for (let v = 0; v < vectors; v++) {
        const g = f32x4.div(v128.load(dy), size)
        for (let p = from; p < to; p++) {
          const target = dx + <usize>p * rowStep + (<usize>v << 4)
          v128.store(target, f32x4.add(v128.load(target), g))
        }
        dy += 16
      }
    }
  }
}
