import { at } from '../../core/arrays.js'
import type { Dataset } from '../dataset.js'
import { classOfRecord } from '../record-class.js'

/**
 * How labels become text: `class`, one number a record, that of its class (the column of the 1 where labels are
 * one-hot); `names`, the name of that class; `columns`, every label column by itself, empty where a label is missing
 * (its weight is 0).
 */
export type LabelText = 'class' | 'names' | 'columns'

/** How the labels of data are written. */
export interface LabelForm {
  readonly form: LabelText
  /** Names of the classes in the order of their numbers, for `names`. Absent: the task names of one-hot columns. */
  readonly classes: readonly string[] | undefined
}

/** What a format writes where it is told nothing: a single column is a class or a number either way. */
export function usualLabelText(dataset: Dataset): LabelText {
  return dataset.outputs === 1 ? 'class' : 'columns'
}

/** The form of labels to write: `names` without any known are numbers. */
export function labelForm(
  dataset: Dataset,
  form: LabelText | undefined,
  classes: readonly string[] | undefined,
): LabelForm {
  const names = classes ?? (dataset.outputs > 1 ? dataset.taskNames : undefined)
  if (form === 'names') return { form: names === undefined ? 'class' : 'names', classes: names }
  return { form: form ?? usualLabelText(dataset), classes }
}

/** The labels of a record as text, one for each name of `labelNames`. Empty where the data have no labels. */
export function labelTexts(dataset: Dataset, row: number, { form, classes }: LabelForm): string[] {
  const { labels, outputs } = dataset
  if (labels === undefined) return []
  if (form === 'columns') {
    return Array.from({ length: outputs }, (_, column) =>
      isMissing(dataset, row, column) ? '' : numberText(at(labels, row * outputs + column)),
    )
  }
  const number = classOfRecord(dataset, row)
  return [(form === 'names' ? classes?.[number] : undefined) ?? numberText(number)]
}

/** `label`, or the tasks' names where every column stands by itself. */
export function labelNames(dataset: Dataset, { form }: LabelForm): readonly string[] {
  if (dataset.labels === undefined) return []
  return form !== 'columns' || dataset.outputs === 1 ? ['label'] : dataset.taskNames
}

/** Of several tasks with a weight each, one of weight 0 has no label. */
function isMissing({ weights, outputs, sequences }: Dataset, row: number, column: number): boolean {
  return outputs > 1 && weights?.length === outputs * sequences.ids.length && weights[row * outputs + column] === 0
}

/** Nine digits, which name a float32 exactly, without the noise of its float64 value. */
function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(9)))
}
