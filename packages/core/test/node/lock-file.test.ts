import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** Waits until the given moment, takes the lock, says H or . and holds it for a while. */
const CONTENDER = `
const [library, at, path] = process.argv.slice(1)
const { acquireLock } = await import(library)
while (Date.now() < Number(at));
try {
  const lock = await acquireLock(path, 'folder')
  process.stdout.write('H')
  await new Promise((resolve) => setTimeout(resolve, 500))
  await lock.release()
} catch (error) {
  process.stdout.write(error.code === 'RUN_FOLDER_LOCKED' ? '.' : 'E' + error.message)
}`

async function contend(path: string, at: number): Promise<string> {
  const library = new URL('../../dist/node/lock-file.js', import.meta.url).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', CONTENDER, library, String(at), path])
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      said += String(piece)
    })
  }
  await once(child, 'close')
  return said
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

  it('of a dead process is taken by one of several that come at the same time', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 5; round++) {
      const path = lockOf(`crowd-${round}`, { pid: 4_000_000, host: hostname() })
      const at = Date.now() + 500
      const said = await Promise.all(Array.from({ length: 4 }, () => contend(path, at)))
      expect(said.sort()).toEqual(['.', '.', '.', 'H'])
      expect(readdirSync(folder).filter((name) => name.startsWith('crowd'))).toEqual([])
    }
  })

  it('is not removed by who judged the one before it stale', async () => {
    const path = lockOf('slow', { pid: 4_000_000, host: hostname() })
    const locks = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(path, folder)))
    expect(locks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('is taken over although the process that took it over last was killed in the middle', async () => {
    const dead = { pid: 4_000_000, host: hostname() }
    const path = lockOf('twice', dead)
    lockOf('twice-takeover', dead)
    await acquireLock(path, folder)
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid)
    expect(existsSync(`${path}-takeover`)).toBe(false)
  })

  it('that has become the lock of another is left alone when released', async () => {
    const path = join(folder, 'replaced')
    const lock = await acquireLock(path, folder)
    lockOf('replaced', { pid: process.pid, host: hostname(), token: 'another' })
    await lock.release()
    expect(existsSync(path)).toBe(true)
  })
})
