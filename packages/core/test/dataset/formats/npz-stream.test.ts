import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberArray, textArray, type WritableArray } from '../../../src/dataset/formats/array-writer.js'
import { streamOfDataset } from '../../../src/dataset/formats/dataset-pieces.js'
import { npzDatasetChunks } from '../../../src/dataset/formats/npz-dataset-writer.js'
import { type NpzStreamOptions, npzStream } from '../../../src/dataset/formats/npz-stream.js'
import { npzChunks } from '../../../src/dataset/formats/npz-writer.js'
import { readStream } from '../../../src/dataset/formats/read-stream.js'
import { collectBytes } from '../../../src/io/bytes.js'
import { sequenceSetFromStrings } from '../../../src/sequence/index.js'
import { file, recordRows } from '../record-files.js'

async function archive(arrays: Record<string, WritableArray>) {
  return file('x.npz', await collectBytes(npzChunks(new Map(Object.entries(arrays)))), 4096)
}

async function read(arrays: Record<string, WritableArray>, options?: NpzStreamOptions) {
  const stream = await npzStream(await archive(arrays), options)
  return { stream, dataset: await readStream(stream) }
}

const codes = numberArray(Int8Array.of(0, 1, 2, 3, -1, 4), [2, 3])

describe('npzStream', () => {
  it('reads one-hot sequences, codes and texts', async () => {
    const oneHot = numberArray(
      Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
      [2, 3, 4],
    )
    const expected = [
      ['row0', 'ACG'],
      ['row1', 'TNN'],
    ]
    for (const arrays of [
      { X: oneHot },
      { sequences: codes },
      { X: textArray(['acg', 'UNN']) },
      { X: codes, extra: oneHot },
    ]) {
      const { stream, dataset } = await read(arrays)
      expect(recordRows(dataset)).toEqual(expected)
      expect(stream.labels).toEqual({ kind: 'none' })
    }
  })

  it('reads labels, weights, ids and names', async () => {
    const y = numberArray(Float32Array.of(1, Number.NaN, 0, 1), [2, 2])
    const { stream, dataset } = await read({
      ...{ X: codes, y, w: numberArray(Float32Array.of(2, 3), [2]) },
      ...{ ids: textArray(['a', 'b']), tasks: textArray(['CTCF', 'JUND']) },
    })
    expect(stream).toMatchObject({ labels: { kind: 'binary' }, taskNames: ['CTCF', 'JUND'], weightColumns: 2 })
    expect(recordRows(dataset).map(([id, , ...labels]) => [id, ...labels])).toEqual([
      ['a', 1, 0],
      ['b', 0, 1],
    ])
    expect(dataset.weights).toEqual(Float32Array.of(2, 0, 3, 3))
  })

  it('makes class numbers one-hot where it is said that they are classes', async () => {
    const y = numberArray(Int32Array.of(2, 0), [2])
    await expect(read({ X: codes, y })).rejects.toMatchObject({ code: 'LABEL_KIND_AMBIGUOUS' })
    expect((await read({ X: codes, y }, { kind: 'regression' })).dataset.labels).toEqual(Float32Array.of(2, 0))
    const numbered = await read({ X: codes, y }, { kind: 'categorical' })
    expect([numbered.stream.taskNames, numbered.dataset.labels]).toEqual([
      ['0', '1', '2'],
      Float32Array.of(0, 0, 1, 1, 0, 0),
    ])
    const named = await read({ X: codes, y, classes: textArray(['EI', 'IE', 'N']) })
    expect(named.stream.labels).toEqual({ kind: 'categorical', classes: ['EI', 'IE', 'N'] })
    await expect(read({ X: codes, y }, { classes: ['a', 'b'], kind: 'categorical' })).rejects.toMatchObject({
      code: 'CLASS_NUMBER_INVALID',
      details: { row: 0, found: 2, classes: 2 },
    })
  })

  it.each([
    [{ y: codes }, 'NPZ_SEQUENCES_MISSING', { found: ['y'] }],
    [{ X: numberArray(new Float32Array(24), [2, 4, 3]) }, 'NPZ_SEQUENCES_SHAPE', { channelsFirst: true }],
    [{ X: numberArray(new Float32Array(2), [2]) }, 'NPZ_SEQUENCES_SHAPE', { channelsFirst: false }],
    [{ X: numberArray(Int8Array.of(0, 5), [1, 2]) }, 'NPZ_CODE_INVALID', { row: 0, position: 1, found: 5 }],
    [{ X: numberArray(Int8Array.of(1, 1, 0, 0), [1, 1, 4]) }, 'SEQUENCE_NOT_ONE_HOT', { row: 0, position: 0 }],
    [{ X: numberArray(new Int8Array(0), [0, 3, 4]) }, 'DATASET_EMPTY', {}],
    [{ X: codes, y: numberArray(Float32Array.of(1), [1]) }, 'NPZ_SIZES_DIFFER', { array: 'y', records: 2 }],
    [{ X: codes, w: numberArray(Float32Array.of(1), [1]) }, 'NPZ_SIZES_DIFFER', { array: 'w' }],
    [{ X: codes, ids: textArray(['a']) }, 'NPZ_SIZES_DIFFER', { array: 'ids' }],
    [{ X: codes, y: numberArray(Float32Array.of(1, Number.NaN), [2]) }, 'LABEL_NOT_FINITE', { row: 1 }],
    [{ X: codes, w: numberArray(Float32Array.of(1, -1), [2]) }, 'WEIGHT_INVALID', { row: 1 }],
  ] as const)('refuses the arrays of case %#', async (arrays, code, details) => {
    await expect(read(arrays)).rejects.toMatchObject({ code, details })
  })

  it('refuses damaged archives', async () => {
    const bytes = await collectBytes((await archive({ X: codes })).stream())
    await expect(npzStream(file('x.npz', bytes.subarray(0, bytes.length - 5)))).rejects.toMatchObject({
      code: 'ZIP_INVALID',
    })
  })
})

