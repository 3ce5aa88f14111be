import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import { fastaRecords } from '../../src/dataset/formats/fasta-records.js'
import { fastqRecords } from '../../src/dataset/formats/fastq-records.js'
import { readStream } from '../../src/dataset/formats/read-stream.js'
import { sniffRecords } from '../../src/dataset/formats/sniff-records.js'
import { tableRecords } from '../../src/dataset/formats/table-records.js'
import type { TableSpec } from '../../src/dataset/formats/table-spec.js'
import { withTargets } from '../../src/dataset/formats/target-records.js'
import { type LabelRecordsOptions, labelRecords } from '../../src/dataset/labels/index.js'
import type { ByteSource } from '../../src/io/index.js'
import { file, packing, rawRecords } from './record-files.js'

type Content = string | Uint8Array

const fasta = (content: Content) => async () => rawRecords(fastaRecords(file('x.fa', content), packing))
const fastq = (content: Content) => async () => rawRecords(fastqRecords(file('x.fq', content), packing))
const table = (content: Content, spec?: TableSpec) => async () =>
  rawRecords(tableRecords(file('x.tsv', content), packing, spec))
const labels = (content: Content, options?: LabelRecordsOptions, spec?: TableSpec) => async () =>
  readStream(await labelRecords(await tableRecords(file('x.tsv', content), packing, spec), options))
const sniff = (content: Content) => async () => sniffRecords(file('x.txt', content), packing)

/** A table of one label column. */
const words = (...all: readonly string[]) =>
  ['id\tsequence\tbound', ...all.map((label, i) => `s${i}\tACGT\t${label}`)].join('\n')
/** Twenty rows of four columns; `line17` stands in the seventeenth line. */
const twenty = (line17: string) =>
  Array.from({ length: 20 }, (_, i) =>
    i === 0 ? 'FoldID\tEventID\tseq\tBound' : i === 16 ? line17 : `A\ts${i}\tACGTACGT\t${i % 2}`,
  ).join('\n')
/** "\ud55c\uae00" in CP949. */
const CP949 = Uint8Array.of(0xc7, 0xd1, 0xb1, 0xdb)
const bytes = (...parts: readonly Content[]) =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? new TextEncoder().encode(part) : part)]))

/** One line of 250 MB behind `start`, and how much of it is asked for. */
function endlessLine(name: string, start: string): ByteSource & { given: number } {
  const source = {
    name,
    given: 0,
    stream: async function* () {
      yield new TextEncoder().encode(start)
      const chunk = new Uint8Array(1_000_000).fill(65)
      for (source.given = 0; source.given < 250; source.given++) yield chunk
    },
  }
  return source
}

