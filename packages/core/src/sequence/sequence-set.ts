/** Codes of the bases in a `SequenceSet`. Everything that is not A, C, G or T (U) is `N`. */
export const BASE = { A: 0, C: 1, G: 2, T: 3, N: 4 } as const

/**
 * Sequences as one byte a base. Record i is `codes[offsets[i] .. offsets[i + 1])`; `offsets` has one entry more than
 * there are records. `ids` has one entry a record.
 */
export interface SequenceSet {
  readonly codes: Uint8Array
  readonly offsets: Uint32Array
  readonly ids: readonly string[]
}
