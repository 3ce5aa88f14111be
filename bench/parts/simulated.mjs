import { join } from 'node:path'
import { root } from '../../scripts/workspace.mjs'
import { runText } from '../run-program.mjs'

export const HELICON = join(root, 'packages', 'cli', 'bin', 'helicon.js')

/** Data of the kind the JUND network is for, from the command line that users have. */
export function simulateJund(folder, records) {
  const args = ['simulate', 'jund', '--records', String(records), '--seed', '1', '--quiet', '-o', folder]
  runText(process.execPath, [HELICON, ...args])
  return folder
}
