import type { RandomAccessSource } from '../io/byte-source.js'
import { concatenate } from '../io/bytes.js'

const BLOCK_BYTES = 16 * 1024
const BLOCKS_KEPT = 64

/** A read of more blocks than this goes past the cache: it would only push out what is used again. */
const LARGEST_CACHED_READ = 4

/**
 * A file whose last blocks stay in memory (a megabyte), so that many short reads near each other are few reads of the
 * file. Long reads go straight to it. Closes the file when it is closed.
 */
export function cachedFile(file: RandomAccessSource): RandomAccessSource {
  // In the order of use, the last one used at the end.
  const kept = new Map<number, Promise<Uint8Array>>()
  const block = (index: number): Promise<Uint8Array> => {
    const known = kept.get(index)
    const bytes = known ?? file.read(index * BLOCK_BYTES, Math.min((index + 1) * BLOCK_BYTES, file.size))
    kept.delete(index)
    kept.set(index, bytes)
    if (known === undefined) {
      for (const oldest of kept.keys()) {
        if (kept.size <= BLOCKS_KEPT) break
        kept.delete(oldest)
      }
      bytes.catch(() => kept.delete(index))
    }
    return bytes
  }
  const read = async (start: number, end: number): Promise<Uint8Array> => {
    if (start === end) return new Uint8Array(0)
    const first = Math.floor(start / BLOCK_BYTES)
    const last = Math.floor((end - 1) / BLOCK_BYTES)
    if (last - first >= LARGEST_CACHED_READ) return file.read(start, end)
    const parts: Uint8Array[] = []
    for (let index = first; index <= last; index++) {
      const base = index * BLOCK_BYTES
      parts.push((await block(index)).subarray(Math.max(0, start - base), end - base))
    }
    return concatenate(parts)
  }
  return {
    name: file.name,
    size: file.size,
    read,
    close: async () => {
      kept.clear()
      await file.close()
    },
  }
}
