import type { NamedArrays } from '../core/arrays.js'
import type { LayerGraph } from '../engine/graph.js'
import { initialValues } from './initializers.js'
import { resolveLayers } from './layer-names.js'
import type { InitializerName, LayerSpec, ModelSpec } from './model-spec.js'

/**
 * Start values of every array of a model, float32: Keras' defaults (kernels glorotUniform, biases zeros, batch
 * normalisation 1, 0, mean 0, variance 1) or the initializers that the spec names.
 * @param graph `buildGraph(spec)`
 * @param seed an integer in 0 .. 2^53 - 1
 */
export function initialWeights(graph: LayerGraph, spec: ModelSpec, seed: number): NamedArrays {
  const initializers = new Map<string, InitializerName>()
  for (const layer of resolveLayers(spec)) {
    for (const [array, initializer] of Object.entries(layerInitializers(layer.spec))) {
      initializers.set(`${layer.name}/${array}`, initializer)
    }
  }
  return Object.fromEntries(
    graph.parameters.map(({ name, shape }) => [
      name,
      initialValues(initializers.get(name) ?? 'zeros', shape, seed, name),
    ]),
  )
}

/** The initializer of each array that a layer may have. */
function layerInitializers(spec: LayerSpec): Readonly<Record<string, InitializerName>> {
  switch (spec.type) {
    case 'conv1d':
    case 'dense':
      return { kernel: spec.kernelInitializer ?? 'glorotUniform', bias: spec.biasInitializer ?? 'zeros' }
    case 'batchNormalization':
      return {
        gamma: spec.gammaInitializer ?? 'ones',
        beta: spec.betaInitializer ?? 'zeros',
        movingMean: spec.movingMeanInitializer ?? 'zeros',
        movingVariance: spec.movingVarianceInitializer ?? 'ones',
      }
    default:
      return {}
  }
}
