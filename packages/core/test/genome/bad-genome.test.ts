import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type ErrorCode, isHeliconError } from '../../src/core/index.js'
import {
  type BedInterval,
  type Genome,
  genomeFromSequences,
  genomeNegatives,
  memoryRandomAccess,
  openFastaGenome,
  openTwoBitGenome,
  otherPeaks,
  peakWindows,
  readFastaGenome,
  readIntervalFile,
} from '../../src/genome/index.js'
import { memorySource } from '../../src/io/index.js'
import { nodeCompression } from '../../src/node/index.js'
import { sequenceSetFromStrings } from '../../src/sequence/index.js'
import { textFile, textSource } from './texts.js'

const FASTA = '>chr1 first\nACGTACGTAC\nACGTACGTAC\nACG\n>chr2\nTTTTTTTTTT\nTT\n'
const FAI = 'chr1\t23\t12\t10\t11\nchr2\t12\t44\t10\t11\n'

const fasta = (text: string) => () => openFastaGenome(textFile('g.fa', text), undefined)
const indexed = (text: string, fai: string) => () =>
  openFastaGenome(textFile('g.fa', text), textSource('g.fa.fai', fai))
const bed = (text: string) => () => readIntervalFile(textSource('a.bed', text), nodeCompression)
const peak = 'chr1\t5\t9\tp\t0\t.\t1\t2\t3\t2\n'

const genome = genomeFromSequences('g.fa', sequenceSetFromStrings(['chr1', 'chr2'], ['ACGTACGTAC', 'TTTTT']))
const ensembl = genomeFromSequences('g.fa', sequenceSetFromStrings(['1', '2'], ['ACGTACGTAC', 'TTTTT']))
const interval = (chromosome: string, start: number, end: number): BedInterval => {
  return { chromosome, start, end, line: 17, file: 'a.bed' }
}
const windows =
  (intervals: readonly BedInterval[], options: object = {}, where: Genome = genome) =>
  () =>
    peakWindows(intervals, where, { length: 4, ...options })

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

type Case = readonly [what: string, run: () => Promise<unknown>, code: ErrorCode, english: RegExp, korean: RegExp]

