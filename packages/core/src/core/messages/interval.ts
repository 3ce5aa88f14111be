import { message } from './message.js'
import { counted } from './number-text.js'

/** What a file is that was given in the place of BED. */
const OTHER_FORMATS = {
  gff: {
    en: 'GFF or GTF, whose coordinates start at 1. Convert it, for example with gff2bed of BEDOPS',
    ko: '좌표를 1부터 세는 GFF/GTF로 보입니다. BEDOPS의 gff2bed 등으로 변환하십시오',
  },
  vcf: {
    en: 'VCF, whose positions start at 1. Convert it, for example with vcf2bed of BEDOPS',
    ko: '위치를 1부터 세는 VCF로 보입니다. BEDOPS의 vcf2bed 등으로 변환하십시오',
  },
  macs: {
    en: 'the .xls table of MACS, whose coordinates start at 1. Take the .narrowPeak file that MACS wrote beside it',
    ko: '좌표를 1부터 세는 MACS의 .xls 표로 보입니다. MACS가 함께 만든 .narrowPeak 파일을 쓰십시오',
  },
  sam: {
    en: 'SAM or an interval list, whose positions start at 1. Convert it to BED',
    ko: '위치를 1부터 세는 SAM이나 interval list로 보입니다. BED로 변환하십시오',
  },
  fasta: {
    en: 'FASTA or FASTQ: sequences and not coordinates',
    ko: '좌표가 아니라 서열을 담은 FASTA나 FASTQ로 보입니다',
  },
} as const

const COLUMNS = {
  start: { number: 2, en: 'a whole number of at least 0', ko: '0 이상의 정수여야 합니다' },
  end: { number: 3, en: 'a whole number of at least 0', ko: '0 이상의 정수여야 합니다' },
  summit: { number: 10, en: 'a whole number, or -1 for none', ko: '정수이거나, 정점이 없으면 -1이어야 합니다' },
} as const

const ONE_BASED_SIGNS = {
  lengths: {
    en: (count: number) =>
      `in all ${counted(count, 'interval')} the end minus the start is one less than a multiple of ten`,
    ko: (count: number) => `구간 ${count}개 모두에서 끝과 시작의 차이가 10의 배수보다 1 작습니다`,
  },
  neighbours: {
    en: (count: number) =>
      `${count} times an interval starts one base after the end of the one before, and never at it`,
    ko: (count: number) =>
      `앞 구간의 끝에서 1을 더한 자리에서 시작하는 구간이 ${count}개이고, 끝에서 바로 시작하는 구간은 없습니다`,
  },
  firsts: {
    en: (count: number) => `${counted(count, 'interval')} start at 1 and none at 0`,
    ko: (count: number) => `1에서 시작하는 구간이 ${count}개이고 0에서 시작하는 구간은 없습니다`,
  },
} as const

