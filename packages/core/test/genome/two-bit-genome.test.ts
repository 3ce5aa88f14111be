import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { memoryRandomAccess, openGenome, openTwoBitGenome } from '../../src/genome/index.js'
import { nodeCompression } from '../../src/node/index.js'
import { decodeSequence } from '../../src/sequence/index.js'

interface Golden {
  readonly files: Readonly<Record<'little' | 'big' | 'long', string>>
  readonly sequences: Readonly<Record<string, string>>
}

const golden: Golden = JSON.parse(readFileSync(new URL('./golden/two-bit.json', import.meta.url), 'utf8'))
const bytesOf = (file: keyof Golden['files']) => Uint8Array.from(Buffer.from(golden.files[file], 'base64'))

describe.each(['little', 'big', 'long'] as const)('a genome in 2bit (%s)', (file) => {
  it('has the sequences that py2bit reads', async () => {
    const genome = await openTwoBitGenome(memoryRandomAccess('a.2bit', bytesOf(file)))
    const expected = Object.entries(golden.sequences)
    expect(genome.chromosomes).toEqual(expected.map(([name, text]) => ({ name, length: text.length })))
    for (const [name, text] of expected) expect(decodeSequence(await genome.read(name, 0, text.length))).toBe(text)
  })

  it('gives every stretch of them', async () => {
    const genome = await openGenome(memoryRandomAccess('a.2bit', bytesOf(file)), undefined, nodeCompression)
    const text = golden.sequences['chr1'] ?? ''
    for (let start = 0; start <= text.length; start++)
      for (let end = start; end <= text.length; end++)
        expect(decodeSequence(await genome.read('chr1', start, end))).toBe(text.slice(start, end))
  })

  it('is refused where it is cut off, anywhere', async () => {
    const bytes = bytesOf(file)
    // The last byte holds the one base of the last sequence.
    for (let length = 0; length < bytes.length; length++) {
      const cut = memoryRandomAccess('a.2bit', bytes.slice(0, length))
      await expect(openTwoBitGenome(cut), `${length} bytes`).rejects.toMatchObject({ code: 'TWO_BIT_INVALID' })
    }
  })
})
