import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  genomeFromSequences,
  memoryRandomAccess,
  openFastaGenome,
  openTwoBitGenome,
  readFastaGenome,
} from '../../src/genome/index.js'
import { memorySource } from '../../src/io/index.js'
import { nodeCompression } from '../../src/node/index.js'
import { sequenceSetFromStrings } from '../../src/sequence/index.js'
import { describeRefusals, type Refusal } from './refusals.js'
import { textFile, textSource } from './texts.js'

const FASTA = '>chr1 first\nACGTACGTAC\nACGTACGTAC\nACG\n>chr2\nTTTTTTTTTT\nTT\n'
const FAI = 'chr1\t23\t12\t10\t11\nchr2\t12\t44\t10\t11\n'

const fasta = (text: string) => () => openFastaGenome(textFile('g.fa', text), undefined)
const indexed = (text: string, fai: string) => () =>
  openFastaGenome(textFile('g.fa', text), textSource('g.fa.fai', fai))

const genome = genomeFromSequences('g.fa', sequenceSetFromStrings(['chr1', 'chr2'], ['ACGTACGTAC', 'TTTTT']))

/** A .2bit file of one sequence of 5 bases without blocks, changed where `change` says. */
function twoBit(change: (view: DataView) => void): () => Promise<unknown> {
  const bytes = new Uint8Array(16 + 6 + 16 + 8 + 2)
  const view = new DataView(bytes.buffer)
  const numbers: readonly (readonly [number, number])[] = [
    [0, 0x1a412743],
    [8, 1],
    [18, 22],
    [22, 5],
    [26, 1],
    [34, 2],
  ]
  for (const [byte, value] of numbers) view.setUint32(byte, value, true)
  bytes.set([1, 'a'.charCodeAt(0)], 16)
  change(view)
  return async () => (await openTwoBitGenome(memoryRandomAccess('g.2bit', bytes))).read('a', 0, 5)
}

const GENOMES: readonly Refusal[] = [
  ['an empty file', fasta(''), 'GENOME_EMPTY', /^g\.fa: there is no sequence/, /염기가 있는 서열이 없습니다/],
  ['headers alone', fasta('>chr1\n>chr2\n'), 'GENOME_EMPTY', /no sequence with a base/, /서열이 없습니다/],
  ['an empty index', indexed(FASTA, ''), 'GENOME_EMPTY', /^g\.fa\.fai: /, /^g\.fa\.fai: /],
  ['no header', fasta('ACGT\n'), 'FASTA_HEADER_MISSING', /^g\.fa:1: .*"ACGT"/, /첫 서열의 ID/],
  ['a header without a name', fasta('>a\nAC\n> \nAC\n'), 'FASTA_ID_MISSING', /^g\.fa:3: /, /ID가 없습니다/],
  ['a protein', fasta('>a\nACGT\nMKLV\n'), 'FASTA_LETTER_INVALID', /^g\.fa:3:3: .* has "L"/, /"L" 글자가/],
  ['a NUL byte', fasta('>a\nAC\u0000T\n'), 'FASTA_LETTER_INVALID', /^g\.fa:2:3: .*"\\u0000"/, /"\\u0000"/],
  ['a blank in a line', fasta('>a\nACG T\n'), 'FASTA_LETTER_INVALID', /^g\.fa:2:4: .*" "/, /" " 글자가/],
  [
    'a line that is longer than the first',
    fasta('>a\nACGT\nACGTA\n'),
    'GENOME_LINES_UNEVEN',
    /^g\.fa:3: a line of the sequence a has 5 bases; expected 4 as on its first line/,
    /염기가 5개 있습니다\. 첫 줄처럼 4개여야/,
  ],
  [
    'a line after a shorter one',
    fasta('>a\nACGT\nAC\nACGT\n'),
    'GENOME_LINES_UNEVEN',
    /^g\.fa:4: .* expected the next header, since the line before is shorter or blank/,
    /다음 헤더가 와야 합니다/,
  ],
  ['a blank line within', fasta('>a\nACGT\n\nACGT\n'), 'GENOME_LINES_UNEVEN', /^g\.fa:4: /, /seqkit/],
  [
    'bases in the place of a carriage return, which samtools takes',
    fasta('>a\r\nACGT\r\nACGTA\nACGT\r\n'),
    'GENOME_LINES_UNEVEN',
    /^g\.fa:3: .* has 5 bases/,
    /5개/,
  ],
  [
    'two sequences of one name',
    fasta('>a\nAC\n>b\nAC\n>a x\nGG\n'),
    'GENOME_NAME_REPEATED',
    /^g\.fa:5: there are two sequences named "a"/,
    /이름이 같은 서열이 둘/,
  ],
  [
    'two ids of one text',
    async () => genomeFromSequences('memory', sequenceSetFromStrings(['a', 'a'], ['A', 'C'])),
    'GENOME_NAME_REPEATED',
    /^memory: .*"a"/,
    /^memory: /,
  ],
  ['gzip with an index', indexed('\u001f\u008b', FAI), 'GENOME_INDEX_MISMATCH', /^g\.fa\.fai: /, /맞지 않습니다/],
  [
    'gzip to be read at any place',
    () => openFastaGenome(memoryRandomAccess('g.fa.gz', gzipSync(FASTA)), undefined),
    'GENOME_COMPRESSED',
    /^g\.fa\.gz: the FASTA file is compressed.* gunzip/,
    /압축된 FASTA/,
  ],
  [
    'gzip that is cut off',
    () => readFastaGenome(memorySource('g.fa.gz', gzipSync(FASTA).subarray(0, 30)), nodeCompression),
    'COMPRESSED_TRUNCATED',
    /^g\.fa\.gz: /,
    /^g\.fa\.gz: /,
  ],
  [
    'an unknown chromosome',
    () => genome.read('chrZ', 0, 1),
    'GENOME_CHROMOSOME_UNKNOWN',
    /^g\.fa: there is no sequence named "chrZ"; there are chr1, chr2\./,
    /이름이 "chrZ"인 서열이 없습니다/,
  ],
  [
    'a stretch beyond the end',
    () => genome.read('chr1', 5, 11),
    'GENOME_RANGE_OUTSIDE',
    /5 to 11 .* has 10/,
    /길이가 10/,
  ],
  ['half a base', () => genome.read('chr1', 0.5, 2), 'GENOME_RANGE_OUTSIDE', /0\.5 to 2/, /0\.5부터 2까지/],
]

