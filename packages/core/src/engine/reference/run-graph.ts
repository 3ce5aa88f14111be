import { elementCount } from '../../core/arrays.js'
import { invalid, isCodes, nodeAt } from '../check-arguments.js'
import type { InputValues, ModelInputs } from '../engine.js'
import type { GraphNode, InputNode, LayerGraph } from '../graph.js'
import { activation } from './activations.js'
import { batchNormalization } from './batch-normalization.js'
import { activityRegularization, add, concatenate, reshape } from './combine.js'
import { conv1d } from './conv1d.js'
import { dense } from './dense.js'
import { dropout } from './dropout.js'
import { type Activation, extent, type Operation, type ParameterValues, type Pass } from './operation.js'
import { globalPooling, pooling } from './pooling.js'

/** A forward pass: what every node gave, in the order of the graph. */
export interface ForwardPass {
  readonly operations: readonly Operation[]
  /** Sum of what activity regularization adds to the loss. */
  readonly penalty: number
  readonly movingStatistics: readonly ParameterValues[]
}

export interface GraphGradients {
  /** One for every node; those that no output depends on are zeros. */
  readonly nodes: readonly Float64Array[]
  /** One for every parameter of the graph; zeros where nothing flows. */
  readonly parameters: readonly Float64Array[]
}

/** Runs all operations in order. `parameters` has one array for every parameter of the graph. */
export function forwardPass(
  graph: LayerGraph,
  parameters: readonly Float64Array[],
  inputs: ModelInputs,
  pass: Pass,
): ForwardPass {
  const operations: Operation[] = []
  graph.nodes.forEach((node) => {
    const from = node.inputs.map((index) => activationOf(graph, operations, index))
    const operation =
      node.op === 'input'
        ? inputOperation(node, inputs[graph.inputs.findIndex((index) => graph.nodes[index] === node)], pass.count)
        : operationOf(node, from, parameters, pass)
    operations.push(operation)
  })
  return {
    operations,
    penalty: operations.reduce((sum, { penalty }) => sum + (penalty ?? 0), 0),
    movingStatistics: operations.flatMap(({ movingStatistics }) => movingStatistics ?? []),
  }
}

/** The chain rule from the last node to the first. `outputGradients` are by node; several for one node add up. */
export function backwardPass(
  graph: LayerGraph,
  forward: ForwardPass,
  outputGradients: readonly { readonly node: number; readonly values: ArrayLike<number> }[],
): GraphGradients {
  const nodes = forward.operations.map(({ output }) => new Float64Array(output.length))
  const parameters = graph.parameters.map(({ shape }) => new Float64Array(elementCount(shape)))
  for (const { node, values } of outputGradients) accumulate(nodes[node], values)
  for (let index = graph.nodes.length - 1; index >= 0; index--) {
    const operation = forward.operations[index]
    const gradient = nodes[index]
    if (operation === undefined || gradient === undefined) continue
    const gradients = operation.backward(gradient)
    nodeAt(graph, index).inputs.forEach((input, i) => {
      accumulate(nodes[input], gradients.inputs[i] ?? [])
    })
    for (const { parameter, values } of gradients.parameters ?? []) accumulate(parameters[parameter], values)
  }
  return { nodes, parameters }
}

function accumulate(sums: Float64Array | undefined, values: ArrayLike<number>): void {
  if (sums === undefined) return
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (values[i] ?? 0)
}

/** The values of node `index` with their length and channels. */
export function activationOf(graph: LayerGraph, operations: readonly Operation[], index: number): Activation {
  const operation = operations[index]
  if (operation === undefined)
    invalid('graph node', index, {
      kind: 'words',
      en: 'a node before the one that uses it',
      ko: '사용하는 노드보다 앞에 있는 노드',
    })
  return { values: operation.output, ...extent(nodeAt(graph, index).shape) }
}

/** Float values as they are, base codes as one-hot rows; a code that is not a base is a row of zeros. */
function inputOperation(node: InputNode, values: InputValues | undefined, count: number): Operation {
  const output = new Float64Array(count * elementCount(node.shape))
  if (isCodes(values)) {
    values.forEach((code, row) => {
      if (code < 4) output[row * 4 + code] = 1
    })
  } else output.set(values ?? [])
  return { output, backward: () => ({ inputs: [] }) }
}

function operationOf(
  node: Exclude<GraphNode, InputNode>,
  inputs: readonly Activation[],
  parameters: readonly Float64Array[],
  pass: Pass,
): Operation {
  const x = inputs[0]
  if (x === undefined) invalid(`inputs of ${node.layer}`, 0, { kind: 'integer', min: 1 })
  const parameter = (index: number): Float64Array =>
    parameters[index] ??
    invalid(`parameter of ${node.layer}`, index, { kind: 'integer', min: 0, max: parameters.length - 1 })
  const optional = (index: number | undefined) => (index === undefined ? undefined : parameter(index))
  switch (node.op) {
    case 'conv1d':
      return conv1d(node, x, parameter(node.kernel), optional(node.bias), pass.count)
    case 'dense':
      return dense(node, x, parameter(node.kernel), optional(node.bias), pass.count)
    case 'maxPooling1d':
    case 'averagePooling1d':
      return pooling(node, x, pass.count)
    case 'globalMaxPooling1d':
    case 'globalAveragePooling1d':
      return globalPooling(node, x, pass.count)
    case 'flatten':
      return reshape(x)
    case 'dropout':
      return dropout(node, x, pass)
    case 'activation':
      return activation(node, x)
    case 'batchNormalization': {
      const own = {
        gamma: optional(node.gamma),
        beta: optional(node.beta),
        movingMean: parameter(node.movingMean),
        movingVariance: parameter(node.movingVariance),
      }
      return batchNormalization(node, x, own, pass)
    }
    case 'concatenate':
      return concatenate(node, inputs, pass.count)
    case 'add':
      return add(inputs)
    case 'activityRegularization':
      return activityRegularization(node, x, pass)
  }
}
