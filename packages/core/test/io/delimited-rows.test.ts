import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunksOf } from '../../src/io/bytes.js'
import { readRows } from '../../src/io/delimited-rows.js'
import { type RowOptions, RowSplitter } from '../../src/io/row-splitter.js'
import { textBytes } from '../../src/io/text-bytes.js'
import { file, packing } from '../dataset/record-files.js'

async function rowsOf(text: string, options: Partial<RowOptions> = {}, size = 1000): Promise<unknown[]> {
  const rows: unknown[] = []
  const splitting = { delimiter: ',', blanks: 'trim', ...options } as const
  for await (const batch of readRows(file('x.csv', text, size).stream(), 'x.csv', splitting)) rows.push(...batch)
  return rows
}

describe('rows of a table', () => {
  it('are what was written, whatever the values hold and wherever pieces are cut', async () => {
    const value = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '\u00e9') })
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const row = fc.array(value, { minLength: 2, maxLength: 4 })
    const end = fc.constantFrom('\n', '\r\n')
    await fc.assert(
      fc.asyncProperty(fc.array(row), end, fc.integer({ min: 1, max: 9 }), async (rows, lineEnd, size) => {
        const text = rows.map((values) => values.map(quote).join(' , ') + lineEnd).join('')
        expect((await rowsOf(text, {}, size)).map((each) => (each as { values: unknown }).values)).toEqual(rows)
      }),
    )
  })

  it('lose the blanks around values, not those in quotes, and know the line on which they start', async () => {
    expect(await rowsOf('a , b\n\n \t\n" c ",\t"d\n\ne"\t\r\nf,')).toEqual([
      { line: 1, values: ['a', 'b'] },
      { line: 4, values: [' c ', 'd\n\ne'] },
      { line: 7, values: ['f', ''] },
    ])
    expect(await rowsOf(' a \t b "c" \n', { delimiter: ' ' })).toEqual([{ line: 1, values: ['a', 'b', '"c"'] }])
  })

  it('with a quote that is not closed take no more memory than the limit', async () => {
    const endless = (async function* () {
      const chunk = new TextEncoder().encode(`${'a'.repeat(99)}\n`.repeat(100))
      yield new TextEncoder().encode('x,y\n1,"')
      for (;;) yield chunk
    })()
    const rows = readRows(endless, 'x.csv', { delimiter: ',', blanks: 'trim', limit: 100_000 })
    await expect(
      (async () => {
        for await (const _ of rows);
      })(),
    ).rejects.toMatchObject({ code: 'QUOTE_INVALID', details: { file: 'x.csv', line: 2, problem: 'unclosed' } })
  })

  it('are split one line at a time', () => {
    const splitter = new RowSplitter('x.csv', { delimiter: ',', blanks: 'keep' })
    expect(splitter.take('"a')).toBeUndefined()
    expect(() => splitter.finish()).toThrow(expect.objectContaining({ code: 'QUOTE_INVALID' }))
    expect(splitter.take('b", c\r')).toEqual({ line: 1, values: ['a\nb', ' c'] })
    splitter.finish()
  })
})

describe('the bytes of a text', () => {
  const read = async (bytes: readonly number[], size: number) => {
    const all: number[] = []
    for await (const chunk of textBytes(file('x.txt', Uint8Array.from(bytes), size), packing)) all.push(...chunk)
    return all
  }

  it.each([1, 2, 100])('are those of the file, unless it is no text (in pieces of %i)', async (size) => {
    expect(await read([0xff, 0x41, 0xfe], size)).toEqual([0xff, 0x41, 0xfe])
    expect(await read([], size)).toEqual([])
    await expect(read([0xff, 0xfe, 0x41, 0], size)).rejects.toMatchObject({ code: 'TEXT_UTF16' })
    await expect(read([0xfe, 0xff, 0, 0x41], size)).rejects.toMatchObject({ code: 'TEXT_UTF16' })
    await expect(read([0x41, 0x42, 0], size)).rejects.toMatchObject({ code: 'TEXT_BINARY', details: { byte: 2 } })
  })

  it('come out of gzip', async () => {
    const packed: Uint8Array[] = []
    for await (const chunk of packing.compress(chunksOf(new TextEncoder().encode('ACGT')), 'gzip')) packed.push(chunk)
    expect(await read([...Buffer.concat(packed)], 3)).toEqual([65, 67, 71, 84])
  })
})