const CASES: Readonly<Record<string, () => Promise<unknown>>> = {
  'protein in FASTA': fasta('>a\nACGT\n>p first\nMA\nACDEFGHIKL\n'),
  'protein in a table': table('id\tsequence\na\tACGT\np\tMKLV\n'),
  'a table of proteins without a header': table('p\tMADEFGHIKLMNPQRS\nq\tMADEFGHIKLMNPQRT\n', {
    idColumn: 1,
    labelColumns: [],
  }),
  'a gap in FASTA': fasta('>a\nAC-GT\n'),
  'a digit in a table': table('id\tsequence\na\tACGT\nb\tACG7T\n'),
  'a letter of another script': table('id\tsequence\na\tACGT\nb\tAC\u{1f9ec}\n'),
  'an empty FASTA file': fasta(''),
  'an empty FASTQ file': fastq('\n'),
  'an empty table': table('\r\n\r\n'),
  'an empty file of no known format': sniff(''),
  'a table of a header alone': table('id\tsequence\tlabel\n'),
  'text that is no sequences': sniff('Dear all,\nplease find attached\n'),
  'an empty record in FASTA': fasta('>a\nACGT\n>b\n>c\nACGT\n'),
  'an empty record in a table': table('id\tsequence\na\tACGT\nb\t\n'),
  'a FASTA file without a header': fasta('ACGT\n'),
  'a header that goes on and on': fasta(`>a\nAC\n>${'x'.repeat(1_100_000)}\nAC\n`),
  'a header with fewer labels': fasta('>a label=1,0\nAC\n>b label=1\nAC\n'),
  'a read without quality values': fastq('@a\nACGT\n'),
  'a read of too few quality values': fastq('@a\nAC\n+\nII\n@b\nACGT\n+\nII\n'),
  'a read that does not start with @': fastq('@a\nAC\n+\nII\nb\nAC\n+\nII\n'),
  'a column too few on line 17': table(twenty('A\tACGTACGT')),
  'a column too many on line 17': table(twenty('A\ts17\tACGT\t1\textra')),
  'a column too few without a header': table('a,ACGTACGT,1\nb,ACGTACGT,0\nc,ACGTACGT\n', { idColumn: 1 }),
  'a column that is not there': table('id\tsequence\na\tACGT\n', { labelColumns: ['lable'] }),
  'a column by name without a header': table('a\tACGT\n', { header: false, labelColumns: ['label'] }),
  'no column of DNA': table('name\tvalue\na\t1\nb\t2\n'),
  'two columns of DNA': table('id\tsense\tantisense\na\tACGTACGT\tACGTACGT\n'),
  'two columns that may be the label, without a header': table(
    'ACGTACGT,1,K562\nACGTACGT,0,A549\nACGTACGT,0,A549\n'.repeat(5),
  ),
  'two columns that may be the label': table('id\tsequence\tcell\tlevel\na\tACGT\tK562\t1\nb\tACGT\tA549\t2\n'),
  'a table with the line ends of old Macs': table('id,sequence\ra,ACGT\rb,GGCC\r'),
  'a base a column': table('A,'.repeat(10_001)),
  'quotes that are not closed': table('id\tsequence\na\t"ACGT\nb\tACGT\n'),
  'text behind quotes': table('id\tsequence\na\t"ACGT"A\nb\tACGT\n'),
  'labels that differ by case': labels(words('Yes', 'no', 'yes ', 'yes', 'no')),
  'labels that differ by blanks': labels('id,sequence,label\na,ACGT,not bound\nb,ACGT,not  bound\nc,ACGT,bound\n'),
  'labels in two ways of writing': labels(words('pos', 'neg', 'positive')),
  '1 among yes and no': labels(words('yes', 'no', '1', 'no', 'yes')),
  'a label that is missing': labels(words('1', '0', 'NA', '')),
  'labels that are one word': labels(words('EI', 'EI')),
  'labels that may be classes or quantities': labels(words('0', '1', '2')),
  'three classes for two': labels(words('a', 'b', 'c'), { kind: 'binary' }),
  'a label that is none of the classes': labels(words('EI', 'XX'), { classes: ['EI', 'IE', 'N'] }),
  'a word among quantities': labels(words('0.5', 'high'), { kind: 'regression' }),
  'a word among several labels': labels('id,sequence,label1,label2\na,ACGT,1,0\nb,ACGT,yes,1\n'),
  'a label as long as a text': labels(words('x'.repeat(300), 'y')),
  'a record of another length': labels('id,sequence,label\na,ACGT,1\nb,ACG,0\n', { length: 4 }),
  'CP949 in FASTA': fasta(bytes('>a\nACGT\n>', CP949, '\nACGT\n')),
  'CP949 in a table': table(bytes('id\tsequence\na\tACGT\n', CP949, '\tACGT\n')),
  'UTF-16': fasta(bytes(Uint8Array.of(0xff, 0xfe), '>\0a\0\n\0')),
  'UTF-16 without its mark': table('i\0d\0\t\0'),
  'zero bytes in FASTA': fasta('>a\nACGT\0\0\n'),
  'damaged gzip': fasta(gzipSync('>a\nACGT\n'.repeat(50)).map((byte, i) => (i === 30 ? byte ^ 255 : byte))),
  'truncated gzip': table(gzipSync('id\tsequence\na\tACGT\n').subarray(0, 20)),
  'a line of 250 MB in FASTA': () => rawRecords(fastaRecords(endlessLine('x.fa', '>a\n'), packing)),
  'a line of 250 MB in a table': () => rawRecords(tableRecords(endlessLine('x.tsv', 'id\tsequence\na\t'), packing)),
  'a line of 250 MB in FASTQ': () => rawRecords(fastqRecords(endlessLine('x.fq', '@a\n'), packing)),
  'fewer labels than records': async () =>
    withTargets(await fastaRecords(file('x.fa', '>a\nA\n>b\nC\n'), packing), file('y.txt', '1\n'), packing).then(
      rawRecords,
    ),
}

