import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../../src/core/errors.js'
import type { Dataset } from '../../../src/dataset/dataset.js'
import { numberArray, textArray, type WritableArray } from '../../../src/dataset/formats/array-writer.js'
import { openDiskDataset } from '../../../src/dataset/formats/disk-dataset.js'
import { parseMetadata } from '../../../src/dataset/formats/disk-dataset-metadata.js'
import { writeDiskDataset } from '../../../src/dataset/formats/disk-dataset-writer.js'
import { npyChunks } from '../../../src/dataset/formats/npy-writer.js'
import { readWholeDataset } from '../../../src/dataset/formats/read-whole-dataset.js'
import { collectBytes } from '../../../src/io/bytes.js'
import { memoryFolder } from '../../../src/io/memory.js'
import { readText } from '../../../src/io/text.js'
import { nodeCompression } from '../../../src/node/compression.js'
import { fileSource } from '../../../src/node/files.js'
import { hasShared, sharedPath } from '../../shared-data.js'

type Files = Map<string, Uint8Array>
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const npy = async (array: WritableArray): Promise<Uint8Array> => await collectBytes(npyChunks(array))

/** Two shards of three windows of two bases, one task, in the old form of the metadata: nothing is checked by shapes. */
async function goodFiles(): Promise<Files> {
  const files: Files = new Map()
  let csv = 'ids,X,y,w\n'
  for (const k of [0, 1]) {
    files.set(`s${k}-ids.npy`, await npy(textArray(['a', 'b', 'c'])))
    files.set(`s${k}-X.npy`, await npy(numberArray(Int8Array.from(oneHot(3, 2)), [3, 2, 4])))
    files.set(`s${k}-y.npy`, await npy(numberArray(new Float32Array([0, 1, 0]), [3, 1])))
    files.set(`s${k}-w.npy`, await npy(numberArray(new Float32Array([1, 2, 1]), [3, 1])))
    csv += `s${k}-ids.npy,s${k}-X.npy,s${k}-y.npy,s${k}-w.npy\n`
  }
  files.set('metadata.csv.gzip', gzipSync(csv))
  files.set('tasks.json', ascii('["bound"]'))
  return files
}

function oneHot(records: number, length: number): number[] {
  return Array.from({ length: records * length }, (_, i) =>
    [0, 0, 0, 0].map((_zero, c) => (c === i % 4 ? 1 : 0)),
  ).flat()
}

async function readAll(files: Files): Promise<unknown> {
  try {
    const disk = await openDiskDataset(memoryFolder('data/jund', files), nodeCompression)
    return await readWholeDataset(disk)
  } catch (error) {
    return error
  }
}

type Change = (files: Files) => Promise<void> | void
const set =
  (name: string, make: () => Promise<Uint8Array> | Uint8Array): Change =>
  async (files) => {
    files.set(name, await make())
  }
const numbers = (name: string, values: readonly number[], shape: readonly number[]): Change =>
  set(name, () => npy(numberArray(Float64Array.from(values), shape)))
const bytes = (records: number, length: number, changes: Readonly<Record<number, number>>) => (): Promise<Uint8Array> =>
  npy(numberArray(Int8Array.from(Object.assign(oneHot(records, length), changes)), [records, length, 4]))

