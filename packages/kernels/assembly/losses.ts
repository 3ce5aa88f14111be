import { count, first, float, recordStep, sliceSums, tensor, word } from './plan'

export const SIGMOID_CROSS_ENTROPY: i32 = 0
export const BINARY_CROSS_ENTROPY: i32 = 1
export const CATEGORICAL_CROSS_ENTROPY: i32 = 2
export const SOFTMAX_CROSS_ENTROPY: i32 = 3
export const MEAN_SQUARED_ERROR: i32 = 4

/** Keras' bounds of a probability before its logarithm. */
const LEAST: f64 = 1e-7
const MOST: f64 = 1.0 - 1e-7

/**
 * LOSS: adds weight * loss of the tile's records to the slice's sum and writes dz = weight * dloss/dz / divisor.
 * 1-3 z · 4-6 dz (address 0: none) · 7 kind · 8 rows · 9 channels · 10 floats a row · 11 labels [count, rows * channels]
 * · 12 weights (0: all 1) · 13 weights a record · 14 address of the divisor (float64)
 */
export function loss(op: usize): void {
  const kind = word(op, 7)
  const rows = word(op, 8)
  const channels = word(op, 9)
  const outputs = rows * channels
  const stride = <usize>word(op, 10) << 2
  const hasGradient = word(op, 4) != 0
  const weightsARecord = word(op, 13)
  const divisor = load<f64>(<usize>word(op, 14))
  const categorical = kind == CATEGORICAL_CROSS_ENTROPY || kind == SOFTMAX_CROSS_ENTROPY
  let sum: f64 = 0
  for (let n = 0; n < count; n++) {
    const z = tensor(op, 1) + <usize>n * recordStep(op, 1)
    const dz = hasGradient ? tensor(op, 4) + <usize>n * recordStep(op, 4) : 0
    const y = <usize>word(op, 11) + (<usize>((first + n) * outputs) << 2)
    const weights = word(op, 12) ? <usize>word(op, 12) + (<usize>((first + n) * weightsARecord) << 2) : 0
    for (let l = 0; l < rows; l++) {
      const row = <usize>l * stride
      const labels = y + (<usize>(l * channels) << 2)
      const g = dz ? dz + row : 0
      if (categorical) {
        const w = weights ? <f64>load<f32>(weights) : 1.0
        const value = kind == SOFTMAX_CROSS_ENTROPY
          ? softmaxCrossEntropy(z + row, labels, g, channels, w / divisor / <f64>rows)
          : categoricalCrossEntropy(z + row, labels, g, channels, w / divisor / <f64>rows)
        sum += (w * value) / <f64>rows
      } else {
        for (let c = 0; c < channels; c++) {
          const index = weightsARecord > 1 ? l * channels + c : 0
          const w = weights ? <f64>load<f32>(weights + (<usize>index << 2)) : 1.0
          const o = <usize>c << 2
          const value = <f64>load<f32>(z + row + o)
          const label = <f64>load<f32>(labels + o)
          sum += (w * elementLoss(kind, value, label)) / <f64>outputs
          if (g) store<f32>(g + o, <f32>(w * elementSlope(kind, value, label) / divisor / <f64>outputs))
        }
      }
      if (g) for (let o = <usize>channels << 2; o < stride; o += 4) store<f32>(g + o, 0)
    }
  }
  store<f64>(sliceSums, load<f64>(sliceSums) + sum)
}

function elementLoss(kind: i32, value: f64, label: f64): f64 {
  if (kind == MEAN_SQUARED_ERROR) return (value - label) * (value - label)
  if (kind == SIGMOID_CROSS_ENTROPY)
    return (value > 0 ? value : value == value ? 0 : value) - value * label + NativeMath.log1p(NativeMath.exp(-NativeMath.abs(value)))
  const p = clip(value)
  return -label * NativeMath.log(p) - (1 - label) * NativeMath.log(1 - p)
}

function elementSlope(kind: i32, value: f64, label: f64): f64 {
  if (kind == MEAN_SQUARED_ERROR) return 2 * (value - label)
  if (kind == SIGMOID_CROSS_ENTROPY) {
    const e = NativeMath.exp(-NativeMath.abs(value))
    return (value >= 0 ? 1 / (1 + e) : e / (1 + e)) - label
  }
  if (value < LEAST || value > MOST) return 0
  return (1 - label) / (1 - value) - label / value
}

