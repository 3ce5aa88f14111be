import type { TaskOptions } from '../core/progress.js'
import type { SequenceSet } from '../sequence/sequence-set.js'
import type { LabelKind } from './check.js'
import type { Dataset } from './dataset.js'

/** Letters of sequences that were read as another base or as none. */
export interface LetterCounts {
  /** IUPAC letters that stand for several bases (N, R, Y, ...), read as N. */
  readonly ambiguous: number
  /** U, the letter of RNA, read as T. */
  readonly uracil: number
}

/** Some records of a stream, with what was seen in reading them. */
export interface DatasetPiece extends Dataset {
  /** Absent where the source has no letters (arrays). */
  readonly letters?: LetterCounts
}

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
  /** Columns of the weights that every piece has: 1 or `outputs`. Absent: the pieces have none. */
  readonly weightColumns?: number
  /** Throws `HeliconError` where a record is not what it should be. */
  pieces(options?: TaskOptions): AsyncIterable<DatasetPiece>
}

/** Some records of a text file in their order, labels as they are written. n is their number. */
export interface RawRecords {
  readonly sequences: SequenceSet
  /** [n]: the line on which each record starts; the first line is 1. */
  readonly lines: Uint32Array
  /** One list a label column, [n] texts each, without blanks around them; empty where nothing is written. */
  readonly labels: readonly (readonly string[])[]
  /** Where the labels stand, where that is another file: [n] lines of it. */
  readonly labelPlaces?: { readonly file: string; readonly lines: Uint32Array }
  /** The file the lines are of, where the source is several files. Absent: the source's name. */
  readonly file?: string
  readonly letters?: LetterCounts
}

/** A text file of records whose labels are not interpreted yet. May be read again. */
export interface RawRecordSource {
  readonly name: string
  /** One name a label column; empty where the file has no labels. */
  readonly labelNames: readonly string[]
  /** The file of the labels, where that is another. */
  readonly labelFile?: string
  /** How the file was divided, where it is a table. */
  readonly table?: TableFacts
  read(options?: TaskOptions): AsyncIterable<RawRecords>
}

/** The columns of a table that are read, by their names or as `column 3`. */
export interface TableFacts {
  readonly delimiter: string
  readonly header: boolean
  /** Absent: the ids are made from the lines. */
  readonly id?: string
  readonly sequence: string
  readonly labels: readonly string[]
}
