import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { build, createServer, preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../scripts/workspace.mjs'
import { findChromium } from './browser.js'

const found = findChromium()
const page = readFileSync(join(root, 'docs', 'en', 'browser.md'), 'utf8')
/** The files of the page, each named in its first line. */
const files = [...page.matchAll(/^```\w+\n((?:\/\/|<!--) (\S+)[\s\S]*?)^```$/gm)].map(([, text = '', name = '']) => ({
  name,
  text,
}))
const HOST = { host: '127.0.0.1', port: 0 }

let folder: string
let browser: Browser
let inNode: { readonly hash: string }

describe.skipIf('missing' in found)(`docs/en/browser.md${'missing' in found ? `: ${found.missing}` : ''}`, () => {
  beforeAll(async () => {
    // In the repository, where @helicon/core is found as in a user's project.
    mkdirSync(join(root, 'test-results'), { recursive: true })
    folder = mkdtempSync(join(root, 'test-results', 'browser-'))
    for (const { name, text } of files) writeFileSync(join(folder, name), text)
    inNode = JSON.parse(execFileSync(process.execPath, ['node.js'], { cwd: folder, encoding: 'utf8' }))
    browser = await chromium.launch({ executablePath: 'path' in found ? found.path : '' })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The page at this address comes to the bits of Node, on more than one thread where there are cores for it. */
  async function expectToTrain(url: string | undefined) {
    const tab = await browser.newPage()
    await tab.goto(url ?? '')
    const shown = await tab.locator('output', { hasText: '{' }).textContent()
    const cores = await tab.evaluate(() => navigator.hardwareConcurrency)
    await tab.close()
    const { hash, threads } = JSON.parse(shown ?? '')
    expect(hash).toBe(inNode.hash)
    expect(threads > 1).toBe(cores > 1)
  }

  it('shows a page that, built, trains on every core to the bits of Node', async () => {
    execFileSync(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'], {
      cwd: folder,
      stdio: 'pipe',
    })
    const server = await preview({ root: folder, configFile: join(folder, 'vite.config.js'), preview: HOST })
    try {
      await expectToTrain(server.resolvedUrls?.local[0])
    } finally {
      await server.close()
    }
  })

  it('shows a page that does so under development', async () => {
    const options = { root: folder, configFile: join(folder, 'vite.config.js'), cacheDir: join(folder, '.vite') }
    const server = await createServer({ ...options, server: HOST, logLevel: 'silent' })
    try {
      await server.listen()
      await expectToTrain(server.resolvedUrls?.local[0])
    } finally {
      await server.close()
    }
  })

  /** The page at this address reads files that a user chose, and has asked nothing of others nor loaded itself again. */
  async function expectToRead(url: string | undefined) {
    const tab = await browser.newPage()
    let loads = 0
    tab.on('load', () => loads++)
    await tab.goto(new URL('files.html', url).href)
    const choose = (id: string, name: string, buffer: Buffer) =>
      tab.locator(id).setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    // Two members, as bgzip writes them.
    await choose('#records', 'a.fa.gz', Buffer.concat([gzipSync('>a label=1\nACGT\n>b lab'), gzipSync('el=0\nTTTT\n')]))
    await choose('#genome', 'g.fa', Buffer.from(`>chr1\n${'ACGT'.repeat(100)}\n`))
    await choose('#peaks', 'p.bed', Buffer.from('chr1\t100\t200\nchr1\t0\t10\n'))
    await tab.locator('button').click()
    const shown = await tab.locator('output', { hasText: /./ }).textContent()
    expect(JSON.parse(shown ?? '')).toMatchObject({
      ...{ format: 'fasta', records: 2, labels: { kind: 'binary' } },
      ...{ windows: 1, leftOut: { edge: 1 } },
    })
    await choose('#records', 'cut.fa.gz', gzipSync('>a\nACGT\n').subarray(0, 20))
    await tab.locator('button').click()
    await tab.locator('output', { hasText: 'cut.fa.gz' }).waitFor()
    expect(loads).toBe(1)
    await tab.close()
  }

  it("shows a page that, built, reads a user's files", async () => {
    const input = { files: join(folder, 'files.html') }
    const options = { root: folder, configFile: join(folder, 'vite.config.js') }
    await build({ ...options, logLevel: 'silent', build: { outDir: 'files', rolldownOptions: { input } } })
    const server = await preview({ ...options, build: { outDir: 'files' }, preview: HOST })
    try {
      await expectToRead(server.resolvedUrls?.local[0])
    } finally {
      await server.close()
    }
  })

  it('shows a page that does so under development', async () => {
    const options = { root: folder, configFile: join(folder, 'vite.config.js'), cacheDir: join(folder, '.vite-files') }
    const server = await createServer({ ...options, server: HOST, logLevel: 'silent' })
    try {
      await server.listen()
      await expectToRead(server.resolvedUrls?.local[0])
    } finally {
      await server.close()
    }
  })
})
