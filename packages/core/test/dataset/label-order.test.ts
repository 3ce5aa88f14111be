import { describe, expect, it } from 'vitest'
import { kindOfLabels } from '../../src/dataset/formats/array-labels.js'
import { numberArray, textArray } from '../../src/dataset/formats/array-writer.js'
import { npzStream } from '../../src/dataset/formats/npz-stream.js'
import { npzChunks } from '../../src/dataset/formats/npz-writer.js'
import { readStream } from '../../src/dataset/formats/read-stream.js'
import { tableRecords } from '../../src/dataset/formats/table-records.js'
import { alignLabels, alignShards, columnOrder } from '../../src/dataset/label-order.js'
import { labelRecords } from '../../src/dataset/labels/label-records.js'
import { orderTwoWords } from '../../src/dataset/labels/label-words.js'
import { collectBytes } from '../../src/io/bytes.js'
import { sequenceSetFromStrings } from '../../src/sequence/index.js'
import { file, packing } from './record-files.js'

const table = async (text: string, classes?: readonly string[]) =>
  labelRecords(await tableRecords(file('x.tsv', text), packing), { classes })

async function npz(y: ReturnType<typeof numberArray>, classes: readonly string[], wanted: readonly string[]) {
  const codes = numberArray(new Int8Array(3), [3, 1])
  const arrays = new Map(Object.entries({ X: codes, y, classes: textArray([...classes]) }))
  const bytes = await collectBytes(npzChunks(arrays))
  return readStream(await npzStream(file('x.npz', bytes), { classes: wanted }))
}

const ONE_HOT = [1, 0, 0, 0, 1, 0, 0, 0, 1]

describe('columnOrder', () => {
  it.each([
    [
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      [0, 1, 2],
    ],
    [
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
      [1, 2, 0],
    ],
    [
      ['class0', 'class1', 'class2'],
      ['class2', 'class0', 'class1'],
      [1, 2, 0],
    ],
    [
      ['0', '1'],
      ['a', 'b'],
      [0, 1],
    ],
    [
      ['a', 'b'],
      ['label1', 'label2'],
      [0, 1],
    ],
    [
      ['a', 'b'],
      ['label', 'label1'],
      [0, 1],
    ],
    [['a', 'b'], ['a', 'x'], undefined],
    [['a', 'b'], ['label2', 'label1'], undefined],
    [['a', 'b'], ['b', 'b'], undefined],
    [['a', 'b'], ['a'], undefined],
  ])('of %j among %j is %j', (expected, found, order) => {
    expect(columnOrder(expected, found)).toEqual(order)
  })
})

describe('labels in another order', () => {
  it('puts one-hot columns of a table in the order of the classes', async () => {
    const text = 'id\tsequence\tc\ta\tb\nr0\tACGT\t0\t1\t0\nr1\tAAGT\t0\t0\t1\nr2\tAACT\t1\t0\t0\n'
    const stream = await table(text, ['a', 'b', 'c'])
    expect(stream).toMatchObject({ taskNames: ['a', 'b', 'c'], labels: { classes: ['a', 'b', 'c'] } })
    expect([...((await readStream(stream)).labels ?? [])]).toEqual(ONE_HOT)
    await expect(table(text, ['a', 'b', 'd'])).rejects.toMatchObject({
      code: 'LABEL_NAMES_DIFFER',
      details: { dataset: 'x.tsv', found: ['c', 'a', 'b'], expected: ['a', 'b', 'd'] },
    })
  })

  it('puts the classes of an archive in this order', async () => {
    const wanted = ['a', 'b', 'c']
    const rows = numberArray(Float32Array.of(0, 1, 0, 0, 0, 1, 1, 0, 0), [3, 3])
    expect([...((await npz(rows, ['c', 'a', 'b'], wanted)).labels ?? [])]).toEqual(ONE_HOT)
    const numbers = numberArray(Int32Array.of(1, 2, 0), [3])
    expect([...((await npz(numbers, ['c', 'a', 'b'], wanted)).labels ?? [])]).toEqual(ONE_HOT)
    const few = numberArray(Int32Array.of(1, 0, 1), [3])
    expect([...((await npz(few, ['c', 'a'], ['a', 'c'])).labels ?? [])]).toEqual([0, 1, 0])
    await expect(npz(numbers, ['c', 'a', 'x'], wanted)).rejects.toMatchObject({ code: 'LABEL_NAMES_DIFFER' })
  })

  it('puts tasks, their weights and shards in the order of those that were trained', async () => {
    const text = 'id\tsequence\tCTCF\tJUND\nr0\tACGT\t1\tNA\nr1\tAAGT\t1\t0\nr2\tAACT\t0\t0\n'
    const stream = alignLabels(await table(text), { tasks: ['JUND', 'CTCF'] })
    const dataset = await readStream(stream)
    expect(stream.taskNames).toEqual(['JUND', 'CTCF'])
    expect([...(dataset.labels ?? [])]).toEqual([0, 1, 0, 1, 0, 0])
    expect([...(dataset.weights ?? [])]).toEqual([0, 1, 1, 1, 1, 1])
    const sharded = { name: 'x', taskNames: ['JUND', 'CTCF'], shardCount: 1, readShard: async () => dataset }
    const shard = await alignShards(sharded, { tasks: ['CTCF', 'JUND'] }).readShard(0)
    expect([...(shard.labels ?? [])]).toEqual([1, 0, 1, 0, 0, 0])
    const other = await table(text)
    expect(() => alignLabels(other, { tasks: ['CTCF', 'MAX'] })).toThrow(/CTCF, JUND; expected CTCF, MAX/)
  })

  it('turns two classes of one column round', async () => {
    const stream = await table('id\tsequence\tlabel\nr0\tACGT\tx\nr1\tAAGT\ty\n', ['y', 'x'])
    const aligned = await readStream(alignLabels(stream, { classes: ['x', 'y'] }))
    expect([...(aligned.labels ?? [])]).toEqual([0, 1])
  })
})

describe('what labels are', () => {
  it('is classes where a whole record has weight 0, tasks where some of its labels have', () => {
    const sequences = sequenceSetFromStrings(['a', 'b'], ['A', 'C'])
    const dataset = { name: 'x', sequences, outputs: 2, featureCount: 0, taskNames: ['0', '1'] }
    const labels = Float32Array.of(0, 1, 1, 0)
    expect(kindOfLabels({ ...dataset, labels, weights: Float32Array.of(0, 0, 1, 1) })).toBe('categorical')
    expect(kindOfLabels({ ...dataset, labels, weights: Float32Array.of(1, 1, 0, 1) })).toBe('binary')
  })

  it.each(['none', 'null-like', 'other', 'random', 'shuffled', 'absent'])('has %s as the class 0 of two', (word) => {
    expect(orderTwoWords(word, 'enhancer')).toEqual([word, 'enhancer'])
    expect(orderTwoWords('zinc', word)).toEqual([word, 'zinc'])
  })
})
