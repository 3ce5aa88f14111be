import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import { createWasmEngine } from '../../src/engine/wasm/wasm-engine.js'
import { threadsOf } from '../../src/node/threads.js'
import { Network } from '../engine/network.js'
import { seeded } from '../engine/random.js'

const folder = mkdtempSync(join(tmpdir(), 'helicon-threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function program(name: string, text: string): URL {
  writeFileSync(join(folder, name), text)
  return pathToFileURL(join(folder, name))
}

const model = () => {
  const n = new Network()
  n.output('logits', n.dense(n.flatten(n.input(4, 4)), 1))
  return n.model(seeded(1))
}

describe('a worker thread that ends by itself', () => {
  it.each([
    ['because its file is missing', pathToFileURL(join(folder, 'none.mjs'))],
    ['because its file cannot be loaded', program('broken.mjs', 'import "./none-either.mjs"')],
    ['because it throws', program('throws.mjs', 'throw new RangeError("no memory")')],
  ])('%s fails the engine, not the process', async (_, file) => {
    const engine = createWasmEngine({ ...threadsOf(file), parallelism: 2 })
    const options = { batchSize: 8, seed: 1, threads: 2 } as const
    const compiled = await engine.compile(model(), options)
    try {
      const inputs = [new Uint8Array(8 * 4)]
      let error: unknown
      for (let waited = 0; error === undefined && waited < 100; waited++) {
        await setTimeout(50)
        error = await compiled.predictBatch(inputs, 8).then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
      }
      expect(isHeliconError(error, 'ENGINE_WORKER_LOST')).toBe(true)
    } finally {
      await compiled.dispose()
    }
  })
})
