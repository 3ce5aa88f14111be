import { HeliconError } from '../core/errors.js'
import type { LayerGraph } from '../engine/graph.js'
import { addNode, type GraphBuilder, type LayerInput, type LayerPlace } from './graph-builder.js'
import { resolveLayers, resolveOutputs } from './layer-names.js'
import {
  lowerActivation,
  lowerBatchNormalization,
  lowerConv1d,
  lowerDense,
  lowerDropout,
  lowerFlatten,
  lowerGlobalPooling,
  lowerPooling,
} from './lower-layers.js'
import { lowerAdd, lowerConcatenate } from './lower-merge.js'
import type { LayerSpec, ModelSpec } from './model-spec.js'
import { parseModelSpec } from './parse-model-spec.js'

/**
 * The operations of a model in the order in which they are computed, with the shape of each, by Keras' rules for 1-D
 * data with the channels last. Throws `MODEL_...` errors that name the layer, what was found and what is allowed.
 */
export function buildGraph(spec: ModelSpec): LayerGraph {
  // Callers in plain JavaScript have no compiler that checks the spec for them.
  parseModelSpec(spec, 'model')
  const builder: GraphBuilder = { nodes: [], parameters: [], dropouts: 0 }
  const tensors = new Map<string, LayerInput>()
  const layers = resolveLayers(spec)
  const inputs = spec.inputs.map(({ name, shape }) => {
    const node = addNode(builder, { op: 'input', layer: name, inputs: [], shape })
    tensors.set(name, { name, node, shape })
    return node
  })
  for (const layer of layers) {
    const place = { name: layer.name, inputs: layer.inputs.map((name) => tensorNamed(tensors, layer.name, name)) }
    const node = lowerLayer(builder, place, layer.spec)
    tensors.set(layer.name, { name: layer.name, node, shape: builder.nodes[node]?.shape ?? [] })
  }
  const outputs = resolveOutputs(spec, layers).map((output) => ({
    name: output.name,
    node: tensorNamed(tensors, output.name, output.layer).node,
  }))
  return { nodes: builder.nodes, inputs, outputs, parameters: builder.parameters }
}

function tensorNamed(tensors: ReadonlyMap<string, LayerInput>, layer: string, name: string): LayerInput {
  const tensor = tensors.get(name)
  if (tensor === undefined) {
    throw new HeliconError('MODEL_INPUT_UNKNOWN', { layer, found: name, allowed: [...tensors.keys()] })
  }
  return tensor
}

/** Appends the layer's nodes and parameters; returns the index of the node that is the layer's output. */
function lowerLayer(builder: GraphBuilder, place: LayerPlace, spec: LayerSpec): number {
  switch (spec.type) {
    case 'conv1d':
      return lowerConv1d(builder, place, spec)
    case 'dense':
      return lowerDense(builder, place, spec)
    case 'maxPooling1d':
    case 'averagePooling1d':
      return lowerPooling(builder, place, spec)
    case 'globalMaxPooling1d':
    case 'globalAveragePooling1d':
      return lowerGlobalPooling(builder, place, spec)
    case 'flatten':
      return lowerFlatten(builder, place)
    case 'dropout':
      return lowerDropout(builder, place, spec)
    case 'activation':
      return lowerActivation(builder, place, spec)
    case 'batchNormalization':
      return lowerBatchNormalization(builder, place, spec)
    case 'concatenate':
      return lowerConcatenate(builder, place, spec)
    case 'add':
      return lowerAdd(builder, place, spec)
  }
}
