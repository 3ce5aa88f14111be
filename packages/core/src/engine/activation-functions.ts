import { complementaryErrorFunction } from './error-function.js'
import type { ActivationName } from './graph.js'

/** A function of one number with its derivative, given the argument x and the value y. */
export interface ElementFunction {
  readonly value: (x: number) => number
  readonly derivative: (x: number, y: number) => number
}

/** 1 / (1 + exp(-x)) without overflow. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const power = Math.exp(x)
  return power / (1 + power)
}

/** log(1 + exp(x)) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

/** Klambauer, Unterthiner, Mayr, Hochreiter: Self-normalizing neural networks, 2017. */
const SELU_ALPHA = 1.6732632423543772
const SELU_SCALE = 1.0507009873554805

/** Comparisons are written so that NaN goes through: `x <= 0` is false for it. Alpha's defaults are Keras'. */
export function elementFunction(name: Exclude<ActivationName, 'softmax'>, alpha: number | undefined): ElementFunction {
  switch (name) {
    case 'linear':
      return { value: (x) => x, derivative: () => 1 }
    case 'relu':
      return { value: (x) => (x <= 0 ? 0 : x), derivative: (x) => (x <= 0 ? 0 : 1) }
    case 'sigmoid':
      return { value: sigmoid, derivative: (_, y) => y * (1 - y) }
    case 'tanh':
      return { value: Math.tanh, derivative: (_, y) => 1 - y * y }
    case 'elu': {
      const scale = alpha ?? 1
      return {
        value: (x) => (x > 0 ? x : scale * Math.expm1(x)),
        derivative: (x) => (x > 0 ? 1 : scale * Math.exp(x)),
      }
    }
    case 'exponential':
      return { value: Math.exp, derivative: (_, y) => y }
    case 'softplus':
      return { value: softplus, derivative: sigmoid }
    case 'gelu':
      return { value: (x) => x * normalCumulative(x), derivative: (x) => normalCumulative(x) + x * normalDensity(x) }
    case 'leakyRelu': {
      const slope = alpha ?? 0.2
      return { value: (x) => (x > 0 ? x : slope * x), derivative: (x) => (x > 0 ? 1 : slope) }
    }
    case 'silu':
      return { value: (x) => x * sigmoid(x), derivative: (x, y) => y + sigmoid(x) * (1 - y) }
    case 'selu':
      return {
        value: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
        derivative: (x) => SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x)),
      }
    case 'softsign':
      return { value: (x) => x / (1 + Math.abs(x)), derivative: (_, y) => (1 - Math.abs(y)) ** 2 }
    case 'relu6':
      return { value: (x) => (x <= 0 ? 0 : x >= 6 ? 6 : x), derivative: (x) => (x <= 0 || x >= 6 ? 0 : 1) }
    case 'hardSigmoid':
      return {
        value: (x) => (x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5),
        derivative: (x) => (x <= -3 || x >= 3 ? 0 : 1 / 6),
      }
  }
}

/** Probability of a standard normal value below x: the exact form of gelu, Keras' default. */
function normalCumulative(x: number): number {
  return complementaryErrorFunction(-x / Math.SQRT2) / 2
}

function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
}

/** Softmax of one row of logits. */
export function softmaxOf(logits: Float64Array): Float64Array {
  const greatest = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const powers = logits.map((z) => Math.exp(z - greatest))
  const total = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / total)
}