/** What is broken, the code it gives, and what both languages must say: file, shard, row, place. */
const CASES: readonly (readonly [string, Change, string, readonly string[]])[] = [
  [
    'no metadata beside shards',
    (f) => void f.delete('metadata.csv.gzip'),
    'DISK_DATASET_METADATA_MISSING',
    ['data/jund', 'metadata.csv.gzip', '8'],
  ],
  ['nothing at all', (f) => f.clear(), 'DISK_DATASET_METADATA_MISSING', ['data/jund', 'metadata.csv.gzip']],
  ['no tasks.json', (f) => void f.delete('tasks.json'), 'DISK_DATASET_TASKS_MISSING', ['data/jund', 'tasks.json']],
  [
    'tasks that are no list',
    set('tasks.json', () => ascii('{"a":1}')),
    'DISK_DATASET_TASKS_INVALID',
    ['data/jund/tasks.json'],
  ],
  [
    'tasks that are no JSON',
    set('tasks.json', () => ascii('[0')),
    'DISK_DATASET_TASKS_INVALID',
    ['data/jund/tasks.json', '[0'],
  ],
  [
    'metadata that is not gzip',
    set('metadata.csv.gzip', () => ascii('ids,X,y,w\n')),
    'COMPRESSED_CORRUPT',
    ['data/jund/metadata.csv.gzip', 'gzip'],
  ],
  [
    'metadata cut off',
    (f) => void f.set('metadata.csv.gzip', (f.get('metadata.csv.gzip') ?? ascii('')).slice(0, 20)),
    'COMPRESSED_TRUNCATED',
    ['data/jund/metadata.csv.gzip', '20'],
  ],
  [
    'other columns',
    set('metadata.csv.gzip', () => gzipSync('a,b\n1,2\n')),
    'DISK_DATASET_COLUMNS_INVALID',
    ['data/jund/metadata.csv.gzip', 'a,b'],
  ],
  [
    'a row too short',
    set('metadata.csv.gzip', () => gzipSync('ids,X,y,w\na,b\n')),
    'DISK_DATASET_ROW_INVALID',
    ['data/jund/metadata.csv.gzip', '2'],
  ],
  [
    'no X',
    set('metadata.csv.gzip', () => gzipSync('ids,X,y,w\ns0-ids.npy,,,\n')),
    'DISK_DATASET_ROW_INVALID',
    ['data/jund/metadata.csv.gzip', 'X'],
  ],
  ['no shards', set('metadata.csv.gzip', () => gzipSync('ids,X,y,w\n')), 'DATASET_EMPTY', ['data/jund']],
  [
    'a path for a name',
    set('metadata.csv.gzip', () => gzipSync('ids,X,y,w\n,../X.npy,,\n')),
    'FILE_NAME_UNSAFE',
    ['metadata.csv.gzip', '../X.npy', 'data/jund'],
  ],
  [
    'a missing shard file',
    (f) => void f.delete('s1-y.npy'),
    'DISK_DATASET_FILE_MISSING',
    ['data/jund', 's1-y.npy', '3'],
  ],
  [
    'a truncated shard',
    (f) => void f.set('s1-X.npy', (f.get('s1-X.npy') ?? ascii('')).slice(0, 140)),
    'DATA_TRUNCATED',
    ['data/jund/s1-X.npy', '24', '12'],
  ],
  [
    'labels of other length',
    numbers('s0-y.npy', [0, 1], [2, 1]),
    'DISK_DATASET_LENGTHS_DIFFER',
    ['data/jund/s0-y.npy', '2', '3', 's0-X.npy'],
  ],
  [
    'two ones at a position',
    set('s1-X.npy', bytes(3, 2, { 20: 1, 21: 1 })),
    'SEQUENCE_NOT_ONE_HOT',
    ['data/jund/s1-X.npy', '1', '2', '[1, 1, 0, 0]'],
  ],
  ['a two', set('s0-X.npy', bytes(3, 2, { 0: 2 })), 'SEQUENCE_NOT_ONE_HOT', ['data/jund/s0-X.npy', '[2, 0, 0, 0]']],
  ['a minus one', set('s0-X.npy', bytes(3, 2, { 0: -1 })), 'SEQUENCE_NOT_ONE_HOT', ['data/jund/s0-X.npy']],
  [
    'a half',
    numbers('s0-X.npy', Object.assign(oneHot(3, 2), { 5: 0.5 }), [3, 2, 4]),
    'SEQUENCE_NOT_ONE_HOT',
    ['data/jund/s0-X.npy', '0.5'],
  ],
  [
    'a NaN',
    numbers('s0-X.npy', Object.assign(oneHot(3, 2), { 9: Number.NaN }), [3, 2, 4]),
    'SEQUENCE_NOT_ONE_HOT',
    ['data/jund/s0-X.npy', 'NaN'],
  ],
  [
    'features instead of sequences',
    numbers('s0-X.npy', [1, 2, 3, 4, 5, 6], [3, 2]),
    'DISK_DATASET_SEQUENCE_SHAPE_WRONG',
    ['data/jund/s0-X.npy', '(3, 2)', 'A, C, G, T'],
  ],
  [
    'channels first',
    numbers('s0-X.npy', oneHot(3, 2), [3, 4, 2]),
    'DISK_DATASET_SEQUENCE_SHAPE_WRONG',
    ['data/jund/s0-X.npy', '(3, 4, 2)'],
  ],
  [
    'texts as X',
    set('s0-X.npy', () => npy(textArray(new Array<string>(24).fill('A'), [3, 2, 4]))),
    'DISK_DATASET_TYPE_WRONG',
    ['data/jund/s0-X.npy', '<U1'],
  ],
  [
    'texts as labels',
    set('s0-y.npy', () => npy(textArray(['0', '1', '0']))),
    'DISK_DATASET_TYPE_WRONG',
    ['data/jund/s0-y.npy', '"0"'],
  ],
  [
    'labels of three dimensions',
    numbers('s0-y.npy', [0, 1, 0], [3, 1, 1]),
    'DISK_DATASET_SHAPE_WRONG',
    ['data/jund/s0-y.npy', '(3, 1, 1)'],
  ],
  [
    'ids in two columns',
    set('s0-ids.npy', () => npy(textArray(['a', 'b', 'c', 'd', 'e', 'f'], [3, 2]))),
    'DISK_DATASET_SHAPE_WRONG',
    ['data/jund/s0-ids.npy', '(3, 2)'],
  ],
  [
    'more label columns than tasks',
    numbers('s0-y.npy', [0, 1, 0, 1, 0, 1], [3, 2]),
    'DISK_DATASET_TASKS_MISMATCH',
    ['data/jund/s0-y.npy', '2', 'tasks.json', '1'],
  ],
  [
    'a label that is NaN',
    numbers('s1-y.npy', [0, Number.NaN, 1], [3, 1]),
    'LABEL_NOT_FINITE',
    ['data/jund/s1-y.npy', 'b', '1', 'NaN'],
  ],
  [
    'a weight that is NaN',
    numbers('s1-w.npy', [1, 1, Number.NaN], [3, 1]),
    'WEIGHT_INVALID',
    ['data/jund/s1-w.npy', 'c', '2', 'NaN'],
  ],
  ['a negative weight', numbers('s0-w.npy', [1, -1, 1], [3]), 'WEIGHT_INVALID', ['data/jund/s0-w.npy', 'b', '1', '-1']],
  [
    'an infinite weight',
    numbers('s0-w.npy', [Infinity, 1, 1], [3]),
    'WEIGHT_INVALID',
    ['data/jund/s0-w.npy', 'a', '0', 'Infinity'],
  ],
  [
    'weights in three columns',
    numbers('s0-w.npy', new Array<number>(9).fill(1), [3, 3]),
    'DISK_DATASET_SHAPE_WRONG',
    ['data/jund/s0-w.npy', '(3, 3)'],
  ],
  [
    'shards of other length',
    set('s1-X.npy', bytes(3, 3, {})),
    'DISK_DATASET_SHARDS_DIFFER',
    ['data/jund', '1', '3', '0', '2'],
  ],
  [
    'shards with other labels',
    set('s1-y.npy', () => npy(numberArray(new Int8Array([0, 1, 0]), [3, 1]))),
    'DISK_DATASET_SHARDS_DIFFER',
    ['data/jund', 'integer', 'float'],
  ],
  [
    'a file of another kind',
    set('metadata.csv.gzip', () => gzipSync('ids,X,y,w\n,tasks.json,,\n')),
    'ARRAY_FILE_UNKNOWN',
    ['data/jund/tasks.json', '.npy'],
  ],
]

