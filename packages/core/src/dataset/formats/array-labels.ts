import { HeliconError } from '../../core/errors.js'
import type { LabelKind } from '../check.js'
import type { Dataset } from '../dataset.js'
import { recordCount } from '../select.js'

/** Whole numbers up to this many different ones may be classes or quantities; more are quantities. */
const FEW_NUMBERS = 20

/**
 * What labels that are numbers already mean, by the same rules as labels of text (`planLabels`): one column of 0 and 1
 * is binary, of fractions or of more than 20 whole numbers a quantity; several columns are one-hot where every row has
 * one 1, several binary labels where all are 0 and 1, and else quantities. Missing labels (NaN, weight 0) are passed by.
 *
 * @throws HeliconError `LABEL_KIND_AMBIGUOUS` for one column of few different whole numbers
 */
export function kindOfLabels(dataset: Dataset): LabelKind | 'none' {
  const { labels, outputs, taskNames, name } = dataset
  if (labels === undefined) return 'none'
  const present = labels.filter((value) => !Number.isNaN(value))
  if (present.every((value) => value === 0 || value === 1)) return isOneHot(dataset) ? 'categorical' : 'binary'
  const values = new Set(present)
  if (outputs > 1 || values.size > FEW_NUMBERS || present.some((value) => !Number.isInteger(value))) return 'regression'
  const shown = [...values].sort((a, b) => a - b).map(String)
  throw new HeliconError('LABEL_KIND_AMBIGUOUS', { file: name, column: taskNames[0] ?? 'y', values: shown })
}

function isOneHot({ labels, outputs, sequences, weights }: Dataset): boolean {
  if (labels === undefined || outputs < 2) return false
  // A label that is missing is one of several, not of one class among others.
  if (weights?.length === labels.length && isPartlyMissing(weights, outputs)) return false
  for (let row = 0; row < sequences.ids.length; row++) {
    let sum = 0
    for (let column = 0; column < outputs; column++) sum += labels[row * outputs + column] ?? 0
    if (sum !== 1) return false
  }
  return true
}

/** Whether some, not all, labels of a record have weight 0. A record of weight 0 altogether is one that does not count. */
function isPartlyMissing(weights: Float32Array, outputs: number): boolean {
  for (let start = 0; start < weights.length; start += outputs) {
    const zeros = weights.subarray(start, start + outputs).filter((weight) => weight === 0).length
    if (zeros > 0 && zeros < outputs) return true
  }
  return false
}

/** The largest class of one column of class numbers. @throws HeliconError `CLASS_NUMBER_INVALID` for another number */
export function largestClass(dataset: Dataset): number {
  let largest = 0
  dataset.labels?.forEach((value, row) => {
    if (!Number.isInteger(value) || value < 0 || value >= 1000) throw notAClass(dataset, row, 1000)
    if (value > largest) largest = value
  })
  return largest
}

/**
 * One column of class numbers, 0 to `names.length - 1`, as one-hot columns with these names.
 * @throws HeliconError `CLASS_NUMBER_INVALID` naming a row with another number
 */
export function expandClasses(dataset: Dataset, names: readonly string[]): Dataset {
  const { labels } = dataset
  if (labels === undefined) return dataset
  const width = names.length
  const expanded = new Float32Array(recordCount(dataset) * width)
  labels.forEach((value, row) => {
    if (!Number.isInteger(value) || value < 0 || value >= width) throw notAClass(dataset, row, width)
    expanded[row * width + value] = 1
  })
  return { ...dataset, labels: expanded, outputs: width, taskNames: names }
}

function notAClass(dataset: Dataset, row: number, classes: number): HeliconError {
  return new HeliconError('CLASS_NUMBER_INVALID', {
    dataset: dataset.name,
    record: dataset.sequences.ids[row] ?? '',
    row,
    found: dataset.labels?.[row] ?? Number.NaN,
    classes,
  })
}
