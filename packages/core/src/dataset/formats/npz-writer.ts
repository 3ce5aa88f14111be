import type { WritableArray } from './array-writer.js'
import { npyChunks } from './npy-writer.js'

/** DEFLATE's usual level, that of numpy.savez_compressed. */
const LEVEL = 6
/** A fixed date in every member, so that the same arrays give the same bytes. It is the earliest a zip can name. */
const EPOCH = new Date(1980, 0, 1)

/**
 * The bytes of a .npz archive with these arrays, compressed as by numpy.savez_compressed. The same arrays give the
 * same bytes.
 */
export async function* npzChunks(arrays: ReadonlyMap<string, WritableArray>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writing = writeArchive(writable, arrays)
  writing.catch(() => undefined)
  const reader = readable.getReader()
  try {
    for (;;) {
      const next = await reader.read()
      if (next.done) break
      yield next.value
    }
    await writing
  } finally {
    await reader.cancel()
  }
}

async function writeArchive(
  writable: WritableStream<Uint8Array>,
  arrays: ReadonlyMap<string, WritableArray>,
): Promise<void> {
  const { ZipWriter } = await import('@zip.js/zip.js')
  const zip = new ZipWriter(writable, {
    useWebWorkers: false,
    level: LEVEL,
    lastModDate: EPOCH,
    extendedTimestamp: false,
  })
  try {
    for (const [name, array] of arrays) await zip.add(`${name}.npy`, readableOf(npyChunks(array)))
    await zip.close()
  } catch (error) {
    await writable.abort(error).catch(() => undefined)
    throw error
  }
}

function readableOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const next = await chunks.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      await chunks.return(undefined)
    },
  })
}
