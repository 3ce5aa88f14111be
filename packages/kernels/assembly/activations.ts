import { demoted, promotedHigh } from './accumulate'
import { bell, exp, expm1, log1p, logistic, normalShare, tanh } from './exponentials'
import { count, float, recordStep, tensor, word } from './plan'

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

// @ts-ignore: decorator
@inline
function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x)
}

// @ts-ignore: decorator
@inline
function chosen(condition: v128, yes: v128, no: v128): v128 {
  return v128.bitselect(yes, no, condition)
}

function activate(kind: i32, x: v128, alpha: v128): v128 {
  const zero = f32x4.splat(0)
  switch (kind) {
    case SIGMOID: return demoted(logistic(low(x)), logistic(promotedHigh(x)))
    case TANH: return demoted(tanh(low(x)), tanh(promotedHigh(x)))
    case ELU: {
      return chosen(f32x4.gt(x, zero), x, f32x4.mul(alpha, demoted(expm1(low(x)), expm1(promotedHigh(x)))))
    }
    case EXPONENTIAL: return demoted(exp(low(x)), exp(promotedHigh(x)))
    case SOFTPLUS: return demoted(softplus(low(x)), softplus(promotedHigh(x)))
    case GELU: return demoted(gelu(low(x)), gelu(promotedHigh(x)))
    case LEAKY_RELU: return chosen(f32x4.gt(x, zero), x, f32x4.mul(alpha, x))
    case SILU: return demoted(silu(low(x)), silu(promotedHigh(x)))
    case SELU: return demoted(selu(low(x)), selu(promotedHigh(x)))
    case SOFTSIGN: return f32x4.div(x, f32x4.add(f32x4.abs(x), f32x4.splat(1)))
    case RELU6: return f32x4.min(f32x4.max(x, zero), f32x4.splat(6))
    case HARD_SIGMOID: return demoted(hardSigmoid(low(x)), hardSigmoid(promotedHigh(x)))
    default: return x
  }
}

function softplus(x: v128): v128 {
  return f64x2.add(f64x2.max(x, f64x2.splat(0)), log1p(exp(f64x2.neg(f64x2.abs(x)))))
}

function gelu(x: v128): v128 {
  return f64x2.mul(x, normalShare(x, bell(x)))
}

function silu(x: v128): v128 {
  return f64x2.mul(x, logistic(x))
}

function selu(x: v128): v128 {
  const below = f64x2.mul(f64x2.splat(SELU_ALPHA), expm1(x))
  return f64x2.mul(f64x2.splat(SELU_SCALE), chosen(f64x2.gt(x, f64x2.splat(0)), x, below))
}

function hardSigmoid(x: v128): v128 {
  const line = f64x2.add(f64x2.div(x, f64x2.splat(6)), f64x2.splat(0.5))
  return f64x2.min(f64x2.max(line, f64x2.splat(0)), f64x2.splat(1))
}

/** dy/dx from the output y; GELU and SILU need the input, which then stands in y's place. */
function slope(kind: i32, y: v128, alpha: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1)
  switch (kind) {
    case SIGMOID: return f32x4.mul(y, f32x4.sub(one, y))
    case TANH: return f32x4.sub(one, f32x4.mul(y, y))
    case ELU: return chosen(f32x4.gt(y, zero), one, f32x4.add(y, alpha))
    case EXPONENTIAL: return y
    case SOFTPLUS: return demoted(softplusSlope(low(y)), softplusSlope(promotedHigh(y)))
    case GELU: return demoted(geluSlope(low(y)), geluSlope(promotedHigh(y)))
    case LEAKY_RELU: return chosen(f32x4.gt(y, zero), one, alpha)
    case SILU: return demoted(siluSlope(low(y)), siluSlope(promotedHigh(y)))
    case SELU: {
      const below = demoted(seluSlope(low(y)), seluSlope(promotedHigh(y)))
      return chosen(f32x4.gt(y, zero), f32x4.splat(<f32>SELU_SCALE), below)
    }
    case SOFTSIGN: {
      const rest = f32x4.sub(one, f32x4.abs(y))
      return f32x4.mul(rest, rest)
    }
    case RELU6: return v128.andnot(one, v128.or(f32x4.le(y, zero), f32x4.ge(y, f32x4.splat(6))))
    case HARD_SIGMOID: return v128.andnot(f32x4.splat(<f32>(1.0 / 6.0)), v128.or(f32x4.le(y, zero), f32x4.ge(y, one)))
    default: return one
  }
}

function softplusSlope(y: v128): v128 {
  return f64x2.neg(expm1(f64x2.neg(y)))
}

function geluSlope(x: v128): v128 {
  const density = bell(x)
  const sloped = f64x2.mul(f64x2.mul(x, f64x2.splat(0.3989422804014327)), density)
  return f64x2.add(normalShare(x, density), sloped)
}

function siluSlope(x: v128): v128 {
  const p = logistic(x)
  return f64x2.add(p, f64x2.mul(f64x2.mul(x, p), f64x2.sub(f64x2.splat(1), p)))
}

function seluSlope(y: v128): v128 {
  return f64x2.add(y, f64x2.splat(SELU_SCALE * SELU_ALPHA))
}

/**
 * ACTIVATE: y = f(x); x and y may be the same tensor.
 * 1-3 x · 4-6 y · 7 kind · 8 alpha · 9 rows · 10 channels · 11 floats a row
 */
export function applyActivation(op: usize): void {
  let x = tensor(op, 1)
  let y = tensor(op, 4)
  const kind = word(op, 7)
  const alpha = f32x4.splat(float(op, 8))
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
function activateRows(x: usize, y: usize, kind: i32, alpha: v128, rows: i32, channels: i32, stride: i32): void {
  const lanes = i32x4(0, 1, 2, 3)
  for (let l = 0; l < rows; l++) {
    for (let c = 0; c < stride; c += 4) {
      const o = <usize>c << 2
      const value = activate(kind, v128.load(x + o), alpha)
      v128.store(y + o, c + 4 <= channels ? value : v128.and(value, i32x4.lt_s(lanes, i32x4.splat(channels - c))))
    }
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
  const alpha = f32x4.splat(float(op, 8))
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
      for (let i: usize = 0; i < bytes; i += 16) {
        const g = f32x4.mul(v128.load(dy + i), slope(kind, v128.load(y + i), alpha))
        v128.store(dx + i, accumulate ? f32x4.add(v128.load(dx + i), g) : g)
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
