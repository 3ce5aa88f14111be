import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../src/dataset/dataset.js'
import { streamOfDataset } from '../../src/dataset/formats/dataset-pieces.js'
import { openDiskDataset } from '../../src/dataset/formats/disk-dataset.js'
import { writeDiskDataset } from '../../src/dataset/formats/disk-dataset-writer.js'
import { fastaRecords } from '../../src/dataset/formats/fasta-records.js'
import { fastaText } from '../../src/dataset/formats/fasta-writer.js'
import { npzDatasetChunks } from '../../src/dataset/formats/npz-dataset-writer.js'
import { npzStream } from '../../src/dataset/formats/npz-stream.js'
import { readStream } from '../../src/dataset/formats/read-stream.js'
import { streamOfShards } from '../../src/dataset/formats/stream-of-shards.js'
import { tableRecords } from '../../src/dataset/formats/table-records.js'
import { tableText } from '../../src/dataset/formats/table-writer.js'
import { type LabelRecordsOptions, labelRecords } from '../../src/dataset/labels/index.js'
import type { DatasetStream, LabelFacts } from '../../src/dataset/stream.js'
import { collectBytes } from '../../src/io/bytes.js'
import { memoryFolder } from '../../src/io/memory.js'
import { sequenceSetFromStrings } from '../../src/sequence/index.js'
import { file, packing } from './record-files.js'

async function written(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

/** FASTA with the names of the classes, read again. */
async function throughFasta(stream: DatasetStream, options?: LabelRecordsOptions): Promise<DatasetStream> {
  const form = stream.labels.classes === undefined ? {} : ({ labels: 'names', classes: stream.labels.classes } as const)
  const text = await written(fastaText(stream.pieces(), { ...form, lineWidth: 5 }))
  return labelRecords(await fastaRecords(file('x.fa', text, 64), packing), options)
}

async function throughTable(
  stream: DatasetStream,
  delimiter: '\t' | ',',
  options?: LabelRecordsOptions,
): Promise<DatasetStream> {
  const form = stream.labels.classes === undefined ? {} : ({ labels: 'names', classes: stream.labels.classes } as const)
  const text = await written(tableText(stream.pieces(), { ...form, delimiter }))
  const isMulti = stream.outputs > 1 && stream.labels.classes === undefined
  const spec = isMulti ? { labelColumns: stream.taskNames } : {}
  return labelRecords(await tableRecords(file('x.tsv', text, 64), packing, spec), options)
}

async function throughNpz(stream: DatasetStream): Promise<DatasetStream> {
  return npzStream(file('x.npz', await collectBytes(npzDatasetChunks(stream)), 4096))
}

async function throughDiskDataset(stream: DatasetStream): Promise<DatasetStream> {
  const folder = memoryFolder('x')
  await writeDiskDataset(folder, stream.pieces(), packing)
  return streamOfShards(await openDiskDataset(folder, packing))
}

function dataset(
  ids: readonly string[],
  texts: readonly string[],
  labels: readonly number[],
  names: readonly string[],
): Dataset {
  return {
    name: 'x',
    sequences: sequenceSetFromStrings(ids, texts),
    labels: Float32Array.from(labels),
    outputs: names.length,
    taskNames: names,
    featureCount: 0,
  }
}

/** Ids, bases, labels and weights other than 1, whatever the names of files and tasks. */
async function contents(stream: DatasetStream): Promise<unknown> {
  const { sequences, labels, weights } = await readStream(stream)
  return { sequences, labels, weights: weights?.some((weight) => weight !== 1) ? weights : undefined }
}

async function goesRound(given: Dataset, facts: LabelFacts): Promise<void> {
  const start = streamOfDataset(given, facts)
  const expected = await contents(start)
  const fasta = await throughFasta(start)
  expect(await contents(fasta)).toEqual(expected)
  const table = await throughTable(fasta, '\t')
  expect(await contents(table)).toEqual(expected)
  const npz = await throughNpz(table)
  expect(await contents(npz)).toEqual(expected)
  const disk = await throughDiskDataset(npz)
  expect(await contents(disk)).toEqual(expected)
  expect(await contents(await throughFasta(disk))).toEqual(expected)
}

describe('records that go from FASTA to a table, .npz, a DiskDataset and back', () => {
  const texts = ['ACGTACGT', 'NNGGCCAA', 'TTTTACGN', 'ACGTTGCA']

  it('keep ids, bases and 0/1 labels', async () => {
    const ids = ['=1+1', '<script>alert(1)</script>', '\u{1f9ec}', '-@"quoted",a;b|c#']
    await goesRound(dataset(ids, texts, [1, 0, 0, 1], ['bound']), { kind: 'binary' })
  })

  it('keep the classes', async () => {
    const classes = ['EI', 'I, E', 'not "any"']
    await goesRound(dataset(['a', 'b', 'c', 'd'], texts, [1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0], classes), {
      kind: 'categorical',
      classes,
    })
  })

  it('keep several tasks, and which labels are missing', async () => {
    const several = dataset(['a', 'b', 'c', 'd'], texts, [1, 0, 0, 0, 1, 1, 0, 1], ['CTCF', 'JUND'])
    await goesRound(
      {
        ...several,
        weights: Float32Array.of(1, 0, 1, 1, 0, 1, 1, 1).map((w, k) => (several.labels?.[k] === 1 ? 1 : w)),
      },
      { kind: 'binary' },
    )
  })

  it('keep quantities', async () => {
    await goesRound(dataset(['a', 'b', 'c', 'd'], texts, [0.1, -3, 1e-30, 7], ['level']), { kind: 'regression' })
  })
})

describe('ids in a table', () => {
  it('come back as they were, whatever they hold', async () => {
    const id = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '#', ',', '"', '\n', '\r', '\t', ' ', 'a', '\u001b', '<', '한'),
      minLength: 1,
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(id, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\t', ',' as const),
        async (ids, delimiter) => {
          const given = dataset(
            ids,
            ids.map(() => 'ACGT'),
            ids.map((_, i) => i % 2),
            ['label'],
          )
          const again = await throughTable(streamOfDataset(given, { kind: 'binary' }), delimiter)
          expect((await readStream(again)).sequences.ids).toEqual(ids)
        },
      ),
    )
  })
})
