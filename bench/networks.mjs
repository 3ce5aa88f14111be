import { presetSpec, presetTraining } from '@helicon/core'

/** What every program trains with: DeepChem's Adam and the loss from logits. */
const { optimizer, learningRate } = presetTraining('jund')
export const TRAINING = { optimizer, learningRate, loss: { name: 'sigmoid-cross-entropy', output: 'logits' } }

const sequence = (length) => [{ name: 'sequence', shape: [length, 4] }]
const LOGITS = [{ name: 'logits', layer: 'logits' }]

/** @typedef {import('@helicon/core').ModelSpec} ModelSpec */

/**
 * The JUND tutorial's network with other sizes: the tutorial has 15 filters of width 10.
 * @returns {ModelSpec}
 */
export function jundSpec({ length = 101, filters = 15, kernelSize = 10, activation = 'relu' } = {}) {
  const spec = presetSpec('jund', { length })
  const sizes = { filters, kernelSize, activation }
  const layers = spec.layers.map((layer) => (layer.type === 'conv1d' ? { ...layer, ...sizes } : layer))
  return { ...spec, layers }
}

/**
 * One convolution, the best match of every filter, a dense layer (Alipanahi et al. 2015).
 * @returns {ModelSpec}
 */
function deepBindSpec() {
  return {
    inputs: sequence(101),
    layers: [
      { type: 'conv1d', filters: 32, kernelSize: 24, activation: 'relu', padding: 'same' },
      { type: 'globalMaxPooling1d' },
      { type: 'dense', units: 32, activation: 'relu' },
      { type: 'dense', units: 1, name: 'logits' },
    ],
    outputs: LOGITS,
  }
}

/**
 * Three convolutions with batch normalisation and pooling, two wide dense layers, 164 outputs (Kelley et al. 2016).
 * @returns {ModelSpec}
 */
function bassetSpec() {
  const block = (filters, kernelSize, poolSize) => [
    { type: 'conv1d', filters, kernelSize, padding: 'same' },
    { type: 'batchNormalization' },
    { type: 'activation', activation: 'relu' },
    { type: 'maxPooling1d', poolSize },
  ]
  const wide = () => [
    { type: 'dense', units: 1000, activation: 'relu' },
    { type: 'dropout', rate: 0.3 },
  ]
  return {
    inputs: sequence(600),
    layers: [
      ...[...block(300, 19, 3), ...block(200, 11, 4), ...block(200, 7, 4)],
      { type: 'flatten' },
      ...[...wide(), ...wide()],
      { type: 'dense', units: 164, name: 'logits' },
    ],
    outputs: LOGITS,
  }
}

/**
 * Six residual blocks whose reach doubles with each: 70 bp on either side are seen from every position.
 * @returns {ModelSpec}
 */
function residualSpec() {
  const block = (dilationRate) => [
    { type: 'conv1d', filters: 64, kernelSize: 3, dilationRate, padding: 'same', name: `conv-${dilationRate}` },
    { type: 'batchNormalization' },
    { type: 'activation', activation: 'relu', name: `relu-${dilationRate}` },
    { type: 'add', name: `add-${dilationRate}`, inputs: [before(dilationRate), `relu-${dilationRate}`] },
  ]
  const before = (dilationRate) => (dilationRate === 1 ? 'stem' : `add-${dilationRate / 2}`)
  return {
    inputs: sequence(1000),
    layers: [
      { type: 'conv1d', filters: 64, kernelSize: 15, activation: 'relu', padding: 'same', name: 'stem' },
      ...[1, 2, 4, 8, 16, 32].flatMap(block),
      { type: 'globalAveragePooling1d' },
      { type: 'dense', units: 1, name: 'logits' },
    ],
    outputs: LOGITS,
  }
}

/** The networks that are measured beside other programs. `records`: random sequences to draw the batches from. */
export const NETWORKS = {
  jund: { title: 'JUND', spec: jundSpec(), batch: 1000, records: 20000 },
  deepbind: { title: 'DeepBind-like', spec: deepBindSpec(), batch: 1000, records: 10000 },
  basset: { title: 'Basset-like', spec: bassetSpec(), batch: 128, records: 1024 },
  residual: { title: 'Dilated residual, 1 kb', spec: residualSpec(), batch: 100, records: 1000 },
}

/** What is scanned, by name. Without padding no row of a window is its own: the whole scan is shared. */
export const SCANNED = {
  jund: { title: 'JUND', spec: jundSpec() },
  unpadded: { title: 'JUND, no padding', spec: withoutPadding(jundSpec()) },
  deepbind: { title: 'DeepBind-like', spec: deepBindSpec() },
}

/**
 * @param {ModelSpec} spec
 * @returns {ModelSpec}
 */
function withoutPadding(spec) {
  return {
    ...spec,
    layers: spec.layers.map((layer) => (layer.type === 'conv1d' ? { ...layer, padding: 'valid' } : layer)),
  }
}

/**
 * The same network without dropout, so that the steps of two programs can be compared.
 * @param {ModelSpec} spec
 * @returns {ModelSpec}
 */
export function withoutDropout(spec) {
  return { ...spec, layers: spec.layers.map((layer) => (layer.type === 'dropout' ? { ...layer, rate: 0 } : layer)) }
}
