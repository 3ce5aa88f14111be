import { at } from '../core/arrays.js'
import type { Dataset } from '../dataset/dataset.js'
import { hasLabel } from '../dataset/split-labels.js'

/** A label of one column as it is counted. */
export const LABEL = { zero: 0, one: 1, missing: 2 } as const

/** Writes the labels of a record to `row`, one a column. What is neither 0 nor 1 counts as missing. */
export function readLabelRow(dataset: Dataset, record: number, row: Uint8Array): void {
  for (let column = 0; column < row.length; column++) {
    const value = dataset.labels?.[record * dataset.outputs + column]
    const known = (value === 0 || value === 1) && hasLabel(dataset, record, column)
    row[column] = known ? value : LABEL.missing
  }
}

/** A number that differs between different labels of a record, all columns taken together (FNV-1a of their bits). */
export function labelHash(dataset: Dataset, record: number, bits: Uint32Array | undefined): number {
  if (bits === undefined) return 0
  let hash = 0x811c9dc5
  for (let column = 0; column < dataset.outputs; column++)
    hash = Math.imul(hash ^ at(bits, record * dataset.outputs + column), 0x01000193) ^ (hash >>> 15)
  return hash >>> 0
}

/** The bits of the labels, as `labelHash` takes them. */
export function labelBits({ labels }: Dataset): Uint32Array | undefined {
  return labels && new Uint32Array(labels.buffer, labels.byteOffset, labels.length)
}
