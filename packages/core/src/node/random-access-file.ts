import { type FileHandle, open, stat } from 'node:fs/promises'
import { HeliconError } from '../core/errors.js'
import type { RandomAccessSource } from '../io/byte-source.js'
import { readingError } from './system-errors.js'

/**
 * A file on disk of which any stretch can be had. It stays open until it is closed.
 *
 * @throws HeliconError FILE_MISSING; FILE_UNREADABLE, also for a folder and for what has no size (a pipe, a device);
 *   reading throws DATA_TRUNCATED where the file has become shorter
 */
export async function randomAccessFile(path: string): Promise<RandomAccessSource> {
  const { file, size } = await openRegular(path)
  return {
    name: path,
    size,
    read: async (start, end) => {
      try {
        return await readStretch(file, path, start, end)
      } catch (error) {
        throw readingError(error, path)
      }
    },
    close: () => file.close(),
  }
}

async function openRegular(path: string): Promise<{ readonly file: FileHandle; readonly size: number }> {
  try {
    // Asked first: opening a pipe would wait for its writer.
    const found = await stat(path)
    if (!found.isFile())
      throw new HeliconError('FILE_UNREADABLE', { file: path, reason: found.isDirectory() ? 'EISDIR' : 'ESPIPE' })
    const file = await open(path, 'r')
    return { file, size: found.size }
  } catch (error) {
    throw readingError(error, path)
  }
}

async function readStretch(file: FileHandle, name: string, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start)
  let present = 0
  while (present < bytes.length) {
    const { bytesRead } = await file.read(bytes, present, bytes.length - present, start + present)
    if (bytesRead === 0)
      throw new HeliconError('DATA_TRUNCATED', { file: name, byte: start, expected: bytes.length, present })
    present += bytesRead
  }
  return bytes
}
