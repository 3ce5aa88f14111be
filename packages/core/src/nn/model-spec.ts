import type { ActivationName, Padding, Regularizer } from '../engine/graph.js'

/**
 * A network as JSON, in Keras' terms. Layers are in order; a layer without `inputs` takes the one before it (the first
 * takes the first input). `outputs` names what the model gives.
 */
export interface ModelSpec {
  readonly name?: string
  readonly inputs: readonly InputSpec[]
  readonly layers: readonly LayerSpec[]
  /** The first is what people are shown. Default: one output `prediction`, the last layer. */
  readonly outputs?: readonly OutputSpec[]
}

export interface InputSpec {
  readonly name: string
  /** Without the batch: [length, 4] for sequences, [features] for a second input. */
  readonly shape: readonly number[]
  /** Of an input of bases, [length, 4]. Default `one`. */
  readonly strands?: StrandSetting
}

export const STRAND_SETTINGS = ['one', 'average', 'shared'] as const

/**
 * What a model makes of the two strands of a record. `one`: it reads the bases as they are. `average`: it is trained so,
 * and every output of a prediction is the mean of that of the bases and of their reverse complement. `shared`: it reads
 * both strands with the same filters, in training and prediction (see `buildGraph`).
 */
export type StrandSetting = (typeof STRAND_SETTINGS)[number]

export interface OutputSpec {
  /** For example `prediction`, `logits`. */
  readonly name: string
  readonly layer: string
}

export type InitializerName =
  | 'glorotUniform'
  | 'glorotNormal'
  | 'heUniform'
  | 'heNormal'
  | 'lecunUniform'
  | 'lecunNormal'
  | 'zeros'
  | 'ones'

/**
 * Keras' constraints with Keras' defaults: maxValue 2 (minMaxNorm: minValue 0, maxValue 1, rate 1), axis [0]. For a
 * convolution's kernel [kernelSize, channels, filters] the norm of each filter is `axis: [0, 1]`.
 */
export type ConstraintSpec =
  | { readonly name: 'maxNorm'; readonly maxValue?: number; readonly axis?: readonly number[] }
  | { readonly name: 'unitNorm'; readonly axis?: readonly number[] }
  | { readonly name: 'nonNegative' }
  | {
      readonly name: 'minMaxNorm'
      readonly minValue?: number
      readonly maxValue?: number
      readonly rate?: number
      readonly axis?: readonly number[]
    }

interface LayerBase {
  /** Default: the type, then `type_1`, `type_2`, ... */
  readonly name?: string
  readonly inputs?: readonly string[]
  /** Default true. */
  readonly trainable?: boolean
}

interface KernelOptions {
  readonly useBias?: boolean
  readonly activation?: ActivationSpec
  readonly kernelInitializer?: InitializerName
  readonly biasInitializer?: InitializerName
  readonly kernelRegularizer?: Partial<Regularizer>
  readonly biasRegularizer?: Partial<Regularizer>
  readonly activityRegularizer?: Partial<Regularizer>
  readonly kernelConstraint?: ConstraintSpec
  readonly biasConstraint?: ConstraintSpec
}

/** A name, or a name with its parameter (`{ name: 'leakyRelu', alpha: 0.1 }`). Keras' defaults: elu 1, leakyRelu 0.2. */
export type ActivationSpec = ActivationName | { readonly name: 'elu' | 'leakyRelu'; readonly alpha: number }

export interface Conv1dSpec extends LayerBase, KernelOptions {
  readonly type: 'conv1d'
  readonly filters: number
  readonly kernelSize: number
  readonly strides?: number
  readonly padding?: Padding
  readonly dilationRate?: number
  readonly groups?: number
}

export interface DenseSpec extends LayerBase, KernelOptions {
  readonly type: 'dense'
  readonly units: number
}

export interface PoolingSpec extends LayerBase {
  readonly type: 'maxPooling1d' | 'averagePooling1d'
  /** Default 2. */
  readonly poolSize?: number
  /** Default: poolSize. */
  readonly strides?: number
  readonly padding?: 'valid' | 'same'
}

export interface GlobalPoolingSpec extends LayerBase {
  readonly type: 'globalMaxPooling1d' | 'globalAveragePooling1d'
  readonly keepdims?: boolean
}

export interface FlattenSpec extends LayerBase {
  readonly type: 'flatten'
}

export interface DropoutSpec extends LayerBase {
  readonly type: 'dropout'
  readonly rate: number
  /** Keras' noise_shape without the batch: null is the full size, 1 is shared. [1, null] drops whole channels. */
  readonly noiseShape?: readonly (number | null)[]
  readonly seed?: number
}

export interface ActivationLayerSpec extends LayerBase {
  readonly type: 'activation'
  readonly activation: ActivationSpec
}

export interface BatchNormalizationSpec extends LayerBase {
  readonly type: 'batchNormalization'
  /** Default .99, .001, true, true. */
  readonly momentum?: number
  readonly epsilon?: number
  readonly center?: boolean
  readonly scale?: boolean
  readonly betaInitializer?: InitializerName
  readonly gammaInitializer?: InitializerName
  readonly betaRegularizer?: Partial<Regularizer>
  readonly gammaRegularizer?: Partial<Regularizer>
  readonly betaConstraint?: ConstraintSpec
  readonly gammaConstraint?: ConstraintSpec
  /** Default zeros and ones. */
  readonly movingMeanInitializer?: InitializerName
  readonly movingVarianceInitializer?: InitializerName
}

export interface ConcatenateSpec extends LayerBase {
  readonly type: 'concatenate'
  readonly inputs: readonly string[]
  /** Keras' axis: -1 (default) the channels, 1 the length of [length, channels]. */
  readonly axis?: number
}

export interface AddSpec extends LayerBase {
  readonly type: 'add'
  readonly inputs: readonly string[]
}

export type LayerSpec =
  | Conv1dSpec
  | DenseSpec
  | PoolingSpec
  | GlobalPoolingSpec
  | FlattenSpec
  | DropoutSpec
  | ActivationLayerSpec
  | BatchNormalizationSpec
  | ConcatenateSpec
  | AddSpec
