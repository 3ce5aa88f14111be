import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { randomStream } from '@helicon/core'
import { root } from '../../scripts/workspace.mjs'
import { hashLines } from '../hash-lines.mjs'
import { runProgram } from '../run-program.mjs'
import { median } from '../statistics.mjs'
import { HELICON, simulateJund } from './simulated.mjs'

const RECORDS = 1_000_000
const LENGTH = 101
/** As many windows as the tutorial's data has. */
const WINDOWS = 276_216

const MEMORY = join(root, 'bench', 'report-peak-memory.mjs')
const PEER = join(root, 'bench', 'peers', 'convert.py')

/** A million records from FASTA to a table beside Biopython and seqkit, and a look at the tutorial's number of windows. */
export function dataPart({ folder, peers, rounds }) {
  const place = join(folder, 'data-part')
  const fasta = join(place, 'records.fa')
  const programs = convertPrograms(fasta, peers).map((program) => ({ ...program, runs: [] }))
  const inspections = [
    { name: '`helicon data inspect`, a DiskDataset', path: join(place, 'windows') },
    { name: '`helicon data inspect`, FASTA', path: join(place, 'windows.fa') },
  ].map((inspection) => ({ ...inspection, runs: [] }))
  const convertStep = (program, round) => ({
    label: `Data, ${program.name}, round ${round}/${rounds}`,
    expected: 6,
    run: () => {
      const output = join(place, 'records.tsv')
      const run = program.run(output)
      program.runs.push(run)
      if (run.absent !== undefined) return run.absent
      run.hash = hashLines(output, program.headerLines)
      rmSync(output)
      return said(run)
    },
  })
  const inspectStep = (inspection, round) => ({
    label: `Data, inspect, round ${round}/${rounds}`,
    expected: 4,
    run: () => {
      inspection.runs.push(measured(['data', 'inspect', inspection.path, '--json', '--quiet'], place))
      return said(inspection.runs.at(-1))
    },
  })
  const rounded = Array.from({ length: rounds }, (_, index) => [
    ...programs.map((program) => convertStep(program, index + 1)),
    ...inspections.map((inspection) => inspectStep(inspection, index + 1)),
  ])
  return {
    name: 'data',
    steps: [{ label: 'Data, files', expected: 20, run: () => prepare(place, fasta, inspections) }, ...rounded.flat()],
    finish: () => ({
      ...{ records: RECORDS, length: LENGTH, windows: WINDOWS },
      converted: programs.map((program) => summary(program, programs[0].runs[0].hash)),
      inspected: inspections.map((inspection) => summary(inspection)),
    }),
  }
}

const said = ({ seconds, peakMemory }) => `${seconds.toFixed(2)} s, ${Math.round(peakMemory / 1e6)} MB`

async function prepare(place, fasta, [disk, text]) {
  mkdirSync(place, { recursive: true })
  await writeRandomFasta(fasta)
  simulateJund(disk.path, WINDOWS)
  measured(['data', 'convert', disk.path, text.path, '--quiet'], place)
}

/** Random bases, a header and a line each, as `seqkit seq -w 0` writes them. */
async function writeRandomFasta(path) {
  const out = createWriteStream(path)
  const stream = randomStream(1, 'bench/data')
  const some = 10_000
  for (let first = 0; first < RECORDS; first += some) {
    const bases = stream.integers(some * LENGTH, 4)
    const letters = Buffer.from(Array.from(bases, (code) => 'ACGT'.charCodeAt(code))).toString('latin1')
    const records = Array.from(
      { length: some },
      (_, at) => `>record${first + at}\n${letters.slice(at * LENGTH, (at + 1) * LENGTH)}\n`,
    )
    if (!out.write(records.join(''))) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

function convertPrograms(fasta, peers) {
  return [
    {
      name: '`helicon data convert`',
      headerLines: 1,
      run: (output) => measured(['data', 'convert', fasta, output, '--quiet'], join(output, '..')),
    },
    {
      name: 'Biopython',
      headerLines: 0,
      run: (output) =>
        peers.python === undefined
          ? { absent: 'no Python with numpy was found' }
          : runProgram(peers.python, [PEER, '--input', fasta, '--output', output]),
    },
    { name: 'seqkit', headerLines: 0, run: (output) => seqkit(fasta, output) },
  ]
}

/** `helicon ARGS` in a process of its own: seconds and the most memory it held. */
function measured(args, place) {
  const report = join(place, 'peak-memory')
  const env = { ...process.env, HELICON_PEAK_MEMORY_FILE: report }
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', pathToFileURL(MEMORY).href, HELICON, ...args], {
    ...{ env, encoding: 'utf8', maxBuffer: 2 ** 28 },
  })
  if (status !== 0) throw new Error(`helicon ${args.join(' ')} ended with ${status}: ${stderr}`)
  return { seconds: (performance.now() - start) / 1000, peakMemory: Number(readFileSync(report, 'utf8')) }
}

/** seqkit's memory is not measured: nothing portable tells that of another program. */
function seqkit(fasta, output) {
  const found = spawnSync('seqkit', ['version'], { encoding: 'utf8' })
  if (found.status !== 0) return { absent: 'not found: install seqkit and put it on the PATH' }
  const start = performance.now()
  const { status, stderr } = spawnSync('seqkit', ['fx2tab', '--threads', '1', fasta, '-o', output], {
    encoding: 'utf8',
  })
  if (status !== 0) return { absent: `seqkit ended with ${status}: ${stderr.slice(0, 100)}` }
  return { program: found.stdout.trim(), seconds: (performance.now() - start) / 1000 }
}

/** A figure counts only where the table is the same. */
function summary({ name, runs }, hash) {
  const [run] = runs
  const { program } = run
  if (run.absent !== undefined) return { name, absent: run.absent }
  if (hash !== undefined && run.hash !== hash) return { name, program, problem: 'another table comes out' }
  const seconds = runs.map((each) => each.seconds)
  const memory = runs.flatMap((each) => each.peakMemory ?? [])
  return {
    ...{ name, program, seconds: median(seconds), runs: seconds },
    ...(memory.length > 0 && { peakMemory: Math.max(...memory) }),
  }
}
