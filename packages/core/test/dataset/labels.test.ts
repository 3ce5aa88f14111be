import { describe, expect, it } from 'vitest'
import { fastaRecords } from '../../src/dataset/formats/fasta-records.js'
import { readStream } from '../../src/dataset/formats/read-stream.js'
import { tableRecords } from '../../src/dataset/formats/table-records.js'
import { type LabelRecordsOptions, labelRecords } from '../../src/dataset/labels/index.js'
import { file, packing, recordRows } from './record-files.js'

/** Records of one base each with these labels in one column, or in several. */
async function labelled(labels: readonly (string | readonly string[])[], options?: LabelRecordsOptions) {
  const rows = labels.map((label) => (typeof label === 'string' ? [label] : label))
  const header = ['id', 'sequence', ...(rows[0] ?? []).map((_, i) => (i === 0 ? 'label' : `label${i}`))]
  const quoted = (values: readonly string[]) => values.map((value) => `"${value}"`).join(',')
  const text = [header, ...rows.map((row, i) => [`s${i}`, 'ACGT', ...row])].map(quoted).join('\n')
  const stream = await labelRecords(await tableRecords(file('x.csv', text), packing), options)
  const dataset = await readStream(stream)
  return { stream, dataset, labels: recordRows(dataset).map(([, , ...values]) => values), weights: dataset.weights }
}

describe('labels of one column', () => {
  it.each([
    [['1', '0', '1.0'], [[1], [0], [1]], { kind: 'binary' }],
    [['-1', '+1', '1'], [[0], [1], [1]], { kind: 'binary', classes: ['-1', '1'] }],
    [['pos', 'neg', 'pos'], [[1], [0], [1]], { kind: 'binary', classes: ['neg', 'pos'] }],
    [['+', '-', '-'], [[1], [0], [0]], { kind: 'binary', classes: ['-', '+'] }],
    [['Yes', 'No'], [[1], [0]], { kind: 'binary', classes: ['No', 'Yes'] }],
    [['bound', 'shuffled'], [[1], [0]], { kind: 'binary', classes: ['shuffled', 'bound'] }],
    [['control', 'JUND'], [[0], [1]], { kind: 'binary', classes: ['control', 'JUND'] }],
    [['non-enhancer', 'enhancer'], [[0], [1]], { kind: 'binary', classes: ['non-enhancer', 'enhancer'] }],
    [['unbound', 'bound'], [[0], [1]], { kind: 'binary', classes: ['unbound', 'bound'] }],
    [['mouse', 'human'], [[1], [0]], { kind: 'binary', classes: ['human', 'mouse'] }],
    [['true', 'true'], [[1], [1]], { kind: 'binary' }],
    [
      ['N', 'EI', 'IE', ' N '],
      [
        [0, 0, 1],
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      { kind: 'categorical', classes: ['EI', 'IE', 'N'] },
    ],
    [['0.5', '-3', '1e2'], [[0.5], [-3], [100]], { kind: 'regression' }],
    [
      Array.from({ length: 30 }, (_, i) => String(i)),
      Array.from({ length: 30 }, (_, i) => [i]),
      { kind: 'regression' },
    ],
  ])('%j become numbers', async (texts, numbers, facts) => {
    const { stream, labels } = await labelled(texts)
    expect(labels).toEqual(numbers)
    expect(stream.labels).toEqual(facts)
    expect(stream.outputs).toBe(numbers[0]?.length)
    expect(stream.taskNames).toEqual(facts.kind === 'categorical' ? stream.labels.classes : ['label'])
  })

  it('are what kind says', async () => {
    expect((await labelled(['1', '3', '2'], { kind: 'regression' })).labels).toEqual([[1], [3], [2]])
    const numbered = await labelled(['10', '3', '3.0'], { kind: 'categorical' })
    expect([numbered.stream.taskNames, numbered.labels]).toEqual([
      ['3', '10'],
      [
        [0, 1],
        [1, 0],
        [1, 0],
      ],
    ])
    const two = await labelled(['yes', 'no'], { kind: 'categorical' })
    expect([two.stream.labels, two.labels]).toEqual([
      { kind: 'categorical', classes: ['no', 'yes'] },
      [
        [0, 1],
        [1, 0],
      ],
    ])
    expect((await labelled(['2', '5'], { kind: 'binary' })).stream.labels).toEqual({
      kind: 'binary',
      classes: ['2', '5'],
    })
  })

  it('have the numbers that classes say, by name or by number', async () => {
    const classes = ['N', 'IE', 'EI']
    expect((await labelled(['EI', 'N'], { classes })).labels).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ])
    expect((await labelled(['2', '0'], { classes })).labels).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ])
    expect((await labelled(['bound', 'free'], { classes: ['bound', 'free'] })).labels).toEqual([[0], [1]])
    expect((await labelled(['Yes', 'yes'], { classes: ['Yes', 'yes'] })).labels).toEqual([[0], [1]])
    expect((await labelled(['1', '-1.0'], { classes: ['1', '-1'] })).labels).toEqual([[0], [1]])
    await expect(labelled(['EI', 'X'], { classes })).rejects.toMatchObject({
      code: 'LABEL_UNKNOWN',
      details: { line: 3 },
    })
    await expect(labelled(['3'], { classes })).rejects.toMatchObject({ code: 'LABEL_UNKNOWN' })
    for (const wrong of [['a'], ['a', 'a'], []])
      await expect(labelled(['a'], { classes: wrong })).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' })
    await expect(labelled(['1'], { classes, kind: 'binary' })).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' })
  })

  it('are all of one class where it is given', async () => {
    const { stream, labels } = await labelled(['what', 'ever'], { label: 1 })
    expect([stream.labels, stream.taskNames, labels]).toEqual([{ kind: 'binary' }, ['label'], [[1], [1]]])
  })

  it('keep no more than 1,000 classes', async () => {
    const words = Array.from({ length: 1000 }, (_, i) => `class${i}`)
    expect((await labelled(words)).stream.outputs).toBe(1000)
    await expect(labelled([...words, 'more'])).rejects.toMatchObject({
      code: 'LABEL_TOO_MANY_CLASSES',
      details: { line: 1002 },
    })
    const numbers = Array.from({ length: 1200 }, (_, i) => String(i))
    expect((await labelled(numbers)).stream.labels.kind).toBe('regression')
    await expect(labelled([...numbers, 'x'])).rejects.toMatchObject({
      code: 'LABEL_TOO_MANY_CLASSES',
      details: { line: 1202 },
    })
  })
})

