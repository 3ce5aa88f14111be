import { type LabelKind, LENGTH_FIT_NAMES, type LengthFitName } from '@helicon/core'

/** A column of a table: its name in the header, or its number, the first is 1. */
export type ColumnName = string | number

/** Names of class 0 and class 1, where positives and negatives are given apart and nothing else names them. */
export const POSITIVE_AND_NEGATIVE: readonly string[] = ['negative', 'positive']

/** The path that stands for standard input. */
export const STANDARD_INPUT = '-'

/** The formats of records. */
export const SOURCE_FORMATS = ['fasta', 'fastq', 'tsv', 'csv', 'bed', 'disk-dataset', 'npz'] as const
export type SourceFormat = (typeof SOURCE_FORMATS)[number]

/**
 * Where the records of a part come from and how they are read: what stands below `data.train` in a configuration, and
 * what the options of `data inspect`, `data convert` and `data split` say. Plain data; paths are absolute, `-` is
 * standard input.
 */
export interface SourceSpec {
  /** Files or folders, read one after the other; with `negatives` those of class 1. */
  readonly paths: readonly string[]
  /** Whether all records of `paths` are of class 1, whatever labels they carry. */
  readonly positives: boolean
  /** Absent: found by looking at the file. */
  readonly format?: SourceFormat
  readonly negatives?: NegativesSpec
  /** A table of labels, one line a record of a FASTA file, in its order; `columns` absent: all of them. */
  readonly targets?: { readonly path: string; readonly columns?: readonly ColumnName[] }
  readonly table?: TableSpec
  /** Names of the classes in the order of their numbers. Absent: found in the data, in the order of the alphabet. */
  readonly classes?: readonly string[]
  /** What the labels are. Absent: what they look like. */
  readonly labelKind?: LabelKind
  /** Where the coordinates of a BED file lead to. */
  readonly genome?: GenomeSpec
  /** Bases of every record. Absent: as they are. */
  readonly length?: number
  /** What is done with a record that is longer or shorter than `length`. Default `exact`: it is refused. */
  readonly fit?: LengthFit
}

/** Whether the records of a source are those of one file or folder as they stand, whatever their labels are called. */
export function isPlainSource(spec: SourceSpec): boolean {
  const { paths, positives, classes: _, labelKind: __, ...others } = spec
  return !positives && paths.length === 1 && Object.keys(others).length === 0
}

export const LABEL_KINDS = ['binary', 'categorical', 'regression'] as const satisfies readonly LabelKind[]

/** Crop what is longer, pad what is shorter with N, do both, or refuse; always about the middle. */
export const LENGTH_FITS = LENGTH_FIT_NAMES
export type LengthFit = LengthFitName

/** How a delimited table is read; what is absent is found by looking at its first lines. */
export interface TableSpec {
  readonly delimiter?: string
  readonly header?: boolean
  readonly idColumn?: ColumnName
  readonly sequenceColumn?: ColumnName
  readonly labelColumns?: readonly ColumnName[]
}

/** Where the records of class 0 come from: files, or made from those of class 1. */
export type NegativesSpec =
  | { readonly method: 'files'; readonly paths: readonly string[] }
  | {
      /** Dinucleotide shuffles of the positives (k = 2), or windows of the genome like them. */
      readonly method: 'shuffle' | 'genome'
      readonly perPositive: number
      readonly seed: number
      /** Of `shuffle`: the length of the words whose numbers are kept. */
      readonly k?: number
      /** Of `genome`: BED files of regions that are left out beside the peaks. */
      readonly exclude?: readonly string[]
    }

export interface GenomeSpec {
  /** FASTA (plain or in gzip; with or without .fai) or 2bit. */
  readonly path: string
  /** What the genome calls a chromosome of the BED file, where the names differ: { chr20: z }. */
  readonly chromosomes?: Readonly<Record<string, string>>
  /** Subtracted from the coordinates of the BED file: the 0-based place of the genome's first base in them. Default 0. */
  readonly offset?: number
}
