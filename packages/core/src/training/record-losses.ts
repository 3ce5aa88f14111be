import type { FloatArray } from '../core/arrays.js'
import { naturalLogarithm } from '../core/natural-logarithm.js'
import type { LossName } from '../engine/engine.js'
import { exponential, logarithmOfOnePlus } from '../nn/portable-math.js'

/** Keras keeps probabilities this far from 0 and 1 before it takes a logarithm. */
const PROBABILITY_MARGIN = 1e-7

/** Values of the loss' output for some records, with what they should be. */
export interface LossValues {
  readonly name: LossName
  /** [count, ...shape] */
  readonly labels: FloatArray
  /** [count, ...shape], of the output that the loss names. */
  readonly outputs: FloatArray
  /** [count] or [count, ...shape]; absent: all 1. */
  readonly weights?: FloatArray | undefined
  readonly count: number
  /** Last number of the shape: the classes of a loss over classes. */
  readonly channels: number
}

/**
 * The loss of each record, [count], times its weight: what the engines' `lossSum` is the sum of, in float64 from the
 * outputs they give (see `LossName` for the formulas), so that a loss can be resampled, and computed of outputs that are
 * means over strands. From functions that are the same in every browser.
 */
export function recordLosses({ name, labels, outputs, weights, count, channels }: LossValues): Float64Array {
  const losses = new Float64Array(count)
  const size = outputs.length / Math.max(1, count)
  const step = name === 'categorical-cross-entropy' || name === 'softmax-cross-entropy' ? channels : 1
  const each = weights === undefined ? 0 : weights.length / Math.max(1, count)
  for (let record = 0; record < count; record++) {
    let sum = 0
    for (let i = record * size; i < (record + 1) * size; i += step) {
      const weight = weights?.[each === 1 ? record : i] ?? 1
      sum += weight * lossOf(name, outputs, labels, i, channels)
    }
    losses[record] = sum / (size / step)
  }
  return losses
}

/** Of the value at `i`, or of the row that begins there. */
function lossOf(name: LossName, outputs: FloatArray, labels: FloatArray, i: number, channels: number): number {
  const value = outputs[i] ?? Number.NaN
  const label = labels[i] ?? Number.NaN
  switch (name) {
    case 'sigmoid-cross-entropy':
      return Math.max(value, 0) - value * label + logarithmOfOnePlus(exponential(-Math.abs(value)))
    case 'binary-cross-entropy': {
      const p = clipped(value)
      return -label * naturalLogarithm(p) - (1 - label) * naturalLogarithm(1 - p)
    }
    case 'mean-squared-error':
      return (value - label) * (value - label)
    case 'categorical-cross-entropy': {
      const total = sumOver(channels, (k) => outputs[i + k] ?? 0)
      return sumOver(channels, (k) => -(labels[i + k] ?? 0) * naturalLogarithm(clipped((outputs[i + k] ?? 0) / total)))
    }
    case 'softmax-cross-entropy': {
      let greatest = Number.NEGATIVE_INFINITY
      for (let k = 0; k < channels; k++) greatest = Math.max(greatest, outputs[i + k] ?? 0)
      const logTotal = naturalLogarithm(sumOver(channels, (k) => exponential((outputs[i + k] ?? 0) - greatest)))
      return sumOver(channels, (k) => -(labels[i + k] ?? 0) * ((outputs[i + k] ?? 0) - greatest - logTotal))
    }
  }
}

function sumOver(count: number, term: (k: number) => number): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += term(k)
  return sum
}

function clipped(probability: number): number {
  return Math.min(Math.max(probability, PROBABILITY_MARGIN), 1 - PROBABILITY_MARGIN)
}