describe('labels of several columns', () => {
  it('are one-hot where every row has one 1', async () => {
    const { stream, labels } = await labelled([
      ['1', '0'],
      ['0', '1'],
    ])
    expect(stream.labels).toEqual({ kind: 'categorical', classes: ['label', 'label1'] })
    expect(labels).toEqual([
      [1, 0],
      [0, 1],
    ])
    const named = await labelled(
      [
        ['1', '0'],
        ['0', '1'],
      ],
      { classes: ['bound', 'free'] },
    )
    expect(named.stream.taskNames).toEqual(['bound', 'free'])
    expect(
      (
        await labelled(
          [
            ['1', '0'],
            ['0', '1'],
          ],
          { kind: 'binary' },
        )
      ).stream.labels,
    ).toEqual({ kind: 'binary' })
  })

  it('are several binary labels, of which some may be missing', async () => {
    const complete = await labelled([
      ['1', '1'],
      ['0', '0'],
    ])
    expect([complete.stream.labels, complete.weights]).toEqual([{ kind: 'binary' }, undefined])
    const { stream, labels, weights } = await labelled([
      ['1', ''],
      ['NA', '0'],
      ['-', 'nan'],
    ])
    expect(stream.labels).toEqual({ kind: 'binary' })
    expect(stream.weightColumns).toBe(2)
    expect(labels).toEqual([
      [1, 0],
      [0, 0],
      [0, 0],
    ])
    expect(weights).toEqual(Float32Array.of(1, 0, 0, 1, 0, 0))
  })

  it('are quantities where any is', async () => {
    const { stream, labels } = await labelled([
      ['1', '0.5'],
      ['0', '1'],
    ])
    expect([stream.labels, labels]).toEqual([
      { kind: 'regression' },
      [
        [1, 0.5],
        [0, 1],
      ],
    ])
  })

  it('that are not one-hot are refused as classes', async () => {
    await expect(
      labelled(
        [
          ['1', '1'],
          ['0', '1'],
        ],
        { kind: 'categorical' },
      ),
    ).rejects.toMatchObject({
      code: 'LABEL_NOT_ONE_HOT',
      details: { record: 's0' },
    })
  })
})

describe('records without labels', () => {
  it('have none, unless they are all of one class', async () => {
    const records = await fastaRecords(file('x.fa', '>a\nACGT\n>b\nGG\n'), packing)
    const stream = await labelRecords(records)
    expect([stream.labels, stream.outputs]).toEqual([{ kind: 'none' }, 0])
    expect(recordRows(await readStream(stream))).toEqual([
      ['a', 'ACGT'],
      ['b', 'GG'],
    ])
    expect(recordRows(await readStream(await labelRecords(records, { label: 0 })))[1]).toEqual(['b', 'GG', 0])
  })

  it('pass on how many letters were not what they seem', async () => {
    const records = await fastaRecords(file('x.fa', '>a\nACGU\n'), packing)
    for await (const { letters } of (await labelRecords(records)).pieces())
      expect(letters).toEqual({ ambiguous: 0, uracil: 1 })
  })
})
