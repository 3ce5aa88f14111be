import type { FloatArray, NamedArrays } from '../core/arrays.js'
import type { TaskOptions } from '../core/progress.js'
import type { ExecutableModel } from './graph.js'

/**
 * The values of one input for `count` records. `Uint8Array`: base codes [count, length], A 0, C 1, G 2, T 3, anything
 * else a zero row; only for inputs of shape [length, 4]. Floats: [count, ...shape], row-major.
 */
export type InputValues = Uint8Array | FloatArray

/** One entry for every input of the graph, in its order. */
export type ModelInputs = readonly InputValues[]

/** Losses. All are computed from the output that `LossSpec.output` names. */
export type LossName =
  /** max(z, 0) - z * y + log1p(exp(-|z|)) of logits z, mean over the outputs. */
  | 'sigmoid-cross-entropy'
  /** -y log p - (1 - y) log(1 - p) of probabilities clipped to [1e-7, 1 - 1e-7], mean over the outputs. */
  | 'binary-cross-entropy'
  /** -sum y log p of probabilities that are first divided by their sum, then clipped to [1e-7, 1 - 1e-7]: Keras. */
  | 'categorical-cross-entropy'
  /** -sum y log softmax(z) of logits z. */
  | 'softmax-cross-entropy'
  /** (p - y)^2, mean over the outputs. */
  | 'mean-squared-error'

export interface LossSpec {
  readonly name: LossName
  /** Name of the graph's output that the loss is computed from. */
  readonly output: string
}

/** Optimizers in Keras' form. The learning rate comes with every step, so that a schedule may change it. */
export type OptimizerSpec =
  | AdamSpec
  | AdamWSpec
  | { readonly name: 'sgd'; readonly momentum: number; readonly nesterov: boolean }
  | {
      readonly name: 'rmsprop'
      readonly rho: number
      readonly momentum: number
      readonly epsilon: number
      readonly centered: boolean
    }

interface AdamNumbers {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
}
/** p -= lr * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon). */
export interface AdamSpec extends AdamNumbers {
  readonly name: 'adam'
}
/** Adam after p -= lr * weightDecay * p on every trained array (Keras decays biases too). */
export interface AdamWSpec extends AdamNumbers {
  readonly name: 'adamw'
  readonly weightDecay: number
}

export interface CompileOptions {
  /** Needed for `trainBatch` and `evaluateBatch`. */
  readonly loss?: LossSpec
  /** Needed for `trainBatch`. */
  readonly optimizer?: OptimizerSpec
  /** Most records that one call is given. Also decides how a batch is cut, hence the bits of the sums. */
  readonly batchSize: number
  /** Seed of the dropout masks. */
  readonly seed: number
  /** At most this many threads; the result does not depend on it. Default: what the machine has. */
  readonly threads?: number
}

export interface Batch {
  readonly inputs: ModelInputs
  /** Number of records, at most `batchSize`. */
  readonly count: number
  /** [count, outputs] of the output that the loss names. */
  readonly labels: FloatArray
  /** [count] or [count, outputs]; absent: all 1. For categorical losses [count]. */
  readonly weights?: FloatArray
}

export interface TrainingStep {
  readonly learningRate: number
  /**
   * What the weighted sum of losses is divided by. Keras: the number of records in the batch. DeepChem: the batch
   * size, also for a last batch that is shorter (its padding counts with weight 0). Default: `batch.count`.
   */
  readonly divisor?: number
}

export interface BatchLoss {
  /** Weighted mean of the records' losses, before the step; regularization included. */
  readonly loss: number
  /** Sum of weight * loss of the records, without regularization: exact material for an epoch's mean. */
  readonly lossSum: number
  /** Values of the loss' output while training (dropout on), [count, outputs]. Valid until the next call. */
  readonly outputs: FloatArray
}

/** Everything beyond the weights that the next step depends on: moments by name, and the number of steps done. */
export interface EngineState {
  readonly step: number
  readonly arrays: NamedArrays
}

