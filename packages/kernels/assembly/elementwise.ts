import { count, first, float, recordStep, tensor, word } from './plan'
import { erf } from './special'

export const LINEAR: i32 = 0
export const RELU: i32 = 1
export const SIGMOID: i32 = 2
export const TANH: i32 = 3
export const SOFTMAX: i32 = 4
export const ELU: i32 = 5
export const EXPONENTIAL: i32 = 6
export const SOFTPLUS: i32 = 7
export const GELU: i32 = 8
export const LEAKY_RELU: i32 = 9
export const SILU: i32 = 10
export const SELU: i32 = 11
export const SOFTSIGN: i32 = 12
export const RELU6: i32 = 13
export const HARD_SIGMOID: i32 = 14

const SELU_ALPHA: f64 = 1.6732632423543772
const SELU_SCALE: f64 = 1.0507009873554805

/** exp, log and the like are computed here, in float64 where float32 would lose digits: hosts differ in the last bit. */
function logistic(x: f64): f64 {
  if (x >= 0) return 1.0 / (1.0 + NativeMath.exp(-x))
  const e = NativeMath.exp(x)
  return e / (1.0 + e)
}

function activate(kind: i32, x: f32, alpha: f32): f32 {
  switch (kind) {
    case SIGMOID: return <f32>logistic(<f64>x)
    case TANH: return <f32>NativeMath.tanh(<f64>x)
    case ELU: return x > 0 ? x : alpha * <f32>NativeMath.expm1(<f64>x)
    case EXPONENTIAL: return <f32>NativeMath.exp(<f64>x)
    case SOFTPLUS: return <f32>((x > 0 ? <f64>x : 0.0) + NativeMath.log1p(NativeMath.exp(-NativeMath.abs(<f64>x))))
    case GELU: return <f32>(0.5 * <f64>x * (1.0 + erf(<f64>x * 0.7071067811865476)))
    case LEAKY_RELU: return x > 0 ? x : alpha * x
    case SILU: return <f32>(<f64>x * logistic(<f64>x))
    case SELU: return <f32>(SELU_SCALE * (x > 0 ? <f64>x : SELU_ALPHA * NativeMath.expm1(<f64>x)))
    case SOFTSIGN: return x / (1 + NativeMathf.abs(x))
    case RELU6: return x <= 0 ? 0 : x >= 6 ? 6 : x
    case HARD_SIGMOID: return x <= -3 ? 0 : x >= 3 ? 1 : <f32>(<f64>x / 6.0 + 0.5)
    default: return x
  }
}

/** dy/dx from the output y; GELU and SILU need the input, which then stands in y's place. */
function slope(kind: i32, y: f32, alpha: f32): f32 {
  switch (kind) {
    case SIGMOID: return y * (1 - y)
    case TANH: return 1 - y * y
    case ELU: return y > 0 ? 1 : y + alpha
    case EXPONENTIAL: return y
    case SOFTPLUS: return <f32>(-NativeMath.expm1(-(<f64>y)))
    case GELU: {
      const x = <f64>y
      return <f32>(0.5 * (1.0 + erf(x * 0.7071067811865476)) + x * 0.3989422804014327 * NativeMath.exp(-0.5 * x * x))
    }
    case LEAKY_RELU: return y > 0 ? 1 : alpha
    case SILU: {
      const p = logistic(<f64>y)
      return <f32>(p + <f64>y * p * (1.0 - p))
    }
    case SELU: return y > 0 ? <f32>SELU_SCALE : <f32>(<f64>y + SELU_SCALE * SELU_ALPHA)
    case SOFTSIGN: return (1 - NativeMathf.abs(y)) * (1 - NativeMathf.abs(y))
    case RELU6: return y <= 0 || y >= 6 ? 0 : 1
    case HARD_SIGMOID: return y <= 0 || y >= 1 ? 0 : <f32>(1.0 / 6.0)
    default: return 1
  }
}

/**
 * ACTIVATE: y = f(x); x and y may be the same tensor.
 * 1-3 x · 4-6 y · 7 kind · 8 alpha · 9 rows · 10 channels · 11 floats a row
 */
export function applyActivation(op: usize): void {
  let x = tensor(op, 1)
  let y = tensor(op, 4)
  const kind = word(op, 7)
  const alpha = float(op, 8)
  const rows = word(op, 9)
  const stride = word(op, 11)
  const bytes = <usize>(rows * stride) << 2
  for (let n = 0; n < count; n++) {
    if (kind == RELU) {
      // max(x, 0) that keeps NaN, so that it is noticed.
      for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, f32x4.max(v128.load(x + i), f32x4.splat(0)))
    } else if (kind == SOFTMAX) {
      softmaxRows(x, y, rows, word(op, 10), stride)
    } else {
      activateRows(x, y, kind, alpha, rows, word(op, 10), stride)
    }
    x += recordStep(op, 1)
    y += recordStep(op, 4)
  }
}

/** Lanes beyond the channels become zero: what they held could grow without end where the work is done in place. */
function activateRows(x: usize, y: usize, kind: i32, alpha: f32, rows: i32, channels: i32, stride: i32): void {
  for (let l = 0; l < rows; l++) {
    for (let c = 0; c < channels; c++) {
      const o = <usize>c << 2
      store<f32>(y + o, activate(kind, load<f32>(x + o), alpha))
    }
    for (let c = channels; c < stride; c++) store<f32>(y + (<usize>c << 2), 0)
    x += <usize>stride << 2
    y += <usize>stride << 2
  }
}

