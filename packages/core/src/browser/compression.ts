import type { Compression } from '../io/byte-source.js'
import { type CompressionFormat, Inflater } from './inflater.js'

/** The names that CompressionStream has for them. */
const STREAM_FORMAT = { gzip: 'gzip', zlib: 'deflate', 'deflate-raw': 'deflate-raw' } as const

/**
 * DEFLATE in a browser, with the errors of `nodeCompression`. Decompression is not left to DecompressionStream, which
 * refuses gzip of many members and so every bgzip file; what does it is loaded when it is first needed. It runs on the
 * caller's thread: large files belong into a Worker. Compression is the browser's own, which chooses the level itself.
 */
export const browserCompression: Compression = {
  decompress: (chunks, format, name) => decompress(chunks, format, name),
  compress: (chunks, format) => compress(chunks, format),
}

async function* decompress(
  chunks: AsyncIterable<Uint8Array>,
  format: CompressionFormat,
  name: string,
): AsyncGenerator<Uint8Array> {
  const inflater = new Inflater(await import('pako'), format, name)
  for await (const chunk of chunks) yield* inflater.push(chunk)
  yield* inflater.finish()
}

async function* compress(chunks: AsyncIterable<Uint8Array>, format: CompressionFormat): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]()
  const stream = new CompressionStream(STREAM_FORMAT[format])
  const reader = readable(source).pipeThrough(stream).getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel()
    // Not left to the stream: not every platform tells the source that it was given up.
    await source.return?.()
  }
}

/** Chunks as a stream that asks for one at a time. */
function readable(source: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
    const next = await source.next()
    if (next.done === true) controller.close()
    // A copy, because CompressionStream takes no shared memory and reads the bytes later.
    else controller.enqueue(new Uint8Array(next.value))
  }
  return new ReadableStream({ pull }, { highWaterMark: 0 })
}
