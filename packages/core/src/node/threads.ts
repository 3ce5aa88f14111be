import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ThreadHost, WorkerStart, WorkerThread } from '../engine/wasm/worker-contract.js'

/** Words of the control block, as `packages/kernels/assembly/schedule.ts` has them. */
const DONE = 2
const FAILED = 3

/** Node's threads for the WebAssembly engine. They do not keep the process alive. */
export const nodeThreads: ThreadHost = threadsOf(new URL('./engine-worker.js', import.meta.url))

/**
 * Threads that run `file`. One that cannot start, or ends by an error of its own (no memory), raises the failure flag
 * of the control block: the engine then says `ENGINE_WORKER_LOST`, and the process lives on.
 */
export function threadsOf(file: URL): ThreadHost {
  return { parallelism: availableParallelism(), start: (start) => startThread(file, start) }
}

function startThread(file: URL, start: WorkerStart): WorkerThread {
  const worker = new Worker(file, { workerData: start })
  worker.unref()
  worker.on('error', () => raiseFailure(start))
  return {
    async terminate() {
      await worker.terminate()
    },
  }
}

function raiseFailure({ memory, control }: WorkerStart): void {
  const words = new Int32Array(memory.buffer, control, FAILED + 1)
  Atomics.store(words, FAILED, 1)
  Atomics.notify(words, DONE)
}
