// Helicon as one of the programs compared: checks, measures or trains for its memory, by the protocol of README.md.
import { parseArgs } from 'node:util'
import { buildGraph, HELICON_VERSION, selectEngine } from '@helicon/core'
import { nodeThreads } from '@helicon/core/node'
import { firstRecords, readExchange, shuffledBatches } from '../exchange.mjs'
import { withoutDropout } from '../networks.mjs'
import { recordsPerSecond } from '../rate.mjs'

const { values: options } = parseArgs({
  options: {
    task: { type: 'string' },
    exchange: { type: 'string' },
    threads: { type: 'string' },
    seconds: { type: 'string', default: '1' },
    batches: { type: 'string', default: '20' },
    training: { type: 'string' },
    predicting: { type: 'string' },
  },
})
const { network, weights, data } = readExchange(options.exchange)
const { loss, optimizer, learningRate } = network
const engine = await selectEngine('wasm', nodeThreads)

async function compile(spec, batchSize) {
  const model = { graph: buildGraph(spec), weights }
  return engine.compile(model, { loss, optimizer, batchSize, seed: 0, threads: Number(options.threads) })
}

/** Outputs without dropout, and the losses of three steps without dropout. */
async function check() {
  const records = firstRecords(data, network.checkRecords)
  const compiled = await compile(withoutDropout(network.spec), network.checkRecords)
  const outputs = (await compiled.predictBatch(records.inputs, records.count))[loss.output]
  const losses = []
  for (let step = 0; step < 3; step += 1) losses.push((await compiled.trainBatch(records, { learningRate })).loss)
  await compiled.dispose()
  return { candidates: [{ setting: '', outputs: [...outputs], losses }] }
}

async function measure() {
  const compiled = await compile(network.spec, network.batch)
  const batches = shuffledBatches(data, network.batch)
  const next = () => batches.next().value
  const seconds = Number(options.seconds)
  const rate = (step) => recordsPerSecond(step, network.batch, seconds)
  const training = await rate(() => compiled.trainBatch(next(), { learningRate }))
  const predicting = await rate(() => compiled.predictBatch(next().inputs, network.batch))
  await compiled.dispose()
  return { training, predicting }
}

async function train() {
  const compiled = await compile(network.spec, network.batch)
  const batches = shuffledBatches(data, network.batch)
  for (let done = 0; done < Number(options.batches); done += 1) {
    await compiled.trainBatch(batches.next().value, { learningRate })
  }
  await compiled.dispose()
  return {}
}

const result = await { check, measure, train }[options.task]()
const peakMemory = process.resourceUsage().maxRSS * 1024
console.log(JSON.stringify({ program: `Helicon ${HELICON_VERSION}`, peakMemory, ...result }))
