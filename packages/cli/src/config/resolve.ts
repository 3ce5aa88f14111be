import { basename, extname } from 'node:path'
import {
  type EarlyStoppingOptions,
  type LayerGraph,
  type LearningRateSchedule,
  type LossDivisor,
  type LossSpec,
  type MetricName,
  type ModelSpec,
  type MonitorOptions,
  type OptimizerSpec,
  type PlateauOptions,
  type PresetTraining,
  presetTraining,
  suitingLoss,
} from '@helicon/core'
import type { FoundData } from '../data/look-at-source.js'
import { valueError } from './check.js'
import type { ConfigDocument } from './document.js'
import { resolveGraph, resolveModel, taskOf } from './model.js'
import { resolveOptimization, resolveTrainingLoss } from './optimization.js'
import { type FoldPlan, type PartSplit, type ResolvedData, resolveFolds, resolveSplit } from './resolve-data.js'
import type { TrainConfig } from './schema.js'

/** Everything that training takes, nothing left to a default. Plain data: it is written to `resolved.json`. */
export interface ResolvedTraining {
  readonly loss: LossSpec
  readonly optimizer: OptimizerSpec
  readonly learningRate: LearningRateSchedule
  readonly batchSize: number
  readonly epochs: number
  readonly evaluateEvery: number
  readonly validateEvery: number
  readonly seed: number
  readonly shuffle: boolean
  /** Whether each record is read from a strand drawn anew in each epoch. */
  readonly reverseComplement: boolean
  /** Most bases by which each record is moved in an epoch, to either side. */
  readonly shift: number
  /** Keras' validation_split: the last records of what the test leaves. */
  readonly validationSplit: number | null
  /** The records of the training data that are for the test; absent where these are elsewhere or nowhere. */
  readonly testSplit?: PartSplit
  /** The records of what the test leaves that are for validation; absent where these are elsewhere or nowhere. */
  readonly validationPart?: PartSplit
  readonly metrics: readonly MetricName[]
  readonly monitor: MonitorOptions | null
  readonly earlyStopping: EarlyStoppingOptions | null
  readonly reduceOnPlateau: PlateauOptions | null
  readonly classWeights: 'balanced' | Readonly<Record<number, number>> | null
  readonly divisor: LossDivisor
  readonly streaming: boolean
}

export interface ResolvedConfig {
  readonly name: string
  readonly data: ResolvedData
  readonly model: ModelSpec
  readonly graph: LayerGraph
  readonly training: ResolvedTraining
  /** Cross-validation, where the configuration asks for it. */
  readonly folds?: FoldPlan
  /** Whether baselines are judged beside the network. The weights do not depend on it, so it is not part of `training`. */
  readonly baselines: boolean
}

/** Keras' defaults, for a model that is no preset. A preset brings those of its source. */
const KERAS_DEFAULTS = { batchSize: 32, epochs: 10, divisor: 'records' } as const
/** As often as the JUND document evaluates. */
const EVALUATE_EVERY = 10

/**
 * Fills in every default.
 *
 * @param data where the data come from, see `resolveData`
 * @param found what the training data hold, where the model or the loss depends on it
 * @throws HeliconError naming line and key, for what only shows when the pieces are put together
 */
export function resolveConfig(
  config: TrainConfig,
  document: ConfigDocument,
  data: ResolvedData,
  found: FoundData | undefined,
): ResolvedConfig {
  const { spec: model, preset } = resolveModel(config.model, document, found)
  const graph = resolveGraph(model, document)
  const usual = preset === undefined ? undefined : presetTraining(preset, taskOf(found))
  const training = resolveTraining(config, document, graph, { usual, found })
  const folds = resolveFolds(config.data.folds, training.loss.name !== 'mean-squared-error')
  return {
    name: config.name ?? model.name ?? basename(document.file, extname(document.file)),
    data,
    model,
    graph,
    training,
    ...(folds && { folds }),
    baselines: config.training?.baselines ?? true,
  }
}

interface Hints {
  readonly usual: PresetTraining | undefined
  readonly found: FoundData | undefined
}

function resolveTraining(
  config: TrainConfig,
  document: ConfigDocument,
  graph: LayerGraph,
  { usual, found }: Hints,
): ResolvedTraining {
  const given = config.training ?? {}
  const loss = resolveTrainingLoss(given.loss, document, graph, usual?.loss ?? lossOfLabels(found, graph))
  const seed = given.seed ?? 1
  const { validation, test } = config.data
  const splitting = { document, seed, classes: loss.name !== 'mean-squared-error' }
  const testSplit = resolveSplit('test', test, splitting)
  const validationPart = resolveSplit('validation', validation, splitting)
  return {
    loss,
    ...resolveOptimization(given, document, usual),
    batchSize: given.batchSize ?? usual?.batchSize ?? KERAS_DEFAULTS.batchSize,
    epochs: given.epochs ?? usual?.epochs ?? KERAS_DEFAULTS.epochs,
    evaluateEvery: given.evaluateEvery ?? EVALUATE_EVERY,
    validateEvery: given.validateEvery ?? 1,
    seed,
    shuffle: given.shuffle ?? true,
    reverseComplement: given.reverseComplement ?? false,
    shift: given.shift ?? 0,
    validationSplit: lastFraction(config, document, usual),
    ...(testSplit !== undefined && { testSplit }),
    ...(validationPart !== undefined && { validationPart }),
    metrics: given.metrics ?? [usual !== undefined && usual.loss.name === loss.name ? usual.metric : usualMetric(loss)],
    monitor: typeof given.monitor === 'string' ? { monitor: given.monitor } : (given.monitor ?? null),
    earlyStopping: given.earlyStopping ?? null,
    reduceOnPlateau: given.reduceOnPlateau ?? null,
    classWeights: classWeights(given.classWeights),
    divisor: given.divisor ?? usual?.divisor ?? KERAS_DEFAULTS.divisor,
    streaming: given.streaming ?? false,
  }
}

/** The loss that labels of this kind are learnt by, where the model can be trained with one. */
function lossOfLabels(found: FoundData | undefined, graph: LayerGraph): LossSpec | undefined {
  if (found === undefined || found.kind === 'none') return undefined
  try {
    return suitingLoss(found.kind, graph, found.outputs)
  } catch {
    // The model's end does not go with the labels: the user is asked which loss is meant.
    return undefined
  }
}

/** Keras' validation_split, of the configuration or of the preset's source. */
function lastFraction(config: TrainConfig, document: ConfigDocument, usual: PresetTraining | undefined): number | null {
  const split = config.training?.validationSplit
  const { validation } = config.data
  if (split !== undefined && validation !== undefined)
    throw valueError(document, ['training', 'validationSplit'], split, { kind: 'plain', what: 'notTogether' })
  return validation === undefined ? (split ?? usual?.validationSplit ?? null) : null
}

function usualMetric(loss: LossSpec): MetricName {
  switch (loss.name) {
    case 'sigmoid-cross-entropy':
    case 'binary-cross-entropy':
      return 'rocAuc'
    case 'categorical-cross-entropy':
    case 'softmax-cross-entropy':
      return 'accuracy'
    case 'mean-squared-error':
      return 'pearson'
  }
}

/** A list gives the weights of class 0, 1, ... */
function classWeights(given: 'balanced' | number[] | undefined): ResolvedTraining['classWeights'] {
  if (given === undefined || given === 'balanced') return given ?? null
  return Object.fromEntries(given.entries())
}
