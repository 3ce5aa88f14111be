import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { browserCompression } from '../../src/browser/index.js'
import { chunksOf, collectBytes } from '../../src/io/index.js'

const member = new Uint8Array(gzipSync('ACGT'))
const padding = new Uint8Array(512)
const unpacked = (...chunks: readonly Uint8Array[]) =>
  collectBytes(browserCompression.decompress(chunksOf(...chunks), 'gzip', 'x.gz'))

describe("a browser's compression", () => {
  it('refuses what lies behind padding, be it a member, and names the byte', async () => {
    const expected = {
      code: 'COMPRESSED_TRAILING',
      details: { file: 'x.gz', byte: member.length + 512, format: 'gzip' },
    }
    await expect(unpacked(member, padding, member)).rejects.toMatchObject(expected)
    await expect(unpacked(new Uint8Array([...member, ...padding, 7]))).rejects.toMatchObject(expected)
  })

  it('names the byte where data are cut, or where what is no member begins', async () => {
    await expect(unpacked(member, member.subarray(0, 9))).rejects.toMatchObject({
      details: { byte: member.length + 9 },
    })
    await expect(unpacked(member, member, new Uint8Array(20).fill(65))).rejects.toMatchObject({
      details: { byte: 2 * member.length + 2, reason: 'incorrect header check' },
    })
  })

  it('closes the source of what it compresses when it is given up', async () => {
    let closed = false
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (let i = 0; ; i++) {
          await new Promise((resolve) => setTimeout(resolve))
          yield Uint8Array.from({ length: 65_536 }, (_, j) => (i * j * j) % 251)
        }
      } finally {
        closed = true
      }
    }
    for await (const chunk of browserCompression.compress(source(), 'gzip')) if (chunk.length > 0) break
    expect(closed).toBe(true)
  })
})
