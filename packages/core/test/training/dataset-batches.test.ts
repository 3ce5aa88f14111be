import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Dataset } from '../../src/dataset/dataset.js'
import type { LayerGraph } from '../../src/engine/graph.js'
import { batchLayout } from '../../src/training/batch-layout.js'
import { type BatchOptions, datasetBatches } from '../../src/training/dataset-batches.js'
import type { TrainingData } from '../../src/training/fit-options.js'
import { CONSTANT_GRAPH, idsOf, LENGTH, LOSS, randomDataset, sharded } from './fixtures.js'

const LAYOUT = batchLayout(CONSTANT_GRAPH, LOSS)

async function idBatches(data: TrainingData, options: BatchOptions): Promise<string[][]> {
  const batches: string[][] = []
  for await (const batch of datasetBatches(data, LAYOUT, options)) {
    expect(batch.ids).toHaveLength(batch.count)
    expect(batch.inputs[0]).toHaveLength(batch.count * LENGTH)
    expect(batch.labels).toHaveLength(batch.count)
    batches.push([...batch.ids])
  }
  return batches
}

async function consume(data: TrainingData, graph = CONSTANT_GRAPH): Promise<void> {
  for await (const batch of datasetBatches(data, batchLayout(graph, LOSS), { batchSize: 4 }))
    expect(batch).toBeDefined()
}

