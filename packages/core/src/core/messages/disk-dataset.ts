import { message } from './message.js'
import { counted, shownValue } from './number-text.js'

/** Errors of DiskDataset folders. Shards and rows are counted from 0, lines from 1. */
export const diskDatasetMessages = {
  DISK_DATASET_METADATA_MISSING: message<{ folder: string; shardFiles: number }>(
    'missing',
    (d) =>
      d.shardFiles === 0
        ? `${d.folder}: not a DiskDataset folder: metadata.csv.gzip is missing. Give the folder that holds it`
        : `${d.folder}: metadata.csv.gzip is missing beside ${d.shardFiles} shard files. It is written last, so that writing was probably interrupted; write or copy the data set again`,
    (d) =>
      d.shardFiles === 0
        ? `${d.folder}: metadata.csv.gzip이 없어 DiskDataset 폴더가 아닙니다. 그 파일이 있는 폴더를 지정하십시오`
        : `${d.folder}: 샤드 파일 ${d.shardFiles}개가 있지만 metadata.csv.gzip이 없습니다. 이 파일은 마지막에 기록되므로 저장이 중단된 것으로 보입니다. 데이터셋을 다시 저장하거나 복사하십시오`,
  ),
  DISK_DATASET_FILE_MISSING: message<{ folder: string; file: string; line: number }>(
    'missing',
    (d) =>
      `${d.folder}: the file ${d.file} is missing; metadata.csv.gzip names it in line ${d.line}. Copy it into the folder, or make the data set again`,
    (d) =>
      `${d.folder}: metadata.csv.gzip의 ${d.line}번째 줄에 적힌 파일이 없습니다: ${d.file}. 폴더에 복사하거나 데이터셋을 다시 만드십시오`,
  ),
  DISK_DATASET_TASKS_MISSING: message<{ folder: string }>(
    'missing',
    (d) =>
      `${d.folder}: the file tasks.json is missing; expected a JSON list with one name a label column, such as [0]`,
    (d) => `${d.folder}: tasks.json 파일이 없습니다. [0]처럼 레이블 열마다 이름이 하나씩 있는 JSON 목록이어야 합니다`,
  ),
  DISK_DATASET_TASKS_INVALID: message<{ file: string; found: string }>(
    'data',
    (d) =>
      `${d.file}: holds ${d.found}; expected a JSON list with one name (text or number) a label column, such as [0]`,
    (d) =>
      `${d.file}: 내용이 ${d.found}입니다. [0]처럼 레이블 열마다 이름(문자열 또는 숫자)이 하나씩 있는 JSON 목록이어야 합니다`,
  ),
  DISK_DATASET_COLUMNS_INVALID: message<{ file: string; found: string }>(
    'data',
    (d) =>
      `${d.file}, line 1: the columns are ${d.found}; expected ids,X,y,w, or these followed by ids_shape,X_shape,y_shape,w_shape`,
    (d) =>
      `${d.file}, 1번째 줄: 열이 ${d.found}입니다. ids,X,y,w이거나 그 뒤에 ids_shape,X_shape,y_shape,w_shape가 이어져야 합니다`,
  ),
  DISK_DATASET_ROW_INVALID: message<{
    file: string
    line: number
    column: string
    found: string
    expected: keyof typeof ROW_PARTS
  }>(
    'data',
    (d) => `${d.file}, line ${d.line}, column ${d.column}: found ${d.found}; expected ${ROW_PARTS[d.expected].en}`,
    (d) =>
      `${d.file}, ${d.line}번째 줄, ${d.column} 열: 값이 ${d.found}입니다. ${ROW_PARTS[d.expected].ko}이어야 합니다`,
  ),
  DISK_DATASET_SHAPE_WRONG: message<{ file: string; shard: number; found: string; expected: string }>(
    'data',
    (d) => `${d.file}: the array of shard ${d.shard} has the shape ${d.found}; expected ${d.expected}`,
    (d) => `${d.file}: 샤드 ${d.shard}의 배열 모양(shape)이 ${d.found}입니다. 필요한 모양: ${d.expected}`,
  ),
  DISK_DATASET_SEQUENCE_SHAPE_WRONG: message<{ file: string; shard: number; found: string }>(
    'data',
    (d) =>
      `${d.file}: the array of shard ${d.shard} has the shape ${d.found}; expected one-hot sequences (records, length, 4), channels last in the order A, C, G, T`,
    (d) =>
      `${d.file}: 샤드 ${d.shard}의 배열 모양(shape)이 ${d.found}입니다. A, C, G, T 순서의 채널이 마지막 차원인 원-핫 서열이어야 합니다: (레코드 수, 길이, 4)`,
  ),
  DISK_DATASET_TYPE_WRONG: message<{ file: string; shard: number; found: string; expected: 'numbers' | 'ids' }>(
    'data',
    (d) =>
      `${d.file}: the array of shard ${d.shard} holds ${d.found}; expected ${d.expected === 'ids' ? 'texts or numbers' : 'numbers'}`,
    (d) =>
      `${d.file}: 샤드 ${d.shard}의 배열에 든 값의 종류가 다릅니다: ${d.found}. ${d.expected === 'ids' ? '텍스트나 숫자' : '숫자'}여야 합니다`,
  ),
  DISK_DATASET_LENGTHS_DIFFER: message<{ file: string; shard: number; found: number; other: string; expected: number }>(
    'data',
    (d) =>
      `${d.file}: holds ${d.found} records, but ${d.other} of the same shard ${d.shard} holds ${d.expected}. The files do not belong together; copy or make the shard again`,
    (d) =>
      `${d.file}: 레코드가 ${d.found}개인데 같은 샤드 ${d.shard}의 ${d.other}에는 ${d.expected}개가 있습니다. 서로 맞지 않는 파일이니 샤드를 다시 복사하거나 만드십시오`,
  ),
  DISK_DATASET_SHARDS_DIFFER: message<{
    folder: string
    shard: number
    what: 'sequence length' | 'label columns' | 'label numbers' | 'weight columns'
    found: string
    otherShard: number
    expected: string
  }>(
    'data',
    (d) =>
      `${d.folder}: shard ${d.shard} has ${d.what} ${d.found}, but shard ${d.otherShard} has ${d.expected}. All shards of a data set must agree; make the data set again`,
    (d) =>
      `${d.folder}: 샤드 ${d.shard}의 ${SHARD_PROPERTIES[d.what]} 값은 ${d.found}인데 샤드 ${d.otherShard}에서는 ${d.expected}입니다. 한 데이터셋의 샤드는 모두 같아야 하니 데이터셋을 다시 만드십시오`,
  ),
  DISK_DATASET_TASKS_MISMATCH: message<{ file: string; shard: number; found: number; tasks: number }>(
    'data',
    (d) =>
      `${d.file}: shard ${d.shard} has ${counted(d.found, 'label column')}, but tasks.json names ${counted(d.tasks, 'task')}; expected one column a task`,
    (d) =>
      `${d.file}: 샤드 ${d.shard}의 레이블 열은 ${d.found}개인데 tasks.json의 태스크는 ${d.tasks}개입니다. 태스크마다 열이 하나씩 있어야 합니다`,
  ),
  SEQUENCE_NOT_ONE_HOT: message<{
    file: string
    shard: number | undefined
    row: number
    position: number
    found: string
  }>(
    'data',
    (d) =>
      `${d.file}: ${d.shard === undefined ? '' : `shard ${d.shard}, `}row ${d.row}, position ${d.position}: ${shownValue(d.found)} is not one-hot; expected a single 1 among A, C, G, T, or all 0 for an unknown base`,
    (d) =>
      `${d.file}: ${d.shard === undefined ? '' : `샤드 ${d.shard}, `}${d.row}번째 행, 위치 ${d.position}(모두 0부터 셈): 원-핫이 아닌 값입니다: ${shownValue(d.found)}. A, C, G, T 중 하나만 1이거나, 모르는 염기라면 모두 0이어야 합니다`,
  ),
  DISK_DATASET_NOT_STORABLE: message<{
    dataset: string
    shard: number
    problem: 'features' | 'lengths' | 'labels' | 'weights'
  }>(
    'data',
    (d) => `${d.dataset}: shard ${d.shard} cannot be written as a DiskDataset: ${STORAGE_PROBLEMS[d.problem].en}`,
    (d) => `${d.dataset}: DiskDataset으로 저장할 수 없는 샤드입니다: ${d.shard}. ${STORAGE_PROBLEMS[d.problem].ko}`,
  ),
}

