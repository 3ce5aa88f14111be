import { HeliconError } from '../../core/errors.js'

const PAGE = 65536
const ALIGNMENT = 64

const GUARD_BYTE = 0xa5

/**
 * Hands out parts of a WebAssembly memory, zeroed, aligned to a cache line, never given back. With `guardBytes` it
 * leaves so many marked bytes after each part, by which a test sees that no kernel writes beyond its part.
 */
export class MemoryArena {
  readonly #memory: WebAssembly.Memory
  readonly #guardBytes: number
  readonly #guards: number[] = []
  #end: number

  constructor(memory: WebAssembly.Memory, start: number, guardBytes = 0) {
    this.#memory = memory
    this.#end = start
    this.#guardBytes = guardBytes
  }

  /** Parts handed out whose guard has been written to, by the order in which they were asked for. */
  brokenGuards(): number[] {
    const isBroken = (address: number) => this.bytes(address, this.#guardBytes).some((byte) => byte !== GUARD_BYTE)
    return this.#guards.flatMap((address, i) => (isBroken(address) ? [i] : []))
  }

  /** Address of `bytes` zeroed bytes. Throws `ENGINE_OUT_OF_MEMORY` beyond what WebAssembly can address. */
  allocate(bytes: number): number {
    const address = Math.ceil(this.#end / ALIGNMENT) * ALIGNMENT
    const end = address + bytes + this.#guardBytes
    const pages = Math.ceil((end - this.#memory.buffer.byteLength) / PAGE)
    if (pages > 0) this.#grow(pages, bytes)
    this.#end = end
    if (this.#guardBytes > 0) {
      this.bytes(address + bytes, this.#guardBytes).fill(GUARD_BYTE)
      this.#guards.push(address + bytes)
    }
    return address
  }

  /** Copies bytes from one part to another. */
  copy(from: number, to: number, bytes: number): void {
    new Uint8Array(this.#memory.buffer).copyWithin(to, from, from + bytes)
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length)
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, length)
  }

  words(address: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, length)
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, address, length)
  }

  #grow(pages: number, bytes: number): void {
    try {
      this.#memory.grow(pages)
    } catch (cause) {
      const megabytes = Math.ceil(bytes / 2 ** 20)
      throw new HeliconError('ENGINE_OUT_OF_MEMORY', { megabytes, used: Math.ceil(this.#end / 2 ** 20) }, { cause })
    }
  }
}
