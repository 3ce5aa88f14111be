import { readFileSync } from 'node:fs'
import type { FloatArray } from '../../src/core/arrays.js'
import type { Engine, LossName } from '../../src/engine/engine.js'
import type { ActivationName } from '../../src/engine/graph.js'
import { requireClose, type Tolerance } from './compare.js'
import { withModel } from './engines.js'
import { Network } from './network.js'

type Nested = number | readonly Nested[]

/** One entry of golden/layers.json: made with PyTorch autograd in float64 under Keras' conventions. */
export interface GoldenCase {
  readonly op: string
  readonly params: Readonly<Record<string, unknown>>
  readonly inputs: Readonly<Record<string, Nested>>
  readonly output: Nested
  readonly outputGradient: Nested
  readonly gradients: Readonly<Record<string, Nested>>
  readonly movingMeanAfter?: Nested
  readonly movingVarianceAfter?: Nested
}

/** A file beside the tests, in golden/. */
export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./golden/${name}`, import.meta.url), 'utf8'))
}

/** All numbers of a nested list, in order. */
export function flat(nested: Nested | undefined): Float64Array {
  if (nested === undefined) return new Float64Array()
  return Float64Array.from(typeof nested === 'number' ? [nested] : nested.flatMap((part) => [...flat(part)]))
}

/** Sizes of a nested list. */
export function shapeOf(nested: Nested | undefined): number[] {
  return nested === undefined || typeof nested === 'number' ? [] : [nested.length, ...shapeOf(nested[0])]
}

/** Throws unless the engine gives the case's output and every gradient. */
export async function checkGoldenCase(engine: Engine, golden: GoldenCase, tolerance: Tolerance): Promise<void> {
  if (golden.params.labels !== undefined) return checkLoss(engine, golden, tolerance)
  const { network, weights } = layerNetwork(golden)
  const model = network.withWeights(weights)
  const count = shapeOf(golden.inputs.x)[0] ?? 0
  const x = flat(golden.inputs.x)
  await withModel(engine, model, { batchSize: count, seed: 0 }, async (compiled) => {
    const training = golden.params.training === true
    const result = await compiled.gradients([x], count, { y: flat(golden.outputGradient) }, { training })
    requireClose('output', result.outputs.y, flat(golden.output), tolerance)
    if (!training) {
      requireClose('prediction', (await compiled.predictBatch([x], count)).y, flat(golden.output), tolerance)
    }
    for (const [name, gradient] of Object.entries(golden.gradients)) {
      const parameter = Object.keys(weights).find((full) => full.endsWith(`/${name}`))
      const actual = parameter === undefined ? result.inputs[0] : result.weights[parameter]
      requireClose(`gradient of ${name}`, actual, flat(gradient), tolerance)
    }
  })
  if (golden.movingMeanAfter !== undefined) await checkMovingStatistics(engine, golden, tolerance)
}

/** A network of the case's one operation, and its weights. */
function layerNetwork(golden: GoldenCase): { network: Network; weights: Record<string, FloatArray> } {
  const { op, params } = golden
  const number = (name: string) => Number(params[name])
  const network = new Network()
  const x = network.input(...shapeOf(golden.inputs.x).slice(1))
  switch (op) {
    case 'conv1d': {
      const sizes = { kernelSize: number('kernelSize'), filters: number('filters'), strides: number('strides') }
      const padding = params.padding === 'same' ? 'same' : params.padding === 'causal' ? 'causal' : 'valid'
      network.output('y', network.conv1d(x, { ...sizes, dilationRate: number('dilationRate'), padding }))
      break
    }
    case 'maxPooling1d':
    case 'averagePooling1d': {
      const padding = params.padding === 'same' ? 'same' : 'valid'
      network.output('y', network.pooling(x, op, number('poolSize'), number('strides'), padding))
      break
    }
    case 'globalMaxPooling1d':
    case 'globalAveragePooling1d':
      network.output('y', network.globalPooling(x, op))
      break
    case 'dense':
      network.output('y', network.dense(x, number('units')))
      break
    case 'activation':
      network.output('y', network.activation(x, activationNamed(params.activation)))
      break
    case 'batchNormalization':
      network.output('y', network.batchNormalization(x, { epsilon: number('epsilon') }))
      break
    default:
      throw new Error(`golden case of an unknown operation ${op}`)
  }
  const weights = network.parameters.map(({ name, shape }) => {
    const array = name.split('/')[1] ?? ''
    const size = shape.reduce((a, b) => a * b, 1)
    if (array === 'movingMean') return [name, movingStart(params.movingMean, size, 0)] as const
    if (array === 'movingVariance') return [name, movingStart(params.movingVariance, size, 1)] as const
    return [name, flat(golden.inputs[array])] as const
  })
  return { network, weights: Object.fromEntries(weights) }
}

function movingStart(given: unknown, size: number, otherwise: number): Float64Array {
  return Array.isArray(given) ? Float64Array.from(given) : new Float64Array(size).fill(otherwise)
}

const ACTIVATIONS: readonly ActivationName[] = [
  'linear',
  'relu',
  'sigmoid',
  'tanh',
  'softmax',
  'elu',
  'exponential',
  'softplus',
  'gelu',
  'leakyRelu',
]
function activationNamed(name: unknown): ActivationName {
  const found = ACTIVATIONS.find((activation) => activation === name)
  if (found === undefined) throw new Error(`unknown activation ${String(name)}`)
  return found
}

/** A step with learning rate 0 moves the moving statistics alone. */
async function checkMovingStatistics(engine: Engine, golden: GoldenCase, tolerance: Tolerance): Promise<void> {
  const { network, weights } = layerNetwork(golden)
  const count = shapeOf(golden.inputs.x)[0] ?? 0
  const inputs = [flat(golden.inputs.x)]
  const loss = { name: 'mean-squared-error', output: 'y' } as const
  const optimizer = { name: 'sgd', momentum: 0, nesterov: false } as const
  const options = { batchSize: count, seed: 0, loss, optimizer }
  await withModel(engine, network.withWeights(weights), options, async (compiled) => {
    await compiled.trainBatch({ inputs, count, labels: flat(golden.output) }, { learningRate: 0 })
    const after = compiled.exportWeights()
    requireClose('moving mean', after['batchNormalization/movingMean'], flat(golden.movingMeanAfter), tolerance)
    const variance = after['batchNormalization/movingVariance']
    requireClose('moving variance', variance, flat(golden.movingVarianceAfter), tolerance)
  })
}

/**
 * The gradient of a loss, from a step of plain gradient descent with learning rate 1: record i is the i-th unit vector,
 * so the kernel of a dense layer without bias holds the values that the loss sees.
 */
async function checkLoss(engine: Engine, golden: GoldenCase, tolerance: Tolerance): Promise<void> {
  const [values, valueGradient] = [Object.values(golden.inputs)[0], Object.values(golden.gradients)[0]]
  const [count = 0, outputs = 0] = shapeOf(values)
  const network = new Network()
  network.output('y', network.dense(network.input(count), outputs, { bias: false }))
  const identity = Float64Array.from({ length: count * count }, (_, i) => (i % (count + 1) === 0 ? 1 : 0))
  const weights = golden.params.weights === undefined ? {} : { weights: flat(golden.params.weights as Nested) }
  const batch = { inputs: [identity], count, labels: flat(golden.params.labels as Nested), ...weights }
  const loss = { name: lossNamed(golden), output: 'y' }
  const optimizer = { name: 'sgd', momentum: 0, nesterov: false } as const
  const before = flat(values)
  const model = network.withWeights({ 'dense/kernel': before })
  await withModel(engine, model, { batchSize: count, seed: 0, loss, optimizer }, async (compiled) => {
    const scale = flat(golden.outputGradient)[0] ?? 0
    requireClose('evaluated loss', [(await compiled.evaluateBatch(batch)).loss], flat(golden.output), tolerance)
    requireClose('loss', [(await compiled.trainBatch(batch, { learningRate: 1 })).loss], flat(golden.output), tolerance)
    const after = compiled.exportWeights()['dense/kernel'] ?? []
    const gradient = before.map((value, i) => (value - (after[i] ?? 0)) * scale)
    requireClose('gradient of the loss', gradient, flat(valueGradient), tolerance)
  })
}

function lossNamed({ op, params }: GoldenCase): LossName {
  if (op === 'weightedSigmoidCrossEntropy') return 'sigmoid-cross-entropy'
  if (op === 'meanSquaredError') return 'mean-squared-error'
  if (op !== 'categoricalCrossEntropy') throw new Error(`golden case of an unknown loss ${op}`)
  return params.fromLogits === true ? 'softmax-cross-entropy' : 'categorical-cross-entropy'
}
