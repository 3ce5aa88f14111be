import { pipeline, Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { constants, type DeflateRaw, type Gunzip, type Gzip, type Inflate, type InflateRaw } from 'node:zlib'
import { HeliconError, isHeliconError } from '../core/errors.js'
import type { Compression } from '../io/byte-source.js'

type Format = 'gzip' | 'zlib' | 'deflate-raw'

/** Large enough to make the hop to the thread pool cheap, small enough to bound what a bomb can inflate unasked. */
const CHUNK_BYTES = 256 * 1024

/**
 * DEFLATE by node:zlib. Output is made only as fast as it is read. Bytes after the end: zeros after gzip members are
 * padding (as gzip and Python take it) and end the data; anything else is refused, because it means that the file is not
 * what it seems.
 */
export const nodeCompression: Compression = {
  decompress: (chunks, format, name) => decompress(chunks, format, name),
  compress: (chunks, format, level) => compress(chunks, format, level ?? constants.Z_DEFAULT_COMPRESSION),
}

async function* decompress(
  chunks: AsyncIterable<Uint8Array>,
  format: Format,
  name: string,
): AsyncGenerator<Uint8Array> {
  const inflate = inflater(format)
  let fed = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      fed += chunk.length
      yield chunk
    }
  }
  const source = Readable.from(counted(), { objectMode: true, highWaterMark: 1 })
  pipeline(source, inflate, () => {
    // Errors reach the reader through the iteration below.
  })
  try {
    for await (const chunk of inflate) yield asBytes(chunk)
    if (fed === 0) throw new HeliconError('FILE_EMPTY', { file: name, expected: format })
    // For gzip, node:zlib checks what follows itself: another member, or padding.
    if (format !== 'gzip' && fed > inflate.bytesWritten)
      throw new HeliconError('COMPRESSED_TRAILING', { file: name, byte: inflate.bytesWritten, format })
  } catch (error) {
    throw decompressionError(error, { name, format, fed, consumed: inflate.bytesWritten })
  } finally {
    source.destroy()
    inflate.destroy()
  }
}

function inflater(format: Format): Gunzip | Inflate | InflateRaw {
  const options = { chunkSize: CHUNK_BYTES }
  if (format === 'gzip') return zlib.createGunzip(options)
  return format === 'zlib' ? zlib.createInflate(options) : zlib.createInflateRaw(options)
}

interface Where {
  readonly name: string
  readonly format: Format
  readonly fed: number
  readonly consumed: number
}

function decompressionError(error: unknown, where: Where): unknown {
  if (isHeliconError(error) || !(error instanceof Error) || !('code' in error)) return error
  const file = where.name
  // An empty stream is an error of zlib too, under the same code as a truncated one.
  if (where.fed === 0 && error.code === 'Z_BUF_ERROR')
    return new HeliconError('FILE_EMPTY', { file, expected: where.format }, { cause: error })
  if (error.code === 'Z_BUF_ERROR')
    return new HeliconError('COMPRESSED_TRUNCATED', { file, byte: where.fed }, { cause: error })
  if (typeof error.code !== 'string' || !error.code.startsWith('Z_')) return error
  const details = { file, byte: where.consumed, format: where.format, reason: error.message }
  return new HeliconError('COMPRESSED_CORRUPT', details, { cause: error })
}

async function* compress(chunks: AsyncIterable<Uint8Array>, format: Format, level: number): AsyncGenerator<Uint8Array> {
  const deflate = deflater(format, level)
  const source = Readable.from(chunks, { objectMode: true, highWaterMark: 1 })
  pipeline(source, deflate, () => {
    // Errors reach the reader through the iteration below.
  })
  try {
    for await (const chunk of deflate) yield asBytes(chunk)
  } finally {
    source.destroy()
    deflate.destroy()
  }
}

function deflater(format: Format, level: number): Gzip | zlib.Deflate | DeflateRaw {
  const options = { chunkSize: CHUNK_BYTES, level }
  if (format === 'gzip') return zlib.createGzip(options)
  return format === 'zlib' ? zlib.createDeflate(options) : zlib.createDeflateRaw(options)
}

/** What a zlib stream yields, as a plain Uint8Array: a Buffer has other methods of the same names. */
function asBytes(chunk: unknown): Uint8Array {
  if (!(chunk instanceof Uint8Array)) throw new TypeError('a zlib stream gave something other than bytes')
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