describe('a DiskDataset that is refused', () => {
  it('is not the one that the cases break', async () => {
    const found = await readAll(await goodFiles())
    expect(found).toMatchObject({ outputs: 1, taskNames: ['bound'] })
  })

  it.each(CASES)('because of %s', async (_, change, code, words) => {
    const files = await goodFiles()
    await change(files)
    const error = await readAll(files)
    if (!isHeliconError(error)) throw new Error(`not refused: ${String(error)}`)
    expect(error.code).toBe(code)
    for (const word of words) for (const language of ['en', 'ko'] as const) expect(error.text(language)).toContain(word)
    expect(error.text('ko')).toMatch(/[가-힣]/)
    expect(error.exitCode).toBe(/MISSING/.test(code) ? 66 : 65)
  })

  it('because of a shape that the metadata do not tell', async () => {
    const files = await goodFiles()
    const head = 'ids,X,y,w,ids_shape,X_shape,y_shape,w_shape'
    files.set('metadata.csv.gzip', gzipSync(`${head}\n,s0-X.npy,,,,"(4, 2, 4)",,\n`))
    expect(await readAll(files)).toMatchObject({
      code: 'DISK_DATASET_SHAPE_WRONG',
      details: { file: 'data/jund/s0-X.npy', found: '(3, 2, 4)', expected: '(4, 2, 4) (metadata.csv.gzip)' },
    })
    files.set('metadata.csv.gzip', gzipSync(`${head}\n,s0-X.npy,,,,"(4, -2)",,\n`))
    expect(await readAll(files)).toMatchObject({
      code: 'DISK_DATASET_ROW_INVALID',
      details: { column: 'X_shape', line: 2 },
    })
  })

  it.each(['../X.npy', '/etc/passwd', 'a/b', 'a\\b', 'C:X.npy', '..', 'a\0b'])('for the file name %j', (name) => {
    expect(() => parseMetadata(`ids,X,y,w\n,${name},,\n`, 'm', 'd')).toThrowError(
      expect.objectContaining({ code: 'FILE_NAME_UNSAFE' }),
    )
  })

  it.skipIf(!hasShared)('as the golden metadata-traversal.csv.gzip (needs ../shared)', async () => {
    const source = fileSource(sharedPath('golden', 'containers', 'metadata-traversal.csv.gzip'))
    const text = await readText(nodeCompression.decompress(source.stream(), 'gzip', source.name), source.name, 1000)
    expect(() => parseMetadata(text, source.name, 'folder')).toThrowError(
      /line 2.*"\.\.\/\.\.\/etc\/passwd" leaves the folder/,
    )
  })
})

