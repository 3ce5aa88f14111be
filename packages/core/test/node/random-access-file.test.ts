import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { randomAccessFile } from '../../src/node/index.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helicon-random-access-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

describe('a file of which any stretch can be had', () => {
  it('gives it, at the same time as others', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251)
    await writeFile(join(folder, 'a.bin'), bytes)
    const file = await randomAccessFile(join(folder, 'a.bin'))
    expect(file.size).toBe(300_000)
    const places = [
      [0, 300_000],
      [5, 5],
      [299_999, 300_000],
      [1000, 1010],
      [131_072, 262_144],
    ] as const
    const read = await Promise.all(places.map(([start, end]) => file.read(start, end)))
    places.forEach(([start, end], i) => {
      expect(read[i]).toEqual(bytes.slice(start, end))
    })
    await file.close()
  })

  it('is named where it is missing, is a folder or has become shorter', async () => {
    const path = join(folder, 'a.bin')
    await expect(randomAccessFile(path)).rejects.toMatchObject({ code: 'FILE_MISSING', details: { file: path } })
    const reason = { code: 'FILE_UNREADABLE', details: { file: folder, reason: 'EISDIR' } }
    await expect(randomAccessFile(folder)).rejects.toMatchObject(reason)
    await writeFile(path, 'ACGTACGT')
    const file = await randomAccessFile(path)
    await truncate(path, 5)
    const details = { file: path, byte: 2, expected: 6, present: 3 }
    await expect(file.read(2, 8)).rejects.toMatchObject({ code: 'DATA_TRUNCATED', details })
    await file.close()
  })

  it.skipIf(process.platform === 'win32')('is no pipe, which nobody waits for', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    await expect(randomAccessFile(path)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      details: { reason: 'ESPIPE' },
    })
  })
})
