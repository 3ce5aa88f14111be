import { message } from './message.js'
import { counted, shownValue } from './number-text.js'

type Part = 'train' | 'validation' | 'test' | number
type Method = 'random' | 'stratified' | 'chromosome' | 'similarity'

const PARTS = {
  train: { en: 'training part', ko: '학습 부분' },
  validation: { en: 'validation part', ko: '검증 부분' },
  test: { en: 'test part', ko: '테스트 부분' },
} as const

const english = (part: Part): string => (typeof part === 'number' ? `fold ${part}` : PARTS[part].en)
const korean = (part: Part): string => (typeof part === 'number' ? `${part}번째 폴드` : PARTS[part].ko)

/** What helps where a part is too small for what it must hold. */
const REMEDY: Readonly<Record<Method, { readonly en: string; readonly ko: string }>> = {
  random: {
    en: 'Use the method stratified, a larger part or fewer folds',
    ko: 'stratified 방법을 쓰거나, 부분을 키우거나 폴드 수를 줄이십시오',
  },
  stratified: {
    en: 'Make the part larger, use fewer folds, or give more records of the class',
    ko: '부분을 키우거나, 폴드 수를 줄이거나, 해당 클래스의 레코드를 늘리십시오',
  },
  chromosome: {
    en: 'Name other chromosomes, make the part larger, or use fewer folds',
    ko: '다른 염색체를 지정하거나, 부분을 키우거나, 폴드 수를 줄이십시오',
  },
  similarity: {
    en: 'Records that are similar stay together: make the part larger, use fewer folds, or another method',
    ko: '비슷한 레코드는 나누지 않습니다. 부분을 키우거나, 폴드 수를 줄이거나, 다른 방법을 쓰십시오',
  },
}

