import { describe, expect, it } from 'vitest'
import { blobSource, randomAccessBlob } from '../../src/browser/index.js'
import { openGenome } from '../../src/genome/index.js'
import { collectBytes } from '../../src/io/index.js'
import { nodeCompression } from '../../src/node/index.js'
import { decodeSequence } from '../../src/sequence/index.js'

const bytes = Uint8Array.from({ length: 2_500_000 }, (_, i) => (i * i) % 251)

/** A file that was changed after it was chosen: browsers fail to read it. */
class ChangedFile extends File {
  override slice(): Blob {
    const failed = new Blob()
    failed.arrayBuffer = () => Promise.reject(new DOMException('changed', 'NotReadableError'))
    return failed
  }
}

describe("a browser's file", () => {
  it('is read from start to end, again and again, under its own name', async () => {
    const source = blobSource(new File([bytes], 'peaks.bed.gz'))
    expect([source.name, source.size]).toEqual(['peaks.bed.gz', 2_500_000])
    for (let time = 0; time < 2; time++) expect(Buffer.compare(await collectBytes(source.stream()), bytes)).toBe(0)
    expect(blobSource(new Blob([bytes]), 'pasted').name).toBe('pasted')
  })

  it('gives any stretch', async () => {
    const file = randomAccessBlob(new File([bytes], 'a.bin'))
    expect(await file.read(1_000_000, 1_000_005)).toEqual(bytes.slice(1_000_000, 1_000_005))
    const genome = await openGenome(randomAccessBlob(new File(['>a\nACGT\nAC\n'], 'a.fa')), undefined, nodeCompression)
    expect(decodeSequence(await genome.read('a', 2, 6))).toBe('GTAC')
  })

  it('that was changed after it was chosen is named', async () => {
    const file = new ChangedFile([bytes], 'a.bin')
    const expected = { code: 'FILE_UNREADABLE', details: { file: 'a.bin', reason: 'NotReadableError' } }
    await expect(randomAccessBlob(file).read(0, 5)).rejects.toMatchObject(expected)
    await expect(collectBytes(blobSource(file).stream())).rejects.toMatchObject(expected)
  })
})
