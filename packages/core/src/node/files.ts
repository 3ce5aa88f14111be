import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { HeliconError } from '../core/errors.js'
import type { ByteSource, SourceFolder, TargetFolder } from '../io/byte-source.js'
import { requirePlainName } from '../io/file-name.js'
import { makeFolder } from './make-folder.js'
import { isRunning } from './processes.js'
import { readingError, systemCode, writingError } from './system-errors.js'

const READ_BYTES = 256 * 1024

/**
 * A file on disk. `size` is there for regular files. Reading throws `FILE_MISSING` or `FILE_UNREADABLE`, naming
 * `path`.
 */
export function fileSource(path: string): ByteSource {
  const size = regularFileSize(path)
  return { name: path, ...(size === undefined ? {} : { size }), stream: () => readChunks(path) }
}

function regularFileSize(path: string): number | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    return found?.isFile() === true ? found.size : undefined
  } catch {
    // Not even its folder may be looked at: reading it says so.
    return undefined
  }
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r')
    for (;;) {
      // A fresh buffer each time: the reader may keep what it was given.
      const buffer = new Uint8Array(READ_BYTES)
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES, null)
      if (bytesRead === 0) return
      yield bytesRead === READ_BYTES ? buffer : buffer.subarray(0, bytesRead)
    }
  } catch (error) {
    throw readingError(error, path)
  } finally {
    await file?.close()
  }
}

/** A folder on disk to read from. `list` throws `FOLDER_MISSING`; `open` refuses names that are paths. */
export function sourceFolder(path: string): SourceFolder {
  return {
    name: path,
    list: async () => {
      try {
        return (await readdir(path)).sort()
      } catch (error) {
        const code = systemCode(error)
        if (code === 'ENOENT' || code === 'ENOTDIR')
          throw new HeliconError('FOLDER_MISSING', { folder: path }, { cause: error })
        throw readingError(error, path)
      }
    },
    open: async (fileName) => {
      requirePlainName(fileName, path, undefined)
      const file = join(path, fileName)
      try {
        await stat(file)
      } catch (error) {
        const code = systemCode(error)
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
        throw readingError(error, file)
      }
      return fileSource(file)
    },
  }
}

/** A folder on disk to write into, made when the first file is written. Throws `FILE_UNWRITABLE`. */
export function targetFolder(path: string): TargetFolder {
  return {
    name: path,
    writeFile: async (fileName, chunks) => {
      requirePlainName(fileName, path, undefined)
      await writeFileAtomic(join(path, fileName), chunks)
    },
    removeFile: async (fileName) => {
      requirePlainName(fileName, path, undefined)
      const file = join(path, fileName)
      try {
        await rm(file, { force: true })
      } catch (error) {
        throw writingError(error, file)
      }
    },
  }
}

/** Temporary files that this process is writing. */
const inWriting = new Set<string>()

/**
 * Writes a file that appears complete or not at all, after a power failure too: a temporary file beside it, renamed when
 * all is on the disk. Makes the folder where there is none. A failure, the chunks' own included, leaves what was there
 * before and no temporary file. Throws `FILE_UNWRITABLE`.
 */
export async function writeFileAtomic(path: string, chunks: AsyncIterable<Uint8Array> | Uint8Array): Promise<void> {
  const name = `.${basename(path)}.${process.pid}-${randomUUID()}.tmp`
  const temporary = join(dirname(path), name)
  inWriting.add(name)
  try {
    await makeFolder(dirname(path))
    await writeNew(temporary, chunks)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw writingError(error, path)
  } finally {
    inWriting.delete(name)
  }
}

/**
 * Removes the temporary files that `writeFileAtomic` left in a folder because its process was killed. Those of processes
 * that still run, and all other files, are left alone. Where there is no folder, nothing happens.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const pid = Number(/^\..+\.(\d+)-[0-9a-f-]{36}\.tmp$/.exec(name)?.[1] ?? Number.NaN)
    if (Number.isNaN(pid) || inWriting.has(name) || (pid !== process.pid && isRunning(pid))) continue
    await rm(join(folder, name), { force: true }).catch(() => undefined)
  }
}

async function writeNew(path: string, chunks: AsyncIterable<Uint8Array> | Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    if (chunks instanceof Uint8Array) await file.writeFile(chunks)
    else for await (const chunk of chunks) await file.writeFile(chunk)
    // Otherwise a power failure can leave the new name with an empty file.
    await file.sync()
  } finally {
    await file.close()
  }
}
