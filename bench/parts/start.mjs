import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/workspace.mjs'
import { runScript, runText } from '../run-program.mjs'
import { median } from '../statistics.mjs'
import { threadText } from '../tables/markdown.mjs'
import { HELICON, simulateJund } from './simulated.mjs'

const WINDOWS = 2000
/** Short and noisy: more rounds than the others. */
const TIMES = 3

/** Compiling and the first batch in a fresh process, and a whole `helicon train` of one epoch. */
export function startPart({ folder, threadCounts, rounds }) {
  const place = join(folder, 'start')
  const entries = threadCounts.map((threads) => ({ threads, first: [], train: [] }))
  const firstStep = (entry) => ({
    label: `Start, first batch, ${threadText(entry.threads)}`,
    expected: 0.5,
    run: () => {
      const run = runScript(join(root, 'bench', 'helicon', 'first-batch.mjs'), { threads: entry.threads })
      entry.first.push(run)
      return `${Math.round(run.compiling + run.firstBatch)} ms`
    },
  })
  const trainStep = (entry) => ({
    label: `Start, helicon train, ${threadText(entry.threads)}`,
    expected: 1,
    run: () => {
      const output = join(place, `run-${entry.threads}-${entry.train.length}`)
      const args = ['train', join(place, 'config.yaml'), '-o', output, '--threads', String(entry.threads), '--quiet']
      const start = performance.now()
      runText(process.execPath, [HELICON, ...args])
      entry.train.push(performance.now() - start)
      return `${Math.round(entry.train.at(-1))} ms`
    },
  })
  return {
    name: 'start',
    steps: [
      { label: 'Start, data', expected: 1, run: () => prepare(place) },
      ...Array.from({ length: TIMES * rounds }, () => [...entries.map(firstStep), ...entries.map(trainStep)]).flat(),
    ],
    finish: () => ({ windows: WINDOWS, results: entries.map(summary) }),
  }
}

function prepare(place) {
  mkdirSync(place, { recursive: true })
  simulateJund(join(place, 'data'), WINDOWS)
  const training = { epochs: 1, seed: 1 }
  writeFileSync(join(place, 'config.yaml'), JSON.stringify({ data: { train: 'data' }, model: 'jund', training }))
}

function summary({ threads, first, train }) {
  const middle = (what) => median(first.map((run) => run[what]))
  return {
    ...{ threads, importing: middle('importing'), compiling: middle('compiling'), firstBatch: middle('firstBatch') },
    ...{ compileAndFirstBatch: median(first.map((run) => run.compiling + run.firstBatch)), train: median(train) },
    runs: { first, train },
  }
}
