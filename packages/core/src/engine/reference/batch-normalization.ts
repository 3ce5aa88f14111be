import type { BatchNormalizationNode } from '../graph.js'
import { sumOfRows } from './conv1d.js'
import type { Activation, Operation, ParameterValues, Pass } from './operation.js'

/** The parameters of the layer, [channels] each. */
export interface NormalizationParameters {
  readonly gamma: Float64Array | undefined
  readonly beta: Float64Array | undefined
  readonly movingMean: Float64Array
  readonly movingVariance: Float64Array
}

/**
 * y = gamma * (x - mean) / sqrt(variance + epsilon) + beta per channel. While training mean and variance (biased) are
 * the batch's, over records and positions, and the moving ones follow: moving = momentum * moving + (1 - momentum) *
 * batch's, with the biased variance as in Keras. Otherwise, and in a frozen layer, they are the moving ones.
 */
export function batchNormalization(
  node: BatchNormalizationNode,
  x: Activation,
  parameters: NormalizationParameters,
  pass: Pass,
): Operation {
  const { channels } = x
  const ofBatch = pass.training && !node.frozen
  const rows = x.values.length / channels
  const mean = ofBatch ? sumOfRows(x.values, channels).map((sum) => sum / rows) : parameters.movingMean
  const variance = ofBatch ? biasedVariance(x, mean) : parameters.movingVariance
  const inverse = variance.map((v) => 1 / Math.sqrt(v + node.epsilon))
  const normalized = x.values.map((value, i) => (value - (mean[i % channels] ?? 0)) * (inverse[i % channels] ?? 0))
  const output = normalized.map(
    (value, i) => value * (parameters.gamma?.[i % channels] ?? 1) + (parameters.beta?.[i % channels] ?? 0),
  )

  function backward(dy: Float64Array) {
    const dBeta = sumOfRows(dy, channels)
    const dGamma = sumOfRows(
      dy.map((gradient, i) => gradient * (normalized[i] ?? 0)),
      channels,
    )
    const dx = dy.map((gradient, i) => {
      const c = i % channels
      const scale = (parameters.gamma?.[c] ?? 1) * (inverse[c] ?? 0)
      // Through the batch's own mean and variance every record also acts on all the others.
      const shared = ofBatch ? ((dBeta[c] ?? 0) + (normalized[i] ?? 0) * (dGamma[c] ?? 0)) / rows : 0
      return scale * (gradient - shared)
    })
    const gradients: ParameterValues[] = []
    if (node.gamma !== undefined) gradients.push({ parameter: node.gamma, values: dGamma })
    if (node.beta !== undefined) gradients.push({ parameter: node.beta, values: dBeta })
    return { inputs: [dx], parameters: gradients }
  }

  if (!ofBatch) return { output, backward }
  const follow = (moving: Float64Array, batch: Float64Array) =>
    moving.map((value, c) => node.momentum * value + (1 - node.momentum) * (batch[c] ?? 0))
  const movingStatistics = [
    { parameter: node.movingMean, values: follow(parameters.movingMean, mean) },
    { parameter: node.movingVariance, values: follow(parameters.movingVariance, variance) },
  ]
  return { output, backward, movingStatistics }
}

function biasedVariance(x: Activation, mean: Float64Array): Float64Array {
  const squares = x.values.map((value, i) => (value - (mean[i % x.channels] ?? 0)) ** 2)
  return sumOfRows(squares, x.channels).map((sum) => (sum * x.channels) / squares.length)
}
