import { at } from '../../core/arrays.js'
import type { Dataset } from '../dataset.js'
import { classOfRecord } from '../record-class.js'

/**
 * How labels become text: `class`, one number a record, that of its class (the column of the 1 where labels are
 * one-hot); `columns`, every label column by itself.
 */
export type LabelText = 'class' | 'columns'

/** What a format writes where it is told nothing: a single column is a class or a number either way. */
export function usualLabelText(dataset: Dataset): LabelText {
  return dataset.outputs === 1 ? 'class' : 'columns'
}

/** The labels of a record as text, one for each name of `labelNames`. Empty where the data have no labels. */
export function labelTexts(dataset: Dataset, row: number, form: LabelText): string[] {
  const { labels, outputs } = dataset
  if (labels === undefined) return []
  if (form === 'class') return [numberText(classOfRecord(dataset, row))]
  return Array.from({ length: outputs }, (_, column) => numberText(at(labels, row * outputs + column)))
}

/** `label`, or the tasks' names where every column stands by itself. */
export function labelNames(dataset: Dataset, form: LabelText): readonly string[] {
  if (dataset.labels === undefined) return []
  return form === 'class' || dataset.outputs === 1 ? ['label'] : dataset.taskNames
}

/** Nine digits, which name a float32 exactly, without the noise of its float64 value. */
function numberText(value: number): string {
  return String(Number(value.toPrecision(9)))
}
