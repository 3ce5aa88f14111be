import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/workspace.mjs'
import { writeMotifExchange } from '../motif-data.mjs'
import { runProgram, runScript } from '../run-program.mjs'
import { median } from '../statistics.mjs'
import { HELICON } from './simulated.mjs'

const REPORT = join(root, 'bench', 'report-peak-memory.mjs')
const PEER = join(root, 'bench', 'peers', 'motifs.py')

/** Hits of the command whose memory is looked at: some hundreds, and millions. */
const LIMITS = [
  ['--pvalue', '1e-5'],
  ['--threshold', '-6'],
]

/** Many motifs on both strands of a small genome, beside MOODS and Biopython, and the memory of `helicon motif scan`. */
export function motifsPart({ folder, peers, rounds }) {
  const place = join(folder, 'motifs')
  let data
  const programs = [
    { name: 'Helicon', run: (file) => runScript(join(root, 'bench', 'helicon', 'motifs.mjs'), { file }) },
    ...['MOODS', 'Biopython'].map((name) => ({
      ...{ name, absent: peers.python === undefined ? 'no Python with numpy was found' : undefined },
      run: (file) => runProgram(peers.python, [PEER, '--peer', name.toLowerCase(), '--file', file]),
    })),
  ].map((program) => ({ ...program, runs: [] }))
  const memory = []
  const step = (program, round) => ({
    label: `Motifs, ${program.name}, round ${round}/${rounds}`,
    expected: program.name === 'Biopython' ? 8 : 2,
    run: () => {
      if (program.absent) return program.absent
      const run = program.run(data.file)
      program.runs.push(run)
      return run.absent ?? `${run.seconds.toFixed(2)} s`
    },
  })
  const memoryStep = (limit) => ({
    label: `Motifs, memory, ${limit.join(' ')}`,
    expected: 8,
    run: () => {
      memory.push(scanByCommand(place, data, limit))
      return `${Math.round(memory.at(-1).peakMemory / 1e6)} MB`
    },
  })
  return {
    name: 'motifs',
    steps: [
      {
        label: 'Motifs, data',
        expected: 2,
        run: async () => {
          data = await writeMotifExchange(place)
          return data.what
        },
      },
      ...Array.from({ length: rounds }, (_, index) => programs.map((program) => step(program, index + 1))).flat(),
      ...LIMITS.map(memoryStep),
    ],
    finish: () => ({
      ...{ what: data.what, motifs: data.motifs, bases: data.bases },
      ...{ results: programs.map((program) => summary(program, programs[0])), memory },
    }),
  }
}

function summary({ name, absent, runs }, helicon) {
  const [run] = runs
  if (absent !== undefined || run.absent !== undefined) return { name, absent: absent ?? run.absent }
  const problem = run.problem ?? differenceOf(run.counts, helicon.runs[0].counts)
  if (problem !== undefined) return { name, program: run.program, problem }
  const middle = (what) => (run[what] === undefined ? undefined : median(runs.map((each) => each[what])))
  const hits = run.counts.reduce((sum, count) => sum + count, 0)
  const seconds = runs.map((each) => each.seconds)
  return {
    name,
    program: run.program,
    hits,
    seconds: middle('seconds'),
    distributions: middle('distributions'),
    runs: seconds,
  }
}

/** A figure counts only where the hits are the same. */
function differenceOf(counts, expected) {
  const motif = counts.findIndex((count, index) => count !== expected[index])
  return motif < 0 ? undefined : `motif ${motif} has ${counts[motif]} hits, not ${expected[motif]}`
}

function scanByCommand(place, { motifFile, sequenceFile }, limit) {
  const report = join(place, 'peak-memory')
  const output = process.platform === 'win32' ? join(place, 'hits.tsv') : '/dev/null'
  const args = ['motif', 'scan', motifFile, sequenceFile, ...limit, '-o', output, '--lang', 'en']
  const env = { ...process.env, HELICON_PEAK_MEMORY_FILE: report }
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', pathToFileURL(REPORT).href, HELICON, ...args], {
    ...{ env, encoding: 'utf8' },
  })
  if (status !== 0) throw new Error(`helicon motif scan ended with ${status}: ${stderr}`)
  const seconds = (performance.now() - start) / 1000
  const hits = Number(/([\d,]+) hits? of/.exec(stderr)?.[1]?.replaceAll(',', ''))
  return { limit: limit.join(' '), hits, seconds, peakMemory: Number(readFileSync(report, 'utf8')) }
}
