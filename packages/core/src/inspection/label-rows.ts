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

/**
 * A number that differs between different labels of a record, all columns taken together (FNV-1a of their bits).
 * Undefined where one of them is not known, and without labels of classes: nothing contradicts such a record.
 */
export function labelHash(dataset: Dataset, record: number, bits: Uint32Array | undefined): number | undefined {
  if (bits === undefined) return undefined
  let hash = 0x811c9dc5
  for (let column = 0; column < dataset.outputs; column++) {
    if (!hasLabel(dataset, record, column)) return undefined
    hash = Math.imul(hash ^ at(bits, record * dataset.outputs + column), 0x01000193) ^ (hash >>> 15)
  }
  return hash >>> 0
}

/** The bits of labels that are classes, as `labelHash` takes them; measured numbers differ between replicates. */
export function labelBits({ labels }: Dataset, classColumns: number): Uint32Array | undefined {
  return classColumns === 0 ? undefined : labels && new Uint32Array(labels.buffer, labels.byteOffset, labels.length)
}
