import { message } from './message.js'
import { counted, shownValue } from './number-text.js'

/** Where a record starts: file and line, counted from 1. */
type RecordPlace = { file: string; line: number; record: string }

/** A column without a name is called `column 3`. */
export function koreanColumn(title: string): string {
  return title.replace(/^column (\d+)$/, '$1번 열')
}

const PROTEIN = {
  en: 'The file looks like protein: expected letters of DNA or RNA (A, C, G, T, U, N and the other IUPAC letters). Give the nucleotide sequences',
  ko: '단백질 서열로 보입니다. DNA나 RNA의 글자(A, C, G, T, U, N 등의 IUPAC 글자)여야 합니다. 염기 서열을 넣으십시오',
}

/** What is wrong with a FASTQ record. */
const FASTQ_PROBLEMS = {
  header: {
    en: 'the record does not start with "@" and an id; expected a line such as "@read1"',
    ko: '레코드가 "@"와 ID로 시작하지 않습니다. "@read1"과 같은 줄이어야 합니다',
  },
  end: {
    en: 'the file ends within the record; expected the sequence, a line "+" and the quality values. It is truncated; copy it again',
    ko: '레코드 중간에서 파일이 끝났습니다. 서열, "+" 줄, 품질 값이 있어야 합니다. 파일이 잘렸으니 다시 복사하십시오',
  },
} as const

