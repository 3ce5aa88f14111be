import type { Wording } from './expectation.js'
import { message } from './message.js'
import { counted } from './number-text.js'

/** Lines are counted from 1. */
type LinePlace = { readonly file: string; readonly line: number }

/** What a matrix in a file lacks. `found` and `expected` are numbers of rows. */
export type MissingPart = keyof typeof MISSING_PARTS

type Counted = { readonly found: number; readonly expected: number }

const MISSING_PARTS = {
  matrix: { en: () => 'no row of its matrix follows', ko: () => '뒤에 행렬의 행이 없습니다' },
  positions: {
    en: (d: Counted) => `its matrix has ${counted(d.found, 'row')}; expected ${d.expected}, as its heading says`,
    ko: (d: Counted) => `행렬의 행이 ${d.found}개입니다. 머리줄에 적힌 대로 ${d.expected}개여야 합니다`,
  },
  bases: {
    en: (d: Counted) => `its matrix has ${counted(d.found, 'row')}; expected ${d.expected}, one for each of A, C, G, T`,
    ko: (d: Counted) => `행렬의 행이 ${d.found}개입니다. A, C, G, T마다 하나씩 ${d.expected}개여야 합니다`,
  },
  bracket: { en: () => 'the row does not end with "]"', ko: () => '행이 "]"로 끝나지 않습니다' },
  end: { en: () => 'the line "//" at its end is missing', ko: () => '끝에 있어야 할 "//" 줄이 없습니다' },
} as const

/** Errors of files of motifs. */
export const motifFileMessages = {
  MOTIF_FILE_EMPTY: message<{ file: string }>(
    'data',
    (d) => `${d.file}: there are no motifs; expected at least one matrix. The file may not have been copied completely`,
    (d) => `${d.file}: 모티프가 없습니다. 행렬이 하나 이상 있어야 합니다. 복사가 끝나지 않았을 수 있습니다`,
  ),
  MOTIF_FORMAT_UNKNOWN: message<LinePlace & { found: string; formats: readonly string[] }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the format of this file is not known; it starts with ${JSON.stringify(d.found)}. Formats that are read: ${d.formats.join(', ')}`,
    (d) =>
      `${d.file}:${d.line}: 알 수 없는 형식의 파일입니다. 첫 줄: ${JSON.stringify(d.found)}. 읽을 수 있는 형식: ${d.formats.join(', ')}`,
  ),
  MOTIF_FORMAT_AMBIGUOUS: message<LinePlace>(
    'data',
    (d) =>
      `${d.file}:${d.line}: a table of 4 rows and 4 columns without the letters of the bases can be read in two ways. Name the format: pfm-four-rows (a row for each base) or pfm-four-columns (a row for each position)`,
    (d) =>
      `${d.file}:${d.line}: 염기 글자가 없는 4행 4열의 표는 두 가지로 읽을 수 있습니다. 형식을 지정하십시오: pfm-four-rows(염기마다 한 행) 또는 pfm-four-columns(위치마다 한 행)`,
  ),
  MOTIF_FILE_ALPHABET: message<LinePlace & { found: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the alphabet is ${JSON.stringify(d.found)}; expected that of DNA, ACGT. Motifs of RNA and proteins are not read`,
    (d) =>
      `${d.file}:${d.line}: 알파벳이 ${JSON.stringify(d.found)}입니다. DNA의 ACGT여야 합니다. RNA나 단백질의 모티프는 읽지 않습니다`,
  ),
  MOTIF_TRUNCATED: message<LinePlace & Counted & { motif: string; missing: MissingPart }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: motif ${d.motif} is not complete: ${MISSING_PARTS[d.missing].en(d)}. The file is truncated or damaged; copy it again`,
    (d) =>
      `${d.file}:${d.line}: 모티프 ${d.motif}: ${MISSING_PARTS[d.missing].ko(d)}. 파일이 잘렸거나 손상되었으니 다시 복사하십시오`,
  ),
  MOTIF_ROW_LENGTH: message<LinePlace & Counted>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the row has ${counted(d.found, 'number')}; expected ${d.expected}, as many as the other rows of the matrix`,
    (d) => `${d.file}:${d.line}: 행에 있는 수가 ${d.found}개입니다. 행렬의 다른 행과 같이 ${d.expected}개여야 합니다`,
  ),
  MOTIF_NUMBER_INVALID: message<LinePlace & { column: number; found: string }>(
    'data',
    (d) => `${d.file}:${d.line}: value ${d.column} of the row is ${JSON.stringify(d.found)}; expected a finite number`,
    (d) => `${d.file}:${d.line}: 행의 ${d.column}번째 값이 ${JSON.stringify(d.found)}입니다. 유한한 수여야 합니다`,
  ),
  MOTIF_LINE_UNEXPECTED: message<LinePlace & { found: string; expected: Wording }>(
    'data',
    (d) => `${d.file}:${d.line}: found ${JSON.stringify(d.found)}; expected ${d.expected.en}`,
    (d) =>
      `${d.file}:${d.line}: 여기에 올 수 없는 내용입니다: ${JSON.stringify(d.found)}. 있어야 할 것: ${d.expected.ko}`,
  ),
  MOTIF_WEIGHTS_UNKNOWN: message<LinePlace & { motif: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the weights of motif ${d.motif} are not log-odds (of base 2 or e) of probabilities against 0.25 for each base. Give the matrix of counts or probabilities instead`,
    (d) =>
      `${d.file}:${d.line}: 모티프 ${d.motif}의 가중치가 염기마다 0.25인 배경에 대한 확률의 로그 오즈(밑 2 또는 e)가 아닙니다. 횟수나 확률의 행렬을 주십시오`,
  ),
  MOTIF_TOO_LONG: message<LinePlace & { limit: number }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the motif has more than ${d.limit} positions. The file is probably not what it is taken for`,
    (d) => `${d.file}:${d.line}: 모티프의 위치가 ${d.limit}개를 넘습니다. 다른 종류의 파일로 보입니다`,
  ),
}