function clip(p: f64): f64 {
  return p < LEAST ? LEAST : p > MOST ? MOST : p
}

/** Of probabilities, which are divided by their sum first. Gradient times `scale`. */
function categoricalCrossEntropy(p: usize, y: usize, g: usize, channels: i32, scale: f64): f64 {
  let total: f64 = 0
  for (let c = 0; c < channels; c++) total += <f64>load<f32>(p + (<usize>c << 2))
  let value: f64 = 0
  let inner: f64 = 0
  for (let c = 0; c < channels; c++) {
    const q = <f64>load<f32>(p + (<usize>c << 2)) / total
    const label = <f64>load<f32>(y + (<usize>c << 2))
    value -= label * NativeMath.log(clip(q))
    if (q >= LEAST && q <= MOST) inner -= label
  }
  if (g) {
    for (let c = 0; c < channels; c++) {
      const o = <usize>c << 2
      const q = <f64>load<f32>(p + o) / total
      const own = q >= LEAST && q <= MOST ? -<f64>load<f32>(y + o) / q : 0
      store<f32>(g + o, <f32>(((own - inner) / total) * scale))
    }
  }
  return value
}

function softmaxCrossEntropy(z: usize, y: usize, g: usize, channels: i32, scale: f64): f64 {
  let most = <f64>load<f32>(z)
  for (let c = 1; c < channels; c++) most = max(most, <f64>load<f32>(z + (<usize>c << 2)))
  let total: f64 = 0
  let mass: f64 = 0
  for (let c = 0; c < channels; c++) {
    total += NativeMath.exp(<f64>load<f32>(z + (<usize>c << 2)) - most)
    mass += <f64>load<f32>(y + (<usize>c << 2))
  }
  const logTotal = most + NativeMath.log(total)
  let value: f64 = 0
  for (let c = 0; c < channels; c++) {
    const o = <usize>c << 2
    const logit = <f64>load<f32>(z + o)
    const label = <f64>load<f32>(y + o)
    value += label * (logTotal - logit)
    if (g) store<f32>(g + o, <f32>((NativeMath.exp(logit - logTotal) * mass - label) * scale))
  }
  return value
}

/**
 * ACTIVITY: adds l1 * sum |y| + l2 * sum y^2 to the slice's second sum. 1-3 y · 7 rows · 8 channels · 9 floats a row ·
 * 10 l1 · 11 l2
 */
export function activity(op: usize): void {
  const l1 = <f64>float(op, 10)
  const l2 = <f64>float(op, 11)
  let sum: f64 = 0
  for (let n = 0; n < count; n++) {
    let y = tensor(op, 1) + <usize>n * recordStep(op, 1)
    for (let l = 0; l < word(op, 7); l++) {
      for (let c = 0; c < word(op, 8); c++) {
        const value = <f64>load<f32>(y + (<usize>c << 2))
        sum += l1 * NativeMath.abs(value) + l2 * value * value
      }
      y += <usize>word(op, 9) << 2
    }
  }
  store<f64>(sliceSums, load<f64>(sliceSums, 8) + sum, 8)
}

/** ACTIVITY_GRADIENT: dy += (l1 * sign y + 2 * l2 * y) / records. 4-6 dy · 12 address of the records (float64) */
export function activityGradient(op: usize): void {
  const l1 = float(op, 10)
  const l2 = float(op, 11)
  const share = <f32>(1.0 / load<f64>(<usize>word(op, 12)))
  for (let n = 0; n < count; n++) {
    let y = tensor(op, 1) + <usize>n * recordStep(op, 1)
    let dy = tensor(op, 4) + <usize>n * recordStep(op, 4)
    for (let l = 0; l < word(op, 7); l++) {
      for (let c = 0; c < word(op, 8); c++) {
        const o = <usize>c << 2
        const value = load<f32>(y + o)
        const sign: f32 = value > 0 ? 1 : value < 0 ? -1 : 0
        store<f32>(dy + o, load<f32>(dy + o) + (l1 * sign + 2 * l2 * value) * share)
      }
      y += <usize>word(op, 9) << 2
      dy += <usize>word(op, 9) << 2
    }
  }
}
