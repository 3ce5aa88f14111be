import { describe, expect, it } from 'vitest'
import { fastaRecords } from '../../../src/dataset/formats/fasta-records.js'
import { readStream } from '../../../src/dataset/formats/read-stream.js'
import type { ColumnName } from '../../../src/dataset/formats/table-spec.js'
import { withTargets } from '../../../src/dataset/formats/target-records.js'
import { labelRecords } from '../../../src/dataset/labels/label-records.js'
import { file, packing, rawRecords } from '../record-files.js'

async function read(targets: string, columns?: readonly ColumnName[], records = 3) {
  const fasta = Array.from({ length: records }, (_, i) => `>s${i} label=9\nACGT\n`).join('')
  return withTargets(await fastaRecords(file('x.fa', fasta), packing), file('x.target', targets), packing, columns)
}

const labels = async (...args: Parameters<typeof read>) =>
  (await rawRecords(read(...args))).map(([, , , ...found]) => found)

describe('withTargets', () => {
  it('gives each record the labels of its row', async () => {
    expect(await labels('1\t0\n0\t1\n1\t0\n')).toEqual([
      ['1', '0'],
      ['0', '1'],
      ['1', '0'],
    ])
    expect(await labels('1\t0\r\n0\t1\r\n1\t0', [2])).toEqual([['0'], ['1'], ['0']])
    expect(await labels('1 0\n0 1\n1 0\n', [1])).toEqual([['1'], ['0'], ['1']])
    expect((await read('1\n0\n1\n')).labelNames).toEqual(['label'])
  })

  it('knows a header above numbers, and columns by their names', async () => {
    const text = 'CTCF,JUND\n1,0\n0,1\n1,0\n'
    expect((await read(text)).labelNames).toEqual(['CTCF', 'JUND'])
    expect(await labels(text, ['jund'])).toEqual([['0'], ['1'], ['0']])
    expect(await labels('not bound\nbound\nnot bound\n')).toEqual([['not bound'], ['bound'], ['not bound']])
  })

  it('knows a column of ids, and compares it', async () => {
    expect(await labels('s0\t1\ns1\t0\ns2\t1\n')).toEqual([['1'], ['0'], ['1']])
    await expect(
      labels(
        's0\t1\n'.concat(...Array.from({ length: 120 }, (_, i) => `s${i + 1}\t0\n`), 'wrong\t1\n'),
        undefined,
        122,
      ),
    ).rejects.toMatchObject({
      code: 'TARGET_ID_DIFFERS',
      details: { file: 'x.target', line: 122, found: 'wrong', expected: 's121' },
    })
  })

  it('refuses more or fewer rows than records, and rows of another width', async () => {
    await expect(labels('1\n0\n')).rejects.toMatchObject({
      code: 'TARGET_COUNT_DIFFERS',
      details: { line: 2, found: 2, expected: 3 },
    })
    await expect(labels('1\n0\n1\n\n0\n')).rejects.toMatchObject({
      code: 'TARGET_COUNT_DIFFERS',
      details: { line: 5, found: 4, expected: 3 },
    })
    await expect(labels('1\t1\n0\n1\t1\n')).rejects.toMatchObject({
      code: 'TABLE_ROW_WIDTH',
      details: { line: 2, found: 1, expected: 2 },
    })
    await expect(labels('\n')).rejects.toMatchObject({ code: 'TABLE_EMPTY' })
  })

  it.each([
    ['x\tlabel\ns1\t1\ns0\t0\ns2\t1\n', undefined, 2],
    ['s1\t1\ns0\t0\ns2\t1\n', undefined, 1],
    ['s1\tyes\ns0\tno\ns2\tno\n', [2], 1],
    ['label\tid\n1\ts1\n0\ts0\n1\ts2\n', ['label'], 2],
    ['id\tlabel\nr1\t1\nr2\t0\nr3\t1\n', undefined, 2],
  ] as const)('refuses ids in another order: %j', async (text, columns, line) => {
    await expect(labels(text, columns)).rejects.toMatchObject({ code: 'TARGET_ID_DIFFERS', details: { line } })
  })

  it('knows numbers that are ids, and takes no other numbers for them', async () => {
    const targets = (text: string) =>
      fastaRecords(file('x.fa', '>1\nAC\n>2\nAC\n>3\nAC\n'), packing).then((records) =>
        withTargets(records, file('x.target', text), packing),
      )
    await expect(rawRecords(targets('2\t1\n1\t0\n3\t1\n'))).rejects.toMatchObject({ code: 'TARGET_ID_DIFFERS' })
    expect((await targets('1\t0\n1\t1\n2\t1\n')).labelNames).toHaveLength(2)
  })

  it('knows a header above words', async () => {
    expect(await labels('activity\nhigh\nlow\nhigh\n')).toEqual([['high'], ['low'], ['high']])
    expect(await labels('id\tclass\ns0\tyes\ns1\tno\ns2\tmaybe\n')).toEqual([['yes'], ['no'], ['maybe']])
    expect(await labels('s0\tyes\ns1\tno\ns2\tno\n')).toEqual([['yes'], ['no'], ['no']])
    expect(await labels('EI\nIE\nN\n')).toEqual([['EI'], ['IE'], ['N']])
    expect(await labels('a\tx\nb\tx\nb\ty\n')).toEqual([
      ['a', 'x'],
      ['b', 'x'],
      ['b', 'y'],
    ])
  })

  it('asks whether the first row is a header where there is one row too many or too few', async () => {
    await expect(labels('activity\nhigh\nlow\nnone\n')).rejects.toThrow(/is the first row a header\?/)
    await expect(labels('high\nlow\nlow\n')).rejects.toThrow(/first row was taken for a header/)
    await expect(labels('a\nb\na\nb\na\n')).rejects.not.toThrow(/header/)
  })

  it('says of a wrong label where it stands', async () => {
    const stream = labelRecords(await read('label\n1\n0\nfoo\n', ['label']))
    await expect(stream).rejects.toThrow(/x\.target/)
    const later = labelRecords(await read('1\n0\nfoo\n'), { classes: ['no', 'yes'] })
    await expect(later.then((each) => readStream(each))).rejects.toMatchObject({
      code: 'LABEL_UNKNOWN',
      details: { file: 'x.target', line: 3 },
    })
  })
})