/** What the user is told: code, English and Korean. */
const TOLD: Readonly<Record<keyof typeof CASES, readonly [string, string, string]>> = {
  'protein in FASTA': [
    'PROTEIN_FOUND',
    'x.fa:5:4: the sequence p has "E", an amino acid. The file looks like protein: expected letters of DNA or RNA (A, C, G, T, U, N and the other IUPAC letters). Give the nucleotide sequences',
    'x.fa:5:4: 서열 p에 아미노산 글자가 있습니다: "E". 단백질 서열로 보입니다. DNA나 RNA의 글자(A, C, G, T, U, N 등의 IUPAC 글자)여야 합니다. 염기 서열을 넣으십시오',
  ],
  'protein in a table': [
    'RECORD_PROTEIN',
    'x.tsv:3: the sequence p has "L", an amino acid, at position 3 (from 1). The file looks like protein: expected letters of DNA or RNA (A, C, G, T, U, N and the other IUPAC letters). Give the nucleotide sequences',
    'x.tsv:3: 서열 p의 3번째 글자가 아미노산 글자 "L"입니다. 단백질 서열로 보입니다. DNA나 RNA의 글자(A, C, G, T, U, N 등의 IUPAC 글자)여야 합니다. 염기 서열을 넣으십시오',
  ],
  'a table of proteins without a header': [
    'RECORD_PROTEIN',
    'x.tsv:1: the sequence p has "E", an amino acid, at position 4 (from 1). The file looks like protein: expected letters of DNA or RNA (A, C, G, T, U, N and the other IUPAC letters). Give the nucleotide sequences',
    'x.tsv:1: 서열 p의 4번째 글자가 아미노산 글자 "E"입니다. 단백질 서열로 보입니다. DNA나 RNA의 글자(A, C, G, T, U, N 등의 IUPAC 글자)여야 합니다. 염기 서열을 넣으십시오',
  ],
  'a gap in FASTA': [
    'FASTA_LETTER_INVALID',
    'x.fa:2:3: the sequence a has "-"; expected letters of DNA or RNA: A, C, G, T, U, N and the other IUPAC letters. Proteins, gaps and quality values cannot be read',
    'x.fa:2:3: 서열 a에 "-" 글자가 있습니다. DNA나 RNA의 글자(A, C, G, T, U, N 등의 IUPAC 글자)만 쓸 수 있습니다. 단백질, 갭, 품질 값은 읽을 수 없습니다',
  ],
  'a digit in a table': [
    'RECORD_LETTER_INVALID',
    'x.tsv:3: the sequence b has "7" at position 4 (from 1); expected letters of DNA or RNA: A, C, G, T, U, N and the other IUPAC letters. Correct it, or remove the record',
    'x.tsv:3: 서열 b의 4번째 글자가 "7"입니다. DNA나 RNA의 글자(A, C, G, T, U, N 등의 IUPAC 글자)만 쓸 수 있습니다. 고치거나 레코드를 지우십시오',
  ],
  'a letter of another script': [
    'RECORD_LETTER_INVALID',
    'x.tsv:3: the sequence b has "🧬" at position 3 (from 1); expected letters of DNA or RNA: A, C, G, T, U, N and the other IUPAC letters. Correct it, or remove the record',
    'x.tsv:3: 서열 b의 3번째 글자가 "🧬"입니다. DNA나 RNA의 글자(A, C, G, T, U, N 등의 IUPAC 글자)만 쓸 수 있습니다. 고치거나 레코드를 지우십시오',
  ],
  'an empty FASTA file': [
    'FASTA_EMPTY',
    'x.fa: there are no sequences; expected a line such as ">id" and lines of letters after it',
    'x.fa: 서열이 없습니다. ">id"와 같은 줄 다음에 서열 줄이 있어야 합니다',
  ],
  'an empty FASTQ file': [
    'RECORDS_MISSING',
    'x.fq: the file is empty; expected sequences as FASTA, FASTQ or a table. It may not have been copied completely',
    'x.fq: 빈 파일입니다. FASTA, FASTQ 또는 표로 된 서열이 있어야 합니다. 복사가 끝나지 않았을 수 있습니다',
  ],
  'an empty table': [
    'RECORDS_MISSING',
    'x.tsv: the file is empty; expected sequences as FASTA, FASTQ or a table. It may not have been copied completely',
    'x.tsv: 빈 파일입니다. FASTA, FASTQ 또는 표로 된 서열이 있어야 합니다. 복사가 끝나지 않았을 수 있습니다',
  ],
  'an empty file of no known format': [
    'RECORDS_MISSING',
    'x.txt: the file is empty; expected sequences as FASTA, FASTQ or a table. It may not have been copied completely',
    'x.txt: 빈 파일입니다. FASTA, FASTQ 또는 표로 된 서열이 있어야 합니다. 복사가 끝나지 않았을 수 있습니다',
  ],
  'a table of a header alone': [
    'TABLE_EMPTY',
    'x.tsv: the table has no rows of data; expected one row a sequence',
    'x.tsv: 표에 데이터 행이 없습니다. 서열마다 한 행이 있어야 합니다',
  ],
  'text that is no sequences': [
    'RECORD_FORMAT_UNKNOWN',
    'x.txt: no known format of sequences: it starts with "Dear all,". Expected FASTA (">id"), FASTQ ("@id"), a table with a column of sequences, BED, npz or 2bit; or name the format',
    'x.txt: 알 수 없는 서열 형식입니다. 파일이 "Dear all,"로 시작합니다. FASTA(">id"), FASTQ("@id"), 서열 열이 있는 표, BED, npz, 2bit 중 하나여야 합니다. 또는 형식을 지정하십시오',
  ],
  'an empty record in FASTA': [
    'RECORD_EMPTY',
    'x.fa:3: the record b has no sequence; expected at least one base. Remove the record',
    'x.fa:3: 레코드 b에 서열이 없습니다. 한 염기 이상이어야 합니다. 레코드를 지우십시오',
  ],
  'an empty record in a table': [
    'RECORD_EMPTY',
    'x.tsv:3: the record b has no sequence; expected at least one base. Remove the record',
    'x.tsv:3: 레코드 b에 서열이 없습니다. 한 염기 이상이어야 합니다. 레코드를 지우십시오',
  ],
  'a FASTA file without a header': [
    'FASTA_HEADER_MISSING',
    'x.fa:1: the line starts with "ACGT"; expected ">" and the id of the first sequence. This is no FASTA file, or its first line is missing',
    'x.fa:1: 줄이 "ACGT"로 시작합니다. 첫 서열의 ID가 있는 ">" 줄이 먼저 있어야 합니다. FASTA 파일이 아니거나 첫 줄이 빠졌습니다',
  ],
  'a header that goes on and on': [
    'LINE_TOO_LONG',
    'x.fa, line 3: longer than 1048576 characters. It is probably not a text file',
    'x.fa, 3번째 줄: 1048576자를 넘습니다. 텍스트 파일이 아닌 것으로 보입니다',
  ],
  'a header with fewer labels': [
    'HEADER_LABELS_DIFFER',
    'x.fa:3: the header of b has 1 label; expected 2, as in the first headers',
    'x.fa:3: b의 헤더에 레이블이 1개 있습니다. 앞의 헤더와 같이 2개여야 합니다',
  ],
  'a read without quality values': [
    'FASTQ_INVALID',
    'x.fq:1: the file ends within the record; expected the sequence, a line "+" and the quality values. It is truncated; copy it again',
    'x.fq:1: 레코드 중간에서 파일이 끝났습니다. 서열, "+" 줄, 품질 값이 있어야 합니다. 파일이 잘렸으니 다시 복사하십시오',
  ],
  'a read of too few quality values': [
    'FASTQ_QUALITY_LENGTH',
    'x.fq:5: the read b has 2 quality values; expected 4, one a base. The file is damaged; copy it again',
    'x.fq:5: 리드 b의 품질 값이 2개입니다. 염기마다 하나씩 4개여야 합니다. 파일이 손상되었으니 다시 복사하십시오',
  ],
  'a read that does not start with @': [
    'FASTQ_INVALID',
    'x.fq:5: the record does not start with "@" and an id; expected a line such as "@read1"',
    'x.fq:5: 레코드가 "@"와 ID로 시작하지 않습니다. "@read1"과 같은 줄이어야 합니다',
  ],
  'a column too few on line 17': [
    'TABLE_ROW_WIDTH',
    'x.tsv: line 17 has 2 columns; the header has 4. Correct the line, or put values that hold the delimiter in double quotes',
    'x.tsv: 17번째 줄의 열은 2개이고 헤더의 열은 4개입니다. 줄을 고치거나, 구분자가 든 값을 큰따옴표로 묶으십시오',
  ],
  'a column too many on line 17': [
    'TABLE_ROW_WIDTH',
    'x.tsv: line 17 has 5 columns; the header has 4. Correct the line, or put values that hold the delimiter in double quotes',
    'x.tsv: 17번째 줄의 열은 5개이고 헤더의 열은 4개입니다. 줄을 고치거나, 구분자가 든 값을 큰따옴표로 묶으십시오',
  ],
  'a column too few without a header': [
    'TABLE_ROW_WIDTH',
    'x.tsv: line 3 has 2 columns; most lines have 3. Correct the line, or put values that hold the delimiter in double quotes',
    'x.tsv: 3번째 줄의 열은 2개이고 다른 줄의 열은 3개입니다. 줄을 고치거나, 구분자가 든 값을 큰따옴표로 묶으십시오',
  ],
  'a column that is not there': [
    'TABLE_COLUMN_UNKNOWN',
    'x.tsv: there is no column "lable"; the columns are id, sequence',
    'x.tsv: "lable" 열이 없습니다. 있는 열: id, sequence',
  ],
  'a column by name without a header': [
    'TABLE_COLUMN_UNKNOWN',
    'x.tsv: there is no column "label"; the table has no header and 2 columns: give a number from 1 to 2',
    'x.tsv: "label" 열이 없습니다. 표에 헤더가 없고 열은 2개입니다. 1부터 2까지의 번호로 지정하십시오',
  ],
  'no column of DNA': [
    'TABLE_SEQUENCE_MISSING',
    'x.tsv: no column of the table holds DNA (columns: name, value); expected one of A, C, G, T. If there is one, name it with --sequence-column or sequenceColumn',
    'x.tsv: 표에 DNA 서열로 된 열이 없습니다(열: name, value). A, C, G, T로 된 열이 있어야 합니다. 있다면 --sequence-column이나 sequenceColumn으로 지정하십시오',
  ],
  'two columns of DNA': [
    'TABLE_SEQUENCE_AMBIGUOUS',
    'x.tsv: several columns hold DNA: antisense, sense. Name the one to read with --sequence-column or sequenceColumn',
    'x.tsv: DNA 서열로 된 열이 여럿입니다: antisense, sense. 읽을 열을 --sequence-column이나 sequenceColumn으로 지정하십시오',
  ],
  'two columns that may be the label, without a header': [
    'TABLE_LABELS_AMBIGUOUS',
    'x.tsv: several columns may be the label: column 2, column 3. Name it, or them, with --label-column or labelColumns',
    'x.tsv: 레이블일 수 있는 열이 여럿입니다: 2번 열, 3번 열. 레이블 열을 --label-column이나 labelColumns로 지정하십시오',
  ],
  'two columns that may be the label': [
    'TABLE_LABELS_AMBIGUOUS',
    'x.tsv: several columns may be the label: cell, level. Name it, or them, with --label-column or labelColumns',
    'x.tsv: 레이블일 수 있는 열이 여럿입니다: cell, level. 레이블 열을 --label-column이나 labelColumns로 지정하십시오',
  ],
  'a table with the line ends of old Macs': [
    'TABLE_LINE_ENDS',
    "x.tsv: the lines end in CR alone, as on very old Macs; expected LF or CRLF. Save the table again, or: tr '\\r' '\\n' < FILE > NEW",
    "x.tsv: 줄이 CR로만 끝납니다(아주 오래된 Mac의 방식). LF나 CRLF여야 합니다. 표를 다시 저장하거나 바꾸십시오: tr '\\r' '\\n' < 파일 > 새파일",
  ],
  'a base a column': [
    'TABLE_TOO_WIDE',
    'x.tsv: most lines have 10002 columns; expected a table of sequences with at most 10000. Give each sequence in one column, without delimiters between its letters',
    'x.tsv: 열이 10002개입니다. 서열 표의 열은 10000개 이하여야 합니다. 서열의 글자 사이에 구분자를 두지 말고 한 열에 넣으십시오',
  ],
  'quotes that are not closed': [
    'QUOTE_INVALID',
    'x.tsv, line 2: a quoted value that starts here has no closing quote',
    'x.tsv, 2번째 줄: 여기서 시작한 따옴표가 닫히지 않았습니다',
  ],
  'text behind quotes': [
    'QUOTE_INVALID',
    'x.tsv, line 2: text follows the closing quote of a value; expected a delimiter or the end of the line',
    'x.tsv, 2번째 줄: 닫는 따옴표 뒤에 글자가 있습니다. 구분자나 줄 끝이 와야 합니다',
  ],
  'labels that differ by case': [
    'LABEL_SPELLINGS_DIFFER',
    'x.tsv: bound writes what looks like one class in several ways: "Yes" (once, in line 2), "yes" (2 times, first in line 4). Expected one spelling a class; correct them, or name the classes (classes) if they are different ones',
    'x.tsv: 레이블 bound에 한 클래스를 여러 가지로 적은 듯한 값이 있습니다: "Yes"(1번, 2번째 줄), "yes"(2번, 처음은 4번째 줄). 클래스마다 표기가 하나여야 합니다. 고치거나, 서로 다른 클래스라면 클래스의 이름을 지정하십시오(classes)',
  ],
  'labels that differ by blanks': [
    'LABEL_SPELLINGS_DIFFER',
    'x.tsv: label writes what looks like one class in several ways: "not  bound" (once, in line 3), "not bound" (once, in line 2). Expected one spelling a class; correct them, or name the classes (classes) if they are different ones',
    'x.tsv: 레이블 label에 한 클래스를 여러 가지로 적은 듯한 값이 있습니다: "not  bound"(1번, 3번째 줄), "not bound"(1번, 2번째 줄). 클래스마다 표기가 하나여야 합니다. 고치거나, 서로 다른 클래스라면 클래스의 이름을 지정하십시오(classes)',
  ],
  'labels in two ways of writing': [
    'LABEL_SPELLINGS_DIFFER',
    'x.tsv: bound writes what looks like one class in several ways: "pos" (once, in line 2), "positive" (once, in line 4). Expected one spelling a class; correct them, or name the classes (classes) if they are different ones',
    'x.tsv: 레이블 bound에 한 클래스를 여러 가지로 적은 듯한 값이 있습니다: "pos"(1번, 2번째 줄), "positive"(1번, 4번째 줄). 클래스마다 표기가 하나여야 합니다. 고치거나, 서로 다른 클래스라면 클래스의 이름을 지정하십시오(classes)',
  ],
  '1 among yes and no': [
    'LABEL_NUMBERS_AND_WORDS',
    'x.tsv: bound mixes numbers and words: "no" (2 times, first in line 3), "yes" (2 times, first in line 2), "1" (once, in line 4). Expected either; correct them, or name the classes (classes) if all are',
    'x.tsv: 레이블 bound에 수와 낱말이 섞여 있습니다: "no"(2번, 처음은 3번째 줄), "yes"(2번, 처음은 2번째 줄), "1"(1번, 4번째 줄). 한 가지여야 합니다. 고치거나, 모두 클래스라면 클래스의 이름을 지정하십시오(classes)',
  ],
  'a label that is missing': [
    'LABEL_MISSING',
    'x.tsv: bound is missing in 2 records, first in line 4 ("NA"); expected a label for each record. Remove these records or give them one',
    'x.tsv: bound 레이블이 없는 레코드가 2개입니다(처음은 4번째 줄, 값 "NA"). 레코드마다 레이블이 있어야 합니다. 그 레코드를 빼거나 레이블을 채우십시오',
  ],
  'labels that are one word': [
    'LABEL_SINGLE_WORD',
    'x.tsv: all 2 labels of bound are "EI"; expected at least two classes. Name the classes (classes), add the missing ones, or look whether this is the label column',
    'x.tsv: bound의 레이블 2개가 모두 "EI"입니다. 클래스가 둘 이상이어야 합니다. 클래스의 이름을 지정하거나(classes), 빠진 클래스를 추가하거나, 레이블 열이 맞는지 확인하십시오',
  ],
  'labels that may be classes or quantities': [
    'LABEL_KIND_AMBIGUOUS',
    'x.tsv: the values of bound are whole numbers (0, 1, 2), which may be classes or quantities. Say which: kind categorical or regression, or name the classes (classes)',
    'x.tsv: bound의 값이 정수(0, 1, 2)라 클래스인지 양인지 알 수 없습니다. 종류(categorical 또는 regression)나 클래스의 이름(classes)을 지정하십시오',
  ],
  'three classes for two': [
    'LABEL_KIND_IMPOSSIBLE',
    'x.tsv: bound has the values a, b, c; expected two classes for a binary label. Choose another kind, or another label column',
    'x.tsv: bound의 값은 a, b, c입니다. 이진 레이블이면 클래스가 둘이어야 합니다. 다른 종류나 다른 레이블 열을 지정하십시오',
  ],
  'a label that is none of the classes': [
    'LABEL_UNKNOWN',
    'x.tsv:3: bound is "XX"; expected one of EI, IE, N',
    'x.tsv:3: bound 값이 "XX"입니다. 다음 중 하나여야 합니다: EI, IE, N',
  ],
  'a word among quantities': [
    'LABEL_NOT_NUMBER',
    'x.tsv:3: bound is "high"; expected a number',
    'x.tsv:3: bound 값이 "high"입니다. 수여야 합니다',
  ],
  'a word among several labels': [
    'LABEL_NOT_NUMBER',
    'x.tsv:3: label1 is "yes"; expected a number (0, 1 or nothing for several tasks): words are classes in a single label column only',
    'x.tsv:3: label1 값이 "yes"입니다. 수여야 합니다(태스크가 여럿이면 0, 1 또는 빈칸). 낱말은 레이블 열이 하나일 때만 클래스가 됩니다',
  ],
  'a label as long as a text': [
    'LABEL_TOO_LONG',
    'x.tsv:2: the label of bound has more than 200 characters; expected a number or the name of a class. Look whether this is the label column',
    'x.tsv:2: bound 레이블이 200자를 넘습니다. 수나 클래스의 이름이어야 합니다. 레이블 열이 맞는지 확인하십시오',
  ],
  'a record of another length': [
    'RECORD_LENGTH_DIFFERS',
    'x.tsv:3: the record b has 3 bases; expected 4. Give sequences of one length, or choose to crop and pad them (fit: both)',
    'x.tsv:3: 레코드 b의 길이는 3염기입니다. 4염기여야 합니다. 길이를 맞추거나 자르고 채우도록 지정하십시오(fit: both)',
  ],
  'CP949 in FASTA': [
    'TEXT_NOT_UTF8',
    'x.fa, near line 3: the text is not valid UTF-8. Save it as UTF-8; for Korean text: iconv -f CP949 -t UTF-8 FILE > NEW',
    'x.fa, 3번째 줄 부근: 올바른 UTF-8 텍스트가 아닙니다. UTF-8로 저장하십시오. 한글 윈도우의 CP949(EUC-KR) 텍스트라면: iconv -f CP949 -t UTF-8 파일 > 새파일',
  ],
  'CP949 in a table': [
    'TEXT_NOT_UTF8',
    'x.tsv, near line 3: the text is not valid UTF-8. Save it as UTF-8; for Korean text: iconv -f CP949 -t UTF-8 FILE > NEW',
    'x.tsv, 3번째 줄 부근: 올바른 UTF-8 텍스트가 아닙니다. UTF-8로 저장하십시오. 한글 윈도우의 CP949(EUC-KR) 텍스트라면: iconv -f CP949 -t UTF-8 파일 > 새파일',
  ],
  'UTF-16': [
    'TEXT_UTF16',
    'x.fa: the text is UTF-16 ("Unicode" in Windows programs). Save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE > NEW',
    'x.fa: UTF-16(윈도우 프로그램의 "유니코드") 텍스트입니다. UTF-8로 저장하십시오: iconv -f UTF-16 -t UTF-8 파일 > 새파일',
  ],
  'UTF-16 without its mark': [
    'TEXT_BINARY',
    'x.tsv: byte 1 is zero (NUL), which no text holds: this is a binary file, or UTF-16 text. Give a text file, or save the text as UTF-8',
    'x.tsv: 바이트 1의 값이 0(NUL)입니다. 텍스트가 아니라 이진 파일이거나 UTF-16 텍스트입니다. 텍스트 파일을 지정하거나 UTF-8로 저장하십시오',
  ],
  'zero bytes in FASTA': [
    'TEXT_BINARY',
    'x.fa: byte 7 is zero (NUL), which no text holds: this is a binary file, or UTF-16 text. Give a text file, or save the text as UTF-8',
    'x.fa: 바이트 7의 값이 0(NUL)입니다. 텍스트가 아니라 이진 파일이거나 UTF-16 텍스트입니다. 텍스트 파일을 지정하거나 UTF-8로 저장하십시오',
  ],
  'damaged gzip': [
    'COMPRESSED_CORRUPT',
    'x.fa: not valid gzip data near byte 0 (incorrect length check). The file is damaged; copy it again',
    'x.fa: 바이트 0 부근이 올바른 gzip 데이터가 아닙니다(incorrect length check). 파일이 손상되었으니 다시 복사하십시오',
  ],
  'truncated gzip': [
    'COMPRESSED_TRUNCATED',
    'x.tsv: the compressed data end early, at byte 20. The file is truncated; copy it again',
    'x.tsv: 압축 데이터가 바이트 20에서 중간에 끝났습니다. 파일이 잘렸으니 다시 복사하십시오',
  ],
  'a line of 250 MB in FASTA': [
    'RECORD_TOO_LONG',
    'x.fa:1: the sequence a has more than 16777216 bases; expected windows to train on. For a genome give a BED file and the genome',
    'x.fa:1: 서열 a의 길이가 16777216염기를 넘습니다. 학습에 쓸 짧은 구간이어야 합니다. 유전체라면 BED 파일과 유전체를 함께 지정하십시오',
  ],
  'a line of 250 MB in a table': [
    'LINE_TOO_LONG',
    'x.tsv, line 2: longer than 17825792 characters. It is probably not a text file',
    'x.tsv, 2번째 줄: 17825792자를 넘습니다. 텍스트 파일이 아닌 것으로 보입니다',
  ],
  'a line of 250 MB in FASTQ': [
    'LINE_TOO_LONG',
    'x.fq, line 2: longer than 16777216 characters. It is probably not a text file',
    'x.fq, 2번째 줄: 16777216자를 넘습니다. 텍스트 파일이 아닌 것으로 보입니다',
  ],
  'fewer labels than records': [
    'TARGET_COUNT_DIFFERS',
    'y.txt:1: the labels end after 1 row, but x.fa goes on after 1 record; expected one row a record, in the same order',
    'y.txt:1: 레이블이 1행에서 끝났지만 x.fa에는 레코드가 더 있습니다. 레코드마다 한 행씩 같은 순서로 있어야 합니다',
  ],
}

