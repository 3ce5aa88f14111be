import { HeliconError } from '../core/errors.js'
import type { ByteSource, RandomAccessSource } from '../io/byte-source.js'

/** Bytes of a piece: a read of a browser's file costs about as much as this. */
const PIECE_BYTES = 1024 * 1024

/**
 * A browser's File (or Blob) as a source of bytes. Reading throws FILE_UNREADABLE, for example where the file was
 * changed or removed after it was chosen.
 *
 * @param name for messages; a File's own name when it is not given
 */
export function blobSource(blob: Blob, name: string = nameOf(blob)): ByteSource {
  return { name, size: blob.size, stream: () => pieces(blob, name) }
}

/** A browser's File (or Blob) of which any stretch can be had. Reading throws FILE_UNREADABLE. */
export function randomAccessBlob(blob: Blob, name: string = nameOf(blob)): RandomAccessSource {
  return {
    name,
    size: blob.size,
    read: (start, end) => readStretch(blob, name, start, end),
    close: async () => undefined,
  }
}

function nameOf(blob: Blob): string {
  return blob instanceof File ? blob.name : 'blob'
}

async function* pieces(blob: Blob, name: string): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < blob.size; start += PIECE_BYTES)
    yield await readStretch(blob, name, start, Math.min(start + PIECE_BYTES, blob.size))
}

async function readStretch(blob: Blob, name: string, start: number, end: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(start, end).arrayBuffer())
  } catch (cause) {
    const reason = cause instanceof Error ? cause.name : 'unknown'
    throw new HeliconError('FILE_UNREADABLE', { file: name, reason }, { cause })
  }
}
