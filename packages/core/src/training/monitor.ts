import { HeliconError } from '../core/errors.js'
import type { EpochRecord } from './epoch-record.js'
import type { EarlyStoppingOptions, MonitorOptions, PlateauOptions } from './fit-options.js'
import { historyValue } from './history.js'
import type { EarlyStoppingState, PlateauState } from './training-state.js'

/** A column of the history and which way is better. */
export interface Monitor {
  readonly column: string
  readonly mode: 'min' | 'max'
  /** A change must be larger than this to count. */
  readonly minDelta: number
}

/** Columns of which less is better; of all others more is. */
const SMALLER_IS_BETTER = /loss|error|brier|deviance|divergence/i

/**
 * Settles which column is watched.
 * @param known columns that the training computes
 * @throws HeliconError MONITOR_UNKNOWN for any other column
 */
export function resolveMonitor(options: MonitorOptions, minDelta: number, known: readonly string[]): Monitor {
  const { monitor: column, mode = 'auto' } = options
  if (!known.includes(column)) throw new HeliconError('MONITOR_UNKNOWN', { monitor: column, known })
  if (mode !== 'auto') return { column, mode, minDelta }
  return { column, mode: SMALLER_IS_BETTER.test(column) ? 'min' : 'max', minDelta }
}

/** The watched value of an epoch; undefined where it was not computed or is not defined (Keras skips such an epoch). */
export function monitoredValue(monitor: Monitor, record: EpochRecord): number | undefined {
  return historyValue(record, monitor.column) ?? undefined
}

/** Whether a value is better than the best so far by more than `minDelta`; the first number always is, NaN never. */
export function isImprovement(monitor: Monitor, value: number, best: number | undefined): boolean {
  if (best === undefined) return !Number.isNaN(value)
  return monitor.mode === 'min' ? value + monitor.minDelta < best : value - monitor.minDelta > best
}

export const EARLY_STOPPING_START: EarlyStoppingState = { best: undefined, wait: 0, stopped: false }

/** Keras' EarlyStopping.on_epoch_end. `epoch` counts from 1; the first epoch never stops. */
export function stepEarlyStopping(
  options: EarlyStoppingOptions,
  monitor: Monitor,
  state: EarlyStoppingState,
  record: EpochRecord,
): EarlyStoppingState {
  const value = monitoredValue(monitor, record)
  if (value === undefined) return state
  if (isImprovement(monitor, value, state.best)) return { best: value, wait: 0, stopped: false }
  const wait = state.wait + 1
  return { best: state.best, wait, stopped: wait >= (options.patience ?? 0) && record.epoch > 1 }
}

export const PLATEAU_START: PlateauState = { best: undefined, wait: 0, cooldown: 0, learningRate: undefined }

/** Keras' ReduceLROnPlateau.on_epoch_end. */
export function stepPlateau(
  options: PlateauOptions,
  monitor: Monitor,
  state: PlateauState,
  record: EpochRecord,
): PlateauState {
  const value = monitoredValue(monitor, record)
  if (value === undefined) return state
  const cooldown = Math.max(0, state.cooldown - 1)
  const waited = state.cooldown > 0 ? 0 : state.wait
  if (isImprovement(monitor, value, state.best)) return { ...state, best: value, wait: 0, cooldown }
  if (cooldown > 0) return { ...state, wait: waited, cooldown }
  const wait = waited + 1
  const { factor = 0.1, patience = 10, minLearningRate = 0 } = options
  const rate = state.learningRate ?? record.learningRate
  if (wait < patience || rate <= minLearningRate) return { ...state, wait, cooldown }
  return {
    best: state.best,
    wait: 0,
    cooldown: options.cooldown ?? 0,
    learningRate: Math.max(rate * factor, minLearningRate),
  }
}
