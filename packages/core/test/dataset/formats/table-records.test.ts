import { describe, expect, it } from 'vitest'
import { tableRecords } from '../../../src/dataset/formats/table-records.js'
import type { TableSpec } from '../../../src/dataset/formats/table-spec.js'
import { file, packing, rawRecords } from '../record-files.js'

const read = (text: string, spec?: TableSpec, size?: number) =>
  tableRecords(file('peaks.tsv', text, size), packing, spec)

describe('tableRecords', () => {
  it.each([
    ['tabs and a header', 'id\tsequence\tlabel\na\tACGT\t1\nb\tGGCC\t0\n'],
    ['commas, in another order', 'label,seq,name\n1,acgt,a\n0,ggcc,b\n'],
    ['semicolons and blanks', 'Name ; DNA ; Class\r\na ; ACGT ; 1\r\nb ; GGCC ; 0'],
    ['spaces', 'name seq y\na ACGT 1\n b   GGCC  0\n'],
    ['a header behind #', '# made by hand\n#id\tsequence\tlabel\na\tACGT\t1\nb\tGGCC\t0\n'],
    ['a byte order mark', '\ufeffid,sequence,label\na,ACGT,1\nb,GGCC,0\n'],
    ['quotes', 'id,sequence,label\n"a","ACGT","1"\nb,GGCC,0\n'],
    ['one more column', 'fold_id,event,sequence,start,bound\n1,a,ACGT,7,1\n1,b,GGCC,8,0\n'],
  ])('finds the columns of a table with %s', async (_, text) => {
    for (const size of [1, 1000]) {
      const rows = await rawRecords(read(text, undefined, size))
      expect(rows.map(([id, sequence, , label]) => [id, sequence, label])).toEqual([
        ['a', 'ACGT', '1'],
        ['b', 'GGCC', '0'],
      ])
    }
  })

  it('knows a table without a header by the sequence in its first row, and its ids by their differing', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `${i % 2 ? 'EI' : 'N'},name${i},  ACGTACGTN`)
    const records = await read(rows.join('\n'))
    expect(records.labelNames).toEqual(['label'])
    expect(records.table).toEqual({
      delimiter: ',',
      header: false,
      id: 'column 2',
      sequence: 'column 3',
      labels: ['column 1'],
    })
    expect((await rawRecords(records))[1]).toEqual(['name1', 'ACGTACGTN', 2, 'EI'])
  })

  it('names records by their lines where there are no ids', async () => {
    expect(await rawRecords(read('sequence\nACGT\n\nGG\n'))).toEqual([
      ['line2', 'ACGT', 2],
      ['line4', 'GG', 4],
    ])
    expect(await rawRecords(read('ACGTAC\nGGTTAA\n'))).toEqual([
      ['line1', 'ACGTAC', 1],
      ['line2', 'GGTTAA', 2],
    ])
  })

  it('takes columns by name or number, and no labels where there are to be none', async () => {
    const text = 'id\tsense\tantisense\tlevel\na\tACGTACGTA\tTTTTTTTTT\t0.5\n'
    expect(await rawRecords(read(text, { sequenceColumn: 'Sense', labelColumns: ['level'] }))).toEqual([
      ['a', 'ACGTACGTA', 2, '0.5'],
    ])
    expect(await rawRecords(read(text, { sequenceColumn: 3, idColumn: 4, labelColumns: [] }))).toEqual([
      ['0.5', 'TTTTTTTTT', 2],
    ])
    expect(
      await rawRecords(read('a|ACGT|1\n', { delimiter: '|', header: false, idColumn: 1, labelColumns: [3] })),
    ).toEqual([['a', 'ACGT', 1, '1']])
  })

  it('takes several columns of 0, 1 and nothing as several labels', async () => {
    const records = await read('id,sequence,CTCF,JUND\na,ACGT,1,\nb,GGCC,NA,0\n')
    expect(records.labelNames).toEqual(['CTCF', 'JUND'])
    expect((await rawRecords(records)).map(([, , , ...labels]) => labels)).toEqual([
      ['1', ''],
      ['NA', '0'],
    ])
  })

  it('keeps a first line that starts with # where it is data', async () => {
    const rows = await rawRecords(read('#a\tACGTACGT\t1\nb\tGGCCGGCC\t0\nc\tGGCCGGCC\t0\n', { idColumn: 1 }))
    expect(rows.map(([id]) => id)).toEqual(['#a', 'b', 'c'])
  })

  it('does not take a first row with a wrong letter for a header', async () => {
    await expect(rawRecords(read('a\tACGTXACGT\t1\nb\tGGCCGGCC\t0\n', { idColumn: 1 }))).rejects.toMatchObject({
      details: { line: 1, record: 'a', position: 5, found: 'X' },
    })
  })

  it.each(['XXKLMPEFXXKLMPEF', 'RYKMSWBDHVRYKMSW', 'rykmswbdhvrykmsw'])(
    'does not take a first row with %s for a header',
    async (sequence) => {
      const others = ['ACGTACGTACGTACGT\t0', 'ACGTACGTAGGTACGT\t1', 'ACGTACGTACTTACGT\t0']
      const text = [`${sequence}\t1`, ...others].map((row, i) => `r${i + 1}\t${row}\n`).join('')
      const rows = read(text, { idColumn: 1 }).then(rawRecords)
      if (sequence.startsWith('X')) await expect(rows).rejects.toMatchObject({ code: 'RECORD_PROTEIN' })
      else expect((await rows).map(([id]) => id)).toEqual(['r1', 'r2', 'r3', 'r4'])
    },
  )

  it('does not take a record for a header where one of its words may be the name of a column', async () => {
    const rows = ['ACGTACGTACGTACGA\tprobe', 'ACGTACGTACGTACGT\tcontrol', 'ACGTACGTAGGTACGT\tprobe']
    const text = rows.map((row, i) => `r${i + 1}\t${row}\n`).join('')
    const found = await rawRecords(read(text, { idColumn: 1, labelColumns: [3] }))
    expect(found.map(([id, , , label]) => [id, label])).toEqual([
      ['r1', 'probe'],
      ['r2', 'control'],
      ['r3', 'probe'],
    ])
  })

  it('refuses a label column that is named twice or holds the sequences', async () => {
    const text = 'id\tsequence\ty\na\tACGT\t1\nb\tGGCC\t0\n'
    await expect(read(text, { labelColumns: ['y', 3] })).rejects.toMatchObject({
      code: 'TABLE_LABEL_COLUMN_INVALID',
      details: { column: 'y', problem: 'twice' },
    })
    await expect(read(text, { labelColumns: ['sequence'] })).rejects.toMatchObject({ details: { problem: 'sequence' } })
  })
})
