import type { ByteSource, Compression } from './byte-source.js'

/** The bytes of a source, out of gzip (or bgzip) where they start as gzip does. Throws what damaged gzip throws. */
export async function* plainBytes(source: ByteSource, compression: Compression): AsyncGenerator<Uint8Array> {
  const chunks = source.stream()[Symbol.asyncIterator]()
  const start: number[] = []
  const kept: Uint8Array[] = []
  while (start.length < 2) {
    const next = await chunks.next()
    if (next.done === true) break
    kept.push(next.value)
    start.push(...next.value.subarray(0, 2))
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* kept
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value
    } finally {
      await chunks.return?.()
    }
  }
  const isGzip = start[0] === 0x1f && start[1] === 0x8b
  yield* isGzip ? compression.decompress(whole(), 'gzip', source.name) : whole()
}
