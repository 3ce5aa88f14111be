import { message } from './message.js'

/** Errors of tables of features, the second input of a model. Lines are counted from 1. */
export const featureTableMessages = {
  FEATURE_TABLE_EMPTY: message<{ file: string }>(
    'data',
    (d) => `${d.file}: there are no features; expected one line for each record: its id and one or more numbers`,
    (d) => `${d.file}: 특징값이 없습니다. 레코드마다 한 줄씩 ID와 하나 이상의 수를 적어야 합니다`,
  ),
  FEATURE_COLUMNS_DIFFER: message<{ file: string; line: number; found: number; expected: number | undefined }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: there ${d.found === 1 ? 'is 1 number' : `are ${d.found} numbers`} after the id; expected ${d.expected === undefined ? 'at least one' : `${d.expected}, as in the lines before`}. Ids with spaces need tabs between the columns`,
    (d) =>
      `${d.file}:${d.line}: ID 뒤에 수가 ${d.found}개 있습니다. ${d.expected === undefined ? '하나 이상' : `앞줄과 같이 ${d.expected}개`} 있어야 합니다. ID에 공백이 있으면 열을 탭으로 구분하십시오`,
  ),
  FEATURE_NUMBER_INVALID: message<{ file: string; line: number; column: number; found: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: column ${d.column} is ${JSON.stringify(d.found)}; expected a finite number that a float32 can hold`,
    (d) =>
      `${d.file}:${d.line}: ${d.column}번째 열의 값이 ${JSON.stringify(d.found)}입니다. float32로 나타낼 수 있는 유한한 수여야 합니다`,
  ),
  FEATURE_ID_REPEATED: message<{ file: string; line: number; id: string; firstLine: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the id ${d.id} is in line ${d.firstLine} already; expected every id once. Remove one of the lines`,
    (d) =>
      `${d.file}:${d.line}: ${d.firstLine}번째 줄에 이미 있는 ID입니다: ${d.id}. ID는 한 번씩만 있어야 합니다. 둘 중 한 줄을 지우십시오`,
  ),
  FEATURES_OF_RECORDS_MISSING: message<{
    dataset: string
    file: string
    missing: number
    records: number
    ids: readonly string[]
  }>(
    'data',
    (d) =>
      `${d.dataset}: ${d.missing} of ${d.records} records have no line in ${d.file}: ${d.ids.join(', ')}${d.missing > d.ids.length ? ', ...' : ''}. Add their features, or remove the records`,
    (d) =>
      `${d.dataset}: 레코드 ${d.records}개 중 ${d.missing}개가 ${d.file}에 없습니다: ${d.ids.join(', ')}${d.missing > d.ids.length ? ' 등' : ''}. 특징값을 추가하거나 레코드를 빼십시오`,
  ),
}
