import type { ByteSource, RandomAccessSource } from '../io/byte-source.js'

const PIECE_BYTES = 1024 * 1024

/** A file of which any stretch can be had, read from start to end. The file stays open. */
export function streamOfFile(file: RandomAccessSource): ByteSource {
  return { name: file.name, size: file.size, stream: () => pieces(file) }
}

async function* pieces(file: RandomAccessSource): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.size; start += PIECE_BYTES)
    yield await file.read(start, Math.min(start + PIECE_BYTES, file.size))
}
