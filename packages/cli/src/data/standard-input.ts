import { close, mkdtempSync, openSync, read, rmSync, write } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ByteSource, TaskOptions } from '@helicon/core'
import { fileSource, writingError } from '@helicon/core/node'
import type { Texts } from '../texts/index.js'

/** Standard input that can be read as often as a file. */
export interface SpooledInput extends ByteSource {
  readonly size: number
  /** Frees the space that it takes on the disk; the end of the process does so too. */
  close(): Promise<void>
}

const READ_BYTES = 256 * 1024

const readAt = promisify(read)
const writeAt = promisify(write)

/** The file of this path, or standard input for `-`, which can be read once. */
export function inputSource(path: string, texts: Texts): ByteSource {
  return path === '-' ? { name: texts.usage.standardInput, stream: () => standardInput() } : fileSource(path)
}

/**
 * Reads standard input to its end into a temporary file, so that it can be looked at and read several times. The file
 * has lost its name before the first byte is in it: whatever ends the process, nothing of it stays behind.
 *
 * @throws HeliconError `FILE_UNWRITABLE` where the disk of the temporary folder is full; the signal's reason
 */
export async function spoolStandardInput(texts: Texts, options: TaskOptions = {}): Promise<SpooledInput> {
  const file = namelessFile()
  let isOpen = true
  const closeOnce = async () => {
    // Its number may belong to another file by the second time.
    if (isOpen) {
      isOpen = false
      await closeFile(file)
    }
  }
  let size = 0
  try {
    for await (const chunk of standardInput(options.signal)) {
      options.signal?.throwIfAborted()
      await writeAll(file, chunk, size)
      size += chunk.length
      options.onProgress?.({ task: 'spool', done: size, total: undefined })
    }
  } catch (error) {
    await closeOnce()
    throw error
  }
  return {
    name: texts.usage.standardInput,
    size,
    stream: () => chunksOfFile(file, size),
    close: closeOnce,
  }
}

/** A new file that is open for reading and writing and has no name any more. */
function namelessFile(): number {
  const folder = tmpdir()
  try {
    const own = mkdtempSync(join(folder, 'helicon-'))
    const file = openSync(join(own, 'standard-input'), 'wx+', 0o600)
    const remove = () => rmSync(own, { recursive: true, force: true })
    try {
      remove()
    } catch {
      // Some systems keep the name of a file that is open.
      process.once('exit', remove)
    }
    return file
  } catch (error) {
    throw writingError(error, folder)
  }
}

async function writeAll(file: number, chunk: Uint8Array, position: number): Promise<void> {
  try {
    for (let done = 0; done < chunk.length; ) {
      const { bytesWritten } = await writeAt(file, chunk, done, chunk.length - done, position + done)
      done += bytesWritten
    }
  } catch (error) {
    throw writingError(error, tmpdir())
  }
}

async function* chunksOfFile(file: number, size: number): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < size; ) {
    // A fresh buffer each time: the reader may keep what it was given.
    const buffer = new Uint8Array(Math.min(READ_BYTES, size - position))
    const { bytesRead } = await readAt(file, buffer, 0, buffer.length, position)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    position += bytesRead
  }
}

function closeFile(file: number): Promise<void> {
  return new Promise((done) => close(file, () => done()))
}

async function* standardInput(signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const { stdin } = process
  // Nothing may come for a long time, and who waits is not asked whether to go on.
  const stop = () => stdin.destroy(signal?.reason)
  signal?.throwIfAborted()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of stdin) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('standard input gave something other than bytes')
      // A Buffer has other methods of the same names.
      yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    }
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
