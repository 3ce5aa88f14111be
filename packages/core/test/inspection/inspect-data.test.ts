import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HeliconError } from '../../src/core/errors.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { selectRecords } from '../../src/dataset/select.js'
import type { DatasetStream } from '../../src/dataset/stream.js'
import { findingText, inspectData } from '../../src/inspection/index.js'
import { sequenceSetFromStrings } from '../../src/sequence/build-sequence-set.js'
import { datasetOf, idsOf, randomText } from '../dataset/split-data.js'

/** A stream of pieces of at most `size` records. */
function streamOf(
  dataset: Dataset,
  labels: DatasetStream['labels'] = { kind: dataset.labels ? 'binary' : 'none' },
  size = 7,
): DatasetStream {
  const { name, outputs, taskNames } = dataset
  return {
    name,
    outputs,
    taskNames,
    labels,
    async *pieces() {
      const rows = dataset.sequences.ids.map((_, i) => i)
      for (let start = 0; start < rows.length; start += size)
        yield selectRecords(dataset, rows.slice(start, start + size))
    },
  }
}

/** Records of these ids, sequences and labels. */
function records(rows: readonly (readonly [id: string, text: string, label: number])[], name = 'set.fa'): Dataset {
  const ids = rows.map(([id]) => id)
  const sequences = sequenceSetFromStrings(
    ids,
    rows.map(([, text]) => text),
  )
  return datasetOf(
    ids,
    rows.map(([, , label]) => label),
    { name, sequences, taskNames: ['bound'] },
  )
}

const A = 'ACGTTGCAAGG'
const A_REVERSE = 'CCTTGCAACGT'

