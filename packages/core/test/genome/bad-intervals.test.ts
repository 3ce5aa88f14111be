import {
  type BedInterval,
  type Genome,
  genomeFromSequences,
  genomeNegatives,
  otherPeaks,
  peakWindows,
  readIntervalFile,
} from '../../src/genome/index.js'
import { memorySource } from '../../src/io/index.js'
import { nodeCompression } from '../../src/node/index.js'
import { sequenceSetFromStrings } from '../../src/sequence/index.js'
import { describeRefusals, type Refusal } from './refusals.js'
import { textSource } from './texts.js'

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

const INTERVALS: readonly Refusal[] = [
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

const WINDOWS: readonly Refusal[] = [
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
const NEGATIVES: readonly Refusal[] = [
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

describeRefusals([
  ['a BED file', INTERVALS],
  ['windows', WINDOWS],
  ['negatives', NEGATIVES],
])