describe('npzDatasetChunks', () => {
  it('writes what npzStream reads', async () => {
    const base = fc.constantFrom('A', 'C', 'G', 'T', 'N')
    const shape = fc.record({
      n: fc.integer({ min: 1, max: 9 }),
      length: fc.integer({ min: 1, max: 6 }),
      outputs: fc.integer({ min: 0, max: 3 }),
      weighted: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        shape,
        fc.infiniteStream(base),
        fc.infiniteStream(fc.float({ noNaN: true, noDefaultInfinity: true })),
        async ({ n, length, outputs, weighted }, bases, numbers) => {
          const take = <T>(stream: Iterator<T>, count: number): T[] =>
            Array.from({ length: count }, () => stream.next().value)
          const ids = Array.from({ length: n }, (_, i) => `=${i}\u{1f9ec}한`)
          const texts = ids.map(() => take(bases, length).join(''))
          const dataset = {
            name: 'x',
            sequences: sequenceSetFromStrings(ids, texts),
            outputs,
            featureCount: 0,
            taskNames: Array.from({ length: outputs }, (_, i) => `task${i}`),
            ...(outputs > 0 && { labels: Float32Array.from(take(numbers, n * outputs)) }),
            ...(weighted && { weights: Float32Array.from(take(numbers, n), Math.abs) }),
          }
          const stream = streamOfDataset(dataset, { kind: outputs > 0 ? 'regression' : 'none' })
          const bytes = await collectBytes(npzDatasetChunks(stream))
          const again = await npzStream(file('x', bytes, 4096), { kind: 'regression' })
          expect(await readStream(again)).toEqual(dataset)
          expect(again.labels).toEqual(stream.labels)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('refuses sequences of different lengths', async () => {
    const sequences = sequenceSetFromStrings(['a', 'b'], ['AC', 'ACG'])
    const stream = streamOfDataset(
      { name: 'x', sequences, outputs: 0, featureCount: 0, taskNames: [] },
      { kind: 'none' },
    )
    await expect(collectBytes(npzDatasetChunks(stream))).rejects.toMatchObject({
      code: 'NPZ_LENGTHS_DIFFER',
      details: { row: 1, found: 3, expected: 2 },
    })
  })
})
