import '../scripts/node-version.mjs'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { root } from '../scripts/workspace.mjs'
import { findPeers } from './contenders.mjs'
import { goalsText } from './goals.mjs'
import { machine, shareOfOthers, wasBusy } from './machine.mjs'
import { readOptions } from './options.mjs'
import { dataPart } from './parts/data.mjs'
import { growthPart } from './parts/growth.mjs'
import { jundPart } from './parts/jund.mjs'
import { memoryPart } from './parts/memory.mjs'
import { motifsPart } from './parts/motifs.mjs'
import { networksPart } from './parts/networks.mjs'
import { scanPart } from './parts/scan.mjs'
import { startPart } from './parts/start.mjs'
import { createProgress } from './progress.mjs'
import { updateMarkdown } from './tables/markdown.mjs'
import { partText } from './tables/parts.mjs'

const PARTS = {
  ...{ jund: jundPart, networks: networksPart, scan: scanPart },
  ...{ motifs: motifsPart, start: startPart, memory: memoryPart, growth: growthPart, data: dataPart },
}
const RESULTS = join(root, 'bench', 'results')
const README = join(root, 'bench', 'README.md')

const options = readOptions(process.argv.slice(2), Object.keys(PARTS))
if (options.usage !== undefined) {
  console.log(options.usage)
  process.exit(0)
}
if (options.problem !== undefined) {
  console.error(options.problem)
  process.exit(2)
}
const { chosen, rounds, seconds, threadCounts } = options

const folder = mkdtempSync(join(tmpdir(), 'helicon-bench-'))
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    rmSync(folder, { recursive: true, force: true })
    process.exit(130)
  })
}
try {
  await measureAll()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measureAll() {
  console.error('Looking for other programs')
  const peers = findPeers()
  const data = options.data === undefined ? undefined : resolve(options.data)
  const parts = chosen.map((name) => PARTS[name]({ folder, peers, threadCounts, rounds, seconds, data }))
  const progress = createProgress(parts.flatMap((part) => part.steps))
  const reports = {}
  const measuredOn = machine(peers)
  if (wasBusy(measuredOn))
    console.error(`Other programs run here (load ${measuredOn.loadBefore}): nothing can be judged`)
  for (const part of parts) {
    const date = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`
    const shares = []
    for (const step of part.steps) {
      // In the pause a signal is heard that came while a program was measured.
      shares.push(await shareOfOthers())
      progress(step, await step.run())
    }
    const others = shares.reduce((sum, share) => sum + share, 0) / shares.length
    const report = { part: part.name, date, machine: { ...measuredOn, others }, rounds, seconds, ...part.finish() }
    reports[part.name] = report
    console.log(`\n## ${part.name}\n\n${partText(report)}`)
    // Part by part, so that a run that is stopped leaves what it has measured.
    if (!options.dry) write(report)
  }
  const goals = goalsText({ ...earlierReports(), ...reports })
  console.log(`\n## Goals\n\n${goals}`)
  if (!options.dry) updateMarkdown(README, { goals })
}

function write(report) {
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(join(RESULTS, `${report.part}.json`), `${JSON.stringify(report, null, 2)}\n`)
  updateMarkdown(README, { [report.part]: partText(report) })
}

/** What earlier runs wrote; a goal names the day of its figures. */
function earlierReports() {
  const read = (name) => {
    try {
      const report = JSON.parse(readFileSync(join(RESULTS, `${name}.json`), 'utf8'))
      return report.part === name ? [[name, report]] : []
    } catch {
      return []
    }
  }
  return Object.fromEntries(Object.keys(PARTS).flatMap(read))
}
