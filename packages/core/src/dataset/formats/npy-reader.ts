import { HeliconError } from '../../core/errors.js'
import type { NpyHeaderPart } from '../../core/messages/io.js'
import { ByteReader } from '../../io/byte-reader.js'
import type { ByteSource } from '../../io/byte-source.js'
import { hexadecimal } from '../../io/bytes.js'
import { type ArrayVisitor, readArray } from './array-reader.js'
import { parseDType } from './dtype.js'
import type { ArrayHeader, NdArray } from './nd-array.js'
import { readObjectArray } from './pickle/read-pickle.js'
import { type PythonLiteral, parsePythonLiteral } from './python-literal.js'

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
const HEADER_LIMIT = 1024 * 1024
const DIMENSION_LIMIT = 64

export interface NpyOptions {
  /**
   * What to do with an array of Python objects, which .npy stores as a pickle: refuse it (the default) or read it with
   * the allow-list of the pickle reader, which takes plain values only and never runs anything.
   */
  readonly objects?: 'refuse' | 'plain-values'
}

/**
 * Reads a .npy file, versions 1 to 3. Throws `NPY_MAGIC_WRONG`, `NPY_VERSION_UNSUPPORTED`, `NPY_HEADER_INVALID`,
 * `ARRAY_DTYPE_UNSUPPORTED`, `ARRAY_OBJECT_REFUSED`, `DATA_TRUNCATED`; sizes are checked before memory is taken.
 * Source: numpy.lib.format.
 */
export async function readNpy(source: ByteSource, options: NpyOptions = {}): Promise<NdArray> {
  const reader = npyReader(source)
  try {
    const header = await readNpyHeader(reader)
    if (header.dtype.kind === 'O' && options.objects === 'plain-values') return await readObjectArray(header, reader)
    return await readArray(header, reader)
  } finally {
    await reader.close()
  }
}

/** As `readNpy`, but hands the array's bytes to `visit` instead of holding them. */
export async function visitNpy(source: ByteSource, visit: ArrayVisitor): Promise<void> {
  const reader = npyReader(source)
  try {
    const header = await readNpyHeader(reader)
    if (header.dtype.kind === 'O') throw new HeliconError('ARRAY_OBJECT_REFUSED', { file: source.name })
    await visit(header, reader)
  } finally {
    await reader.close()
  }
}

function npyReader(source: ByteSource): ByteReader {
  const size = source.size === undefined ? undefined : { bytes: source.size, exact: true }
  return new ByteReader(source.stream(), source.name, size)
}

/** Reads the header; the reader then stands at the first byte of the array. */
export async function readNpyHeader(reader: ByteReader): Promise<ArrayHeader> {
  const file = reader.name
  const magic = await reader.peek(8)
  if (magic.length === 0) throw new HeliconError('FILE_EMPTY', { file, expected: '.npy' })
  if (MAGIC.some((byte, i) => magic[i] !== byte))
    throw new HeliconError('NPY_MAGIC_WRONG', { file, found: hexadecimal(magic.subarray(0, 6)) })
  const [major = 0, minor = 0] = (await reader.readExactly(8)).subarray(6, 8)
  if (major < 1 || major > 3 || minor !== 0)
    throw new HeliconError('NPY_VERSION_UNSUPPORTED', { file, found: `${major}.${minor}` })
  const lengthBytes = await reader.readExactly(major === 1 ? 2 : 4)
  const length = lengthBytes.reduce((sum, byte, i) => sum + byte * 256 ** i, 0)
  if (length > HEADER_LIMIT) throw new HeliconError('SIZE_LIMIT_EXCEEDED', { file, limit: HEADER_LIMIT })
  const base = reader.position
  const bytes = await reader.readExactly(length)
  const text = new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(bytes)
  return headerFromLiteral(parsePythonLiteral(text, file, base), file, base)
}

function headerFromLiteral(literal: PythonLiteral, file: string, byte: number): ArrayHeader {
  const invalid = (found: string, expected: NpyHeaderPart): HeliconError =>
    new HeliconError('NPY_HEADER_INVALID', { file, byte, found, expected })
  if (typeof literal !== 'object' || literal === null || literal.kind !== 'dict') throw invalid('no dict', 'dict')
  const { entries } = literal
  const keys = [...entries.keys()].sort().join(', ')
  if (keys !== 'descr, fortran_order, shape') throw invalid(`the keys ${keys}`, 'keys')
  const descr = entries.get('descr')
  const fortranOrder = entries.get('fortran_order')
  if (typeof descr !== 'string')
    throw new HeliconError('ARRAY_DTYPE_UNSUPPORTED', { file, found: 'a structured type (several fields)' })
  if (typeof fortranOrder !== 'boolean') throw invalid('another fortran_order', 'order')
  const shape = shapeFromLiteral(entries.get('shape'))
  if (shape === undefined) throw invalid('another shape', 'shape')
  return { dtype: parseDType(descr, file), shape, fortranOrder }
}

function shapeFromLiteral(literal: PythonLiteral | undefined): number[] | undefined {
  if (typeof literal !== 'object' || literal === null || literal.kind !== 'sequence') return undefined
  const shape: number[] = []
  for (const size of literal.items)
    if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 0) shape.push(size)
  return shape.length === literal.items.length && shape.length <= DIMENSION_LIMIT ? shape : undefined
}
