import type { NamedArrays } from '../core/arrays.js'

/** One row of the history. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number
  /** Mean over the epoch's records while the weights changed, with dropout; regularization included. */
  readonly loss: number
  /** Absent where validation was not computed in this epoch. */
  readonly valLoss?: number
  /**
   * By column: `accuracy` and others of the training records (`rocAuc`), and of validation (`valAccuracy`,
   * `valRocAuc`). `null`: undefined, for example ROC-AUC with one class only. Absent: not computed in this epoch.
   */
  readonly metrics: Readonly<Record<string, number | null>>
  /** Of the epoch's last step. */
  readonly learningRate: number
  /** Wall time of training, validation and evaluation. */
  readonly seconds: number
}

/** The weights of the best epoch so far. */
export interface BestEpoch {
  /** From 1. */
  readonly epoch: number
  readonly monitor: string
  readonly value: number
  readonly weights: NamedArrays
}
