import { elementCount, type FloatArray, type NamedArrays } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Expectation, Wording } from '../core/messages/expectation.js'
import type { Batch, CompileOptions, InputValues, LossName, ModelInputs } from './engine.js'
import type { ExecutableModel, GraphNode, GraphOutput, LayerGraph } from './graph.js'

/** Losses whose classes exclude each other: one loss and one weight for all the outputs of a position. */
export function isCategorical(loss: LossName): boolean {
  return loss === 'categorical-cross-entropy' || loss === 'softmax-cross-entropy'
}

/** The node with index `index`. Throws `ARGUMENT_INVALID` where the graph has none. */
export function nodeAt(graph: LayerGraph, index: number): GraphNode {
  const node = graph.nodes[index]
  if (node === undefined) invalid('graph node', index, { kind: 'integer', min: 0, max: graph.nodes.length - 1 })
  return node
}

/** The output called `name`. Throws `ARGUMENT_INVALID` where the graph has none. */
export function outputNamed(graph: LayerGraph, name: string): GraphOutput {
  const output = graph.outputs.find((candidate) => candidate.name === name)
  if (output === undefined) invalid('output', name, { kind: 'oneOf', values: graph.outputs.map((o) => o.name) })
  return output
}

/** Checks what an engine is asked to compile: options in range, one array of the right size for every parameter. */
export function checkModel(model: ExecutableModel, options: CompileOptions): void {
  if (!isCount(options.batchSize, Number.MAX_SAFE_INTEGER)) {
    invalid('batchSize', options.batchSize, { kind: 'integer', min: 1 })
  }
  if (!Number.isSafeInteger(options.seed) || options.seed < 0) {
    invalid('seed', options.seed, { kind: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER })
  }
  if (options.threads !== undefined && !isCount(options.threads, Number.MAX_SAFE_INTEGER)) {
    invalid('threads', options.threads, { kind: 'integer', min: 1 })
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
    if (found !== size) invalid(`${what} ${name}`, found === undefined ? ABSENT : numbers(found), numbers(size))
  }
  const known = Object.keys(sizes)
  const unknown = Object.keys(arrays).find((name) => sizes[name] === undefined)
  if (unknown !== undefined) invalid(what, unknown, known.length === 0 ? NOTHING : { kind: 'oneOf', values: known })
}

/** Checks the number of records and the size of every input. */
export function checkInputs(graph: LayerGraph, inputs: ModelInputs, count: number, batchSize: number): void {
  if (!isCount(count, batchSize)) invalid('count', count, { kind: 'integer', min: 1, max: batchSize })
  if (inputs.length !== graph.inputs.length) invalid('inputs.length', inputs.length, exactly(graph.inputs.length))
  graph.inputs.forEach((index, i) => {
    const { layer, shape } = nodeAt(graph, index)
    const values = inputs[i]
    const size = count * (isCodes(values) ? (shape[0] ?? 1) : elementCount(shape))
    if (isCodes(values) && (shape.length !== 2 || shape[1] !== 4)) {
      invalid(`input ${layer}`, BASE_CODES, {
        kind: 'words',
        en: `floats: codes are for inputs of shape [length, 4], not [${shape}]`,
        ko: `실수 배열(염기 코드는 모양이 [length, 4]인 입력에만 쓸 수 있으며 이 입력의 모양은 [${shape}])`,
      })
    }
    if (values?.length !== size)
      invalid(`input ${layer}`, values === undefined ? ABSENT : numbers(values.length), {
        kind: 'words',
        en: `${size} numbers for ${count} records`,
        ko: `레코드 ${count}개에 대한 수 ${size}개`,
      })
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
  if (loss === undefined) invalid('loss', ABSENT, givenToCompile('loss', '손실'))
  checkInputs(graph, batch.inputs, batch.count, options.batchSize)
  const outputs = elementCount(nodeAt(graph, outputNamed(graph, loss.output).node).shape)
  checkLength('labels', batch.labels, [batch.count * outputs])
  if (batch.weights !== undefined) {
    const sizes = isCategorical(loss.name) ? [batch.count] : [batch.count, batch.count * outputs]
    checkLength('weights', batch.weights, sizes)
  }
  if (divisor !== undefined && !(divisor > 0 && Number.isFinite(divisor))) {
    invalid('divisor', divisor, { kind: 'number', above: 0 })
  }
}

/** Whether the values of an input are base codes rather than floats. */
export function isCodes(values: InputValues | undefined): values is Uint8Array {
  return values instanceof Uint8Array
}

function checkLength(name: string, values: FloatArray, allowed: readonly number[]): void {
  if (!allowed.includes(values.length))
    invalid(name, numbers(values.length), { kind: 'anyOf', of: allowed.map(numbers) })
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most
}

/** What an argument that is not there is called in a message. */
export const ABSENT: Wording = { en: 'absent', ko: '(없음)' }
const NOTHING: Expectation = { kind: 'words', en: 'nothing', ko: '없음' }
const BASE_CODES: Wording = { en: 'base codes', ko: '염기 코드' }

/** So many numbers: as what was found, or as what is expected. */
export function numbers(count: number): Expectation & Wording {
  return { kind: 'words', en: `${count} numbers`, ko: `수 ${count}개` }
}

function exactly(count: number): Expectation {
  return { kind: 'integer', min: count, max: count }
}

/** What `compile` must have been given for this to be possible. */
export function givenToCompile(en: 'loss' | 'optimizer', ko: string): Expectation {
  return { kind: 'words', en: `the ${en} given to compile`, ko: `compile에 준 ${ko}` }
}

/** Throws `ARGUMENT_INVALID`. */
export function invalid(name: string, found: unknown, expected: Expectation): never {
  throw new HeliconError('ARGUMENT_INVALID', { name, found, expected })
}
