/**
 * A thread of the WebAssembly engine in a browser: joins the shared memory that it is sent and serves until it is told to
 * leave. Plain JavaScript that imports nothing, so that it runs as it is, with and without a bundler.
 */

/** Words of the control block: see the kernels' schedule. */
const DONE = 2
const FAILED = 3
/** Bytes where what a thread failed of is left, in UTF-8: see the engine's thread-pool. */
const REASON = 64
const REASON_BYTES = 192

/** @param {MessageEvent<import('../engine/wasm/worker-contract.js').WorkerStart>} event */
globalThis.onmessage = async ({ data: { module, memory, control, index } }) => {
  const words = new Int32Array(memory.buffer, control, 16)
  try {
    const abort = () => {
      throw new Error('a kernel stopped itself')
    }
    const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort } })
    const { serve } = exports
    if (typeof serve !== 'function') throw new TypeError('not the kernels')
    globalThis.postMessage('started')
    serve(control, index)
  } catch (error) {
    const reason = new TextEncoder().encode(String(error)).subarray(0, REASON_BYTES - 1)
    new Uint8Array(memory.buffer, control + REASON, REASON_BYTES).set(reason)
    Atomics.store(words, FAILED, 1)
    Atomics.notify(words, DONE)
    globalThis.postMessage('failed')
  }
}
globalThis.onmessageerror = () => globalThis.postMessage('failed')