/** Errors of dividing records into parts. Rows are counted from 0. */
export const splitMessages = {
  SPLIT_NOTHING_ASKED: message<Record<never, never>>(
    'usage',
    () =>
      'Neither a validation part nor a test part is asked for; expected a share of the records or chromosomes for one of them',
    () => '검증 부분도 테스트 부분도 지정하지 않았습니다. 둘 중 하나 이상에 레코드 비율이나 염색체를 지정해야 합니다',
  ),
  SPLIT_FRACTIONS_TOO_LARGE: message<{ validation: number; test: number }>(
    'usage',
    (d) =>
      `Validation takes ${shownValue(d.validation)} and test ${shownValue(d.test)} of the records, which leaves none to train on; expected a sum below 1. Make one of them smaller`,
    (d) =>
      `검증 비율 ${shownValue(d.validation)}에 테스트 비율 ${shownValue(d.test)}까지 떼면 학습할 레코드가 남지 않습니다. 두 비율의 합은 1보다 작아야 합니다. 비율을 줄이십시오`,
  ),
  SPLIT_PART_TWICE: message<{ part: 'validation' | 'test' }>(
    'usage',
    (d) =>
      `The ${english(d.part)} is given both as a share of the records and by chromosomes; expected one of them. Remove the other`,
    (d) =>
      `${korean(d.part)}에 레코드 비율과 염색체를 함께 지정했습니다. 둘 중 하나만 지정해야 합니다. 하나를 지우십시오`,
  ),
  SPLIT_CHROMOSOMES_UNUSED: message<{ method: Method }>(
    'usage',
    (d) =>
      `Chromosomes are named, and the method is ${d.method}, which does not look at them; expected the method chromosome, or no chromosomes`,
    (d) =>
      `염색체를 지정했지만 지정된 방법(${d.method})에서는 쓰이지 않습니다. 방법을 chromosome으로 바꾸거나 염색체 지정을 지우십시오`,
  ),
  SPLIT_CHROMOSOME_TWICE: message<{ chromosome: string }>(
    'usage',
    (d) =>
      `Chromosome ${d.chromosome} is named for validation and for the test; expected each chromosome in one part. Remove it from one`,
    (d) =>
      `검증과 테스트에 같은 염색체(${d.chromosome})를 지정했습니다. 염색체는 한 부분에만 속해야 합니다. 한쪽에서 지우십시오`,
  ),
  SPLIT_CHROMOSOME_UNKNOWN: message<{ dataset: string; chromosome: string; known: readonly string[] }>(
    'data',
    (d) =>
      `${d.dataset}: no record is on chromosome ${d.chromosome}; the ids name ${listed(d.known, 'and')}. Correct the name, or look whether the right data are read`,
    (d) =>
      `${d.dataset}: 염색체 ${d.chromosome}에 있는 레코드가 없습니다. ID에 나오는 염색체: ${listed(d.known, '외')}. 이름을 고치거나 데이터를 바르게 읽었는지 확인하십시오`,
  ),
  SPLIT_CHROMOSOME_UNREADABLE: message<{ dataset: string; record: string; row: number; unreadable: number }>(
    'data',
    (d) =>
      `${d.dataset}: the id of record ${d.record} (row ${d.row}) names no chromosome, as of ${counted(d.unreadable, 'record')}; expected ids such as chr1:100-201. Change the ids, or divide by another method (stratified, similarity)`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 ID에서 염색체를 읽을 수 없습니다(이런 레코드 ${d.unreadable}개). chr1:100-201 같은 ID여야 합니다. ID를 바꾸거나 다른 방법(stratified, similarity)으로 나누십시오`,
  ),
  SPLIT_LABELS_CONTINUOUS: message<{ dataset: string }>(
    'usage',
    (d) =>
      `${d.dataset}: the labels are numbers, not classes, and the method is stratified, which keeps the proportions of classes; expected the method random, chromosome or similarity`,
    (d) =>
      `${d.dataset}: 레이블이 클래스가 아니라 수치인데, 클래스 비율을 유지하는 stratified 방법을 지정했습니다. random, chromosome, similarity 중 하나를 쓰십시오`,
  ),
  SPLIT_PART_EMPTY: message<{
    dataset: string
    part: Part
    records: number
    method: Method
    groups: number | undefined
  }>(
    'data',
    (d) =>
      `${d.dataset}: the ${english(d.part)} gets none of ${counted(d.records, 'record')}${d.groups === undefined ? '' : ` in ${counted(d.groups, 'group')}`}; expected at least one. ${d.groups === undefined ? 'Make the part larger, use fewer folds, or give more records' : REMEDY[d.method].en}`,
    (d) =>
      `${d.dataset}: 레코드 ${d.records}개${d.groups === undefined ? '' : `(묶음 ${d.groups}개)`} 가운데 ${korean(d.part)}에 들어간 것이 없습니다. 하나 이상 있어야 합니다. ${d.groups === undefined ? '부분을 키우거나, 폴드 수를 줄이거나, 레코드를 늘리십시오' : REMEDY[d.method].ko}`,
  ),
  SPLIT_CLASS_MISSING: message<{
    dataset: string
    part: Part
    partRecords: number
    label: string | number
    task: string | undefined
    classRecords: number
    method: Method
  }>(
    'data',
    (d) =>
      `${d.dataset}: the ${english(d.part)} (${counted(d.partRecords, 'record')}) has no record of class ${d.label}${d.task === undefined ? '' : ` of ${d.task}`}, of which the data have ${d.classRecords}; expected at least one in every part. ${REMEDY[d.method].en}`,
    (d) =>
      `${d.dataset}: ${korean(d.part)}(레코드 ${d.partRecords}개)에 ${d.task === undefined ? '' : `${d.task}의 `}클래스 ${d.label} 레코드가 하나도 없습니다(데이터 전체에는 ${d.classRecords}개). 모든 부분에 하나 이상 있어야 합니다. ${REMEDY[d.method].ko}`,
  ),
}

const MOST_LISTED = 30

/** `chr1, chr2` or, of many, the first and how many more. */
function listed(names: readonly string[], more: 'and' | '외'): string {
  const shown = names.slice(0, MOST_LISTED).join(', ')
  const others = names.length - MOST_LISTED
  if (others <= 0) return shown
  return more === 'and' ? `${shown} and ${others} more` : `${shown} 외 ${others}개`
}
