import type { DType } from './dtype.js'
import { float32FromHalf } from './half-float.js'
import type { NumericData } from './nd-array.js'

/** Reverses the bytes of every element, in place: big endian to the machine's order and back. */
export function swapBytes(bytes: Uint8Array, itemSize: number): void {
  for (let start = 0; start + itemSize <= bytes.length; start += itemSize)
    bytes.subarray(start, start + itemSize).reverse()
}

/**
 * Bytes of whole elements as numbers. The array may share `bytes`' memory, and big-endian bytes are swapped in place,
 * so `bytes` must belong to the caller and start at an offset that the element size divides.
 */
export function numbersFromBytes(dtype: DType, bytes: Uint8Array): NumericData {
  if (dtype.bigEndian) swapBytes(bytes, dtype.itemSize)
  const { buffer, byteOffset } = bytes
  const length = bytes.length / dtype.itemSize
  switch (`${dtype.kind}${dtype.itemSize}`) {
    case 'i1':
      return new Int8Array(buffer, byteOffset, length)
    case 'i2':
      return new Int16Array(buffer, byteOffset, length)
    case 'i4':
      return new Int32Array(buffer, byteOffset, length)
    case 'i8':
      return new BigInt64Array(buffer, byteOffset, length)
    case 'u2':
      return new Uint16Array(buffer, byteOffset, length)
    case 'u4':
      return new Uint32Array(buffer, byteOffset, length)
    case 'u8':
      return new BigUint64Array(buffer, byteOffset, length)
    case 'f2':
      return float32FromHalf(new Uint16Array(buffer, byteOffset, length))
    case 'f4':
      return new Float32Array(buffer, byteOffset, length)
    case 'f8':
      return new Float64Array(buffer, byteOffset, length)
    default:
      return new Uint8Array(buffer, byteOffset, length)
  }
}

/** One fixed-width element of text: UTF-32 for `U`, Latin-1 for `S`; zeros at its end are padding. */
export function textFromBytes(dtype: DType, bytes: Uint8Array): string {
  const width = dtype.kind === 'U' ? 4 : 1
  const codes: number[] = []
  for (let at = 0; at < bytes.length; at += width)
    codes.push(width === 1 ? (bytes[at] ?? 0) : codePoint(dtype, bytes, at))
  while (codes.length > 0 && codes[codes.length - 1] === 0) codes.pop()
  // In pieces: a call takes only so many arguments.
  let text = ''
  for (let at = 0; at < codes.length; at += 4096) text += String.fromCodePoint(...codes.slice(at, at + 4096))
  return text
}

function codePoint(dtype: DType, bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0]
  const code = dtype.bigEndian
    ? a * 0x1000000 + b * 0x10000 + c * 0x100 + d
    : d * 0x1000000 + c * 0x10000 + b * 0x100 + a
  return code <= 0x10ffff ? code : 0xfffd
}
