import { sigmoid, softmaxOf, softplus } from '../activation-functions.js'
import { isCategorical } from '../check-arguments.js'
import type { Batch, LossName } from '../engine.js'
import type { Activation } from './operation.js'

/** Keras keeps probabilities this far from 0 and 1 before it takes a logarithm. */
const PROBABILITY_MARGIN = 1e-7

/** A loss and its derivative with respect to one value, or to each value of a row. */
interface ElementLoss {
  readonly loss: number
  readonly derivative: number
}
interface RowLoss {
  readonly loss: number
  readonly derivatives: Float64Array
}

/** The loss of a batch. */
export interface LossOfBatch {
  /** Sum over records of weight * loss. */
  readonly lossSum: number
  /** Gradient of lossSum / divisor with respect to the output, [count, outputs]. */
  readonly gradient: Float64Array
}

/**
 * The weighted loss of a batch and its gradient. A record's loss is the mean over its outputs, of weight * loss each
 * where weights are [count, outputs]; for categorical losses it is the sum over the classes, the mean over positions.
 */
export function lossOfBatch(name: LossName, output: Activation, batch: Batch, divisor: number): LossOfBatch {
  return isCategorical(name) ? lossByRow(name, output, batch, divisor) : lossByElement(name, output, batch, divisor)
}

function lossByElement(name: LossName, output: Activation, batch: Batch, divisor: number): LossOfBatch {
  const size = output.length * output.channels
  const perRecord = batch.weights?.length === batch.count
  const gradient = new Float64Array(output.values.length)
  let lossSum = 0
  for (let i = 0; i < gradient.length; i++) {
    const weight = batch.weights?.[perRecord ? Math.floor(i / size) : i] ?? 1
    const { loss, derivative } = elementLoss(name, output.values[i] ?? 0, batch.labels[i] ?? 0)
    lossSum += (weight * loss) / size
    gradient[i] = (weight * derivative) / size / divisor
  }
  return { lossSum, gradient }
}

function lossByRow(name: LossName, output: Activation, batch: Batch, divisor: number): LossOfBatch {
  const { length, channels } = output
  const gradient = new Float64Array(output.values.length)
  let lossSum = 0
  for (let row = 0; row * channels < gradient.length; row++) {
    const weight = batch.weights?.[Math.floor(row / length)] ?? 1
    const labels = Float64Array.from(batch.labels.subarray(row * channels, (row + 1) * channels))
    const values = output.values.subarray(row * channels, (row + 1) * channels)
    const { loss, derivatives } = name === 'softmax-cross-entropy' ? ofLogits(values, labels) : ofShares(values, labels)
    lossSum += (weight * loss) / length
    gradient.set(
      derivatives.map((d) => (weight * d) / length / divisor),
      row * channels,
    )
  }
  return { lossSum, gradient }
}

function elementLoss(name: LossName, value: number, label: number): ElementLoss {
  switch (name) {
    case 'sigmoid-cross-entropy':
      // softplus(z) - z * y = max(z, 0) - z * y + log1p(exp(-|z|)).
      return {
        loss: Math.max(value, 0) - value * label + softplus(-Math.abs(value)),
        derivative: sigmoid(value) - label,
      }
    case 'binary-cross-entropy': {
      const p = clipped(value)
      const inside = p === value || Number.isNaN(value)
      return {
        loss: -label * Math.log(p) - (1 - label) * Math.log(1 - p),
        derivative: inside ? (1 - label) / (1 - p) - label / p : 0,
      }
    }
    case 'mean-squared-error':
      return { loss: (value - label) ** 2, derivative: 2 * (value - label) }
    case 'categorical-cross-entropy':
    case 'softmax-cross-entropy':
      throw new RangeError(`${name} is a loss of whole rows`)
  }
}

/** -sum y log softmax(z). */
function ofLogits(logits: Float64Array, labels: Float64Array): RowLoss {
  const greatest = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const logTotal = Math.log(logits.reduce((sum, z) => sum + Math.exp(z - greatest), 0))
  const labelSum = labels.reduce((a, b) => a + b, 0)
  let loss = 0
  logits.forEach((z, i) => {
    loss -= (labels[i] ?? 0) * (z - greatest - logTotal)
  })
  return { loss, derivatives: softmaxOf(logits).map((share, i) => labelSum * share - (labels[i] ?? 0)) }
}

/** -sum y log q with q = p / sum p, clipped: Keras. A clipped share passes no gradient on. */
function ofShares(probabilities: Float64Array, labels: Float64Array): RowLoss {
  const total = probabilities.reduce((a, b) => a + b, 0)
  const shares = probabilities.map((p) => p / total)
  let loss = 0
  shares.forEach((share, i) => {
    loss -= (labels[i] ?? 0) * Math.log(clipped(share))
  })
  const byShare = shares.map((share, i) =>
    clipped(share) === share || Number.isNaN(share) ? -(labels[i] ?? 0) / share : 0,
  )
  const common = byShare.reduce((sum, d, i) => sum + d * (shares[i] ?? 0), 0)
  return { loss, derivatives: byShare.map((d) => (d - common) / total) }
}

function clipped(probability: number): number {
  return Math.min(Math.max(probability, PROBABILITY_MARGIN), 1 - PROBABILITY_MARGIN)
}
