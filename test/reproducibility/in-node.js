// @ts-check
/**
 * Run by any Node with numbers of threads as arguments, 0 for one thread without shared memory. Prints a line of JSON for
 * each.
 */
import { selectEngine } from '@helicon/core'
import { nodeThreads } from '@helicon/core/node'
import { trainEverything } from './training.js'

for (const threads of process.argv.slice(2).map(Number)) {
  const host = threads === 0 ? undefined : { ...nodeThreads, parallelism: 8 }
  const results = await trainEverything(await selectEngine('wasm', host), Math.max(1, threads))
  process.stdout.write(`${JSON.stringify(results)}\n`)
}
