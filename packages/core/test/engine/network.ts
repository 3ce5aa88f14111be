import { elementCount, type FloatArray, type Shape } from '../../src/core/arrays.js'
import type {
  ActivationName,
  BatchNormalizationNode,
  ConcatenateNode,
  DropoutNode,
  ExecutableModel,
  GraphNode,
  GraphOutput,
  GraphParameter,
  PoolingNode,
} from '../../src/engine/graph.js'
import type { Random } from './random.js'

interface ParameterOptions {
  readonly regularizer?: GraphParameter['regularizer']
  readonly constraint?: GraphParameter['constraint']
  readonly trainable?: boolean
}

interface ConvolutionOptions {
  readonly filters: number
  readonly kernelSize: number
  readonly strides?: number
  readonly dilationRate?: number
  readonly groups?: number
  readonly padding?: 'valid' | 'same' | 'causal'
  readonly bias?: boolean
  readonly kernel?: ParameterOptions
}

/**
 * Builds graphs for tests, operation by operation, apart from `nn/`: an engine's test must not depend on the code that
 * lowers specs. Methods give the index of the new node.
 */
export class Network {
  readonly nodes: GraphNode[] = []
  readonly inputs: number[] = []
  readonly outputs: GraphOutput[] = []
  readonly parameters: GraphParameter[] = []
  #streams = 0

  input(...shape: number[]): number {
    this.inputs.push(this.nodes.length)
    return this.#push({ op: 'input', layer: `input_${this.inputs.length}`, inputs: [], shape })
  }

  conv1d(from: number, options: ConvolutionOptions): number {
    const { filters, kernelSize, strides = 1, dilationRate = 1, groups = 1, padding = 'same' } = options
    const [length = 1, channels = 1] = this.shape(from)
    const layer = this.#layer('conv1d')
    const frame = windowFrame(length, kernelSize, strides, dilationRate, padding)
    const kernel = this.#parameter(`${layer}/kernel`, [kernelSize, channels / groups, filters], options.kernel)
    const bias = options.bias === false ? {} : { bias: this.#parameter(`${layer}/bias`, [filters], {}) }
    const shape = [frame.length, filters]
    const own = { kernelSize, filters, strides, dilationRate, groups, left: frame.left, kernel, ...bias }
    return this.#push({ op: 'conv1d', layer, inputs: [from], shape, ...own })
  }

  dense(from: number, units: number, options: { bias?: boolean; kernel?: ParameterOptions } = {}): number {
    const layer = this.#layer('dense')
    const shape = this.shape(from)
    const kernel = this.#parameter(`${layer}/kernel`, [shape.at(-1) ?? 1, units], options.kernel)
    const bias = options.bias === false ? {} : { bias: this.#parameter(`${layer}/bias`, [units], {}) }
    return this.#push({
      op: 'dense',
      layer,
      inputs: [from],
      shape: [...shape.slice(0, -1), units],
      units,
      kernel,
      ...bias,
    })
  }

  pooling(
    from: number,
    op: PoolingNode['op'],
    poolSize: number,
    strides = poolSize,
    padding: 'valid' | 'same' = 'valid',
  ) {
    const [length = 1, channels = 1] = this.shape(from)
    const frame = windowFrame(length, poolSize, strides, 1, padding)
    const shape = [frame.length, channels]
    return this.#push({ op, layer: this.#layer(op), inputs: [from], shape, poolSize, strides, left: frame.left })
  }

  globalPooling(from: number, op: 'globalMaxPooling1d' | 'globalAveragePooling1d', keepdims = false): number {
    const channels = this.shape(from)[1] ?? 1
    return this.#push({ op, layer: this.#layer(op), inputs: [from], shape: keepdims ? [1, channels] : [channels] })
  }

