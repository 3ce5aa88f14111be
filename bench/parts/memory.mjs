import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/workspace.mjs'
import { helicon, keras, pytorch } from '../contenders.mjs'
import { readDiskDataset, writeExchange } from '../exchange.mjs'
import { NETWORKS } from '../networks.mjs'
import { runText } from '../run-program.mjs'
import { HELICON, simulateJund } from './simulated.mjs'

/** As many windows as the tutorial's data has. */
const RECORDS = 276_216
const BATCHES = 20
const REPORT = join(root, 'bench', 'report-peak-memory.mjs')

/** The most memory that training on a whole genome's windows holds, each program in the form of data it likes best. */
export function memoryPart({ folder, peers, threadCounts }) {
  const place = join(folder, 'memory')
  const threads = Math.max(...threadCounts)
  const results = []
  const programs = [helicon(threads), pytorch(peers, threads), keras(peers, threads)]
  const programStep = (entry) => ({
    label: `Memory, ${entry.name}`,
    expected: 15,
    run: () => {
      const { name, absent } = entry
      results.push(absent ? { name, threads, absent } : { name, threads, ...train(entry, place) })
      return describe(results.at(-1))
    },
  })
  return {
    name: 'memory',
    steps: [
      { label: 'Memory, data', expected: 10, run: () => prepare(place) },
      {
        label: 'Memory, helicon train',
        expected: 25,
        run: () => {
          results.push(trainByCommand(place, threads))
          return describe(results.at(-1))
        },
      },
      ...programs.map(programStep),
    ],
    finish: () => ({ records: RECORDS, batches: BATCHES, results }),
  }
}

const describe = ({ peakMemory, absent, problem }) =>
  peakMemory === undefined ? (absent ?? problem) : `${Math.round(peakMemory / 1e6)} MB`

async function prepare(place) {
  mkdirSync(place, { recursive: true })
  const data = simulateJund(join(place, 'data'), RECORDS)
  writeExchange(join(place, 'exchange'), NETWORKS.jund, await readDiskDataset(data))
  // One epoch at the tutorial's batch size; the command evaluates at its end, as it always does.
  const training = { epochs: 1, batchSize: 1000, seed: 1 }
  writeFileSync(join(place, 'config.yaml'), JSON.stringify({ data: { train: 'data' }, model: 'jund', training }))
}

function trainByCommand(place, threads) {
  const report = join(place, 'peak-memory')
  const args = ['train', join(place, 'config.yaml'), '-o', join(place, 'run'), '--threads', String(threads), '--quiet']
  const start = performance.now()
  runText(process.execPath, ['--import', pathToFileURL(REPORT).href, HELICON, ...args], {
    HELICON_PEAK_MEMORY_FILE: report,
  })
  const seconds = (performance.now() - start) / 1000
  return { name: 'helicon train, 1 epoch', threads, seconds, peakMemory: Number(readFileSync(report, 'utf8')) }
}

function train(entry, place) {
  try {
    // PyTorch's and Keras' plain settings: the first that they try.
    const training = { PyTorch: 'eager', Keras: 'without XLA' }[entry.name]
    const { program, peakMemory } = entry.run({
      ...{ task: 'train', exchange: join(place, 'exchange'), batches: BATCHES, training },
    })
    return { program, peakMemory: peakMemory ?? undefined }
  } catch (error) {
    return { problem: error.message.replace(/\s+/g, ' ').slice(0, 200) }
  }
}
