import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../../src/core/errors.js'
import { readJoblib, readJoblibValue } from '../../../src/dataset/formats/joblib-reader.js'
import { readNpy } from '../../../src/dataset/formats/npy-reader.js'
import { readNpz } from '../../../src/dataset/formats/npz-reader.js'
import type { PickleValue } from '../../../src/dataset/formats/pickle/values.js'
import { memorySource } from '../../../src/io/memory.js'
import { nodeCompression } from '../../../src/node/compression.js'

const golden: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('golden/pickles.json', import.meta.url), 'utf8'),
).pickles

async function load(bytes: Uint8Array): Promise<PickleValue> {
  return await readJoblibValue(memorySource('test.joblib', bytes), nodeCompression)
}

/** A pickled value as plain data: arrays as their shape and elements, lists and tuples as arrays. */
function plain(value: PickleValue): unknown {
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Uint8Array) return { bytes: [...value] }
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items.map(plain)
    case 'dict':
      return Object.fromEntries(value.entries.map(([key, item]) => [String(key), plain(item)]))
    case 'array':
      return typeof value.content === 'object' ? [value.content.shape, [...value.content.data]] : value.content
    default:
      return value.kind
  }
}

const EXPECTED: Readonly<Record<string, unknown>> = {
  c: [
    [2, 2],
    [1.5, -2, 3, 4],
  ],
  fortran: [
    [2, 2],
    [1.5, -2, 3, 4],
  ],
  object: [[3], ['a', null, 2]],
  int: [[3], [0, 1, 2]],
  scalar: [2.5, -7n, true],
  plain: [1, -1, 2 ** 40, -(2 ** 40), 2.5, 'x\n한', null, true, { bytes: [0, 255] }, [1], [1, 2, 3, 4], { k: [1] }],
}

describe('pickles of Python itself', () => {
  for (const [name, hex] of Object.entries(golden)) {
    const [what = '', protocol = ''] = name.split('.')
    it(`${what} at protocol ${protocol}`, async () => {
      expect(plain(await load(new Uint8Array(Buffer.from(hex, 'hex'))))).toEqual(EXPECTED[what])
    })
  }
})

async function code(bytes: readonly number[]): Promise<string> {
  return await load(new Uint8Array(bytes)).then(
    () => 'read',
    (error: unknown) => (isHeliconError(error) ? error.code : String(error)),
  )
}

const ascii = (text: string): number[] => [...Buffer.from(text)]

describe('pickles that are refused', () => {
  it.each([
    ['an unknown instruction', [0x80, 2, 0xff], 'PICKLE_INSTRUCTION_UNKNOWN'],
    ['a persistent id', [...ascii('Pabc\n.')], 'PICKLE_INSTRUCTION_UNKNOWN'],
    ['a value from an empty stack', ascii('0.'), 'PICKLE_INVALID'],
    ['a mark that is not there', ascii('t.'), 'PICKLE_INVALID'],
    ['a remembered value that is not there', [0x80, 2, 0x68, 5, 0x2e], 'PICKLE_INVALID'],
    ['a protocol from the future', [0x80, 6, 0x4e, 0x2e], 'PICKLE_INVALID'],
    ['a class by INST', ascii('(iposix\nsystem\n.'), 'PICKLE_NAME_REFUSED'],
    ['a name by GLOBAL', ascii('csubprocess\nPopen\n.'), 'PICKLE_NAME_REFUSED'],
    ['a call of an allowed name with other arguments', ascii('cnumpy\ndtype\n)R.'), 'PICKLE_INVALID'],
    ['an array of a type that is none', ascii("cnumpy\ndtype\n(S'V8'\ntR."), 'ARRAY_DTYPE_UNSUPPORTED'],
    ['the end before STOP', ascii('(lp0\n'), 'DATA_TRUNCATED'],
    ['a text longer than the file', [0x58, 0xff, 0, 0, 0, 0x61], 'DATA_TRUNCATED'],
    ['a text longer than is ever read', [0x8d, 0, 0, 0, 0, 1, 0, 0, 0], 'PICKLE_TOO_LARGE'],
    ['a number without end', [0x49, ...ascii('9'.repeat(200)), 0x0a], 'PICKLE_INVALID'],
    ['lists without end', [...new Array<number>((1 << 20) + 2).fill(0x5d), 0x2e], 'PICKLE_TOO_LARGE'],
  ])('%s', async (_, bytes, expected) => {
    expect(await code(bytes)).toBe(expected)
  })

  it('a bomb of plain values, in time and memory that do not grow with it', async () => {
    async function* zeros(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([0x80, 2])
      for (;;) yield new Uint8Array(65536).fill(0x4e)
    }
    const bomb = { name: 'bomb.joblib', stream: zeros }
    await expect(readJoblibValue(bomb, nodeCompression)).rejects.toMatchObject({ code: 'PICKLE_TOO_LARGE' })
  })
})

const SEEDS = ['int8.zlib', 'int8.protocol2', 'object.zlib', 'unicode.zlib', 'fortran.zlib', 'int8.raw'].map(
  (name) => `${name}.joblib`,
)
const container = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`golden/containers/${name}`, import.meta.url)))

/** Every damaged file is read or refused in words; anything else (a TypeError, a hang) is a fault of the reader. */
async function readsOrRefuses(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isHeliconError(error)) throw error
  })
}

describe('damaged files', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 })
  const damaged = (bytes: Uint8Array, changes: readonly (readonly [number, number])[], cut: number): Uint8Array => {
    const copy = bytes.slice(0, cut % 3 === 0 ? cut % (bytes.length + 1) : bytes.length)
    for (const [at, value] of changes) if (copy.length > 0) copy[at % copy.length] = value
    return copy
  }

  it('joblib: are read or refused, whatever the damage', async () => {
    const uncompressed = await Promise.all(
      SEEDS.map(async (name) => {
        const bytes = container(name)
        if (bytes[0] !== 0x78) return bytes
        const { inflateSync } = await import('node:zlib')
        return new Uint8Array(inflateSync(bytes))
      }),
    )
    const pickles = [...uncompressed, ...Object.values(golden).map((hex) => new Uint8Array(Buffer.from(hex, 'hex')))]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...pickles), damage, fc.nat(), async (bytes, changes, cut) => {
        await readsOrRefuses(readJoblib(memorySource('damaged.joblib', damaged(bytes, changes, cut)), nodeCompression))
      }),
      { numRuns: 3000 },
    )
  })

  it('npy and npz: are read or refused, whatever the damage', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('fortran.npy', 'unicode.npy', 'object.npy', 'pair.npz'),
        damage,
        fc.nat(),
        async (name, changes, cut) => {
          const source = memorySource(name, damaged(container(name), changes, cut))
          await readsOrRefuses(name.endsWith('.npz') ? readNpz(source) : readNpy(source, { objects: 'plain-values' }))
        },
      ),
      { numRuns: 1500 },
    )
  })
})
