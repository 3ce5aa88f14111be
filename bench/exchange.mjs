import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildGraph,
  concatenateDatasets,
  decodeSafetensors,
  encodeSafetensors,
  initialWeights,
  openDiskDataset,
  randomStream,
  recordCount,
  resolveLayers,
} from '@helicon/core'
import { nodeCompression, sourceFolder } from '@helicon/core/node'
import { TRAINING } from './networks.mjs'

/** Records whose outputs and losses every program must give alike before it is timed. */
export const CHECK_RECORDS = 50

/**
 * Writes what every program reads: network.json (layers in Keras' terms, each with its name and inputs),
 * weights.safetensors (initial weights by `layer/array`) and data.safetensors (codes [n, length] u8, labels
 * [n, outputs], weights [n]).
 */
export function writeExchange(folder, { spec, batch }, data) {
  mkdirSync(folder, { recursive: true })
  const graph = buildGraph(spec)
  const shapes = Object.fromEntries(graph.parameters.map(({ name, shape }) => [name, shape]))
  const weights = Object.entries(initialWeights(graph, spec, 0)).map(([name, values]) => [
    name,
    { shape: shapes[name], data: Float32Array.from(values) },
  ])
  const layers = resolveLayers(spec).map(({ name, inputs, spec: layer }) => ({ ...layer, name, inputs }))
  const network = { ...TRAINING, spec: { ...spec, layers }, batch, checkRecords: CHECK_RECORDS }
  writeFileSync(join(folder, 'network.json'), JSON.stringify(network))
  writeFileSync(join(folder, 'weights.safetensors'), encodeSafetensors(Object.fromEntries(weights)))
  const { records, codes, labels, weights: recordWeights } = data
  const arrays = {
    codes: { shape: [records, codes.length / records], data: codes },
    labels: { shape: [records, labels.length / records], data: labels },
    weights: { shape: [records], data: recordWeights },
  }
  writeFileSync(join(folder, 'data.safetensors'), encodeSafetensors(arrays))
  return folder
}

export function readExchange(folder) {
  const read = (name) => decodeSafetensors(readFileSync(join(folder, name)), name, { integers: true }).arrays
  const network = JSON.parse(readFileSync(join(folder, 'network.json'), 'utf8'))
  const data = read('data.safetensors')
  return { network, weights: read('weights.safetensors'), data: { ...data, records: data.weights.length } }
}

/** Random bases with random labels, a tenth of them 1. */
export function randomData({ spec, records }, outputs) {
  const [length] = spec.inputs[0].shape
  const codes = Uint8Array.from(randomStream(1, 'bases').integers(records * length, 4))
  const labels = Float32Array.from(randomStream(1, 'labels').integers(records * outputs, 10), (n) => (n === 0 ? 1 : 0))
  return { records, codes, labels, weights: new Float32Array(records).fill(1) }
}

/** A DiskDataset as one set of arrays. */
export async function readDiskDataset(folder) {
  const stored = await openDiskDataset(sourceFolder(folder), nodeCompression)
  const shards = []
  for (let index = 0; index < stored.shardCount; index += 1) shards.push(await stored.readShard(index))
  const data = concatenateDatasets(shards)
  const records = recordCount(data)
  const weights = data.weights ?? new Float32Array(records).fill(1)
  return { records, codes: data.sequences.codes, labels: data.labels, weights }
}

/** Batches of whole size for ever, shuffled again in every pass, copied into one buffer as `fit` copies them. */
export function* shuffledBatches({ codes, labels, weights, records }, size) {
  const length = codes.length / records
  const outputs = labels.length / records
  const batch = {
    inputs: [new Uint8Array(size * length)],
    count: size,
    labels: new Float32Array(size * outputs),
    weights: new Float32Array(size),
  }
  for (let pass = 0; ; pass += 1) {
    const order = randomStream(pass, 'bench').shuffle(records)
    for (let first = 0; first + size <= records; first += size) {
      for (let place = 0; place < size; place += 1) {
        const record = order[first + place]
        batch.inputs[0].set(codes.subarray(record * length, (record + 1) * length), place * length)
        batch.labels.set(labels.subarray(record * outputs, (record + 1) * outputs), place * outputs)
        batch.weights[place] = weights[record]
      }
      yield batch
    }
  }
}

/** The first records, in their order. */
export function firstRecords({ codes, labels, weights, records }, count) {
  const part = (values) => values.subarray(0, (values.length / records) * count)
  return { inputs: [part(codes)], count, labels: part(labels), weights: part(weights) }
}
