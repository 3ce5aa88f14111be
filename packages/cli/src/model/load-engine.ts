import { type Engine, selectEngine } from '@helicon/core'
import { nodeThreads } from '@helicon/core/node'

/** The engine of this name, with Node's threads. */
export function loadEngine(name: Engine['name']): Promise<Engine> {
  return selectEngine(name, nodeThreads)
}
