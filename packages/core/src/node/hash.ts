import { createHash } from 'node:crypto'
import type { ByteSource, SourceFolder } from '../io/byte-source.js'

/** SHA-256 of bytes or text, in hexadecimal. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex')
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function hashFile(file: ByteSource): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of file.stream()) hash.update(chunk)
  return hash.digest('hex')
}

/**
 * SHA-256 of a folder's files: of one line for each, in the order of their names, with the name and the SHA-256 of the
 * contents, as `sha256sum` prints them. Subfolders do not count.
 */
export async function hashFolder(folder: SourceFolder): Promise<string> {
  const lines: string[] = []
  for (const name of [...(await folder.list())].sort()) {
    const file = await folder.open(name)
    // A folder has no size; the formats that are read here keep all in plain files.
    if (file?.size === undefined) continue
    lines.push(`${await hashFile(file)}  ${name}\n`)
  }
  return sha256(lines.join(''))
}
