import { HeliconError, isHeliconError } from '../core/errors.js'

/** The code of an error of the operating system, for example `ENOENT`; undefined for other errors. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** What reading `file` failed with, as Helicon's error; errors that are not the system's are given back as they are. */
export function readingError(error: unknown, file: string): unknown {
  const code = systemCode(error)
  if (isHeliconError(error) || code === undefined) return error
  if (code === 'ENOENT' || code === 'ENOTDIR') return new HeliconError('FILE_MISSING', { file }, { cause: error })
  return new HeliconError('FILE_UNREADABLE', { file, reason: code }, { cause: error })
}

/** What writing into a stream, a FIFO or a device failed with: what was written before cannot be taken back. */
export function streamError(error: unknown, name: string): unknown {
  const code = systemCode(error)
  if (isHeliconError(error) || code === undefined) return error
  return new HeliconError('OUTPUT_INTERRUPTED', { file: name, reason: code }, { cause: error })
}

/** What writing `file` failed with, as Helicon's error; errors that are not the system's are given back as they are. */
export function writingError(error: unknown, file: string): unknown {
  const code = systemCode(error)
  if (isHeliconError(error) || code === undefined) return error
  return new HeliconError('FILE_UNWRITABLE', { file, reason: code }, { cause: error })
}
