import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import { collectBytes } from '../../src/io/bytes.js'
import { fileSource, removeLeftovers, sourceFolder, targetFolder, writeFileAtomic } from '../../src/node/files.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helicon-files-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function failure(work: Promise<unknown>): Promise<readonly [string, number, string]> {
  const error: unknown = await work.catch((e: unknown) => e)
  if (!isHeliconError(error)) throw new Error(String(error))
  expect(error.text('ko')).toMatch(/[가-힣]/)
  return [error.code, error.exitCode, error.message]
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array([1, 2])
  throw new Error('stopped half way')
}

describe('a file', () => {
  it('is read in chunks, again and again, and knows its size', async () => {
    const bytes = Uint8Array.from({ length: 600_000 }, (_, i) => i % 251)
    await writeFile(join(folder, 'a.bin'), bytes)
    const source = fileSource(join(folder, 'a.bin'))
    expect(source.size).toBe(600_000)
    expect(await collectBytes(source.stream())).toEqual(bytes)
    expect(await collectBytes(source.stream())).toEqual(bytes)
  })

  it('that is missing, or a folder, is named', async () => {
    const missing = join(folder, 'no.bin')
    expect(await failure(collectBytes(fileSource(missing).stream()))).toMatchObject([
      'FILE_MISSING',
      66,
      expect.stringContaining(missing),
    ])
    const error = await failure(collectBytes(fileSource(folder).stream()))
    expect(error).toMatchObject(['FILE_UNREADABLE', 74, expect.stringMatching(/EISDIR/)])
    expect(fileSource(folder).size).toBeUndefined()
  })
})

describe('a folder', () => {
  it('lists and opens its files, and only those', async () => {
    await writeFile(join(folder, 'b'), 'B')
    await writeFile(join(folder, 'a'), 'A')
    const source = sourceFolder(folder)
    expect(await source.list()).toEqual(['a', 'b'])
    const file = await source.open('a')
    expect(file?.name).toBe(join(folder, 'a'))
    expect(await source.open('c')).toBeUndefined()
    for (const name of ['../a', 'x/a', '..', '', 'C:a', 'x\\a'])
      expect((await failure(source.open(name)))[0]).toBe('FILE_NAME_UNSAFE')
  })

  it('that is missing is named', async () => {
    const missing = join(folder, 'no')
    expect(await failure(sourceFolder(missing).list())).toMatchObject([
      'FOLDER_MISSING',
      66,
      expect.stringContaining(missing),
    ])
    expect(await sourceFolder(missing).open('a')).toBeUndefined()
  })
})

describe('writing', () => {
  it('makes the folder, replaces a file and removes one', async () => {
    const target = targetFolder(join(folder, 'new', 'deep'))
    await target.writeFile('a', new Uint8Array([1]))
    await target.writeFile(
      'a',
      (async function* () {
        yield new Uint8Array([2])
        yield new Uint8Array([3])
      })(),
    )
    expect(await readFile(join(folder, 'new', 'deep', 'a'))).toEqual(Buffer.from([2, 3]))
    await target.removeFile('a')
    await target.removeFile('a')
    expect(await readdir(join(folder, 'new', 'deep'))).toEqual([])
    expect((await failure(target.writeFile('../b', new Uint8Array(1))))[0]).toBe('FILE_NAME_UNSAFE')
  })

  it('that stops half way leaves the old file and nothing else', async () => {
    const path = join(folder, 'a')
    await writeFileAtomic(path, new Uint8Array([9]))
    await expect(writeFileAtomic(path, broken())).rejects.toThrow('stopped half way')
    expect(await readdir(folder)).toEqual(['a'])
    expect(await readFile(path)).toEqual(Buffer.from([9]))
  })

  it('leaves no temporary file of a killed process where leftovers are removed, and nothing else is', async () => {
    const uuid = '0b5c1c7e-3a51-4a3c-9a4e-8f7b6c5d4e3f'
    const dead = [`.model.safetensors.4000000-${uuid}.tmp`, `.model.safetensors.${process.pid}-${uuid}.tmp`]
    const kept = ['.lock', '.notes.tmp', `.other.${process.ppid}-${uuid}.tmp`, 'model.safetensors']
    for (const name of [...dead, ...kept]) await writeFile(join(folder, name), '')
    let during: readonly string[] = []
    await writeFileAtomic(
      join(folder, 'new'),
      (async function* () {
        await removeLeftovers(folder)
        during = await readdir(folder)
        yield new Uint8Array([1])
      })(),
    )
    expect(during).toContainEqual(expect.stringMatching(/^\.new\..*\.tmp$/))
    expect((await readdir(folder)).sort()).toEqual([...kept, 'new'].sort())
    await removeLeftovers(join(folder, 'none'))
  })

  it('where it is not possible is named', async () => {
    await mkdir(join(folder, 'taken'))
    await writeFile(join(folder, 'file'), '')
    for (const path of [join(folder, 'taken'), join(folder, 'file', 'a')]) {
      const [code, exit, message] = await failure(writeFileAtomic(path, new Uint8Array(1)))
      expect([code, exit]).toEqual(['FILE_UNWRITABLE', 74])
      expect(message).toContain(path)
    }
    expect((await readdir(folder)).sort()).toEqual(['file', 'taken'])
  })
})

describe.skipIf(process.platform !== 'linux')(
  'a folder that the system does not let anyone make (Linux: /proc)',
  () => {
    it('is refused at once', async () => {
      const [code, exit] = await failure(writeFileAtomic('/proc/nope/x.tsv', new Uint8Array(1)))
      expect([code, exit]).toEqual(['FILE_UNWRITABLE', 74])
    })
  },
)
