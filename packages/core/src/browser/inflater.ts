import type { ZStream } from 'pako'
import { HeliconError } from '../core/errors.js'
import type { Compression } from '../io/byte-source.js'

export type CompressionFormat = Parameters<Compression['decompress']>[1]

/** Bytes of a piece of output: as much as a bomb can inflate to unasked. */
const PIECE_BYTES = 256 * 1024

/** zlib's numbers for a window of 32 KiB and each wrapping (zlib manual, inflateInit2). */
const WINDOW_BITS: Readonly<Record<CompressionFormat, number>> = { gzip: 31, zlib: 15, 'deflate-raw': -15 }

/**
 * Inflates bytes that arrive in chunks, by pako's port of zlib, which checks CRC, Adler and length. The port is called
 * below its own `Inflate`, because only there output is made as it is asked for and the place of every byte is known.
 */
export class Inflater {
  readonly #zlib: typeof import('pako')
  readonly #format: CompressionFormat
  readonly #name: string
  readonly #stream: ZStream
  /** Bytes that have come in. */
  #fed = 0
  #place: 'inside' | 'after' | 'padding' = 'inside'

  /** @param name for messages */
  constructor(zlib: typeof import('pako'), format: CompressionFormat, name: string) {
    this.#zlib = zlib
    this.#format = format
    this.#name = name
    this.#stream = new zlib.ZStream()
    zlib.zlibInflateInit2(this.#stream, WINDOW_BITS[format])
    this.#renewOutput()
  }

  /** The whole pieces of output that the next bytes give. Throws COMPRESSED_CORRUPT, COMPRESSED_TRAILING. */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    const stream = this.#stream
    this.#fed += chunk.length
    stream.input = chunk
    stream.next_in = 0
    stream.avail_in = chunk.length
    while (stream.avail_in > 0) {
      if (this.#place === 'after' && this.#format === 'gzip' && chunk[stream.next_in] !== 0) this.#startMember()
      if (this.#place === 'inside') yield* this.#inflate()
      else this.#skipPadding()
    }
  }

  /** The rest of the output, where the bytes end. Throws FILE_EMPTY, COMPRESSED_TRUNCATED. */
  *finish(): Generator<Uint8Array> {
    const file = this.#name
    if (this.#fed === 0) throw new HeliconError('FILE_EMPTY', { file, expected: this.#format })
    if (this.#place === 'inside') throw new HeliconError('COMPRESSED_TRUNCATED', { file, byte: this.#fed })
    if (this.#stream.next_out > 0) yield this.#stream.output.subarray(0, this.#stream.next_out)
  }

  #startMember(): void {
    this.#zlib.zlibInflateReset(this.#stream)
    this.#place = 'inside'
  }

  /** Goes on until the compressed stream ends or its bytes have all been taken. */
  *#inflate(): Generator<Uint8Array> {
    const { Z_NO_FLUSH, Z_OK, Z_STREAM_END, Z_BUF_ERROR, zlibInflate } = this.#zlib
    const stream = this.#stream
    for (;;) {
      const status = zlibInflate(stream, Z_NO_FLUSH)
      // Z_BUF_ERROR says that more bytes are needed, and is no error.
      if (status !== Z_OK && status !== Z_STREAM_END && status !== Z_BUF_ERROR) throw this.#corrupt()
      if (status === Z_STREAM_END) this.#place = 'after'
      if (status === Z_STREAM_END || stream.avail_out > 0) return
      yield stream.output
      this.#renewOutput()
    }
  }

  /** Zeros after the members of gzip are padding, as gzip and Python take them. Anything else is refused. */
  #skipPadding(): void {
    const stream = this.#stream
    const rest = stream.input.subarray(stream.next_in)
    const trailing = this.#format === 'gzip' ? rest.findIndex((byte) => byte !== 0) : 0
    if (trailing >= 0) {
      const byte = this.#fed - stream.avail_in + trailing
      throw new HeliconError('COMPRESSED_TRAILING', { file: this.#name, byte, format: this.#format })
    }
    this.#place = 'padding'
    stream.avail_in = 0
  }

  #renewOutput(): void {
    this.#stream.output = new Uint8Array(PIECE_BYTES)
    this.#stream.next_out = 0
    this.#stream.avail_out = PIECE_BYTES
  }

  #corrupt(): HeliconError<'COMPRESSED_CORRUPT'> {
    const { avail_in, msg } = this.#stream
    // zlib has no words for the one thing left, a stream that needs a dictionary of its own.
    const details = { file: this.#name, format: this.#format, reason: msg === '' ? 'missing dictionary' : msg }
    return new HeliconError('COMPRESSED_CORRUPT', { ...details, byte: this.#fed - avail_in })
  }
}
