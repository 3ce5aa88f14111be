import { HeliconError } from '../../core/errors.js'
import { parseDType } from './dtype.js'
import type { ArrayHeader } from './nd-array.js'

/** Types of numbers that are written, by numpy's names. */
export type WrittenNumbers = Int8Array | Uint8Array | Int32Array | BigInt64Array | Float32Array | Float64Array

/** An array to be written: what it is, and its bytes (row-major, little endian) made piece by piece. */
export interface WritableArray {
  readonly header: ArrayHeader
  readonly chunks: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

const TEXT_BATCH = 4096

/**
 * Numbers as an array to write.
 *
 * @param shape whose product is the number of elements
 * @throws HeliconError `ARGUMENT_INVALID` where it is not
 */
export function numberArray(data: WrittenNumbers, shape: readonly number[]): WritableArray {
  requireElements(data.length, shape)
  const dtype = parseDType(typeName(data), 'array')
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return { header: { dtype, shape, fortranOrder: false }, chunks: () => [bytes] }
}

/** Texts as numpy's fixed-width unicode, `<U` and the length in code points of the longest. */
export function textArray(data: readonly string[], shape: readonly number[] = [data.length]): WritableArray {
  requireElements(data.length, shape)
  let width = 1
  for (const text of data) {
    // numpy fills short texts up with zeros, so that zeros at the end cannot be told from filling.
    if (text.endsWith('\0'))
      throw new HeliconError('ARGUMENT_INVALID', {
        name: { en: 'text', ko: '텍스트' },
        found: JSON.stringify(text),
        expected: { kind: 'words', en: 'no zero at its end', ko: '0(NUL)으로 끝나지 않는 텍스트' },
      })
    if (text.length > width) width = Math.max(width, codePointCount(text))
  }
  const dtype = parseDType(`<U${width}`, 'array')
  return { header: { dtype, shape, fortranOrder: false }, chunks: () => textChunks(data, width) }
}

/** The bytes of an array as a stream. */
export async function* bytesOfArray(array: WritableArray): AsyncGenerator<Uint8Array> {
  yield* array.chunks()
}

function requireElements(found: number, shape: readonly number[]): void {
  const expected = shape.reduce((product, size) => product * size, 1)
  if (found !== expected)
    throw new HeliconError('ARGUMENT_INVALID', {
      name: 'data.length',
      found,
      expected: { kind: 'integer', min: expected, max: expected },
    })
}

function typeName(data: WrittenNumbers): string {
  if (data instanceof Int8Array) return '|i1'
  if (data instanceof Uint8Array) return '|u1'
  if (data instanceof Int32Array) return '<i4'
  if (data instanceof BigInt64Array) return '<i8'
  return data instanceof Float32Array ? '<f4' : '<f8'
}

/** Characters of a text as numpy counts them. */
export function codePointCount(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** The bytes of texts as fixed-width unicode of `width` characters each. */
export function* textChunks(data: readonly string[], width: number): Generator<Uint8Array> {
  for (let start = 0; start < data.length; start += TEXT_BATCH) {
    const batch = data.slice(start, start + TEXT_BATCH)
    const codes = new DataView(new ArrayBuffer(batch.length * width * 4))
    for (let i = 0; i < batch.length; i++) {
      let at = i * width * 4
      for (const character of batch[i] ?? '') {
        codes.setUint32(at, character.codePointAt(0) ?? 0, true)
        at += 4
      }
    }
    yield new Uint8Array(codes.buffer)
  }
}
