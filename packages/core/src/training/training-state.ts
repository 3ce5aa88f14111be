import type { NamedArrays } from '../core/arrays.js'
import type { EngineState } from '../engine/engine.js'
import type { BestEpoch, EpochRecord } from './epoch-record.js'

/** Everything that the rest of a training depends on, between two batches: plain data, see `encodeCheckpoint`. */
export interface TrainingState {
  /** Complete epochs. */
  readonly epoch: number
  /** Batches done of the next epoch. */
  readonly batch: number
  readonly weights: NamedArrays
  readonly engine: EngineState
  readonly history: readonly EpochRecord[]
  readonly running: RunningSums
  readonly best: BestEpoch | undefined
  readonly earlyStopping: EarlyStoppingState
  readonly plateau: PlateauState
  readonly seed: number
  readonly batchSize: number
  /** Number of training records; undefined before the first epoch of a sharded data set is over. */
  readonly records: number | undefined
  /** `FitOptions.identity`, or empty. */
  readonly identity: string
}

/** Sums over the batches done of an incomplete epoch. */
export interface RunningSums {
  readonly loss: number
  readonly records: number
  /** For the running accuracy: right values and values. */
  readonly correct: number
  readonly values: number
  /** Seconds spent in this epoch so far. */
  readonly seconds: number
}

export interface EarlyStoppingState {
  readonly best: number | undefined
  readonly wait: number
  readonly stopped: boolean
}

export interface PlateauState {
  readonly best: number | undefined
  readonly wait: number
  readonly cooldown: number
  /** The learning rate after reductions; undefined before the first one. */
  readonly learningRate: number | undefined
}
