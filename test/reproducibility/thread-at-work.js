// @ts-check
import { loadKernels } from '../../packages/core/dist/engine/wasm/kernels.js'

/** Words of the control block: see the kernels' schedule. */
const GENERATION = 0
const LEFT = 1
const DONE = 2
const TASKS = 4

/**
 * Whether a thread of the host does what it is given. Trainings cannot tell: their caller does what no other thread
 * takes. Here the caller gives out one task, a slice without records, and does nothing itself.
 * @param {import('@helicon/core').ThreadHost} host
 */
export async function threadWorks(host) {
  const { module, memory, heapBase } = await loadKernels(true)
  memory.grow(1)
  const control = Math.ceil(heapBase / 64) * 64
  const words = new Int32Array(memory.buffer, control, 16)
  const thread = host.start({ module, memory, control, index: 1 })
  await thread.started
  words[TASKS] = 1
  Atomics.store(words, LEFT, 1)
  Atomics.add(words, GENERATION, 1)
  Atomics.notify(words, GENERATION)
  Atomics.wait(words, DONE, 0, 20_000)
  await thread.terminate()
  return Atomics.load(words, DONE) === 1
}
