/** Four numbers in the order A, C, G, T. */
export type BaseNumbers = readonly [number, number, number, number]

/** The bases in the order of the columns of every matrix. */
export const MOTIF_BASES = 'ACGT'

/** The longest motif, in positions. The longest known are some 40 long; this keeps a wrong file from filling memory. */
export const LONGEST_MOTIF = 10_000

/** What a file says of a motif besides its matrix; each only where the file says it. */
export interface MotifFacts {
  readonly description?: string
  /** For example `vertebrates` or `Homo sapiens`. */
  readonly species?: readonly string[]
  /** Structural class of the factor, for example `Basic helix-loop-helix factors (bHLH)`. */
  readonly class?: string
  readonly family?: string
  readonly url?: string
  readonly eValue?: number
  /** HOMER's threshold of detection: natural log-odds against a uniform background. */
  readonly threshold?: number
  /** HOMER's natural logarithm of the p-value of enrichment. */
  readonly logPValue?: number
  /** Lines of comment, `CC` in TRANSFAC, without their keys. */
  readonly comments?: readonly string[]
}

/** What every matrix of a motif carries. */
interface MotifMatrix {
  /** The accession, for example `MA0004.1`; a name where the source has no accession. */
  readonly id: string
  /** What people call it, for example `Arnt`; `''` where the source gives none. */
  readonly name: string
  /** Number of positions, at least 1. */
  readonly length: number
  /** [length, 4], row-major: a row is a position, columns A, C, G, T. */
  readonly values: Float64Array
  readonly facts?: MotifFacts
}

/** Position frequency matrix: counts (possibly fractional, never negative) of each base at each position. */
export interface Pfm extends MotifMatrix {
  readonly kind: 'counts'
}

/** Position probability matrix: each row has a sum of 1. (Pages that follow the guide call it PWM.) */
export interface Ppm extends MotifMatrix {
  readonly kind: 'probabilities'
  /** Number of sites that the probabilities were estimated from, where the source tells it. */
  readonly sites?: number
}

/** Position weight matrix: log2(probability / background) of each base at each position; -Infinity where it is 0. */
export interface Pwm extends MotifMatrix {
  readonly kind: 'log-odds'
  /** Probabilities of A, C, G, T outside the motif, of sum 1. */
  readonly background: BaseNumbers
}

/** What a new matrix is called. */
export interface MotifIdentity {
  /** Default `motif`. */
  readonly id?: string
  /** Default `''`. */
  readonly name?: string
  readonly facts?: MotifFacts
}
