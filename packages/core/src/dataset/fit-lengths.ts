import { HeliconError } from '../core/errors.js'
import { sequenceCodes, sequenceLength, sequenceSetFromCodes } from '../sequence/build-sequence-set.js'
import { BASE } from '../sequence/sequence-set.js'
import type { Dataset } from './dataset.js'
import { recordCount } from './select.js'

/**
 * What is done with a record of another length: refuse it (`exact`), cut it where it is longer (`crop`), extend it with N
 * where it is shorter (`pad`), or either (`both`).
 */
export const LENGTH_FIT_NAMES = ['exact', 'crop', 'pad', 'both'] as const
export type LengthFitName = (typeof LENGTH_FIT_NAMES)[number]

export interface FitLengthsOptions {
  /** Bases that every record is to have, at least 1. */
  readonly length: number
  /** Default `exact`. */
  readonly fit?: LengthFitName
  /** Bases that the first filters of the network see, see `firstKernelExtent`: shorter records are counted. */
  readonly kernelExtent?: number
  /** Number of the first record, for messages about a piece of several. Default 0. */
  readonly firstRow?: number
}

export interface FittedLengths {
  /** The same object where nothing had to be done. */
  readonly dataset: Dataset
  /** Records that were longer. */
  readonly cropped: number
  /** Records that were shorter. */
  readonly padded: number
  /** Records that had fewer bases than the first filters of the network see: such a filter sees N beside them always. */
  readonly shorterThanKernel: number
}

/**
 * Brings all records to one length about their middle. Of an odd number of bases too many, one more is cut from the end
 * than from the start; of an odd number too few, one more N is put at the end: so cropping undoes padding.
 * @throws HeliconError SEQUENCE_LENGTH_MISMATCH naming the first record that `fit` has no rule for;
 *   SEQUENCE_SHORTER_THAN_KERNEL with `exact`, where the network's first filters are longer than the records
 */
export function fitLengths(dataset: Dataset, options: FitLengthsOptions): FittedLengths {
  const { length, fit = 'exact', kernelExtent = 0, firstRow = 0 } = options
  if (!Number.isSafeInteger(length) || length < 1) {
    throw new HeliconError('ARGUMENT_INVALID', { name: 'length', found: length, expected: { kind: 'integer', min: 1 } })
  }
  const { sequences, name } = dataset
  const records = recordCount(dataset)
  const counts = { cropped: 0, padded: 0, shorterThanKernel: 0 }
  for (let row = 0; row < records; row++) {
    const found = sequenceLength(sequences, row)
    const place = { dataset: name, record: sequences.ids[row] ?? '', row: firstRow + row }
    const isFitted = fit === 'both' || (found > length ? fit === 'crop' : fit === 'pad')
    if (found !== length && !isFitted) {
      throw new HeliconError('SEQUENCE_LENGTH_MISMATCH', { ...place, found, expected: length })
    }
    if (found < kernelExtent && fit === 'exact') {
      throw new HeliconError('SEQUENCE_SHORTER_THAN_KERNEL', { ...place, found, kernel: kernelExtent })
    }
    if (found > length) counts.cropped++
    if (found < length) counts.padded++
    if (found < kernelExtent) counts.shorterThanKernel++
  }
  if (counts.cropped + counts.padded === 0) return { dataset, ...counts }
  const fitted = Array.from({ length: records }, (_, row) => fittedCodes(sequenceCodes(sequences, row), length))
  return { dataset: { ...dataset, sequences: sequenceSetFromCodes(sequences.ids, fitted) }, ...counts }
}

/** Codes cut or extended with N to `length`, about their middle. */
export function fittedCodes(codes: Uint8Array, length: number): Uint8Array {
  if (codes.length >= length) {
    const start = Math.floor((codes.length - length) / 2)
    return codes.subarray(start, start + length)
  }
  const padded = new Uint8Array(length).fill(BASE.N)
  padded.set(codes, Math.floor((length - codes.length) / 2))
  return padded
}
