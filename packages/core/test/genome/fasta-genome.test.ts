import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  faiText,
  genomeFromSequences,
  memoryRandomAccess,
  openFastaGenome,
  openGenome,
  readFastaGenome,
  scanFasta,
} from '../../src/genome/index.js'
import { chunksOf, memorySource } from '../../src/io/index.js'
import { fileSource, nodeCompression, randomAccessFile } from '../../src/node/index.js'
import { decodeSequence, encodeSequence, sequenceSetFromStrings } from '../../src/sequence/index.js'
import { hasShared, sharedPath } from '../shared-data.js'
import { textFile, textSource } from './texts.js'

/** What `samtools faidx` writes for a file: pysam 0.24.1 (htslib). */
const FAIDX = [
  ['one line', '>a\nACGT\n', 'a\t4\t3\t4\t5\n'],
  ['wrapped lines', '>a desc here\nACGT\nACGT\nAC\n>b\tx\nGGGGG\nGG\n', 'a\t10\t13\t4\t5\nb\t7\t31\t5\t6\n'],
  ['no end of the last line', '>a\nACGT\nAC', 'a\t6\t3\t4\t5\n'],
  ['no end of the only line', '>a\nACGT', 'a\t4\t3\t4\t5\n'],
  ['lines that end in CRLF', '>a\r\nACGT\r\nAC\r\n>b\r\nTTT\r\n', 'a\t6\t4\t4\t6\nb\t3\t18\t3\t5\n'],
  ['CRLF and no end of the last line', '>a\r\nACGT\r\nACGT', 'a\t8\t4\t4\t6\n'],
  ['blank lines between sequences', '>a\nACGT\nAC\n\n>b\nTT\n\n\n', 'a\t6\t3\t4\t5\nb\t2\t15\t2\t3\n'],
  ['a header without bases, which is left out', '>a\n>b\nACGT\n', 'b\t4\t6\t4\t5\n'],
  ['lower case and letters of several bases', '>a\nacgtNN\nrY\n', 'a\t8\t3\t6\t7\n'],
  ['a last line as long as the others', '>a\nACGT\nACGT\n>b\nAC\n', 'a\t8\t3\t4\t5\nb\t2\t16\t2\t3\n'],
  ['a blank before the name', '> a b\nACGT\n', 'a\t4\t6\t4\t5\n'],
  ['blank lines at the start', '\n\n>a\nACGT\n', 'a\t4\t5\t4\t5\n'],
] as const

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('an index of a FASTA file', () => {
  it.each(FAIDX)('with %s is the one of samtools', async (_what, text, expected) => {
    for (const size of [1, 2, 3, 1000]) expect(faiText(await scanFasta(inPieces(text, size), 'a.fa'))).toBe(expected)
    // It fits its file, whoever made it.
    const genome = await openFastaGenome(textFile('a.fa', text), textSource('a.fa.fai', expected))
    expect(faiText(genome.index)).toBe(expected)
  })

  it('counts the bytes of a byte order mark', async () => {
    const index = 'a\t6\t6\t4\t5\n'
    expect(faiText(await scanFasta(inPieces('\ufeff>a\nACGT\nAC\n', 2), 'a.fa'))).toBe(index)
    const genome = await openFastaGenome(textFile('a.fa', '\ufeff>a\nACGT\nAC\n'), textSource('a.fa.fai', index))
    expect(decodeSequence(await genome.read('a', 3, 5))).toBe('TA')
  })

  it('of pyfaidx, which lists a sequence without bases, is taken too', async () => {
    const genome = await openFastaGenome(
      textFile('a.fa', '>a\n>b\nACGT\n>c\n'),
      textSource('a.fa.fai', 'a\t0\t3\t0\t0\nb\t4\t6\t4\t5\nc\t0\t14\t0\t0\n'),
    )
    expect(genome.chromosomes.map(({ length }) => length)).toEqual([0, 4, 0])
    expect(decodeSequence(await genome.read('b', 0, 4))).toBe('ACGT')
    expect(await genome.read('c', 0, 0)).toHaveLength(0)
  })
})

/** Sequences as a FASTA file writes them, with the width and end of lines. */
const written = fc.record({
  texts: fc.array(
    fc
      .array(fc.constantFrom('A', 'C', 'G', 'T', 'N', 'a', 'r'), { minLength: 1, maxLength: 60 })
      .map((l) => l.join('')),
    { minLength: 1, maxLength: 4 },
  ),
  width: fc.integer({ min: 1, max: 70 }),
  end: fc.constantFrom('\n', '\r\n'),
  last: fc.boolean(),
  from: fc.nat(60),
  to: fc.nat(60),
})