/** Errors and warnings of BED files and of the windows they give. Lines are counted from 1, coordinates as in BED. */
export const intervalMessages = {
  INTERVALS_EMPTY: message<{ file: string }>(
    'data',
    (d) => `${d.file}: there are no intervals; expected lines of chromosome, start and end (BED)`,
    (d) => `${d.file}: 구간이 없습니다. 염색체, 시작, 끝으로 된 줄(BED)이 있어야 합니다`,
  ),
  INTERVAL_SUMMIT_UNEXPECTED: message<{ file: string; line: number; first: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: column 10 looks like the summit of narrowPeak, but line ${d.first}, the first of intervals, has none; expected all lines in the same format. Complete the columns, or leave out those after the third`,
    (d) =>
      `${d.file}:${d.line}: 10번째 열은 narrowPeak의 정점으로 보이지만 첫 구간인 ${d.first}번째 줄에는 정점이 없습니다. 모든 줄의 형식이 같아야 합니다. 열을 채우거나 네 번째 열부터 지우십시오`,
  ),
  INTERVALS_NOT_BED: message<{ file: string; line: number; format: keyof typeof OTHER_FORMATS }>(
    'data',
    (d) => `${d.file}:${d.line}: expected BED; this looks like ${OTHER_FORMATS[d.format].en}`,
    (d) => `${d.file}:${d.line}: BED 파일이어야 하는데 ${OTHER_FORMATS[d.format].ko}`,
  ),
  INTERVAL_COLUMNS_FEW: message<{ file: string; line: number; found: number; expected: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the line has ${counted(d.found, 'column')}; expected at least ${d.expected}, with tabs between them: chromosome, start, end${d.expected === 10 ? ', and in column 10 the summit, as on the first line' : ''}`,
    (d) =>
      `${d.file}:${d.line}: 줄에 열이 ${d.found}개 있습니다. 탭으로 나뉜 ${d.expected}개 이상이어야 합니다: 염색체, 시작, 끝${d.expected === 10 ? ', 그리고 첫 줄처럼 10번째 열의 정점' : ''}`,
  ),
  INTERVAL_CHROMOSOME_INVALID: message<{ file: string; line: number; found: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the chromosome is ${JSON.stringify(d.found)}; expected a name of at most 255 characters without control characters`,
    (d) =>
      `${d.file}:${d.line}: 염색체가 ${JSON.stringify(d.found)}입니다. 제어 문자가 없는 255자 이하의 이름이어야 합니다`,
  ),
  INTERVAL_NUMBER_INVALID: message<{ file: string; line: number; column: keyof typeof COLUMNS; found: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: column ${COLUMNS[d.column].number} (${d.column}) is ${JSON.stringify(d.found)}; expected ${COLUMNS[d.column].en}. Coordinates are 0-based, as in BED; a line of column names must start with "#"`,
    (d) =>
      `${d.file}:${d.line}: ${COLUMNS[d.column].number}번째 열(${d.column})의 값이 ${JSON.stringify(d.found)}입니다. ${COLUMNS[d.column].ko}. 좌표는 BED처럼 0부터 세며, 열 이름을 적은 줄은 "#"으로 시작해야 합니다`,
  ),
  INTERVAL_ORDER_WRONG: message<{ file: string; line: number; start: number; end: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the start ${d.start} is larger than the end ${d.end}; expected start < end, on either strand`,
    (d) => `${d.file}:${d.line}: 시작(${d.start})이 끝(${d.end})보다 큽니다. 어느 가닥이든 시작이 끝보다 작아야 합니다`,
  ),
  INTERVAL_WITHOUT_BASES: message<{ file: string; line: number; start: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: start and end are both ${d.start}, an interval of no bases; expected start < end. If one base is meant, the coordinates are 1-based: subtract 1 from every start`,
    (d) =>
      `${d.file}:${d.line}: 시작과 끝이 모두 ${d.start}이어서 구간에 염기가 없습니다. 시작이 끝보다 작아야 합니다. 염기 하나를 뜻한다면 1부터 센 좌표이니 모든 시작에서 1을 빼십시오`,
  ),
  INTERVAL_SUMMIT_OUTSIDE: message<{ file: string; line: number; found: number; length: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the summit lies ${d.found} bases after the start, and the interval has ${d.length}; expected a number from 0 to ${d.length}, counted from the start (narrowPeak, column 10), or -1`,
    (d) =>
      `${d.file}:${d.line}: 정점이 시작에서 ${d.found}염기 떨어져 있지만 구간의 길이는 ${d.length}입니다. 시작에서 센 0 이상 ${d.length} 이하의 수(narrowPeak의 10번째 열)이거나 -1이어야 합니다`,
  ),
  INTERVAL_BEYOND_CHROMOSOME: message<{
    file: string
    line: number
    genome: string
    chromosome: string
    end: number
    length: number
  }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the interval ends at ${d.end}, but ${JSON.stringify(d.chromosome)} of ${d.genome} has ${d.length} bases. The file may belong to another assembly (hg19, hg38), or the genome is a part of a chromosome: then say with an offset at which base it starts`,
    (d) =>
      `${d.file}:${d.line}: 구간이 ${d.end}에서 끝나지만 ${d.genome}의 ${JSON.stringify(d.chromosome)} 길이는 ${d.length}염기입니다. 다른 유전체 판(hg19, hg38)의 파일일 수 있습니다. 유전체가 염색체의 일부라면 어느 염기에서 시작하는지를 오프셋(offset)으로 지정하십시오`,
  ),
  INTERVALS_NAMES_DIFFER: message<{
    file: string
    genome: string
    found: readonly string[]
    names: readonly string[]
    suggestion?: { readonly from: string; readonly to: string }
  }>(
    'data',
    (d) =>
      `${d.file}: none of its chromosomes (${d.found.join(', ')}) is in ${d.genome} (${d.names.join(', ')}). ${
        d.suggestion === undefined
          ? 'Check that the files belong together, or say what the genome calls them, as in --chromosome chr20=z'
          : `The names differ in their spelling; say what the genome calls them, as in --chromosome ${d.suggestion.from}=${d.suggestion.to} (chromosomes: { ${d.suggestion.from}: ${d.suggestion.to} })`
      }`,
    (d) =>
      `${d.file}: 염색체(${d.found.join(', ')}) 가운데 ${d.genome}에 있는 것이 없습니다(있는 것: ${d.names.join(', ')}). ${
        d.suggestion === undefined
          ? '함께 쓰는 파일이 맞는지 확인하거나, 유전체에서 쓰는 이름을 --chromosome chr20=z처럼 알려 주십시오'
          : `이름의 표기가 다릅니다. 유전체에서 쓰는 이름을 --chromosome ${d.suggestion.from}=${d.suggestion.to}처럼 알려 주십시오(chromosomes: { ${d.suggestion.from}: ${d.suggestion.to} })`
      }`,
  ),
  INTERVALS_ONE_BASED: message<{ file: string; sign: keyof typeof ONE_BASED_SIGNS; count: number }>(
    'data',
    (d) =>
      `${d.file}: the coordinates look 1-based: ${ONE_BASED_SIGNS[d.sign].en(d.count)}. BED is 0-based and half-open; if they are 1-based, subtract 1 from every start`,
    (d) =>
      `${d.file}: 좌표를 1부터 센 것으로 보입니다. ${ONE_BASED_SIGNS[d.sign].ko(d.count)}. BED는 0부터 세고 끝은 포함하지 않습니다. 1부터 센 좌표라면 모든 시작에서 1을 빼십시오`,
  ),
  WINDOWS_NONE: message<{
    file: string
    genome: string
    length: number
    intervals: number
    outside: number
    edge: number
  }>(
    'data',
    (d) =>
      `${d.file}: none of ${counted(d.intervals, 'interval')} gives a window of ${d.length} bases in ${d.genome}: ${d.outside} lie outside the genome and ${d.edge} too near an end. Check the genome, the offset and the length`,
    (d) =>
      `${d.file}: 구간 ${d.intervals}개 가운데 ${d.genome}에서 길이 ${d.length}염기의 창을 얻을 수 있는 것이 없습니다. 유전체 밖에 있는 것이 ${d.outside}개, 끝에 너무 가까운 것이 ${d.edge}개입니다. 유전체와 오프셋, 길이를 확인하십시오`,
  ),
  NEGATIVES_NONE: message<{ genome: string; wanted: number; drawn: number }>(
    'data',
    (d) =>
      `${d.genome}: no negative of ${counted(d.wanted, 'window')} wanted was found in ${d.drawn} draws: the genome is too small, or the peaks and what is left out cover it. Take shuffles of the positives instead, or a larger genome`,
    (d) =>
      `${d.genome}: 필요한 음성 창 ${d.wanted}개 가운데 ${d.drawn}번 뽑아 하나도 찾지 못했습니다. 유전체가 너무 작거나 피크와 제외 구간이 거의 다 덮고 있습니다. 양성을 섞은 서열을 음성으로 쓰거나 더 큰 유전체를 쓰십시오`,
  ),
}
