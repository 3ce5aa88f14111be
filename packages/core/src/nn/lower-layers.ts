import { elementCount, type Shape } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { DropoutNode } from '../engine/graph.js'
import {
  activationParameters,
  addActivation,
  addActivityRegularization,
  addNode,
  addParameter,
  type GraphBuilder,
  type LayerInput,
  type LayerPlace,
} from './graph-builder.js'
import type {
  ActivationLayerSpec,
  BatchNormalizationSpec,
  Conv1dSpec,
  DenseSpec,
  DropoutSpec,
  GlobalPoolingSpec,
  PoolingSpec,
} from './model-spec.js'
import { type SlidingWindow, slide, windowExtent } from './padding.js'

/** The convolution, its activation and its activity regularization. Returns the last node's index. */
export function lowerConv1d(builder: GraphBuilder, place: LayerPlace, spec: Conv1dSpec): number {
  const { name } = place
  const { input, length, channels } = sequenceInput(place, spec.type)
  const { filters, kernelSize, strides = 1, dilationRate = 1, groups = 1, padding = 'valid', trainable = true } = spec
  if (strides > 1 && dilationRate > 1) {
    throw new HeliconError('MODEL_STRIDES_AND_DILATION', { layer: name, strides, dilationRate })
  }
  if (channels % groups !== 0 || filters % groups !== 0) {
    throw new HeliconError('MODEL_GROUPS', { layer: name, groups, channels, filters })
  }
  const slid = slideOver(name, input, length, { size: kernelSize, strides, dilationRate, padding })
  const shape = [slid.length, filters]
  const kernel = addParameter(builder, name, 'kernel', [kernelSize, channels / groups, filters], {
    trainable,
    regularizer: spec.kernelRegularizer,
    constraint: spec.kernelConstraint,
  })
  const bias = addBias(builder, name, filters, spec)
  const node = addNode(builder, {
    op: 'conv1d',
    layer: name,
    inputs: [input.node],
    shape,
    kernelSize,
    filters,
    strides,
    dilationRate,
    groups,
    left: slid.left,
    kernel,
    ...bias,
  })
  const activated = addActivation(builder, name, node, shape, spec.activation)
  return addActivityRegularization(builder, name, activated, shape, spec.activityRegularizer)
}

/** Dense acts on the last axis: [units of the layer before] or every position of [length, channels]. */
export function lowerDense(builder: GraphBuilder, place: LayerPlace, spec: DenseSpec): number {
  const { name } = place
  const input = onlyInput(place, spec.type)
  const { units, trainable = true } = spec
  const shape = [...input.shape.slice(0, -1), units]
  const kernel = addParameter(builder, name, 'kernel', [input.shape.at(-1) ?? 0, units], {
    trainable,
    regularizer: spec.kernelRegularizer,
    constraint: spec.kernelConstraint,
  })
  const bias = addBias(builder, name, units, spec)
  const node = addNode(builder, { op: 'dense', layer: name, inputs: [input.node], shape, units, kernel, ...bias })
  const activated = addActivation(builder, name, node, shape, spec.activation)
  return addActivityRegularization(builder, name, activated, shape, spec.activityRegularizer)
}

export function lowerPooling(builder: GraphBuilder, place: LayerPlace, spec: PoolingSpec): number {
  const { input, length, channels } = sequenceInput(place, spec.type)
  const { poolSize = 2, strides = poolSize, padding = 'valid' } = spec
  const slid = slideOver(place.name, input, length, { size: poolSize, strides, dilationRate: 1, padding })
  return addNode(builder, {
    op: spec.type,
    layer: place.name,
    inputs: [input.node],
    shape: [slid.length, channels],
    poolSize,
    strides,
    left: slid.left,
  })
}

export function lowerGlobalPooling(builder: GraphBuilder, place: LayerPlace, spec: GlobalPoolingSpec): number {
  const { input, channels } = sequenceInput(place, spec.type)
  const shape = spec.keepdims === true ? [1, channels] : [channels]
  return addNode(builder, { op: spec.type, layer: place.name, inputs: [input.node], shape })
}

export function lowerFlatten(builder: GraphBuilder, place: LayerPlace): number {
  const input = onlyInput(place, 'flatten')
  const shape = [elementCount(input.shape)]
  return addNode(builder, { op: 'flatten', layer: place.name, inputs: [input.node], shape })
}

