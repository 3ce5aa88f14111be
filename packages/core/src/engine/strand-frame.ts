import type { FloatArray } from '../core/arrays.js'
import type { StrandFrame } from './graph.js'

/** Code of a base that is not known: a row of zeros. */
const UNKNOWN = 4
const CHANNELS = 4

/** Positions of an input that holds both strands: 2 (flank + length) + gap. */
export function framedLength({ length, flank, gap }: StrandFrame): number {
  return 2 * (flank + length) + gap
}

/**
 * Fills in the second strand of a record whose bases are in their place already.
 * @param codes base codes; the record has those from `start` to `start + framedLength(frame)`, N where no strand is
 */
export function writeOtherStrand(codes: Uint8Array | FloatArray, start: number, frame: StrandFrame): void {
  const from = start + frame.flank
  const to = from + frame.length + frame.gap
  for (let i = 0; i < frame.length; i++) {
    const code = codes[from + frame.length - 1 - i] ?? UNKNOWN
    codes[to + i] = code < UNKNOWN ? UNKNOWN - 1 - code : UNKNOWN
  }
}

/** Both strands of one record as an input of them takes it: codes [length] to codes [framedLength]. */
export function framedCodes(codes: Uint8Array, frame: StrandFrame): Uint8Array {
  const framed = new Uint8Array(framedLength(frame)).fill(UNKNOWN)
  framed.set(codes, frame.flank)
  writeOtherStrand(framed, 0, frame)
  return framed
}

/**
 * Gradients with respect to an input that holds both strands, [count, framedLength, 4], as those with respect to the
 * records' own one-hot rows, [count, length, 4]: a base is read once as it is and once as its complement.
 */
export function foldInputGradients(gradients: FloatArray, count: number, frame: StrandFrame): Float64Array {
  const { length, flank, gap } = frame
  const folded = new Float64Array(count * length * CHANNELS)
  for (let record = 0; record < count; record++) {
    const bases = (record * framedLength(frame) + flank) * CHANNELS
    const other = bases + (length + gap) * CHANNELS
    const size = length * CHANNELS
    for (let i = 0; i < size; i++) {
      // Read backwards, row and channel at once, the other strand is the record's own.
      folded[record * size + i] = (gradients[bases + i] ?? 0) + (gradients[other + size - 1 - i] ?? 0)
    }
  }
  return folded
}
