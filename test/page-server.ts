import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { root } from '../scripts/workspace.mjs'

/** A way to serve the repository: with which headers, and what is not found. */
export interface PageFolder {
  readonly headers?: Readonly<Record<string, string>>
  /** Paths that end so are not found. */
  readonly missing?: string
}

export interface PageServer {
  readonly url: string
  close(): Promise<void>
}

/** What makes a page cross-origin isolated: docs/en/browser.md. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.html': 'text/html; charset=utf-8',
}

/** Where names of packages lead. Workers know no import map, so that the server does what a bundler would. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@helicon/core': 'packages/core/dist/index.js',
  '@helicon/core/browser': 'packages/core/dist/browser/index.js',
  '@zip.js/zip.js': 'node_modules/@zip.js/zip.js/index.js',
  pako: 'node_modules/pako/dist/pako.mjs',
}

/** Serves the repository on a port of this machine alone, once under the name of each folder: `/folder/path`. */
export async function servePages(folders: Readonly<Record<string, PageFolder>>): Promise<PageServer> {
  const server = createServer((request, response) => {
    void answer(folders, request.url ?? '/').then(({ status, headers, body }) => {
      response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(folders: Readonly<Record<string, PageFolder>>, url: string) {
  const [, name = '', path = ''] = /^\/([^/?]+)\/([^?]*)/.exec(url) ?? []
  const folder = folders[name]
  const isMissing = folder?.missing !== undefined && path.endsWith(folder.missing)
  const inside = !normalize(path).startsWith('..')
  const text = inside && !isMissing ? await readFile(join(root, path), 'utf8').catch(() => undefined) : undefined
  if (folder === undefined || text === undefined) return { status: 404, headers: { ...folder?.headers }, body: '' }
  const extension = extname(path)
  const type = TYPES[extension] ?? 'application/octet-stream'
  const headers = { ...folder.headers, 'Content-Type': type, 'Cache-Control': 'max-age=600' }
  return { status: 200, headers, body: extension === '.js' ? withPaths(text, name) : text }
}

/** A script with paths in place of the names of packages. */
function withPaths(script: string, folder: string): string {
  return script.replace(/(\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"./][^'"]*)\2/g, (whole, before, quote, name) => {
    const path = PACKAGES[name]
    return path === undefined ? whole : `${before}${quote}/${folder}/${path}${quote}`
  })
}
