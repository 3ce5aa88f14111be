import { message } from './message.js'

/** What is wrong with a pickle, for `PICKLE_INVALID`. */
export type PickleProblem =
  | 'stack'
  | 'mark'
  | 'memo'
  | 'value'
  | 'number'
  | 'text'
  | 'call'
  | 'state'
  | 'nesting'
  | 'protocol'
  | 'shape'

const PICKLE_PROBLEMS: Readonly<Record<PickleProblem, { readonly en: string; readonly ko: string }>> = {
  stack: { en: 'an instruction takes a value that is not there', ko: '명령이 요구하는 값이 스택에 없습니다' },
  mark: { en: 'an instruction refers to a mark that is not there', ko: '명령이 요구하는 표시(mark)가 없습니다' },
  memo: {
    en: 'an instruction refers to a remembered value that is not there',
    ko: '기억된 값 중에 없는 것을 가리킵니다',
  },
  value: {
    en: 'an instruction got a value of another kind than it takes',
    ko: '명령에 맞지 않는 종류의 값이 주어졌습니다',
  },
  number: { en: 'a number is not written as a number', ko: '숫자가 올바른 형식이 아닙니다' },
  text: { en: 'a text is not valid UTF-8', ko: '텍스트가 올바른 UTF-8이 아닙니다' },
  call: {
    en: 'an array is made from arguments that do not describe an array',
    ko: '배열을 만드는 인자가 배열을 나타내지 않습니다',
  },
  state: { en: 'the contents given to an array do not fit it', ko: '배열에 주어진 내용이 그 배열과 맞지 않습니다' },
  nesting: { en: 'a pickle lies inside a pickle inside a pickle', ko: '피클이 허용된 깊이보다 깊게 겹쳐 있습니다' },
  protocol: { en: 'the protocol is newer than 5', ko: '프로토콜이 5보다 새로운 것입니다' },
  shape: {
    en: 'an array has a shape that is not whole numbers of at least 0',
    ko: '배열의 모양(shape)이 0 이상의 정수가 아닙니다',
  },
}

/** What a pickle can hold, for messages. */
export type PickleContent = keyof typeof PICKLE_CONTENTS

const PICKLE_CONTENTS = {
  none: { en: 'None', ko: 'None' },
  bool: { en: 'True or False', ko: '참/거짓 값' },
  number: { en: 'a number', ko: '숫자' },
  text: { en: 'a text', ko: '텍스트' },
  bytes: { en: 'bytes', ko: '바이트열' },
  list: { en: 'a list', ko: '리스트' },
  tuple: { en: 'a tuple', ko: '튜플' },
  dict: { en: 'a dict', ko: '딕셔너리' },
  name: { en: 'the name of a class or function', ko: '클래스나 함수의 이름' },
  dtype: { en: 'a numpy data type', ko: 'numpy 자료형' },
  array: { en: 'an array without contents', ko: '내용이 없는 배열' },
  arrays: { en: 'several arrays', ko: '배열 여러 개' },
} as const

/** What was expected in the header of a .npy file. */
export type NpyHeaderPart = keyof typeof NPY_HEADER_PARTS

const NPY_HEADER_PARTS = {
  end: { en: 'its end', ko: '헤더의 끝' },
  depth: { en: 'fewer nested values', ko: '덜 중첩된 값' },
  value: { en: 'a value', ko: '값' },
  text: { en: 'a text in quotes without escapes', ko: '이스케이프 없이 따옴표로 묶은 텍스트' },
  separator: { en: 'a comma or a closing bracket', ko: '쉼표나 닫는 괄호' },
  colon: { en: 'a colon', ko: '콜론' },
  key: { en: 'a key that is a text and comes once', ko: '한 번만 나오는 텍스트 키' },
  dict: { en: 'a dict', ko: '딕셔너리' },
  keys: { en: 'the keys descr, fortran_order and shape', ko: 'descr, fortran_order, shape 키' },
  order: { en: 'True or False for fortran_order', ko: 'fortran_order의 True 또는 False' },
  shape: { en: 'a tuple of whole numbers of at least 0 for shape', ko: 'shape의 0 이상 정수로 된 튜플' },
} as const

