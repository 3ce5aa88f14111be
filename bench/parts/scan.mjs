import { join } from 'node:path'
import { root } from '../../scripts/workspace.mjs'
import { SCANNED } from '../networks.mjs'
import { runScript } from '../run-program.mjs'
import { median } from '../statistics.mjs'
import { threadText } from '../tables/markdown.mjs'

const BASES = 1_000_000

/** Every window of a long sequence: the dense scan against window by window. */
export function scanPart({ threadCounts, rounds, seconds }) {
  const entries = Object.entries(SCANNED).flatMap(([network, { title }]) =>
    threadCounts.map((threads) => ({ network, title, threads, runs: [] })),
  )
  const step = (entry, round) => ({
    label: `Scan of ${BASES.toLocaleString('en')} bases, ${entry.title}, ${threadText(entry.threads)}, round ${round}/${rounds}`,
    expected: 2 * seconds + 4,
    run: () => {
      const options = { network: entry.network, bases: BASES, threads: entry.threads, seconds }
      const run = runScript(join(root, 'bench', 'helicon', 'scan.mjs'), options)
      entry.runs.push(run)
      if (run.absent) return run.absent
      return `window by window ${Math.round(run.windows)}, scan ${Math.round(run.scan)} windows/s`
    },
  })
  const rounded = Array.from({ length: rounds }, (_, index) => entries.map((entry) => step(entry, index + 1)))
  return {
    name: 'scan',
    steps: rounded.flat(),
    finish: () => ({ bases: BASES, results: entries.map(summary) }),
  }
}

function summary({ network, title, threads, runs }) {
  const [{ absent, problem }] = runs
  const windows = median(runs.map((run) => run.windows))
  const entry = { network, title, threads, windows }
  if (absent || problem) return { ...entry, ...(absent ? { absent } : { problem }) }
  return {
    ...{ ...entry, scan: median(runs.map((run) => run.scan)) },
    ...{ difference: Math.max(...runs.map((run) => run.difference)), runs },
  }
}
