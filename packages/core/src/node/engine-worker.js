/**
 * A thread of the WebAssembly engine: joins the shared memory and serves until it is told to leave. Plain JavaScript,
 * so that the same file runs from the sources and from the built package.
 */
import { workerData } from 'node:worker_threads'

/** @typedef {import('../engine/wasm/worker-contract.js').WorkerStart} WorkerStart */

/** Byte offset of the error flag in the control block: see the kernels' schedule. */
const FAILED = 12
const DONE = 8
/** Where what a thread failed of is left, in UTF-8: see the engine's thread-pool. */
const REASON = 64
const REASON_BYTES = 192

/** @type {WorkerStart} */
const { module, memory, control, index } = workerData
const words = new Int32Array(memory.buffer, control, 16)

try {
  const abort = () => {
    throw new Error('a kernel stopped itself')
  }
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort } })
  const { serve } = exports
  if (typeof serve === 'function') serve(control, index)
} catch (error) {
  const reason = new TextEncoder().encode(String(error)).subarray(0, REASON_BYTES - 1)
  new Uint8Array(memory.buffer, control + REASON, REASON_BYTES).set(reason)
  Atomics.store(words, FAILED / 4, 1)
  Atomics.notify(words, DONE / 4)
}
