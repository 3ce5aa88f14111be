import { HeliconError } from '../core/errors.js'
import type { ByteSource, Compression } from './byte-source.js'
import { plainBytes } from './plain-bytes.js'

/**
 * The bytes of a text file, out of gzip (or bgzip) where it is packed. Throws `TEXT_UTF16` for a file that starts with
 * the byte order mark of UTF-16, and `TEXT_BINARY` at the first zero byte, which no text in UTF-8 has.
 */
export async function* textBytes(source: ByteSource, compression: Compression): AsyncGenerator<Uint8Array> {
  const start: number[] = []
  let byte = 0
  for await (const chunk of plainBytes(source, compression)) {
    if (start.length < 2) {
      start.push(...chunk.subarray(0, 2 - start.length))
      if (isUtf16(start)) throw new HeliconError('TEXT_UTF16', { file: source.name })
    }
    const zero = chunk.indexOf(0)
    if (zero >= 0) throw new HeliconError('TEXT_BINARY', { file: source.name, byte: byte + zero })
    byte += chunk.length
    yield chunk
  }
}

function isUtf16([first, second]: readonly number[]): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}
