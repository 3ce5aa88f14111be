import { HeliconError } from '../core/errors.js'
import type { LossSpec, OptimizerSpec } from '../engine/engine.js'
import type { LayerSpec, ModelSpec } from './model-spec.js'
import { nearestSpelling } from './nearest-spelling.js'

export const PRESET_NAMES = ['guide', 'guide-softmax', 'jund', 'jund-accessibility', 'sirna'] as const
export type PresetName = (typeof PRESET_NAMES)[number]

export interface PresetOptions {
  /** Length of the sequences in bases. Default: that of the preset's own data. */
  readonly length?: number
}

/** How the preset's source trains it, as plain data. */
export interface PresetTraining {
  readonly loss: LossSpec
  readonly optimizer: OptimizerSpec
  readonly learningRate: number
  readonly batchSize: number
  readonly epochs: number
  /** Keras' validation_split, where the source uses one. */
  readonly validationSplit?: number
  /** What a batch's sum of losses is divided by: DeepChem pads a short last batch, Keras counts its records. */
  readonly divisor: 'batchSize' | 'records'
  /** What the source reports beside the loss. */
  readonly metric: 'accuracy' | 'rocAuc' | 'pearson'
}

interface Preset {
  readonly length: number
  readonly spec: (length: number) => ModelSpec
  readonly training: PresetTraining
}

/** Both Keras' and DeepChem's Adam, but for the epsilon. */
const ADAM = { name: 'adam', beta1: 0.9, beta2: 0.999 } as const

/** DeepChem's KerasModel: Adam 1e-3 with epsilon 1e-8, batches of 1,000, 20 rounds of 10 epochs. */
const DEEPCHEM = {
  optimizer: { ...ADAM, epsilon: 1e-8 },
  learningRate: 0.001,
  batchSize: 1000,
  epochs: 200,
  divisor: 'batchSize',
} as const

const JUND_TRAINING: PresetTraining = {
  loss: { name: 'sigmoid-cross-entropy', output: 'logits' },
  ...DEEPCHEM,
  metric: 'rocAuc',
}

const GUIDE_TRAINING: PresetTraining = {
  loss: { name: 'categorical-cross-entropy', output: 'prediction' },
  optimizer: { ...ADAM, epsilon: 1e-7 },
  learningRate: 0.001,
  batchSize: 100,
  epochs: 20,
  validationSplit: 0.1,
  divisor: 'records',
  metric: 'accuracy',
}

const PRESETS: Readonly<Record<PresetName, Preset>> = {
  guide: { length: 20, spec: (length) => guideSpec('guide', 'sigmoid', length), training: GUIDE_TRAINING },
  'guide-softmax': {
    length: 20,
    spec: (length) => guideSpec('guide-softmax', 'softmax', length),
    training: GUIDE_TRAINING,
  },
  jund: { length: 101, spec: jundSpec, training: JUND_TRAINING },
  'jund-accessibility': { length: 101, spec: jundAccessibilitySpec, training: JUND_TRAINING },
  sirna: {
    length: 21,
    spec: sirnaSpec,
    training: { loss: { name: 'mean-squared-error', output: 'prediction' }, ...DEEPCHEM, metric: 'pearson' },
  },
}

/**
 * The network of a preset: `guide` (CCGGAA motif, 312 parameters), `guide-softmax` (the same, its two outputs
 * probabilities of sum 1), `jund` (JUND binding, 6,661), `jund-accessibility`
 * (with chromatin accessibility as a second input, 6,662), `sirna` (siRNA efficacy, 1,631).
 * @throws HeliconError MODEL_PRESET_UNKNOWN, MODEL_VALUE_INVALID for a length that is no positive integer
 */
export function presetSpec(name: string, options: PresetOptions = {}): ModelSpec {
  const preset = presetNamed(name)
  const length = options.length ?? preset.length
  if (!Number.isSafeInteger(length) || length < 1) {
    const expected = { kind: 'integer', min: 1 } as const
    throw new HeliconError('MODEL_VALUE_INVALID', { place: name, path: 'length', found: String(length), expected })
  }
  return preset.spec(length)
}

/** How the preset's source trains it. */
export function presetTraining(name: string): PresetTraining {
  return presetNamed(name).training
}

export function isPresetName(name: string): name is PresetName {
  return (PRESET_NAMES as readonly string[]).includes(name)
}

function presetNamed(name: string): Preset {
  if (isPresetName(name)) return PRESETS[name]
  const nearest = nearestSpelling(name, PRESET_NAMES)
  throw new HeliconError('MODEL_PRESET_UNKNOWN', { found: name, allowed: PRESET_NAMES, nearest })
}

/** The tutorial's network: which 20-bp sequences hold the motif. Columns of the output: [negative, positive]. */
function guideSpec(name: string, activation: 'sigmoid' | 'softmax', length: number): ModelSpec {
  return {
    name,
    inputs: [{ name: 'sequence', shape: [length, 4] }],
    layers: [
      { type: 'conv1d', filters: 10, kernelSize: 5, activation: 'relu', padding: 'same' },
      { type: 'maxPooling1d', poolSize: 4 },
      { type: 'flatten' },
      { type: 'dense', units: 2, activation },
    ],
  }
}

/** `times` convolutions of width 10 over the whole length, each followed by dropout. */
function convolutions(times: number, filters: number, rate: number): LayerSpec[] {
  return Array.from({ length: times }, (): LayerSpec[] => [
    { type: 'conv1d', filters, kernelSize: 10, activation: 'relu', padding: 'same' },
    { type: 'dropout', rate },
  ]).flat()
}

/** Two outputs: the probability for people, the logits for the loss. */
const JUND_HEAD = {
  layers: [
    { type: 'dense', units: 1 },
    { type: 'activation', activation: 'sigmoid' },
  ],
  outputs: [
    { name: 'prediction', layer: 'activation' },
    { name: 'logits', layer: 'dense' },
  ],
} as const

function jundSpec(length: number): ModelSpec {
  return {
    name: 'jund',
    inputs: [{ name: 'sequence', shape: [length, 4] }],
    layers: [...convolutions(3, 15, 0.5), { type: 'flatten' }, ...JUND_HEAD.layers],
    outputs: JUND_HEAD.outputs,
  }
}

function jundAccessibilitySpec(length: number): ModelSpec {
  return {
    name: 'jund-accessibility',
    inputs: [
      { name: 'sequence', shape: [length, 4] },
      { name: 'accessibility', shape: [1] },
    ],
    layers: [
      ...convolutions(3, 15, 0.5),
      { type: 'flatten' },
      { type: 'concatenate', inputs: ['flatten', 'accessibility'] },
      ...JUND_HEAD.layers,
    ],
    outputs: JUND_HEAD.outputs,
  }
}

function sirnaSpec(length: number): ModelSpec {
  return {
    name: 'sirna',
    inputs: [{ name: 'sequence', shape: [length, 4] }],
    layers: [...convolutions(2, 10, 0.3), { type: 'flatten' }, { type: 'dense', units: 1, activation: 'sigmoid' }],
  }
}