describe('batches of a data set', () => {
  test('come in the stored order without a shuffle, the last one shorter', async () => {
    const data = randomDataset(7)
    expect(await idBatches(data, { batchSize: 3 })).toEqual([['r0', 'r1', 'r2'], ['r3', 'r4', 'r5'], ['r6']])
  })

  test('take no more memory than there are records', async () => {
    const data = randomDataset(7)
    for await (const batch of datasetBatches(data, LAYOUT, { batchSize: 1e12 })) {
      expect(batch.count).toBe(7)
      expect(batch.labels.buffer.byteLength).toBe(7 * 4)
    }
  })

  test('have every record once an epoch, in memory and in shards of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 1000 }),
        async (sizes, batchSize, epoch) => {
          const whole = randomDataset(sizes.reduce((sum, size) => sum + size, 0))
          const shuffle = { seed: 5, epoch }
          for (const data of [whole, sharded(whole, sizes)]) {
            const batches = await idBatches(data, { batchSize, shuffle })
            expect(batches.flat().sort()).toEqual(idsOf(whole).sort())
            expect(batches.slice(0, -1).every((batch) => batch.length === batchSize)).toBe(true)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('depend on seed and epoch only', async () => {
    const data = randomDataset(50)
    const order = async (seed: number, epoch: number, batchSize: number) =>
      (await idBatches(data, { batchSize, shuffle: { seed, epoch } })).flat()
    expect(await order(1, 0, 7)).toEqual(await order(1, 0, 50))
    expect(await order(1, 0, 7)).not.toEqual(await order(1, 1, 7))
    expect(await order(1, 0, 7)).not.toEqual(await order(2, 0, 7))
    expect(await order(1, 0, 7)).not.toEqual(idsOf(data))
  })

  test('go on after a skip as if nothing had been skipped', async () => {
    const whole = randomDataset(23)
    for (const data of [whole, sharded(whole, [10, 6, 7])]) {
      const all = await idBatches(data, { batchSize: 4, shuffle: { seed: 3, epoch: 2 } })
      const rest = await idBatches(data, { batchSize: 4, shuffle: { seed: 3, epoch: 2 }, skip: 12 })
      expect(rest).toEqual(all.slice(3))
    }
  })

  test('keep codes, labels and weights of a record together', async () => {
    const data = randomDataset(20, { weights: true })
    for await (const batch of datasetBatches(sharded(data, [9, 11]), LAYOUT, {
      batchSize: 6,
      shuffle: { seed: 1, epoch: 0 },
    })) {
      batch.ids.forEach((id, place) => {
        const record = Number(id.slice(1))
        const codes = data.sequences.codes.subarray(record * LENGTH, (record + 1) * LENGTH)
        expect(batch.inputs[0]?.subarray(place * LENGTH, (place + 1) * LENGTH)).toEqual(codes)
        expect(batch.labels[place]).toBe(data.labels?.[record])
        expect(batch.weights?.[place]).toBe(data.weights?.[record])
      })
    }
  })

  test('hold at most two shards: the one in use and the next one', async () => {
    const whole = randomDataset(40)
    const data = sharded(whole, [8, 8, 8, 8, 8])
    let seen = 0
    for await (const batch of datasetBatches(data, LAYOUT, { batchSize: 8 })) {
      seen += batch.count
      expect(data.reads.length).toBeLessThanOrEqual(seen / 8 + 1)
    }
    expect(data.reads).toEqual([0, 1, 2, 3, 4])
  })

  test('multiply class weights with the weights of the records', async () => {
    const data = randomDataset(9, { weights: true })
    for await (const batch of datasetBatches(data, LAYOUT, { batchSize: 9, classWeights: { 0: 2, 1: 10 } })) {
      const expected = Array.from({ length: 9 }, (_, i) => (data.weights?.[i] ?? 1) * (data.labels?.[i] === 1 ? 10 : 2))
      expect([...(batch.weights ?? [])]).toEqual(expected)
    }
  })

  test('weigh only the shards that have weights', async () => {
    const plain = randomDataset(3)
    const weighted = randomDataset(3, { weights: true })
    const data = {
      name: 'mixed',
      taskNames: ['task'],
      shardCount: 2,
      readShard: async (i: number) => (i === 0 ? plain : weighted),
    }
    for await (const batch of datasetBatches(data, LAYOUT, { batchSize: 6 })) {
      expect([...(batch.weights ?? [])]).toEqual([1, 1, 1, 0.5, 1.5, 2.5])
    }
  })
})

describe('a second input', () => {
  const graph: LayerGraph = {
    ...CONSTANT_GRAPH,
    nodes: [...CONSTANT_GRAPH.nodes, { op: 'input', layer: 'accessibility', inputs: [], shape: [2] }],
    inputs: [0, 2],
  }

  test('takes the features of the same record', async () => {
    const data: Dataset = { ...randomDataset(3), features: Float32Array.of(1, 2, 3, 4, 5, 6), featureCount: 2 }
    for await (const batch of datasetBatches(data, batchLayout(graph), { batchSize: 4 })) {
      expect([...(batch.inputs[1] ?? [])]).toEqual([1, 2, 3, 4, 5, 6])
      expect(batch.labels).toHaveLength(0)
    }
  })

  test('without features is refused, naming the input', async () => {
    await expect(consume(randomDataset(3), graph)).rejects.toThrow(
      "random has no features, but the model's input accessibility takes 2 for each record",
    )
  })

  test('with another number of features, or a value that is no number, is refused', async () => {
    const one = { ...randomDataset(3), features: Float32Array.of(1, 2, 3), featureCount: 1 }
    await expect(consume(one, graph)).rejects.toMatchObject({ code: 'FEATURES_MISMATCH' })
    const nan = { ...randomDataset(2), features: Float32Array.of(1, 2, 3, Number.NaN), featureCount: 2 }
    await expect(consume(nan, graph)).rejects.toThrow('feature 1 of record r1 (row 1) is NaN')
  })
})

describe('records that do not fit the model are refused', () => {
  test('another length: names data set, record, both lengths', async () => {
    const data = randomDataset(3)
    const offsets = Uint32Array.of(0, 6, 11, 18)
    const wrong = { ...data, sequences: { ...data.sequences, offsets } }
    await expect(consume(wrong)).rejects.toMatchObject({
      code: 'SEQUENCE_LENGTH_MISMATCH',
      details: { dataset: 'random', record: 'r1', row: 1, found: 5, expected: 6 },
    })
  })

  test('no labels, another number of label columns', async () => {
    const { labels, ...unlabelled } = randomDataset(4)
    expect(labels).toHaveLength(4)
    await expect(consume(unlabelled)).rejects.toMatchObject({ code: 'LABELS_MISSING' })
    const two = { ...randomDataset(4), outputs: 2, labels: new Float32Array(8) }
    await expect(consume(two)).rejects.toMatchObject({ code: 'LABELS_MISMATCH', details: { found: 2, expected: 1 } })
  })

  test('labels or weights of the wrong number', async () => {
    const data = randomDataset(4)
    await expect(consume({ ...data, labels: new Float32Array(3) })).rejects.toMatchObject({
      code: 'DATASET_SIZE_MISMATCH',
    })
    await expect(consume({ ...data, weights: new Float32Array(5) })).rejects.toMatchObject({
      code: 'DATASET_SIZE_MISMATCH',
    })
  })

  test('NaN weights and labels', async () => {
    const data = randomDataset(4)
    await expect(consume({ ...data, weights: Float32Array.of(1, 1, Number.NaN, 1) })).rejects.toMatchObject({
      code: 'WEIGHT_INVALID',
      details: { record: 'r2' },
    })
    await expect(consume({ ...data, labels: Float32Array.of(1, Number.NaN, 1, 1) })).rejects.toMatchObject({
      code: 'LABEL_NOT_FINITE',
      details: { record: 'r1' },
    })
  })

  test('a shard that cannot be read gives its own error', async () => {
    const whole = randomDataset(8)
    const good = sharded(whole, [4, 4])
    const data = {
      ...good,
      readShard: (index: number) =>
        index === 1 ? Promise.reject(new Error('shard 1 is cut off')) : good.readShard(index),
    }
    await expect(consume(data)).rejects.toThrow('shard 1 is cut off')
  })
})
