import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../../src/core/errors.js'
import { numberArray, textArray, type WritableArray } from '../../../src/dataset/formats/array-writer.js'
import { readJoblib } from '../../../src/dataset/formats/joblib-reader.js'
import { joblibChunks } from '../../../src/dataset/formats/joblib-writer.js'
import type { NdArray } from '../../../src/dataset/formats/nd-array.js'
import { readNpy } from '../../../src/dataset/formats/npy-reader.js'
import { npyChunks } from '../../../src/dataset/formats/npy-writer.js'
import { readNpz } from '../../../src/dataset/formats/npz-reader.js'
import { npzChunks } from '../../../src/dataset/formats/npz-writer.js'
import { collectBytes } from '../../../src/io/bytes.js'
import { memorySource } from '../../../src/io/memory.js'
import { nodeCompression } from '../../../src/node/compression.js'

const text = fc.string({ unit: 'binary' }).filter((value) => !value.endsWith('\0'))

/** Arrays of every type that is written, with a shape of one to three dimensions. */
const arrays: fc.Arbitrary<WritableArray> = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain((shape) => {
    const size = shape.reduce((a, b) => a * b, 1)
    const sized = { minLength: size, maxLength: size }
    return fc.oneof(
      fc.int8Array(sized).map((data) => numberArray(data, shape)),
      fc.uint8Array(sized).map((data) => numberArray(data, shape)),
      fc.int32Array(sized).map((data) => numberArray(data, shape)),
      fc.bigInt64Array(sized).map((data) => numberArray(data, shape)),
      fc.float32Array(sized).map((data) => numberArray(data, shape)),
      fc.float64Array(sized).map((data) => numberArray(data, shape)),
      fc.array(text, sized).map((data) => textArray(data, shape)),
    )
  })

async function expectSame(found: NdArray, written: WritableArray): Promise<void> {
  expect(found.shape).toEqual(written.header.shape)
  expect(found.dtype).toEqual(written.header.dtype)
  // Both as the bytes that would be written again: NaN and -0 count.
  const again = found.kind === 'text' ? textArray(found.data, found.shape) : undefined
  if (again !== undefined) expect(await bytesOf(again)).toEqual(await bytesOf(written))
  else if (found.kind === 'number')
    expect(new Uint8Array(found.data.buffer, found.data.byteOffset, found.data.byteLength)).toEqual(
      await bytesOf(written),
    )
  else throw new Error('an object array')
}

async function bytesOf(array: WritableArray): Promise<Uint8Array> {
  const parts: number[] = []
  for await (const chunk of array.chunks()) parts.push(...chunk)
  return new Uint8Array(parts)
}

