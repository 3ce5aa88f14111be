import type { TaskOptions } from '../core/progress.js'
import type { SequenceSet } from '../sequence/sequence-set.js'
import type { LabelKind } from './check.js'
import type { Dataset } from './dataset.js'

/** What the labels of records turned out to be. */
export interface LabelFacts {
  /** `none`: the records have no labels. */
  readonly kind: LabelKind | 'none'
  /**
   * Names of the classes as the data write them: of one 0/1 column what stands for 0 and for 1, of one-hot columns one a
   * column (then they are the task names too). Absent for numbers, several tasks and no labels.
   */
  readonly classes?: readonly string[]
}

/**
 * Labelled sequences that are read from start to end, piece by piece, so that memory holds one piece at a time. All
 * pieces have the same columns. May be read again: every call of `pieces` starts at the first record.
 */
export interface DatasetStream {
  /** For messages: the file or folder, or several joined by ` + `. */
  readonly name: string
  /** Number of label columns. */
  readonly outputs: number
  /** One name a label column. */
  readonly taskNames: readonly string[]
  readonly labels: LabelFacts
  /** Throws `HeliconError` where a record is not what it should be. */
  pieces(options?: TaskOptions): AsyncIterable<Dataset>
}

/** Some records of a text file in their order, labels as they are written. n is their number. */
export interface RawRecords {
  readonly sequences: SequenceSet
  /** [n]: the line on which each record starts; the first line is 1. */
  readonly lines: Uint32Array
  /** One list a label column, [n] texts each, without blanks around them; empty where nothing is written. */
  readonly labels: readonly (readonly string[])[]
}

/** A text file of records whose labels are not interpreted yet. May be read again. */
export interface RawRecordSource {
  readonly name: string
  /** One name a label column; empty where the file has no labels. */
  readonly labelNames: readonly string[]
  read(options?: TaskOptions): AsyncIterable<RawRecords>
}
