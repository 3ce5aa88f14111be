import { message } from './message.js'

/** A piece of a message that was chosen elsewhere, in both languages. */
export interface TextPair {
  readonly en: string
  readonly ko: string
}

/** Where a value of a configuration stands. Lines and columns count from 1. */
type Place = {
  readonly file: string
  readonly line: number
  readonly column: number
}

type KeyProblem = {
  readonly key: string
  readonly allowed: readonly string[]
  readonly nearest?: string | undefined
}

type ValueProblem = {
  readonly key: string
  readonly found: string
  readonly expected: TextPair
  readonly nearest?: string | undefined
}

const placeText = (d: Place): string => `${d.file}:${d.line}:${d.column}`

const unknownKey: TextOf<KeyProblem> = {
  en: (d) => `unknown key '${d.key}'.${didYouMean(d.nearest)} Allowed here: ${d.allowed.join(', ')}`,
  ko: (d) => `알 수 없는 키입니다: '${d.key}'.${nearestKorean(d.nearest)} 쓸 수 있는 키: ${d.allowed.join(', ')}`,
}

const wrongValue: TextOf<ValueProblem> = {
  en: (d) => `${d.key} is ${d.found}; expected ${d.expected.en}.${didYouMean(d.nearest)}`,
  ko: (d) => `${d.key} 값이 ${d.found}입니다. 올 수 있는 값: ${d.expected.ko}.${nearestKorean(d.nearest)}`,
}

interface TextOf<D> {
  readonly en: (details: D) => string
  readonly ko: (details: D) => string
}

