import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it that are missing. Unlike Node's recursive `mkdir` it does not loop for ever where the
 * file system says that a folder cannot be found although the one above it is there (`/proc/new` on Linux).
 *
 * @returns the topmost folder that was made; undefined where all were there
 * @throws the system's error
 */
export async function makeFolder(path: string): Promise<string | undefined> {
  const missing: string[] = []
  for (let folder = resolve(path); !(await isThere(folder)); folder = dirname(folder)) {
    missing.unshift(folder)
    if (dirname(folder) === folder) break
  }
  for (const folder of missing) await makeOne(folder)
  // Also says so where what is there is a file.
  if (missing.length === 0) await mkdir(path, { recursive: true })
  return missing[0]
}

/** Another process may make the same folder at the same time. */
async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const made = await stat(folder).catch(() => undefined)
    if (made?.isDirectory() !== true) throw error
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
