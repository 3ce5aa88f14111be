// @ts-check
import { isHeliconError, selectEngine } from '@helicon/core'
import { browserThreads } from '@helicon/core/browser'
import { threadWorks } from './thread-at-work.js'
import { trainEverything } from './training.js'

/** @param {number} threads */
async function train(threads) {
  const { parallelism } = browserThreads
  // More threads than the machine has cores are asked for only where there can be any.
  const host = { ...browserThreads, parallelism: parallelism > 1 ? 8 : 1 }
  const engine = await selectEngine('wasm', threads === 0 ? undefined : host)
  return { parallelism, results: await trainEverything(engine, Math.max(1, threads)) }
}

/** @param {MessageEvent<number | 'thread'>} event */
globalThis.onmessage = async ({ data }) => {
  try {
    globalThis.postMessage(data === 'thread' ? await threadWorks(browserThreads) : await train(data))
  } catch (error) {
    globalThis.postMessage({ error: isHeliconError(error) ? error.code : String(error) })
  }
}
