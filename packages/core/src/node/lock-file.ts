import { randomUUID } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { HeliconError } from '../core/errors.js'
import { isRunning } from './processes.js'
import { systemCode } from './system-errors.js'

/** A lock that this process holds. */
export interface LockFile {
  /** Removes the lock, unless it has become another's. Safe to call twice. */
  release(): Promise<void>
}

interface LockHolder {
  readonly pid: number
  readonly host: string
  readonly token?: unknown
}

/** A lock file as it was read: its text, and the process that it names. */
interface FoundLock {
  readonly text: string
  readonly holder: LockHolder | undefined
}

const ATTEMPTS = 20
const PAUSE_MILLISECONDS = 50
/** The lock that guards the removal of a stale lock may be stale itself, and the one guarding that. */
const DEEPEST_TAKEOVER = 2

/** Tokens of the locks that this process holds: one with its pid and another token is of an earlier process. */
const heldTokens = new Set<string>()

/**
 * Takes the lock `path`, a file that names the process holding it, so that two processes never write one folder.
 *
 * A lock whose process has ended (after a crash or a kill) is taken over. One that another machine took is left alone,
 * because nothing here can tell whether its process lives. A stale lock is removed only by the process that holds
 * `path`-takeover, after reading it once more: so no process can remove the lock that another has just taken.
 *
 * @param path of the lock file; its folder exists
 * @param folder what it guards, for the message
 * @throws HeliconError `RUN_FOLDER_LOCKED` when a live process holds it
 */
export function acquireLock(path: string, folder: string): Promise<LockFile> {
  return acquire(path, folder, 0)
}

async function acquire(path: string, folder: string, depth: number): Promise<LockFile> {
  let found: FoundLock | undefined
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const token = randomUUID()
    if (await createLock(path, token)) return heldLock(path, token)
    found = await readSettledLock(path)
    if (found === undefined) continue
    if ((found.holder && isAlive(found.holder)) || depth === DEEPEST_TAKEOVER) break
    if (!(await removeStale(path, folder, found.text, depth))) await setTimeout(PAUSE_MILLISECONDS)
  }
  const { pid = '?', host = '?' } = found?.holder ?? {}
  throw new HeliconError('RUN_FOLDER_LOCKED', { folder, lock: path, pid, host })
}

function heldLock(path: string, token: string): LockFile {
  heldTokens.add(token)
  return {
    release: async () => {
      heldTokens.delete(token)
      const found = await readLock(path)
      if (found?.holder?.token === token) await rm(path, { force: true })
    },
  }
}

/** Creates the file, with its text, only where there is none; says whether it did. */
async function createLock(path: string, token: string): Promise<boolean> {
  const text = `${JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString(), token })}\n`
  const draft = `${path}-${token}`
  try {
    await writeNew(draft, text)
    await link(draft, path)
    return true
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST') return false
    // Some file systems know no second name for a file: there the lock is empty for a moment.
    if (code === 'ENOENT' || code === 'ENOSPC' || code === 'EROFS' || code === 'ENOTDIR') throw error
    return await writeNew(path, text).then(
      () => true,
      (failure: unknown) => {
        if (systemCode(failure) === 'EEXIST') return false
        throw failure
      },
    )
  } finally {
    await rm(draft, { force: true }).catch(() => undefined)
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(text)
  } finally {
    await file.close()
  }
}

/** The lock; undefined where there is none. One without text may be being written: a little later it has its text. */
async function readSettledLock(path: string): Promise<FoundLock | undefined> {
  const found = await readLock(path)
  if (found === undefined || found.holder !== undefined) return found
  await setTimeout(4 * PAUSE_MILLISECONDS)
  return readLock(path)
}

async function readLock(path: string): Promise<FoundLock | undefined> {
  try {
    const text = await readFile(path, 'utf8')
    return { text, holder: parseHolder(text) }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** undefined for a text cut short by a crash: nobody holds such a lock. */
function parseHolder(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return undefined
    const { pid, host } = value
    if (typeof pid !== 'number' || !Number.isInteger(pid) || pid <= 0 || typeof host !== 'string') return undefined
    return { pid, host, ...('token' in value && { token: value.token }) }
  } catch {
    return undefined
  }
}

function isAlive({ pid, host, token }: LockHolder): boolean {
  if (host !== hostname()) return true
  if (pid === process.pid) return typeof token === 'string' && heldTokens.has(token)
  return isRunning(pid)
}

/**
 * Removes the lock where it still is the one judged stale. Only the holder of the takeover lock removes a lock that is
 * not its own, and who held this one is gone: between the second look and the removal nobody can have replaced it.
 * @returns false where another process is at it
 */
async function removeStale(path: string, folder: string, stale: string, depth: number): Promise<boolean> {
  let takeover: LockFile
  try {
    takeover = await acquire(`${path}-takeover`, folder, depth + 1)
  } catch (error) {
    if (error instanceof HeliconError && error.code === 'RUN_FOLDER_LOCKED') return false
    throw error
  }
  try {
    const found = await readLock(path)
    if (found?.text === stale) await rm(path, { force: true })
    return true
  } finally {
    await takeover.release()
  }
}