describe('inspectData', () => {
  it('counts records, lengths, letters, classes and composition of a part', async () => {
    const train = records([
      ['a', 'ACGTNN', 0],
      ['b', 'GGCC', 1],
      ['c', 'AATT', 0],
      ['d', 'NNNN', 1],
      ['e', 'GGCA', 1],
    ])
    const { parts, findings } = await inspectData({
      train: streamOf(train, { kind: 'binary', classes: ['no', 'yes'] }, 2),
    })
    const [part] = parts
    expect(part).toMatchObject({
      part: 'train',
      source: 'set.fa',
      records: 5,
      letters: { A: 4, C: 4, G: 5, T: 3, unknown: 6, recordsWithUnknown: 2, recordsAllUnknown: 1 },
      labels: { kind: 'binary', tasks: [{ name: 'bound', classes: ['no', 'yes'], counts: [2, 3], missing: 0 }] },
      lengths: { all: { records: 5, smallest: 4, median: 4, largest: 6, mean: 4.4 } },
    })
    expect(part?.gc.classes).toMatchObject([
      { task: 'bound', label: 'no', summary: { records: 2, mean: 0.25, deviation: 0.25, lowerQuartile: 0.125 } },
      { task: 'bound', label: 'yes', summary: { records: 2, mean: 0.875, median: 0.875 } },
    ])
    expect(part?.gc.auroc).toEqual([{ task: 'bound', label: 'yes', value: 1 }])
    expect(part?.lengths.auroc[0]?.value).toBe(0.25)
    expect(findings.map(({ code }) => code)).toEqual(['LENGTHS_DIFFER', 'LETTERS_UNKNOWN', 'RECORDS_UNKNOWN'])
  })

  it('finds records again within a part and between parts, on either strand', async () => {
    const train = records([
      ['a', A, 1],
      ['b', A, 1],
      ['c', A_REVERSE, 0],
      ['d', 'GATTACA', 0],
      ['d', 'TTTTCCC', 1],
      ['n1', 'NNN', 0],
      ['n2', 'NNN', 1],
    ])
    const test = records(
      [
        ['x', 'TGTAATC', 1],
        ['a', 'TTTTCCC', 1],
        ['y', 'GATTACC', 0],
        ['n3', 'NNN', 0],
      ],
      'test.fa',
    )
    const { parts, pairs, findings } = await inspectData({ train: streamOf(train), test: streamOf(test) })
    expect(parts[0]?.repeats).toEqual({
      identical: 1,
      reverseComplements: 1,
      sequences: 1,
      conflicting: { sequences: 1, records: 3 },
      ids: 1,
      examples: { record: 'b', id: 'd' },
    })
    expect(pairs).toEqual([
      {
        part: 'test',
        earlier: 'train',
        shared: { identical: 1, reverseComplements: 1, conflicting: 1, ids: 1, example: 'x' },
      },
    ])
    const shared = findings.find(({ code }) => code === 'PARTS_SHARE_SEQUENCES')
    expect(shared).toEqual({
      code: 'PARTS_SHARE_SEQUENCES',
      severity: 'warning',
      details: {
        part: 'test',
        earlier: 'train',
        records: 2,
        reverseComplements: 1,
        conflicting: 1,
        share: 0.5,
        example: 'x',
      },
    })
    expect(shared && findingText(shared, 'en')).toContain(
      'Test part: 2 records (50.0%) found in the training part too, 1 of them as the reverse complement, 1 with another label (the first: x)',
    )
  })

  it('tells neighbours in the genome apart from shuffles of them', async () => {
    const near = (ids: readonly string[]) => streamOf(datasetOf(ids))
    const { parts, pairs, findings } = await inspectData({
      train: near(['chr1:1000-1100', 'CHR2_500_600', 'chr3:0-100_shuf']),
      validation: near([
        'chr1:1050-1150',
        'chr1:1200-1300',
        'chr1:1201-1301',
        '2:300-400',
        'chr2:299-399',
        'chr3:0-100',
      ]),
      test: near(['peak1', 'peak2']),
    })
    expect(parts[0]?.regions).toEqual({ readable: 2, shuffled: 1, chromosomes: 2 })
    expect(pairs.map(({ neighbours }) => neighbours)).toEqual([
      { readable: 6, overlapping: 1, adjacent: 2 },
      undefined,
      undefined,
    ])
    expect(findings.filter(({ code }) => code === 'PARTS_NEIGHBOUR')).toHaveLength(1)
  })

  it('looks for similar records where that is asked for', async () => {
    const genome = randomText(2000, 5)
    const windows = (starts: readonly number[]) =>
      datasetOf(idsOf(starts.length), undefined, {
        sequences: sequenceSetFromStrings(
          idsOf(starts.length),
          starts.map((start) => genome.slice(start, start + 101)),
        ),
      })
    const parts = { train: streamOf(windows([0, 300, 600])), test: streamOf(windows([50, 1000, 340, 1500])) }
    expect((await inspectData(parts)).pairs[0]).not.toHaveProperty('similar')
    const { pairs, findings } = await inspectData(parts, { similarity: {} })
    expect(pairs[0]?.similar).toBe(2)
    expect(findings.at(-1)).toMatchObject({ code: 'PARTS_SIMILAR', details: { records: 2, share: 0.5 } })
  })

  it('counts each task by the labels that are there', async () => {
    const labels = [0, 1, 1, 0, 1, Number.NaN, 0, 0]
    const weights = Float32Array.of(1, 1, 1, 0, 1, 1, 1, 1)
    const dataset = datasetOf(idsOf(4), labels, { outputs: 2, weights, taskNames: ['liver', 'lung'] })
    const { parts, findings } = await inspectData({ train: streamOf(dataset) })
    expect(parts[0]?.labels).toMatchObject({
      tasks: [
        { name: 'liver', counts: [2, 2], missing: 0 },
        { name: 'lung', counts: [1, 1], missing: 2 },
      ],
    })
    expect(findings).toContainEqual({
      code: 'LABELS_MISSING',
      severity: 'info',
      details: { part: 'train', task: 'lung', records: 2 },
    })
  })

  it('names classes that are rare, alone or absent', async () => {
    const oneHot = (classes: readonly number[]) =>
      datasetOf(
        idsOf(classes.length),
        classes.flatMap((label) => [0, 1, 2].map((column) => (column === label ? 1 : 0))),
        { outputs: 3, taskNames: ['EI', 'IE', 'N'] },
      )
    const labels = { kind: 'categorical', classes: ['EI', 'IE', 'N'] } as const
    const { parts, findings } = await inspectData({
      train: streamOf(oneHot([0, ...new Array<number>(9).fill(1), ...new Array<number>(10).fill(2)]), labels),
      test: streamOf(oneHot([1, 1]), labels),
    })
    expect(parts[0]?.labels).toEqual({
      kind: 'categorical',
      classes: [
        { name: 'EI', records: 1 },
        { name: 'IE', records: 9 },
        { name: 'N', records: 10 },
      ],
      missing: 0,
    })
    const said = findings.filter(({ code }) => code.startsWith('CLASS')).map(({ code, details }) => [code, details])
    expect(said).toEqual([
      ['CLASS_RARE', { part: 'train', label: 'EI', records: 1, share: 0.05 }],
      ['CLASS_SINGLE', { part: 'test', label: 'IE', records: 2 }],
      ['CLASS_ABSENT', { part: 'test', earlier: 'train', label: 'EI' }],
      ['CLASS_ABSENT', { part: 'test', earlier: 'train', label: 'N' }],
    ])
  })

  it('gives the range of numbers', async () => {
    const { parts } = await inspectData({
      train: streamOf(datasetOf(idsOf(4), [0.5, -1, 2, Number.NaN]), { kind: 'regression' }),
    })
    expect(parts[0]?.labels).toEqual({
      kind: 'regression',
      tasks: [{ name: 'task0', records: 3, missing: 1, range: { smallest: -1, largest: 2, mean: 0.5 } }],
    })
  })

  it('finds the same whatever the pieces, and is plain JSON', async () => {
    const texts = fc.array(fc.stringMatching(/^[ACGTN]{1,6}$/), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (sequences, size) => {
        const dataset = records(sequences.map((text, i) => [`chr1:${i * 5}-${i * 5 + 4}`, text, i % 2]))
        const inspect = (pieces: number) =>
          inspectData({
            train: streamOf(dataset, { kind: 'binary' }, pieces),
            test: streamOf(dataset, { kind: 'binary' }, 3),
          })
        const [one, many] = [await inspect(1000), await inspect(size)]
        const strip = (found: typeof one) => ({
          ...found,
          parts: found.parts.map((part) => ({ ...part, memoryBytes: 0 })),
        })
        expect(strip(many)).toEqual(strip(one))
        expect(JSON.parse(JSON.stringify(one))).toEqual(one)
        for (const finding of one.findings)
          for (const language of ['en', 'ko'] as const) {
            expect(findingText(finding, language)).not.toMatch(/undefined|NaN|null|Infinity/)
          }
      }),
      { numRuns: 40 },
    )
  })

  it('refuses a part without records, and stops when told to', async () => {
    await expect(inspectData({ train: streamOf(datasetOf([])) })).rejects.toThrow(HeliconError)
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(inspectData({ train: streamOf(datasetOf(idsOf(3))) }, { signal })).rejects.toThrow('enough')
  })
})

