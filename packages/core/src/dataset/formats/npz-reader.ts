import { HeliconError, isHeliconError } from '../../core/errors.js'
import { ByteReader } from '../../io/byte-reader.js'
import type { ByteSource } from '../../io/byte-source.js'
import { readArray } from './array-reader.js'
import type { ArrayHeader, NdArray } from './nd-array.js'
import { readNpyHeader } from './npy-reader.js'

/** The largest archive that is taken into memory: a zip's list of contents is at its end. */
const ARCHIVE_LIMIT = 1024 * 1024 * 1024
const OPTIONS = { useWebWorkers: false, checkSignature: true }

/**
 * Reads a .npz archive: its arrays by name, in the archive's order. CRCs are checked. Throws `ZIP_INVALID`,
 * `NPZ_MEMBER_INVALID` and what `readNpy` throws, naming archive and member.
 */
export async function readNpz(source: ByteSource): Promise<ReadonlyMap<string, NdArray>> {
  const arrays = new Map<string, NdArray>()
  await visitNpz(source, async (name, header, reader) => {
    arrays.set(name, await readArray(header, reader))
  })
  return arrays
}

/** What is done with an array of an archive: the reader stands at its first byte; what is left is skipped. */
export type NpzVisitor = (name: string, header: ArrayHeader, reader: ByteReader) => Promise<void>

/** As `readNpz`, but hands each array to `visit` as it is inflated, one after the other. */
export async function visitNpz(source: ByteSource, visit: NpzVisitor): Promise<void> {
  const raw = new ByteReader(source.stream(), source.name)
  const bytes = await raw.readRest(ARCHIVE_LIMIT).finally(() => raw.close())
  if (bytes.length === 0) throw new HeliconError('FILE_EMPTY', { file: source.name, expected: '.npz' })
  const { Uint8ArrayReader, ZipReader } = await import('@zip.js/zip.js')
  const zip = new ZipReader(new Uint8ArrayReader(bytes), OPTIONS)
  try {
    const seen = new Set<string>()
    for (const entry of await zip.getEntries()) {
      const name = entry.filename.replace(/\.npy$/, '')
      const refuse = (problem: 'twice' | 'encrypted' | 'not-npy'): HeliconError =>
        new HeliconError('NPZ_MEMBER_INVALID', { file: source.name, member: entry.filename.slice(0, 200), problem })
      if (entry.directory || name === entry.filename) throw refuse('not-npy')
      if (entry.encrypted) throw refuse('encrypted')
      if (seen.has(name)) throw refuse('twice')
      seen.add(name)
      await visitMember(entry, name, source.name, visit)
    }
  } catch (error) {
    if (isHeliconError(error) || !(error instanceof Error) || error.name === 'AbortError') throw error
    throw new HeliconError('ZIP_INVALID', { file: source.name, reason: error.message }, { cause: error })
  } finally {
    await zip.close()
  }
}

interface Member {
  readonly filename: string
  readonly uncompressedSize: number
  getData(writable: WritableStream<Uint8Array>, options: typeof OPTIONS): Promise<unknown>
}

/** Reads one member as it is inflated; to its end, where its CRC is checked. */
async function visitMember(member: Member, name: string, file: string, visit: NpzVisitor): Promise<void> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const size = { bytes: member.uncompressedSize, exact: true }
  const inflating = member.getData(writable, OPTIONS)
  // Its failure is seen below; until then it must not count as unhandled.
  inflating.catch(() => undefined)
  const reader = new ByteReader(chunksOfStream(readable, inflating), `${file}:${member.filename}`, size)
  try {
    await visit(name, await readNpyHeader(reader), reader)
    while ((await reader.readSome(size.bytes)).length > 0);
    await inflating
  } finally {
    await reader.close()
  }
}

/** The chunks of `stream`, until it ends or the work that fills it fails: a failure may leave the stream open. */
async function* chunksOfStream(
  stream: ReadableStream<Uint8Array>,
  filling: Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  const failed = filling.then(() => new Promise<never>(() => undefined))
  failed.catch(() => undefined)
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), failed])
      if (next.done) return
      yield next.value
    }
  } finally {
    await reader.cancel()
  }
}
