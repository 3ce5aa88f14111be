import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge']

const INSTALLED: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name]
    if (folder === undefined) return []
    return [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]
  }),
}

const HOW_TO_GET: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'sudo apt-get install chromium (Debian, Ubuntu), sudo dnf install chromium (Fedora)',
  darwin: 'brew install --cask chromium',
  win32: 'winget install Google.Chrome; Microsoft Edge does as well',
}

/**
 * The system's Chromium, Chrome or Edge: its path, or what a person must do to have one. `HELICON_CHROMIUM` names
 * another. With CI=true its absence is an error, so that browser tests are never left out unseen.
 */
export function findChromium(): { readonly path: string } | { readonly missing: string } {
  const chosen = process.env['HELICON_CHROMIUM']
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES.map((name) => join(folder, `${name}${suffix}`)))
  const candidates = chosen === undefined ? [...onPath, ...(INSTALLED[process.platform] ?? [])] : [chosen]
  const path = candidates.find((candidate) => existsSync(candidate))
  if (path !== undefined) return { path }
  const missing =
    chosen === undefined
      ? `no Chromium was found; ${HOW_TO_GET[process.platform] ?? 'install one'}, or name one in HELICON_CHROMIUM`
      : `HELICON_CHROMIUM names ${chosen}, which is not there`
  if (process.env['CI'] === 'true') throw new Error(`Browser tests cannot run: ${missing}`)
  return { missing }
}