describe('labels of equal records', () => {
  const twice = (labels: readonly number[], parts: Partial<Dataset>) =>
    datasetOf(idsOf(2), labels, { sequences: sequenceSetFromStrings(idsOf(2), [A, A]), ...parts })
  const conflicts = async (dataset: Dataset, kind: DatasetStream['labels']['kind']) => {
    const { parts, pairs } = await inspectData({
      train: streamOf(dataset, { kind }),
      test: streamOf(selectRecords(dataset, [1]), { kind }),
    })
    return [parts[0]?.repeats.conflicting.records, pairs[0]?.shared.conflicting]
  }

  it('contradict each other where both are known, and are classes', async () => {
    const missing = Float32Array.of(1, 1, 1, 0)
    expect(await conflicts(twice([1, 1, 1, 0], { outputs: 2 }), 'binary')).toEqual([2, 1])
    expect(await conflicts(twice([1, 1, 1, 0], { outputs: 2, weights: missing }), 'binary')).toEqual([0, 0])
    expect(await conflicts(twice([0.5, 0.6], {}), 'regression')).toEqual([0, 0])
  })
})

describe('what one number alone tells', () => {
  it.each([
    [19, []],
    [20, ['GC_SEPARATES']],
  ])('of %i records of each class', async (each, codes) => {
    const rows = Array.from({ length: 2 * each }, (_, i) => {
      const [strong, weak] = [randomText(9, 3, i), randomText(9, 4, i)]
      const text = i % 2 === 0 ? strong.replace(/[AT]/g, 'G') + weak : strong.replace(/[GC]/g, 'A') + weak
      return [`r${i}`, text, i % 2] as const
    })
    const { findings } = await inspectData({ train: streamOf(records(rows)) })
    expect(findings.map(({ code }) => code)).toEqual(codes)
  })
})
