import { at, type Shape } from '../../core/arrays.js'

/**
 * The values of a node for all records of a batch, [records, length, channels] in row-major order. A shape [units] is
 * one position of `units` channels, so every operation has to know one layout only.
 */
export interface Activation {
  readonly values: Float64Array
  readonly length: number
  readonly channels: number
}

/** What an operation gives: its values, and its backward pass, which remembers what the forward pass saw. */
export interface Operation {
  readonly output: Float64Array
  /** From the gradient with respect to the output to those with respect to the inputs and parameters. */
  readonly backward: (outputGradient: Float64Array) => OperationGradients
  /** Batch normalisation while training: parameters (by index) and what they become when the step is taken. */
  readonly movingStatistics?: readonly ParameterValues[]
  /** Activity regularization: what it adds to the loss. */
  readonly penalty?: number
}

export interface OperationGradients {
  /** In the order of the node's inputs, each of its input's size. */
  readonly inputs: readonly Float64Array[]
  readonly parameters?: readonly ParameterValues[]
}

/** An array that belongs to the parameter with this index in the graph. */
export interface ParameterValues {
  readonly parameter: number
  readonly values: Float64Array
}

/** How a pass through the graph is made. */
export interface Pass {
  readonly count: number
  /** Dropout acts and batch normalisation uses the statistics of the batch. */
  readonly training: boolean
  /** Seed of the dropout masks. */
  readonly seed: number
  /** Number of training steps done so far. */
  readonly step: number
  /** Whether activity regularization belongs to what is differentiated. */
  readonly regularized: boolean
}

/** Length and channels of a shape without its batch. */
export function extent(shape: Shape): { readonly length: number; readonly channels: number } {
  return shape.length < 2 ? { length: 1, channels: shape[0] ?? 1 } : { length: at(shape, 0), channels: at(shape, 1) }
}