const GENOMES: readonly Case[] = [
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

const INDICES: readonly Case[] = [
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

const TWO_BITS: readonly Case[] = [
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

const INTERVALS: readonly Case[] = [
  ['an empty file', bed(''), 'INTERVALS_EMPTY', /^a\.bed: there are no intervals/, /구간이 없습니다/],
  ['comments alone', bed('# a\ntrack x\n\n'), 'INTERVALS_EMPTY', /no intervals/, /구간이 없습니다/],
  [
    'a column too few on line 17',
    bed(`${'chr1\t5\t9\n'.repeat(16)}chr1\t7\n`),
    'INTERVAL_COLUMNS_FEW',
    /^a\.bed:17: the line has 2 columns; expected at least 3, with tabs/,
    /^a\.bed:17: 줄에 열이 2개/,
  ],
  [
    'one without its summit',
    bed(`${peak}chr1\t5\t9\n`),
    'INTERVAL_COLUMNS_FEW',
    /:2: .* at least 10.*summit/,
    /10번째 열의 정점/,
  ],
  [
    'a start that is a word',
    bed('chr1\tx\t9\n'),
    'INTERVAL_NUMBER_INVALID',
    /:1: column 2 \(start\) is "x"/,
    /2번째 열\(start\)/,
  ],
  ['names of columns', bed('chrom\tstart\tend\n'), 'INTERVAL_NUMBER_INVALID', /must start with "#"/, /"#"으로 시작/],
  [
    'a negative start',
    bed('chr1\t-5\t9\n'),
    'INTERVAL_NUMBER_INVALID',
    /is "-5"; expected .* at least 0/,
    /0 이상의 정수/,
  ],
  ['a spreadsheet’s number', bed('chr1\t1e5\t2e5\n'), 'INTERVAL_NUMBER_INVALID', /is "1e5"/, /"1e5"/],
  [
    'thousands with commas',
    bed('chr1\t1\t2,000\n'),
    'INTERVAL_NUMBER_INVALID',
    /column 3 \(end\) is "2,000"/,
    /"2,000"/,
  ],
  [
    'a summit that is a word',
    bed(`${peak}${peak.replace('\t2\n', '\tx\n')}`),
    'INTERVAL_NUMBER_INVALID',
    /:2: column 10/,
    /10번째 열/,
  ],
  [
    'a start after the end',
    bed('chr1\t9\t5\n'),
    'INTERVAL_ORDER_WRONG',
    /:1: the start 9 .* the end 5/,
    /시작\(9\)이 끝\(5\)보다/,
  ],
  [
    'no base between start and end',
    bed('chr1\t9\t9\n'),
    'INTERVAL_WITHOUT_BASES',
    /:1: start and end are both 9.* 1-based/,
    /시작과 끝이 모두 9.*1부터 센/,
  ],
  [
    'a summit outside',
    bed(peak.replace('\t2\n', '\t5\n')),
    'INTERVAL_SUMMIT_OUTSIDE',
    /:1: the summit lies 5 bases after the start, and the interval has 4/,
    /5염기 떨어져.*길이는 4/,
  ],
  [
    'a terminal escape',
    bed('chr\u001b[31m\t5\t9\n'),
    'INTERVAL_CHROMOSOME_INVALID',
    /is "chr\\u001b\[31m"/,
    /"chr\\u001b\[31m"/,
  ],
  ['a NUL byte', bed('chr\u0000\t5\t9\n'), 'TEXT_BINARY', /byte 3 is zero/, /바이트 3의 값이 0/],
  ['no name', bed('\t5\t9\n'), 'INTERVAL_CHROMOSOME_INVALID', /is ""/, /""/],
  ['a line of two megabytes', bed(`chr1\t5\t9\t${'x'.repeat(2 ** 21)}`), 'LINE_TOO_LONG', /line 1: /, /1번째 줄/],
  [
    'text in CP949',
    () => readIntervalFile(memorySource('a.bed', Uint8Array.from([0x23, 0xb0, 0xa1, 10])), nodeCompression),
    'TEXT_NOT_UTF8',
    /^a\.bed, near line 1/,
    /UTF-8/,
  ],
  [
    'GFF',
    bed('# made by x\nchr1\tHAVANA\tgene\t11869\t14409\t.\t+\t.\tID=1\n'),
    'INTERVALS_NOT_BED',
    /^a\.bed:2: expected BED; this looks like GFF or GTF, whose coordinates start at 1/,
    /^a\.bed:2: .*1부터 세는 GFF/,
  ],
  ['GFF with its first line', bed('##gff-version 3\n'), 'INTERVALS_NOT_BED', /:1: .*GFF/, /GFF/],
  ['VCF', bed('##fileformat=VCFv4.2\n#CHROM\n'), 'INTERVALS_NOT_BED', /:1: .*VCF/, /VCF/],
  ['VCF without its head', bed('20\t60343\trs527639301\tG\tA\t100\tPASS\tAC=1\n'), 'INTERVALS_NOT_BED', /VCF/, /VCF/],
  [
    'the table of MACS',
    bed('# MACS\nchr\tstart\tend\tlength\tabs_summit\n'),
    'INTERVALS_NOT_BED',
    /:2: .*\.xls table/,
    /narrowPeak/,
  ],
  ['SAM', bed('@HD\tVN:1.6\n'), 'INTERVALS_NOT_BED', /SAM/, /SAM/],
  ['FASTA', bed('>chr1\nACGT\n'), 'INTERVALS_NOT_BED', /FASTA/, /FASTA/],
]

const WINDOWS: readonly Case[] = [
  [
    'chr1 against 1',
    windows([interval('chr1', 2, 6)], {}, ensembl),
    'INTERVALS_NAMES_DIFFER',
    /^a\.bed: none of its chromosomes \(chr1\) is in g\.fa \(1, 2\)\. .* --chromosome chr1=1 \(chromosomes: \{ chr1: 1 \}\)/,
    /--chromosome chr1=1처럼/,
  ],
  ['1 against chr1', windows([interval('2', 2, 6)]), 'INTERVALS_NAMES_DIFFER', /--chromosome 2=chr2/, /2=chr2/],
  [
    'names of another kind',
    windows([interval('NC_1', 2, 6)]),
    'INTERVALS_NAMES_DIFFER',
    /as in --chromosome chr20=z/,
    /chr20=z/,
  ],
  [
    'a name that leads nowhere',
    windows([interval('chr1', 2, 6)], { chromosomes: { chr1: 'one' } }),
    'GENOME_CHROMOSOME_UNKNOWN',
    /named "one"; there are chr1, chr2/,
    /"one"/,
  ],
  [
    'an interval beyond its chromosome',
    windows([interval('chr1', 1, 5), interval('chr1', 8, 12)]),
    'INTERVAL_BEYOND_CHROMOSOME',
    /^a\.bed:17: the interval ends at 12, but "chr1" of g\.fa has 10 bases\. .*hg19.* offset/,
    /^a\.bed:17: 구간이 12에서 끝나지만.*10염기/,
  ],
  [
    'no window at all',
    windows([interval('chr1', 0, 1), interval('chr1', 1000, 1010)], { offset: -1, beyond: 'count' }),
    'WINDOWS_NONE',
    /^a\.bed: none of 2 intervals gives a window of 4 bases in g\.fa: 1 lie outside the genome and 1 too near an end/,
    /구간 2개 가운데/,
  ],
  [
    'a length of 0',
    windows([], { length: 0 }),
    'ARGUMENT_INVALID',
    /length is 0; expected an integer, at least 1/,
    /length/,
  ],
  ['half an offset', windows([], { offset: 0.5 }), 'ARGUMENT_INVALID', /offset is 0\.5/, /offset/],
  ['no interval', windows([]), 'WINDOWS_NONE', /none of 0 intervals/, /구간 0개/],
  [
    'a negative number of other peaks',
    () => otherPeaks([], genome, { length: 4, avoid: [], most: -1 }),
    'ARGUMENT_INVALID',
    /most is -1/,
    /most/,
  ],
]

const negatives = (positives: readonly BedInterval[], options: object = {}, where: Genome = genome) => {
  return () => genomeNegatives(positives, where, { perPositive: 1, seed: 1, ...options })
}
const NEGATIVES: readonly Case[] = [
  [
    'a genome without room',
    negatives([interval('chr1', 2, 8)]),
    'NEGATIVES_NONE',
    /^g\.fa: no negative of 1 window wanted was found in 10 draws/,
    /음성 창 1개 가운데 10번 뽑아/,
  ],
  [
    'a positive outside the genome',
    negatives([interval('chr1', 8, 12)]),
    'GENOME_RANGE_OUTSIDE',
    /8 to 12/,
    /8부터 12까지/,
  ],
  ['chr1 against 1', negatives([interval('chr1', 2, 6)], {}, ensembl), 'INTERVALS_NAMES_DIFFER', /chr1=1/, /chr1=1/],
  [
    'a blacklist of other names',
    negatives([interval('chr1', 2, 4)], { exclude: [interval('1', 0, 2)] }),
    'INTERVALS_NAMES_DIFFER',
    /^a\.bed: .*--chromosome 1=chr1/,
    /1=chr1/,
  ],
  ['none for each positive', negatives([], { perPositive: 0 }), 'ARGUMENT_INVALID', /perPositive is 0/, /perPositive/],
  ['a tolerance above 1', negatives([], { gcTolerance: 2 }), 'ARGUMENT_INVALID', /gcTolerance is 2/, /gcTolerance/],
  ['a margin below 0', negatives([], { margin: -1 }), 'ARGUMENT_INVALID', /margin is -1/, /margin/],
]

describe.each([
  ['a genome', GENOMES],
  ['an index', INDICES],
  ['a .2bit file', TWO_BITS],
  ['a BED file', INTERVALS],
  ['windows', WINDOWS],
  ['negatives', NEGATIVES],
] as const)('%s', (_kind, cases) => {
  it.each(cases)('is refused: %s', async (_what, run, code, english, korean) => {
    const error: unknown = await Promise.resolve()
      .then(run)
      .then(
        () => 'nothing was refused',
        (thrown: unknown) => thrown,
      )
    if (!isHeliconError(error)) throw new Error(`no error of Helicon: ${String(error)}`)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(english)
    expect(error.text('ko')).toMatch(korean)
  })
})

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