describe('bad input is refused, and the message says where, what and what to do', () => {
  it.each(Object.entries(CASES))('%s', async (what, read) => {
    const error: unknown = await read().catch((thrown: unknown) => thrown)
    if (!isHeliconError(error)) throw new Error(`not refused: ${what}`, { cause: error })
    expect([error.code, error.text('en'), error.text('ko')]).toEqual(TOLD[what])
    expect(error.exitCode).toBe(65)
  })

  it.each([
    ['FASTA', (source: ByteSource) => fastaRecords(source, packing), '>a\n'],
    ['a table', (source: ByteSource) => tableRecords(source, packing), 'id\tsequence\na\t'],
    ['FASTQ', async (source: ByteSource) => fastqRecords(source, packing), '@a\n'],
  ])('a line of 250 MB in %s is read no further than the limit', async (_, open, start) => {
    const source = endlessLine('x', start)
    await expect(open(source).then(rawRecords)).rejects.toMatchObject({ details: { file: 'x' } })
    expect(source.given).toBeLessThan(20)
  })

  it.each(['>', '@', 'a\t"', '"', '"a",', 'a,', ' '])(
    'a file of nothing but %j is refused or read in linear time',
    async (unit) => {
      const source = file('x', unit.repeat(300_000), 65536)
      await expect(
        sniffRecords(source, packing).then(() => rawRecords(tableRecords(source, packing))),
      ).rejects.toThrow()
    },
  )
})

