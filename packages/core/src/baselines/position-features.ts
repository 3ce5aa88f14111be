import { uniformLength } from '../sequence/build-sequence-set.js'
import { BASE, type SequenceSet } from '../sequence/sequence-set.js'
import type { LinearFeatures } from './linear-features.js'

/** Bases of a sequence that a position still means something in; longer ones are looked at by their words alone. */
export const LONGEST_BY_POSITION = 2000

/**
 * The length that positions are compared at: that of all sequences. undefined where they differ or are too long.
 */
export function positionLength(sequences: SequenceSet): number | undefined {
  const length = uniformLength(sequences)
  return length !== undefined && length >= 1 && length <= LONGEST_BY_POSITION ? length : undefined
}

/**
 * Which base stands where: one column a position and base, 4 p + base, divided by the root of the length, so that a row
 * without N has norm 1. N is no base. As scikit-learn's `OneHotEncoder` on the letters, divided by that root.
 *
 * @param sequences of `length` bases; what is further right in a longer one is not looked at
 */
export function positionFeatures({ codes, offsets }: SequenceSet, length: number): LinearFeatures {
  const rows = offsets.length - 1
  const columns = 4 * length
  const value = 1 / Math.sqrt(length)
  const places = new Int32Array(rows * length).fill(-1)
  const meanSquares = new Float64Array(columns)
  for (let row = 0; row < rows; row++) {
    const start = offsets[row] ?? 0
    const end = Math.min(offsets[row + 1] ?? 0, start + length)
    for (let at = start; at < end; at++) {
      const base = codes[at] ?? BASE.N
      if (base >= BASE.N) continue
      const column = 4 * (at - start) + base
      places[row * length + at - start] = column
      meanSquares[column] = (meanSquares[column] ?? 0) + (value * value) / rows
    }
  }
  return {
    rows,
    columns,
    meanSquares,
    multiply: (weights, out) => {
      for (let row = 0; row < rows; row++) {
        let sum = 0
        for (let p = 0; p < length; p++) sum += weights[places[row * length + p] ?? -1] ?? 0
        out[row] = sum * value
      }
    },
    multiplyTransposed: (values, out) => {
      out.fill(0)
      for (let row = 0; row < rows; row++) {
        const factor = (values[row] ?? 0) * value
        for (let p = 0; p < length; p++) {
          const column = places[row * length + p] ?? -1
          if (column >= 0) out[column] = (out[column] ?? 0) + factor
        }
      }
    },
  }
}
