// TensorFlow.js as one of the programs compared. It is no dependency: HELICON_TFJS names a folder that has it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { firstRecords, readExchange, shuffledBatches } from '../exchange.mjs'
import { recordsPerSecond } from '../rate.mjs'

const { values: options } = parseArgs({
  options: {
    task: { type: 'string' },
    folder: { type: 'string' },
    backend: { type: 'string' },
    batch: { type: 'string' },
    exchange: { type: 'string' },
    threads: { type: 'string' },
    seconds: { type: 'string', default: '1' },
    batches: { type: 'string' },
    training: { type: 'string' },
    predicting: { type: 'string' },
  },
})
const load = createRequire(join(options.folder, 'package.json'))
const tf = load('@tensorflow/tfjs')
if (options.backend === 'wasm') {
  const wasm = load('@tensorflow/tfjs-backend-wasm')
  const binaries = `${dirname(load.resolve('@tensorflow/tfjs-backend-wasm'))}/`
  wasm.setWasmPaths(binaries)
  wasm.setThreadsCount(1)
  // Its loader asks for the binaries with fetch, which in Node reads no files.
  globalThis.fetch = async (path) =>
    new Response(readFileSync(String(path)), { headers: { 'content-type': 'application/wasm' } })
}
if (!(await tf.setBackend(options.backend))) throw new Error(`no backend ${options.backend}`)

const { network, weights, data } = readExchange(options.exchange)
const { optimizer: adam, learningRate, spec } = network
const length = spec.inputs[0].shape[0]
const size = Number(options.batch ?? network.batch)

function layerOf(layer, dropout) {
  const { name, activation = 'linear' } = layer
  switch (layer.type) {
    case 'conv1d':
      return tf.layers.conv1d({
        ...{ name, activation, filters: layer.filters, kernelSize: layer.kernelSize },
        padding: layer.padding ?? 'valid',
      })
    case 'dense':
      return tf.layers.dense({ name, activation, units: layer.units })
    case 'dropout':
      return tf.layers.dropout({ name, rate: dropout ? layer.rate : 0 })
    case 'flatten':
      return tf.layers.flatten({ name })
    default:
      throw new Error(`no layer ${layer.type} here`)
  }
}

/** The layers up to the output that the loss is of, which come one after the other. */
function build(dropout) {
  const input = tf.input({ shape: [length, 4] })
  const last = spec.outputs.find((output) => output.name === network.loss.output).layer
  let value = input
  for (const layer of spec.layers) {
    value = layerOf(layer, dropout).apply(value)
    if (layer.name === last) break
  }
  const model = tf.model({ inputs: input, outputs: value })
  for (const layer of model.layers) {
    const arrays = ['kernel', 'bias'].map((part) => weights[`${layer.name}/${part}`])
    if (arrays[0] === undefined) continue
    const shapes = layer.getWeights().map((array) => array.shape)
    layer.setWeights(arrays.map((values, index) => tf.tensor(values, shapes[index])))
  }
  return model
}

const oneHot = (codes, count) => {
  const values = new Float32Array(codes.length * 4)
  for (const [place, code] of codes.entries()) if (code < 4) values[4 * place + code] = 1
  return tf.tensor3d(values, [count, length, 4])
}

const tensorsOf = ({ inputs, count, labels, weights: recordWeights }) => ({
  x: oneHot(inputs[0], count),
  y: tf.tensor2d(labels.slice(), [count, labels.length / count]),
  w: tf.tensor1d(recordWeights.slice()),
})

function trainer(model) {
  const optimizer = tf.train.adam(learningRate, adam.beta1, adam.beta2, adam.epsilon)
  return ({ x, y, w }) => {
    const loss = optimizer.minimize(() => {
      const logits = model.apply(x, { training: true })
      const each = tf
        .relu(logits)
        .sub(logits.mul(y))
        .add(tf.log1p(tf.exp(tf.neg(tf.abs(logits)))))
      return each.mean(1).mul(w).mean()
    }, true)
    const [value] = loss.dataSync()
    loss.dispose()
    return value
  }
}

const predict = (model, x) => tf.tidy(() => model.predict(x, { batchSize: x.shape[0] }).dataSync())

function check() {
  const records = tensorsOf(firstRecords(data, network.checkRecords))
  const model = build(false)
  const outputs = [...predict(model, records.x)]
  const step = trainer(model)
  // The wasm backend has no gradient of convolutions: it only predicts.
  const losses = options.backend === 'wasm' ? undefined : Array.from({ length: 3 }, () => step(records))
  return { candidates: [{ setting: '', outputs, losses }] }
}

async function measure() {
  const batches = shuffledBatches(data, size)
  // Resident in the form it likes best: a few batches as tensors.
  const resident = Array.from({ length: 4 }, () => tensorsOf(batches.next().value))
  let turn = 0
  const next = () => resident[turn++ % resident.length]
  const model = build(true)
  const seconds = Number(options.seconds)
  const step = trainer(model)
  const training =
    options.backend === 'wasm' ? undefined : await recordsPerSecond(async () => step(next()), size, seconds)
  const predicting = await recordsPerSecond(async () => predict(model, next().x), size, seconds)
  return { training, predicting }
}

const result = await { check, measure }[options.task]()
const peakMemory = process.resourceUsage().maxRSS * 1024
const program = `TensorFlow.js ${tf.version.tfjs}, ${options.backend} backend`
console.log(JSON.stringify({ program, peakMemory, ...result }))
