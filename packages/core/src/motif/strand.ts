/** The strand a motif is read on: `+` as the sequence is written, `-` the reverse complement. */
export type Strand = '+' | '-'

/** Which strands to look at. */
export type Strands = Strand | 'both'
