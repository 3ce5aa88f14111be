import { HeliconError } from '../core/errors.js'
import type { Expectation, Wording } from '../core/messages/expectation.js'
import { columnOrder, namesDiffer } from '../dataset/label-order.js'
import { validationSplit } from '../dataset/split.js'
import type { MetricName } from '../metrics/compute-metric.js'
import type { Augmentation } from './augmentation.js'
import type { ClassWeightTable } from './batch-buffers.js'
import { type BatchLayout, batchLayout } from './batch-layout.js'
import { classWeightTable } from './class-balance.js'
import type { FitOptions, LearningRate, TrainingData } from './fit-options.js'
import { historyColumns } from './history.js'
import { type Monitor, resolveMonitor } from './monitor.js'
import { isSharded } from './record-stream.js'

/** The options of `fit` with every default filled in. */
export interface FitPlan {
  readonly options: FitOptions
  readonly layout: BatchLayout
  readonly train: TrainingData
  readonly validation: TrainingData | undefined
  readonly classWeights: ClassWeightTable | undefined
  readonly augmentation: Augmentation | undefined
  readonly initialEpoch: number
  /** What every batch's sum of losses is divided by; undefined: its own number of records. */
  readonly divisor: number | undefined
  /** Whether `accuracy` is kept while training. */
  readonly accuracy: boolean
  /** The metrics besides `accuracy`, which need predictions. */
  readonly metrics: readonly MetricName[]
  readonly best: Monitor
  readonly earlyStopping: Monitor | undefined
  readonly plateau: Monitor | undefined
  /** Columns that decide something, and so are computed whenever validation is. */
  readonly monitored: readonly string[]
}

/**
 * Checks the options of `fit`, divides the data where `validationSplit` asks for it and settles what is monitored.
 * @throws HeliconError ARGUMENT_INVALID, MONITOR_UNKNOWN, SPLIT_EMPTY
 */
export async function planFit(options: FitOptions): Promise<FitPlan> {
  checkNumbers(options)
  const layout = batchLayout(options.graph, options.loss)
  const { train, validation } = trainingParts(options)
  const names = [...new Set(options.metrics ?? [])]
  const columns = historyColumns(names, validation !== undefined)
  const { earlyStopping, reduceOnPlateau } = options
  const usual = validation === undefined ? 'loss' : 'valLoss'
  const stopping =
    earlyStopping && resolveMonitor({ monitor: usual, ...earlyStopping }, earlyStopping.minDelta ?? 0, columns)
  const best = bestMonitor(options, stopping, usual, columns)
  const plateau =
    reduceOnPlateau && resolveMonitor({ monitor: usual, ...reduceOnPlateau }, reduceOnPlateau.minDelta ?? 1e-4, columns)
  const monitors = [best, stopping, plateau]
  return {
    options,
    layout,
    train,
    validation,
    classWeights: options.classWeights && (await classWeightTable(train, layout, options.classWeights)),
    augmentation: augmentationOf(options),
    initialEpoch: options.initialEpoch ?? 0,
    divisor: options.divisor === 'batchSize' ? options.batchSize : undefined,
    accuracy: names.includes('accuracy'),
    metrics: names.filter((name) => name !== 'accuracy'),
    best,
    earlyStopping: stopping,
    plateau,
    monitored: monitors.flatMap((monitor) => monitor?.column ?? []),
  }
}

/** The rate where it is the same for all steps; undefined for a schedule. */
export function constantRate(rate: LearningRate): number | undefined {
  if (typeof rate === 'number') return rate
  return typeof rate === 'object' && rate.name === 'constant' ? rate.learningRate : undefined
}

