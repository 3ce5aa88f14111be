import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HeliconError, isHeliconError } from '../../src/core/errors.js'
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../../src/nn/safetensors.js'

const errorOf = (action: () => unknown): HeliconError => {
  try {
    action()
  } catch (error) {
    if (isHeliconError(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** A file of a header text and data bytes, right or wrong. */
function file(header: unknown, dataBytes: number, headerLength?: bigint): Uint8Array {
  const json = typeof header === 'string' ? header : JSON.stringify(header)
  const text = new TextEncoder().encode(json)
  const bytes = new Uint8Array(8 + text.length + dataBytes)
  new DataView(bytes.buffer).setBigUint64(0, headerLength ?? BigInt(text.length), true)
  bytes.set(text, 8)
  return bytes
}
const f32 = (shape: unknown, begin: unknown, end: unknown) => ({ dtype: 'F32', shape, data_offsets: [begin, end] })
const decode = (bytes: Uint8Array) => decodeSafetensors(bytes, 'm.safetensors')

const sample: Record<string, Tensor> = {
  'conv1d/kernel': { shape: [2, 3], data: new Float32Array([1, -2, 3.5, 0, 1e-30, 6]) },
  'conv1d/bias': { shape: [3], data: new Float32Array([1, 2, 3]) },
  moments: { shape: [2], data: new Float64Array([Math.PI, -1e300]) },
  scalar: { shape: [], data: new Float64Array([7]) },
  nothing: { shape: [0, 4], data: new Float32Array(0) },
}

describe('safetensors', () => {
  it('gives back what was written', () => {
    const { tensors, metadata } = decode(encodeSafetensors(sample, { b: '2', a: '한글 "quoted"' }))
    expect(tensors).toEqual(sample)
    expect(metadata).toEqual({ a: '한글 "quoted"', b: '2' })
  })

  it("reads a file of Python's safetensors", () => {
    const golden = JSON.parse(readFileSync(new URL('golden/python-safetensors.json', import.meta.url), 'utf8'))
    const { tensors, metadata } = decode(Buffer.from(golden.base64, 'base64'))
    const values = Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, values: Array.from(data) }])
    expect(Object.fromEntries(values)).toEqual(golden.arrays)
    expect(metadata).toEqual(golden.metadata)
  })

  it('takes arrays without a shape and gives them back so', () => {
    const arrays = { a: Float32Array.of(1, 2), b: Float64Array.of(3) }
    const content = decode(encodeSafetensors(arrays))
    expect(content.arrays).toEqual(arrays)
    expect(content.tensors['a']?.shape).toEqual([2])
  })

  it('does not depend on the order of names, and aligns the data to 8 bytes', () => {
    const reversed = Object.fromEntries(Object.entries(sample).reverse())
    const bytes = encodeSafetensors(sample, { a: '1', b: '2' })
    expect(encodeSafetensors(reversed, { b: '2', a: '1' })).toEqual(bytes)
    expect(new DataView(bytes.buffer).getBigUint64(0, true) % 8n).toBe(0n)
  })

  it('reads a part of a larger buffer, such as a Node Buffer, into arrays of their own', () => {
    const bytes = encodeSafetensors(sample)
    const pool = Buffer.alloc(bytes.length + 3)
    pool.set(bytes, 3)
    const { tensors } = decode(pool.subarray(3))
    pool.fill(0)
    expect(tensors).toEqual(sample)
  })

  it('reads F16 and BF16 as float32', () => {
    const bytes = file(
      {
        half: { dtype: 'F16', shape: [6], data_offsets: [0, 12] },
        brain: { dtype: 'BF16', shape: [2], data_offsets: [12, 16] },
      },
      16,
    )
    const view = new DataView(bytes.buffer, bytes.length - 16)
    const words = [0x3c00, 0xc000, 0x3555, 0x0001, 0x7c00, 0x7bff, 0x3f80, 0xc049]
    for (const [i, word] of words.entries()) view.setUint16(2 * i, word, true)
    const { tensors } = decode(bytes)
    expect([...(tensors['half']?.data ?? [])]).toEqual([
      1,
      -2,
      0.333251953125,
      2 ** -24,
      Number.POSITIVE_INFINITY,
      65504,
    ])
    expect([...(tensors['brain']?.data ?? [])]).toEqual([1, -3.140625])
  })

  it('reads integers only when asked', () => {
    const integers = {
      ids: { shape: [2], data: new BigInt64Array([5n, -5n]) },
      codes: { shape: [1], data: new Uint8Array([4]) },
    }
    const bytes = encodeSafetensors(integers)
    expect(decodeSafetensors(bytes, 'm', { integers: true }).tensors).toEqual(integers)
    expect(errorOf(() => decode(bytes)).message).toContain('ids.dtype in the header is "I64"; expected one of "F32"')
  })

  it('keeps names that objects treat specially', () => {
    const odd = JSON.parse('{"__proto__":{"shape":[1]},"constructor":{"shape":[1]},"7":{"shape":[1]}}')
    const tensors = Object.fromEntries(
      Object.keys(odd).map((name, i) => [name, { shape: [1], data: Float32Array.of(i) }]),
    )
    const decoded = decode(encodeSafetensors(tensors))
    expect(Object.keys(decoded.tensors).sort()).toEqual(['7', '__proto__', 'constructor'])
  })

  it.each([
    ['an empty file', new Uint8Array(0), 'SAFETENSORS_TRUNCATED', 'has 0 bytes; expected 8'],
    ['a header longer than the file', file({}, 0, 50n), 'SAFETENSORS_TRUNCATED', 'has 10 bytes; expected 58'],
    ['an absurd header length', file({}, 0, 2n ** 63n), 'SAFETENSORS_HEADER_SIZE', '9223372036854775808'],
    ['a header of no length', file({}, 0, 0n), 'SAFETENSORS_HEADER_SIZE', 'byte 0 is 0'],
    ['a list', file([], 0), 'SAFETENSORS_HEADER_JSON', 'not a JSON object'],
    ['broken JSON', file('{"a":', 0), 'SAFETENSORS_HEADER_JSON', 'not a JSON object'],
    ['an open string', file('{"a', 0), 'SAFETENSORS_HEADER_JSON', 'not a JSON object'],
    ['a byte order mark', file('\ufeff{}', 0), 'SAFETENSORS_HEADER_JSON', 'not a JSON object'],
    ['deep nesting', file('[[[['.repeat(1000), 0), 'SAFETENSORS_HEADER_JSON', 'too deeply'],
    ['a key twice', file('{"a":{},"\\u0061":{}}', 0), 'SAFETENSORS_KEY_DUPLICATE', '"a" twice, again at byte 16'],
    ['a tensor that is a number', file({ a: 1 }, 0), 'SAFETENSORS_VALUE_INVALID', 'a in the header is 1'],
    ['an unknown dtype', file({ a: { ...f32([1], 0, 4), dtype: 'F8' } }, 4), 'SAFETENSORS_VALUE_INVALID', 'a.dtype'],
    ['no shape', file({ a: f32(undefined, 0, 4) }, 4), 'SAFETENSORS_VALUE_INVALID', 'a.shape'],
    ['a negative size', file({ a: f32([-1], 0, 4) }, 4), 'SAFETENSORS_VALUE_INVALID', 'a.shape'],
    ['a broken size', file({ a: f32([1.5], 0, 6) }, 6), 'SAFETENSORS_VALUE_INVALID', 'a.shape'],
    [
      'one offset',
      file({ a: { dtype: 'F32', shape: [1], data_offsets: [0] } }, 4),
      'SAFETENSORS_VALUE_INVALID',
      'a.data_offsets',
    ],
    ['offsets the wrong way round', file({ a: f32([1], 4, 0) }, 4), 'SAFETENSORS_VALUE_INVALID', 'a.data_offsets'],
    [
      'a shape that does not fit',
      file({ a: f32([2], 0, 4) }, 4),
      'SAFETENSORS_TENSOR_SIZE',
      '(F32 [2]) has 4 bytes; expected 8',
    ],
    [
      'a shape beyond all numbers',
      file({ a: f32([2 ** 52, 2 ** 52], 0, 4) }, 4),
      'SAFETENSORS_TENSOR_SIZE',
      'has 4 bytes',
    ],
    [
      'a hole',
      file({ a: f32([1], 0, 4), b: f32([1], 8, 12) }, 12),
      'SAFETENSORS_GAP',
      '"b" begins at byte 8 of the data; expected 4',
    ],
    [
      'an overlap',
      file({ a: f32([2], 0, 8), b: f32([1], 4, 8) }, 8),
      'SAFETENSORS_GAP',
      '"b" begins at byte 4 of the data; expected 8',
    ],
    ['missing data', file({ a: f32([2], 0, 8) }, 4), 'SAFETENSORS_TRUNCATED', 'cut off'],
    [
      'more data than arrays',
      file({ a: f32([1], 0, 4) }, 9),
      'SAFETENSORS_TRAILING',
      'has 9 bytes, but the arrays fill only 4',
    ],
    ['metadata that is a number', file({ __metadata__: { a: 1 } }, 0), 'SAFETENSORS_VALUE_INVALID', '__metadata__.a'],
    ['metadata that is a list', file({ __metadata__: [] }, 0), 'SAFETENSORS_VALUE_INVALID', '__metadata__'],
  ])('refuses %s', (_, bytes, code, message) => {
    const error = errorOf(() => decode(bytes))
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(message)])
    expect(error.exitCode).toBe(65)
    expect(error.text('ko')).toMatch(/[가-힣]/)
  })

  it('refuses text that is not UTF-8', () => {
    const bytes = file('{"a":{}}', 0)
    bytes[10] = 0xff
    expect(errorOf(() => decode(bytes)).message).toContain('not text in UTF-8')
  })

  it('a shape that does not fit its array is not written', () => {
    const wrong = { a: { shape: [2], data: new Float32Array(3) } }
    expect(errorOf(() => encodeSafetensors(wrong)).code).toBe('WEIGHT_SIZE')
  })

  it('damage gives a HeliconError or a valid content, and never more memory than the file', () => {
    const good = encodeSafetensors(sample, { note: 'x' })
    const change = fc.record({ at: fc.nat(good.length - 1), to: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat(good.length), (changes, length) => {
        const bytes = good.slice(0, length)
        for (const { at, to } of changes) if (at < length) bytes[at] = to
        try {
          const { tensors } = decode(bytes)
          const size = Object.values(tensors).reduce((sum, tensor) => sum + tensor.data.byteLength, 0)
          expect(size).toBeLessThanOrEqual(2 * bytes.length)
        } catch (error) {
          expect(error).toBeInstanceOf(HeliconError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
