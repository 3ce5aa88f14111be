import { type FileHandle, lstat, open, readlink, realpath, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { HeliconError } from '../core/errors.js'
import { writeFileAtomic } from './files.js'
import { streamError, systemCode } from './system-errors.js'

/** How many symbolic links may lead from one to the next, as Linux has it. */
const MOST_LINKS = 40

/**
 * Writes what a command gives to the path that a person named. A file appears complete or not at all, at the end of the
 * symbolic links where the path is one. What is there and is no plain file (a FIFO, a device) is written into as it
 * stands and never replaced.
 *
 * @throws HeliconError `FILE_UNWRITABLE`; `OUTPUT_INTERRUPTED` into what is no plain file; `OUTPUT_IS_FOLDER` where there is a folder
 */
export async function writeOutputFile(path: string, chunks: AsyncIterable<Uint8Array> | Uint8Array): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) throw new HeliconError('OUTPUT_IS_FOLDER', { file: path })
  if (found === undefined || found.isFile()) return writeFileAtomic(await linkTarget(path), chunks)
  let file: FileHandle | undefined
  try {
    file = await open(path, 'w')
    if (chunks instanceof Uint8Array) await file.writeFile(chunks)
    else for await (const chunk of chunks) await file.writeFile(chunk)
  } catch (error) {
    // Whoever read the other end has read enough.
    if (systemCode(error) !== 'EPIPE') throw streamError(error, path)
  } finally {
    await file?.close()
  }
}

/** Where the links that start at `path` end, also where there is nothing at their end yet. */
export async function linkTarget(path: string): Promise<string> {
  let target = resolve(path)
  for (let links = 0; links < MOST_LINKS; links++) {
    const found = await lstat(target).catch(() => undefined)
    if (found === undefined) break
    if (!found.isSymbolicLink()) return realpath(target)
    target = resolve(dirname(target), await readlink(target))
  }
  const folder = await realpath(dirname(target)).catch(() => undefined)
  return folder === undefined ? target : resolve(folder, target.slice(dirname(target).length + 1))
}
