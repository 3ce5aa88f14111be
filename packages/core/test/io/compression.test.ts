import { deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { browserCompression } from '../../src/browser/index.js'
import { isHeliconError } from '../../src/core/errors.js'
import { chunksOf, collectBytes } from '../../src/io/bytes.js'
import type { Compression } from '../../src/io/index.js'
import { nodeCompression } from '../../src/node/compression.js'

const FORMATS = ['gzip', 'zlib', 'deflate-raw'] as const
type Format = (typeof FORMATS)[number]
const text = new TextEncoder().encode('ACGT'.repeat(500))
const squeeze = { gzip: gzipSync, zlib: deflateSync, 'deflate-raw': deflateRawSync }
const expand = { gzip: gunzipSync, zlib: inflateSync, 'deflate-raw': inflateRawSync }

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(parts.flatMap((part) => [...part]))
const members = joined(gzipSync('AC'), gzipSync(''), gzipSync('GT'))

/** Decompresses bytes that arrive in pieces of `size`. */
async function unpacked(compression: Compression, bytes: Uint8Array, format: Format, size = 1 << 20) {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size))
  return await collectBytes(compression.decompress(chunksOf(...pieces), format, 'x.gz'))
}

async function outcome(compression: Compression, bytes: Uint8Array, format: Format, size?: number) {
  return await unpacked(compression, bytes, format, size).then(
    () => 'read',
    (error: unknown) => {
      if (!isHeliconError(error)) return String(error)
      for (const language of ['en', 'ko'] as const) expect(error.text(language)).toContain('x.gz')
      return error.code
    },
  )
}

describe.each([
  ['Node', nodeCompression],
  ['browsers', browserCompression],
] as const)('compression of %s:', (_, compression) => {
  const decompress = (bytes: Uint8Array, format: Format, size?: number) => unpacked(compression, bytes, format, size)
  const failure = (bytes: Uint8Array, format: Format, size?: number) => outcome(compression, bytes, format, size)

  describe.each(FORMATS)('%s', (format) => {
    it('gives back what was compressed, in pieces of any size', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 500 }), async (bytes, size) => {
          const compressed = await collectBytes(compression.compress(chunksOf(bytes), format))
          expect(new Uint8Array(expand[format](compressed))).toEqual(bytes)
          expect(await decompress(compressed, format, size)).toEqual(bytes)
        }),
        { numRuns: 40 },
      )
    })

    it.each([1000, 1 << 20])(
      'gives back what is longer than a piece of output, in pieces of %i bytes',
      async (size) => {
        const varied = Uint8Array.from({ length: 1_200_000 }, (_, i) => (i * i) % 251)
        // Of raw DEFLATE, the first piece of output is full and all bytes are taken while 25 zeros are still to come.
        const zeros = new Uint8Array((1 << 18) + 25)
        for (const bytes of [varied, zeros])
          expect(Buffer.compare(await decompress(squeeze[format](bytes), format, size), bytes)).toBe(0)
      },
    )

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

    it('so is what needs a dictionary', async () => {
      const bytes = deflateSync(text, { dictionary: Buffer.from('ACGTACGT') })
      expect(await failure(bytes, 'zlib')).toBe('COMPRESSED_CORRUPT')
    })
  })

  describe('gzip of many members', () => {
    it.each([1, 7, 22, 1000])('is read to its end, in pieces of %i bytes', async (size) => {
      expect(new TextDecoder().decode(await decompress(members, 'gzip', size))).toBe('ACGT')
    })

    it.each([1, 1000])('may be filled up with zeros, in pieces of %i bytes', async (size) => {
      const padded = joined(members, new Uint8Array(512))
      expect(new TextDecoder().decode(await decompress(padded, 'gzip', size))).toBe('ACGT')
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
      for await (const chunk of compression.decompress(source(), 'gzip', 'bomb.gz')) {
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
      await expect(collectBytes(compression.decompress(source(), 'gzip', 'x'))).rejects.toThrow('the disk is gone')
      await expect(collectBytes(compression.compress(source(), 'gzip'))).rejects.toThrow('the disk is gone')
    })
  })
})

describe('damage', () => {
  it.each(FORMATS)('of %s is judged alike in Node and in browsers', async (format) => {
    const bytes = format === 'gzip' ? joined(gzipSync(text), members) : new Uint8Array(squeeze[format](text))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        // A change to 0 could make padding, which browsers follow further.
        fc.integer({ min: 1, max: 255 }),
        fc.integer({ min: 1, max: bytes.length }),
        fc.integer({ min: 1, max: 100 }),
        async (at, value, end, size) => {
          const damaged = bytes.slice(0, end)
          if (at < end) damaged[at] = value
          const [inNode, inBrowsers] = [nodeCompression, browserCompression].map((compression) =>
            outcome(compression, damaged, format, size),
          )
          expect(await inBrowsers).toBe(await inNode)
        },
      ),
      { numRuns: 200 },
    )
  })
})
