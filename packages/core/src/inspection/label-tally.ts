import { at } from '../core/arrays.js'
import type { Dataset } from '../dataset/dataset.js'
import { recordCount } from '../dataset/select.js'
import { hasLabel } from '../dataset/split-labels.js'
import type { DatasetStream, LabelFacts } from '../dataset/stream.js'
import { LABEL } from './label-rows.js'

/** The labels of a part. */
export type LabelInspection =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'binary'
      readonly tasks: readonly {
        readonly name: string
        /** What stands for 0 and for 1. */
        readonly classes: readonly [string, string]
        readonly counts: readonly [number, number]
        readonly missing: number
      }[]
    }
  | {
      readonly kind: 'categorical'
      readonly classes: readonly { readonly name: string; readonly records: number }[]
      readonly missing: number
    }
  | {
      readonly kind: 'regression'
      readonly tasks: readonly {
        readonly name: string
        readonly records: number
        readonly missing: number
        /** Of the labels that are there; null where none is. */
        readonly range: { readonly smallest: number; readonly largest: number; readonly mean: number } | null
      }[]
    }

/** Counts labels record by record. */
export interface LabelTally {
  add(dataset: Dataset, record: number, row: ArrayLike<number>): void
  result(): LabelInspection
}

/** What the labels are to be counted as: one column of one-hot labels is a 0/1 column. */
export function countedKind({ kind }: LabelFacts, outputs: number): LabelFacts['kind'] {
  return kind === 'categorical' && outputs === 1 ? 'binary' : kind
}

/** Columns that are counted by 0 and 1. */
export function classColumns(stream: DatasetStream): number {
  const kind = countedKind(stream.labels, stream.outputs)
  return kind === 'binary' || kind === 'categorical' ? stream.outputs : 0
}

export function labelTally(stream: DatasetStream): LabelTally {
  const { outputs, labels } = stream
  const kind = countedKind(labels, outputs)
  const names = Array.from({ length: outputs }, (_, column) => stream.taskNames[column] ?? `column ${column}`)
  switch (kind) {
    case 'none':
      return { add: () => undefined, result: () => ({ kind: 'none' }) }
    case 'binary':
      return binaryTally(names, outputs === 1 ? labels.classes : undefined)
    case 'categorical':
      return categoricalTally(names.map((name, column) => labels.classes?.[column] ?? name))
    case 'regression':
      return numberTally(names)
  }
}

function binaryTally(names: readonly string[], classes: readonly string[] = []): LabelTally {
  const counts = names.map(() => [0, 0, 0])
  return {
    add: (_dataset, _record, row) => {
      counts.forEach((found, column) => {
        const label = row[column] ?? LABEL.missing
        found[label] = at(found, label) + 1
      })
    },
    result: () => ({
      kind: 'binary',
      tasks: names.map((name, column) => {
        const [zeros = 0, ones = 0, missing = 0] = counts[column] ?? []
        return { name, classes: [classes[0] ?? '0', classes[1] ?? '1'], counts: [zeros, ones], missing }
      }),
    }),
  }
}

function categoricalTally(names: readonly string[]): LabelTally {
  const counts = names.map(() => 0)
  let missing = 0
  return {
    add: (_dataset, _record, row) => {
      const place = names.findIndex((_, column) => row[column] === LABEL.one)
      if (place < 0) missing++
      else counts[place] = at(counts, place) + 1
    },
    result: () => ({
      kind: 'categorical',
      classes: names.map((name, place) => ({ name, records: at(counts, place) })),
      missing,
    }),
  }
}

function numberTally(names: readonly string[]): LabelTally {
  const found = names.map(() => ({
    records: 0,
    missing: 0,
    smallest: Number.POSITIVE_INFINITY,
    largest: Number.NEGATIVE_INFINITY,
    sum: 0,
  }))
  return {
    add: (dataset, record) => {
      found.forEach((task, column) => {
        const value = dataset.labels?.[record * dataset.outputs + column] ?? Number.NaN
        if (!hasLabel(dataset, record, column)) {
          task.missing++
          return
        }
        task.records++
        task.smallest = Math.min(task.smallest, value)
        task.largest = Math.max(task.largest, value)
        task.sum += value
      })
    },
    result: () => ({
      kind: 'regression',
      tasks: found.map(({ records, missing, smallest, largest, sum }, column) => ({
        name: at(names, column),
        records,
        missing,
        range: records === 0 ? null : { smallest, largest, mean: sum / records },
      })),
    }),
  }
}

/** Bytes of a piece held in memory: a base one, a number four; ids come on top. */
export function bytesOf(dataset: Dataset): number {
  const { sequences, labels, weights, features } = dataset
  const numbers = (labels?.length ?? 0) + (weights?.length ?? 0) + (features?.length ?? 0)
  return sequences.codes.length + 4 * (recordCount(dataset) + 1 + numbers)
}
