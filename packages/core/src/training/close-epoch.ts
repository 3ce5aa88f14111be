import { datasetMetric } from './dataset-metric.js'
import type { EpochRecord } from './epoch-record.js'
import { type DatasetEvaluation, evaluateDataset } from './evaluate-dataset.js'
import type { FitProgress, TrainingData } from './fit-options.js'
import type { FitPlan } from './fit-plan.js'
import { reportProgress } from './fit-progress.js'
import { epochSeconds, type FitSession, NO_SUMS, stateOf } from './fit-session.js'
import { validationColumn } from './history.js'
import { isImprovement, monitoredValue, stepEarlyStopping, stepPlateau } from './monitor.js'
import { isScheduled } from './schedule.js'
import { currentRate } from './train-epoch.js'

/**
 * Ends an epoch whose batches are all done: validation, evaluation where it is due, best weights, early stopping and
 * plateau, one row of history, `onEpoch` and `onCheckpoint`. What is computed only because the epoch is the last one is
 * reported, but decides nothing that a longer training would go on from (see `isScheduled`).
 * @throws the signal's reason when aborted; then nothing of the epoch's end has happened and it can be repeated
 */
export async function closeEpoch(plan: FitPlan, session: FitSession): Promise<void> {
  const { options } = plan
  let record = await epochRecord(plan, session)
  let earlyStopping = session.earlyStopping
  if (plan.earlyStopping !== undefined && isScheduled(plan, plan.earlyStopping, record.epoch)) {
    earlyStopping = stepEarlyStopping(options.earlyStopping ?? {}, plan.earlyStopping, earlyStopping, record)
    const evaluatedAlready = plan.metrics.every((name) => name in record.metrics)
    if (earlyStopping.stopped && !evaluatedAlready) record = await evaluated(plan, session, record)
  }
  // From here on nothing is awaited but the caller's own functions: an epoch ends as a whole or not at all.
  session.earlyStopping = earlyStopping
  const value = monitoredValue(plan.best, record)
  const counts = session.best === undefined || isScheduled(plan, plan.best, record.epoch)
  if (value !== undefined && counts && isImprovement(plan.best, value, session.best?.value)) {
    const weights = options.compiled.exportWeights()
    session.best = { epoch: record.epoch, monitor: plan.best.column, value, weights }
  }
  if (plan.plateau !== undefined && isScheduled(plan, plan.plateau, record.epoch)) {
    session.plateau = stepPlateau(options.reduceOnPlateau ?? {}, plan.plateau, session.plateau, record)
  }
  session.history.push({ ...record, seconds: epochSeconds(session) })
  session.epoch += 1
  session.batch = 0
  session.running = NO_SUMS
  session.epochStart = performance.now()
  await options.onEpoch?.(session.history.at(-1) ?? record)
  await options.onCheckpoint?.(stateOf(plan, session), 'epoch')
}

/** The row of history with all that is due after this epoch. */
async function epochRecord(plan: FitPlan, session: FitSession): Promise<EpochRecord> {
  const { epochs, evaluateEvery, validateEvery = 1 } = plan.options
  const { running } = session
  const epoch = session.epoch + 1
  const record: EpochRecord = {
    epoch,
    loss: running.loss / running.records,
    metrics: plan.accuracy ? { accuracy: running.correct / running.values } : {},
    learningRate: currentRate(plan, session, session.step - 1),
    seconds: 0,
  }
  const every = (period: number): boolean => epoch % period === 0 || epoch === epochs
  if (evaluateEvery === undefined ? epoch === epochs : every(evaluateEvery)) return evaluated(plan, session, record)
  if (!every(validateEvery)) return record
  const needed = plan.metrics.some((name) => plan.monitored.includes(validationColumn(name)))
  return validated(plan, session, record, evaluateEvery === undefined || needed)
}

/** Adds every metric on the training records and on those of validation. */
async function evaluated(plan: FitPlan, session: FitSession, record: EpochRecord): Promise<EpochRecord> {
  let metrics = record.metrics
  if (plan.metrics.length > 0) {
    const evaluation = await evaluatePart(plan, session, 'evaluate', plan.train, { loss: false, predictions: true })
    metrics = { ...metrics, ...metricsOf(plan, evaluation, (name) => name) }
  }
  return validated(plan, session, { ...record, metrics }, true)
}

/** Adds loss and accuracy of the validation records, and with `withMetrics` the other metrics. */
async function validated(
  plan: FitPlan,
  session: FitSession,
  record: EpochRecord,
  withMetrics: boolean,
): Promise<EpochRecord> {
  if (plan.validation === undefined) return record
  const predictions = withMetrics && plan.metrics.length > 0
  const evaluation = await evaluatePart(plan, session, 'validate', plan.validation, { loss: true, predictions })
  const metrics = {
    ...record.metrics,
    ...(plan.accuracy ? { valAccuracy: evaluation.accuracy } : {}),
    ...(predictions ? metricsOf(plan, evaluation, validationColumn) : {}),
  }
  return { ...record, valLoss: evaluation.loss, metrics }
}

/** Metrics ignore the records' weights, as DeepChem's do. */
function metricsOf(
  plan: FitPlan,
  evaluation: DatasetEvaluation,
  column: (metric: string) => string,
): Record<string, number | null> {
  return Object.fromEntries(
    plan.metrics.map((name) => [column(name), datasetMetric(name, plan.options.loss, evaluation)]),
  )
}

function evaluatePart(
  plan: FitPlan,
  session: FitSession,
  task: Exclude<FitProgress['task'], 'train'>,
  data: TrainingData,
  what: { readonly loss: boolean; readonly predictions: boolean },
): Promise<DatasetEvaluation> {
  const { compiled, graph, loss, batchSize, signal } = plan.options
  const start = performance.now()
  const inBatches = (records: number): number => Math.ceil(records / batchSize)
  return evaluateDataset(compiled, graph, loss, data, {
    ...what,
    batchSize,
    signal,
    task,
    onProgress: ({ done, total }) => {
      const batches = inBatches(done)
      const phase = { task, done: batches, batches, records: done, start }
      reportProgress(plan, session, { ...phase, total: total === undefined ? undefined : inBatches(total) }, true)
    },
  })
}
