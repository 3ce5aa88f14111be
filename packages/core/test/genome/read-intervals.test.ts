import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type BedInterval, type IntervalFile, readIntervalFile, readIntervals } from '../../src/genome/index.js'
import { memorySource } from '../../src/io/index.js'
import { fileSource, nodeCompression } from '../../src/node/index.js'
import { hasShared, sharedPath } from '../shared-data.js'
import { textSource } from './texts.js'

function read(text: string): Promise<IntervalFile> {
  return readIntervalFile(textSource('a.bed', text), nodeCompression)
}

const shown = ({ intervals }: IntervalFile) => intervals.map(({ chromosome, start, end }) => [chromosome, start, end])
const summits = ({ intervals }: IntervalFile) => intervals.map(({ summit }) => summit)

/** Windows one after the other, `length` bases each and `gap` apart. */
function tiles(count: number, first: number, length: number, gap: number): string {
  return Array.from({ length: count }, (_, i) => {
    const start = first + i * (length + gap)
    return `chr1\t${start}\t${start + length}\n`
  }).join('')
}

describe('a BED file', () => {
  it('has names, scores and strands where they are given', async () => {
    const file = await read('chr1\t10\t20\nchr2\t5\t6\tpeak 1\t7.5\t-\nchrX\t0\t9\t.\t.\t.\n')
    const place = { file: 'a.bed', summit: undefined }
    expect(file.intervals).toEqual<readonly BedInterval[]>([
      {
        chromosome: 'chr1',
        start: 10,
        end: 20,
        name: undefined,
        score: undefined,
        strand: undefined,
        line: 1,
        ...place,
      },
      { chromosome: 'chr2', start: 5, end: 6, name: 'peak 1', score: 7.5, strand: '-', line: 2, ...place },
      { chromosome: 'chrX', start: 0, end: 9, name: undefined, score: undefined, strand: undefined, line: 3, ...place },
    ])
    expect(file.facts).toEqual({ format: 'bed', intervals: 3, summits: 0, warnings: [] })
  })

  it('may be cut at blanks, end in CRLF, be in gzip and hold lines for a genome browser', async () => {
    const text =
      '\ufefftrack name="peaks"\r\nbrowser position chr1:1-9\r\n#chrom start end\r\n\r\nchr1 1  4 a 0 +\r\ntrackers\t2\t3'
    const expected = [
      ['chr1', 1, 4],
      ['trackers', 2, 3],
    ]
    expect(shown(await read(text))).toEqual(expected)
    const packed = await readIntervalFile(memorySource('a.bed.gz', gzipSync(text)), nodeCompression)
    expect(shown(packed)).toEqual(expected)
    expect(packed.intervals.map(({ line }) => line)).toEqual([5, 6])
  })

  it('gives its facts after the last piece', async () => {
    const facts: unknown[] = []
    const onFacts = (found: unknown) => facts.push(found)
    let count = 0
    for await (const piece of readIntervals(textSource('a.bed', 'chr1\t1\t2\n'), nodeCompression, { onFacts })) {
      expect(facts).toEqual([])
      count += piece.length
    }
    expect(count).toBe(1)
    expect(facts).toEqual([{ format: 'bed', intervals: 1, summits: 0, warnings: [] }])
  })
})

describe('the summit', () => {
  it('is column 10 of narrowPeak, counted from the start; -1 is none, and the end is allowed', async () => {
    const file = await read(
      'chr1\t100\t200\t.\t0\t.\t4.6\t-1\t0.2\t0\nchr1\t100\t200\ta\t5\t+\t4\t1e-5\t2\t100\nchr1\t100\t200\t.\t0\t.\t4\t-1\t2\t-1\n',
    )
    expect(summits(file)).toEqual([100, 200, undefined])
    expect(file.facts).toMatchObject({ format: 'narrowPeak', summits: 2 })
  })

  it('is column 10 of the output of IDR, which has twenty columns', async () => {
    const idr =
      'chr17 46969925 46970248 . 1000 . 581.28607 -1.00000 4.66630 156 5.00 5.00 46969956 46970222 301.05818 146 46969962 46970226 286.98508 119'
    expect(summits(await read(idr.replaceAll(' ', '\t')))).toEqual([46970081])
  })

  it.each([
    ['broadPeak', 'chr1 100 200 . 0 . 4.6 -1 0.2'],
    ['BED with twelve columns', 'chr1 100 200 tx 0 + 100 200 0 2 10,20, 0,80,'],
    ['BED with twelve columns and one block', 'chr1 100 200 tx 0 + 100 200 0 1 100 0'],
    ['gappedPeak', 'chr1 100 200 p 0 . 100 200 0 1 100 0 4.6 -1 2.5'],
    ['BED with twelve columns and a colour', 'chr1 100 200 tx 0 + 100 200 255,0,0 1 100, 0,'],
  ])('is not looked for in %s', async (_what, line) => {
    expect(summits(await read(line.replaceAll(' ', '\t')))).toEqual([undefined])
  })
})

