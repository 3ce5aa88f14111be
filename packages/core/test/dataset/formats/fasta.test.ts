import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FastaRecord, readFasta } from '../../../src/dataset/formats/fasta.js'
import type { ByteSource } from '../../../src/io/index.js'
import { fileSource, nodeCompression } from '../../../src/node/index.js'
import { decodeSequence } from '../../../src/sequence/index.js'
import { hasShared, sharedPath } from '../../shared-data.js'

/** A source that gives its bytes in pieces of `size`. */
function inPieces(bytes: Uint8Array, size: number): ByteSource {
  return {
    name: 'peaks.fa',
    stream: async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}

async function read(content: string | Uint8Array, size = 1000): Promise<FastaRecord[]> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const records: FastaRecord[] = []
  for await (const record of readFasta(inPieces(bytes, size), nodeCompression)) records.push(record)
  return records
}

const shown = (records: readonly FastaRecord[]) => records.map(({ id, codes }) => [id, decodeSequence(codes)])

describe('readFasta', () => {
  it('reads a header of blanks once, as long as a header may be', async () => {
    const [record] = await read(`>one a${' '.repeat(1_000_000)}b\nACGT\n`)
    expect(record?.description).toHaveLength(1_000_002)
  })

  it('reads ids, descriptions, wrapped lines and lower case, and counts what is no single base', async () => {
    const records = await read('>one first of all\nACGT\nacgu\n>two\n\nNNRY\n>three\n')
    expect(shown(records)).toEqual([
      ['one', 'ACGTACGT'],
      ['two', 'NNNN'],
      ['three', ''],
    ])
    expect(records.map(({ description, line, ambiguous }) => ({ description, line, ambiguous }))).toEqual([
      { description: 'first of all', line: 1, ambiguous: 0 },
      { description: '', line: 4, ambiguous: 4 },
      { description: '', line: 7, ambiguous: 0 },
    ])
  })

  it('gives the same records however lines are wrapped and ended, and wherever pieces are cut', async () => {
    const sequence = fc
      .array(fc.constantFrom('A', 'C', 'G', 'T', 'N'), { maxLength: 40 })
      .map((letters) => letters.join(''))
    const wrapping = fc.record({
      end: fc.constantFrom('\n', '\r\n', '\r'),
      width: fc.integer({ min: 1, max: 50 }),
      blank: fc.boolean(),
      lower: fc.boolean(),
      mark: fc.boolean(),
      last: fc.boolean(),
      piece: fc.integer({ min: 1, max: 30 }),
      packed: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(sequence, { minLength: 1, maxLength: 5 }), wrapping, async (sequences, how) => {
        const lines = sequences.flatMap((text, i) => {
          const wrapped = text.match(new RegExp(`.{1,${how.width}}`, 'g')) ?? []
          const body = how.lower ? wrapped.map((line) => line.toLowerCase()) : wrapped
          return [`>s${i} \u00b5 ${i}`, ...(how.blank ? ['', ...body, ' '] : body)]
        })
        const text = `${how.mark ? '\ufeff' : ''}${lines.join(how.end)}${how.last ? how.end : ''}`
        const bytes = new TextEncoder().encode(text)
        const records = await read(how.packed ? gzipSync(bytes) : bytes, how.piece)
        expect(shown(records)).toEqual(sequences.map((expected, i) => [`s${i}`, expected]))
        expect(records[0]?.description).toBe('\u00b5 0')
      }),
    )
  })

  it('keeps the records of a gzip file of several members, and of one long line', async () => {
    const members = ['>a\nAC', 'GT\n>b\n', 'TTTT\n'].map((text) => gzipSync(text))
    expect(shown(await read(Buffer.concat(members)))).toEqual([
      ['a', 'ACGT'],
      ['b', 'TTTT'],
    ])
    const [long] = await read(`>a\n${'ACGTN'.repeat(100_000)}`, 999)
    expect(long?.codes.length).toBe(500_000)
    expect(long?.ambiguous).toBe(100_000)
  })

  it.each([
    ['', 'FASTA_EMPTY', {}],
    ['\n\n', 'FASTA_EMPTY', {}],
    ['ACGT\n', 'FASTA_HEADER_MISSING', { line: 1, found: 'ACGT' }],
    ['\r\n\r\n@read1\r\nACGT', 'FASTA_HEADER_MISSING', { line: 3, found: '@read1' }],
    ['>a\nAC\n>\nAC', 'FASTA_ID_MISSING', { line: 3 }],
    ['>a\nAC GT\n\nMKL', 'PROTEIN_FOUND', { line: 4, column: 3, found: 'L' }],
    ['>a\nACGT\nAC-GT', 'FASTA_LETTER_INVALID', { line: 3, column: 3, found: '-', record: 'a' }],
    ['>a\r\nACGT\r\nA\u00e9', 'FASTA_LETTER_INVALID', { line: 3, column: 2, found: '\u00e9' }],
  ] as const)('refuses %j', async (text, code, details) => {
    await expect(read(text)).rejects.toMatchObject({ code, details: { file: 'peaks.fa', ...details } })
    // In pieces of one byte no more than that byte is known of what follows.
    const place = { ...details, ...('found' in details && { found: expect.any(String) }) }
    await expect(read(text, 1)).rejects.toMatchObject({ code, details: place })
  })

  it('refuses a header that is no text, naming its line', async () => {
    const bytes = Uint8Array.from([0x3e, 0x61, 0x0a, 0x41, 0x0a, 0x3e, 0xff, 0x0a])
    await expect(read(bytes)).rejects.toMatchObject({ code: 'TEXT_NOT_UTF8', details: { line: 3 } })
  })

  it.skipIf(!hasShared)('reads the genome of phage lambda (needs ../shared)', async () => {
    const records: FastaRecord[] = []
    for await (const record of readFasta(fileSource(sharedPath('data', 'phage', 'lambda_virus.fa')), nodeCompression))
      records.push(record)
    expect(records.map(({ id, codes }) => [id, codes.length])).toEqual([['gi|9626243|ref|NC_001416.1|', 48502]])
  })
})
