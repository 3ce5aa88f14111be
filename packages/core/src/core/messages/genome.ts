import { message } from './message.js'
import { counted } from './number-text.js'

/** What of a FASTA file does not fit its index. */
const INDEX_PROBLEMS = {
  header: { en: 'its header is not where the index says', ko: '헤더가 색인이 말하는 자리에 없습니다' },
  lines: { en: 'its lines do not end where the index says', ko: '줄이 색인이 말하는 자리에서 끝나지 않습니다' },
  size: { en: 'it would end beyond the end of the file', ko: '서열의 끝이 파일의 끝을 넘습니다' },
  rest: {
    en: 'other data follow it, which the index does not know',
    ko: '그 뒤에 색인에 없는 데이터가 이어집니다',
  },
} as const

const TWO_BIT_PROBLEMS = {
  signature: {
    en: 'the file does not start with the signature 1a412743 and a header',
    ko: '파일이 서명 1a412743과 헤더로 시작하지 않습니다',
  },
  version: { en: 'the version is neither 0 nor 1', ko: '버전이 0도 1도 아닙니다' },
  reserved: { en: 'a number that must be 0 is not', ko: '0이어야 하는 값이 0이 아닙니다' },
  count: {
    en: 'there are fewer sequences than the header claims',
    ko: '서열이 헤더가 말하는 것보다 적습니다',
  },
  offset: { en: 'a sequence lies outside the file', ko: '서열의 자리가 파일을 벗어납니다' },
  blocks: {
    en: 'the blocks of N of a sequence overlap, are out of order or reach outside it or the file',
    ko: '한 서열의 N 블록이 겹치거나, 순서가 어긋났거나, 서열이나 파일을 벗어납니다',
  },
  size: { en: 'a sequence is longer than the rest of the file', ko: '서열이 파일의 남은 부분보다 깁니다' },
} as const

