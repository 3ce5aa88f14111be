import type { NamedArrays, Shape } from '../core/arrays.js'

/**
 * What an engine compiles: a network as a list of plain operations in topological order (every operation comes after
 * its inputs). `nn/` makes it from a `ModelSpec`; bias belongs to the convolution or dense layer, an activation is an
 * operation of its own.
 */
export interface LayerGraph {
  readonly nodes: readonly GraphNode[]
  /** Indices into `nodes` of the inputs, in the order of `ModelInputs`. */
  readonly inputs: readonly number[]
  /** Named outputs: name and index into `nodes`. */
  readonly outputs: readonly GraphOutput[]
  /** Every array of the model, trained or not, in the order of the layers. */
  readonly parameters: readonly GraphParameter[]
}

export interface GraphOutput {
  readonly name: string
  readonly node: number
}

export interface GraphParameter {
  /** `layer/array`, for example `conv1d/kernel`, `conv1d/bias`, `batchNormalization/movingMean`. */
  readonly name: string
  readonly shape: Shape
  readonly trainable: boolean
  /** Added to the loss: l1 * sum|w| + l2 * sum w^2, as in Keras. */
  readonly regularizer?: Regularizer
  /** Applied after every optimizer step. */
  readonly constraint?: Constraint
}

export interface Regularizer {
  readonly l1: number
  readonly l2: number
}

/** Axes over which a norm is taken, as in Keras: 0 alone is the taps of a kernel, the units of a bias. */
export type NormAxes = readonly number[]

export type Constraint =
  | { readonly name: 'maxNorm'; readonly maxValue: number; readonly axes: NormAxes }
  | { readonly name: 'unitNorm'; readonly axes: NormAxes }
  | { readonly name: 'nonNegative' }
  | {
      readonly name: 'minMaxNorm'
      readonly minValue: number
      readonly maxValue: number
      readonly rate: number
      readonly axes: NormAxes
    }

/** Every activation, by Keras' names. */
export const ACTIVATION_NAMES = [
  'linear',
  'relu',
  'sigmoid',
  'tanh',
  'softmax',
  'elu',
  'exponential',
  'softplus',
  'gelu',
  'leakyRelu',
  'silu',
  'selu',
  'softsign',
  'relu6',
  'hardSigmoid',
] as const

export type ActivationName = (typeof ACTIVATION_NAMES)[number]

export type Padding = 'valid' | 'same' | 'causal'

interface NodeBase {
  /** The layer that the operation comes from. An activation inside a layer has the layer's name too. */
  readonly layer: string
  /** Indices into `LayerGraph.nodes`, all smaller than the node's own. */
  readonly inputs: readonly number[]
  /** Output shape without the batch: [length, channels] or [units]. */
  readonly shape: Shape
}

export interface InputNode extends NodeBase {
  readonly op: 'input'
  /**
   * Of an input of bases: how both strands come into the model. Absent: one, as the record has it. An engine takes the
   * input as it is given; whoever makes batches and predictions of records looks at this.
   */
  readonly strands?: InputStrands
}

/** `average`: outputs are means over both strands. `shared`: the input holds both, so that all filters slide over both. */
export type InputStrands = { readonly kind: 'average' } | ({ readonly kind: 'shared' } & StrandFrame)

/**
 * Where both strands of a record lie in one input: `flank` N, the `length` bases, `gap` N, the reverse complement of the
 * bases, `flank` N.
 */
export interface StrandFrame {
  readonly length: number
  readonly flank: number
  readonly gap: number
}

/** y[l, f] = bias[f] + sum over t, c of x[l * strides + t * dilationRate - left, c] * kernel[t, c, f]. */
export interface Conv1dNode extends NodeBase {
  readonly op: 'conv1d'
  readonly kernelSize: number
  readonly filters: number
  readonly strides: number
  readonly dilationRate: number
  readonly groups: number
  /** Zero rows before the first position, from `padding` (Keras: total // 2 for `same`). */
  readonly left: number
  /** Indices into `LayerGraph.parameters`. kernel [kernelSize, inChannels / groups, filters], bias [filters]. */
  readonly kernel: number
  readonly bias?: number
}

/** y[..., u] = bias[u] + sum over i of x[..., i] * kernel[i, u]; on [length, channels] it acts on every position. */
export interface DenseNode extends NodeBase {
  readonly op: 'dense'
  readonly units: number
  readonly kernel: number
  readonly bias?: number
}

export interface PoolingNode extends NodeBase {
  readonly op: 'maxPooling1d' | 'averagePooling1d'
  readonly poolSize: number
  readonly strides: number
  /** Positions before the first that a window covers. They never win a maximum and do not count in an average. */
  readonly left: number
}

/** Over the length: [length, channels] to [channels], or to [1, channels] with `keepdims`. Ties: the first wins. */
export interface GlobalPoolingNode extends NodeBase {
  readonly op: 'globalMaxPooling1d' | 'globalAveragePooling1d'
}

/** A change of shape only: the elements keep their order. */
export interface FlattenNode extends NodeBase {
  readonly op: 'flatten'
}

/**
 * Training: each element is kept with probability 1 - rate and then divided by 1 - rate. See `dropoutMask` in
 * `engine/dropout.ts` for which ones. Prediction: the identity.
 */
export interface DropoutNode extends NodeBase {
  readonly op: 'dropout'
  readonly rate: number
  /** Number of this dropout in the graph, 0, 1, ...: part of the random generator's key. */
  readonly stream: number
  /** 'element': every element has its own draw. 'channel': one draw a channel for the whole length. 'position': one a position. */
  readonly granularity: 'element' | 'channel' | 'position'
  /** The layer's own seed, where given; otherwise the training's seed decides. */
  readonly seed?: number
}

export interface ActivationNode extends NodeBase {
  readonly op: 'activation'
  readonly activation: ActivationName
  /** elu: alpha. leakyRelu: negative slope. Otherwise absent. */
  readonly alpha?: number
}

/** Over batch and length, per channel. Parameters [channels]. Training updates the moving statistics. */
export interface BatchNormalizationNode extends NodeBase {
  readonly op: 'batchNormalization'
  readonly momentum: number
  readonly epsilon: number
  readonly gamma?: number
  readonly beta?: number
  readonly movingMean: number
  readonly movingVariance: number
  /** A layer that is frozen normalises with its moving statistics while training too, as in Keras. */
  readonly frozen: boolean
}

/** Along the last axis (`channels`) or along the length. */
export interface ConcatenateNode extends NodeBase {
  readonly op: 'concatenate'
  readonly axis: 'channels' | 'length'
}

export interface AddNode extends NodeBase {
  readonly op: 'add'
}

/** The identity, which adds (l1 * sum|y| + l2 * sum y^2) / records to the training loss: Keras' activity_regularizer. */
export interface ActivityRegularizationNode extends NodeBase {
  readonly op: 'activityRegularization'
  readonly l1: number
  readonly l2: number
}

export type GraphNode =
  | InputNode
  | Conv1dNode
  | DenseNode
  | PoolingNode
  | GlobalPoolingNode
  | FlattenNode
  | DropoutNode
  | ActivationNode
  | BatchNormalizationNode
  | ConcatenateNode
  | AddNode
  | ActivityRegularizationNode

/** A graph with its arrays: everything an engine needs to know about a model. */
export interface ExecutableModel {
  readonly graph: LayerGraph
  /** One array for every entry of `graph.parameters`. */
  readonly weights: NamedArrays
}