describe('a genome in FASTA', () => {
  it('gives any stretch, however the file is wrapped, with an index, without one and out of gzip', async () => {
    await fc.assert(
      fc.asyncProperty(written, async ({ texts, width, end, last, from, to }) => {
        const records = texts.map((text, i) =>
          [`>chr${i} ${i}`, ...(text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [])].join(end),
        )
        const file = `${records.join(end)}${last ? end : ''}`
        const scanned = await openFastaGenome(textFile('a.fa', file), undefined)
        const indexed = await openFastaGenome(textFile('a.fa', file), textSource('i', faiText(scanned.index)))
        const packed = await readFastaGenome(memorySource('a.fa.gz', gzipSync(file)), nodeCompression)
        for (const genome of [scanned, indexed, packed]) {
          expect(genome.chromosomes).toEqual(texts.map((text, i) => ({ name: `chr${i}`, length: text.length })))
          for (const [i, text] of texts.entries()) {
            const start = Math.min(from, to, text.length)
            const stop = Math.min(Math.max(from, to), text.length)
            expect(await genome.read(`chr${i}`, start, stop)).toEqual(encodeSequence(text.slice(start, stop)).codes)
          }
        }
      }),
    )
  })

  it('reads a long stretch over many pieces of the file', async () => {
    const sequence = Array.from({ length: 200_000 }, (_, i) => 'ACGTN'[(i * i + (i >> 3)) % 5]).join('')
    const file = `>a\nTT\n>b\r\n${sequence.replace(/.{1,61}/g, '$&\r\n')}`
    const genome = await openFastaGenome(textFile('a.fa', file), undefined)
    expect(decodeSequence(await genome.read('b', 0, 200_000))).toBe(sequence)
    for (const start of [0, 60, 61, 16_000, 99_999, 199_990])
      expect(decodeSequence(await genome.read('b', start, start + 10))).toBe(sequence.slice(start, start + 10))
  })

  it('reads no more of a file than it needs', async () => {
    let bytes = 0
    const text = `>a\n${'ACGTACGTAC\n'.repeat(500_000)}`
    const file = textFile('a.fa', text)
    const counted = {
      ...file,
      read: (start: number, end: number) => {
        bytes += end - start
        return file.read(start, end)
      },
    }
    const genome = await openFastaGenome(counted, textSource('a.fa.fai', 'a\t5000000\t3\t10\t11\n'))
    for (let start = 2_000_000; start < 2_010_000; start += 100) await genome.read('a', start, start + 101)
    expect(text.length).toBeGreaterThan(5_000_000)
    expect(bytes).toBeLessThan(200_000)
  })

  it('is of sequences in memory too, whatever their ids', async () => {
    const genome = genomeFromSequences('memory', sequenceSetFromStrings(['chr 1', '2'], ['ACGT', 'NN']))
    expect(genome.chromosomes).toEqual([
      { name: 'chr 1', length: 4 },
      { name: '2', length: 2 },
    ])
    expect([...(await genome.read('chr 1', 1, 3))]).toEqual([1, 2])
  })

  it('closes its file', async () => {
    let closed = 0
    const file = { ...textFile('a.fa', '>a\nACGT\n'), close: async () => void closed++ }
    await (await openGenome(file, undefined, nodeCompression)).close()
    expect(closed).toBe(1)
    const damaged = { ...textFile('a.fa', '>a\nAC!T\n'), close: async () => void closed++ }
    await expect(openGenome(damaged, undefined, nodeCompression)).rejects.toMatchObject({
      code: 'FASTA_LETTER_INVALID',
    })
    expect(closed).toBe(2)
  })

  it('is told from 2bit and gzip by its first bytes', async () => {
    const genome = await openGenome(
      memoryRandomAccess('a.fa.bgz', gzipSync('>a\nACGT\nAC\n')),
      textSource('a.fa.bgz.fai', 'not used'),
      nodeCompression,
    )
    expect(genome.chromosomes).toEqual([{ name: 'a', length: 6 }])
  })

  it.skipIf(!hasShared)('on disk is read by the index beside it (needs ../shared)', async () => {
    const path = sharedPath('data', 'human_chr20_1mb', 'z.fa')
    const genome = await openFastaGenome(await randomAccessFile(path), fileSource(`${path}.fai`))
    // samtools faidx z.fa z:500001-500030
    expect(decodeSequence(await genome.read('z', 500_000, 500_030))).toBe('TATAAGATGCCTGATTATTAAAGAAGAGCT')
    const scanned = await openFastaGenome(await randomAccessFile(path), undefined)
    expect(scanned.index).toEqual(genome.index)
    expect(await scanned.read('z', 0, 1_000_000)).toEqual(await genome.read('z', 0, 1_000_000))
    await genome.close()
    await scanned.close()
  })

  it('needs no more than one pass over a stream', async () => {
    const taken: string[] = []
    const entries = await scanFasta(
      chunksOf(new TextEncoder().encode('>a\nAC\n>b\nG\n')),
      'a.fa',
      (sequence, codes) => {
        taken.push(`${sequence}:${decodeSequence(codes)}`)
      },
    )
    expect(entries.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(taken).toEqual(['0:AC', '1:G'])
  })
})
