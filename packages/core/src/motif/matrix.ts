/** Four numbers in the order A, C, G, T. */
export type BaseNumbers = readonly [number, number, number, number]

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
