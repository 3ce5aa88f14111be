// @ts-check
/**
 * Small trainings that every environment must bring to the same bits. Plain JavaScript against the built library, so that
 * any version of Node and any browser runs this very file.
 */
import {
  buildGraph,
  concatenateDatasets,
  initialWeights,
  learningRateAt,
  parseOptimizer,
  predictDataset,
  presetSpec,
  presetTraining,
  simulateJund,
  fit as trainModel,
  weightsHash,
} from '@helicon/core'

const SEED = 11
const BATCH = 100
/** The last batch is a short one. */
const RECORDS = 260
const EPOCHS = 2

/**
 * Every kind of layer, most activations, regularizers and constraints.
 * @type {import('@helicon/core').ModelSpec}
 */
const VARIED = {
  inputs: [{ name: 'sequence', shape: [101, 4] }],
  layers: [
    { type: 'conv1d', filters: 13, kernelSize: 7, padding: 'same', activation: 'tanh', kernelInitializer: 'heNormal' },
    { type: 'batchNormalization' },
    { type: 'activation', activation: 'gelu' },
    { type: 'maxPooling1d', poolSize: 2 },
    { type: 'dropout', rate: 0.3 },
    { type: 'conv1d', filters: 9, kernelSize: 5, strides: 2, activation: 'sigmoid', kernelRegularizer: { l2: 0.01 } },
    { type: 'averagePooling1d', poolSize: 2 },
    { type: 'conv1d', name: 'wide', filters: 8, kernelSize: 3, dilationRate: 2, padding: 'causal', activation: 'elu' },
    { type: 'conv1d', name: 'deep', filters: 8, kernelSize: 3, groups: 2, padding: 'same', activation: 'silu' },
    { type: 'add', name: 'sum', inputs: ['wide', 'deep'] },
    { type: 'batchNormalization', name: 'normalized', momentum: 0.9 },
    { type: 'globalMaxPooling1d', name: 'most', inputs: ['normalized'] },
    { type: 'globalAveragePooling1d', name: 'mean', inputs: ['sum'] },
    { type: 'flatten', name: 'flat', inputs: ['normalized'] },
    { type: 'dropout', name: 'thinned', rate: 0.5 },
    { type: 'concatenate', inputs: ['most', 'mean', 'thinned'] },
    { type: 'dense', units: 12, activation: 'softplus', kernelConstraint: { name: 'maxNorm', maxValue: 1 } },
    { type: 'dense', units: 10, activation: 'selu', activityRegularizer: { l1: 0.001 } },
    { type: 'dense', units: 10, activation: 'softsign' },
    { type: 'dense', units: 10, activation: 'leakyRelu', kernelInitializer: 'glorotNormal' },
    { type: 'dense', units: 2, activation: 'softmax' },
  ],
}

/**
 * Long kernels, whose products are those of spectra.
 * @type {import('@helicon/core').ModelSpec}
 */
const LONG_KERNELS = {
  inputs: [{ name: 'sequence', shape: [101, 4] }],
  layers: [
    { type: 'conv1d', filters: 16, kernelSize: 19, activation: 'relu' },
    { type: 'conv1d', filters: 16, kernelSize: 24, padding: 'same', activation: 'relu' },
    { type: 'globalMaxPooling1d' },
    { type: 'dropout', rate: 0.25 },
    { type: 'dense', units: 2, activation: 'softmax' },
  ],
}

/** @typedef {Pick<import('@helicon/core').PresetTraining, 'loss' | 'optimizer' | 'divisor'>} Training */
/** @typedef {{ spec: import('@helicon/core').ModelSpec, training: Training, columns: 1 | 2, rate: import('@helicon/core').LearningRateConfig }} Case */

/** @returns {Readonly<Record<string, Case>>} */
function cases() {
  /** @param {object | string} settings */
  const varied = (settings, spec = VARIED) => {
    const { optimizer, learningRate } = parseOptimizer(settings, { place: 'test', path: 'optimizer' })
    /** @type {Training} */
    const training = {
      loss: { name: 'categorical-cross-entropy', output: 'prediction' },
      optimizer,
      divisor: 'records',
    }
    return /** @type {Case} */ ({ spec, training, columns: 2, rate: learningRate })
  }
  const decay = { name: 'exponentialDecay', initialLearningRate: 0.01, decaySteps: 3, decayRate: 0.7 }
  return {
    jund: {
      spec: presetSpec('jund'),
      training: presetTraining('jund'),
      columns: 1,
      rate: { name: 'cosineDecay', initialLearningRate: 0, warmupTarget: 0.003, warmupSteps: 2, decaySteps: 9 },
    },
    'long kernels, Adam': varied('adam', LONG_KERNELS),
    'varied, Adam': varied('adam'),
    'varied, AdamW': varied({ name: 'adamw', weightDecay: 0.01 }),
    'varied, RMSprop': varied({ name: 'rmsprop', momentum: 0.5, centered: true, learningRate: 0.002 }),
    'varied, SGD': varied({ name: 'sgd', momentum: 0.9, nesterov: true, learningRate: decay }),
  }
}

/** @param {1 | 2} columns one column of 0 and 1, or one of each class */
function windows(columns) {
  const data = concatenateDatasets([...simulateJund({ records: RECORDS, positiveFraction: 0.3, seed: SEED })])
  if (columns === 1) return data
  const labels = Float32Array.from([...(data.labels ?? [])].flatMap((label) => [1 - label, label]))
  return { ...data, labels, outputs: 2, taskNames: ['unbound', 'bound'] }
}

/**
 * @param {import('@helicon/core').Engine} engine
 * @param {number} threads
 * @param {Case} what
 */
async function trained(engine, threads, { spec, training, columns, rate }) {
  const { loss, optimizer, divisor } = training
  const graph = buildGraph(spec)
  const model = { graph, weights: initialWeights(graph, spec, SEED) }
  const data = windows(columns)
  const compiled = await engine.compile(model, { loss, optimizer, batchSize: BATCH, seed: SEED, threads })
  try {
    if (compiled.threads !== threads) throw new RangeError(`${compiled.threads} threads, not ${threads}`)
    const plan = { compiled, graph, loss, divisor, train: data, validationSplit: 0.1, batchSize: BATCH, epochs: EPOCHS }
    /** @param {number} step */
    const learningRate = (step) => learningRateAt(rate, step)
    const options = { ...plan, seed: SEED, learningRate }
    const { weights, history } = await trainModel(options)
    const predicted = []
    for await (const { outputs } of predictDataset(compiled, graph, data, { batchSize: BATCH })) {
      predicted.push(...(outputs['prediction'] ?? []))
    }
    return {
      weights: await weightsHash(graph, weights),
      moments: await hashOfNumbers(Object.values(compiled.exportState().arrays).flatMap((array) => [...array])),
      predictions: await hashOfNumbers(predicted),
      losses: history.flatMap(({ loss, valLoss }) => [loss, valLoss]),
    }
  } finally {
    await compiled.dispose()
  }
}

/** @param {readonly number[]} numbers */
async function hashOfNumbers(numbers) {
  const hash = await crypto.subtle.digest('SHA-256', Float64Array.from(numbers))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Trains every network on so many threads and tells what came of it, by network.
 * @param {import('@helicon/core').Engine} engine
 * @param {number} threads
 */
export async function trainEverything(engine, threads) {
  /** @type {Record<string, Awaited<ReturnType<typeof trained>>>} */
  const results = {}
  for (const [name, what] of Object.entries(cases())) results[name] = await trained(engine, threads, what)
  return results
}
