/** Sequences that are too large to be read from start to end: any stretch of them can be had. */
export interface Genome {
  /** For messages: the file. */
  readonly name: string
  /** In the order of the file; `length` in bases. */
  readonly chromosomes: readonly Chromosome[]
  /**
   * Codes of the bases [start, end), 0-based half-open, 0 <= start <= end <= length of the chromosome: A 0, C 1, G 2,
   * T 3, everything else 4.
   */
  read(chromosome: string, start: number, end: number): Promise<Uint8Array>
  close(): Promise<void>
}

export interface Chromosome {
  readonly name: string
  readonly length: number
}
