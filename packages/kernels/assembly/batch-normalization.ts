import { count, recordStep, slice, tensor, word } from './plan'

/**
 * Batch normalisation while training needs the whole batch twice: sums of the slices are added in order by the host,
 * which also writes the small arrays below. All sums are float64.
 *
 * NORMALIZE_SUMS: adds sum x and sum x^2 of every channel to the slice's sums.
 * 1-3 x · 7 address of the sums · 8 bytes of sums a slice · 9 rows · 10 channels · 11 bytes a row
 */
export function normalizeSums(op: usize): void {
  const channels = word(op, 10)
  const sums = <usize>word(op, 7) + <usize>(slice * word(op, 8))
  for (let n = 0; n < count; n++) {
    let x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    for (let l = 0; l < word(op, 9); l++) {
      for (let c = 0; c < channels; c++) {
        const value = <f64>load<f32>(x + (<usize>c << 2))
        const p = sums + (<usize>c << 4)
        store<f64>(p, load<f64>(p) + value)
        store<f64>(p, load<f64>(p, 8) + value * value, 8)
      }
      x += <usize>word(op, 11)
    }
  }
}

/**
 * NORMALIZE: y = (x - mean) * factor + beta, per channel.
 * 1-3 x · 4-6 y · 7 address of mean, factor, beta, each of `vectors` vectors · 9 rows · 10 vectors
 */
export function normalize(op: usize): void {
  const vectors = word(op, 10)
  const mean = <usize>word(op, 7)
  const factor = mean + (<usize>vectors << 4)
  const beta = factor + (<usize>vectors << 4)
  for (let n = 0; n < count; n++) {
    let x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    let y = tensor(op, 4) + <usize>n * recordStep(op, 4)
    for (let l = 0; l < word(op, 9); l++) {
      for (let v: usize = 0; v < <usize>vectors << 4; v += 16) {
        const centred = f32x4.sub(v128.load(x + v), v128.load(mean + v))
        v128.store(y + v, f32x4.add(f32x4.mul(centred, v128.load(factor + v)), v128.load(beta + v)))
      }
      x += <usize>vectors << 4
      y += <usize>vectors << 4
    }
  }
}

/**
 * NORMALIZE_GRADIENT_SUMS: adds sum dy and sum dy * xhat of every channel, xhat = (x - mean) * inverse deviation.
 * 1-3 x · 4-6 dy · 7 address of the sums · 8 bytes of sums a slice · 9 rows · 10 channels · 11 bytes a row ·
 * 12 address of mean · 13 address of the inverse deviations
 */
export function normalizeGradientSums(op: usize): void {
  const channels = word(op, 10)
  const sums = <usize>word(op, 7) + <usize>(slice * word(op, 8))
  const mean = <usize>word(op, 12)
  const inverse = <usize>word(op, 13)
  for (let n = 0; n < count; n++) {
    let x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    let dy = tensor(op, 4) + <usize>n * recordStep(op, 4)
    for (let l = 0; l < word(op, 9); l++) {
      for (let c = 0; c < channels; c++) {
        const o = <usize>c << 2
        const g = <f64>load<f32>(dy + o)
        const xhat = <f64>((load<f32>(x + o) - load<f32>(mean + o)) * load<f32>(inverse + o))
        const p = sums + (<usize>c << 4)
        store<f64>(p, load<f64>(p) + g)
        store<f64>(p, load<f64>(p, 8) + g * xhat, 8)
      }
      x += <usize>word(op, 11)
      dy += <usize>word(op, 11)
    }
  }
}

/**
 * NORMALIZE_GRADIENT: dx = factor * (dy - a - xhat * b), or added to dx. With a = b = 0 the moving statistics' case.
 * 1-3 x · 4-6 dy · 7 address of mean, inverse deviation, factor, a, b, each of `vectors` vectors · 9 rows ·
 * 10 vectors · 12-14 dx · 15 accumulate
 */
export function normalizeGradient(op: usize): void {
  const size = <usize>word(op, 10) << 4
  const mean = <usize>word(op, 7)
  const inverse = mean + size
  const factor = inverse + size
  const a = factor + size
  const b = a + size
  const accumulate = word(op, 15)
  for (let n = 0; n < count; n++) {
    let x = tensor(op, 1) + <usize>n * recordStep(op, 1)
    let dy = tensor(op, 4) + <usize>n * recordStep(op, 4)
    let dx = tensor(op, 12) + <usize>n * recordStep(op, 12)
    for (let l = 0; l < word(op, 9); l++) {
      for (let v: usize = 0; v < size; v += 16) {
        const xhat = f32x4.mul(f32x4.sub(v128.load(x + v), v128.load(mean + v)), v128.load(inverse + v))
        const inner = f32x4.sub(f32x4.sub(v128.load(dy + v), v128.load(a + v)), f32x4.mul(xhat, v128.load(b + v)))
        const g = f32x4.mul(inner, v128.load(factor + v))
        v128.store(dx + v, accumulate ? f32x4.add(v128.load(dx + v), g) : g)
      }
      x += size
      dy += size
      dx += size
    }
  }
}
