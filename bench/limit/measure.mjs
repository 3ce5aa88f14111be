// The machine's limit: billions of float32 operations a second of one thread, and of several at the same time.
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { compileLimit } from './compile.mjs'

const OPERATIONS = 12 * 4 * 2
const ROUNDS = 500_000

/** The best of many short stretches: whatever else runs can only lower it. */
function best(kernel, seconds) {
  let most = 0
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const start = performance.now()
    kernel(ROUNDS)
    most = Math.max(most, (ROUNDS * OPERATIONS) / (performance.now() - start) / 1e6)
  }
  return most
}

async function limits(bytes, seconds) {
  const { registers, loads } = (await WebAssembly.instantiate(bytes)).instance.exports
  const kernels = { registers: (rounds) => registers(rounds, 0.5, 1), loads: (rounds) => loads(rounds, 0.5) }
  // Long enough for the engine to replace its first, simple code by the optimized one.
  for (const kernel of Object.values(kernels)) best(kernel, 0.2)
  return { registers: best(kernels.registers, seconds), loads: best(kernels.loads, seconds) }
}

const answer = (worker) =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })

if (isMainThread) {
  const { values } = parseArgs({ options: { threads: { type: 'string' }, seconds: { type: 'string' } } })
  const bytes = compileLimit()
  const seconds = Number(values.seconds)
  const results = []
  for (const threads of values.threads.split(',').map(Number)) {
    const start = () => new Worker(new URL(import.meta.url), { workerData: { bytes, seconds } })
    const each = await Promise.all(Array.from({ length: threads }, () => answer(start())))
    const sum = (name) => each.reduce((total, limit) => total + limit[name], 0)
    results.push({ threads, registers: sum('registers'), loads: sum('loads') })
  }
  console.log(JSON.stringify(results))
} else {
  parentPort.postMessage(await limits(workerData.bytes, workerData.seconds))
}
