import type { Shape } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Expectation } from '../core/messages/expectation.js'
import { shown } from './checks.js'
import { scanHeader } from './header-scan.js'

const BYTES_PER_ELEMENT = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, U8: 1 } as const
export type Dtype = keyof typeof BYTES_PER_ELEMENT
const FLOAT_DTYPES: readonly Dtype[] = ['F32', 'F64', 'F16', 'BF16']
const ALL_DTYPES: readonly Dtype[] = [...FLOAT_DTYPES, 'I64', 'U8']

/** The format's own limit. */
const MAX_HEADER_BYTES = 100_000_000
/** The header is an object of objects with lists. */
const MAX_DEPTH = 3

export interface TensorEntry {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: Shape
  /** Bytes from the beginning of the data. */
  readonly begin: number
  readonly end: number
}

export interface SafetensorsHeader {
  /** In the order of the data. */
  readonly tensors: readonly TensorEntry[]
  readonly metadata: Readonly<Record<string, string>>
  /** Byte of the file at which the data begin. */
  readonly dataStart: number
}

/** Reads and checks the header of a safetensors file. See `decodeSafetensors`. */
export function readHeader(bytes: Uint8Array, file: string, integers: boolean): SafetensorsHeader {
  const length = headerLength(bytes, file)
  const header = parseHeader(bytes.subarray(8, 8 + length), file)
  let metadata: Readonly<Record<string, string>> = {}
  const tensors: TensorEntry[] = []
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') metadata = readMetadata(value, file)
    else tensors.push(readEntry(name, value, file, integers ? ALL_DTYPES : FLOAT_DTYPES))
  }
  tensors.sort((a, b) => a.begin - b.begin || a.end - b.end)
  checkCoverage(tensors, bytes.length, 8 + length, file)
  return { tensors, metadata, dataStart: 8 + length }
}

function headerLength(bytes: Uint8Array, file: string): number {
  if (bytes.length < 8) throw new HeliconError('SAFETENSORS_TRUNCATED', { file, found: bytes.length, expected: 8 })
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true)
  if (length < 2n || length > BigInt(MAX_HEADER_BYTES)) {
    throw new HeliconError('SAFETENSORS_HEADER_SIZE', { file, found: String(length), limit: MAX_HEADER_BYTES })
  }
  const expected = 8 + Number(length)
  if (expected > bytes.length) throw new HeliconError('SAFETENSORS_TRUNCATED', { file, found: bytes.length, expected })
  return Number(length)
}

function parseHeader(bytes: Uint8Array, file: string): object {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new HeliconError('SAFETENSORS_HEADER_JSON', { file, reason: 'notUtf8' }, { cause })
  }
  const scan = scanHeader(text, MAX_DEPTH)
  if (scan.problem === 'duplicate') {
    const byte = 8 + new TextEncoder().encode(text.slice(0, scan.index)).length
    throw new HeliconError('SAFETENSORS_KEY_DUPLICATE', { file, key: scan.key, byte })
  }
  if (scan.problem !== 'none') throw new HeliconError('SAFETENSORS_HEADER_JSON', { file, reason: scan.problem })
  let header: unknown
  try {
    header = JSON.parse(text)
  } catch (cause) {
    throw new HeliconError('SAFETENSORS_HEADER_JSON', { file, reason: 'notJson' }, { cause })
  }
  if (!isRecord(header)) throw new HeliconError('SAFETENSORS_HEADER_JSON', { file, reason: 'notJson' })
  return header
}

function readMetadata(value: unknown, file: string): Readonly<Record<string, string>> {
  if (!isRecord(value)) throw wrong(file, '__metadata__', value, { kind: 'object' })
  const entries = Object.entries(value).map(([key, entry]): [string, string] => {
    if (typeof entry !== 'string') throw wrong(file, `__metadata__.${key}`, entry, { kind: 'text' })
    return [key, entry]
  })
  return Object.fromEntries(entries)
}

function readEntry(name: string, value: unknown, file: string, allowed: readonly Dtype[]): TensorEntry {
  if (!isRecord(value)) throw wrong(file, name, value, { kind: 'object' })
  const fields = new Map<string, unknown>(Object.entries(value))
  const dtype = allowed.find((candidate) => candidate === fields.get('dtype'))
  if (dtype === undefined) {
    throw wrong(file, `${name}.dtype`, fields.get('dtype'), { kind: 'oneOf', values: allowed })
  }
  const shape = sizes(fields.get('shape'), file, `${name}.shape`)
  const offsets = sizes(fields.get('data_offsets'), file, `${name}.data_offsets`)
  const [begin, end] = offsets
  if (offsets.length !== 2 || begin === undefined || end === undefined || end < begin) {
    const expected: Expectation = { kind: 'list', of: { kind: 'integer', min: 0 }, min: 2, max: 2 }
    throw wrong(file, `${name}.data_offsets`, offsets, expected)
  }
  const expected = shape.reduce((product, size) => product * size, BYTES_PER_ELEMENT[dtype])
  if (end - begin !== expected) {
    throw new HeliconError('SAFETENSORS_TENSOR_SIZE', {
      file,
      tensor: name,
      dtype,
      shape,
      found: end - begin,
      expected,
    })
  }
  return { name, dtype, shape, begin, end }
}

/** Every array begins where the one before ends, and the last ends with the file. */
function checkCoverage(tensors: readonly TensorEntry[], fileSize: number, dataStart: number, file: string): void {
  let covered = 0
  for (const { name, begin, end } of tensors) {
    if (begin !== covered) {
      throw new HeliconError('SAFETENSORS_GAP', { file, tensor: name, found: begin, expected: covered })
    }
    covered = end
  }
  const found = fileSize - dataStart
  if (covered > found) {
    throw new HeliconError('SAFETENSORS_TRUNCATED', { file, found: fileSize, expected: dataStart + covered })
  }
  if (covered < found) throw new HeliconError('SAFETENSORS_TRAILING', { file, found, expected: covered })
}

function sizes(value: unknown, file: string, path: string): readonly number[] {
  const expected: Expectation = { kind: 'list', of: { kind: 'integer', min: 0 } }
  if (!Array.isArray(value)) throw wrong(file, path, value, expected)
  return value.map((entry: unknown) => {
    if (typeof entry !== 'number' || !Number.isSafeInteger(entry) || entry < 0) throw wrong(file, path, value, expected)
    return entry
  })
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(file: string, path: string, found: unknown, expected: Expectation): HeliconError {
  return new HeliconError('SAFETENSORS_VALUE_INVALID', { file, path, found: shown(found), expected })
}