/** Errors of files, folders, compression and text. Each entry exists in English and Korean. */
const fileMessages = {
  FILE_MISSING: message<{ file: string }>(
    'missing',
    (d) => `${d.file}: there is no such file. Check the path`,
    (d) => `파일이 없습니다: ${d.file}. 경로를 확인하십시오`,
  ),
  FOLDER_MISSING: message<{ folder: string }>(
    'missing',
    (d) => `${d.folder}: there is no such folder. Check the path`,
    (d) => `폴더가 없습니다: ${d.folder}. 경로를 확인하십시오`,
  ),
  FILE_UNREADABLE: message<{ file: string; reason: string }>(
    'io',
    (d) =>
      `${d.file}: cannot be read (${d.reason}). ${d.reason === 'EISDIR' ? 'This is a folder; name a file' : 'Check that it is a file you may read'}`,
    (d) =>
      `${d.file}: 읽을 수 없습니다(${d.reason}). ${d.reason === 'EISDIR' ? '폴더입니다. 파일을 지정하십시오' : '읽기 권한이 있는 파일인지 확인하십시오'}`,
  ),
  FILE_UNWRITABLE: message<{ file: string; reason: string }>(
    'io',
    (d) =>
      `${d.file}: cannot be written (${d.reason}). Nothing was left there; check the permissions and the free space`,
    (d) => `${d.file}: 쓸 수 없습니다(${d.reason}). 남겨진 파일은 없습니다. 권한과 남은 공간을 확인하십시오`,
  ),
  OUTPUT_INTERRUPTED: message<{ file: string; reason: string }>(
    'io',
    (d) =>
      `${d.file}: cannot be written (${d.reason}). What has come out so far is incomplete; check the free space where it goes`,
    (d) =>
      `${d.file}: 쓸 수 없습니다(${d.reason}). 지금까지 나온 내용은 완전하지 않습니다. 내용이 저장되는 곳의 남은 공간을 확인하십시오`,
  ),
  OUTPUT_IS_FOLDER: message<{ file: string }>(
    'usage',
    (d) =>
      `${d.file}: this is a folder, and the output is one file. Name a file with -o, for example ${d.file}/out.tsv`,
    (d) => `${d.file}: 폴더입니다. 출력은 파일 하나이니 -o로 파일을 지정하십시오. 예: ${d.file}/out.tsv`,
  ),
  OUTPUT_IS_INPUT: message<{ file: string; input: string }>(
    'usage',
    (d) => `${d.file}: writing here would change ${d.input}, which the command reads. Name another file with -o`,
    (d) => `${d.file}: 여기에 쓰면 명령이 읽는 입력이 바뀝니다: ${d.input}. -o로 다른 파일을 지정하십시오`,
  ),
  FILE_NAME_UNSAFE: message<{ folder: string; found: string; file?: string; line?: number }>(
    'data',
    (d) =>
      `${d.file === undefined ? '' : `${d.file}, line ${d.line}: `}the file name ${JSON.stringify(d.found)} leaves the folder ${d.folder}; expected the plain name of a file in that folder`,
    (d) =>
      `${d.file === undefined ? '' : `${d.file}, ${d.line}번째 줄: `}파일 이름이 폴더를 벗어납니다: ${JSON.stringify(d.found)}(폴더: ${d.folder}). 그 폴더 안에 있는 파일의 이름만 쓸 수 있습니다`,
  ),
  FILE_EMPTY: message<{ file: string; expected: string }>(
    'data',
    (d) => `${d.file}: the file is empty; expected ${d.expected}. It may not have been copied completely`,
    (d) => `${d.file}: 빈 파일입니다. 들어 있어야 하는 것: ${d.expected}. 복사가 끝나지 않았을 수 있습니다`,
  ),
  DATA_TRUNCATED: message<{ file: string; byte: number; expected: number; present: number }>(
    'data',
    (d) =>
      `${d.file}: the data end early: ${d.expected} bytes expected from byte ${d.byte}, ${d.present} present. The file is truncated; copy it again`,
    (d) =>
      `${d.file}: 데이터가 중간에 끝났습니다. 바이트 ${d.byte}부터 ${d.expected}바이트가 있어야 하지만 ${d.present}바이트만 있습니다. 파일이 잘렸으니 다시 복사하십시오`,
  ),
  SIZE_LIMIT_EXCEEDED: message<{ file: string; limit: number }>(
    'data',
    (d) =>
      `${d.file}: holds more than ${d.limit} bytes, the limit for this kind of file. It is probably not what it is taken for`,
    (d) => `${d.file}: 이 종류의 파일에 허용된 ${d.limit}바이트를 넘습니다. 다른 종류의 파일로 보입니다`,
  ),
  COMPRESSED_TRUNCATED: message<{ file: string; byte: number }>(
    'data',
    (d) => `${d.file}: the compressed data end early, at byte ${d.byte}. The file is truncated; copy it again`,
    (d) => `${d.file}: 압축 데이터가 바이트 ${d.byte}에서 중간에 끝났습니다. 파일이 잘렸으니 다시 복사하십시오`,
  ),
  COMPRESSED_CORRUPT: message<{ file: string; byte: number; format: string; reason: string }>(
    'data',
    (d) =>
      `${d.file}: not valid ${d.format} data near byte ${d.byte} (${d.reason}). The file is damaged; copy it again`,
    (d) =>
      `${d.file}: 바이트 ${d.byte} 부근이 올바른 ${d.format} 데이터가 아닙니다(${d.reason}). 파일이 손상되었으니 다시 복사하십시오`,
  ),
  COMPRESSED_TRAILING: message<{ file: string; byte: number; format: string }>(
    'data',
    (d) => `${d.file}: bytes follow the end of the ${d.format} data at byte ${d.byte}; expected the end of the file`,
    (d) =>
      `${d.file}: ${d.format} 데이터가 바이트 ${d.byte}에서 끝난 뒤에 다른 바이트가 이어집니다. 파일이 거기서 끝나야 합니다`,
  ),
  COMPRESSION_UNSUPPORTED: message<{ file: string; found: string }>(
    'data',
    (d) =>
      `${d.file}: unsupported compression ${d.found}; zlib, gzip and no compression can be read. Save it again, for example with joblib.dump(data, file, compress=('zlib', 3))`,
    (d) =>
      `${d.file}: 지원하지 않는 압축 방식 ${d.found}입니다. zlib, gzip, 비압축만 읽을 수 있습니다. 예를 들어 joblib.dump(data, file, compress=('zlib', 3))로 다시 저장하십시오`,
  ),
  TEXT_NOT_UTF8: message<{ file: string; line: number }>(
    'data',
    (d) =>
      `${d.file}, near line ${d.line}: the text is not valid UTF-8. Save it as UTF-8; for Korean text: iconv -f CP949 -t UTF-8 FILE > NEW`,
    (d) =>
      `${d.file}, ${d.line}번째 줄 부근: 올바른 UTF-8 텍스트가 아닙니다. UTF-8로 저장하십시오. 한글 윈도우의 CP949(EUC-KR) 텍스트라면: iconv -f CP949 -t UTF-8 파일 > 새파일`,
  ),
  LINE_TOO_LONG: message<{ file: string; line: number; limit: number }>(
    'data',
    (d) => `${d.file}, line ${d.line}: longer than ${d.limit} characters. It is probably not a text file`,
    (d) => `${d.file}, ${d.line}번째 줄: ${d.limit}자를 넘습니다. 텍스트 파일이 아닌 것으로 보입니다`,
  ),
  QUOTE_INVALID: message<{ file: string; line: number; problem: 'unclosed' | 'followed' }>(
    'data',
    (d) =>
      d.problem === 'unclosed'
        ? `${d.file}, line ${d.line}: a quoted value that starts here has no closing quote`
        : `${d.file}, line ${d.line}: text follows the closing quote of a value; expected a delimiter or the end of the line`,
    (d) =>
      d.problem === 'unclosed'
        ? `${d.file}, ${d.line}번째 줄: 여기서 시작한 따옴표가 닫히지 않았습니다`
        : `${d.file}, ${d.line}번째 줄: 닫는 따옴표 뒤에 글자가 있습니다. 구분자나 줄 끝이 와야 합니다`,
  ),
}

