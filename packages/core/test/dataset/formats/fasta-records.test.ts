import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFasta } from '../../../src/dataset/formats/fasta.js'
import { fastaRecords } from '../../../src/dataset/formats/fasta-records.js'
import { file, packing, rawRecords } from '../record-files.js'

const read = (text: string, headerLabels?: string, size?: number) =>
  fastaRecords(file('peaks.fa', text, size), packing, headerLabels === undefined ? {} : { headerLabels })

describe('fastaRecords', () => {
  it('gives the records of readFasta, in pieces', async () => {
    const sequence = fc.array(fc.constantFrom('a', 'C', 'g', 'T', 'N', 'u', '\n', ' '), { maxLength: 30 })
    const record = sequence.map((letters) => `A${letters.join('')}`)
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (all, size) => {
          const text = all.map((each, i) => `>s${i} of ${i}\r\n${each}\r\n`).join('')
          const expected: unknown[] = []
          for await (const { id, codes, line } of readFasta(file('x.fa', text), packing))
            expected.push([id, Array.from(codes, (code) => 'ACGTN'[code]).join(''), line])
          expect(await rawRecords(read(text, undefined, size))).toEqual(expected)
        },
      ),
    )
  })

  it('gives pieces of at most 4,096 records, or of little more than 1 Mi bases', async () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `>${i}\nACGT\n`).join('')
    const sizes: number[] = []
    for await (const { lines } of (await read(text, undefined, 65536)).read()) sizes.push(lines.length)
    expect(Math.max(...sizes)).toBe(4096)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(100_000)
    const long = `>a\n${'A'.repeat(700_000)}\n`.repeat(4)
    const lengths: number[] = []
    for await (const { sequences } of (await read(long, undefined, 65536)).read()) lengths.push(sequences.codes.length)
    expect(lengths).toEqual([1_400_000, 1_400_000])
  })

  it('counts letters that stand for several bases, and the U of RNA, which is read as T', async () => {
    for await (const { letters } of (await read('>a\nACGU\nuNR\n>b\nU\n')).read())
      expect(letters).toEqual({ ambiguous: 2, uracil: 3 })
    expect(await rawRecords(read('>a\nACGU\n'))).toEqual([['a', 'ACGT', 1]])
  })

  it.each([
    ['>a label=1\nA\n>b label=0\nC\n', ['label'], [['1'], ['0']]],
    ['>a x|class=EI;z\nA\n>b class=IE\nC\n', ['class'], [['EI'], ['IE']]],
    ['>a|Target=1\nA\n>b|Target=0\nC\n', ['target'], [['1'], ['0']]],
    [
      '>a label=1,0\nA\n>b label=,1\nC\n',
      ['label1', 'label2'],
      [
        ['1', '0'],
        ['', '1'],
      ],
    ],
    ['>a label="not bound, ""x"""\nA\n>b label=no\nC\n', ['label'], [['not bound, "x"'], ['no']]],
    ['>a 1\nA\n>b 0\nC\n', ['label'], [['1'], ['0']]],
    ['>a 1\nA\n>b 0 of 2\nC\n', [], [[], []]],
    ['>a nolabel=1 labels=2\nA\n>b\nC\n', [], [[], []]],
    ['>a\nA\n>b label=1\nC\n', ['label'], [[''], ['1']]],
  ] as const)('finds the labels in the headers of %j', async (text, names, labels) => {
    const records = await read(text)
    expect(records.labelNames).toEqual(names)
    expect((await rawRecords(records)).map(([, , , ...found]) => found)).toEqual(labels)
  })

  it('takes the word before = as it is told, or no labels', async () => {
    const text = '>a y=2 label=1\nA\n>b y=3\nC\n'
    expect((await read(text, 'none')).labelNames).toEqual([])
    expect(await rawRecords(read(text, 'y'))).toEqual([
      ['a', 'A', 1, '2'],
      ['b', 'C', 3, '3'],
    ])
  })

  it('is opened afresh by each reading, and stops when it is told', async () => {
    const records = await read('>a\nA\n>b\nC\n')
    expect(await rawRecords(records)).toEqual(await rawRecords(records))
    const pieces = records.read({ signal: AbortSignal.abort(new Error('enough')) })
    await expect(pieces[Symbol.asyncIterator]().next()).rejects.toThrow('enough')
  })
})
