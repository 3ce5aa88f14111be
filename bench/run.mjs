import '../scripts/node-version.mjs'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { root, runNode } from '../scripts/workspace.mjs'
import { contenders } from './contenders.mjs'
import { machine } from './machine.mjs'
import { median, table, updateMarkdown } from './report.mjs'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    records: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '1,2' },
    dry: { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)

const folder = mkdtempSync(join(tmpdir(), 'helicon-bench-'))
try {
  const data = values.data === undefined ? simulate(join(folder, 'data')) : resolve(values.data)
  const measuredOn = machine()
  if (measuredOn.loadBefore > 0.5) {
    console.error(
      `Other programs are running here (load ${measuredOn.loadBefore}): figures of several threads mean little`,
    )
  }
  const results = contenders(values.threads.split(',').map(Number)).map(({ name, threads, absent, run }) => ({
    name,
    threads,
    ...(absent ? { absent } : { run, runs: [] }),
  }))
  let records
  for (let round = 1; round <= rounds; round += 1) {
    for (const result of results.filter((candidate) => candidate.run)) {
      const run = result.run(data, seconds)
      result.program = run.program
      result.runs.push({ training: run.training, predicting: run.predicting })
      records = run.records ?? records
      console.error(
        `${round}/${rounds} ${run.program}, ${result.threads} threads: training ${run.training}, predicting ${run.predicting} sequences/s`,
      )
    }
  }
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine: measuredOn,
    records,
    rounds,
    seconds,
    results: results.map(({ name, program, threads, absent, runs }) =>
      absent
        ? { name, threads, absent }
        : {
            name,
            program,
            threads,
            training: median(runs.map((run) => run.training)),
            predicting: median(runs.map((run) => run.predicting)),
            runs,
          },
    ),
  }
  const text = table(report)
  console.log(text)
  if (!values.dry) {
    mkdirSync(join(root, 'bench', 'results'), { recursive: true })
    writeFileSync(join(root, 'bench', 'results', 'jund.json'), `${JSON.stringify(report, null, 2)}\n`)
    updateMarkdown(join(root, 'bench', 'README.md'), text)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Data of the kind the network is for, from the command line that users have. */
function simulate(target) {
  const program = join(root, 'packages', 'cli', 'bin', 'helicon.js')
  const code = runNode([
    program,
    'simulate',
    'jund',
    '--records',
    values.records,
    '--seed',
    '1',
    '--quiet',
    '-o',
    target,
  ])
  if (code !== 0) throw new Error('helicon simulate failed; the reason is above')
  return target
}
