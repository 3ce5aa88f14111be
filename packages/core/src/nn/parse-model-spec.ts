import { ACTIVATION_NAMES, type Regularizer } from '../engine/graph.js'
import {
  boolean,
  type Check,
  checked,
  integer,
  list,
  nameText,
  nullOr,
  number,
  object,
  oneOf,
  seedInteger,
  tagged,
  text,
} from './checks.js'
import {
  type ActivationLayerSpec,
  type ActivationSpec,
  type AddSpec,
  type BatchNormalizationSpec,
  type ConcatenateSpec,
  type ConstraintSpec,
  type Conv1dSpec,
  type DenseSpec,
  type DropoutSpec,
  type FlattenSpec,
  type GlobalPoolingSpec,
  type InitializerName,
  type InputSpec,
  type LayerSpec,
  type ModelSpec,
  type OutputSpec,
  type PoolingSpec,
  STRAND_SETTINGS,
} from './model-spec.js'

/**
 * A model's spec from data that anybody may have written (JSON, YAML): every key and value is checked.
 * @param place what the data are from, for messages, for example `config.yaml`
 * @param path of the spec in it, for example `model`; default: it is all of it
 * @throws HeliconError MODEL_KEY_UNKNOWN, MODEL_KEY_MISSING, MODEL_VALUE_INVALID with the path of the value
 *   (`layers[2].kernelSize`), what is allowed and the nearest spelling
 */
export function parseModelSpec(json: unknown, place: string, path = ''): ModelSpec {
  return checked(modelCheck, json, { place, path })
}

const INITIALIZERS: readonly InitializerName[] = [
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'lecunUniform',
  'lecunNormal',
  'zeros',
  'ones',
]

const positive = integer(1)
const initializer = oneOf(INITIALIZERS)
const padding = oneOf(['valid', 'same'])
const regularizer = object<Partial<Regularizer>>({ l1: number({ min: 0 }), l2: number({ min: 0 }) }, [])

const norm = { axis: list(integer(0, 2), 1, 3) }

const constraint: Check<ConstraintSpec> = tagged(
  'name',
  new Map<string, Check<ConstraintSpec>>([
    ['maxNorm', object({ name: oneOf(['maxNorm']), maxValue: number({ above: 0 }), ...norm }, ['name'])],
    ['unitNorm', object({ name: oneOf(['unitNorm']), ...norm }, ['name'])],
    ['nonNegative', object({ name: oneOf(['nonNegative']) }, ['name'])],
    [
      'minMaxNorm',
      object(
        {
          name: oneOf(['minMaxNorm']),
          minValue: number({ min: 0 }),
          maxValue: number({ above: 0 }),
          rate: number({ min: 0, max: 1 }),
          ...norm,
        },
        ['name'],
      ),
    ],
  ]),
)

const activationName = oneOf(ACTIVATION_NAMES)
const activationWithAlpha = object<Exclude<ActivationSpec, string>>(
  { name: oneOf(['elu', 'leakyRelu']), alpha: number({ min: 0 }) },
  ['name', 'alpha'],
)
const activation: Check<ActivationSpec> = {
  expected: activationName.expected,
  test: (value, at): value is ActivationSpec =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? activationWithAlpha.test(value, at)
      : activationName.test(value, at),
}

const base = { name: nameText, inputs: list(nameText, 1, 1000), trainable: boolean }

const kernelOptions = {
  useBias: boolean,
  activation,
  kernelInitializer: initializer,
  biasInitializer: initializer,
  kernelRegularizer: regularizer,
  biasRegularizer: regularizer,
  activityRegularizer: regularizer,
  kernelConstraint: constraint,
  biasConstraint: constraint,
}

const conv1d = object<Conv1dSpec>(
  {
    ...base,
    ...kernelOptions,
    type: oneOf(['conv1d']),
    filters: positive,
    kernelSize: positive,
    strides: positive,
    padding: oneOf(['valid', 'same', 'causal']),
    dilationRate: positive,
    groups: positive,
  },
  ['type', 'filters', 'kernelSize'],
)
const dense = object<DenseSpec>({ ...base, ...kernelOptions, type: oneOf(['dense']), units: positive }, [
  'type',
  'units',
])
const pooling = object<PoolingSpec>(
  { ...base, type: oneOf(['maxPooling1d', 'averagePooling1d']), poolSize: positive, strides: positive, padding },
  ['type'],
)
const globalPooling = object<GlobalPoolingSpec>(
  { ...base, type: oneOf(['globalMaxPooling1d', 'globalAveragePooling1d']), keepdims: boolean },
  ['type'],
)
const flatten = object<FlattenSpec>({ ...base, type: oneOf(['flatten']) }, ['type'])
const dropout = object<DropoutSpec>(
  {
    ...base,
    type: oneOf(['dropout']),
    rate: number({ min: 0, below: 1 }),
    noiseShape: list(nullOr(positive), 1, 2),
    seed: seedInteger(),
  },
  ['type', 'rate'],
)
const activationLayer = object<ActivationLayerSpec>({ ...base, type: oneOf(['activation']), activation }, [
  'type',
  'activation',
])
const batchNormalization = object<BatchNormalizationSpec>(
  {
    ...base,
    type: oneOf(['batchNormalization']),
    momentum: number({ min: 0, max: 1 }),
    epsilon: number({ above: 0 }),
    center: boolean,
    scale: boolean,
    betaInitializer: initializer,
    gammaInitializer: initializer,
    betaRegularizer: regularizer,
    gammaRegularizer: regularizer,
    betaConstraint: constraint,
    gammaConstraint: constraint,
    movingMeanInitializer: initializer,
    movingVarianceInitializer: initializer,
  },
  ['type'],
)
const concatenate = object<ConcatenateSpec>({ ...base, type: oneOf(['concatenate']), axis: integer(-2, 2) }, [
  'type',
  'inputs',
])
const add = object<AddSpec>({ ...base, type: oneOf(['add']) }, ['type', 'inputs'])

const layerChecks: Readonly<Record<LayerSpec['type'], Check<LayerSpec>>> = {
  conv1d,
  maxPooling1d: pooling,
  averagePooling1d: pooling,
  globalMaxPooling1d: globalPooling,
  globalAveragePooling1d: globalPooling,
  flatten,
  dense,
  dropout,
  activation: activationLayer,
  batchNormalization,
  concatenate,
  add,
}
const layer = tagged<LayerSpec>('type', new Map(Object.entries(layerChecks)))

const input = object<InputSpec>({ name: nameText, shape: list(positive, 1, 2), strands: oneOf(STRAND_SETTINGS) }, [
  'name',
  'shape',
])

const modelCheck = object<ModelSpec>(
  {
    name: text,
    inputs: list(input, 1, 1000),
    layers: list(layer, 1, 10_000),
    outputs: list(object<OutputSpec>({ name: nameText, layer: nameText }, ['name', 'layer']), 1, 1000),
  },
  ['inputs', 'layers'],
)
