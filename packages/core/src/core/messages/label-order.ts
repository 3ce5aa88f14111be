import { message } from './message.js'
import { counted } from './number-text.js'
import { koreanColumn } from './records.js'

/** Labels in another order than it is expected, or called otherwise. */
export const labelOrderMessages = {
  LABEL_NAMES_DIFFER: message<{ dataset: string; found: readonly string[]; expected: readonly string[] }>(
    'data',
    (d) =>
      `${d.dataset}: the labels are of ${d.found.join(', ')}; expected ${d.expected.join(', ')}, as in the training data or in the names of classes that were given. Call them the same, in any order`,
    (d) =>
      `${d.dataset}: 레이블의 이름이 ${d.found.join(', ')}입니다. 학습 데이터 또는 지정한 클래스 이름과 같아야 합니다: ${d.expected.join(', ')}. 이름을 똑같이 맞추십시오. 순서는 달라도 됩니다`,
  ),
  TARGET_COUNT_DIFFERS: message<{
    file: string
    line: number
    found: number
    records: string
    expected: number
    /** Whether the first row was taken for a header, or may be one. */
    header?: 'taken' | 'maybe' | undefined
  }>(
    'data',
    (d) =>
      d.found < d.expected
        ? `${d.file}:${d.line}: the labels end after ${counted(d.found, 'row')}, but ${d.records} goes on after ${counted(d.found, 'record')}; expected one row a record, in the same order${d.header === 'taken' ? '. The first row was taken for a header: add one above it if it is data' : ''}`
        : `${d.file}:${d.line}: there are more rows of labels than ${d.records} has records (${d.expected}); expected one row a record, in the same order${d.header === 'maybe' ? '. There is one too many: is the first row a header? Then name the column of labels by it' : ''}`,
    (d) =>
      d.found < d.expected
        ? `${d.file}:${d.line}: 레이블이 ${d.found}행에서 끝났지만 ${d.records}에는 레코드가 더 있습니다. 레코드마다 한 행씩 같은 순서로 있어야 합니다${d.header === 'taken' ? '. 첫 행을 헤더로 읽었습니다. 첫 행이 데이터라면 그 위에 헤더를 추가하십시오' : ''}`
        : `${d.file}:${d.line}: 레이블 행이 ${d.records}의 레코드 ${d.expected}개보다 많습니다. 레코드마다 한 행씩 같은 순서로 있어야 합니다${d.header === 'maybe' ? '. 한 행이 더 많습니다. 첫 행이 헤더입니까? 그렇다면 레이블 열을 그 이름으로 지정하십시오' : ''}`,
  ),
  TARGET_ID_DIFFERS: message<{ file: string; line: number; found: string; records: string; expected: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the label is of ${d.found}, but the record at this place of ${d.records} is ${d.expected}; expected the same order in both files`,
    (d) =>
      `${d.file}:${d.line}: ${d.found}의 레이블인데 ${d.records}의 같은 자리에 있는 레코드는 ${d.expected}입니다. 두 파일의 순서가 같아야 합니다`,
  ),
  TABLE_LABEL_COLUMN_INVALID: message<{ file: string; column: string; problem: 'twice' | 'sequence' }>(
    'usage',
    (d) =>
      `${d.file}: ${d.column} is named as a label column, ${d.problem === 'twice' ? 'and named again' : 'but it is the column of sequences'}. Name each label column once, with --label-column or labelColumns`,
    (d) =>
      `${d.file}: 레이블 열을 잘못 지정했습니다. ${koreanColumn(d.column)}: ${d.problem === 'twice' ? '두 번 지정됨' : '서열 열임'}. --label-column이나 labelColumns로 레이블 열을 한 번씩 지정하십시오`,
  ),
}
