import { basename, dirname, extname, resolve as resolvePath } from 'node:path'
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
} from '@helicon/core'
import { valueError } from './check.js'
import type { ConfigDocument } from './document.js'
import { resolveGraph, resolveModel } from './model.js'
import { resolveOptimization, resolveTrainingLoss } from './optimization.js'
import type { TrainConfig } from './schema.js'

/** Where the data of each part lie: absolute paths. */
export interface ResolvedData {
  readonly train: string
  readonly validation?: string
  readonly test?: string
  /** A table of features for the records of all parts. */
  readonly features?: string
}

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
  readonly validationSplit: number | null
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
 * @param dataDir where relative data paths start; default: the configuration's folder
 * @throws HeliconError naming line and key, for what only shows when the pieces are put together
 */
export function resolveConfig(config: TrainConfig, document: ConfigDocument, dataDir?: string): ResolvedConfig {
  const { spec: model, preset } = resolveModel(config.model, document)
  const graph = resolveGraph(model, document)
  const usual = preset === undefined ? undefined : presetTraining(preset)
  const base = resolvePath(dataDir ?? dirname(document.file))
  const { train, validation, test, features } = config.data
  return {
    name: config.name ?? model.name ?? basename(document.file, extname(document.file)),
    data: {
      train: resolvePath(base, train),
      ...(typeof validation === 'string' && { validation: resolvePath(base, validation) }),
      ...(test !== undefined && { test: resolvePath(base, test) }),
      ...(features !== undefined && { features: resolvePath(base, features) }),
    },
    model,
    graph,
    training: resolveTraining(config, document, graph, usual),
    baselines: config.training?.baselines ?? true,
  }
}

function resolveTraining(
  config: TrainConfig,
  document: ConfigDocument,
  graph: LayerGraph,
  usual: PresetTraining | undefined,
): ResolvedTraining {
  const given = config.training ?? {}
  const loss = resolveTrainingLoss(given.loss, document, graph, usual?.loss)
  return {
    loss,
    ...resolveOptimization(given, document, usual),
    batchSize: given.batchSize ?? usual?.batchSize ?? KERAS_DEFAULTS.batchSize,
    epochs: given.epochs ?? usual?.epochs ?? KERAS_DEFAULTS.epochs,
    evaluateEvery: given.evaluateEvery ?? EVALUATE_EVERY,
    validateEvery: given.validateEvery ?? 1,
    seed: given.seed ?? 1,
    shuffle: given.shuffle ?? true,
    validationSplit: validationFraction(config, document, usual),
    metrics: given.metrics ?? [usual !== undefined && usual.loss.name === loss.name ? usual.metric : usualMetric(loss)],
    monitor: typeof given.monitor === 'string' ? { monitor: given.monitor } : (given.monitor ?? null),
    earlyStopping: given.earlyStopping ?? null,
    reduceOnPlateau: given.reduceOnPlateau ?? null,
    classWeights: classWeights(given.classWeights),
    divisor: given.divisor ?? usual?.divisor ?? KERAS_DEFAULTS.divisor,
    streaming: given.streaming ?? false,
  }
}

/** `data.validation: { fraction }` and `training.validationSplit` are the same thing under two names. */
function validationFraction(
  config: TrainConfig,
  document: ConfigDocument,
  usual: PresetTraining | undefined,
): number | null {
  const split = config.training?.validationSplit
  const { validation } = config.data
  if (split !== undefined && validation !== undefined)
    throw valueError(document, ['training', 'validationSplit'], split, { kind: 'plain', what: 'notTogether' })
  if (typeof validation === 'object') return validation.fraction
  if (validation !== undefined) return null
  return split ?? usual?.validationSplit ?? null
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
