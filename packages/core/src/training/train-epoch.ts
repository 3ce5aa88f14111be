import { HeliconError, isHeliconError } from '../core/errors.js'
import type { BatchLoss } from '../engine/engine.js'
import { learningRateAt } from '../nn/learning-rate.js'
import type { RecordBatch } from './batch-buffers.js'
import { datasetBatches } from './dataset-batches.js'
import { constantRate, type FitPlan } from './fit-plan.js'
import { reportProgress } from './fit-progress.js'
import { type FitSession, stateOf } from './fit-session.js'
import { countAccuracy } from './running-accuracy.js'

/**
 * Trains the batches of the current epoch that are not done yet.
 * @returns whether the epoch is complete: false where the signal was aborted before its last batch
 * @throws HeliconError TRAINING_NO_RECORDS; TRAINING_NOT_FINITE with epoch and batch, after `onCheckpoint` had the last
 * finite state; what `datasetBatches` throws
 */
export async function trainEpoch(plan: FitPlan, session: FitSession): Promise<boolean> {
  const { batchSize, seed, shuffle = true, signal } = plan.options
  const batches = datasetBatches(plan.train, plan.layout, {
    batchSize,
    shuffle: shuffle ? { seed, epoch: session.epoch } : undefined,
    skip: session.batch * batchSize,
    classWeights: plan.classWeights,
    augmentation: plan.augmentation && { ...plan.augmentation, seed, epoch: session.epoch },
    onPiece: session.estimate.addShard,
  })
  const start = performance.now()
  const before = { records: session.running.records, batches: session.batch }
  const report = (always: boolean): void => {
    const records = always ? session.running.records : (session.records ?? session.estimate.total())
    const phase = {
      task: 'train' as const,
      done: session.batch,
      total: records === undefined ? undefined : Math.ceil(records / batchSize),
      records: session.running.records - before.records,
      batches: session.batch - before.batches,
      start,
    }
    reportProgress(plan, session, phase, always)
  }
  for await (const batch of batches) {
    if (signal?.aborted) return false
    const learningRate = currentRate(plan, session)
    const result = await trainBatch(plan, session, batch, learningRate)
    addBatch(plan, session, batch, result)
    report(false)
    await session.clock.breathe()
  }
  if (session.running.records === 0) {
    throw new HeliconError('TRAINING_NO_RECORDS', { dataset: plan.train.name, part: 'training' })
  }
  session.records = session.running.records
  report(true)
  return true
}

/** The learning rate of the next step. */
export function currentRate(plan: FitPlan, session: FitSession, step = session.step): number {
  const { learningRate } = plan.options
  const constant = constantRate(learningRate)
  if (constant !== undefined) return session.plateau.learningRate ?? constant
  return typeof learningRate === 'function' ? learningRate(step) : learningRateAt(learningRate, step)
}

async function trainBatch(
  plan: FitPlan,
  session: FitSession,
  batch: RecordBatch,
  learningRate: number,
): Promise<BatchLoss> {
  const { compiled, onCheckpoint } = plan.options
  try {
    return await compiled.trainBatch(batch, { learningRate, divisor: plan.divisor ?? batch.count })
  } catch (error) {
    if (!isHeliconError(error, 'TRAINING_NOT_FINITE')) throw error
    await onCheckpoint?.(stateOf(plan, session), 'not-finite')
    const place = { epoch: session.epoch + 1, batch: session.batch + 1 }
    throw new HeliconError('TRAINING_NOT_FINITE', { ...error.details, ...place }, { cause: error })
  }
}

function addBatch(plan: FitPlan, session: FitSession, batch: RecordBatch, result: BatchLoss): void {
  const { loss } = plan.options
  const { running } = session
  // Keras: an epoch's loss is the mean of its batches' losses by their numbers of records. Where a short batch is
  // divided by the full batch size, its records count as much as all others; regularization is in `loss` alone.
  const sum =
    plan.divisor === undefined
      ? result.loss * batch.count
      : result.lossSum + (result.loss - result.lossSum / plan.divisor) * batch.count
  const width = plan.layout.labels?.width ?? 0
  const accuracy = plan.accuracy
    ? countAccuracy(loss, batch.labels, result.outputs, batch.count, width, batch.weights)
    : { correct: 0, values: 0 }
  session.running = {
    loss: running.loss + sum,
    records: running.records + batch.count,
    correct: running.correct + accuracy.correct,
    values: running.values + accuracy.values,
    seconds: running.seconds,
  }
  session.batch += 1
  session.step += 1
}
