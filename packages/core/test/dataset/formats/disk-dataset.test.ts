import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/dataset/dataset.js'
import { openDiskDataset } from '../../../src/dataset/formats/disk-dataset.js'
import { writeDiskDataset } from '../../../src/dataset/formats/disk-dataset-writer.js'
import { readWholeDataset } from '../../../src/dataset/formats/read-whole-dataset.js'
import { memoryFolder } from '../../../src/io/memory.js'
import { nodeCompression } from '../../../src/node/compression.js'
import { sourceFolder, targetFolder } from '../../../src/node/files.js'
import { sequenceText } from '../../../src/sequence/build-sequence-set.js'
import { hasShared, sharedPath } from '../../shared-data.js'

async function readFolder(path: string) {
  const disk = await openDiskDataset(sourceFolder(path), nodeCompression)
  return { disk, whole: await readWholeDataset(disk) }
}

const sum = (values: Float32Array | undefined): number => (values ?? new Float32Array(0)).reduce((a, b) => a + b, 0)

describe.skipIf(!hasShared)('real DiskDatasets (needs ../shared)', () => {
  it('JUND, validation part: records, positives, weights, unknown bases', async () => {
    const { disk, whole } = await readFolder(sharedPath('data', 'jund', 'valid_dataset'))
    expect(disk).toMatchObject({ shardCount: 1, taskNames: ['0'], form: 'names', recordCount: undefined })
    const shard = await disk.readShard(0)
    expect(shard.sequences.ids).toHaveLength(34_527)
    expect(sum(shard.labels)).toBe(146)
    expect(shard.unknownBases).toBe(148)
    expect(new Set(shard.weights)).toEqual(new Set([0.502123236656189, 118.24314880371094]))
    expect(whole.sequences.offsets.at(-1)).toBe(34_527 * 101)
    expect(whole.sequences.ids[0]).toBe('chr22:27247552-27247653')
  })

  it('JUND, test part', async () => {
    const { whole } = await readFolder(sharedPath('data', 'jund', 'test_dataset'))
    expect(whole.sequences.ids).toHaveLength(34_528)
    expect(sum(whole.labels)).toBe(146)
  })

  it('JUND, training part, whose X is missing: the file and the folder are named, exit code 66', async () => {
    const folder = sharedPath('data', 'jund', 'train_dataset')
    const opening = openDiskDataset(sourceFolder(folder), nodeCompression)
    await expect(opening).rejects.toMatchObject({
      code: 'DISK_DATASET_FILE_MISSING',
      exitCode: 66,
      details: { folder, file: 'shard-0-X.joblib', line: 2 },
    })
  })

  it('siRNA: 21 bases, continuous labels, numbers as ids', async () => {
    const { whole } = await readFolder(sharedPath('data', 'sirna', 'train_siRNA'))
    expect(whole.sequences.ids).toHaveLength(2187)
    expect(whole.sequences.codes).toHaveLength(2187 * 21)
    expect(whole.sequences.ids.slice(0, 2)).toEqual(['0', '1'])
    expect([...(whole.labels ?? []).slice(0, 3)]).toEqual([0.794, 0.393, 1.119].map(Math.fround))
    expect((await readFolder(sharedPath('data', 'sirna', 'valid_siRNA'))).whole.sequences.ids).toHaveLength(244)
  })
})

describe('a DiskDataset written by DeepChem 2.8', () => {
  const folder = fileURLToPath(new URL('golden/deepchem', import.meta.url))
  const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8'))

  it('is read shard by shard, with its two tasks and its ids, which DeepChem pickles', async () => {
    const { disk, whole } = await readFolder(folder)
    expect(disk).toMatchObject({ shardCount: 2, recordCount: 9, form: 'shapes', taskNames: expected.tasks })
    expect((await disk.readShard(1)).sequences.ids).toEqual(expected.ids.slice(4))
    expect([...whole.sequences.codes]).toEqual(expected.codes)
    expect([...(whole.labels ?? [])]).toEqual(expected.labels)
    expect([...(whole.weights ?? [])]).toEqual(expected.weights.map(Math.fround))
    expect(whole.sequences.ids).toEqual(expected.ids)
    expect(sequenceText(whole.sequences, 4)[2]).toBe('N')
  })
})

