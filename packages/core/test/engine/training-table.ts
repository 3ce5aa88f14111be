import type { Batch, LossName, OptimizerSpec } from '../../src/engine/engine.js'
import type { Constraint, ExecutableModel } from '../../src/engine/graph.js'
import { Network } from './network.js'
import { type Random, seeded } from './random.js'

/** A model to train, with its loss and batches. */
export interface TrainingEntry {
  readonly title: string
  readonly model: ExecutableModel
  readonly loss: { readonly name: LossName; readonly output: string }
  readonly batch: (count: number, random: Random) => Batch
}

/** Every optimizer, in every form that changes its formula. */
export const OPTIMIZERS: readonly OptimizerSpec[] = [
  { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  { name: 'adamw', beta1: 0.8, beta2: 0.99, epsilon: 1e-6, weightDecay: 0.1 },
  { name: 'sgd', momentum: 0, nesterov: false },
  { name: 'sgd', momentum: 0.9, nesterov: false },
  { name: 'sgd', momentum: 0.9, nesterov: true },
  { name: 'rmsprop', rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false },
  { name: 'rmsprop', rho: 0.9, momentum: 0.5, epsilon: 1e-5, centered: false },
  { name: 'rmsprop', rho: 0.8, momentum: 0.5, epsilon: 1e-3, centered: true },
]

const CONSTRAINTS: readonly Constraint[] = [
  { name: 'maxNorm', maxValue: 0.8, axes: [0, 1] },
  { name: 'unitNorm', axes: [0] },
  { name: 'nonNegative' },
  { name: 'minMaxNorm', minValue: 0.9, maxValue: 1.1, rate: 0.5, axes: [0, 2] },
]

/** Every loss with each form of weights, and everything that a step does beside it. */
export function trainingTable(): TrainingEntry[] {
  const losses = (
    [
      ['sigmoid-cross-entropy', 1, 'none'],
      ['sigmoid-cross-entropy', 3, 'outputs'],
      ['binary-cross-entropy', 3, 'records'],
      ['binary-cross-entropy', 1, 'records'],
      ['categorical-cross-entropy', 2, 'none'],
      ['categorical-cross-entropy', 4, 'records'],
      ['softmax-cross-entropy', 5, 'records'],
      ['mean-squared-error', 3, 'outputs'],
      ['mean-squared-error', 1, 'records'],
    ] as const
  ).map(([name, outputs, weights]) => lossEntry(name, outputs, weights))
  return [...losses, regularized(), ...CONSTRAINTS.map(withConstraint), normalized()]
}

function lossEntry(name: LossName, outputs: number, weights: 'none' | 'records' | 'outputs'): TrainingEntry {
  const n = new Network()
  const conv = n.activation(n.conv1d(n.input(9, 4), { filters: 5, kernelSize: 3 }), 'tanh')
  const logits = n.dense(n.flatten(n.dropout(conv, 0.25)), outputs)
  const probabilities = name === 'binary-cross-entropy' || name === 'categorical-cross-entropy'
  n.output('y', probabilities ? n.activation(logits, 'sigmoid') : logits)
  const title = `${name}, ${outputs} outputs, weights: ${weights}`
  return { title, model: n.model(seeded(outputs)), loss: { name, output: 'y' }, batch: batches(name, outputs, weights) }
}

function batches(name: LossName, outputs: number, weighted: 'none' | 'records' | 'outputs') {
  return (count: number, random: Random): Batch => {
    const inputs = [Uint8Array.from({ length: count * 9 }, () => random.below(5))]
    const size = weighted === 'records' ? count : count * outputs
    const weights = weighted === 'none' ? {} : { weights: random.normals(size).map(Math.abs) }
    return { inputs, count, labels: labelsFor(name, count, outputs, random), ...weights }
  }
}

function labelsFor(name: LossName, count: number, outputs: number, random: Random): Float32Array {
  if (name === 'mean-squared-error') return random.normals(count * outputs)
  if (name === 'sigmoid-cross-entropy' || name === 'binary-cross-entropy') {
    return Float32Array.from({ length: count * outputs }, () => random.below(2))
  }
  const labels = new Float32Array(count * outputs)
  for (let i = 0; i < count; i++) labels[i * outputs + random.below(outputs)] = 1
  return labels
}

function regularized(): TrainingEntry {
  const n = new Network()
  const kernel = { regularizer: { l1: 0.01, l2: 0.02 } }
  const conv = n.activityRegularization(n.conv1d(n.input(9, 4), { filters: 5, kernelSize: 3, kernel }), 0.001, 0.002)
  const hidden = n.activityRegularization(n.dense(n.flatten(n.dropout(n.activation(conv, 'elu'), 0.5)), 3), 0, 0.01)
  n.output('y', n.dense(hidden, 1, { kernel: { regularizer: { l1: 0, l2: 0.1 } } }))
  const name = 'mean-squared-error'
  return {
    title: 'regularizers of weights and activities',
    model: n.model(seeded(3)),
    loss: { name, output: 'y' },
    batch: batches(name, 1, 'records'),
  }
}

function withConstraint(constraint: Constraint): TrainingEntry {
  const n = new Network()
  const conv = n.activation(n.conv1d(n.input(9, 4), { filters: 5, kernelSize: 3, kernel: { constraint } }), 'relu')
  n.output('y', n.dense(n.flatten(conv), 2, { kernel: { constraint } }))
  const name = 'softmax-cross-entropy'
  const title = `constraint ${JSON.stringify(constraint)}`
  return { title, model: n.model(seeded(4)), loss: { name, output: 'y' }, batch: batches(name, 2, 'none') }
}

function normalized(): TrainingEntry {
  const n = new Network()
  const conv = n.batchNormalization(n.conv1d(n.input(9, 4), { filters: 6, kernelSize: 3, bias: false }))
  const pooled = n.pooling(n.dropout(n.activation(conv, 'relu'), 0.3, 'channel'), 'maxPooling1d', 2)
  const frozen = n.batchNormalization(n.conv1d(pooled, { filters: 5, kernelSize: 2, padding: 'valid' }), {
    frozen: true,
  })
  n.output('y', n.dense(n.flatten(frozen), 1))
  const name = 'sigmoid-cross-entropy'
  return {
    title: 'batch normalisation, trained and frozen, dropout of channels',
    model: n.model(seeded(6)),
    loss: { name, output: 'y' },
    batch: batches(name, 1, 'records'),
  }
}