export function lowerDropout(builder: GraphBuilder, place: LayerPlace, spec: DropoutSpec): number {
  const input = onlyInput(place, spec.type)
  const granularity = dropoutGranularity(place.name, input.shape, spec.noiseShape)
  return addNode(builder, {
    op: 'dropout',
    layer: place.name,
    inputs: [input.node],
    shape: input.shape,
    rate: spec.rate,
    stream: builder.dropouts++,
    granularity,
    ...(spec.seed !== undefined && { seed: spec.seed }),
  })
}

export function lowerActivation(builder: GraphBuilder, place: LayerPlace, spec: ActivationLayerSpec): number {
  const input = onlyInput(place, spec.type)
  return addNode(builder, {
    op: 'activation',
    layer: place.name,
    inputs: [input.node],
    shape: input.shape,
    ...activationParameters(spec.activation),
  })
}

/** Arrays in Keras' order: gamma, beta, movingMean, movingVariance. The last two are never trained by gradients. */
export function lowerBatchNormalization(
  builder: GraphBuilder,
  place: LayerPlace,
  spec: BatchNormalizationSpec,
): number {
  const { name } = place
  const input = onlyInput(place, spec.type)
  const { momentum = 0.99, epsilon = 0.001, center = true, scale = true, trainable = true } = spec
  const shape = [input.shape.at(-1) ?? 0]
  const gamma = scale
    ? addParameter(builder, name, 'gamma', shape, {
        trainable,
        regularizer: spec.gammaRegularizer,
        constraint: spec.gammaConstraint,
      })
    : undefined
  const beta = center
    ? addParameter(builder, name, 'beta', shape, {
        trainable,
        regularizer: spec.betaRegularizer,
        constraint: spec.betaConstraint,
      })
    : undefined
  const movingMean = addParameter(builder, name, 'movingMean', shape, { trainable: false })
  const movingVariance = addParameter(builder, name, 'movingVariance', shape, { trainable: false })
  return addNode(builder, {
    op: 'batchNormalization',
    layer: name,
    inputs: [input.node],
    shape: input.shape,
    momentum,
    epsilon,
    ...(gamma !== undefined && { gamma }),
    ...(beta !== undefined && { beta }),
    movingMean,
    movingVariance,
    frozen: !trainable,
  })
}

/** The one input of a layer that takes exactly one. */
export function onlyInput(place: LayerPlace, type: string): LayerInput {
  const input = place.inputs[0]
  if (input === undefined || place.inputs.length !== 1) {
    const expected = { kind: 'integer', min: 1, max: 1 } as const
    throw new HeliconError('MODEL_INPUT_COUNT', { layer: place.name, type, found: place.inputs.length, expected })
  }
  return input
}

function sequenceInput(place: LayerPlace, type: string) {
  const input = onlyInput(place, type)
  const [length, channels] = input.shape
  if (input.shape.length !== 2 || length === undefined || channels === undefined) {
    throw new HeliconError('MODEL_NOT_SEQUENCE', { layer: place.name, type, input: input.name, shape: input.shape })
  }
  return { input, length, channels }
}

function slideOver(layer: string, input: LayerInput, length: number, window: SlidingWindow) {
  const slid = slide(length, window)
  if (slid.length < 1) {
    const extent = windowExtent(window)
    throw new HeliconError('MODEL_WINDOW_TOO_LONG', { layer, window: extent, input: input.name, length })
  }
  return slid
}

function addBias(builder: GraphBuilder, name: string, size: number, spec: Conv1dSpec | DenseSpec) {
  if (spec.useBias === false) return {}
  const bias = addParameter(builder, name, 'bias', [size], {
    trainable: spec.trainable ?? true,
    regularizer: spec.biasRegularizer,
    constraint: spec.biasConstraint,
  })
  return { bias }
}

function dropoutGranularity(
  layer: string,
  shape: Shape,
  noiseShape: DropoutSpec['noiseShape'],
): DropoutNode['granularity'] {
  if (noiseShape === undefined) return 'element'
  const full = noiseShape.map((entry, axis) => entry === null || entry === shape[axis])
  const valid = noiseShape.length === shape.length && noiseShape.every((entry, axis) => full[axis] || entry === 1)
  if (!valid || !full.includes(true)) {
    throw new HeliconError('MODEL_NOISE_SHAPE', { layer, found: noiseShape, shape })
  }
  if (!full.includes(false)) return 'element'
  return full[0] === true ? 'position' : 'channel'
}
