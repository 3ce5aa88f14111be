import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sniffRecords } from '../../../src/dataset/formats/sniff-records.js'
import { file, packing } from '../record-files.js'

describe('sniffRecords', () => {
  it.each([
    ['\ufeff\n>a\nAC\n', 'x', 'fasta'],
    ['; a comment\n>a\nAC\n', 'x', 'fasta'],
    ['@a\nAC\n+\nII\n', 'x', 'fastq'],
    ['id\tsequence\na\tACGT\n', 'x', 'tsv'],
    ['+,S10,\t\tacgt\n-,S11,\tacgt\n', 'x', 'csv'],
    ['ACGTAC\nACGTAC\n', 'x', 'tsv'],
    ['chr1\t10\t20\nchr1\t30\t40\n', 'x', 'bed'],
    ['track name=x\n#c\nchr1\t10\t20\tGATA\t0\t+\n', 'x', 'bed'],
    ['chr1\t10\t20\tACGTACGTAC\nchr1\t30\t40\tACGTACGTAC\n', 'x', 'tsv'],
    ['chrom\tstart\tend\nchr1\tten\t20\n', 'peaks.bed.gz', 'bed'],
    ['what,ever\n', 'x.csv', 'csv'],
    ['MKLV\n', 'x.FASTA', 'fasta'],
    ['PK\u0003\u0004', 'x', 'npz'],
    ['\u0043\u0027\u0041\u001a\u0000\u0000', 'x', '2bit'],
    ['\u001a\u0041\u0027\u0043\u0000\u0000', 'x', '2bit'],
  ] as const)('takes %j in %s for %s', async (text, name, format) => {
    expect(await sniffRecords(file(name, text), packing)).toBe(format)
    expect(await sniffRecords(file(name, gzipSync(text), 2), packing)).toBe(format)
  })

  it.each([
    ['', 'RECORDS_MISSING'],
    ['\n \n', 'RECORDS_MISSING'],
    ['<!DOCTYPE html>\n<p>\n', 'RECORD_FORMAT_UNKNOWN'],
    ['@HD\tVN:1.6\n@SQ\tSN:chr1\n', 'RECORD_FORMAT_UNKNOWN'],
    ['##fileformat=VCFv4.1\n', 'RECORD_FORMAT_UNKNOWN'],
    ['\u0000\u0001\u0002\u0003', 'TEXT_BINARY'],
  ] as const)('refuses %j', async (text, code) => {
    await expect(sniffRecords(file('x', text), packing)).rejects.toMatchObject({ code, details: { file: 'x' } })
  })
})
