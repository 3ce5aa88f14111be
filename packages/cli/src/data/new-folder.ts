import { readdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { HeliconError } from '@helicon/core'
import { makeFolder, writingError } from '@helicon/core/node'

/**
 * Lets `fill` write into a folder that is not there yet, or empty. Where it fails, the folder is as it was before:
 * empty or absent.
 *
 * @throws HeliconError `FOLDER_NOT_EMPTY`, `FILE_UNWRITABLE`; what `fill` throws
 */
export async function fillNewFolder<T>(path: string, fill: () => Promise<T>): Promise<T> {
  const folder = resolve(path)
  const there = await readdir(folder).catch(() => [])
  if (there.length > 0) throw new HeliconError('FOLDER_NOT_EMPTY', { folder: path })
  const made = await makeFolder(folder).catch((error: unknown) => {
    throw writingError(error, path)
  })
  try {
    return await fill()
  } catch (error) {
    for (const name of await readdir(folder).catch(() => []))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
    if (made !== undefined) await removeEmpty(folder, made)
    throw error
  }
}

/** Removes a folder and those above it up to `last`, as far as they are empty: others may write beside it. */
async function removeEmpty(folder: string, last: string): Promise<void> {
  for (let at = folder; ; at = dirname(at)) {
    const removed = await rmdir(at).then(
      () => true,
      () => false,
    )
    if (!removed || at === last || at === dirname(at)) return
  }
}
