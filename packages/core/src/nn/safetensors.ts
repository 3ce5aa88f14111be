import { elementCount, type Shape } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { bfloat16ToFloat32, float16ToFloat32 } from './half-floats.js'
import { readHeader, type TensorEntry } from './safetensors-header.js'

export type TensorData = Float32Array | Float64Array | BigInt64Array | Uint8Array

/** An array with its shape, row-major. */
export interface Tensor<Data extends TensorData = TensorData> {
  readonly shape: Shape
  readonly data: Data
}

export interface SafetensorsContent<Data extends TensorData = TensorData> {
  readonly tensors: Readonly<Record<string, Tensor<Data>>>
  /** The same arrays without their shapes. */
  readonly arrays: Readonly<Record<string, Data>>
  readonly metadata: Readonly<Record<string, string>>
}

export interface DecodeOptions {
  /** Whether I64 and U8 arrays are accepted too. Default: floats only. */
  readonly integers?: boolean
}

const ALIGNMENT = 8

/**
 * A safetensors file: the header's length (u64, little-endian), the header (JSON, padded with blanks to a multiple of
 * 8), the arrays. Larger elements first, then by name, metadata by key: equal contents give equal bytes.
 * Source: https://github.com/huggingface/safetensors, format 0.4.
 * @param tensors arrays by name; one without a shape is written as [length]
 * @throws HeliconError WEIGHT_SIZE where an array has not as many values as its shape says
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, Tensor | TensorData>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(tensors)
    .map(([name, value]): [string, Tensor] => [name, 'shape' in value ? value : { shape: [value.length], data: value }])
    .sort(([nameA, a], [nameB, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT || compareText(nameA, nameB))
  const header: [string, unknown][] = []
  if (Object.keys(metadata).length > 0) {
    const sorted = Object.entries(metadata).sort(([a], [b]) => compareText(a, b))
    header.push(['__metadata__', Object.fromEntries(sorted)])
  }
  let offset = 0
  for (const [name, { shape, data }] of entries) {
    if (name === '__metadata__' || elementCount(shape) !== data.length) {
      throw new HeliconError('WEIGHT_SIZE', { place: 'safetensors', name, found: `${data.length} values`, shape })
    }
    header.push([name, { dtype: dtypeOf(data), shape, data_offsets: [offset, offset + data.byteLength] }])
    offset += data.byteLength
  }
  const json = new TextEncoder().encode(headerText(header))
  const headerLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT
  const bytes = new Uint8Array(8 + headerLength + offset)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true)
  bytes.set(json, 8)
  bytes.fill(0x20, 8 + json.length, 8 + headerLength)
  let position = 8 + headerLength
  for (const [, { data }] of entries) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position)
    position += data.byteLength
  }
  return bytes
}

/**
 * Reads a safetensors file. The whole header is checked before any array is made: its length, types, shapes, and that
 * the arrays cover the data without holes or overlaps. F16 and BF16 come as float32.
 * @param file name for messages
 * @throws HeliconError SAFETENSORS_... with the file, the array and the place
 */
export function decodeSafetensors(
  bytes: Uint8Array,
  file: string,
  options?: { readonly integers?: false },
): SafetensorsContent<Float32Array | Float64Array>
export function decodeSafetensors(bytes: Uint8Array, file: string, options: DecodeOptions): SafetensorsContent
export function decodeSafetensors(bytes: Uint8Array, file: string, options: DecodeOptions = {}): SafetensorsContent {
  const header = readHeader(bytes, file, options.integers === true)
  const tensors = header.tensors.map((entry): [string, Tensor] => {
    // A copy: an array of its own, aligned, that does not keep the file in memory. (`slice` of a Node Buffer is none.)
    const own = new Uint8Array(bytes.subarray(header.dataStart + entry.begin, header.dataStart + entry.end))
    return [entry.name, { shape: entry.shape, data: typedData(own, entry.dtype) }]
  })
  const arrays = tensors.map(([name, { data }]): [string, TensorData] => [name, data])
  return { tensors: Object.fromEntries(tensors), arrays: Object.fromEntries(arrays), metadata: header.metadata }
}

function typedData(own: Uint8Array, dtype: TensorEntry['dtype']): TensorData {
  const buffer = own.buffer
  switch (dtype) {
    case 'F32':
      return new Float32Array(buffer)
    case 'F64':
      return new Float64Array(buffer)
    case 'F16':
      return float16ToFloat32(own)
    case 'BF16':
      return bfloat16ToFloat32(own)
    case 'I64':
      return new BigInt64Array(buffer)
    case 'U8':
      return own
  }
}

function dtypeOf(data: TensorData): TensorEntry['dtype'] {
  if (data instanceof Float32Array) return 'F32'
  if (data instanceof Float64Array) return 'F64'
  return data instanceof BigInt64Array ? 'I64' : 'U8'
}

/** JSON with the keys in the order given: an object would move keys that look like numbers to the front. */
function headerText(entries: readonly [string, unknown][]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`
}

/** By UTF-16 units, not by locale: the same order everywhere. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
