import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeFolder } from '../../src/node/make-folder.js'

const folder = mkdtempSync(join(tmpdir(), 'helicon-folder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('making a folder', () => {
  it('makes those above it and says which was the first', async () => {
    expect(await makeFolder(join(folder, 'a', 'b', 'c'))).toBe(join(folder, 'a'))
    expect(statSync(join(folder, 'a', 'b', 'c')).isDirectory()).toBe(true)
    expect(await makeFolder(join(folder, 'a', 'b'))).toBeUndefined()
  })

  it('fails where a file is in the way', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(makeFolder(join(folder, 'file'))).rejects.toThrow()
    await expect(makeFolder(join(folder, 'file', 'below'))).rejects.toThrow()
  })

  it.skipIf(!existsSync('/proc/self'))('fails instead of trying for ever in /proc (Linux only)', async () => {
    await expect(makeFolder('/proc/helicon-nope/run')).rejects.toThrow(/ENOENT/)
  })
})