/** Errors of text files that are none, and of single records in FASTA, FASTQ and tables. */
const recordMessages = {
  TEXT_UTF16: message<{ file: string }>(
    'data',
    (d) =>
      `${d.file}: the text is UTF-16 ("Unicode" in Windows programs). Save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE > NEW`,
    (d) =>
      `${d.file}: UTF-16(윈도우 프로그램의 "유니코드") 텍스트입니다. UTF-8로 저장하십시오: iconv -f UTF-16 -t UTF-8 파일 > 새파일`,
  ),
  TEXT_BINARY: message<{ file: string; byte: number }>(
    'data',
    (d) =>
      `${d.file}: byte ${d.byte} is zero (NUL), which no text holds: this is a binary file, or UTF-16 text. Give a text file, or save the text as UTF-8`,
    (d) =>
      `${d.file}: 바이트 ${d.byte}의 값이 0(NUL)입니다. 텍스트가 아니라 이진 파일이거나 UTF-16 텍스트입니다. 텍스트 파일을 지정하거나 UTF-8로 저장하십시오`,
  ),
  RECORDS_MISSING: message<{ file: string }>(
    'data',
    (d) =>
      `${d.file}: the file is empty; expected sequences as FASTA, FASTQ or a table. It may not have been copied completely`,
    (d) => `${d.file}: 빈 파일입니다. FASTA, FASTQ 또는 표로 된 서열이 있어야 합니다. 복사가 끝나지 않았을 수 있습니다`,
  ),
  RECORD_FORMAT_UNKNOWN: message<{ file: string; found: string }>(
    'data',
    (d) =>
      `${d.file}: no known format of sequences: it starts with ${JSON.stringify(d.found)}. Expected FASTA (">id"), FASTQ ("@id"), a table with a column of sequences, BED, npz or 2bit; or name the format`,
    (d) =>
      `${d.file}: 알 수 없는 서열 형식입니다. 파일이 ${JSON.stringify(d.found)}로 시작합니다. FASTA(">id"), FASTQ("@id"), 서열 열이 있는 표, BED, npz, 2bit 중 하나여야 합니다. 또는 형식을 지정하십시오`,
  ),
  RECORD_EMPTY: message<RecordPlace>(
    'data',
    (d) => `${d.file}:${d.line}: the record ${d.record} has no sequence; expected at least one base. Remove the record`,
    (d) => `${d.file}:${d.line}: 레코드 ${d.record}에 서열이 없습니다. 한 염기 이상이어야 합니다. 레코드를 지우십시오`,
  ),
  RECORD_TOO_LONG: message<RecordPlace & { limit: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the sequence ${d.record} has more than ${d.limit} bases; expected windows to train on. For a genome give a BED file and the genome`,
    (d) =>
      `${d.file}:${d.line}: 서열 ${d.record}의 길이가 ${d.limit}염기를 넘습니다. 학습에 쓸 짧은 구간이어야 합니다. 유전체라면 BED 파일과 유전체를 함께 지정하십시오`,
  ),
  RECORD_LENGTH_DIFFERS: message<RecordPlace & { found: number; expected: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the record ${d.record} has ${counted(d.found, 'base')}; expected ${d.expected}. Give sequences of one length, or choose to crop and pad them (fit: both)`,
    (d) =>
      `${d.file}:${d.line}: 레코드 ${d.record}의 길이는 ${d.found}염기입니다. ${d.expected}염기여야 합니다. 길이를 맞추거나 자르고 채우도록 지정하십시오(fit: both)`,
  ),
  PROTEIN_FOUND: message<RecordPlace & { column: number; found: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}:${d.column}: the sequence ${d.record} has ${JSON.stringify(d.found)}, an amino acid. ${PROTEIN.en}`,
    (d) =>
      `${d.file}:${d.line}:${d.column}: 서열 ${d.record}에 아미노산 글자가 있습니다: ${JSON.stringify(d.found)}. ${PROTEIN.ko}`,
  ),
  RECORD_LETTER_INVALID: message<RecordPlace & { position: number; found: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the sequence ${d.record} has ${JSON.stringify(d.found)} at position ${d.position} (from 1); expected letters of DNA or RNA: A, C, G, T, U, N and the other IUPAC letters. Correct it, or remove the record`,
    (d) =>
      `${d.file}:${d.line}: 서열 ${d.record}의 ${d.position}번째 글자가 ${JSON.stringify(d.found)}입니다. DNA나 RNA의 글자(A, C, G, T, U, N 등의 IUPAC 글자)만 쓸 수 있습니다. 고치거나 레코드를 지우십시오`,
  ),
  RECORD_PROTEIN: message<RecordPlace & { position: number; found: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the sequence ${d.record} has ${JSON.stringify(d.found)}, an amino acid, at position ${d.position} (from 1). ${PROTEIN.en}`,
    (d) =>
      `${d.file}:${d.line}: 서열 ${d.record}의 ${d.position}번째 글자가 아미노산 글자 ${JSON.stringify(d.found)}입니다. ${PROTEIN.ko}`,
  ),
  FASTQ_INVALID: message<{ file: string; line: number; problem: keyof typeof FASTQ_PROBLEMS }>(
    'data',
    (d) => `${d.file}:${d.line}: ${FASTQ_PROBLEMS[d.problem].en}`,
    (d) => `${d.file}:${d.line}: ${FASTQ_PROBLEMS[d.problem].ko}`,
  ),
  FASTQ_QUALITY_LENGTH: message<RecordPlace & { found: number; expected: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the read ${d.record} has ${counted(d.found, 'quality value')}; expected ${d.expected}, one a base. The file is damaged; copy it again`,
    (d) =>
      `${d.file}:${d.line}: 리드 ${d.record}의 품질 값이 ${d.found}개입니다. 염기마다 하나씩 ${d.expected}개여야 합니다. 파일이 손상되었으니 다시 복사하십시오`,
  ),
  HEADER_LABELS_DIFFER: message<RecordPlace & { found: number; expected: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the header of ${d.record} has ${counted(d.found, 'label')}; expected ${d.expected}, as in the first headers`,
    (d) =>
      `${d.file}:${d.line}: ${d.record}의 헤더에 레이블이 ${d.found}개 있습니다. 앞의 헤더와 같이 ${d.expected}개여야 합니다`,
  ),
}

/** Errors of tables. */
const tableMessages = {
  TABLE_EMPTY: message<{ file: string }>(
    'data',
    (d) => `${d.file}: the table has no rows of data; expected one row a sequence`,
    (d) => `${d.file}: 표에 데이터 행이 없습니다. 서열마다 한 행이 있어야 합니다`,
  ),
  TABLE_LINE_ENDS: message<{ file: string }>(
    'data',
    (d) =>
      `${d.file}: the lines end in CR alone, as on very old Macs; expected LF or CRLF. Save the table again, or: tr '\\r' '\\n' < FILE > NEW`,
    (d) =>
      `${d.file}: 줄이 CR로만 끝납니다(아주 오래된 Mac의 방식). LF나 CRLF여야 합니다. 표를 다시 저장하거나 바꾸십시오: tr '\\r' '\\n' < 파일 > 새파일`,
  ),
  TABLE_TOO_WIDE: message<{ file: string; found: number; limit: number }>(
    'data',
    (d) =>
      `${d.file}: most lines have ${d.found} columns; expected a table of sequences with at most ${d.limit}. Give each sequence in one column, without delimiters between its letters`,
    (d) =>
      `${d.file}: 열이 ${d.found}개입니다. 서열 표의 열은 ${d.limit}개 이하여야 합니다. 서열의 글자 사이에 구분자를 두지 말고 한 열에 넣으십시오`,
  ),
  TABLE_ROW_WIDTH: message<{ file: string; line: number; found: number; expected: number; header: boolean }>(
    'data',
    (d) =>
      `${d.file}: line ${d.line} has ${d.found} ${d.found === 1 ? 'column' : 'columns'}; ${d.header ? `the header has ${d.expected}` : `most lines have ${d.expected}`}. Correct the line, or put values that hold the delimiter in double quotes`,
    (d) =>
      `${d.file}: ${d.line}번째 줄의 열은 ${d.found}개이고 ${d.header ? '헤더의 열' : '다른 줄의 열'}은 ${d.expected}개입니다. 줄을 고치거나, 구분자가 든 값을 큰따옴표로 묶으십시오`,
  ),
  TABLE_COLUMN_UNKNOWN: message<{ file: string; found: string; columns: readonly string[]; header: boolean }>(
    'data',
    (d) =>
      `${d.file}: there is no column ${d.found}; ${d.header ? `the columns are ${d.columns.join(', ')}` : `the table has no header and ${d.columns.length} columns: give a number from 1 to ${d.columns.length}`}`,
    (d) =>
      `${d.file}: ${d.found} 열이 없습니다. ${d.header ? `있는 열: ${d.columns.map(koreanColumn).join(', ')}` : `표에 헤더가 없고 열은 ${d.columns.length}개입니다. 1부터 ${d.columns.length}까지의 번호로 지정하십시오`}`,
  ),
  TABLE_SEQUENCE_MISSING: message<{ file: string; columns: readonly string[] }>(
    'data',
    (d) =>
      `${d.file}: no column of the table holds DNA (columns: ${d.columns.join(', ')}); expected one of A, C, G, T. If there is one, name it with --sequence-column or sequenceColumn`,
    (d) =>
      `${d.file}: 표에 DNA 서열로 된 열이 없습니다(열: ${d.columns.map(koreanColumn).join(', ')}). A, C, G, T로 된 열이 있어야 합니다. 있다면 --sequence-column이나 sequenceColumn으로 지정하십시오`,
  ),
  TABLE_SEQUENCE_AMBIGUOUS: message<{ file: string; columns: readonly string[] }>(
    'data',
    (d) =>
      `${d.file}: several columns hold DNA: ${d.columns.join(', ')}. Name the one to read with --sequence-column or sequenceColumn`,
    (d) =>
      `${d.file}: DNA 서열로 된 열이 여럿입니다: ${d.columns.map(koreanColumn).join(', ')}. 읽을 열을 --sequence-column이나 sequenceColumn으로 지정하십시오`,
  ),
  TABLE_LABELS_AMBIGUOUS: message<{ file: string; columns: readonly string[] }>(
    'data',
    (d) =>
      `${d.file}: several columns may be the label: ${d.columns.join(', ')}. Name it, or them, with --label-column or labelColumns`,
    (d) =>
      `${d.file}: 레이블일 수 있는 열이 여럿입니다: ${d.columns.map(koreanColumn).join(', ')}. 레이블 열을 --label-column이나 labelColumns로 지정하십시오`,
  ),
}

/** One way of writing a label, and where it is first. */
export interface LabelWordFacts {
  readonly word: string
  readonly count: number
  readonly line: number
}

function wordsIn(words: readonly LabelWordFacts[], language: 'en' | 'ko'): string {
  const places = words.map(({ word, count, line }) => {
    const quoted = JSON.stringify(word)
    if (language === 'ko') return `${quoted}(${count}번, ${count === 1 ? '' : '처음은 '}${line}번째 줄)`
    return `${quoted} (${count === 1 ? 'once, in' : `${count} times, first in`} line ${line})`
  })
  return places.join(', ')
}

type LabelPlace = { file: string; line: number; column: string; found: string }

/** Errors of labels as texts write them. */
const labelMessages = {
  LABEL_MISSING: message<{ file: string; line: number; column: string; count: number; found: string }>(
    'data',
    (d) =>
      `${d.file}: ${d.column} is missing in ${d.count === 1 ? `line ${d.line}` : `${d.count} records, first in line ${d.line}`} (${JSON.stringify(d.found)}); expected a label for each record. Remove these records or give them one`,
    (d) =>
      `${d.file}: ${koreanColumn(d.column)} 레이블이 없는 레코드가 ${d.count}개입니다(처음은 ${d.line}번째 줄, 값 ${JSON.stringify(d.found)}). 레코드마다 레이블이 있어야 합니다. 그 레코드를 빼거나 레이블을 채우십시오`,
  ),
  LABEL_SPELLINGS_DIFFER: message<{ file: string; column: string; words: readonly LabelWordFacts[] }>(
    'data',
    (d) =>
      `${d.file}: ${d.column} writes what looks like one class in several ways: ${wordsIn(d.words, 'en')}. Expected one spelling a class; correct them, or name the classes (classes) if they are different ones`,
    (d) =>
      `${d.file}: 레이블 ${koreanColumn(d.column)}에 한 클래스를 여러 가지로 적은 듯한 값이 있습니다: ${wordsIn(d.words, 'ko')}. 클래스마다 표기가 하나여야 합니다. 고치거나, 서로 다른 클래스라면 클래스의 이름을 지정하십시오(classes)`,
  ),
  LABEL_NUMBERS_AND_WORDS: message<{ file: string; column: string; words: readonly LabelWordFacts[] }>(
    'data',
    (d) =>
      `${d.file}: ${d.column} mixes numbers and words: ${wordsIn(d.words, 'en')}. Expected either; correct them, or name the classes (classes) if all are`,
    (d) =>
      `${d.file}: 레이블 ${koreanColumn(d.column)}에 수와 낱말이 섞여 있습니다: ${wordsIn(d.words, 'ko')}. 한 가지여야 합니다. 고치거나, 모두 클래스라면 클래스의 이름을 지정하십시오(classes)`,
  ),
  LABEL_UNKNOWN: message<LabelPlace & { classes: readonly string[] }>(
    'data',
    (d) => `${d.file}:${d.line}: ${d.column} is ${JSON.stringify(d.found)}; expected one of ${d.classes.join(', ')}`,
    (d) =>
      `${d.file}:${d.line}: ${koreanColumn(d.column)} 값이 ${JSON.stringify(d.found)}입니다. 다음 중 하나여야 합니다: ${d.classes.join(', ')}`,
  ),
  LABEL_NOT_NUMBER: message<LabelPlace & { several: boolean }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: ${d.column} is ${JSON.stringify(d.found)}; expected a number${d.several ? ' (0, 1 or nothing for several tasks): words are classes in a single label column only' : ''}`,
    (d) =>
      `${d.file}:${d.line}: ${koreanColumn(d.column)} 값이 ${JSON.stringify(d.found)}입니다. 수여야 합니다${d.several ? '(태스크가 여럿이면 0, 1 또는 빈칸). 낱말은 레이블 열이 하나일 때만 클래스가 됩니다' : ''}`,
  ),
  LABEL_KIND_AMBIGUOUS: message<{ file: string; column: string; values: readonly string[] }>(
    'data',
    (d) =>
      `${d.file}: the values of ${d.column} are whole numbers (${d.values.join(', ')}), which may be classes or quantities. Say which: kind categorical or regression, or name the classes (classes)`,
    (d) =>
      `${d.file}: ${koreanColumn(d.column)}의 값이 정수(${d.values.join(', ')})라 클래스인지 양인지 알 수 없습니다. 종류(categorical 또는 regression)나 클래스의 이름(classes)을 지정하십시오`,
  ),
  LABEL_KIND_IMPOSSIBLE: message<{ file: string; column: string; values: readonly string[]; more: boolean }>(
    'data',
    (d) =>
      `${d.file}: ${d.column} has the values ${d.values.join(', ')}${d.more ? ', ...' : ''}; expected two classes for a binary label. Choose another kind, or another label column`,
    (d) =>
      `${d.file}: ${koreanColumn(d.column)}의 값은 ${d.values.join(', ')}${d.more ? ' 등' : ''}입니다. 이진 레이블이면 클래스가 둘이어야 합니다. 다른 종류나 다른 레이블 열을 지정하십시오`,
  ),
  LABEL_SINGLE_WORD: message<{ file: string; column: string; found: string; count: number }>(
    'data',
    (d) =>
      `${d.file}: all ${d.count} labels of ${d.column} are ${JSON.stringify(d.found)}; expected at least two classes. Name the classes (classes), add the missing ones, or look whether this is the label column`,
    (d) =>
      `${d.file}: ${koreanColumn(d.column)}의 레이블 ${d.count}개가 모두 ${JSON.stringify(d.found)}입니다. 클래스가 둘 이상이어야 합니다. 클래스의 이름을 지정하거나(classes), 빠진 클래스를 추가하거나, 레이블 열이 맞는지 확인하십시오`,
  ),
  LABEL_TOO_LONG: message<{ file: string; line: number; column: string; limit: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the label of ${d.column} has more than ${d.limit} characters; expected a number or the name of a class. Look whether this is the label column`,
    (d) =>
      `${d.file}:${d.line}: ${koreanColumn(d.column)} 레이블이 ${d.limit}자를 넘습니다. 수나 클래스의 이름이어야 합니다. 레이블 열이 맞는지 확인하십시오`,
  ),
  LABEL_TOO_MANY_CLASSES: message<{ file: string; line: number; column: string; limit: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: ${d.column} has more than ${d.limit} different words; expected classes. Look whether this is the label column`,
    (d) =>
      `${d.file}:${d.line}: ${koreanColumn(d.column)}에 서로 다른 낱말이 ${d.limit}개를 넘습니다. 클래스여야 합니다. 레이블 열이 맞는지 확인하십시오`,
  ),
}

