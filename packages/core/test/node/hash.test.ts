import { describe, expect, it } from 'vitest'
import type { SourceFolder } from '../../src/io/byte-source.js'
import { hashFolder, sha256 } from '../../src/node/hash.js'

function folderOf(files: Readonly<Record<string, string>>): SourceFolder {
  return {
    name: 'memory',
    list: async () => Object.keys(files),
    open: async (name) => {
      const bytes = new TextEncoder().encode(files[name])
      return {
        name,
        size: bytes.length,
        stream: async function* () {
          yield bytes.subarray(0, 1)
          yield bytes.subarray(1)
        },
      }
    },
  }
}

describe('the hash of a folder', () => {
  it('is the SHA-256 of what sha256sum prints for its files', async () => {
    // NIST's vector for "abc".
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(sha256('abc')).toBe(abc)
    expect(await hashFolder(folderOf({ x: 'abc' }))).toBe(sha256(`${abc}  x\n`))
  })

  it('does not depend on the order of the files, but on names and contents', async () => {
    const hash = await hashFolder(folderOf({ a: '1', b: '2' }))
    expect(await hashFolder(folderOf({ b: '2', a: '1' }))).toBe(hash)
    expect(await hashFolder(folderOf({ a: '2', b: '1' }))).not.toBe(hash)
    expect(await hashFolder(folderOf({ a: '1', c: '2' }))).not.toBe(hash)
  })
})
