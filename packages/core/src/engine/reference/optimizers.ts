import type { OptimizerSpec } from '../engine.js'
import type { MomentName } from '../moment-names.js'

/** One parameter's part of a step. Arrays are of one size; moments that the optimizer does not keep are absent. */
export interface ParameterStep {
  readonly weights: Float64Array
  readonly gradient: Float64Array
  readonly moments: Readonly<Partial<Record<MomentName, Float64Array>>>
  readonly learningRate: number
  /** Number of this step, from 1. */
  readonly step: number
}

/** Takes the step in place: `weights` and `moments` change. Formulas: keras/src/optimizers, version 3. */
export function takeStep(optimizer: OptimizerSpec, parameter: ParameterStep): void {
  switch (optimizer.name) {
    case 'adam':
      adam(optimizer, parameter)
      break
    case 'adamw': {
      const kept = 1 - parameter.learningRate * optimizer.weightDecay
      parameter.weights.forEach((w, i) => {
        parameter.weights[i] = w * kept
      })
      adam(optimizer, parameter)
      break
    }
    case 'sgd':
      sgd(optimizer, parameter)
      break
    case 'rmsprop':
      rmsprop(optimizer, parameter)
      break
  }
}

/** w -= lr * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon). */
function adam(
  { beta1, beta2, epsilon }: { beta1: number; beta2: number; epsilon: number },
  { weights, gradient, moments, learningRate, step }: ParameterStep,
): void {
  const { m, v } = kept(moments, weights.length)
  const rate = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step)
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i] ?? 0
    const mean = beta1 * (m[i] ?? 0) + (1 - beta1) * g
    const square = beta2 * (v[i] ?? 0) + (1 - beta2) * g * g
    m[i] = mean
    v[i] = square
    weights[i] = (weights[i] ?? 0) - (rate * mean) / (Math.sqrt(square) + epsilon)
  }
}

/** velocity = momentum * velocity - lr * g; w += velocity, or momentum * velocity - lr * g (Nesterov). */
function sgd(
  optimizer: { momentum: number; nesterov: boolean },
  { weights, gradient, moments, learningRate }: ParameterStep,
): void {
  const { momentum } = kept(moments, weights.length)
  for (let i = 0; i < weights.length; i++) {
    const move = learningRate * (gradient[i] ?? 0)
    const velocity = optimizer.momentum * (momentum[i] ?? 0) - move
    momentum[i] = velocity
    weights[i] = (weights[i] ?? 0) + (optimizer.nesterov ? optimizer.momentum * velocity - move : velocity)
  }
}

/** w -= lr * g / sqrt(v + epsilon), v being the variance where centered; with momentum the increments add up. */
function rmsprop(
  optimizer: { rho: number; momentum: number; epsilon: number; centered: boolean },
  { weights, gradient, moments, learningRate }: ParameterStep,
): void {
  const { rho, epsilon, centered } = optimizer
  const { v, momentum, meanGradient } = kept(moments, weights.length)
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i] ?? 0
    const square = rho * (v[i] ?? 0) + (1 - rho) * g * g
    const mean = rho * (meanGradient[i] ?? 0) + (1 - rho) * g
    const increment = (learningRate * g) / Math.sqrt(square - (centered ? mean * mean : 0) + epsilon)
    const velocity = optimizer.momentum * (momentum[i] ?? 0) + increment
    v[i] = square
    meanGradient[i] = mean
    momentum[i] = velocity
    weights[i] = (weights[i] ?? 0) - velocity
  }
}

/** The moments, with throw-away zeros for those that are not kept: the formulas then need no cases. */
function kept(moments: ParameterStep['moments'], size: number): Record<MomentName, Float64Array> {
  const zeros = () => new Float64Array(size)
  return {
    m: moments.m ?? zeros(),
    v: moments.v ?? zeros(),
    momentum: moments.momentum ?? zeros(),
    meanGradient: moments.meanGradient ?? zeros(),
  }
}