/** Problems of an archive of arrays that is to hold records. */
const NPZ_PROBLEMS = {
  ids: { en: 'one id a record', ko: '레코드마다 ID 하나' },
  labels: { en: 'numbers (n,) or (n, tasks)', ko: '(n,) 또는 (n, 태스크 수) 모양의 수' },
  weights: { en: 'numbers (n,) or (n, tasks)', ko: '(n,) 또는 (n, 태스크 수) 모양의 수' },
  classes: { en: 'the names of the classes as text', ko: '텍스트로 된 클래스 이름' },
  tasks: { en: 'one name a label column, as text', ko: '레이블 열마다 텍스트로 된 이름 하나' },
} as const

const npzMessages = {
  NPZ_SEQUENCES_MISSING: message<{ file: string; found: readonly string[] }>(
    'data',
    (d) =>
      `${d.file}: there is no array X or sequences (arrays: ${d.found.join(', ') || 'none'}); expected X one-hot (n, length, 4), codes (n, length) or texts (n,). Save it with numpy.savez(file, X=..., y=...)`,
    (d) =>
      `${d.file}: X나 sequences 배열이 없습니다(있는 배열: ${d.found.join(', ') || '없음'}). 원-핫 (n, 길이, 4), 코드 (n, 길이), 텍스트 (n,) 중 하나여야 합니다. numpy.savez(file, X=..., y=...)로 저장하십시오`,
  ),
  NPZ_SEQUENCES_SHAPE: message<{ file: string; found: string; channelsFirst: boolean }>(
    'data',
    (d) =>
      `${d.file}: the sequences have the shape ${d.found}; expected one-hot (n, length, 4), whole numbers (n, length) or texts (n,)${d.channelsFirst ? '. The channels come first, as in PyTorch: save numpy.transpose(X, (0, 2, 1))' : ''}`,
    (d) =>
      `${d.file}: 서열의 모양이 ${d.found}입니다. 원-핫 (n, 길이, 4), 정수 (n, 길이), 텍스트 (n,) 중 하나여야 합니다${d.channelsFirst ? '. PyTorch처럼 채널이 먼저 있습니다. numpy.transpose(X, (0, 2, 1))로 저장하십시오' : ''}`,
  ),
  NPZ_CODE_INVALID: message<{ file: string; row: number; position: number; found: number }>(
    'data',
    (d) =>
      `${d.file}: row ${d.row}, position ${d.position} (from 0) is ${d.found}; expected the codes A 0, C 1, G 2, T 3 and 4 (or -1) for N`,
    (d) =>
      `${d.file}: ${d.row}번째 행, 위치 ${d.position}(0부터 셈)의 값이 ${d.found}입니다. 코드는 A 0, C 1, G 2, T 3, N 4(또는 -1)여야 합니다`,
  ),
  NPZ_SIZES_DIFFER: message<{
    file: string
    array: string
    found: string
    records: number
    problem: keyof typeof NPZ_PROBLEMS
  }>(
    'data',
    (d) =>
      `${d.file}: the array ${d.array} is ${d.found}, and there are ${d.records} sequences; expected ${NPZ_PROBLEMS[d.problem].en}`,
    (d) =>
      `${d.file}: ${d.array} 배열이 ${d.found}이고 서열은 ${d.records}개입니다. 필요한 것: ${NPZ_PROBLEMS[d.problem].ko}`,
  ),
  NPZ_LENGTHS_DIFFER: message<{ dataset: string; row: number; found: number; expected: number }>(
    'data',
    (d) =>
      `${d.dataset}: the sequence of row ${d.row} (from 0) has ${d.found} bases, those before ${d.expected}; an array holds sequences of one length. Crop or pad them, or write FASTA or a table`,
    (d) =>
      `${d.dataset}: 0부터 센 ${d.row}번째 행의 서열은 ${d.found}염기이고 앞의 서열은 ${d.expected}염기입니다. 배열에는 길이가 같은 서열만 담깁니다. 자르거나 채우거나, FASTA나 표로 저장하십시오`,
  ),
  CLASS_NUMBER_INVALID: message<{ dataset: string; record: string; row: number; found: number; classes: number }>(
    'data',
    (d) =>
      `${d.dataset}: the label of record ${d.record} (row ${d.row} from 0) is ${shownValue(d.found)}; expected the number of a class, a whole number of at least 0 and less than ${d.classes}`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 레이블이 ${shownValue(d.found)}입니다. 0 이상 ${d.classes} 미만의 클래스 번호여야 합니다`,
  ),
  NPZ_FEATURES: message<{ dataset: string }>(
    'data',
    (d) => `${d.dataset}: the data have features, a second input; an .npz of records has no place for them`,
    (d) => `${d.dataset}: 두 번째 입력(특징값)이 있는 데이터입니다. 레코드의 .npz에는 담을 수 없습니다`,
  ),
}

/** Errors of records and their labels in files of users. Lines, columns and positions are counted from 1. */
export const recordFileMessages = { ...recordMessages, ...tableMessages, ...labelMessages, ...npzMessages }
