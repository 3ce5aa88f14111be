import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Dataset } from './dataset.js'

/** Labels of the data set. @throws HeliconError LABELS_MISSING where it has none */
export function requireLabels(dataset: Dataset): Float32Array {
  if (dataset.labels) return dataset.labels
  throw new HeliconError('LABELS_MISSING', { dataset: dataset.name })
}

/**
 * Class of a record: its label where there is one column, the column of its 1 where there are several.
 * @throws HeliconError LABELS_MISSING, LABEL_NOT_ONE_HOT
 */
export function classOfRecord(dataset: Dataset, row: number): number {
  const labels = requireLabels(dataset)
  const { outputs } = dataset
  if (outputs === 1) return at(labels, row)
  let found = -1
  for (let column = 0; column < outputs; column++) {
    const value = at(labels, row * outputs + column)
    if (value === 0) continue
    if (value !== 1 || found >= 0) throw notOneHot(dataset, row)
    found = column
  }
  if (found < 0) throw notOneHot(dataset, row)
  return found
}

function notOneHot(dataset: Dataset, row: number): HeliconError {
  const values = requireLabels(dataset).slice(row * dataset.outputs, (row + 1) * dataset.outputs)
  return new HeliconError('LABEL_NOT_ONE_HOT', {
    dataset: dataset.name,
    record: at(dataset.sequences.ids, row),
    row,
    found: values.join(', '),
  })
}