/** Shards of one data set: the same length and tasks, any number of records each. */
const shards: fc.Arbitrary<Dataset[]> = fc
  .record({
    length: fc.integer({ min: 1, max: 7 }),
    outputs: fc.integer({ min: 1, max: 3 }),
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
    weightsATask: fc.boolean(),
    named: fc.boolean(),
  })
  .chain(({ length, outputs, sizes, weightsATask, named }) =>
    fc.tuple(
      ...sizes.map((n) => {
        const count = (k: number) => ({ minLength: k, maxLength: k })
        const id = fc.string({ unit: 'binary' }).filter((text) => !text.endsWith('\0'))
        return fc
          .record({
            codes: fc.uint8Array({ ...count(n * length), max: 4 }),
            ids: fc.array(id, count(n)),
            labels: fc.float32Array({ ...count(n * outputs), noNaN: true, noDefaultInfinity: true }),
            weights: fc.float32Array({
              ...count(weightsATask ? n * outputs : n),
              noNaN: true,
              noDefaultInfinity: true,
              min: 0,
            }),
          })
          .map(({ codes, ids, labels, weights }): Dataset => {
            const offsets = Uint32Array.from({ length: n + 1 }, (_, i) => i * length)
            const taskNames = Array.from({ length: outputs }, (_, i) => (named ? `task ${i}` : String(i)))
            return {
              name: 'd',
              sequences: { codes, offsets, ids },
              labels,
              weights,
              outputs,
              featureCount: 0,
              taskNames,
            }
          })
      }),
    ),
  )

describe('what is written is read back', () => {
  it.each(['npy', 'joblib'] as const)('in %s, shard by shard', async (format) => {
    await fc.assert(
      fc.asyncProperty(shards, async (written) => {
        const folder = memoryFolder('d')
        const result = await writeDiskDataset(folder, written, nodeCompression, { format })
        const disk = await openDiskDataset(folder, nodeCompression)
        const records = written.reduce((n, shard) => n + shard.sequences.ids.length, 0)
        expect(result).toEqual({ shardCount: written.length, recordCount: records })
        expect(disk).toMatchObject({ form: 'shapes', recordCount: records, shardCount: written.length })
        for (const [index, shard] of written.entries()) {
          const unknownBases = shard.sequences.codes.filter((code) => code === 4).length
          expect(await disk.readShard(index)).toEqual({ ...shard, unknownBases })
        }
      }),
      { numRuns: 60 },
    )
  })

  it('to disk, and a data set without labels keeps none', async () => {
    const path = await mkdtemp(join(tmpdir(), 'helicon-'))
    try {
      const sequences = { codes: new Uint8Array([0, 1, 2, 3]), offsets: new Uint32Array([0, 2, 4]), ids: ['a', 'b'] }
      const shard: Dataset = { name: path, sequences, outputs: 1, featureCount: 0, taskNames: ['0'] }
      await writeDiskDataset(targetFolder(join(path, 'new', 'folder')), [shard], nodeCompression)
      const { whole } = await readFolder(join(path, 'new', 'folder'))
      expect(whole.sequences).toEqual(sequences)
      expect([whole.labels, whole.weights]).toEqual([undefined, undefined])
      const labels = new Float32Array([0, 1])
      await writeDiskDataset(targetFolder(path), [{ ...shard, labels }], nodeCompression)
      expect((await readFolder(path)).whole.weights).toEqual(new Float32Array([1, 1]))
    } finally {
      await rm(path, { recursive: true })
    }
  })
})
