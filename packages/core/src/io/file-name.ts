import { HeliconError } from '../core/errors.js'

/** Separators of any system, a drive's colon and control characters; a folder may be read on another system. */
const UNSAFE = /[/\\:\p{Cc}]/u

/** Whether a name is that of a file in a folder, on every system: no path, no `..`, no drive, no control character. */
export function isPlainName(fileName: string): boolean {
  return fileName !== '' && fileName !== '.' && fileName !== '..' && !UNSAFE.test(fileName)
}

/** Throws `FILE_NAME_UNSAFE` where a name could leave the folder; `place` is the file that named it. */
export function requirePlainName(
  fileName: string,
  folder: string,
  place: { readonly file: string; readonly line: number } | undefined,
): void {
  if (!isPlainName(fileName)) throw new HeliconError('FILE_NAME_UNSAFE', { folder, found: fileName, ...place })
}
