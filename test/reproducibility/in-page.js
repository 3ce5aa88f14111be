// @ts-check
/** What the test asks of a page: work in a Worker, or training on the page's own thread. */

/** @param {number | 'thread'} task a number of threads to train on, 0: without shared memory. `thread`: have one work */
function inWorker(task) {
  const worker = new Worker(new URL('./in-worker.js', import.meta.url), { type: 'module' })
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = (event) => reject(new Error(event.message))
    worker.postMessage(task)
  }).finally(() => worker.terminate())
}

async function trainHere() {
  const { selectEngine } = await import('@helicon/core')
  const { browserThreads } = await import('@helicon/core/browser')
  const { trainEverything } = await import('./training.js')
  const engine = await selectEngine('wasm', browserThreads)
  return { parallelism: browserThreads.parallelism, results: await trainEverything(engine, 1) }
}

Object.assign(globalThis, { inWorker, trainHere })
