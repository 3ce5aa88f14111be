import type { FitProgress } from './fit-options.js'
import type { FitPlan } from './fit-plan.js'
import type { FitSession } from './fit-session.js'

/** Where one phase of an epoch stands. */
export interface PhaseProgress {
  readonly task: FitProgress['task']
  /** Batches done in the phase. */
  readonly done: number
  readonly total: number | undefined
  /** Records done since `start`, for the speed. */
  readonly records: number
  /** Batches done since `start`. */
  readonly batches: number
  /** In milliseconds. */
  readonly start: number
}

/** Reports progress, at most ten times a second unless `always`. */
export function reportProgress(plan: FitPlan, session: FitSession, phase: PhaseProgress, always = false): void {
  const { onProgress, epochs } = plan.options
  if (onProgress === undefined || (!session.clock.reportDue() && !always)) return
  const seconds = Math.max((performance.now() - phase.start) / 1000, 1e-6)
  const perBatch = phase.batches === 0 ? undefined : seconds / phase.batches
  const left = phase.total === undefined ? undefined : Math.max(0, phase.total - phase.done)
  const secondsLeft = left === undefined || perBatch === undefined ? undefined : left * perBatch
  const epochsAfter = epochs - session.epoch - 1
  const training = phase.task === 'train' && secondsLeft !== undefined && perBatch !== undefined
  const { loss, records, correct, values } = session.running
  onProgress({
    task: phase.task,
    done: phase.done,
    total: phase.total,
    epoch: session.epoch + 1,
    epochs,
    recordsPerSecond: phase.records / seconds,
    secondsLeft,
    trainingSecondsLeft: training ? secondsLeft + epochsAfter * (phase.total ?? 0) * perBatch : undefined,
    loss: records === 0 ? undefined : loss / records,
    accuracy: plan.accuracy && values > 0 ? correct / values : undefined,
  })
}
