import { closeEpoch } from './close-epoch.js'
import type { FitOptions, FitResult, StopReason } from './fit-options.js'
import { type FitPlan, planFit } from './fit-plan.js'
import { type FitSession, startSession, stateOf } from './fit-session.js'
import { trainEpoch } from './train-epoch.js'

/**
 * Trains a compiled model as Keras' `fit` does: shuffled batches, validation, metrics, early stopping, reduced learning
 * rates. The result depends on options and data alone: training in one go, in parts, or stopped in the middle of an
 * epoch and resumed gives the same weights to the bit. One call at a time on one compiled model.
 * @returns also when stopped by `signal`: then `stopped` is 'aborted' and `state` goes on where it stopped
 * @throws HeliconError ARGUMENT_INVALID and MONITOR_UNKNOWN for options, CHECKPOINT_MISMATCH for a state of another
 * training, TRAINING_NOT_FINITE (after `onCheckpoint` had the last finite state), TRAINING_NO_RECORDS, and what
 * `datasetBatches` throws for records that do not fit the model
 */
export async function fit(options: FitOptions): Promise<FitResult> {
  const plan = await planFit(options)
  const session = startSession(plan)
  const stopped = await trainEpochs(plan, session)
  const state = stateOf(plan, session)
  if (stopped === 'aborted') await options.onCheckpoint?.(stateOf(plan, session), 'aborted')
  const restores = stopped !== 'aborted' && plan.earlyStopping !== undefined && session.best !== undefined
  const restoredBest = restores && options.earlyStopping?.restoreBest !== false
  if (restoredBest && session.best !== undefined) options.compiled.importWeights(session.best.weights)
  return {
    history: [...session.history],
    stopped,
    epochs: session.epoch,
    steps: session.step,
    weights: options.compiled.exportWeights(),
    best: session.best,
    restoredBest,
    state,
  }
}

async function trainEpochs(plan: FitPlan, session: FitSession): Promise<StopReason> {
  const { epochs, signal } = plan.options
  while (session.epoch < epochs && !session.earlyStopping.stopped) {
    if (signal?.aborted) return 'aborted'
    if (!(await trainEpoch(plan, session))) return 'aborted'
    try {
      await closeEpoch(plan, session)
    } catch (error) {
      if (signal?.aborted && error === signal.reason) return 'aborted'
      throw error
    }
  }
  return session.earlyStopping.stopped ? 'early-stopping' : 'finished'
}
