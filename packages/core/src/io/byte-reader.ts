import { HeliconError } from '../core/errors.js'
import { concatenate } from './bytes.js'

const NOTHING = new Uint8Array(0)

/** What is known beforehand of how much a stream holds: its size, or (compressed) an upper bound of it. */
export interface StreamSize {
  readonly bytes: number
  readonly exact: boolean
}

/**
 * Reads a stream of chunks as a sequence of bytes, keeping only what is asked for. `buffered` and `advance` are the
 * synchronous path: a parser works on what is there and calls `fill` when it needs more. Close it when done early, so
 * that the file behind it is closed.
 */
export class ByteReader {
  readonly name: string
  readonly size: StreamSize | undefined
  #iterator: AsyncIterator<Uint8Array>
  #buffer: Uint8Array = NOTHING
  #start = 0
  #base = 0
  #ended = false

  constructor(chunks: AsyncIterable<Uint8Array>, name: string, size?: StreamSize) {
    this.name = name
    this.size = size
    this.#iterator = chunks[Symbol.asyncIterator]()
  }

  /** Bytes consumed so far: the offset of the next byte in the stream. */
  get position(): number {
    return this.#base + this.#start
  }

  /** The bytes that can be had without waiting. Valid until the next call of another method. */
  get buffered(): Uint8Array {
    return this.#start === 0 ? this.#buffer : this.#buffer.subarray(this.#start)
  }

  /** The most bytes that can still follow, where a bound is known. */
  get remainingBound(): number | undefined {
    return this.size === undefined ? undefined : Math.max(0, this.size.bytes - this.position)
  }

  /** Consumes `count` buffered bytes. */
  advance(count: number): void {
    if (count > this.#buffer.length - this.#start)
      throw new RangeError(`advance past the ${this.buffered.length} bytes buffered`)
    this.#start += count
  }

  /** Waits until `count` bytes are buffered. False where the stream ends before. */
  async fill(count: number): Promise<boolean> {
    if (this.#buffer.length - this.#start >= count) return true
    const parts = [this.buffered]
    let length = this.#buffer.length - this.#start
    while (length < count && !this.#ended) {
      const next = await this.#iterator.next()
      if (next.done === true) this.#ended = true
      else if (next.value.length > 0) {
        parts.push(next.value)
        length += next.value.length
      }
    }
    this.#base += this.#start
    this.#start = 0
    this.#buffer = parts.length === 2 && parts[0]?.length === 0 ? (parts[1] ?? NOTHING) : concatenate(parts)
    return length >= count
  }

  /** Waits until `count` bytes are buffered. Throws `DATA_TRUNCATED` where the stream ends before. */
  async require(count: number): Promise<void> {
    if (await this.fill(count)) return
    throw this.truncated(count)
  }

  /** The next `count` bytes, a view that is valid until the next call. Throws `DATA_TRUNCATED`. */
  async readExactly(count: number): Promise<Uint8Array> {
    await this.require(count)
    const bytes = this.buffered.subarray(0, count)
    this.advance(count)
    return bytes
  }

  /** Up to `count` next bytes, left in place; fewer only at the end of the stream. */
  async peek(count: number): Promise<Uint8Array> {
    await this.fill(count)
    return this.buffered.subarray(0, count)
  }

  /** The next 1 to `most` bytes, without joining chunks; an empty array at the end of the stream. */
  async readSome(most: number): Promise<Uint8Array> {
    if (most <= 0 || !(await this.fill(1))) return NOTHING
    const bytes = this.buffered
    const taken = bytes.length > most ? bytes.subarray(0, most) : bytes
    this.advance(taken.length)
    return taken
  }

  /** Everything that is left. Throws `SIZE_LIMIT_EXCEEDED` above `limit` bytes. */
  async readRest(limit: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let length = 0
    for (;;) {
      const bytes = await this.readSome(Number.MAX_SAFE_INTEGER)
      if (bytes.length === 0) return concatenate(parts)
      length += bytes.length
      if (length > limit) throw new HeliconError('SIZE_LIMIT_EXCEEDED', { file: this.name, limit })
      parts.push(bytes)
    }
  }

  /** The error for a stream that ends before the next `expected` bytes. */
  truncated(expected: number): HeliconError {
    const present = this.#buffer.length - this.#start
    return new HeliconError('DATA_TRUNCATED', { file: this.name, byte: this.position, expected, present })
  }

  /** Lets go of the stream; what has not been read is not read any more. */
  async close(): Promise<void> {
    this.#ended = true
    await this.#iterator.return?.()
  }
}
