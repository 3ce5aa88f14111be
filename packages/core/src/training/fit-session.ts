import { elementCount, type NamedArrays } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { type ProgressClock, progressClock } from '../core/progress-clock.js'
import { recordCount } from '../dataset/select.js'
import type { LayerGraph } from '../engine/graph.js'
import type { BestEpoch, EpochRecord } from './epoch-record.js'
import type { FitPlan } from './fit-plan.js'
import { EARLY_STOPPING_START, PLATEAU_START } from './monitor.js'
import { type RecordEstimate, recordEstimate } from './record-estimate.js'
import { isSharded } from './record-stream.js'
import { isScheduled } from './schedule.js'
import type { EarlyStoppingState, PlateauState, RunningSums, TrainingState } from './training-state.js'

/** The moving parts of one call of `fit`. */
export interface FitSession {
  /** Complete epochs. */
  epoch: number
  /** Batches done of the next epoch. */
  batch: number
  /** Steps of the optimizer, over all epochs. */
  step: number
  running: RunningSums
  readonly history: EpochRecord[]
  best: BestEpoch | undefined
  earlyStopping: EarlyStoppingState
  plateau: PlateauState
  /** Number of training records, once known. */
  records: number | undefined
  /** When the part of the epoch that belongs to this call began, in milliseconds. */
  epochStart: number
  readonly estimate: RecordEstimate
  readonly clock: ProgressClock
}

export const NO_SUMS: RunningSums = { loss: 0, records: 0, correct: 0, values: 0, seconds: 0 }

/** A session at the beginning, or where `options.resume` stopped: then the compiled model gets its weights and state. */
export function startSession(plan: FitPlan): FitSession {
  const { compiled, resume, graph } = plan.options
  if (resume !== undefined) {
    checkState(plan, resume)
    checkWeights(graph, resume.weights)
    compiled.importWeights(resume.weights)
    compiled.importState(resume.engine)
  }
  return {
    epoch: resume?.epoch ?? plan.initialEpoch,
    batch: resume?.batch ?? 0,
    step: resume?.engine.step ?? compiled.exportState().step,
    running: resume?.running ?? NO_SUMS,
    history: [...(resume?.history ?? [])],
    best: resume?.best && keepsBest(plan, resume, resume.best) ? resume.best : undefined,
    earlyStopping: resume?.earlyStopping ?? EARLY_STOPPING_START,
    plateau: resume?.plateau ?? PLATEAU_START,
    records: resume?.records ?? knownRecords(plan),
    epochStart: performance.now(),
    estimate: recordEstimate(plan.train),
    clock: progressClock(),
  }
}

/** Everything that going on needs. The arrays are copies. */
export function stateOf(plan: FitPlan, session: FitSession): TrainingState {
  const { compiled, seed, batchSize, identity } = plan.options
  return {
    epoch: session.epoch,
    batch: session.batch,
    weights: compiled.exportWeights(),
    engine: compiled.exportState(),
    history: [...session.history],
    running: session.batch === 0 ? NO_SUMS : { ...session.running, seconds: epochSeconds(session) },
    best: session.best,
    earlyStopping: session.earlyStopping,
    plateau: session.plateau,
    seed,
    batchSize,
    records: session.records,
    identity: identity ?? '',
  }
}

/** Seconds spent in the current epoch, those before a resume included. */
export function epochSeconds(session: FitSession): number {
  return session.running.seconds + (performance.now() - session.epochStart) / 1000
}

/** The best epoch of a shorter training may be its last one, only because that was its last: a longer one drops it. */
function keepsBest(plan: FitPlan, state: TrainingState, best: BestEpoch): boolean {
  return state.epoch >= plan.options.epochs || isScheduled(plan, plan.best, best.epoch)
}

function knownRecords(plan: FitPlan): number | undefined {
  return isSharded(plan.train) ? undefined : recordCount(plan.train)
}

function checkState(plan: FitPlan, state: TrainingState): void {
  const { seed, batchSize, identity } = plan.options
  const records = knownRecords(plan)
  const facts = [
    ['identity', state.identity, identity ?? ''],
    ['seed', state.seed, seed],
    ['batchSize', state.batchSize, batchSize],
    ['records', state.records ?? records, records ?? state.records],
  ] as const
  for (const [what, found, expected] of facts) {
    if (found !== expected) {
      throw new HeliconError('CHECKPOINT_MISMATCH', { what, found: String(found), expected: String(expected) })
    }
  }
}

function checkWeights(graph: LayerGraph, weights: NamedArrays): void {
  const describe = (names: readonly string[]): string => names.join(', ') || 'none'
  const expected = graph.parameters.map(({ name, shape }) => `${name} (${elementCount(shape)})`).sort()
  const found = Object.entries(weights)
    .map(([name, values]) => `${name} (${values.length})`)
    .sort()
  const missing = expected.filter((name) => !found.includes(name))
  const unknown = found.filter((name) => !expected.includes(name))
  if (missing.length === 0 && unknown.length === 0) return
  throw new HeliconError('CHECKPOINT_MISMATCH', {
    what: 'weights',
    found: describe(unknown),
    expected: describe(missing),
  })
}
