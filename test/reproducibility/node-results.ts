import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../scripts/workspace.mjs'

/**
 * What each training came to in the Node at `path`, for each number of threads: see `in-node.js`. In order of `threads`.
 */
export function trainInNode(path: string, threads: readonly number[]): unknown[] {
  const script = join(root, 'test', 'reproducibility', 'in-node.js')
  const output = execFileSync(path, [script, ...threads.map(String)], { encoding: 'utf8', timeout: 120_000 })
  return output
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
}
