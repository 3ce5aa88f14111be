/** Bases of a chromosome: 0-based, the end not included, as in BED. */
export interface GenomeRegion {
  readonly chromosome: string
  readonly start: number
  readonly end: number
}

/** A line of a BED file. */
export interface BedInterval extends GenomeRegion {
  /** Column 4; absent where it is `.` or empty. */
  readonly name?: string | undefined
  /** Column 5, where it is a number. */
  readonly score?: number | undefined
  /** Column 6, where it is one of these. */
  readonly strand?: '+' | '-' | undefined
  /** The base of the summit on the chromosome, 0-based, start <= summit <= end. */
  readonly summit?: number | undefined
  /** From 1. */
  readonly line: number
  /** The file, for messages. */
  readonly file?: string | undefined
}
