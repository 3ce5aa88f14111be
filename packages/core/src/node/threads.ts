import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ThreadHost, WorkerStart, WorkerThread } from '../engine/wasm/worker-contract.js'

/** Node's threads for the WebAssembly engine. They do not keep the process alive. */
export const nodeThreads: ThreadHost = {
  parallelism: availableParallelism(),
  start(start: WorkerStart): WorkerThread {
    const worker = new Worker(new URL('./engine-worker.js', import.meta.url), { workerData: start })
    worker.unref()
    return {
      async terminate() {
        await worker.terminate()
      },
    }
  },
}
