import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../browser.js'
import { ISOLATION, type PageServer, servePages } from '../page-server.js'
import { trainInNode } from './node-results.js'

const found = findChromium()
const folders = {
  isolated: { headers: ISOLATION },
  open: {},
  incomplete: { headers: ISOLATION, missing: 'browser/engine-worker.js' },
}

let server: PageServer
let browser: Browser
let expected: unknown

describe.skipIf('missing' in found)(`Chromium${'missing' in found ? `: ${found.missing}` : ''}`, () => {
  beforeAll(async () => {
    server = await servePages(folders)
    browser = await chromium.launch({ executablePath: 'path' in found ? found.path : '' })
    expected = trainInNode(process.execPath, [0])[0]
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const pages = new Map<string, Promise<Page>>()

  /** What the expression gives on the page of this folder. */
  async function onPage(folder: keyof typeof folders, expression: string): Promise<unknown> {
    const page = await (pages.get(folder) ?? opened(folder))
    return page.evaluate(expression)
  }

  function opened(folder: keyof typeof folders): Promise<Page> {
    const page = browser.newPage()
    const ready = page
      .then((found) => found.goto(`${server.url}/${folder}/test/reproducibility/page.html`))
      .then(() => page)
    pages.set(folder, ready)
    return ready
  }

  it('has threads that work', async () => {
    expect(await onPage('isolated', `inWorker('thread')`)).toBe(true)
  })

  it.each([1, 2, 4])('trains to the bits of Node in an isolated page on %d threads', async (threads) => {
    const cores = await onPage('isolated', 'navigator.hardwareConcurrency')
    expect(await onPage('isolated', `inWorker(${threads})`)).toEqual({ parallelism: cores, results: expected })
  })

  it('trains to the same bits without shared memory, where there could be', async () => {
    expect(await onPage('isolated', 'inWorker(0)')).toMatchObject({ results: expected })
  })

  it('trains to the same bits in a page that is not isolated, on one thread', async () => {
    expect(await onPage('open', 'crossOriginIsolated')).toBe(false)
    expect(await onPage('open', 'inWorker(1)')).toEqual({ parallelism: 1, results: expected })
  })

  it("trains to the same bits on a page's own thread, which may not wait for others", async () => {
    expect(await onPage('isolated', 'crossOriginIsolated')).toBe(true)
    expect(await onPage('isolated', 'trainHere()')).toEqual({ parallelism: 1, results: expected })
  })

  it('says when a thread cannot start', async () => {
    expect(await onPage('incomplete', 'inWorker(2)')).toMatchObject({ error: 'ENGINE_WORKER_LOST' })
  })
})