function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Did you mean '${nearest}'?`
}

function nearestKorean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` 혹시 '${nearest}'입니까?`
}

/** Errors of a configuration file, of `--set`, and of the run folder that a configuration leads to. */
export const configMessages = {
  CONFIG_NOT_FOUND: message<{ file: string }>(
    'missing',
    (d) => `${d.file}: there is no such file; expected a configuration in YAML. Check the path`,
    (d) => `파일이 없습니다: ${d.file}. YAML 설정 파일이 필요하니 경로를 확인하십시오`,
  ),
  CONFIG_IS_DATA: message<{ file: string; looks: TextPair }>(
    'data',
    (d) =>
      `${d.file}: this is data (it looks like ${d.looks.en}); expected a configuration in YAML, which names the data (data: { train: FILE }) and the model. 'helicon demo' writes a complete one, config.yaml of its run folder`,
    (d) =>
      `${d.file}: 이 파일은 데이터입니다(${d.looks.ko} 형식으로 보입니다). 여기에는 데이터(data: { train: 파일 })와 모델을 적은 YAML 설정 파일을 주십시오. 'helicon demo'가 만드는 실행 폴더의 config.yaml이 한 예입니다`,
  ),
  CONFIG_SYNTAX: message<Place & { problem: string }>(
    'data',
    (d) => `${placeText(d)}: this is not valid YAML: ${d.problem}`,
    (d) => `${placeText(d)}: YAML 문법에 맞지 않습니다: ${d.problem}`,
  ),
  CONFIG_UNKNOWN_KEY: message<Place & KeyProblem>(
    'data',
    (d) => `${placeText(d)}: ${unknownKey.en(d)}`,
    (d) => `${placeText(d)}: ${unknownKey.ko(d)}`,
  ),
  CONFIG_VALUE: message<Place & ValueProblem>(
    'data',
    (d) => `${placeText(d)}: ${wrongValue.en(d)}`,
    (d) => `${placeText(d)}: ${wrongValue.ko(d)}`,
  ),
  CONFIG_KEY_MISSING: message<Place & { key: string; expected: TextPair }>(
    'data',
    (d) => `${placeText(d)}: the key ${d.key} is missing; expected ${d.expected.en}`,
    (d) => `${placeText(d)}: ${d.key} 키가 없습니다. 필요한 값: ${d.expected.ko}`,
  ),
  CONFIG_REJECTED: message<Place & { key: string; problem: TextPair }>(
    'data',
    (d) => `${placeText(d)}: ${d.key}: ${d.problem.en}`,
    (d) => `${placeText(d)}: ${d.key}: ${d.problem.ko}`,
  ),
  CONFIG_DATA_NOT_FOUND: message<Place & { key: string; path: string }>(
    'missing',
    (d) =>
      `${placeText(d)}: ${d.key}: there is no file or folder ${d.path}. Check the path; relative paths start at the configuration's folder, or at --data-dir`,
    (d) =>
      `${placeText(d)}: ${d.key}: 파일이나 폴더가 없습니다: ${d.path}. 경로를 확인하십시오. 상대 경로는 설정 파일이 있는 폴더 또는 --data-dir에서 시작합니다`,
  ),
  SET_SYNTAX: message<{ found: string }>(
    'usage',
    (d) => `--set ${d.found}: expected KEY=VALUE, for example --set training.epochs=5`,
    (d) => `--set ${d.found}: KEY=VALUE 형식이어야 합니다. 예: --set training.epochs=5`,
  ),
  SET_UNKNOWN_KEY: message<{ option: string } & KeyProblem>(
    'usage',
    (d) => `${d.option}: ${unknownKey.en(d)}`,
    (d) => `${d.option}: ${unknownKey.ko(d)}`,
  ),
  SET_VALUE: message<{ option: string } & ValueProblem>(
    'usage',
    (d) => `${d.option}: ${wrongValue.en(d)}`,
    (d) => `${d.option}: ${wrongValue.ko(d)}`,
  ),
  SET_REJECTED: message<{ option: string; problem: TextPair }>(
    'usage',
    (d) => `${d.option}: ${d.problem.en}`,
    (d) => `${d.option}: ${d.problem.ko}`,
  ),
  SET_DATA_NOT_FOUND: message<{ option: string; key: string; path: string }>(
    'missing',
    (d) =>
      `${d.option}: ${d.key}: there is no file or folder ${d.path}. Check the path; relative paths start at the configuration's folder, or at --data-dir`,
    (d) =>
      `${d.option}: ${d.key}: 파일이나 폴더가 없습니다: ${d.path}. 경로를 확인하십시오. 상대 경로는 설정 파일이 있는 폴더 또는 --data-dir에서 시작합니다`,
  ),
  SOURCE_NOT_FOUND: message<{ path: string }>(
    'missing',
    (d) => `${d.path}: there is no such file or folder. Check the path`,
    (d) => `파일이나 폴더가 없습니다: ${d.path}. 경로를 확인하십시오`,
  ),
  SOURCE_FORMAT_UNKNOWN: message<{ path: string }>(
    'data',
    (d) =>
      `${d.path}: this is a folder, and no DiskDataset: it has no metadata.csv.gzip. Name a file in it: FASTA, FASTQ, a table, BED or .npz`,
    (d) =>
      `${d.path}: 폴더이지만 metadata.csv.gzip이 없어 DiskDataset이 아닙니다. 그 안의 FASTA, FASTQ, 표, BED, .npz 파일을 지정하십시오`,
  ),
  RUN_FOLDER_NOT_EMPTY: message<{ folder: string }>(
    'usage',
    (d) =>
      `${d.folder}: the folder is not empty, and nothing in it is overwritten. Name another with -o, or go on with that run: --resume`,
    (d) =>
      `${d.folder}: 폴더가 비어 있지 않으며, 안의 내용은 덮어쓰지 않습니다. -o로 다른 폴더를 지정하거나 --resume으로 그 실행을 이어 가십시오`,
  ),
  FOLDER_NOT_EMPTY: message<{ folder: string }>(
    'usage',
    (d) => `${d.folder}: the folder is not empty, and nothing in it is overwritten. Name another with -o`,
    (d) => `${d.folder}: 폴더가 비어 있지 않으며, 안의 내용은 덮어쓰지 않습니다. -o로 다른 폴더를 지정하십시오`,
  ),
  RUN_FOLDER_LOCKED: message<{ folder: string; lock: string; pid: number | string; host: string }>(
    'locked',
    (d) =>
      `${d.folder}: another process (${d.pid} on ${d.host}) is writing this run. Wait until it ends and try again; if it is surely gone, delete ${d.lock}`,
    (d) =>
      `${d.folder}: 다른 프로세스(${d.host}의 ${d.pid})가 이 실행 폴더에 쓰고 있습니다. 끝난 뒤에 다시 시도하십시오. 그 프로세스가 확실히 없다면 ${d.lock} 파일을 지우십시오`,
  ),
  RUN_NOT_FOUND: message<{ folder: string }>(
    'missing',
    (d) => `${d.folder}: there is no such run folder or model file. Check the path`,
    (d) => `실행 폴더나 모델 파일이 없습니다: ${d.folder}. 경로를 확인하십시오`,
  ),
  MODEL_NOT_FOUND: message<{ name: string; presets: readonly string[]; nearest?: string | undefined }>(
    'missing',
    (d) =>
      `${d.name}: there is no such run folder, file or preset.${didYouMean(d.nearest)} Presets: ${d.presets.join(', ')}`,
    (d) =>
      `${d.name}: 실행 폴더나 파일이 없고 프리셋 이름도 아닙니다.${nearestKorean(d.nearest)} 프리셋: ${d.presets.join(', ')}`,
  ),
  RUN_FILE_MISSING: message<{ folder: string; file: string; hint: TextPair }>(
    'missing',
    (d) => `${d.folder}: ${d.file} is missing. ${d.hint.en}`,
    (d) => `${d.folder}: ${d.file} 파일이 없습니다. ${d.hint.ko}`,
  ),
  RUN_FILE_INVALID: message<{ file: string; problem: TextPair }>(
    'data',
    (d) => `${d.file}: ${d.problem.en}. The run cannot be continued or read; start a new one with another -o`,
    (d) => `${d.file}: ${d.problem.ko}. 이 실행은 읽거나 이어 갈 수 없습니다. 다른 -o로 새로 시작하십시오`,
  ),
  RUN_CONFIG_CHANGED: message<{ folder: string; keys: readonly string[]; changes: readonly string[] }>(
    'usage',
    (d) =>
      `${d.folder}: the run was started with other values (then → now): ${d.changes.join(', ')}. To go on, only training.epochs may grow; put the old values back, or start a new run with another -o`,
    (d) =>
      `${d.folder}: 이 실행은 다른 값으로 시작되었습니다(시작할 때 → 지금): ${d.changes.join(', ')}. 이어 갈 때는 training.epochs만 늘릴 수 있습니다. 원래 값으로 되돌리거나 다른 -o로 새로 시작하십시오`,
  ),
  RUN_DATA_CHANGED: message<{ folder: string; part: string; path: string }>(
    'data',
    (d) =>
      `${d.folder}: the ${d.part} data in ${d.path} are not those the run was started with (their SHA-256 differs). Put them back, or start a new run with another -o`,
    (d) =>
      `${d.folder}: ${d.path}의 ${d.part} 데이터가 실행을 시작할 때와 다릅니다(SHA-256 불일치). 원래 데이터로 되돌리거나 다른 -o로 새로 시작하십시오`,
  ),
}
