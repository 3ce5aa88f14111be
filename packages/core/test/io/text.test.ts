import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import { ByteReader } from '../../src/io/byte-reader.js'
import { chunksOf, collectBytes } from '../../src/io/bytes.js'
import { parseDelimited } from '../../src/io/delimited.js'
import { readLines } from '../../src/io/lines.js'
import { readText } from '../../src/io/text.js'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Bytes in pieces of the sizes given, then the rest. */
function pieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const parts: Uint8Array[] = []
  let at = 0
  for (const size of sizes) {
    parts.push(bytes.subarray(at, at + size))
    at += size
  }
  return chunksOf(...parts, bytes.subarray(at))
}

async function linesOf(chunks: AsyncIterable<Uint8Array>, limit?: number): Promise<string[]> {
  const lines: string[] = []
  for await (const batch of readLines(chunks, 'x.txt', limit === undefined ? {} : { limit })) lines.push(...batch)
  return lines
}

async function details(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.catch((e: unknown) => e)
  if (!isHeliconError(error)) throw new Error(String(error))
  for (const language of ['en', 'ko'] as const) expect(error.text(language)).toContain('x.')
  return [error.code, error.details]
}

describe('lines', () => {
  it('are the same whatever the chunks, for both line ends and letters of several bytes', async () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n\ufeff]/.test(text))
    const sizes = fc.array(fc.integer({ min: 0, max: 4 }))
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.constantFrom('\n', '\r\n'), sizes, async (lines, end, cuts) => {
        const text = lines.map((each) => each + end).join('')
        expect(await linesOf(pieces(bytesOf(text), cuts))).toEqual(lines)
      }),
    )
  })

  it('lose a byte order mark, and the last needs no end', async () => {
    expect(await linesOf(chunksOf(bytesOf('\ufeffa\n\nb')))).toEqual(['a', '', 'b'])
    expect(await linesOf(chunksOf())).toEqual([])
  })

  it('that are too long or not UTF-8 are named', async () => {
    expect(await details(linesOf(chunksOf(bytesOf('a\nbbbb')), 3))).toEqual([
      'LINE_TOO_LONG',
      { file: 'x.txt', line: 2, limit: 3 },
    ])
    const latin1 = chunksOf(bytesOf('a\nb\n'), new Uint8Array([0xe9, 0x20]))
    expect(await details(linesOf(latin1))).toEqual(['TEXT_NOT_UTF8', { file: 'x.txt', line: 3 }])
  })
})

describe('delimited text', () => {
  it('is what was written, whatever the values hold', () => {
    const value = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '한') })
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const row = fc.array(value, { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const text = rows.map((values) => values.map(quote).join(',') + end).join('')
        expect(parseDelimited(text, ',', 'x.csv').map(({ values }) => values)).toEqual(rows)
      }),
    )
  })

  it('gives lines, empty values and unquoted values', () => {
    const rows = parseDelimited('a,b\n\n"1\n2",\n,"(3, 4)"', ',', 'x.csv')
    expect(rows).toEqual([
      { line: 1, values: ['a', 'b'] },
      { line: 3, values: ['1\n2', ''] },
      { line: 5, values: ['', '(3, 4)'] },
    ])
  })

  it('with bad quotes is refused, naming the line', async () => {
    const parse = async (text: string) => parseDelimited(text, ',', 'x.csv')
    expect(await details(parse('a\n"b'))).toEqual(['QUOTE_INVALID', { file: 'x.csv', line: 2, problem: 'unclosed' }])
    expect(await details(parse('"a"b'))).toEqual(['QUOTE_INVALID', { file: 'x.csv', line: 1, problem: 'followed' }])
  })
})

describe('a small text file', () => {
  it('is read within its limit, as UTF-8', async () => {
    expect(await readText(chunksOf(bytesOf('한글')), 'x.txt', 10)).toBe('한글')
    expect(await details(readText(chunksOf(new Uint8Array(11)), 'x.txt', 10))).toMatchObject([
      'SIZE_LIMIT_EXCEEDED',
      { limit: 10 },
    ])
    expect(await details(readText(chunksOf(new Uint8Array([10, 0xff])), 'x.txt', 10))).toMatchObject([
      'TEXT_NOT_UTF8',
      { line: 2 },
    ])
  })
})

describe('a byte reader', () => {
  it('gives the same bytes whatever the chunks', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 9 }))
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), sizes, sizes, async (bytes, cuts, reads) => {
        const reader = new ByteReader(pieces(bytes, cuts), 'x.bin')
        let at = 0
        for (const count of reads) {
          if (at + count > bytes.length) break
          expect(await reader.peek(count)).toEqual(bytes.subarray(at, at + count))
          expect(await reader.readExactly(count)).toEqual(bytes.subarray(at, at + count))
          at += count
          expect(reader.position).toBe(at)
        }
        expect(await reader.readRest(60)).toEqual(bytes.subarray(at))
      }),
    )
  })

  it('says where the data end early', async () => {
    const reader = new ByteReader(chunksOf(new Uint8Array(5)), 'x.bin')
    await reader.readExactly(2)
    expect(await details(reader.readExactly(9))).toEqual([
      'DATA_TRUNCATED',
      { file: 'x.bin', byte: 2, expected: 9, present: 3 },
    ])
    expect(() => reader.advance(4)).toThrow(RangeError)
  })

  it('gives chunks without joining them, and knows what can still follow', async () => {
    const reader = new ByteReader(chunksOf(new Uint8Array([1, 2]), new Uint8Array([3])), 'x', { bytes: 3, exact: true })
    expect([...(await reader.readSome(9))]).toEqual([1, 2])
    expect(reader.remainingBound).toBe(1)
    expect([...(await reader.readSome(9))]).toEqual([3])
    expect(await reader.readSome(9)).toHaveLength(0)
  })

  it('closes what it reads from', async () => {
    let closed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new Uint8Array(1)
      } finally {
        closed = true
      }
    }
    const reader = new ByteReader(endless(), 'x')
    await reader.readExactly(3)
    await reader.close()
    expect(closed).toBe(true)
    expect(await collectBytes(chunksOf())).toHaveLength(0)
  })
})
