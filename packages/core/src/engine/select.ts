import { invalid } from './check-arguments.js'
import type { Engine } from './engine.js'
import type { ThreadHost } from './wasm/worker-contract.js'

/** Loads an engine, and only that one. `threads`: how the platform starts threads (`nodeThreads` in Node). */
export async function selectEngine(name: Engine['name'], threads?: ThreadHost): Promise<Engine> {
  switch (name) {
    case 'reference':
      return (await import('./reference/index.js')).referenceEngine
    case 'wasm':
      return (await import('./wasm/wasm-engine.js')).createWasmEngine(threads)
    default:
      // Callers in JavaScript.
      return invalid('engine', name, { kind: 'oneOf', values: ['wasm', 'reference'] })
  }
}