/** Errors of array containers: npy, npz, joblib and pickle. */
const arrayMessages = {
  NPY_MAGIC_WRONG: message<{ file: string; found: string }>(
    'data',
    (d) => `${d.file}: not a .npy file: it starts with ${d.found}; expected 93 4e 55 4d 50 59 ("\\x93NUMPY")`,
    (d) => `${d.file}: .npy 파일이 아닙니다. 첫 바이트가 ${d.found}인데 93 4e 55 4d 50 59("\\x93NUMPY")여야 합니다`,
  ),
  NPY_VERSION_UNSUPPORTED: message<{ file: string; found: string }>(
    'data',
    (d) => `${d.file}: .npy format version ${d.found}; versions 1.0, 2.0 and 3.0 can be read`,
    (d) => `${d.file}: .npy 형식 버전이 ${d.found}입니다. 1.0, 2.0, 3.0만 읽을 수 있습니다`,
  ),
  NPY_HEADER_INVALID: message<{ file: string; byte: number; found: string; expected: NpyHeaderPart }>(
    'data',
    (d) =>
      `${d.file}: the .npy header is damaged at byte ${d.byte}: found ${d.found}, expected ${NPY_HEADER_PARTS[d.expected].en}`,
    (d) =>
      `${d.file}: .npy 헤더의 바이트 ${d.byte} 위치가 잘못되었습니다. 있는 것: ${d.found}. 있어야 할 것: ${NPY_HEADER_PARTS[d.expected].ko}`,
  ),
  ARRAY_FILE_UNKNOWN: message<{ file: string }>(
    'data',
    (d) => `${d.file}: not the name of an array file; expected one that ends in .npy, .joblib or .pkl`,
    (d) => `${d.file}: 배열 파일의 이름이 아닙니다. .npy, .joblib, .pkl로 끝나야 합니다`,
  ),
  ARRAY_DTYPE_UNSUPPORTED: message<{ file: string; found: string }>(
    'data',
    (d) =>
      `${d.file}: holds an array of type ${d.found}; bool, int8-64, uint8-64, float16/32/64 and text can be read. Convert it with numpy's astype`,
    (d) =>
      `${d.file}: ${d.found} 형식의 배열입니다. bool, int8-64, uint8-64, float16/32/64, 텍스트만 읽을 수 있습니다. numpy의 astype으로 변환하십시오`,
  ),
  ARRAY_OBJECT_REFUSED: message<{ file: string }>(
    'data',
    (d) =>
      `${d.file}: holds Python objects (a pickle), not numbers or text; not read. Save it again as a plain array, for example numpy.save(file, array.astype(str))`,
    (d) =>
      `${d.file}: 숫자나 텍스트가 아닌 Python 객체(피클)가 들어 있어 읽지 않습니다. numpy.save(file, array.astype(str))처럼 일반 배열로 다시 저장하십시오`,
  ),
  ARRAY_TOO_LARGE: message<{ file: string; shape: string; claimed: number; present: number }>(
    'data',
    (d) =>
      `${d.file}: the header claims an array of shape ${d.shape}, ${d.claimed} bytes, but the file can hold at most ${d.present}. The file is truncated or not what it claims`,
    (d) =>
      `${d.file}: 헤더는 모양 ${d.shape}, ${d.claimed}바이트의 배열이라고 하지만 파일에는 많아야 ${d.present}바이트만 있을 수 있습니다. 파일이 잘렸거나 내용이 다릅니다`,
  ),
  ARRAY_ELEMENT_UNSUPPORTED: message<{ file: string; found: PickleContent; index: number }>(
    'data',
    (d) =>
      `${d.file}: element ${d.index} of the object array is ${PICKLE_CONTENTS[d.found].en}; expected text, a number, true, false or None`,
    (d) =>
      `${d.file}: 객체 배열의 ${d.index}번째 원소가 ${PICKLE_CONTENTS[d.found].ko}입니다. 텍스트, 숫자, 참/거짓, None이어야 합니다`,
  ),
  PICKLE_INSTRUCTION_UNKNOWN: message<{ file: string; found: string; byte: number }>(
    'data',
    (d) =>
      `${d.file}: not a pickle that can be read: instruction ${d.found} at byte ${d.byte} of the uncompressed data`,
    (d) =>
      `${d.file}: 읽을 수 있는 피클이 아닙니다. 압축을 푼 데이터의 바이트 ${d.byte}에 알 수 없는 명령이 있습니다: ${d.found}`,
  ),
  PICKLE_NAME_REFUSED: message<{ file: string; name: string; byte: number }>(
    'data',
    (d) =>
      `${d.file}: names ${d.name} at byte ${d.byte} of the uncompressed data; refused, and nothing was run. Only numpy arrays and plain values are read. Do not open this file in Python unless you trust where it comes from`,
    (d) =>
      `${d.file}: 압축을 푼 데이터의 바이트 ${d.byte}에 ${d.name} 이름이 있어 거부했으며 아무것도 실행하지 않았습니다. numpy 배열과 단순한 값만 읽습니다. 출처를 믿을 수 없다면 Python에서도 열지 마십시오`,
  ),
  PICKLE_INVALID: message<{ file: string; byte: number; problem: PickleProblem }>(
    'data',
    (d) => `${d.file}: not a valid pickle at byte ${d.byte} of the uncompressed data: ${PICKLE_PROBLEMS[d.problem].en}`,
    (d) =>
      `${d.file}: 압축을 푼 데이터의 바이트 ${d.byte}에서 피클이 올바르지 않습니다. ${PICKLE_PROBLEMS[d.problem].ko}`,
  ),
  PICKLE_TOO_LARGE: message<{ file: string; byte: number; what: 'values' | 'containers' | 'bytes'; limit: number }>(
    'data',
    (d) =>
      `${d.file}: more than ${d.limit} ${d.what === 'bytes' ? 'bytes of text' : d.what} by byte ${d.byte} of the uncompressed data; refused before memory runs out. Save large data as plain numpy arrays`,
    (d) =>
      `${d.file}: 압축을 푼 데이터의 바이트 ${d.byte}에서 ${d.what === 'bytes' ? '텍스트의 바이트' : d.what === 'values' ? '값' : '목록'} 수가 한도(${d.limit})를 넘어, 메모리가 모자라기 전에 거부했습니다. 큰 데이터는 일반 numpy 배열로 저장하십시오`,
  ),
  PICKLE_NOT_AN_ARRAY: message<{ file: string; found: PickleContent }>(
    'data',
    (d) => `${d.file}: holds ${PICKLE_CONTENTS[d.found].en}; expected one numpy array`,
    (d) => `${d.file}: 내용이 ${PICKLE_CONTENTS[d.found].ko}입니다. numpy 배열 하나여야 합니다`,
  ),
  ZIP_INVALID: message<{ file: string; reason: string }>(
    'data',
    (d) => `${d.file}: not a readable .npz archive (${d.reason}). The file is damaged or not an .npz; copy it again`,
    (d) =>
      `${d.file}: 읽을 수 있는 .npz 파일이 아닙니다(${d.reason}). 파일이 손상되었거나 다른 형식이니 다시 복사하십시오`,
  ),
  NPZ_MEMBER_INVALID: message<{ file: string; member: string; problem: 'twice' | 'encrypted' | 'not-npy' }>(
    'data',
    (d) =>
      `${d.file}: member ${JSON.stringify(d.member)} ${d.problem === 'twice' ? 'appears twice' : d.problem === 'encrypted' ? 'is encrypted' : 'is not a .npy file'}; expected .npy members, each once`,
    (d) =>
      `${d.file}: ${d.problem === 'twice' ? '두 번 나오는 구성원이 있습니다' : d.problem === 'encrypted' ? '암호화된 구성원이 있습니다' : '.npy 파일이 아닌 구성원이 있습니다'}: ${JSON.stringify(d.member)}. 서로 다른 이름의 .npy만 있어야 합니다`,
  ),
}

/** Errors of `io` and of the containers of arrays. Each entry is made with `message` and exists in English and Korean. */
export const ioMessages = { ...fileMessages, ...arrayMessages }