describe('what is written is read back', () => {
  it('.npy', async () => {
    await fc.assert(
      fc.asyncProperty(arrays, async (array) => {
        const bytes = await collectBytes(npyChunks(array))
        await expectSame(await readNpy(memorySource('a.npy', bytes)), array)
      }),
    )
  })

  it('.joblib, raw and zlib', async () => {
    await fc.assert(
      fc.asyncProperty(arrays, fc.constantFrom('none' as const, 'zlib' as const), async (array, compress) => {
        const bytes = await collectBytes(joblibChunks(array, nodeCompression, { compress }))
        await expectSame(await readJoblib(memorySource('a.joblib', bytes), nodeCompression), array)
      }),
    )
  })

  it('.npz, with the same bytes for the same arrays', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[a-zX_]{1,8}$/), arrays, { maxKeys: 3 }), async (named) => {
        const entries = new Map(Object.entries(named))
        const bytes = await collectBytes(npzChunks(entries))
        expect(await collectBytes(npzChunks(entries))).toEqual(bytes)
        const found = await readNpz(memorySource('a.npz', bytes))
        expect([...found.keys()]).toEqual([...entries.keys()])
        for (const [name, array] of entries) {
          const read = found.get(name)
          if (read === undefined) throw new Error(`${name} is missing`)
          await expectSame(read, array)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('not with texts that end in a zero, which numpy could not tell from filling', () => {
    expect(() => textArray(['a\0'])).toThrow(/no zero at its end/)
  })
})

/** A .npy file of version 1 to 3 out of a header and data. */
function npy(header: string, data: readonly number[], version = 1): Uint8Array {
  const length =
    version === 1 ? [header.length & 255, header.length >> 8] : [header.length & 255, header.length >> 8, 0, 0]
  return new Uint8Array([0x93, ...Buffer.from('NUMPY'), version, 0, ...length, ...Buffer.from(header), ...data])
}

async function npyError(bytes: Uint8Array): Promise<[string, string, string]> {
  const error: unknown = await readNpy(memorySource('bad.npy', bytes)).catch((e: unknown) => e)
  if (!isHeliconError(error)) throw new Error(String(error))
  return [error.code, error.text('en'), error.text('ko')]
}

describe('.npy headers', () => {
  it.each([1, 2, 3])('of version %i are read', async (version) => {
    const bytes = npy("{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }\n", [1, 0, 255, 255], version)
    const array = await readNpy(memorySource('a.npy', bytes))
    expect([...array.data]).toEqual([1, -1])
  })

  it('may have keys in any order, double quotes, lists and the long integers of Python 2', async () => {
    const bytes = npy('{"shape": [2L, 1], "descr": "|b1", "fortran_order": True}', [1, 0])
    expect((await readNpy(memorySource('a.npy', bytes))).shape).toEqual([2, 1])
  })

  const good = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)}"
  it.each([
    ['something after the dict', `${good} x`, 'NPY_HEADER_INVALID'],
    ['an expression', "{'descr': '<f8', 'fortran_order': False, 'shape': (__import__('os'),)}", 'NPY_HEADER_INVALID'],
    ['a key too many', good.replace('}', ", 'x': 1}"), 'NPY_HEADER_INVALID'],
    ['a key twice', good.replace('}', ", 'descr': '<f8'}"), 'NPY_HEADER_INVALID'],
    ['a negative size', good.replace('(1,)', '(-1,)'), 'NPY_HEADER_INVALID'],
    ['an unclosed text', "{'descr", 'NPY_HEADER_INVALID'],
    ['brackets without end', '('.repeat(1000), 'NPY_HEADER_INVALID'],
    ['complex numbers', good.replace('<f8', '<c16'), 'ARRAY_DTYPE_UNSUPPORTED'],
    ['dates', good.replace('<f8', '<M8[s]'), 'ARRAY_DTYPE_UNSUPPORTED'],
    ['a structured type', good.replace("'<f8'", "[('a', '<f8')]"), 'ARRAY_DTYPE_UNSUPPORTED'],
    ['objects', good.replace('<f8', '|O'), 'ARRAY_OBJECT_REFUSED'],
    ['more numbers than there are bytes', good.replace('(1,)', '(3,)'), 'DATA_TRUNCATED'],
    ['a billion empty texts', good.replace('<f8', '<U0').replace('(1,)', '(1000000000,)'), 'ARRAY_TOO_LARGE'],
  ])('with %s are refused, naming the file', async (_, header, code) => {
    const [found, english, korean] = await npyError(npy(header, [0, 0, 0, 0, 0, 0, 0, 0]))
    expect(found).toBe(code)
    for (const message of [english, korean]) expect(message).toMatch(/^bad\.npy: .{10}/)
    expect(korean).not.toBe(english)
  })

  it('of a version from the future are refused', async () => {
    expect((await npyError(npy(good, [], 4)))[0]).toBe('NPY_VERSION_UNSUPPORTED')
  })
})

describe('.npz archives that are refused', () => {
  const pair = new Uint8Array(readFileSync(new URL('golden/containers/pair.npz', import.meta.url)))
  const failure = async (bytes: Uint8Array): Promise<string> =>
    await readNpz(memorySource('bad.npz', bytes)).then(
      () => 'read',
      (error: unknown) =>
        isHeliconError(error) ? `${error.code} ${error.message} ${error.text('ko')}` : String(error),
    )

  it('with a damaged byte, by the CRC', async () => {
    const bytes = pair.slice()
    bytes[100] = (bytes[100] ?? 0) ^ 0xff
    expect(await failure(bytes)).toMatch(/^(ZIP_INVALID|DATA_TRUNCATED|NPY_\w+) bad\.npz/)
  })

  it('cut off', async () => {
    expect(await failure(pair.slice(0, 300))).toMatch(/^ZIP_INVALID bad\.npz.* bad\.npz.*파일이 아닙니다/)
  })

  it('empty', async () => {
    expect(await failure(new Uint8Array(0))).toMatch(/^FILE_EMPTY bad\.npz/)
  })
})
