import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import { acquireLock } from '../../src/node/lock-file.js'

const folder = mkdtempSync(join(tmpdir(), 'helicon-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function lockOf(name: string, holder: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder))
  return path
}

describe('a lock', () => {
  it('names this process while it is held, and is gone when released', async () => {
    const path = join(folder, 'mine')
    const lock = await acquireLock(path, folder)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() })
    await lock.release()
    await lock.release()
    expect(existsSync(path)).toBe(false)
  })

  it('of a live process is respected', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await once(other, 'spawn')
    const path = lockOf('live', { pid: other.pid, host: hostname() })
    const error = await acquireLock(path, folder).catch((thrown: unknown) => thrown)
    other.kill()
    expect(isHeliconError(error, 'RUN_FOLDER_LOCKED') && error.details.pid).toBe(other.pid)
    expect(isHeliconError(error) && error.exitCode).toBe(75)
  })

  it('of a process that has ended is taken over', async () => {
    const other = spawn(process.execPath, ['-e', ''])
    await once(other, 'exit')
    const path = lockOf('dead', { pid: other.pid, host: hostname() })
    await acquireLock(path, folder)
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid)
  })

  it('of another machine is respected: nobody here knows whether its process lives', async () => {
    const path = lockOf('far', { pid: 1, host: 'another-machine' })
    await expect(acquireLock(path, folder)).rejects.toThrow(/another-machine/)
  })

  it.each(['', '{"pid":', '{"pid":"x"}'])('cut short by a crash (%j) is taken over', async (text) => {
    const path = lockOf('cut', text)
    await acquireLock(path, folder)
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid)
  })
})
