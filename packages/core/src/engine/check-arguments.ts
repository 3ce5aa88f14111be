import { elementCount, type FloatArray, type NamedArrays } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Batch, CompileOptions, InputValues, LossName, ModelInputs } from './engine.js'
import type { ExecutableModel, GraphNode, GraphOutput, LayerGraph } from './graph.js'

/** Losses whose classes exclude each other: one loss and one weight for all the outputs of a position. */
export function isCategorical(loss: LossName): boolean {
  return loss === 'categorical-cross-entropy' || loss === 'softmax-cross-entropy'
}

/** The node with index `index`. Throws `ARGUMENT_INVALID` where the graph has none. */
export function nodeAt(graph: LayerGraph, index: number): GraphNode {
  const node = graph.nodes[index]
  if (node === undefined) invalid('graph node', index, `an index below ${graph.nodes.length}`)
  return node
}

/** The output called `name`. Throws `ARGUMENT_INVALID` where the graph has none. */
export function outputNamed(graph: LayerGraph, name: string): GraphOutput {
  const output = graph.outputs.find((candidate) => candidate.name === name)
  if (output === undefined) invalid('output', name, `one of ${graph.outputs.map((o) => o.name).join(', ')}`)
  return output
}

/** Checks what an engine is asked to compile: options in range, one array of the right size for every parameter. */
export function checkModel(model: ExecutableModel, options: CompileOptions): void {
  if (!isCount(options.batchSize, Number.MAX_SAFE_INTEGER)) {
    invalid('batchSize', options.batchSize, 'a whole number of at least 1')
  }
  if (!Number.isSafeInteger(options.seed) || options.seed < 0) {
    invalid('seed', options.seed, 'a whole number from 0 to 2^53 - 1')
  }
  if (options.loss !== undefined) nodeAt(model.graph, outputNamed(model.graph, options.loss.output).node)
  checkWeights(model.graph, model.weights)
}

/** Checks that `weights` has exactly one array, of the right size, for every parameter of the graph. */
export function checkWeights(graph: LayerGraph, weights: NamedArrays): void {
  const sizes = Object.fromEntries(graph.parameters.map(({ name, shape }) => [name, elementCount(shape)]))
  checkNamedSizes('weights', weights, sizes)
}

/** Checks that `arrays` has exactly the names of `sizes`, each with so many elements. */
export function checkNamedSizes(what: string, arrays: NamedArrays, sizes: Readonly<Record<string, number>>): void {
  for (const [name, size] of Object.entries(sizes)) {
    const found = arrays[name]?.length
    if (found !== size) invalid(`${what} ${name}`, found ?? 'missing', `${size} numbers`)
  }
  const unknown = Object.keys(arrays).find((name) => sizes[name] === undefined)
  if (unknown !== undefined) invalid(what, unknown, `only ${Object.keys(sizes).join(', ') || 'an empty set'}`)
}

/** Checks the number of records and the size of every input. */
export function checkInputs(graph: LayerGraph, inputs: ModelInputs, count: number, batchSize: number): void {
  if (!isCount(count, batchSize)) invalid('count', count, `a whole number from 1 to ${batchSize}`)
  if (inputs.length !== graph.inputs.length) invalid('inputs', inputs.length, `${graph.inputs.length} arrays`)
  graph.inputs.forEach((index, i) => {
    const { layer, shape } = nodeAt(graph, index)
    const values = inputs[i]
    const size = count * (isCodes(values) ? (shape[0] ?? 1) : elementCount(shape))
    if (isCodes(values) && (shape.length !== 2 || shape[1] !== 4)) {
      invalid(`input ${layer}`, 'base codes', `floats: codes are for inputs of shape [length, 4], not [${shape}]`)
    }
    if (values?.length !== size) invalid(`input ${layer}`, `${values?.length} values`, `${size} for ${count} records`)
  })
}

/** Checks a batch against the graph, the loss and the divisor. */
export function checkBatch(
  graph: LayerGraph,
  batch: Batch,
  options: CompileOptions,
  divisor: number | undefined,
): asserts options is CompileOptions & Required<Pick<CompileOptions, 'loss'>> {
  const { loss } = options
  if (loss === undefined) invalid('loss', 'absent', 'a loss given to compile')
  checkInputs(graph, batch.inputs, batch.count, options.batchSize)
  const outputs = elementCount(nodeAt(graph, outputNamed(graph, loss.output).node).shape)
  checkLength('labels', batch.labels, [batch.count * outputs])
  if (batch.weights !== undefined) {
    const sizes = isCategorical(loss.name) ? [batch.count] : [batch.count, batch.count * outputs]
    checkLength('weights', batch.weights, sizes)
  }
  if (divisor !== undefined && !(divisor > 0 && Number.isFinite(divisor))) {
    invalid('divisor', divisor, 'a number above 0')
  }
}

/** Whether the values of an input are base codes rather than floats. */
export function isCodes(values: InputValues | undefined): values is Uint8Array {
  return values instanceof Uint8Array
}

function checkLength(name: string, values: FloatArray, allowed: readonly number[]): void {
  if (!allowed.includes(values.length)) invalid(name, `${values.length} values`, allowed.join(' or '))
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most
}

/** Throws `ARGUMENT_INVALID`. */
export function invalid(name: string, found: unknown, expected: string): never {
  throw new HeliconError('ARGUMENT_INVALID', { name, found, expected })
}
