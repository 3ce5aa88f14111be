import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { fileSource, nodeCompression, randomAccessFile } from '@helicon/core/node'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../browser.js'
import { type PageServer, servePages } from '../page-server.js'
import { outcome, readRecords, readWindows } from './reading.js'

const found = findChromium()
const RECORDS = 30_000

/** Letters that do not repeat, so that they compress as DNA does. */
function letters(count: number, seed: number): string {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return 'ACGT'[state >>> 30]
  }).join('')
}

/** As bgzip writes it: many members of at most 64 KiB of text, and an empty one at the end. */
function blocks(text: string): Buffer {
  const members: Buffer[] = []
  for (let at = 0; at < text.length; at += 65_280) members.push(gzipSync(text.slice(at, at + 65_280)))
  return Buffer.concat([...members, gzipSync('')])
}

/** A 2bit file in base64, written by UCSC's format, and what it holds. */
const golden = JSON.parse(
  readFileSync(new URL('../../packages/core/test/genome/golden/two-bit.json', import.meta.url), 'utf8'),
)
const chromosome = letters(3_000_000, 7)
const fasta = `>chr1 of a test\n${chromosome.replace(/.{60}/g, '$&\n')}`
const peaks = Array.from({ length: 50 }, (_, i) => `chr1\t${i * 59_999}\t${i * 59_999 + 20}\tpeak${i}\n`).join('')
const sequences = letters(RECORDS * 101, 3)
const records = Array.from({ length: RECORDS }, (_, i) => {
  const sequence = sequences.slice(i * 101, i * 101 + 101)
  return `>r${i} label=${i % 3 === 0 ? 1 : 0}\n${sequence.slice(0, 60)}\n${sequence.slice(60)}\n`
}).join('')
const packed = blocks(records)
const damaged = Buffer.from(packed)
damaged[1_100_000] = (damaged[1_100_000] ?? 0) ^ 0xff

const contents: Readonly<Record<string, string | Uint8Array>> = {
  'records.fa.gz': packed,
  'damaged.fa.gz': damaged,
  'cut.fa.gz': packed.subarray(0, packed.length - 100),
  'table.tsv': '\ufeffname\tsequence\tclass\r\na\tACGTN\tbound\r\nb\tttgca\tfree\r\nc\tGGGGG\tbound\r\n',
  'genome.fa': fasta,
  'genome.fa.fai': `chr1\t${chromosome.length}\t16\t60\t61\n`,
  'genome.fa.gz': blocks(fasta),
  'genome.2bit': Buffer.from(golden.files.little, 'base64'),
  'peaks.bed': peaks,
  'peaks.bed.gz': gzipSync(peaks),
  'few.bed': 'chr1\t3\t9\nchr1\t4\t11\n',
}

let folder: string
let server: PageServer
let browser: Browser
let page: Page

describe.skipIf('missing' in found)(
  `a user's files in Chromium${'missing' in found ? `: ${found.missing}` : ''}`,
  () => {
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'helicon-user-files-'))
      for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content)
      server = await servePages({ open: {} })
      browser = await chromium.launch({ executablePath: 'path' in found ? found.path : '' })
      page = await browser.newPage()
      await page.goto(`${server.url}/open/test/user-files/page.html`)
      await page.locator('input').setInputFiles(readdirSync(folder).map((name) => join(folder, name)))
    })
    afterAll(async () => {
      await browser?.close()
      await server?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    const inPage = (task: string, ...names: readonly (string | undefined)[]): Promise<unknown> =>
      page.evaluate(`${task}(${names.map((name) => JSON.stringify(name) ?? 'undefined').join(', ')})`)
    const onDisk = (name: string) => fileSource(join(folder, name))
    /** Node gives a file the path as its name; the page knows the name alone. */
    const withoutFolder = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replaceAll(JSON.stringify(join(folder, '/')).slice(1, -1), ''))
    const inNode = async (name: string) => withoutFolder(await outcome(readRecords(onDisk(name), nodeCompression)))

    it.each([
      ['records.fa.gz', { format: 'fasta', records: RECORDS, facts: { kind: 'binary' } }],
      ['table.tsv', { format: 'tsv', records: 3, facts: { kind: 'binary', classes: ['free', 'bound'] } }],
    ])('%s is read as in Node', async (name, facts) => {
      const read = await inPage('records', name)
      expect(read).toMatchObject({ name, ...facts })
      expect(read).toEqual(await inNode(name))
    })

    it.each([
      ['damaged.fa.gz', 'COMPRESSED_CORRUPT'],
      ['cut.fa.gz', 'COMPRESSED_TRUNCATED'],
    ])('%s is refused as in Node', async (name, code) => {
      const refused = { code, details: { file: name } }
      expect(await inPage('records', name)).toMatchObject(refused)
      expect(await inNode(name)).toMatchObject(refused)
    })

    it.each([
      ['genome.fa', undefined, 'peaks.bed', 50],
      ['genome.fa', 'genome.fa.fai', 'peaks.bed.gz', 50],
      ['genome.fa.gz', undefined, 'peaks.bed', 50],
      ['genome.2bit', undefined, 'few.bed', 2],
    ])('windows are cut from %s (index: %s) and %s as in Node', async (genome, index, bed, count) => {
      const read = await inPage('windows', genome, index, bed)
      expect(read).toMatchObject({ name: genome, format: 'bed', windows: count })
      const file = await randomAccessFile(join(folder, genome))
      const reading = readWindows(file, index === undefined ? undefined : onDisk(index), onDisk(bed), nodeCompression)
      expect(read).toEqual(withoutFolder(await outcome(reading)))
    })

    it('bytes are compressed, and their source is closed by who leaves early', async () => {
      expect(await inPage('compress')).toEqual({ closed: true, length: 50_000_000 })
    })

    it('gzip is loaded when it is first needed', async () => {
      const fresh = await browser.newPage()
      const asked: string[] = []
      fresh.on('request', (request) => asked.push(request.url()))
      await fresh.goto(`${server.url}/open/test/user-files/page.html`)
      await fresh.locator('input').setInputFiles([join(folder, 'table.tsv'), join(folder, 'peaks.bed.gz')])
      const isLoaded = () => asked.some((url) => url.endsWith('pako.mjs'))
      await fresh.evaluate(`records('table.tsv')`)
      expect(isLoaded()).toBe(false)
      await fresh.evaluate(`records('peaks.bed.gz').catch(() => undefined)`)
      expect(isLoaded()).toBe(true)
      await fresh.close()
    })
  },
)
