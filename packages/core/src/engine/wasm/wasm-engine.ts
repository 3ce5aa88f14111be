import { checkModel } from '../check-arguments.js'
import type { Engine } from '../engine.js'
import { CompiledWasmModel } from './compiled-wasm-model.js'
import { canShareMemory, loadKernels } from './kernels.js'
import { MemoryArena } from './memory.js'
import type { ThreadHost } from './worker-contract.js'

/**
 * The fast engine: float32, WebAssembly SIMD, on as many threads as the host offers. The same seed, data and options
 * give the same bits whatever the number of threads.
 */
export function createWasmEngine(host?: ThreadHost): Engine {
  return {
    name: 'wasm',
    async compile(model, options) {
      checkModel(model, options)
      const shared = host !== undefined && host.parallelism > 1 && canShareMemory()
      const threads = shared ? Math.max(1, Math.min(options.threads ?? host.parallelism, host.parallelism)) : 1
      const kernels = await loadKernels(shared)
      const arena = new MemoryArena(kernels.memory, kernels.heapBase)
      const resources = { kernels, arena, threads, host: shared ? host : undefined }
      const compiled = new CompiledWasmModel(model, options, resources)
      try {
        await compiled.started()
      } catch (error) {
        await compiled.dispose()
        throw error
      }
      return compiled
    },
  }
}