/** Errors of genome files. Lines are counted from 1, bases and bytes from 0. */
export const genomeMessages = {
  GENOME_EMPTY: message<{ file: string }>(
    'data',
    (d) => `${d.file}: there is no sequence with a base; expected a genome in FASTA or 2bit`,
    (d) => `${d.file}: 염기가 있는 서열이 없습니다. FASTA나 2bit 형식의 유전체여야 합니다`,
  ),
  GENOME_COMPRESSED: message<{ file: string }>(
    'data',
    (d) =>
      `${d.file}: the FASTA file is compressed, and no stretch of it can be read without the rest. Unpack it with gunzip, or read it whole into memory`,
    (d) =>
      `${d.file}: 압축된 FASTA 파일이라 일부만 골라 읽을 수 없습니다. gunzip으로 압축을 풀거나 전체를 메모리로 읽으십시오`,
  ),
  GENOME_NAME_REPEATED: message<{ file: string; line?: number; found: string }>(
    'data',
    (d) =>
      `${d.file}${d.line === undefined ? '' : `:${d.line}`}: there are two sequences named ${JSON.stringify(d.found)}; expected each name once. Rename or remove one`,
    (d) =>
      `${d.file}${d.line === undefined ? '' : `:${d.line}`}: 이름이 같은 서열이 둘 있습니다: ${JSON.stringify(d.found)}. 이름은 한 번씩만 나와야 합니다. 하나를 지우거나 이름을 바꾸십시오`,
  ),
  GENOME_LINES_UNEVEN: message<{ file: string; line: number; record: string; found: number; expected: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: a line of the sequence ${d.record} has ${counted(d.found, 'base')}; expected ${
        d.expected === 0
          ? 'the next header, since the line before is shorter or blank'
          : `${d.expected} as on its first line`
      }. A genome is read by line lengths: wrap the file evenly, for example with "seqkit seq -w 60"`,
    (d) =>
      `${d.file}:${d.line}: 서열 ${d.record}의 줄에 염기가 ${d.found}개 있습니다. ${
        d.expected === 0
          ? '앞줄이 더 짧거나 비어 있으므로 다음 헤더가 와야 합니다'
          : `첫 줄처럼 ${d.expected}개여야 합니다`
      }. 유전체는 줄 길이로 자리를 찾으므로 "seqkit seq -w 60" 등으로 줄을 고르게 나누십시오`,
  ),
  GENOME_INDEX_LINE_INVALID: message<{ file: string; line: number; found: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the line is ${JSON.stringify(d.found)}; expected a name and four whole numbers (bases, first byte, bases a line, bytes a line) with tabs between them. Make the index anew with "samtools faidx", or delete it: the genome is read without one too`,
    (d) =>
      `${d.file}:${d.line}: 줄의 내용이 ${JSON.stringify(d.found)}입니다. 이름과 정수 네 개(염기 수, 첫 바이트, 한 줄의 염기 수, 한 줄의 바이트 수)가 탭으로 나뉘어 있어야 합니다. "samtools faidx"로 색인을 다시 만들거나 지우십시오. 색인이 없어도 유전체를 읽습니다`,
  ),
  GENOME_INDEX_MISMATCH: message<{
    file: string
    genome: string
    record: string
    problem: keyof typeof INDEX_PROBLEMS
  }>(
    'data',
    (d) =>
      `${d.file}: the index does not fit ${d.genome}: sequence ${JSON.stringify(d.record)}: ${INDEX_PROBLEMS[d.problem].en}. The file was changed after the index was made, or they do not belong together. Make it anew with "samtools faidx ${d.genome}", or delete it: the genome is read without one too`,
    (d) =>
      `${d.file}: 색인이 유전체 파일과 맞지 않습니다(${d.genome}). 서열 ${JSON.stringify(d.record)}: ${INDEX_PROBLEMS[d.problem].ko}. 색인을 만든 뒤에 파일이 바뀌었거나 서로 다른 파일의 것입니다. "samtools faidx ${d.genome}"로 다시 만들거나 지우십시오. 색인이 없어도 유전체를 읽습니다`,
  ),
  GENOME_LETTER_INVALID: message<{ file: string; chromosome: string; position: number; found: string }>(
    'data',
    (d) =>
      `${d.file}: base ${d.position} (from 0) of ${JSON.stringify(d.chromosome)} is ${JSON.stringify(d.found)}; expected a letter of DNA. The file was changed after its index was made, or holds no DNA: delete the index to have the file read anew`,
    (d) =>
      `${d.file}: ${JSON.stringify(d.chromosome)}의 ${d.position}번(0부터 셈) 염기가 ${JSON.stringify(d.found)}입니다. DNA의 글자여야 합니다. 색인을 만든 뒤에 파일이 바뀌었거나 DNA가 아닙니다. 색인을 지우면 파일을 처음부터 다시 읽습니다`,
  ),
  GENOME_CHROMOSOME_UNKNOWN: message<{ file: string; found: string; names: readonly string[] }>(
    'data',
    (d) =>
      `${d.file}: there is no sequence named ${JSON.stringify(d.found)}; there are ${d.names.join(', ')}. Check the name and its spelling (chr1 or 1)`,
    (d) =>
      `${d.file}: 이름이 ${JSON.stringify(d.found)}인 서열이 없습니다. 있는 이름: ${d.names.join(', ')}. 이름과 표기(chr1 또는 1)를 확인하십시오`,
  ),
  GENOME_RANGE_OUTSIDE: message<{ file: string; chromosome: string; start: number; end: number; length: number }>(
    'data',
    (d) =>
      `${d.file}: the bases ${d.start} to ${d.end} of ${JSON.stringify(d.chromosome)} were asked for, which has ${d.length}; expected 0 <= start <= end <= ${d.length}`,
    (d) =>
      `${d.file}: 길이가 ${d.length}인 ${JSON.stringify(d.chromosome)}에서 ${d.start}부터 ${d.end}까지를 읽으려 했습니다. 0 <= 시작 <= 끝 <= ${d.length}이어야 합니다`,
  ),
  TWO_BIT_INVALID: message<{ file: string; byte: number; problem: keyof typeof TWO_BIT_PROBLEMS }>(
    'data',
    (d) =>
      `${d.file}: not a valid .2bit file at byte ${d.byte}: ${TWO_BIT_PROBLEMS[d.problem].en}. The file is damaged or incomplete; copy it again`,
    (d) =>
      `${d.file}: 바이트 ${d.byte}에서 올바른 .2bit 파일이 아닙니다. ${TWO_BIT_PROBLEMS[d.problem].ko}. 파일이 손상되었거나 잘렸으니 다시 복사하십시오`,
  ),
}