describe('unusual input that is data', () => {
  it('is RNA, read as DNA', async () => {
    expect(await rawRecords(fastaRecords(file('x.fa', '>a\nACGU\n'), packing))).toEqual([['a', 'ACGT', 1]])
    expect(await rawRecords(tableRecords(file('x.tsv', 'id\tseq\na\tacgu\n'), packing))).toEqual([['a', 'ACGT', 2]])
  })

  it('is an id of any kind, which comes as it is', async () => {
    const ids = ['\u001b[31mred', '<script>alert(1)</script>', '=1+1', '@SUM(A1)', '-1', '+1']
    const fastaFile = ids.map((id) => `>${id}\nACGTACGT\n`).join('')
    const tableFile = `id\tsequence\n${ids.map((id) => `${id}\tACGTACGT\n`).join('')}`
    const found = async (rows: Promise<unknown[][]>) => (await rows).map(([id]) => id)
    expect(await found(rawRecords(fastaRecords(file('x.fa', fastaFile), packing)))).toEqual(ids)
    expect(await found(rawRecords(tableRecords(file('x.tsv', tableFile), packing)))).toEqual(ids)
  })

  it('is a record twice', async () => {
    const twice = '>a\nACGT\n>a\nACGT\n'
    expect(await rawRecords(fastaRecords(file('x.fa', twice), packing))).toHaveLength(2)
  })
})
