import { describe, expect, it } from 'vitest'
import { fastaRecords } from '../../../src/dataset/formats/fasta-records.js'
import type { ColumnName } from '../../../src/dataset/formats/table-spec.js'
import { withTargets } from '../../../src/dataset/formats/target-records.js'
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
})
