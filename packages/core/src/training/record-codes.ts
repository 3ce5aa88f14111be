import { HeliconError } from '../core/errors.js'
import type { Dataset } from '../dataset/dataset.js'
import { writeOtherStrand } from '../engine/strand-frame.js'
import { type CodesSource, codesWidth } from './batch-layout.js'

const UNKNOWN = 4

/**
 * Copies the bases of a record to place `target` of the buffer, [records, codesWidth(source)].
 * @param isReversed whether the other strand is read
 * @param shift bases by which they move towards the end, N filled in
 * @throws HeliconError SEQUENCE_LENGTH_MISMATCH
 */
export function copyCodes(
  dataset: Dataset,
  record: number,
  buffer: Uint8Array | Float32Array,
  target: number,
  source: CodesSource,
  isReversed: boolean,
  shift: number,
): void {
  const { codes, offsets, ids } = dataset.sequences
  const { length, strands } = source
  const start = offsets[record] ?? 0
  const end = offsets[record + 1] ?? 0
  if (end - start !== length) {
    const place = { dataset: dataset.name, record: ids[record] ?? '', row: record }
    throw new HeliconError('SEQUENCE_LENGTH_MISMATCH', { ...place, found: end - start, expected: length })
  }
  const isShared = strands?.kind === 'shared'
  const first = target * codesWidth(source)
  const place = isShared ? first + strands.flank : first
  if (isReversed || shift !== 0) copyChanged(codes, start, end, buffer, place, isReversed, shift)
  else buffer.set(codes.subarray(start, end), place)
  if (isShared) writeOtherStrand(buffer, first, strands)
}

/** Codes [start, end) from either strand, moved. */
function copyChanged(
  codes: Uint8Array,
  start: number,
  end: number,
  buffer: Uint8Array | Float32Array,
  place: number,
  isReversed: boolean,
  shift: number,
): void {
  const length = end - start
  for (let i = 0; i < length; i++) {
    const from = i - shift
    const isInside = from >= 0 && from < length
    const code = isInside ? (codes[isReversed ? end - 1 - from : start + from] ?? UNKNOWN) : UNKNOWN
    buffer[place + i] = isReversed && code < UNKNOWN ? UNKNOWN - 1 - code : code
  }
}

/** The codes of `count` records, [count, length], as those of their other strands. */
export function reverseComplements(codes: Uint8Array, count: number, length: number): Uint8Array {
  const reversed = new Uint8Array(count * length)
  for (let record = 0; record < count; record++) {
    copyChanged(codes, record * length, (record + 1) * length, reversed, record * length, true, 0)
  }
  return reversed
}
