import type { Evaluation, Interval, MetricName } from '../metrics/index.js'
import type { CurveData } from './curve-data.js'

/** The parts of the data, in the order of a report. */
export const REPORT_PARTS = ['train', 'validation', 'test'] as const
export type ReportPart = (typeof REPORT_PARTS)[number]

/**
 * Everything a report is made of, as plain data. What is absent is left out of the report. Texts are those of users and
 * files: they are escaped where they are written.
 */
export interface ReportData {
  /** Name of the run. */
  readonly name: string
  /** When it started, as ISO 8601; shown as it is. */
  readonly started?: string | undefined
  /** Whether training came to its end. Its scores are known only then. */
  readonly complete: boolean
  readonly seed: number
  readonly versions: { readonly helicon: string; readonly node: string; readonly platform: string }
  readonly engine?: string | undefined
  /** SHA-256 of the weights. */
  readonly weightsSha256?: string | undefined
  /** As it was typed, word by word. */
  readonly command: readonly string[]
  /** `config.yaml` as given. */
  readonly configText?: string | undefined
  readonly model: ReportModel
  readonly training: ReportTraining
  readonly data: Readonly<Partial<Record<ReportPart, ReportDataFacts>>>
  /** What the parts share that makes a score too good. */
  readonly findings?: readonly { readonly en: string; readonly ko: string }[] | undefined
  readonly evaluation: Readonly<Partial<Record<ReportPart, ReportEvaluation>>>
  readonly history?: ReportHistory | undefined
  /** Simple methods on the part that is judged. */
  readonly baselines?: readonly ReportBaseline[] | undefined
  readonly filters?: readonly ReportFilter[] | undefined
}

export interface ReportModel {
  /** Default: the name of the run. */
  readonly name?: string | undefined
  readonly parameters: number
  readonly trainable?: number
  readonly layers: readonly {
    readonly name: string
    readonly type: string
    readonly outputShape: readonly number[]
    readonly parameters: number
  }[]
}

export interface ReportTraining {
  readonly loss: string
  readonly optimizer: string
  readonly batchSize: number
  /** Asked for. */
  readonly epochs: number
  /** Share of the training records that was taken for validation; null: a part of its own, or none. */
  readonly validationSplit: number | null
  /** How records of the training data were taken for the test, and from what was left for validation. */
  readonly testSplit?: ReportSplit | undefined
  readonly validationPart?: ReportSplit | undefined
  /** Records of each part, where some were taken out of the training data. */
  readonly partRecords?: Readonly<Partial<Record<'train' | 'validation' | 'test', number>>> | undefined
  /** How training ended. */
  readonly stopped?: string | undefined
  readonly best?: { readonly epoch: number; readonly monitor: string; readonly value: number } | undefined
  /** Whether the saved model has the weights of the best epoch. */
  readonly restoredBest?: boolean | undefined
}

/** A share of the records, or those of some chromosomes. */
export interface ReportSplit {
  readonly method: 'random' | 'stratified' | 'similarity' | 'chromosome'
  readonly fraction?: number | undefined
  readonly chromosomes?: readonly string[] | undefined
}

/** What is known of a part of the data. */
export interface ReportDataFacts {
  readonly path: string
  readonly sha256: string
  readonly records: number
  readonly taskNames: readonly string[]
  /** Names of the classes, where the data name them. */
  readonly classes?: readonly string[] | undefined
  /** What was cropped, padded or left out. */
  readonly notes?: readonly { readonly en: string; readonly ko: string }[] | undefined
  /** Records of each class; for several 0/1 columns [zeros, ones] of each. */
  readonly classCounts?: readonly number[] | undefined
  readonly letters?: LetterFacts | undefined
}

/** Lengths of the sequences, and letters other than A, C, G and T in them. */
export interface LetterFacts {
  readonly shortest: number
  readonly longest: number
  readonly bases: number
  /** N and the like. */
  readonly unknown: number
  readonly recordsWithUnknown: number
}

/** An evaluation of a part with its loss, its intervals and what its figures need. */
export interface ReportEvaluation extends Evaluation {
  readonly loss?: number | null
  readonly intervals?: Readonly<Partial<Record<MetricName | 'loss', Interval>>> | undefined
  readonly figures?: CurveData | undefined
}

/** `history.csv`: a value an epoch by column; null where it was not computed or is undefined. */
export interface ReportHistory {
  readonly epochs: readonly number[]
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>
}

/** A simple method on the same records. */
export interface ReportBaseline {
  /** `majority`, `gc`, `pwm`, `position`, `kmer`; another is shown by this name. */
  readonly name: string
  readonly metrics: Readonly<Partial<Record<MetricName, number | null>>>
  readonly intervals?: Readonly<Partial<Record<MetricName, Interval>>> | undefined
  /** The score of the network less that of the method, on the same resamples: ROC-AUC. */
  readonly difference?: Interval | undefined
  /** What it has learnt, such as a consensus. */
  readonly detail?: string | undefined
}

/** What a filter of the first layer responds to. */
export interface ReportFilter {
  /** From 0. */
  readonly index: number
  /** Subsequences that the matrix is made of. */
  readonly sites: number
  /** [length, 4] probabilities in the order A, C, G, T, row-major; empty where there were too few sites. */
  readonly probabilities: ArrayLike<number>
  readonly match?: { readonly id: string; readonly name: string; readonly correlation: number } | undefined
}
