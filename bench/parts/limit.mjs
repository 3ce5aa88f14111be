import { join } from 'node:path'
import { root } from '../../scripts/workspace.mjs'
import { runScript } from '../run-program.mjs'

const SECONDS = 0.3

/** A step that measures the machine's limit and appends it to `limits`: [{ threads, registers, loads }] in GFLOP/s. */
export function limitStep(title, threadCounts, limits) {
  return {
    label: `${title}, the machine's limit`,
    expected: 4,
    run: () => {
      const options = { threads: threadCounts.join(','), seconds: SECONDS }
      const measured = runScript(join(root, 'bench', 'limit', 'measure.mjs'), options)
      limits.push(measured)
      return measured.map(({ threads, registers }) => `${threads}: ${registers.toFixed(1)} GFLOP/s`).join(', ')
    },
  }
}
