import { HeliconError } from '../core/errors.js'
import type { LossSpec, OptimizerSpec } from '../engine/engine.js'
import type { LayerSpec, ModelSpec, StrandSetting } from './model-spec.js'
import { nearestSpelling } from './nearest-spelling.js'
import { bassetSpec, deepbindSpec, type NetworkSize, residualSpec } from './sized-presets.js'
import { lossForTask, type TaskKind } from './task-head.js'

export const PRESET_NAMES = [
  'guide',
  'guide-softmax',
  'jund',
  'jund-accessibility',
  'sirna',
  'deepbind',
  'basset',
  'residual',
] as const
export type PresetName = (typeof PRESET_NAMES)[number]

/** What `deepbind`, `basset` and `residual` are made for; the others end as their sources do. */
export interface PresetOptions {
  /** Length of the sequences in bases. Default: that of the preset's own data. */
  readonly length?: number
  /** Number of label columns. Default 1, for classes 2. */
  readonly outputs?: number
  /** What the labels mean. Default `binary`. */
  readonly task?: TaskKind
  /** What is made of the two strands of a record. Default `one`. For every preset. */
  readonly strands?: StrandSetting
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
  /** Default. */
  readonly length: number
  readonly leastLength: number
  readonly spec: (size: NetworkSize) => ModelSpec
  readonly training: (size: NetworkSize) => PresetTraining
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

const SIRNA_TRAINING: PresetTraining = {
  loss: { name: 'mean-squared-error', output: 'prediction' },
  ...DEEPCHEM,
  metric: 'pearson',
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

/** A tutorial's network, for its own labels whatever the length. */
function fromSource(length: number, spec: (length: number) => ModelSpec, training: PresetTraining): Preset {
  return { length, leastLength: 1, spec: (size) => spec(size.length), training: () => training }
}

/** A network for any labels; a record is at least as long as its first filters. */
function forAnyLabels(length: number, leastLength: number, spec: Preset['spec'], batchSize: number): Preset {
  return { length, leastLength, spec, training: (size) => usualTraining(size, batchSize) }
}

const PRESETS: Readonly<Record<PresetName, Preset>> = {
  guide: fromSource(20, (length) => guideSpec('guide', 'sigmoid', length), GUIDE_TRAINING),
  'guide-softmax': fromSource(20, (length) => guideSpec('guide-softmax', 'softmax', length), GUIDE_TRAINING),
  jund: fromSource(101, jundSpec, JUND_TRAINING),
  'jund-accessibility': fromSource(101, jundAccessibilitySpec, JUND_TRAINING),
  sirna: fromSource(21, sirnaSpec, SIRNA_TRAINING),
  deepbind: forAnyLabels(101, 24, deepbindSpec, 64),
  basset: forAnyLabels(600, 19, bassetSpec, 128),
  residual: forAnyLabels(101, 15, residualSpec, 64),
}

/** Adam as Keras and PyTorch have it by default, and the loss and the metric that go with the labels. */
function usualTraining({ task, outputs }: NetworkSize, batchSize: number): PresetTraining {
  return {
    loss: { name: lossForTask(task, outputs), output: task === 'regression' ? 'prediction' : 'logits' },
    optimizer: { ...ADAM, epsilon: 1e-7 },
    learningRate: 0.001,
    batchSize,
    epochs: 20,
    divisor: 'records',
    metric: USUAL_METRICS[task],
  }
}

const USUAL_METRICS = { binary: 'rocAuc', categorical: 'accuracy', regression: 'pearson' } as const

/**
 * The network of a preset: `guide` (CCGGAA motif, 312 parameters), `guide-softmax` (the same, its two outputs
 * probabilities of sum 1), `jund` (JUND binding, 6,661), `jund-accessibility`
 * (with chromatin accessibility as a second input, 6,662), `sirna` (siRNA efficacy, 1,631); and for one's own data, with
 * an end that goes with the labels, `deepbind`, `basset` and `residual`.
 * @throws HeliconError MODEL_PRESET_UNKNOWN, MODEL_VALUE_INVALID for a length shorter than the first filters, for a
 *   number of outputs that does not go with the labels, and for outputs or a task of a tutorial's network
 */
export function presetSpec(name: string, options: PresetOptions = {}): ModelSpec {
  const preset = presetNamed(name)
  requireTaken(name, options)
  const spec = preset.spec(networkSize(name, preset, options))
  const { strands = 'one' } = options
  if (strands === 'one') return spec
  return { ...spec, inputs: spec.inputs.map((input) => (input.shape[1] === 4 ? { ...input, strands } : input)) }
}

/** How the preset's source trains it, or what is usual for labels of that kind. Options as for `presetSpec`. */
export function presetTraining(name: string, options: PresetOptions = {}): PresetTraining {
  const preset = presetNamed(name)
  return preset.training(networkSize(name, preset, options))
}

function networkSize(name: string, preset: Preset, options: PresetOptions): NetworkSize {
  const { length = preset.length, task = 'binary', outputs = task === 'categorical' ? 2 : 1 } = options
  requireInteger(name, 'length', length, preset.leastLength)
  requireInteger(name, 'outputs', outputs, task === 'categorical' ? 2 : 1)
  return { length, task, outputs }
}

/** A tutorial's network ends as its source does: it would leave out what is asked for. */
function requireTaken(name: string, options: PresetOptions): void {
  if (isDataPreset(name)) return
  for (const path of ['outputs', 'task'] as const) {
    const found = options[path]
    if (found === undefined) continue
    const en = `nothing, as this network has the outputs of its source; for other labels ${DATA_PRESETS.join(', ')}`
    const ko = `값을 주지 않아야 합니다(출력이 정해진 신경망). 다른 레이블에는 ${DATA_PRESETS.join(', ')}`
    throw new HeliconError('MODEL_VALUE_INVALID', {
      place: name,
      path,
      found: String(found),
      expected: { kind: 'words', en, ko },
    })
  }
}

function requireInteger(place: string, path: string, found: number, min: number): void {
  if (Number.isSafeInteger(found) && found >= min) return
  throw new HeliconError('MODEL_VALUE_INVALID', {
    place,
    path,
    found: String(found),
    expected: { kind: 'integer', min },
  })
}

/** Presets for one's own data: their length and their end go with the sequences and the labels. */
export const DATA_PRESETS: readonly PresetName[] = ['deepbind', 'basset', 'residual']

export function isDataPreset(name: string): boolean {
  return (DATA_PRESETS as readonly string[]).includes(name)
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
