import { describe, expect, it } from 'vitest'
import type { Dataset, ShardedDataset } from '../../../src/dataset/dataset.js'
import { concatenateRecords, concatenateStreams } from '../../../src/dataset/formats/concatenate-streams.js'
import { streamOfDataset } from '../../../src/dataset/formats/dataset-pieces.js'
import { fastaRecords } from '../../../src/dataset/formats/fasta-records.js'
import { readStream } from '../../../src/dataset/formats/read-stream.js'
import { streamOfShards } from '../../../src/dataset/formats/stream-of-shards.js'
import { labelRecords } from '../../../src/dataset/labels/index.js'
import { sequenceSetFromStrings } from '../../../src/sequence/index.js'
import { file, packing, rawRecords, recordRows } from '../record-files.js'

function dataset(labels: readonly number[], outputs = 1, more: Partial<Dataset> = {}): Dataset {
  const n = labels.length / outputs
  const ids = Array.from({ length: n }, (_, i) => `s${i}`)
  const taskNames = Array.from({ length: outputs }, (_, i) => `t${i}`)
  const sequences = sequenceSetFromStrings(
    ids,
    ids.map(() => 'ACGT'),
  )
  return { name: 'x', sequences, labels: Float32Array.from(labels), outputs, featureCount: 0, taskNames, ...more }
}

function sharded(...shards: readonly Dataset[]): ShardedDataset & { reads: number } {
  const source = {
    name: 'x',
    taskNames: shards[0]?.taskNames ?? [],
    shardCount: shards.length,
    reads: 0,
    readShard: async (index: number) => {
      source.reads++
      return shards[index] ?? dataset([])
    },
  }
  return source
}

describe('streamOfShards', () => {
  it('gives the shards, and finds what their labels are', async () => {
    const source = sharded(dataset([0, 1]), dataset([1]))
    const stream = await streamOfShards(source)
    expect(stream.labels).toEqual({ kind: 'binary' })
    expect((await readStream(stream)).labels).toEqual(Float32Array.of(0, 1, 1))
    expect(source.reads).toBe(2)
    expect((await readStream(stream)).labels).toEqual(Float32Array.of(0, 1, 1))
    expect((await streamOfShards(sharded(dataset([0.5, 1])))).labels).toEqual({ kind: 'regression' })
    expect((await streamOfShards(sharded(dataset([1, 0, 0, 1], 2)))).labels).toEqual({
      kind: 'categorical',
      classes: ['t0', 't1'],
    })
    expect((await streamOfShards(sharded(dataset([1, 1, 0, 1], 2)))).labels).toEqual({ kind: 'binary' })
    const { labels: _, ...unlabelled } = dataset([1])
    expect((await streamOfShards(sharded(unlabelled))).labels).toEqual({ kind: 'none' })
    await expect(streamOfShards(sharded(dataset([0, 1, 2])))).rejects.toMatchObject({ code: 'LABEL_KIND_AMBIGUOUS' })
  })

  it('makes class numbers one-hot where they are said to be classes', async () => {
    const stream = await streamOfShards(sharded(dataset([0, 1]), dataset([2])), 'categorical')
    expect(stream.taskNames).toEqual(['0', '1', '2'])
    expect((await readStream(stream)).labels).toEqual(Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1))
  })

  it('refuses a shard whose labels are of another kind', async () => {
    const stream = await streamOfShards(sharded(dataset([0, 1]), dataset([0.5])))
    await expect(readStream(stream)).rejects.toMatchObject({ code: 'LABEL_NOT_BINARY' })
    await expect(readStream(await streamOfShards(sharded()))).rejects.toMatchObject({ code: 'DATASET_EMPTY' })
  })
})

describe('streamOfDataset', () => {
  it('gives all of a data set in pieces', async () => {
    const n = 5000
    const whole = dataset(
      Array.from({ length: 2 * n }, (_, i) => i),
      2,
      {
        weights: Float32Array.from({ length: n }, (_, i) => i),
        features: Float32Array.from({ length: 3 * n }, (_, i) => i),
        featureCount: 3,
      },
    )
    const stream = streamOfDataset(whole, { kind: 'regression' })
    expect(await readStream(stream)).toEqual(whole)
    for await (const piece of stream.pieces()) expect(piece.sequences.ids.length).toBeLessThanOrEqual(4096)
  })
})

describe('concatenateStreams', () => {
  const stream = (data: Dataset, kind: 'binary' | 'none' = 'binary') => streamOfDataset(data, { kind })

  it('gives one stream after the other, with weights where any has them', async () => {
    const weighted = { ...stream(dataset([1, 0], 1, { weights: Float32Array.of(3, 4) })), name: 'y' }
    const joined = concatenateStreams([stream(dataset([1], 1, { taskNames: ['label'] })), weighted])
    expect([joined.name, joined.weightColumns, joined.taskNames]).toEqual(['x + y', 1, ['label']])
    const all = await readStream(joined)
    expect([all.labels, all.weights, all.taskNames]).toEqual([
      Float32Array.of(1, 1, 0),
      Float32Array.of(1, 3, 4),
      ['label'],
    ])
    const perTask = concatenateStreams([
      stream(dataset([1, 1], 2, { weights: Float32Array.of(5) })),
      stream(dataset([1, 1], 2, { weights: Float32Array.of(6, 7) })),
      stream(dataset([1, 1], 2)),
    ])
    expect((await readStream(perTask)).weights).toEqual(Float32Array.of(5, 5, 6, 7, 1, 1))
  })

  it('refuses streams whose labels differ', () => {
    const refused = (others: ReturnType<typeof stream>, what: string) =>
      expect(() => concatenateStreams([stream(dataset([1])), others])).toThrow(
        expect.objectContaining({ code: 'DATASETS_DIFFER', details: expect.objectContaining({ what }) }),
      )
    refused(stream(dataset([1]), 'none'), 'labels')
    refused(stream(dataset([1, 1], 2)), 'label columns')
    expect(() => concatenateStreams([])).toThrow(expect.objectContaining({ code: 'DATASET_EMPTY' }))
    const named = (...classes: string[]) => streamOfDataset(dataset([1]), { kind: 'binary', classes })
    expect(concatenateStreams([stream(dataset([1])), named('a', 'b')]).labels).toEqual({
      kind: 'binary',
      classes: ['a', 'b'],
    })
    expect(() => concatenateStreams([named('a', 'b'), named('b', 'a')])).toThrow(
      expect.objectContaining({ code: 'DATASETS_DIFFER' }),
    )
  })
})

describe('concatenateRecords', () => {
  const source = (name: string, text: string) => fastaRecords(file(name, text), packing)

  it('interprets the labels of several files together, and names the file that is wrong', async () => {
    const [one, other] = [await source('a.fa', '>a label=x\nA\n'), await source('b.fa', '>b class=y\nC\n')]
    const joined = concatenateRecords([one, other])
    expect((await rawRecords(joined)).length).toBe(2)
    expect(recordRows(await readStream(await labelRecords(joined)))).toEqual([
      ['a', 'A', 0],
      ['b', 'C', 1],
    ])
    const wrong = concatenateRecords([one, await source('c.fa', '>c\nC\n>d label=y\nC\n')])
    await expect(labelRecords(wrong)).rejects.toMatchObject({
      code: 'LABEL_MISSING',
      details: { file: 'c.fa', line: 1 },
    })
    const none = await source('d.fa', '>d\nC\n')
    expect(() => concatenateRecords([one, none])).toThrow(expect.objectContaining({ code: 'DATASETS_DIFFER' }))
  })
})
