import { HeliconError } from '../core/errors.js'
import { ByteReader } from './byte-reader.js'

/** A whole small text file. Throws `SIZE_LIMIT_EXCEEDED` above `limit` bytes and `TEXT_NOT_UTF8`. */
export async function readText(chunks: AsyncIterable<Uint8Array>, name: string, limit: number): Promise<string> {
  const reader = new ByteReader(chunks, name)
  try {
    const bytes = await reader.readRest(limit)
    return decodeUtf8(bytes, name)
  } finally {
    await reader.close()
  }
}

/** UTF-8 bytes as text, without a byte order mark. Throws `TEXT_NOT_UTF8` naming the line. */
export function decodeUtf8(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new HeliconError('TEXT_NOT_UTF8', { file: name, line: lineOfInvalidByte(bytes) }, { cause })
  }
}

/** The line of the first character that is not UTF-8: where the lenient decoder puts its replacement character. */
function lineOfInvalidByte(bytes: Uint8Array): number {
  const text = new TextDecoder().decode(bytes)
  return text.slice(0, text.indexOf('\ufffd')).split('\n').length
}
