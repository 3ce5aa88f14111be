import { message } from './message.js'
import { shownValue } from './number-text.js'

/** Where a value of a data set stands: its id and its row, counted from 0. */
type RecordPlace = { dataset: string; record: string; row: number }

/** Errors of `dataset`. Each entry is made with `message` and exists in English and Korean. */
export const datasetMessages = {
  DATASET_EMPTY: message<{ dataset: string }>(
    'data',
    (d) => `${d.dataset}: there are no records; expected at least one`,
    (d) => `${d.dataset}: 레코드가 하나도 없습니다. 하나 이상 있어야 합니다`,
  ),
  DATASETS_DIFFER: message<{ dataset: string; other: string; what: string; found: string; expected: string }>(
    'data',
    (d) =>
      `${d.dataset}: ${d.what} is ${d.found}; expected ${d.expected} as in ${d.other}. Only data sets of the same form can be joined`,
    (d) =>
      `${d.dataset}: ${d.what} 항목이 ${d.found}입니다. 형식이 같은 데이터셋만 합칠 수 있습니다(${d.other}의 값: ${d.expected})`,
  ),
  SPLIT_EMPTY: message<{ dataset: string; records: number; fraction: number }>(
    'data',
    (d) =>
      `${d.dataset}: a fraction of ${shownValue(d.fraction)} of ${d.records} records leaves one part empty; expected at least one record in each. Choose another fraction or give more records`,
    (d) =>
      `${d.dataset}: 레코드 ${d.records}개를 ${shownValue(d.fraction)}의 비율로 나누면 한쪽이 비게 됩니다. 양쪽에 하나 이상 있어야 합니다. 비율을 바꾸거나 레코드를 늘려 주십시오`,
  ),
  LABEL_NOT_FINITE: message<RecordPlace & { task: string; found: number }>(
    'data',
    (d) =>
      `${d.dataset}: label ${d.task} of record ${d.record} (row ${d.row}) is ${d.found}; expected a finite number. Remove the record or give it a label`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 레이블 ${d.task} 값이 ${d.found}입니다. 유한한 수여야 합니다. 레코드를 빼거나 레이블을 채워 주십시오`,
  ),
  LABEL_NOT_BINARY: message<RecordPlace & { task: string; found: number }>(
    'data',
    (d) =>
      `${d.dataset}: label ${d.task} of record ${d.record} (row ${d.row}) is ${shownValue(d.found)}; a classification takes 0 and 1 only. For continuous labels use the loss mean-squared-error`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 레이블 ${d.task} 값이 ${shownValue(d.found)}입니다. 분류에는 0과 1만 쓸 수 있습니다. 연속 값 레이블에는 mean-squared-error 손실을 사용하십시오`,
  ),
  LABEL_NOT_ONE_HOT: message<RecordPlace & { found: string }>(
    'data',
    (d) =>
      `${d.dataset}: labels of record ${d.record} (row ${d.row}) are [${shownValue(d.found)}]; expected exactly one 1 and else 0, the column of its class`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 레이블이 [${shownValue(d.found)}]입니다. 해당 클래스의 열만 1이고 나머지는 0이어야 합니다`,
  ),
  LABEL_SINGLE_CLASS: message<{ dataset: string; task: string; label: number; records: number }>(
    'data',
    (d) =>
      `${d.dataset}: all ${d.records} records of ${d.task} are of class ${d.label}; a classification needs records of at least two classes. Add the missing class, or look whether the right label column was read`,
    (d) =>
      `${d.dataset}: ${d.task}의 레코드 ${d.records}개가 모두 클래스 ${d.label}입니다. 분류하려면 두 클래스 이상이 있어야 합니다. 빠진 클래스를 추가하거나 레이블 열을 바르게 읽었는지 확인하십시오`,
  ),
  WEIGHT_INVALID: message<RecordPlace & { found: number }>(
    'data',
    (d) =>
      `${d.dataset}: the weight of record ${d.record} (row ${d.row}) is ${shownValue(d.found)}; expected a finite number, 0 or larger`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 가중치가 ${shownValue(d.found)}입니다. 0 이상의 유한한 수여야 합니다`,
  ),
  SEQUENCE_LENGTH_MISMATCH: message<RecordPlace & { found: number; expected: number }>(
    'data',
    (d) =>
      `${d.dataset}: record ${d.record} (row ${d.row}) has ${d.found} bases; expected ${d.expected}. Set length: ${d.expected} with fit: crop (cut what is longer), pad (fill what is shorter with N) or both, or set the model's input length to that of the records`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 길이는 ${d.found}염기입니다. ${d.expected}염기여야 합니다. length: ${d.expected}, fit: crop처럼 length와 함께 fit을 crop(긴 것을 자름), pad(짧은 것을 N으로 채움), both 중 하나로 정하거나, 모델의 입력 길이를 레코드에 맞추십시오`,
  ),
}
