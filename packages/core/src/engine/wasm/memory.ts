import { HeliconError } from '../../core/errors.js'

const PAGE = 65536
const ALIGNMENT = 64

/** Hands out parts of a WebAssembly memory, zeroed, aligned to a cache line, never given back. */
export class MemoryArena {
  readonly #memory: WebAssembly.Memory
  #end: number

  constructor(memory: WebAssembly.Memory, start: number) {
    this.#memory = memory
    this.#end = start
  }

  /** Address of `bytes` zeroed bytes. Throws `ENGINE_OUT_OF_MEMORY` beyond what WebAssembly can address. */
  allocate(bytes: number): number {
    const address = Math.ceil(this.#end / ALIGNMENT) * ALIGNMENT
    const end = address + bytes
    const pages = Math.ceil((end - this.#memory.buffer.byteLength) / PAGE)
    if (pages > 0) this.#grow(pages, bytes)
    this.#end = end
    return address
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
      throw new HeliconError('ENGINE_OUT_OF_MEMORY', { megabytes: Math.ceil(bytes / 2 ** 20) }, { cause })
    }
  }
}
