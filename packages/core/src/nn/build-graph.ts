import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { InputStrands, LayerGraph } from '../engine/graph.js'
import { framedLength } from '../engine/strand-frame.js'
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
import type { InputSpec, LayerSpec, ModelSpec } from './model-spec.js'
import { parseModelSpec } from './parse-model-spec.js'
import { strandFrame } from './strand-reach.js'

/**
 * The operations of a model in the order in which they are computed, with the shape of each, by Keras' rules for 1-D
 * data with the channels last. Throws `MODEL_...` errors that name the layer, what was found and what is allowed.
 *
 * An input with `strands: shared` is longer than the records: it holds both strands, with N between them and at both
 * ends, as many as the layers see at once (see `strandFrame`), so that the same filters read both and neither strand
 * sees the other or an end of the input. After global pooling a record and its reverse complement give the same.
 */
export function buildGraph(spec: ModelSpec): LayerGraph {
  // Callers in plain JavaScript have no compiler that checks the spec for them.
  parseModelSpec(spec, 'model')
  const onOne = lowerModel(spec, spec.inputs.map(oneStrand))
  const inputs = spec.inputs.map((input, i) => bothStrands(onOne, at(onOne.inputs, i), input))
  if (inputs.every(({ strands }) => strands === undefined)) return onOne
  const graph = lowerModel(spec, inputs)
  checkStrandOutputs(spec, graph)
  return graph
}

/** An input as the network takes it. */
interface PlacedInput {
  readonly name: string
  readonly shape: readonly number[]
  readonly strands?: InputStrands
}

function oneStrand({ name, shape, strands = 'one' }: InputSpec): PlacedInput {
  if (strands !== 'one' && (shape.length !== 2 || shape[1] !== 4)) {
    throw new HeliconError('MODEL_STRANDS_INPUT', { input: name, shape, strands })
  }
  return { name, shape }
}

function bothStrands(onOne: LayerGraph, node: number, { name, shape, strands = 'one' }: InputSpec): PlacedInput {
  if (strands === 'one') return { name, shape }
  if (strands === 'average') return { name, shape, strands: { kind: strands } }
  const frame = strandFrame(onOne, node, at(shape, 0))
  return { name, shape: [framedLength(frame), ...shape.slice(1)], strands: { kind: strands, ...frame } }
}

/** A value for each position has no meaning where the positions are those of both strands. */
function checkStrandOutputs(spec: ModelSpec, graph: LayerGraph): void {
  const strands = spec.inputs.flatMap((input) => ((input.strands ?? 'one') === 'one' ? [] : (input.strands ?? [])))
  for (const { name, node } of graph.outputs) {
    const { shape } = at(graph.nodes, node)
    if (shape.length < 2 || shape[0] === 1) continue
    throw new HeliconError('MODEL_STRANDS_OUTPUT', { output: name, shape, strands: strands.join(', ') })
  }
}

function lowerModel(spec: ModelSpec, placed: readonly PlacedInput[]): LayerGraph {
  const builder: GraphBuilder = { nodes: [], parameters: [], dropouts: 0 }
  const tensors = new Map<string, LayerInput>()
  const layers = resolveLayers(spec)
  const inputs = placed.map(({ name, shape, strands }) => {
    const node = addNode(builder, { op: 'input', layer: name, inputs: [], shape, ...(strands && { strands }) })
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
