import { HeliconError } from '../../core/errors.js'
import { ByteReader, type StreamSize } from '../../io/byte-reader.js'
import type { ByteSource, Compression } from '../../io/byte-source.js'
import type { ArrayVisitor } from './array-reader.js'
import type { NdArray } from './nd-array.js'
import { isKind } from './pickle/arrays.js'
import { type PickleOptions, readPickle } from './pickle/read-pickle.js'
import { contentOf, type PickleValue } from './pickle/values.js'

/** DEFLATE makes at most 1032 bytes of one; what a compressed file of a known size can hold follows from it. */
const DEFLATE_EXPANSION = 1032
/** Bytes that may follow the pickle in compressed data. They are read, not used, so that the checksum is verified. */
const TRAILING_LIMIT = 64 * 1024

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['bz2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['lzma', [0x5d, 0x00, 0x00]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
]

/**
 * Reads one array out of a joblib or pickle file, raw or compressed by zlib or gzip. Throws `PICKLE_NAME_REFUSED` for a
 * file that names anything but numpy arrays, `COMPRESSION_UNSUPPORTED`, `PICKLE_NOT_AN_ARRAY`, `PICKLE_INVALID` and the
 * errors of truncated and damaged data.
 */
export async function readJoblib(source: ByteSource, compression: Compression): Promise<NdArray> {
  const value = await readJoblibValue(source, compression)
  const content = isKind(value, 'array') ? value.content : undefined
  if (content === undefined || content === 'visited') throw notAnArray(source, value)
  return content
}

/** As `readJoblib`, but hands the array's bytes to `visit` instead of holding them. Object arrays are refused. */
export async function visitJoblib(source: ByteSource, compression: Compression, visit: ArrayVisitor): Promise<void> {
  let arrays = 0
  const visitOne: ArrayVisitor = async (header, reader) => {
    arrays += 1
    if (arrays > 1) throw new HeliconError('PICKLE_NOT_AN_ARRAY', { file: source.name, found: 'arrays' })
    await visit(header, reader)
  }
  const value = await readJoblibValue(source, compression, { visit: visitOne })
  if (!isKind(value, 'array')) throw notAnArray(source, value)
  if (value.content !== 'visited') throw new HeliconError('ARRAY_OBJECT_REFUSED', { file: source.name })
}

function notAnArray(source: ByteSource, value: PickleValue): HeliconError {
  return new HeliconError('PICKLE_NOT_AN_ARRAY', { file: source.name, found: contentOf(value) })
}

/** Reads whatever plain value or array a joblib or pickle file holds. */
export async function readJoblibValue(
  source: ByteSource,
  compression: Compression,
  options: PickleOptions = {},
): Promise<PickleValue> {
  const file = source.name
  const raw = new ByteReader(source.stream(), file, sizeOf(source, 1))
  try {
    const start = await raw.peek(8)
    if (start.length === 0) throw new HeliconError('FILE_EMPTY', { file, expected: 'joblib' })
    const format = compressionOf(start)
    if (format === 'none') return await readPickle(raw, options)
    if (format !== 'gzip' && format !== 'zlib')
      throw new HeliconError('COMPRESSION_UNSUPPORTED', { file, found: format })
    const chunks = compression.decompress(remaining(raw), format, file)
    const reader = new ByteReader(chunks, file, sizeOf(source, DEFLATE_EXPANSION))
    try {
      const value = await readPickle(reader, options)
      await reader.readRest(TRAILING_LIMIT)
      return value
    } finally {
      await reader.close()
    }
  } finally {
    await raw.close()
  }
}

/** `gzip`, `zlib`, `none`, or the name of a compression that is not read. */
function compressionOf(start: Uint8Array): string {
  const [first = 0, second = 0] = start
  if (first === 0x1f && second === 0x8b) return 'gzip'
  if ((first & 0x0f) === 8 && first <= 0x78 && start.length > 1 && (first * 256 + second) % 31 === 0) return 'zlib'
  return SIGNATURES.find(([, bytes]) => bytes.every((byte, i) => start[i] === byte))?.[0] ?? 'none'
}

function sizeOf(source: ByteSource, expansion: number): StreamSize | undefined {
  return source.size === undefined ? undefined : { bytes: source.size * expansion, exact: expansion === 1 }
}

async function* remaining(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (;;) {
    const chunk = await reader.readSome(Number.MAX_SAFE_INTEGER)
    if (chunk.length === 0) return
    yield chunk
  }
}
