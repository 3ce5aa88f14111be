import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fastqRecords } from '../../../src/dataset/formats/fastq-records.js'
import { file, packing, rawRecords } from '../record-files.js'

describe('fastqRecords', () => {
  const reads = '@r1 first\nACGT\n+\n@+!I\n\n@r2\r\nacgu\r\n+r2\r\nIIII'

  it.each([1, 7, 1000])(
    'reads four lines a record, whatever the quality values are (in pieces of %i)',
    async (size) => {
      const expected = [
        ['r1', 'ACGT', 1],
        ['r2', 'ACGT', 6],
      ]
      expect(await rawRecords(fastqRecords(file('x.fq', reads, size), packing))).toEqual(expected)
      expect(await rawRecords(fastqRecords(file('x.fq.gz', gzipSync(reads), size), packing))).toEqual(expected)
    },
  )

  it('reads wrapped records', async () => {
    const wrapped = '@a\nAC\nGT\n+\nII\n@I\n@b\nA\n+\n@\n'
    expect(await rawRecords(fastqRecords(file('x.fq', wrapped), packing))).toEqual([
      ['a', 'ACGT', 1],
      ['b', 'A', 7],
    ])
  })
})