const ROW_PARTS = {
  values: { en: 'as many values as the first line has columns', ko: '첫 줄의 열 수와 같은 수의 값' },
  file: { en: 'the name of a file', ko: '파일 이름' },
  shape: { en: 'a shape such as (100, 101, 4)', ko: '(100, 101, 4)와 같은 모양(shape)' },
} as const

const SHARD_PROPERTIES = {
  'sequence length': '서열 길이',
  'label columns': '레이블 열 수',
  'label numbers': '레이블의 수 종류',
  'weight columns': '가중치 열 수',
} as const

const STORAGE_PROBLEMS = {
  features: {
    en: 'it has a second input (features), for which the format has no place. Keep the features in a file of their own',
    ko: '두 번째 입력(features)을 담을 자리가 이 형식에 없습니다. 별도의 파일로 보관하십시오',
  },
  lengths: {
    en: 'its sequences have different lengths; expected one length. Cut or extend them',
    ko: '서열의 길이가 서로 다릅니다. 길이가 모두 같아야 하니 자르거나 늘리십시오',
  },
  labels: {
    en: 'the number of labels is not that of records times label columns',
    ko: '레이블 수가 레코드 수와 레이블 열 수의 곱이 아닙니다',
  },
  weights: {
    en: 'the number of weights is neither that of records nor that of labels',
    ko: '가중치 수가 레코드 수도 레이블 수도 아닙니다',
  },
} as const
