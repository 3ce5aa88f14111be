import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import { readFeatureTable } from '../../src/dataset/formats/feature-table.js'
import { joinFeatures, joinShardFeatures, unusedRows } from '../../src/dataset/join-features.js'
import { memorySource } from '../../src/io/memory.js'
import { nodeCompression } from '../../src/node/compression.js'
import { fileSource } from '../../src/node/files.js'
import { randomDataset, sharded } from '../training/fixtures.js'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readFeatureTable(memorySource('access.txt', bytesOf(text)), nodeCompression)

async function failure(text: string) {
  const error: unknown = await read(text).catch((thrown: unknown) => thrown)
  if (!isHeliconError(error)) throw new Error(`no error of Helicon: ${String(error)}`)
  expect(error.text('ko')).toMatch(/[가-힣]/)
  return { code: error.code, exit: error.exitCode, text: error.message }
}

describe('a table of features', () => {
  it('is read from spaces or tabs, with comments, empty lines and either end of line', async () => {
    const { rows, values, featureCount, name } = await read(
      '# id accessibility\nchr22:20208963-20209064 0.5\r\n\nchr1:0-101   -1e-3\nan id with spaces\t+2.25\n',
    )
    expect([...rows]).toEqual([
      ['chr22:20208963-20209064', 0],
      ['chr1:0-101', 1],
      ['an id with spaces', 2],
    ])
    expect([...values]).toEqual([0.5, Math.fround(-1e-3), 2.25])
    expect({ featureCount, name }).toEqual({ featureCount: 1, name: 'access.txt' })
  })

  it('is read from gzip of any number of members, whatever the chunks', async () => {
    const packed = new Uint8Array(Buffer.concat([gzipSync('a 1 2\n'), gzipSync('b 3 4')]))
    const source = {
      name: 'access.txt.gz',
      async *stream() {
        for (const byte of packed) yield Uint8Array.of(byte)
      },
    }
    const { rows, values, featureCount } = await readFeatureTable(source, nodeCompression)
    expect([rows.get('a'), rows.get('b'), featureCount, ...values]).toEqual([0, 1, 2, 1, 2, 3, 4])
  })

  it('gives back whatever was written', async () => {
    const number = fc.float({ noNaN: true, noDefaultInfinity: true })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 9000 }), async (list) => {
        const { values } = await read(list.map(([a, b], i) => `r${i}\t${a}\t${b}`).join('\n'))
        expect([...values]).toEqual(list.flat().map((value) => value + 0))
      }),
      { numRuns: 20 },
    )
  })

  it.each([
    ['a 1\nb 1 2\n', 'FEATURE_COLUMNS_DIFFER', /^access\.txt:2: there are 2 numbers .*expected 1/],
    ['a 1 2\n\nb\n', 'FEATURE_COLUMNS_DIFFER', /^access\.txt:3: there are 0 numbers/],
    ['a\n', 'FEATURE_COLUMNS_DIFFER', /^access\.txt:1: .*at least one/],
    ['a 1\nb 2\na 3\n', 'FEATURE_ID_REPEATED', /^access\.txt:3: the id a is in line 1/],
    ['a 1\nb nan\n', 'FEATURE_NUMBER_INVALID', /^access\.txt:2: column 2 is "nan"/],
    ['a 1 inf\n', 'FEATURE_NUMBER_INVALID', /^access\.txt:1: column 3 is "inf"/],
    ['a 1e39\n', 'FEATURE_NUMBER_INVALID', /1e39/],
    ['a 0x10\n', 'FEATURE_NUMBER_INVALID', /0x10/],
    ['a\t\t1\n', 'FEATURE_NUMBER_INVALID', /column 2 is ""/],
    ['\n# nothing\n', 'FEATURE_TABLE_EMPTY', /access\.txt/],
    ['', 'FEATURE_TABLE_EMPTY', /access\.txt/],
  ] as const)('%j is refused: %s', async (text, code, message) => {
    const found = await failure(text)
    expect(found).toMatchObject({ code, exit: 65 })
    expect(found.text).toMatch(message)
  })

  it('that is missing is named', async () => {
    await expect(readFeatureTable(fileSource('/none/access.txt'), nodeCompression)).rejects.toThrow('/none/access.txt')
  })
})

describe('joining features', () => {
  const dataset = randomDataset(7)
  const lines = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => `r${from + i} ${from + i} ${(from + i) / 2}`).reverse()

  it('gives every record the row of its id, whatever the order, and counts what is not used', async () => {
    const table = await read(lines(0, 10).join('\n'))
    const used = new Uint8Array(table.rows.size)
    const { features, featureCount } = joinFeatures(dataset, table, used)
    expect(featureCount).toBe(2)
    expect([...(features ?? [])]).toEqual([0, 0, 1, 0.5, 2, 1, 3, 1.5, 4, 2, 5, 2.5, 6, 3])
    expect(unusedRows(used)).toBe(3)
  })

  it('goes shard by shard', async () => {
    const table = await read(lines(0, 7).join('\n'))
    const used = new Uint8Array(table.rows.size)
    const source = joinShardFeatures(sharded(dataset, [3, 4]), table, used)
    expect([...((await source.readShard(1)).features ?? [])]).toEqual([3, 1.5, 4, 2, 5, 2.5, 6, 3])
    expect(unusedRows(used)).toBe(3)
  })

  it('names the first records that have none, and how many there are', async () => {
    const table = await read(lines(0, 1).join('\n'))
    expect(() => joinFeatures(dataset, table)).toThrow(
      'random: 6 of 7 records have no line in access.txt: r1, r2, r3, r4, r5, ...',
    )
  })
})
