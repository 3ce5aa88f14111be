import type { NamedArrays } from '../core/arrays.js'
import type { Progress } from '../core/progress.js'
import type { ClassWeights } from '../dataset/class-weights.js'
import type { Dataset, ShardedDataset } from '../dataset/dataset.js'
import type { CompiledModel, LossSpec } from '../engine/engine.js'
import type { LayerGraph } from '../engine/graph.js'
import type { MetricName } from '../metrics/compute-metric.js'
import type { LearningRateConfig } from '../nn/learning-rate.js'
import type { BestEpoch, EpochRecord } from './epoch-record.js'
import type { TrainingState } from './training-state.js'

/** Records to train on or to evaluate: in memory, or read shard by shard. */
export type TrainingData = Dataset | ShardedDataset

/** A rate, a schedule, or the rate of step 0, 1, ... (a step is one batch, counted over all epochs). */
export type LearningRate = LearningRateConfig | ((step: number) => number)

/** 'records' divides a batch's loss by its number of records (Keras), 'batchSize' by the batch size (DeepChem). */
export type LossDivisor = 'records' | 'batchSize'

/** Which column of the history to watch, and which way is better. 'auto': losses and errors down, all else up. */
export interface MonitorOptions {
  /** A column of the history: `loss`, `valLoss`, `accuracy`, `valRocAuc`, ... */
  readonly monitor: string
  readonly mode?: 'auto' | 'min' | 'max'
}

/** Keras' EarlyStopping. */
export interface EarlyStoppingOptions extends Partial<MonitorOptions> {
  /** Watched evaluations without improvement after which training stops. Default 0, as in Keras. */
  readonly patience?: number
  /** A smaller change is no improvement. Default 0. */
  readonly minDelta?: number
  /** Put the weights of the best epoch back at the end. Default true. */
  readonly restoreBest?: boolean
}

/** Keras' ReduceLROnPlateau. Only with a constant learning rate. */
export interface PlateauOptions extends Partial<MonitorOptions> {
  /** Default 0.1. */
  readonly factor?: number
  /** Default 10. */
  readonly patience?: number
  /** Default 1e-4. */
  readonly minDelta?: number
  /** Watched epochs after a reduction in which none are counted. Default 0. */
  readonly cooldown?: number
  /** Default 0. */
  readonly minLearningRate?: number
}

/** What `fit` takes. */
export interface FitOptions {
  /** Compiled with the same loss, seed and batch size as given here. `fit` trains it in place and does not dispose it. */
  readonly compiled: CompiledModel
  /** The graph that was compiled: the shapes of its inputs and outputs. */
  readonly graph: LayerGraph
  readonly loss: LossSpec
  readonly train: TrainingData
  readonly validation?: TrainingData | undefined
  /** Keras' validation_split: the last fraction of `train`, before shuffling. Only in memory, only without `validation`. */
  readonly validationSplit?: number | undefined
  readonly batchSize: number
  /** Number of the last epoch (Keras): with `initialEpoch` 3 and `epochs` 5 two epochs are trained. */
  readonly epochs: number
  /** Epochs that were already done by earlier training. Default 0. Not together with `resume`. */
  readonly initialEpoch?: number | undefined
  /** Default true. */
  readonly shuffle?: boolean | undefined
  /** Seed of the shuffling, 0 <= seed < 2^53. */
  readonly seed: number
  readonly learningRate: LearningRate
  /**
   * Each epoch reads each training record from either strand, drawn by seed, epoch and record. Validation and evaluation
   * read the records as they are. Default false.
   */
  readonly reverseComplement?: boolean | undefined
  /** Each epoch moves each training record by as many bases at most, N filled in; drawn likewise. Default 0. */
  readonly shift?: number | undefined
  /** Default 'records'. */
  readonly divisor?: LossDivisor | undefined
  /**
   * Weight of each class by its number, or 'balanced' (n / (classes * records of the class)): multiplies the records' weights while training. The class is the label where there is
   * one label column, and the column of the largest label otherwise, as in Keras.
   */
  readonly classWeights?: ClassWeights | undefined
  /** Several 0/1 columns under a loss that is not over classes: their mean. `accuracy` is also kept while training, as Keras does. Default none. */
  readonly metrics?: readonly MetricName[] | undefined
  /**
   * Every so many epochs, and after the last one, the metrics are computed on the training records too, without
   * dropout. Default: after the last epoch only. A last epoch that is not due is reported, but neither stops training nor
   * reduces the rate, and its weights are the best ones only where no epoch was due before.
   */
  readonly evaluateEvery?: number | undefined
  /** Every so many epochs, and after the last one, validation loss and metrics are computed, as above. Default 1. */
  readonly validateEvery?: number | undefined
  /**
   * What decides which weights are the best. Default: early stopping's monitor, else `valLoss` with validation, else
   * `loss`.
   */
  readonly best?: MonitorOptions | undefined
  readonly earlyStopping?: EarlyStoppingOptions | undefined
  readonly reduceOnPlateau?: PlateauOptions | undefined
  /** Goes on from a state to the bit. The same options and data are needed; only `epochs` may grow. */
  readonly resume?: TrainingState | undefined
  /** A hash of the configuration and the data. Kept in every state; a state with another one is refused. */
  readonly identity?: string | undefined
  /** Aborting stops after the current batch: `fit` gives `onCheckpoint` the state and returns with `stopped: 'aborted'`. */
  readonly signal?: AbortSignal | undefined
  /** At most ten times a second, and at the end of each phase. */
  readonly onProgress?: ((progress: FitProgress) => void) | undefined
  /** After every epoch, before the checkpoint. */
  readonly onEpoch?: ((record: EpochRecord) => void | Promise<void>) | undefined
  /**
   * After every epoch, when training is aborted, and when a number is not finite (the last finite state). The arrays of
   * the state belong to the callee.
   */
  readonly onCheckpoint?: ((state: TrainingState, reason: CheckpointReason) => void | Promise<void>) | undefined
}

export type CheckpointReason = 'epoch' | 'aborted' | 'not-finite'

/** What is known while an epoch runs. `done` and `total` count batches of the phase. */
export interface FitProgress extends Progress {
  readonly task: 'train' | 'validate' | 'evaluate'
  /** From 1. */
  readonly epoch: number
  readonly epochs: number
  /** Records a second in this phase. */
  readonly recordsPerSecond: number
  /** Until the end of the phase; undefined while the total is unknown. */
  readonly secondsLeft: number | undefined
  /** Until the end of the last epoch's training, without validation and evaluation. */
  readonly trainingSecondsLeft: number | undefined
  /** Mean so far in this epoch (task 'train'). */
  readonly loss: number | undefined
  readonly accuracy: number | undefined
}

export type StopReason = 'finished' | 'early-stopping' | 'aborted'

/** What `fit` gives. */
export interface FitResult {
  /** One row for each complete epoch, those before a resume included. */
  readonly history: readonly EpochRecord[]
  readonly stopped: StopReason
  /** Epochs completed. */
  readonly epochs: number
  /** Steps of the optimizer taken. */
  readonly steps: number
  /** What the compiled model holds now: the last step's weights, or the best ones where they were put back. */
  readonly weights: NamedArrays
  /** The weights of the best epoch by the monitored column; undefined before the first complete epoch. */
  readonly best: BestEpoch | undefined
  /** Whether `weights` are those of `best`. */
  readonly restoredBest: boolean
  /** For a checkpoint: the state after the last step, before best weights were put back. */
  readonly state: TrainingState
}
