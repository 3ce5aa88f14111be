import { open, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { HeliconError } from '../core/errors.js'

/** A lock that this process holds. */
export interface LockFile {
  /** Removes the lock. Safe to call twice. */
  release(): Promise<void>
}

interface LockHolder {
  readonly pid: number
  readonly host: string
}

/**
 * Takes the lock `path`, a file that names the process holding it, so that two processes never write one folder.
 *
 * A lock whose process has ended (after a crash or a kill) is taken over. One that another machine took is left alone,
 * because nothing here can tell whether its process lives.
 *
 * @param path of the lock file; its folder exists
 * @param folder what it guards, for the message
 * @throws HeliconError `RUN_FOLDER_LOCKED` when a live process holds it
 */
export async function acquireLock(path: string, folder: string): Promise<LockFile> {
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await createLock(path)) return heldLock(path)
    const holder = (await readHolder(path)) ?? (await readHolderAgain(path))
    if (holder !== undefined && isAlive(holder)) throw locked(path, folder, holder)
    await removeStale(path)
  }
  throw locked(path, folder, await readHolder(path))
}

function locked(path: string, folder: string, holder: LockHolder | undefined): HeliconError {
  return new HeliconError('RUN_FOLDER_LOCKED', {
    folder,
    lock: path,
    pid: holder?.pid ?? '?',
    host: holder?.host ?? '?',
  })
}

function heldLock(path: string): LockFile {
  return { release: () => rm(path, { force: true }) }
}

/** Creates the file only where there is none; says whether it did. */
async function createLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    try {
      await file.writeFile(
        `${JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() })}\n`,
      )
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

async function readHolder(path: string): Promise<LockHolder | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return undefined
    const { pid, host } = value
    return typeof pid === 'number' && Number.isInteger(pid) && pid > 0 && typeof host === 'string'
      ? { pid, host }
      : undefined
  } catch {
    // Gone in the meantime, or cut short by a crash: nobody holds it.
    return undefined
  }
}

/** A lock without text may be one that is being written this very moment: a little later it has its text. */
async function readHolderAgain(path: string): Promise<LockHolder | undefined> {
  await setTimeout(200)
  return readHolder(path)
}

/** Whether the process that took the lock still runs. This process itself holds no lock that it asks for again. */
function isAlive(holder: LockHolder): boolean {
  if (holder.host !== hostname()) return true
  if (holder.pid === process.pid) return false
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

/** Moves the lock away before deleting it, so that of two processes taking it over only one removes the old file. */
async function removeStale(path: string): Promise<void> {
  const aside = `${path}-${process.pid}.stale`
  try {
    await rename(path, aside)
    await rm(aside, { force: true })
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
