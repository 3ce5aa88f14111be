import type { FloatArray } from '../../src/core/arrays.js'
import type { BackwardResult, CompiledModel, Engine } from '../../src/engine/engine.js'
import { referenceEngine } from '../../src/engine/reference/index.js'

/** The reference engine with one thing wrong, to show that the checks notice it. */
export interface BrokenEngine {
  readonly title: string
  readonly engine: Engine
}

/** Gradients that are wrong by one per cent, in one element, or in order. */
export const BROKEN_GRADIENTS: readonly BrokenEngine[] = [
  { title: 'a kernel gradient scaled by 1.01', engine: withWeights('kernel', (g) => g.map((v) => v * 1.01)) },
  { title: 'a bias gradient scaled by 1.01', engine: withWeights('bias', (g) => g.map((v) => v * 1.01)) },
  { title: 'the first element of a kernel gradient left out', engine: withWeights('kernel', withoutFirst) },
  { title: 'a kernel gradient in reverse order', engine: withWeights('kernel', (g) => g.slice().reverse()) },
  {
    title: 'an input gradient scaled by 0.99',
    engine: broken((result) => ({ ...result, inputs: result.inputs.map((g) => g.map((v) => v * 0.99)) })),
  },
  {
    title: 'an input gradient shifted by one position',
    engine: broken((result) => ({ ...result, inputs: result.inputs.map(shifted) })),
  },
]

/** Trains with gradients that are one per cent too large. */
export const BROKEN_STEP: Engine = {
  name: 'reference',
  async compile(model, options) {
    const compiled = await referenceEngine.compile(model, options)
    return wrapped(compiled, {
      trainBatch: (batch, step) => compiled.trainBatch(batch, { ...step, learningRate: step.learningRate * 1.01 }),
    })
  },
}

function withWeights(array: string, change: (gradient: FloatArray) => FloatArray): Engine {
  return broken((result) => {
    const entries = Object.entries(result.weights).map(([name, gradient]) => {
      return [name, name.endsWith(`/${array}`) ? change(gradient) : gradient] as const
    })
    return { ...result, weights: Object.fromEntries(entries) }
  })
}

function broken(change: (result: BackwardResult) => BackwardResult): Engine {
  return {
    name: 'reference',
    async compile(model, options) {
      const compiled = await referenceEngine.compile(model, options)
      return wrapped(compiled, { gradients: async (...given) => change(await compiled.gradients(...given)) })
    },
  }
}

/** A model that forwards every call but those replaced. */
function wrapped(model: CompiledModel, replaced: Partial<CompiledModel>): CompiledModel {
  return {
    engine: model.engine,
    threads: model.threads,
    trainBatch: (...given) => model.trainBatch(...given),
    evaluateBatch: (...given) => model.evaluateBatch(...given),
    predictBatch: (...given) => model.predictBatch(...given),
    scanSequence: (...given) => model.scanSequence(...given),
    scanWindows: (...given) => model.scanWindows(...given),
    gradients: (...given) => model.gradients(...given),
    exportWeights: () => model.exportWeights(),
    importWeights: (weights) => model.importWeights(weights),
    exportState: () => model.exportState(),
    importState: (state) => model.importState(state),
    dispose: () => model.dispose(),
    ...replaced,
  }
}

function withoutFirst(gradient: FloatArray): FloatArray {
  const changed = gradient.slice()
  changed[0] = 0
  return changed
}

function shifted(gradient: FloatArray): FloatArray {
  const changed = gradient.slice()
  changed.set(gradient.subarray(0, -1), 1)
  return changed
}