  flatten(from: number): number {
    return this.#push({
      op: 'flatten',
      layer: this.#layer('flatten'),
      inputs: [from],
      shape: [elementCount(this.shape(from))],
    })
  }

  dropout(from: number, rate: number, granularity: DropoutNode['granularity'] = 'element', seed?: number): number {
    const own = { rate, granularity, stream: this.#streams++, ...(seed === undefined ? {} : { seed }) }
    return this.#push({ op: 'dropout', layer: this.#layer('dropout'), inputs: [from], shape: this.shape(from), ...own })
  }

  activation(from: number, activation: ActivationName, alpha?: number): number {
    const own = { activation, ...(alpha === undefined ? {} : { alpha }) }
    return this.#push({
      op: 'activation',
      layer: this.#layer('activation'),
      inputs: [from],
      shape: this.shape(from),
      ...own,
    })
  }

  batchNormalization(
    from: number,
    options: { scale?: boolean; center?: boolean; frozen?: boolean; momentum?: number; epsilon?: number } = {},
  ): number {
    const { scale = true, center = true, frozen = false, momentum = 0.99, epsilon = 1e-3 } = options
    const layer = this.#layer('batchNormalization')
    const shape = [this.shape(from).at(-1) ?? 1]
    const trained = { trainable: !frozen }
    const node: BatchNormalizationNode = {
      op: 'batchNormalization',
      layer,
      inputs: [from],
      shape: this.shape(from),
      momentum,
      epsilon,
      frozen,
      ...(scale ? { gamma: this.#parameter(`${layer}/gamma`, shape, trained) } : {}),
      ...(center ? { beta: this.#parameter(`${layer}/beta`, shape, trained) } : {}),
      movingMean: this.#parameter(`${layer}/movingMean`, shape, { trainable: false }),
      movingVariance: this.#parameter(`${layer}/movingVariance`, shape, { trainable: false }),
    }
    return this.#push(node)
  }

  concatenate(from: readonly number[], axis: ConcatenateNode['axis']): number {
    const shapes = from.map((index) => this.shape(index))
    const along = axis === 'length' ? 0 : (shapes[0]?.length ?? 1) - 1
    const total = shapes.reduce((sum, shape) => sum + (shape[along] ?? 0), 0)
    const shape = (shapes[0] ?? []).map((size, i) => (i === along ? total : size))
    return this.#push({ op: 'concatenate', layer: this.#layer('concatenate'), inputs: from, shape, axis })
  }

  add(from: readonly number[]): number {
    return this.#push({ op: 'add', layer: this.#layer('add'), inputs: from, shape: this.shape(from[0] ?? 0) })
  }

  activityRegularization(from: number, l1: number, l2: number): number {
    const layer = this.#layer('activityRegularization')
    return this.#push({ op: 'activityRegularization', layer, inputs: [from], shape: this.shape(from), l1, l2 })
  }

  output(name: string, node: number): this {
    this.outputs.push({ name, node })
    return this
  }

  /** The model with random weights. */
  model(random: Random): ExecutableModel {
    return this.withWeights(Object.fromEntries(this.parameters.map((p) => [p.name, randomWeights(p, random)])))
  }

  withWeights(weights: Readonly<Record<string, FloatArray>>): ExecutableModel {
    const { nodes, inputs, outputs, parameters } = this
    return { graph: { nodes, inputs, outputs, parameters }, weights }
  }

  shape(node: number): Shape {
    return this.nodes[node]?.shape ?? []
  }

  #push(node: GraphNode): number {
    this.nodes.push(node)
    return this.nodes.length - 1
  }

  #layer(type: string): string {
    const number = this.nodes.filter(({ op }) => op === type).length
    return number === 0 ? type : `${type}_${number}`
  }

  #parameter(name: string, shape: Shape, { regularizer, constraint, trainable = true }: ParameterOptions = {}): number {
    const own = { ...(regularizer && { regularizer }), ...(constraint && { constraint }) }
    this.parameters.push({ name, shape, trainable, ...own })
    return this.parameters.length - 1
  }
}

function randomWeights({ name, shape }: GraphParameter, random: Random): FloatArray {
  const values = random.normals(elementCount(shape), name.endsWith('kernel') ? 0.5 : 0.3)
  if (name.endsWith('movingVariance')) return values.map((v) => 0.5 + Math.abs(v))
  return name.endsWith('gamma') ? values.map((v) => 1 + v) : values
}

/** Keras' output length and left padding. */
function windowFrame(length: number, size: number, strides: number, dilation: number, padding: string) {
  const reach = (size - 1) * dilation + 1
  if (padding === 'valid') return { length: Math.floor((length - reach) / strides) + 1, left: 0 }
  const outputLength = Math.ceil(length / strides)
  if (padding === 'causal') return { length: outputLength, left: reach - 1 }
  return { length: outputLength, left: Math.floor(Math.max((outputLength - 1) * strides + reach - length, 0) / 2) }
}