describe('coordinates that look 1-based', () => {
  it.each([
    ['lengths of 200 written as 199', tiles(10, 1001, 199, 301), 'lengths', 10],
    ['tiles without a gap in 1-based reading', tiles(11, 5003, 36, 1), 'neighbours', 10],
    ['two chromosomes that start at 1', 'chr1\t1\t77\nchr2\t1\t33\n', 'firsts', 2],
  ] as const)('give a warning: %s', async (_what, text, sign, count) => {
    const { warnings } = (await read(text)).facts
    expect(warnings.map(({ code, details }) => ({ code, details }))).toEqual([
      { code: 'INTERVALS_ONE_BASED', details: { file: 'a.bed', sign, count } },
    ])
    expect(warnings[0]?.message).toMatch(/^a\.bed: the coordinates look 1-based: .* subtract 1 from every start$/)
    expect(warnings[0]?.text('ko')).toMatch(/1부터 센 것으로 보입니다/)
  })

  it.each([
    ['a start of 0 proves the opposite', `chr0\t0\t5\n${tiles(20, 1001, 199, 301)}`],
    ['fewer than ten', tiles(9, 1001, 199, 301)],
    ['one of another length', `${tiles(20, 1001, 199, 301)}chr2\t5\t105\n`],
    ['tiles as BED has them', tiles(20, 1001, 37, 0)],
    ['windows of 101 bases', tiles(20, 1001, 101, 99)],
  ])('give none: %s', async (_what, text) => {
    expect((await read(text)).facts.warnings).toEqual([])
  })
})

describe.skipIf(!hasShared)('peaks of ENCODE (needs ../shared)', () => {
  it.each([
    ['JUND.conservative.train', 35_011],
    ['JUND.relaxed', 97_556],
    ['CTCF.conservative.train', 51_860],
    ['FOXA1.conservative.train', 49_071],
  ])('%s are read', async (name, intervals) => {
    const path = sharedPath('data', 'peaks_hepg2', `ChIPseq.HepG2.${name}.narrowPeak.gz`)
    const { facts } = await readIntervalFile(fileSource(path), nodeCompression)
    expect(facts).toEqual({ format: 'narrowPeak', intervals, summits: intervals, warnings: [] })
  })
})

describe('the format of a file of peaks', () => {
  const peak = (values: string) => `chr1\t1000\t2000\tp\t100\t.\t${values}\n`

  it('is narrowPeak where the scores have no bound, or by the name of the file', async () => {
    expect(summits(await read(peak('inf\t-1\tNaN\t100') + peak('3\t-1\t-1\t7')))).toEqual([1100, 1007])
    const named = (text: string) => readIntervalFile(textSource('a.narrowPeak.gz', text), nodeCompression)
    expect(summits(await named(peak('high\t-1\t-1\t100')))).toEqual([1100])
    await expect(named(peak('3\t-1\t-1'))).rejects.toMatchObject({
      code: 'INTERVAL_COLUMNS_FEW',
      details: { line: 1, expected: 10 },
    })
  })

  it('is the same on every line', async () => {
    await expect(read(`#\n${peak('3\t-1\t-1')}${peak('5\t-1\t-1\t100')}`)).rejects.toMatchObject({
      code: 'INTERVAL_SUMMIT_UNEXPECTED',
      details: { line: 3, first: 2 },
    })
    await expect(read(`${peak('5\t-1\t-1\t100')}${peak('3\t-1\t-1')}`)).rejects.toMatchObject({
      code: 'INTERVAL_COLUMNS_FEW',
    })
  })

  it('is text', async () => {
    await expect(read('chr1\t1\t5\0\n')).rejects.toMatchObject({ code: 'TEXT_BINARY', details: { byte: 8 } })
    const utf16 = memorySource('a.bed', Uint8Array.of(0xff, 0xfe, 0x63, 0, 0x68, 0))
    await expect(readIntervalFile(utf16, nodeCompression)).rejects.toMatchObject({ code: 'TEXT_UTF16' })
  })
})
