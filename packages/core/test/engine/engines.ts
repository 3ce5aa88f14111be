import type { CompiledModel, CompileOptions, Engine } from '../../src/engine/engine.js'
import type { ExecutableModel } from '../../src/engine/graph.js'
import { selectEngine } from '../../src/engine/select.js'
import { CompiledWasmModel } from '../../src/engine/wasm/compiled-wasm-model.js'
import type { ConvolutionChoice } from '../../src/engine/wasm/convolution-choice.js'
import { loadKernels } from '../../src/engine/wasm/kernels.js'
import { MemoryArena } from '../../src/engine/wasm/memory.js'
import { nodeThreads } from '../../src/node/threads.js'
import type { Tolerance } from './compare.js'

/** An engine that every suite of this folder runs against. */
export interface EngineUnderTest {
  readonly name: Engine['name']
  readonly precision: 'float64' | 'float32'
  /** A required engine that cannot be loaded fails its tests: nothing is skipped. */
  readonly load: () => Promise<Engine>
}

/** To hold another engine to all suites, add it here. */
export const ENGINES: readonly EngineUnderTest[] = [
  {
    name: 'reference',
    precision: 'float64',
    load: async () => (await import('../../src/engine/reference/index.js')).referenceEngine,
  },
  {
    name: 'wasm',
    precision: 'float32',
    load: () => selectEngine('wasm', { ...nodeThreads, parallelism: 2 }),
  },
]

/** The WebAssembly engine on one thread, its convolutions done in one way. */
export function engineWith(convolutions: ConvolutionChoice): Engine {
  return {
    name: 'wasm',
    async compile(model, options) {
      const kernels = await loadKernels(false)
      const arena = new MemoryArena(kernels.memory, kernels.heapBase)
      return new CompiledWasmModel(model, options, { kernels, arena, threads: 1, host: undefined, convolutions })
    },
  }
}

/** The root of the sum of the squared errors. */
export function errorOf(actual: ArrayLike<number> = [], expected: ArrayLike<number> = []): number {
  return Math.sqrt(Array.from(expected, (e, i) => ((actual[i] ?? Number.NaN) - e) ** 2).reduce((a, b) => a + b, 0))
}

export interface Tolerances {
  /** One layer or loss against numbers of PyTorch. */
  readonly layer: Tolerance
  /** Losses of a training run, at every step. */
  readonly trainingLoss: Tolerance
  /** Weights and outputs at the end of a training run. */
  readonly trained: Tolerance
  /** Small networks of several layers against the reference engine. */
  readonly network: Tolerance
}

export const TOLERANCES: Readonly<Record<EngineUnderTest['precision'], Tolerances>> = {
  float64: {
    layer: { absolute: 1e-12, relative: 1e-9 },
    trainingLoss: { absolute: 0, relative: 1e-9 },
    trained: { absolute: 1e-9, relative: 1e-9 },
    network: { absolute: 1e-12, relative: 1e-12 },
  },
  float32: {
    layer: { absolute: 1e-6, relative: 2e-5 },
    trainingLoss: { absolute: 0, relative: 2e-4 },
    trained: { absolute: 1e-3, relative: 0 },
    // Sums of many float32 terms of either sign cancel, so an error is measured by the array's largest value.
    network: { absolute: 2e-6, relative: 5e-5, of: 'largest' },
  },
}

/** Compiles a model, gives it to `use` and disposes of it whatever happens. */
export async function withModel<T>(
  engine: Engine,
  model: ExecutableModel,
  options: CompileOptions,
  use: (model: CompiledModel) => Promise<T>,
): Promise<T> {
  const compiled = await engine.compile(model, options)
  try {
    return await use(compiled)
  } finally {
    await compiled.dispose()
  }
}