function checkNumbers(options: FitOptions): void {
  requireInteger('batchSize', options.batchSize, 1)
  requireInteger('epochs', options.epochs, 1)
  requireInteger('shift', options.shift ?? 0, 0)
  requireInteger('initialEpoch', options.initialEpoch ?? 0, 0)
  requireInteger('evaluateEvery', options.evaluateEvery ?? 1, 1)
  requireInteger('validateEvery', options.validateEvery ?? 1, 1)
  requireInteger('earlyStopping.patience', options.earlyStopping?.patience ?? 0, 0)
  requireInteger('reduceOnPlateau.patience', options.reduceOnPlateau?.patience ?? 0, 0)
  requireInteger('reduceOnPlateau.cooldown', options.reduceOnPlateau?.cooldown ?? 0, 0)
  requireAtLeast('earlyStopping.minDelta', options.earlyStopping?.minDelta ?? 0, 0)
  requireAtLeast('reduceOnPlateau.minDelta', options.reduceOnPlateau?.minDelta ?? 0, 0)
  requireAtLeast('reduceOnPlateau.minLearningRate', options.reduceOnPlateau?.minLearningRate ?? 0, 0)
  const factor = options.reduceOnPlateau?.factor ?? 0.1
  if (!(factor > 0 && factor < 1))
    throw invalid('reduceOnPlateau.factor', factor, { kind: 'number', above: 0, below: 1 })
  const rate = constantRate(options.learningRate)
  if (rate !== undefined) requireAtLeast('learningRate', rate, 0)
  else if (options.reduceOnPlateau) {
    throw invalid('reduceOnPlateau', GIVEN_WITH_SCHEDULE, CONSTANT_RATE)
  }
  if (options.resume !== undefined && options.initialEpoch !== undefined) {
    throw invalid('initialEpoch', options.initialEpoch, NOT_WITH_RESUME)
  }
}

function augmentationOf({ reverseComplement = false, shift = 0 }: FitOptions): Augmentation | undefined {
  return reverseComplement || shift > 0 ? { reverseComplement, shift } : undefined
}

function trainingParts(options: FitOptions): { train: TrainingData; validation: TrainingData | undefined } {
  const { train, validation, validationSplit: fraction } = options
  if (validation !== undefined) requireSameNames(train, validation)
  if (fraction === undefined || fraction === 0) return { train, validation }
  if (validation !== undefined) throw invalid('validationSplit', fraction, NOT_WITH_VALIDATION)
  if (isSharded(train)) throw invalid('validationSplit', fraction, NOT_FOR_SHARDS)
  return validationSplit(train, fraction)
}

/** Labels are compared by their places, so both parts must have the same at each. @throws HeliconError LABEL_NAMES_DIFFER */
function requireSameNames({ taskNames: expected }: TrainingData, { name, taskNames: found }: TrainingData): void {
  if (found.length < 2 || found.length !== expected.length) return
  const order = columnOrder(expected, found)
  if (order?.every((column, place) => column === place) !== true) throw namesDiffer(name, expected, found)
}

/** The weights that early stopping puts back are those of its own monitor. */
function bestMonitor(
  options: FitOptions,
  stopping: Monitor | undefined,
  usual: string,
  columns: readonly string[],
): Monitor {
  const restores = stopping !== undefined && options.earlyStopping?.restoreBest !== false
  if (options.best === undefined) return stopping ?? resolveMonitor({ monitor: usual }, 0, columns)
  const best = resolveMonitor(options.best, 0, columns)
  if (!restores) return best
  if (best.column !== stopping.column || best.mode !== stopping.mode) {
    throw invalid('best.monitor', best.column, {
      kind: 'words',
      en: `${stopping.column}, which early stopping restores by`,
      ko: `조기 종료가 가중치를 되돌리는 기준인 ${stopping.column}`,
    })
  }
  return stopping
}

function requireInteger(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) throw invalid(name, value, { kind: 'integer', min: least })
}

function requireAtLeast(name: string, value: number, least: number): void {
  if (!(value >= least && value < Number.POSITIVE_INFINITY)) throw invalid(name, value, { kind: 'number', min: least })
}

const GIVEN_WITH_SCHEDULE: Wording = { en: 'given with a schedule', ko: '학습률 스케줄과 함께 준' }
const CONSTANT_RATE: Expectation = {
  kind: 'words',
  en: 'a constant learning rate to reduce',
  ko: '줄일 수 있는 일정한 학습률',
}
const NOT_WITH_RESUME: Expectation = {
  kind: 'words',
  en: 'nothing together with resume, which knows its epoch',
  ko: '없음(resume이 에포크를 알고 있으므로 함께 줄 수 없습니다)',
}
const NOT_WITH_VALIDATION: Expectation = {
  kind: 'words',
  en: 'nothing together with validation data',
  ko: '없음(검증 데이터와 함께 줄 수 없습니다)',
}
const NOT_FOR_SHARDS: Expectation = {
  kind: 'words',
  en: 'nothing for data that is read shard by shard',
  ko: '없음(샤드 단위로 읽는 데이터에는 쓸 수 없습니다)',
}

function invalid(name: string, found: unknown, expected: Expectation): HeliconError {
  return new HeliconError('ARGUMENT_INVALID', { name, found, expected })
}
