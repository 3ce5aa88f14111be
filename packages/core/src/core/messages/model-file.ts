import { type Expectation, expectedEnglish, expectedKorean } from './expectation.js'
import { message } from './message.js'

const HEADER_REASONS = {
  notUtf8: { en: 'is not text in UTF-8', ko: 'UTF-8 텍스트가 아닙니다' },
  notJson: { en: 'is not a JSON object', ko: 'JSON 객체가 아닙니다' },
  tooDeep: {
    en: 'is nested too deeply for a list of arrays',
    ko: '배열 목록으로 보기에는 너무 깊이 중첩되어 있습니다',
  },
}

/** What a file is that was given for a model. */
const OTHER_FILES = {
  yaml: { en: 'a configuration in YAML', ko: 'YAML 설정 파일로 보입니다' },
  json: { en: 'JSON', ko: 'JSON 파일로 보입니다' },
  text: { en: 'a text', ko: '텍스트 파일로 보입니다' },
  gzip: { en: 'a gzip file', ko: 'gzip 파일로 보입니다' },
  zip: { en: 'a zip archive, as PyTorch and Keras write', ko: 'PyTorch나 Keras가 쓰는 zip 파일로 보입니다' },
  hdf5: { en: 'an HDF5 file, as older Keras wrote', ko: '예전 Keras가 쓰던 HDF5 파일로 보입니다' },
  empty: { en: 'an empty file', ko: '빈 파일로 보입니다' },
  binary: { en: 'another kind of data', ko: '다른 종류의 데이터로 보입니다' },
}

/** Errors of reading and writing `.safetensors` files. */
export const modelFileMessages = {
  SAFETENSORS_TRUNCATED: message<{ file: string; found: number; expected: number }>(
    'data',
    (d) => `${d.file} has ${d.found} bytes; expected ${d.expected}. The file is cut off: copy or download it again`,
    (d) =>
      `${d.file} 파일이 ${d.found}바이트인데 ${d.expected}바이트여야 합니다. 파일이 잘렸으니 다시 복사하거나 내려받으십시오`,
  ),
  SAFETENSORS_HEADER_SIZE: message<{ file: string; found: string; limit: number }>(
    'data',
    (d) =>
      `${d.file}: the header's length at byte 0 is ${d.found}; expected 2 to ${d.limit}. This is not a safetensors file`,
    (d) =>
      `${d.file}: 바이트 0의 헤더 길이가 ${d.found}입니다. 2 이상 ${d.limit} 이하여야 합니다. safetensors 파일이 아닙니다`,
  ),
  SAFETENSORS_HEADER_JSON: message<{ file: string; reason: keyof typeof HEADER_REASONS }>(
    'data',
    (d) => `${d.file}: the header from byte 8 on ${HEADER_REASONS[d.reason].en}. The file is damaged`,
    (d) => `${d.file}: 바이트 8부터의 헤더가 ${HEADER_REASONS[d.reason].ko}. 파일이 손상되었습니다`,
  ),
  SAFETENSORS_KEY_DUPLICATE: message<{ file: string; key: string; byte: number }>(
    'data',
    (d) => `${d.file}: the header has the key "${d.key}" twice, again at byte ${d.byte}. The file is damaged`,
    (d) =>
      `${d.file}: 헤더에 두 번 나오는 키가 있습니다: "${d.key}"(다시 나온 곳: 바이트 ${d.byte}). 파일이 손상되었습니다`,
  ),
  SAFETENSORS_VALUE_INVALID: message<{ file: string; path: string; found: string; expected: Expectation }>(
    'data',
    (d) => `${d.file}: ${d.path} in the header is ${d.found}; expected ${expectedEnglish(d.expected)}`,
    (d) => `${d.file}: 헤더의 ${d.path} 값이 ${d.found}입니다. 올 수 있는 값: ${expectedKorean(d.expected)}`,
  ),
  SAFETENSORS_TENSOR_SIZE: message<{
    file: string
    tensor: string
    dtype: string
    shape: readonly number[]
    found: number
    expected: number
  }>(
    'data',
    (d) =>
      `${d.file}: array "${d.tensor}" (${d.dtype} [${d.shape.join(', ')}]) has ${d.found} bytes; expected ${d.expected}`,
    (d) =>
      `${d.file}: 배열 "${d.tensor}"(${d.dtype} [${d.shape.join(', ')}])의 크기가 ${d.found}바이트인데 ${d.expected}바이트여야 합니다`,
  ),
  SAFETENSORS_GAP: message<{ file: string; tensor: string; found: number; expected: number }>(
    'data',
    (d) =>
      `${d.file}: array "${d.tensor}" begins at byte ${d.found} of the data; expected ${d.expected}, where the one before ends. Arrays may neither overlap nor leave holes`,
    (d) =>
      `${d.file}: 배열 "${d.tensor}"의 시작 위치가 데이터의 바이트 ${d.found}인데, 앞 배열이 끝나는 ${d.expected}에서 시작해야 합니다. 배열은 겹치거나 사이를 비울 수 없습니다`,
  ),
  SAFETENSORS_TRAILING: message<{ file: string; found: number; expected: number }>(
    'data',
    (d) =>
      `${d.file}: the data has ${d.found} bytes, but the arrays fill only ${d.expected}. The file is damaged, or something was appended`,
    (d) =>
      `${d.file}: 데이터가 ${d.found}바이트인데 배열이 채우는 것은 ${d.expected}바이트뿐입니다. 파일이 손상되었거나 뒤에 무언가 덧붙었습니다`,
  ),
  MODEL_FILE_OTHER: message<{ file: string; looks: keyof typeof OTHER_FILES; reason: { en: string; ko: string } }>(
    'data',
    (d) =>
      `${d.file} is not a Helicon model (.safetensors): it looks like ${OTHER_FILES[d.looks].en}. (${d.reason.en})`,
    (d) => `${d.file} 파일은 Helicon 모델(.safetensors)이 아니라 ${OTHER_FILES[d.looks].ko}. (${d.reason.ko})`,
  ),
  MODEL_FILE_KEY_MISSING: message<{ file: string; key: string }>(
    'data',
    (d) => `${d.file}: the metadata has no "${d.key}". This safetensors file was not written by Helicon as a model`,
    (d) => `${d.file}: 메타데이터에 키가 없습니다: "${d.key}". Helicon이 모델로 저장한 safetensors 파일이 아닙니다`,
  ),
  MODEL_FILE_VALUE_INVALID: message<{ file: string; key: string; found: string; expected: Expectation }>(
    'data',
    (d) => `${d.file}: metadata "${d.key}" is ${d.found}; expected ${expectedEnglish(d.expected)}`,
    (d) => `${d.file}: 메타데이터 "${d.key}" 값이 ${d.found}입니다. 올 수 있는 값: ${expectedKorean(d.expected)}`,
  ),
  MODEL_FILE_VERSION: message<{ file: string; found: string; expected: string }>(
    'data',
    (d) =>
      `${d.file} has format version ${d.found}; this Helicon reads version ${d.expected}. Use a newer Helicon, or train again`,
    (d) =>
      `${d.file} 파일의 형식 버전이 ${d.found}인데 이 Helicon이 읽는 버전은 ${d.expected}입니다. 더 새로운 Helicon을 쓰거나 다시 학습하십시오`,
  ),
}
