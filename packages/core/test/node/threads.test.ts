import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import { loadKernels } from '../../src/engine/wasm/kernels.js'
import { MemoryArena } from '../../src/engine/wasm/memory.js'
import { createWasmEngine } from '../../src/engine/wasm/wasm-engine.js'
import { nodeThreads, threadsOf } from '../../src/node/threads.js'
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

  it('that fails in the kernels says of what', async () => {
    const { memory, module, heapBase } = await loadKernels(true)
    const control = new MemoryArena(memory, heapBase).allocate(256)
    const thread = nodeThreads.start({ module, memory, control, index: 1 })
    await setTimeout(50)
    const words = new Int32Array(memory.buffer, control, 64)
    // An operation that does not exist, for one record of one slice.
    words.set([1, 1, 0, 0, 1, 1, control + 128, 1])
    words[32] = 9999
    Atomics.notify(words, 0)
    for (let waited = 0; Atomics.load(words, 3) === 0 && waited < 100; waited++) await setTimeout(20)
    const reason = Buffer.from(Uint8Array.from(new Uint8Array(memory.buffer, control + 64, 60))).toString()
    await thread.terminate()
    expect(reason).toContain('RuntimeError: unreachable')
  })
})