describe('old data sets', () => {
  it('may leave out labels, weights and ids', async () => {
    const files = await goodFiles()
    files.set('metadata.csv.gzip', gzipSync('ids,X,y,w\n,s0-X.npy,,\n'))
    const found = await readAll(files)
    expect(found).toMatchObject({ outputs: 1, sequences: { ids: ['0:0', '0:1', '0:2'] } })
    expect(found).not.toHaveProperty('labels')
    expect(found).not.toHaveProperty('weights')
  })

  it('may hold X in any type of number, and column-major', async () => {
    const fortran = new Uint8Array(readFileSync(new URL('golden/one-hot-fortran.npy', import.meta.url)))
    const files = await goodFiles()
    const expected = await readAll(files)
    for (const X of [
      await npy(numberArray(Float32Array.from(oneHot(3, 2)), [3, 2, 4])),
      await npy(numberArray(BigInt64Array.from(oneHot(3, 2), BigInt), [3, 2, 4])),
      fortran,
    ]) {
      files.set('s0-X.npy', X)
      expect(await readAll(files)).toEqual(expected)
    }
  })
})

describe('writing a DiskDataset', () => {
  const sequences = { codes: new Uint8Array([0, 1, 2, 3]), offsets: new Uint32Array([0, 2, 4]), ids: ['a', 'b'] }
  const good: Dataset = {
    name: 'set',
    sequences,
    labels: new Float32Array([0, 1]),
    outputs: 1,
    featureCount: 0,
    taskNames: ['0'],
  }

  it.each([
    ['features', { ...good, features: new Float32Array(2), featureCount: 1 }, 'DISK_DATASET_NOT_STORABLE'],
    [
      'lengths',
      { ...good, sequences: { ...sequences, offsets: new Uint32Array([0, 1, 4]) } },
      'DISK_DATASET_NOT_STORABLE',
    ],
    ['labels', { ...good, labels: new Float32Array(3) }, 'DISK_DATASET_NOT_STORABLE'],
    ['weights', { ...good, weights: new Float32Array(3) }, 'DISK_DATASET_NOT_STORABLE'],
    ['another task', { ...good, taskNames: ['1'] }, 'DATASETS_DIFFER'],
  ])('refuses %s and leaves a folder that says it was interrupted', async (_, bad, code) => {
    const folder = memoryFolder('out')
    await writeDiskDataset(folder, [good], nodeCompression)
    await expect(writeDiskDataset(folder, [good, bad], nodeCompression)).rejects.toMatchObject({ code })
    await expect(openDiskDataset(folder, nodeCompression)).rejects.toMatchObject({
      code: 'DISK_DATASET_METADATA_MISSING',
      message: expect.stringContaining('interrupted'),
    })
  })

  it('stops at an abort', async () => {
    const folder = memoryFolder('out')
    const signal = AbortSignal.abort()
    await expect(writeDiskDataset(folder, [good], nodeCompression, { signal })).rejects.toThrow(/abort/)
    await writeDiskDataset(folder, [good], nodeCompression)
    const disk = await openDiskDataset(folder, nodeCompression)
    await expect(disk.readShard(0, { signal })).rejects.toThrow(/abort/)
    await expect(disk.readShard(1)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' })
  })
})
