// What the examples reach: each trained with several seeds, the mean of the measure beside what it should be at least.
//   node bench/examples.mjs --data DIR [--seeds 3] [--first 1] [--only splice,nfe2] [--out DIR]
import '../scripts/node-version.mjs'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const HELICON = join(ROOT, 'packages/cli/bin/helicon.js')

/** The measure of each example, and what its mean over the seeds should be at least. */
const EXAMPLES = [
  { name: 'foxa1', metric: 'rocAuc', wanted: 0.985 },
  { name: 'rest', metric: 'rocAuc', wanted: 0.996 },
  { name: 'ctcf', metric: 'rocAuc', wanted: 0.965 },
  { name: 'nfe2', metric: 'rocAuc', wanted: 0.984 },
  { name: 'splice', metric: 'accuracy', wanted: 0.955 },
  { name: 'promoters', metric: 'accuracy', wanted: 0.89 },
  { name: 'enhancers', metric: 'rocAuc', wanted: 0.82 },
]

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    seeds: { type: 'string', default: '3' },
    first: { type: 'string', default: '1' },
    only: { type: 'string' },
    out: { type: 'string' },
  },
})
const [seeds, first] = [Number(options.seeds), Number(options.first)]
const names = options.only?.split(',') ?? EXAMPLES.map(({ name }) => name)
const chosen = EXAMPLES.filter(({ name }) => names.includes(name))
if (
  options.data === undefined ||
  ![seeds, first].every(Number.isSafeInteger) ||
  seeds < 1 ||
  chosen.length < names.length
) {
  console.error(
    `--data names the folder of the data; --seeds and --first are whole numbers; --only takes of ${EXAMPLES.map(({ name }) => name).join(', ')}`,
  )
  process.exit(2)
}

const folder = options.out === undefined ? mkdtempSync(join(tmpdir(), 'helicon-examples-')) : resolve(options.out)
let missed = 0
try {
  for (const example of chosen) report(example, runs(example))
} finally {
  if (options.out === undefined) rmSync(folder, { recursive: true, force: true })
}
process.exitCode = missed > 0 ? 1 : 0

/** One training (or cross-validation) a seed: the measure, and the seconds that it took. */
function runs({ name, metric }) {
  return Array.from({ length: seeds }, (_, index) => {
    const seed = first + index
    const started = performance.now()
    const text = execFileSync(
      process.execPath,
      [
        HELICON,
        'train',
        join(ROOT, 'examples', `${name}.yaml`),
        '--data-dir',
        resolve(options.data),
        '--seed',
        String(seed),
        '-o',
        join(folder, `${name}-${seed}`),
        '--json',
        '--quiet',
      ],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    )
    const seconds = (performance.now() - started) / 1000
    const result = JSON.parse(text)
    const value = result.summary?.metrics[metric].mean ?? result.metrics.test.metrics[metric]
    console.log(`${name}, seed ${seed}: ${metric} ${value.toFixed(4)}, ${seconds.toFixed(0)} s`)
    return { value, seconds }
  })
}

function report({ name, metric, wanted }, found) {
  const values = found.map(({ value }) => value)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1))
  const reached = mean >= wanted
  if (!reached) missed++
  console.log(
    `${name}: ${metric} mean ${mean.toFixed(4)} (sd ${spread.toFixed(4)}), wanted ${wanted}: ${reached ? 'reached' : 'NOT reached'}\n`,
  )
}
