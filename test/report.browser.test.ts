import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { htmlReport } from '../packages/core/src/report/index.js'
import { exampleReport } from '../packages/core/test/report/report-example.js'
import { findChromium } from './browser.js'

const found = findChromium()
const DESKTOP = 1280
const PHONE = 390
const LONG = `${'a-very-long-name-without-a-blank'.repeat(5)} <b>`

let folder: string
let browser: Browser

describe.skipIf('missing' in found)(`report.html in a browser${'missing' in found ? `: ${found.missing}` : ''}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'helicon-report-'))
    writeFileSync(join(folder, 'report.html'), htmlReport(exampleReport(), { language: 'en' }))
    writeFileSync(join(folder, 'long.html'), htmlReport(exampleReport(LONG), { language: 'ko' }))
    browser = await chromium.launch({ executablePath: 'path' in found ? found.path : '' })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  interface Opened {
    readonly tab: Page
    /** What the page said or asked for that it should not have. */
    readonly complaints: string[]
  }

  async function open(file: string, width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
    const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
    const complaints: string[] = []
    const address = pathToFileURL(join(folder, file)).href
    tab.on('console', (message) => complaints.push(message.text()))
    tab.on('pageerror', (error) => complaints.push(error.message))
    tab.on('request', (request) => {
      if (![address, 'data:,'].includes(request.url())) complaints.push(request.url())
    })
    await tab.goto(address)
    return { tab, complaints }
  }

  const visibleTitle = (tab: Page) => tab.locator('h2:visible').first().textContent()

  it('says nothing, asks for nothing and runs no script', async () => {
    const { tab, complaints } = await open('long.html', DESKTOP)
    await tab.locator('label[for=language-en]').click()
    for (const summary of await tab.locator('summary:visible').all()) await summary.click()
    await tab.emulateMedia({ media: 'print' })
    expect(complaints).toEqual([])
    expect(await tab.locator('script').count()).toBe(0)
    await tab.close()
  })

  it('switches its language by mouse and by keyboard', async () => {
    const { tab } = await open('report.html', DESKTOP)
    expect(await visibleTitle(tab)).toBe('Results')
    await tab.locator('label[for=language-ko]').click()
    expect(await visibleTitle(tab)).toBe('결과')
    expect(await tab.locator('.report[lang=en]').isVisible()).toBe(false)
    await tab.keyboard.press('ArrowLeft')
    expect(await visibleTitle(tab)).toBe('Results')
    const outline = await tab.locator('#language-en').evaluate((input) => getComputedStyle(input).outlineWidth)
    expect(outline).toBe('3px')
    await tab.close()
    const korean = await open('long.html', DESKTOP)
    expect(await visibleTitle(korean.tab)).toBe('결과')
    await korean.tab.close()
  })

  it.each([
    ['report.html', 'en', PHONE],
    ['report.html', 'ko', PHONE],
    ['long.html', 'ko', PHONE],
    ['long.html', 'en', DESKTOP],
  ])('%s in %s fits into %d points: only tables and code scroll sideways', async (file, language, width) => {
    const { tab } = await open(file, width)
    await tab.locator(`label[for=language-${language}]`).click()
    for (const summary of await tab.locator('summary:visible').all()) await summary.click()
    expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await tab.close()
  })

  it('has no text of a figure that leaves it or lies on another', async () => {
    for (const language of ['en', 'ko']) {
      const { tab } = await open('report.html', DESKTOP)
      await tab.locator(`label[for=language-${language}]`).click()
      const clashes = await tab.evaluate(() => {
        const found: string[] = []
        for (const svg of document.querySelectorAll('svg')) {
          const frame = svg.getBoundingClientRect()
          if (frame.width === 0) continue
          const texts = [...svg.querySelectorAll('text')].map((text) => ({
            words: text.textContent ?? '',
            box: text.getBoundingClientRect(),
          }))
          for (const [index, { words, box }] of texts.entries()) {
            const isOutside =
              box.left < frame.left - 1 ||
              box.right > frame.right + 1 ||
              box.top < frame.top - 1 ||
              box.bottom > frame.bottom + 1
            if (isOutside) found.push(`${words} leaves ${svg.querySelector('title')?.textContent}`)
            for (const other of texts.slice(index + 1)) {
              const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
              const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
              if (across > 1 && down > 4) found.push(`${words} lies on ${other.words}`)
            }
          }
        }
        return found
      })
      expect(clashes).toEqual([])
      await tab.close()
    }
  })

  it.each([
    ['en', 'light', DESKTOP],
    ['en', 'dark', PHONE],
    ['ko', 'light', PHONE],
    ['ko', 'dark', DESKTOP],
  ] as const)('can be used by everyone: axe finds nothing, in %s, %s, %d points', async (language, scheme, width) => {
    const { tab } = await open('report.html', width, scheme)
    await tab.locator(`label[for=language-${language}]`).click()
    for (const summary of await tab.locator('summary:visible').all()) await summary.click()
    await tab.evaluate(axe.source)
    const violations: unknown = await tab.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then((result) =>
        result.violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' ')))`,
    )
    expect(violations).toEqual([])
    await tab.close()
  })
})