export interface BackwardResult {
  /** Every named output, [count, ...shape]. */
  readonly outputs: Readonly<Record<string, FloatArray>>
  /** For each input of the graph the gradient, float [count, ...shape] (also where codes were given). */
  readonly inputs: readonly FloatArray[]
  /** Gradient of every trainable parameter. */
  readonly weights: NamedArrays
  /** Gradients of regularizers are not included here. */
}

/** Outputs of consecutive windows of a long sequence. */
export interface ScannedWindows {
  /** Start of the first window, counted from 0. */
  readonly first: number
  readonly count: number
  /** Every named output, [count, ...shape]. */
  readonly outputs: Readonly<Record<string, FloatArray>>
}

/**
 * A model made ready by an engine. One call at a time. Methods are asynchronous because a browser's main thread may
 * not wait for workers; an engine that needs no waiting resolves at once.
 */
export interface CompiledModel {
  readonly engine: string
  readonly threads: number

  /**
   * One step of the optimizer. Where the loss or a gradient is not finite it throws `TRAINING_NOT_FINITE` and leaves
   * weights and moments as they were before the step.
   */
  trainBatch(batch: Batch, step: TrainingStep): Promise<BatchLoss>

  /** The loss of a batch without dropout and without a step (batch normalisation by moving statistics). */
  evaluateBatch(batch: Batch, divisor?: number): Promise<BatchLoss>

  /** Every named output, [count, ...shape], of at most `batchSize` records. Fresh arrays. */
  predictBatch(inputs: ModelInputs, count: number): Promise<Readonly<Record<string, FloatArray>>>

  /**
   * Every window of a sequence at stride 1: named outputs [windows, ...shape], windows = codes.length - L + 1 for a
   * model of records of L bases. The values are those of `predictBatch` on each window, to 1e-6 (1 + |y|).
   *
   * Neighbouring windows share what their zero padding does not reach. In the layer n only the first l(n) and the last
   * r(n) rows of a window depend on where it begins and ends (l and r grow by the padding of every convolution); all
   * other rows are the sequence's own and are computed once. The layers from the first that has no such rows on
   * (flatten, strides, pooling, dense) run for every window.
   *
   * A model with `strands: average` gives means over both strands, from two scans. One with `strands: shared` shares
   * nothing: its windows are made into records and predicted `batchSize` at a time, to the bits of `predictBatch`, each
   * at the whole work of a record.
   *
   * `codes`: bases 0 to 3, or 4 for N, which is a row of zeros. Progress counts windows.
   * @throws `ARGUMENT_INVALID` where the model has another input than one of bases, or `codes` are fewer than L or
   * above 4; the signal's reason when aborted
   */
  scanSequence(codes: Uint8Array, options?: TaskOptions): Promise<Readonly<Record<string, FloatArray>>>

  /**
   * The same some thousand windows at a time (`strands: shared`: `batchSize`), in order, for a sequence whose outputs
   * are too many to hold at once. Between two of them the model may be used for something else; weights that change then
   * count from the next on.
   */
  scanWindows(codes: Uint8Array, options?: TaskOptions): AsyncIterable<ScannedWindows>

  /**
   * Gradients of sum(outputGradient * output) by chain rule; `training` decides dropout and batch normalisation.
   * Changes neither weights nor moments nor moving statistics.
   */
  gradients(
    inputs: ModelInputs,
    count: number,
    outputGradients: Readonly<Record<string, FloatArray>>,
    options?: { readonly training?: boolean },
  ): Promise<BackwardResult>

  /** Copies of all parameters, by name. */
  exportWeights(): NamedArrays
  /** Replaces parameters; names and sizes must match. Moments stay. */
  importWeights(weights: NamedArrays): void
  exportState(): EngineState
  importState(state: EngineState): void

  /** Ends its threads and gives memory back; later calls may throw `ENGINE_MODEL_DISPOSED`. Safe to call twice. */
  dispose(): Promise<void>
}

export interface Engine {
  readonly name: 'reference' | 'wasm'
  compile(model: ExecutableModel, options: CompileOptions): Promise<CompiledModel>
}
