import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../../src/core/errors.js'
import { readJoblib, readJoblibValue } from '../../../src/dataset/formats/joblib-reader.js'
import type { NdArray } from '../../../src/dataset/formats/nd-array.js'
import { readNpy } from '../../../src/dataset/formats/npy-reader.js'
import { readNpz } from '../../../src/dataset/formats/npz-reader.js'
import { nodeCompression } from '../../../src/node/compression.js'
import { fileSource } from '../../../src/node/files.js'
import { hasShared, sharedPath } from '../../shared-data.js'

interface Expected {
  readonly shape: readonly number[]
  readonly dtype: string
  readonly values: readonly (string | number | boolean | null)[]
}

interface Entry {
  readonly expect?: Expected | Readonly<Record<string, Expected>>
  readonly refuse?: string
  readonly mayRefuse?: string
}

/** All of them, beside the repository, and some of the smallest beside this test. */
const FOLDERS = [
  { title: 'all 43 (needs ../shared)', folder: sharedPath('golden', 'containers'), count: 43, skip: !hasShared },
  {
    title: 'the smallest',
    folder: fileURLToPath(new URL('golden/containers', import.meta.url)),
    count: 23,
    skip: false,
  },
]

function manifest(folder: string): Readonly<Record<string, Entry>> {
  const path = `${folder}/manifest.json`
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).files : {}
}

/** What each refused file must be refused with: a refusal for another reason would prove nothing. */
const REFUSALS: Readonly<Record<string, readonly [string, RegExp]>> = {
  'object.npy': ['ARRAY_OBJECT_REFUSED', /pickle/],
  'evil-system.joblib': ['PICKLE_NAME_REFUSED', /posix\.system at byte 28/],
  'evil-eval.joblib': ['PICKLE_NAME_REFUSED', /__builtin__\.eval at byte 2/],
  'evil-object-array.joblib': ['PICKLE_NAME_REFUSED', /posix\.system at byte \d+/],
  'truncated.joblib': ['COMPRESSED_TRUNCATED', /truncated/],
  // The manifest says 412; the 20 bytes cut off are the pickle's last instruction and 19 of the array.
  'truncated-raw.joblib': ['DATA_TRUNCATED', /432 bytes expected from byte \d+, 413 present/],
  'bomb.joblib': ['PICKLE_INSTRUCTION_UNKNOWN', /0x00 at byte 2/],
  'huge-shape.npy': ['DATA_TRUNCATED', /323199999996768 bytes expected/],
  'bad-magic.npy': ['NPY_MAGIC_WRONG', /93 4e 55 4d 50 5a/],
  'empty-file.joblib': ['FILE_EMPTY', /empty/],
  'memo-loop.joblib': ['PICKLE_NOT_AN_ARRAY', /a list/],
}

const UNSUPPORTED: Readonly<Record<string, string>> = {
  'int8.bz2.joblib': 'bz2',
  'int8.lzma.joblib': 'lzma',
  'int8.xz.joblib': 'xz',
}

async function read(path: string): Promise<NdArray | ReadonlyMap<string, NdArray>> {
  const source = fileSource(path)
  if (path.endsWith('.npz')) return await readNpz(source)
  return path.endsWith('.npy') ? await readNpy(source) : await readJoblib(source, nodeCompression)
}

function plain(array: NdArray): Expected {
  const values = Array.from<unknown, string | number | boolean | null>(array.data, (value) => {
    if (typeof value === 'bigint') return Number(value)
    if (array.dtype.kind === 'b') return value === 1
    return typeof value === 'string' || typeof value === 'number' || value === null ? value : String(value)
  })
  return { shape: array.shape, dtype: array.dtype.text, values }
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => undefined,
    (error: unknown) => error,
  )
}

for (const { title, folder, count, skip } of FOLDERS)
  describe.skipIf(skip)(`containers written by joblib 1.2 and numpy 1.24: ${title}`, () => {
    const files = manifest(folder)
    const containerPath = (name: string) => `${folder}/${name}`

    it('are all there', () => {
      expect(Object.keys(files)).toHaveLength(count)
    })

    for (const [name, entry] of Object.entries(files)) {
      if (name === 'metadata-traversal.csv.gzip') continue // See disk-dataset-errors.test.ts.
      if (entry.refuse !== undefined) {
        it(`${name} is refused: ${entry.refuse}`, async () => {
          const started = performance.now()
          const before = process.memoryUsage().rss
          const error = await failure(read(containerPath(name)))
          const [code, text] = REFUSALS[name] ?? ['no refusal known', /$^/]
          if (!isHeliconError(error)) throw new Error(`${name}: ${String(error)}`)
          expect(error.code).toBe(code)
          expect(error.message).toMatch(text)
          for (const language of ['en', 'ko'] as const) expect(error.text(language)).toContain(containerPath(name))
          expect(performance.now() - started).toBeLessThan(2000)
          expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
          expect(existsSync('/tmp/helicon-pwned')).toBe(false)
        })
      } else if (UNSUPPORTED[name] !== undefined) {
        it(`${name} is refused, naming its compression`, async () => {
          const error = await failure(read(containerPath(name)))
          if (!isHeliconError(error, 'COMPRESSION_UNSUPPORTED')) throw new Error(String(error))
          expect(error.details.found).toBe(UNSUPPORTED[name])
          expect(error.text('ko')).toContain(UNSUPPORTED[name])
        })
      } else {
        it(`${name} gives its array`, async () => {
          const found = await read(containerPath(name))
          const result =
            'kind' in found ? plain(found) : Object.fromEntries([...found].map(([key, array]) => [key, plain(array)]))
          expect(result).toEqual(entry.expect)
        })
      }
    }

    it('a list that contains itself is read as one, and ends', async () => {
      const value = await readJoblibValue(fileSource(containerPath('memo-loop.joblib')), nodeCompression)
      expect(value).toMatchObject({ kind: 'list' })
    })
  })
