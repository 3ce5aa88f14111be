// Every window of a random sequence with a network: window by window for some seconds, and by the dense scan.
import { parseArgs } from 'node:util'
import { buildGraph, initialWeights, randomStream, selectEngine } from '@helicon/core'
import { nodeThreads } from '@helicon/core/node'
import { SCANNED } from '../networks.mjs'
import { recordsPerSecond } from '../rate.mjs'

/** The scan has to give what single windows give. */
const TOLERANCE = 1e-6
const CHECKED = 1000

const { values: options } = parseArgs({
  options: {
    ...{ network: { type: 'string' }, bases: { type: 'string' } },
    ...{ threads: { type: 'string' }, seconds: { type: 'string' } },
  },
})
const { spec } = SCANNED[options.network]
const batch = 1000
const graph = buildGraph(spec)
const [{ name: output }] = graph.outputs
const [length] = spec.inputs[0].shape
const codes = Uint8Array.from(randomStream(1, 'scan').integers(Number(options.bases), 4))
const windows = codes.length - length + 1
const engine = await selectEngine('wasm', nodeThreads)
const compiled = await engine.compile(
  { graph, weights: initialWeights(graph, spec, 0) },
  { batchSize: batch, seed: 0, threads: Number(options.threads) },
)

const gathered = new Uint8Array(batch * length)
async function predictWindows(firsts) {
  for (const [place, first] of firsts.entries()) gathered.set(codes.subarray(first, first + length), place * length)
  return (await compiled.predictBatch([gathered.subarray(0, firsts.length * length)], firsts.length))[output]
}

let next = 0
const byWindow = await recordsPerSecond(
  () => {
    const firsts = Array.from({ length: batch }, (_, place) => (next + place) % windows)
    next += batch
    return predictWindows(firsts)
  },
  batch,
  Number(options.seconds),
)

/** The largest difference on the first windows, the last ones and random ones between. */
async function differenceOf(scanned) {
  const third = Math.floor(CHECKED / 3)
  const between = randomStream(2, 'scan').integers(third, windows)
  const ends = Array.from({ length: third }, (_, place) => [place, windows - 1 - place])
  const firsts = [...ends.flat(), ...between]
  const expected = await predictWindows(firsts)
  return Math.max(...firsts.map((first, place) => Math.abs(scanned[first] - expected[place])))
}

async function scan() {
  if (typeof compiled.scanSequence !== 'function') return { absent: 'the dense scan is not there' }
  const scanned = (await compiled.scanSequence(codes))[output]
  if (scanned.length !== windows) return { problem: `the scan gave ${scanned.length} of ${windows} windows` }
  const difference = await differenceOf(scanned)
  if (!(difference <= TOLERANCE)) return { problem: `the scan differs from single windows by ${difference}` }
  const rate = await recordsPerSecond(() => compiled.scanSequence(codes), windows, Number(options.seconds))
  return { scan: rate, difference }
}

console.log(JSON.stringify({ windows: byWindow, ...(await scan()) }))
await compiled.dispose()