const INDICES: readonly Refusal[] = [
  [
    'a column too few',
    indexed(FASTA, 'chr1\t23\t12\t10\t11\nchr2\t12\t44\t10\n'),
    'GENOME_INDEX_LINE_INVALID',
    /^g\.fa\.fai:2: the line is "chr2\\t12\\t44\\t10"; .*samtools faidx/,
    /^g\.fa\.fai:2: .*정수 네 개/,
  ],
  ['a column more, as for FASTQ', indexed(FASTA, 'a\t4\t3\t4\t5\t9\n'), 'GENOME_INDEX_LINE_INVALID', /:1: /, /:1: /],
  ['a word for a number', indexed(FASTA, 'a\tx\t3\t4\t5\n'), 'GENOME_INDEX_LINE_INVALID', /"a\\tx/, /"a\\tx/],
  [
    'ends of lines of a gigabyte',
    indexed(FASTA, 'chr1\t10\t12\t10\t1000000000\n'),
    'GENOME_INDEX_LINE_INVALID',
    /:1: /,
    /:1: /,
  ],
  ['lines of no bases', indexed(FASTA, 'a\t9\t3\t0\t5\n'), 'GENOME_INDEX_LINE_INVALID', /:1: /, /:1: /],
  [
    'a base more in the file',
    indexed(FASTA.replace('ACG\n', 'ACGT\n'), FAI),
    'GENOME_INDEX_MISMATCH',
    /^g\.fa\.fai: the index does not fit g\.fa: sequence "chr1": its lines do not end where .* "samtools faidx g\.fa", or delete it/,
    /"chr1": 줄이 색인이 말하는 자리에서 끝나지 않습니다/,
  ],
  [
    'a base fewer',
    indexed(FASTA.replace('ACG\n', 'AC\n'), FAI),
    'GENOME_INDEX_MISMATCH',
    /"chr1": its lines/,
    /"chr1"/,
  ],
  [
    'other widths',
    indexed(FASTA.replace('AC\nAC', 'ACAC'), FAI),
    'GENOME_INDEX_MISMATCH',
    /"chr1": its lines/,
    /"chr1"/,
  ],
  ['CRLF since', indexed(FASTA.replaceAll('\n', '\r\n'), FAI), 'GENOME_INDEX_MISMATCH', /"chr1": its header/, /헤더가/],
  [
    'another name',
    indexed(FASTA.replace('chr2', 'chrB'), FAI),
    'GENOME_INDEX_MISMATCH',
    /"chr2": its header/,
    /헤더가/,
  ],
  [
    'a longer name',
    indexed(FASTA.replace('chr2', 'chr22'), FAI),
    'GENOME_INDEX_MISMATCH',
    /"chr2": its header/,
    /헤더가/,
  ],
  [
    'a file that ends early',
    indexed(FASTA.slice(0, -8), FAI),
    'GENOME_INDEX_MISMATCH',
    /"chr2": it would end beyond the end of the file/,
    /"chr2": 서열의 끝이 파일의 끝을 넘습니다/,
  ],
  [
    'a sequence more in the file',
    indexed(`${FASTA}>chr3\nACGT\n`, FAI),
    'GENOME_INDEX_MISMATCH',
    /"chr2": other data follow it/,
    /"chr2": 그 뒤에 색인에 없는/,
  ],
  [
    'a sequence more before the others',
    indexed(`>chr0\nACGT\n${FASTA}`, FAI.replace('\t12\t10', '\t23\t10').replace('\t44\t', '\t55\t')),
    'GENOME_INDEX_MISMATCH',
    /"chr1": its header/,
    /"chr1"/,
  ],
  [
    'the end of a line in the middle of a sequence, when it is read',
    async () => {
      const text = FASTA.replace('ACGTACGTAC\nACG\n', 'ACGT-CGTAC\nACG\n')
      await (await indexed(text, FAI)()).read('chr1', 8, 20)
    },
    'GENOME_LETTER_INVALID',
    /^g\.fa: base 14 \(from 0\) of "chr1" is "-"; expected a letter of DNA/,
    /"chr1"의 14번\(0부터 셈\) 염기가 "-"/,
  ],
]

