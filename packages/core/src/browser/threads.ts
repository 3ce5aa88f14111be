import type { ThreadHost, WorkerStart, WorkerThread } from '../engine/wasm/worker-contract.js'

/** Words of the control block, as `packages/kernels/assembly/schedule.ts` has them. */
const DONE = 2
const FAILED = 3

/**
 * A browser's threads for the WebAssembly engine: `selectEngine('wasm', browserThreads)`. Threads need shared memory and
 * a caller that may wait for them: a page that is cross-origin isolated (served with
 * `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`), and in it a dedicated
 * Worker that calls the engine. Elsewhere, on a page's main thread or without these headers, `parallelism` is 1: the
 * engine computes on its caller's thread, slower, to the same bits.
 */
export const browserThreads: ThreadHost = {
  parallelism: canWait() && typeof Worker === 'function' ? Math.max(1, navigator.hardwareConcurrency) : 1,
  start: startThread,
}

/**
 * Whether memory may be shared with threads and waited for here. Asked by trying, because only this is the same in every
 * browser: a page's main thread and service workers may not wait, and without isolation there is no shared memory.
 */
function canWait(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0)
    return globalThis.crossOriginIsolated
  } catch {
    return false
  }
}

/** One that cannot start, or ends by an error of its own, raises the failure flag: the engine says `ENGINE_WORKER_LOST`. */
function startThread(start: WorkerStart): WorkerThread {
  let worker: Worker
  try {
    // Written in one piece, because bundlers look for exactly this.
    worker = new Worker(new URL('./engine-worker.js', import.meta.url), { type: 'module' })
  } catch {
    // Forbidden by the page's policy, or on another origin.
    raiseFailure(start)
    return { terminate: async () => undefined }
  }
  const started = new Promise<void>((resolve) => {
    const fail = () => {
      raiseFailure(start)
      resolve()
    }
    worker.onmessage = ({ data }) => (data === 'started' ? resolve() : fail())
    worker.onerror = fail
  })
  worker.postMessage(start)
  return { started, terminate: async () => worker.terminate() }
}

function raiseFailure({ memory, control }: WorkerStart): void {
  const words = new Int32Array(memory.buffer, control, FAILED + 1)
  Atomics.store(words, FAILED, 1)
  Atomics.notify(words, DONE)
}