function softmaxRows(x: usize, y: usize, rows: i32, channels: i32, stride: i32): void {
  for (let l = 0; l < rows; l++) {
    let most = load<f32>(x)
    for (let c = 1; c < channels; c++) most = max(most, load<f32>(x + (<usize>c << 2)))
    let sum: f64 = 0
    for (let c = 0; c < channels; c++) {
      const e = NativeMath.exp(<f64>(load<f32>(x + (<usize>c << 2)) - most))
      sum += e
      store<f32>(y + (<usize>c << 2), <f32>e)
    }
    const scale = 1.0 / sum
    for (let c = 0; c < channels; c++) {
      const p = y + (<usize>c << 2)
      store<f32>(p, <f32>(<f64>load<f32>(p) * scale))
    }
    for (let c = channels; c < stride; c++) store<f32>(y + (<usize>c << 2), 0)
    x += <usize>stride << 2
    y += <usize>stride << 2
  }
}

/**
 * ACTIVATE_GRADIENT: dx = dy * f'(x), or added to dx. dy and dx may be the same tensor.
 * 1-3 y (GELU, SILU: x) · 4-6 dy · 7 kind · 8 alpha · 9 rows · 10 channels · 11 floats a row · 12-14 dx · 15 accumulate
 */
export function activationGradient(op: usize): void {
  let y = tensor(op, 1)
  let dy = tensor(op, 4)
  let dx = tensor(op, 12)
  const kind = word(op, 7)
  const alpha = float(op, 8)
  const rows = word(op, 9)
  const stride = word(op, 11)
  const accumulate = word(op, 15)
  const bytes = <usize>(rows * stride) << 2
  const zero = f32x4.splat(0)
  for (let n = 0; n < count; n++) {
    if (kind == RELU) {
      for (let i: usize = 0; i < bytes; i += 16) {
        const g = v128.and(v128.load(dy + i), f32x4.gt(v128.load(y + i), zero))
        v128.store(dx + i, accumulate ? f32x4.add(v128.load(dx + i), g) : g)
      }
    } else if (kind == SOFTMAX) {
      softmaxGradientRows(y, dy, dx, rows, word(op, 10), stride, accumulate)
    } else {
      for (let i: usize = 0; i < bytes; i += 4) {
        const g = load<f32>(dy + i) * slope(kind, load<f32>(y + i), alpha)
        store<f32>(dx + i, accumulate ? load<f32>(dx + i) + g : g)
      }
    }
    y += recordStep(op, 1)
    dy += recordStep(op, 4)
    dx += recordStep(op, 12)
  }
}

function softmaxGradientRows(y: usize, dy: usize, dx: usize, rows: i32, channels: i32, stride: i32, accumulate: i32): void {
  for (let l = 0; l < rows; l++) {
    let sum: f64 = 0
    for (let c = 0; c < channels; c++) {
      const o = <usize>c << 2
      sum += <f64>load<f32>(dy + o) * <f64>load<f32>(y + o)
    }
    for (let c = 0; c < stride; c++) {
      const o = <usize>c << 2
      const g = c < channels ? load<f32>(y + o) * <f32>(<f64>load<f32>(dy + o) - sum) : 0
      store<f32>(dx + o, accumulate ? load<f32>(dx + o) + g : g)
    }
    y += <usize>stride << 2
    dy += <usize>stride << 2
    dx += <usize>stride << 2
  }
}

/**
 * COPY: rows of floats from one place to another, written or added. Flatten, concatenate, inputs and outputs.
 * 1-3 x · 4-6 y · 7 rows · 8 xRowStep · 9 yRowStep · 10 floats a row · 11 accumulate
 */
export function copyRows(op: usize): void {
  const x = tensor(op, 1)
  const y = tensor(op, 4)
  const rows = word(op, 7)
  const xRowStep = <usize>word(op, 8)
  const yRowStep = <usize>word(op, 9)
  const bytes = <usize>word(op, 10) << 2
  const accumulate = word(op, 11)
  for (let n = 0; n < count; n++) {
    let p = x + <usize>n * recordStep(op, 1)
    let q = y + <usize>n * recordStep(op, 4)
    for (let l = 0; l < rows; l++) {
      if (accumulate) addFloats(p, q, bytes)
      else copyFloats(p, q, bytes)
      p += xRowStep
      q += yRowStep
    }
  }
}

/** Rows are short: a call of memory.copy takes longer than what it does. */
function copyFloats(x: usize, y: usize, bytes: usize): void {
  let i: usize = 0
  for (; i + 16 <= bytes; i += 16) v128.store(y + i, v128.load(x + i))
  for (; i < bytes; i += 4) store<f32>(y + i, load<f32>(x + i))
}

function addFloats(x: usize, y: usize, bytes: usize): void {
  let i: usize = 0
  for (; i + 16 <= bytes; i += 16) v128.store(y + i, f32x4.add(v128.load(y + i), v128.load(x + i)))
  for (; i < bytes; i += 4) store<f32>(y + i, load<f32>(y + i) + load<f32>(x + i))
}

/** ADD: z = x + y, of records of whole vectors. 1-3 x · 4-6 y · 12-14 z · 7 bytes a record */
export function add(op: usize): void {
  const bytes = <usize>word(op, 7)
  for (let n: usize = 0; n < <usize>count; n++) {
    const x = tensor(op, 1) + n * recordStep(op, 1)
    const y = tensor(op, 4) + n * recordStep(op, 4)
    const z = tensor(op, 12) + n * recordStep(op, 12)
    for (let i: usize = 0; i < bytes; i += 16) v128.store(z + i, f32x4.add(v128.load(x + i), v128.load(y + i)))
  }
}

/** FILL_ZERO: 1-3 tensor · 7 bytes a record. */
export function fillZero(op: usize): void {
  const x = tensor(op, 1)
  for (let n = 0; n < count; n++) memory.fill(x + <usize>n * recordStep(op, 1), 0, <usize>word(op, 7))
}
