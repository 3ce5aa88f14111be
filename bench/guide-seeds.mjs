// The guide's data and training, by seed after seed: what its test accuracy and loss are, and how much they vary.
//   node bench/guide-seeds.mjs [--seeds 12] [--first 1] [--model guide]
import '../scripts/node-version.mjs'
import { parseArgs } from 'node:util'
import {
  buildGraph,
  concatenateDatasets,
  evaluateDataset,
  evaluatePredictions,
  fit as fitModel,
  initialWeights,
  presetSpec,
  presetTraining,
  selectEngine,
  simulateMotif,
  splitDataset,
} from '@helicon/core'
import { nodeThreads } from '@helicon/core/node'

/** Means of the guide's own network over twelve seeds in PyTorch, and how far another program's may be from them. */
const WANTED = {
  accuracy: { mean: 0.9475, tolerance: 0.01 },
  loss: { mean: 0.17, tolerance: 0.015 },
}

/** The network of the guide, and the one that most people would train instead. */
const MODELS = ['guide', 'guide-softmax']

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '12' },
    first: { type: 'string', default: '1' },
    model: { type: 'string', default: 'guide' },
  },
})
const [seeds, first] = [Number(options.seeds), Number(options.first)]
if (![seeds, first].every(Number.isSafeInteger) || seeds < 2 || first < 0 || !MODELS.includes(options.model)) {
  console.error(`--seeds is a whole number from 2, --first one from 0, --model one of ${MODELS.join(', ')}`)
  process.exit(2)
}

const spec = presetSpec(options.model)
const graph = buildGraph(spec)
const training = presetTraining(options.model)
const engine = await selectEngine('wasm', nodeThreads)

/** 2,000 sequences, a fifth of them for the test, the last tenth of the rest for validation, 20 epochs of batches of 100. */
async function trainOnce(seed) {
  const data = concatenateDatasets([...simulateMotif({ seed })])
  const { train, test } = splitDataset(data, { fraction: 0.2, seed })
  const { loss, optimizer, batchSize } = training
  const compiled = await engine.compile(
    { graph, weights: initialWeights(graph, spec, seed) },
    { loss, optimizer, batchSize, seed, threads: 1 },
  )
  try {
    await fitModel({ compiled, graph, train, seed, ...training })
    const evaluated = await evaluateDataset(compiled, graph, loss, test, { batchSize })
    const { metrics } = evaluatePredictions({ ...evaluated, task: 'categorical' })
    return { accuracy: metrics.accuracy, loss: evaluated.loss }
  } finally {
    await compiled.dispose()
  }
}

const results = { accuracy: [], loss: [] }
console.log('seed  test accuracy  test loss')
for (let seed = first; seed < first + seeds; seed += 1) {
  const { accuracy, loss } = await trainOnce(seed)
  results.accuracy.push(accuracy)
  results.loss.push(loss)
  console.log(`${String(seed).padStart(4)}  ${accuracy.toFixed(4).padStart(13)}  ${loss.toFixed(4).padStart(9)}`)
}
let reached = true
for (const [name, { mean: wanted, tolerance }] of Object.entries(WANTED)) {
  const values = results[name]
  const mean = values.reduce((sum, value) => sum + value, 0) / seeds
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (seeds - 1))
  const within = Math.abs(mean - wanted) <= tolerance
  // Of the other network nothing is known from elsewhere.
  const judged = options.model === 'guide'
  if (judged && !within) reached = false
  const verdict = `; wanted ${wanted} ± ${tolerance}: ${within ? 'reached' : 'not reached'}`
  console.log(`${name}: mean ${mean.toFixed(4)}, sd ${sd.toFixed(4)}${judged ? verdict : ''}`)
}
process.exitCode = reached ? 0 : 1
