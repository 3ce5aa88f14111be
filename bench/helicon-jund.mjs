// Helicon, the JUND network: sequences a second while training and predicting, by the protocol of README.md.
import { parseArgs } from 'node:util'
import {
  buildGraph,
  concatenateDatasets,
  HELICON_VERSION,
  initialWeights,
  openDiskDataset,
  presetSpec,
  presetTraining,
  randomStream,
  recordCount,
  selectEngine,
} from '@helicon/core'
import { nodeCompression, nodeThreads, sourceFolder } from '@helicon/core/node'
import { median } from './report.mjs'

const BATCH = 1000
const WARM_UP = 5

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, threads: { type: 'string' }, seconds: { type: 'string' } },
})

async function readAll(folder) {
  const stored = await openDiskDataset(sourceFolder(folder), nodeCompression)
  const shards = []
  for (let index = 0; index < stored.shardCount; index += 1) shards.push(await stored.readShard(index))
  return concatenateDatasets(shards)
}

/** Batches of whole size for ever, shuffled again in every pass, copied as `fit` copies them. */
function* batches({ sequences, labels, weights }, records, length) {
  const codes = new Uint8Array(BATCH * length)
  const batch = { inputs: [codes], count: BATCH, labels: new Float32Array(BATCH), weights: new Float32Array(BATCH) }
  for (let pass = 0; ; pass += 1) {
    const order = randomStream(pass, 'bench').shuffle(records)
    for (let first = 0; first + BATCH <= records; first += BATCH) {
      for (let place = 0; place < BATCH; place += 1) {
        const record = order[first + place]
        codes.set(sequences.codes.subarray(record * length, (record + 1) * length), place * length)
        batch.labels[place] = labels[record]
        batch.weights[place] = weights === undefined ? 1 : weights[record]
      }
      yield batch
    }
  }
}

/** The median batch's rate; the time to put a batch together is part of it. */
async function sequencesPerSecond(source, step) {
  for (let done = 0; done < WARM_UP; done += 1) await step(source.next().value)
  const times = []
  for (const end = performance.now() + Number(options.seconds) * 1000; performance.now() < end; ) {
    const start = performance.now()
    await step(source.next().value)
    times.push(performance.now() - start)
  }
  return Math.round((BATCH / median(times)) * 1000)
}

const data = await readAll(options.data)
const records = recordCount(data)
const length = data.sequences.codes.length / records
const spec = presetSpec('jund', { length })
const graph = buildGraph(spec)
const { loss, optimizer, learningRate } = presetTraining('jund')
const engine = await selectEngine('wasm', nodeThreads)
const threads = Number(options.threads)
const compiled = await engine.compile(
  { graph, weights: initialWeights(graph, spec, 0) },
  { loss, optimizer, batchSize: BATCH, seed: 0, threads },
)
const source = batches(data, records, length)
const training = await sequencesPerSecond(source, (batch) => compiled.trainBatch(batch, { learningRate }))
const predicting = await sequencesPerSecond(source, (batch) => compiled.predictBatch(batch.inputs, batch.count))
await compiled.dispose()
console.log(JSON.stringify({ program: `Helicon ${HELICON_VERSION}`, threads, records, training, predicting }))
