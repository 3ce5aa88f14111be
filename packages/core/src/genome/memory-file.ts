import type { RandomAccessSource } from '../io/byte-source.js'

/** Bytes in memory as a file of which any stretch can be had. */
export function memoryRandomAccess(name: string, bytes: Uint8Array): RandomAccessSource {
  return {
    name,
    size: bytes.length,
    read: async (start, end) => bytes.slice(start, end),
    close: async () => undefined,
  }
}