const TWO_BITS: readonly Refusal[] = [
  [
    'another signature',
    twoBit((v) => v.setUint32(0, 7)),
    'TWO_BIT_INVALID',
    /byte 0: .*1a412743/,
    /바이트 0에서.*서명/,
  ],
  ['version 2', twoBit((v) => v.setUint32(4, 2, true)), 'TWO_BIT_INVALID', /byte 4: the version/, /버전이 0도 1도/],
  ['a number that must be 0', twoBit((v) => v.setUint32(12, 1, true)), 'TWO_BIT_INVALID', /byte 12: /, /0이어야 하는/],
  [
    'a billion sequences',
    twoBit((v) => v.setUint32(8, 1e9, true)),
    'TWO_BIT_INVALID',
    /byte 8: .* fewer/,
    /더 ?적습니다|적습니다/,
  ],
  [
    'a place outside the file',
    twoBit((v) => v.setUint32(18, 4000, true)),
    'TWO_BIT_INVALID',
    /byte 16: /,
    /파일을 벗어납니다/,
  ],
  [
    'a billion bases',
    twoBit((v) => v.setUint32(22, 1e9, true)),
    'TWO_BIT_INVALID',
    /byte 22: .* longer/,
    /남은 부분보다/,
  ],
  [
    'a billion blocks of N',
    twoBit((v) => v.setUint32(26, 1e9, true)),
    'TWO_BIT_INVALID',
    /byte 26: .*blocks/,
    /N 블록/,
  ],
  ['a block beyond the end', twoBit((v) => v.setUint32(34, 6, true)), 'TWO_BIT_INVALID', /byte 30: .*blocks/, /N 블록/],
]

describeRefusals([
  ['a genome', GENOMES],
  ['an index', INDICES],
  ['a .2bit file', TWO_BITS],
])

describe('an index that fits', () => {
  it('is taken', async () => {
    expect((await indexed(FASTA, FAI)()).chromosomes).toHaveLength(2)
    // In another order than the file.
    const [first, second] = FAI.split('\n')
    expect((await indexed(FASTA, `${second}\n${first}\n`)()).chromosomes[0]?.name).toBe('chr2')
  })
})

describe('a .2bit file', () => {
  it('that is whole is read', async () => {
    // Its one block of N has 2 bases.
    expect(await twoBit(() => undefined)()).toEqual(Uint8Array.from([4, 4, 3, 3, 3]))
  })
})
