// How long a fresh process takes to import the library, to compile the JUND network and to train on its first batch.
import { parseArgs } from 'node:util'

const start = performance.now()
const { buildGraph, initialWeights, presetSpec, presetTraining, randomStream, selectEngine } = await import(
  '@helicon/core'
)
const { nodeThreads } = await import('@helicon/core/node')
const importing = performance.now() - start

const BATCH = 1000
const { values: options } = parseArgs({ options: { threads: { type: 'string' } } })
const spec = presetSpec('jund')
const [length] = spec.inputs[0].shape
const codes = Uint8Array.from(randomStream(1, 'bases').integers(BATCH * length, 4))
const labels = Float32Array.from({ length: BATCH }, (_, record) => record % 2)
const { loss, optimizer, learningRate } = presetTraining('jund')

const before = performance.now()
const graph = buildGraph(spec)
const engine = await selectEngine('wasm', nodeThreads)
const compiled = await engine.compile(
  { graph, weights: initialWeights(graph, spec, 0) },
  { loss, optimizer, batchSize: BATCH, seed: 0, threads: Number(options.threads) },
)
const compiling = performance.now() - before
await compiled.trainBatch({ inputs: [codes], count: BATCH, labels }, { learningRate })
const firstBatch = performance.now() - before - compiling
await compiled.dispose()
console.log(JSON.stringify({ importing, compiling, firstBatch }))
