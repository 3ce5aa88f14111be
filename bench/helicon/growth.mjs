// The time of training a sequence with the JUND network in one size, on one thread; with `--records` that of an epoch.
import { parseArgs } from 'node:util'
import { buildGraph, initialWeights, selectEngine, fit as trainEpochs } from '@helicon/core'
import { nodeThreads } from '@helicon/core/node'
import { randomData, shuffledBatches } from '../exchange.mjs'
import { flopsOf } from '../flops.mjs'
import { jundSpec, TRAINING } from '../networks.mjs'
import { recordsPerSecond } from '../rate.mjs'

const given = (name) => (options[name] === undefined ? {} : { [name]: Number(options[name]) })

const { values: options } = parseArgs({
  options: Object.fromEntries(
    ['length', 'filters', 'kernelSize', 'activation', 'batch', 'records', 'seconds'].map((name) => [
      name,
      { type: 'string' },
    ]),
  ),
})
const batch = Number(options.batch)
const { loss, optimizer, learningRate } = TRAINING
const { activation } = options
const spec = jundSpec({ ...given('length'), ...given('filters'), ...given('kernelSize'), activation })
const graph = buildGraph(spec)
const engine = await selectEngine('wasm', nodeThreads)
const compiled = await engine.compile(
  { graph, weights: initialWeights(graph, spec, 0) },
  { loss, optimizer, batchSize: batch, seed: 0, threads: 1 },
)
const records = Number(options.records ?? 2 * batch)
const data = randomData({ spec, records }, 1)

/** A whole epoch as users run it: shuffled, with the bookkeeping of `fit` and the loss of every record at the end. */
async function epoch() {
  const [length] = spec.inputs[0].shape
  const train = {
    ...{ name: 'random', outputs: 1, featureCount: 0, taskNames: ['random'], labels: data.labels },
    sequences: {
      codes: data.codes,
      offsets: Uint32Array.from({ length: records + 1 }, (_, record) => record * length),
      ids: Array.from({ length: records }, (_, record) => String(record)),
    },
  }
  // The engine's code is optimized while the first batches run.
  const source = shuffledBatches(data, batch)
  for (let done = 0; done < 5; done += 1) await compiled.trainBatch(source.next().value, { learningRate })
  const start = performance.now()
  await trainEpochs({ compiled, graph, loss, train, batchSize: batch, epochs: 1, seed: 0, learningRate })
  return (performance.now() - start) / 1000
}

async function batches() {
  const source = shuffledBatches(data, batch)
  const step = () => compiled.trainBatch(source.next().value, { learningRate })
  return recordsPerSecond(step, batch, Number(options.seconds))
}

const { training: flops } = flopsOf(graph)
if (options.records === undefined) {
  const rate = await batches()
  console.log(JSON.stringify({ microseconds: 1e6 / rate, gigaflops: (rate * flops) / 1e9 }))
} else {
  const seconds = await epoch()
  const rate = records / seconds
  console.log(JSON.stringify({ microseconds: 1e6 / rate, gigaflops: (rate * flops) / 1e9, epoch: seconds }))
}
await compiled.dispose()
