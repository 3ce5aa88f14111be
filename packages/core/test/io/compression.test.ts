import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import { chunksOf, collectBytes } from '../../src/io/bytes.js'
import { nodeCompression } from '../../src/node/compression.js'

const FORMATS = ['gzip', 'zlib', 'deflate-raw'] as const
type Format = (typeof FORMATS)[number]
const text = new TextEncoder().encode('ACGT'.repeat(500))
const squeeze = { gzip: gzipSync, zlib: deflateSync, 'deflate-raw': deflateRawSync }

/** Decompresses bytes that arrive in pieces of `size`. */
async function decompress(bytes: Uint8Array, format: Format, size = 1 << 20): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size))
  return await collectBytes(nodeCompression.decompress(chunksOf(...pieces), format, 'x.gz'))
}

async function failure(bytes: Uint8Array, format: Format, size?: number): Promise<string> {
  return await decompress(bytes, format, size).then(
    () => 'read',
    (error: unknown) => {
      if (!isHeliconError(error)) return String(error)
      for (const language of ['en', 'ko'] as const) expect(error.text(language)).toContain('x.gz')
      return error.code
    },
  )
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(parts.flatMap((part) => [...part]))

describe.each(FORMATS)('%s', (format) => {
  it('gives back what was compressed, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 500 }), async (bytes, size) => {
        const compressed = await collectBytes(nodeCompression.compress(chunksOf(bytes), format))
        expect(await decompress(compressed, format, size)).toEqual(bytes)
      }),
      { numRuns: 40 },
    )
  })

  it('is refused when cut anywhere, empty, or followed by something else', async () => {
    const bytes = squeeze[format](text)
    for (const cut of [1, 5, bytes.length - 9, bytes.length - 1])
      expect(await failure(bytes.subarray(0, cut), format)).toBe('COMPRESSED_TRUNCATED')
    expect(await failure(new Uint8Array(0), format)).toBe('FILE_EMPTY')
    const trailing = format === 'gzip' ? 'COMPRESSED_CORRUPT' : 'COMPRESSED_TRAILING'
    // In one piece with the data, cut exactly at its end, and far behind it.
    for (const size of [undefined, bytes.length, 1])
      expect(await failure(joined(bytes, new Uint8Array(50).fill(1)), format, size)).toBe(trailing)
  })
})

describe('checksums', () => {
  it.each([
    ['gzip', -8],
    ['gzip', -1],
    ['zlib', -1],
  ] as const)('of %s are checked (byte %i changed)', async (format, at) => {
    const bytes = new Uint8Array(squeeze[format](text))
    const index = bytes.length + at
    bytes[index] = (bytes[index] ?? 0) ^ 1
    expect(await failure(bytes, format)).toBe('COMPRESSED_CORRUPT')
  })

  it('something that is not compressed is refused', async () => {
    expect(await failure(text, 'gzip')).toBe('COMPRESSED_CORRUPT')
    expect(await failure(text, 'zlib')).toBe('COMPRESSED_CORRUPT')
  })
})

describe('gzip of many members', () => {
  const members = joined(gzipSync('AC'), gzipSync(''), gzipSync('GT'))
  it.each([1, 7, 22, 1000])('is read to its end, in pieces of %i bytes', async (size) => {
    expect(new TextDecoder().decode(await decompress(members, 'gzip', size))).toBe('ACGT')
  })

  it('may be filled up with zeros', async () => {
    expect(new TextDecoder().decode(await decompress(joined(members, new Uint8Array(512)), 'gzip'))).toBe('ACGT')
  })

  it('is refused where a later member is damaged or cut', async () => {
    const damaged = members.slice()
    damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 1
    expect(await failure(damaged, 'gzip')).toBe('COMPRESSED_CORRUPT')
    expect(await failure(members.subarray(0, members.length - 4), 'gzip')).toBe('COMPRESSED_TRUNCATED')
  })
})

describe('a bomb', () => {
  it('is inflated only as far as it is read, and its source is closed', async () => {
    let closed = false
    const bomb = gzipSync(new Uint8Array(64 << 20))
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield bomb
      } finally {
        closed = true
      }
    }
    let read = 0
    for await (const chunk of nodeCompression.decompress(source(), 'gzip', 'bomb.gz')) {
      read += chunk.length
      if (read > 1 << 20) break
    }
    expect(read).toBeLessThan(2 << 20)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(closed).toBe(true)
  })

  it('an error of the source comes through', async () => {
    async function* source(): AsyncGenerator<Uint8Array> {
      yield gzipSync('ACGT').subarray(0, 5)
      throw new Error('the disk is gone')
    }
    await expect(collectBytes(nodeCompression.decompress(source(), 'gzip', 'x'))).rejects.toThrow('the disk is gone')
    await expect(collectBytes(nodeCompression.compress(source(), 'gzip'))).rejects.toThrow('the disk is gone')
  })
})
