import type { Dataset, LabelFacts } from '@helicon/core'
import { grouped, percent } from '../console/numbers.js'
import { printable } from '../console/printable.js'
import { formatTable } from '../console/table.js'
import type { Terminal } from '../console/terminal.js'

/** What a part holds. */
export interface PartBalance {
  readonly part: string
  readonly file: string
  readonly records: number
  /** Records of each class, in the order of `classNames`; absent for numbers, several tasks and no labels. */
  readonly classes?: readonly number[]
  /** Of labels that are numbers. */
  readonly mean?: number
  readonly standardDeviation?: number
}

/** More columns than this do not fit a screen. */
const MOST_CLASSES = 8

/** The balance of the records of `indices`. */
export function partBalance(
  dataset: Dataset,
  indices: Uint32Array,
  labels: LabelFacts,
): Omit<PartBalance, 'part' | 'file'> {
  const records = indices.length
  const { labels: values, outputs } = dataset
  if (values === undefined || labels.kind === 'none') return { records }
  if (labels.kind === 'regression') return outputs === 1 ? { records, ...moments(values, indices) } : { records }
  if (labels.kind === 'binary' && outputs > 1) return { records }
  const classes = new Array<number>(Math.max(2, outputs)).fill(0)
  for (const row of indices) {
    const at = outputs === 1 ? (values[row] ?? 0) : values.subarray(row * outputs, (row + 1) * outputs).indexOf(1)
    classes[at] = (classes[at] ?? 0) + 1
  }
  return { records, classes }
}

/** What `classes` of a balance count. */
export function classNames({ outputs }: Pick<Dataset, 'outputs'>, labels: LabelFacts): readonly string[] {
  return labels.classes ?? Array.from({ length: Math.max(2, outputs) }, (_, index) => String(index))
}

/** A line a part: its records and its share of them, and what its labels are. */
export function balanceTable(
  balances: readonly PartBalance[],
  names: readonly string[],
  { texts }: Pick<Terminal, 'texts'>,
): string {
  const { split: words } = texts.dataCommands
  const total = Math.max(
    1,
    balances.reduce((sum, { records }) => sum + records, 0),
  )
  const hasClasses = balances.some(({ classes }) => classes !== undefined) && names.length <= MOST_CLASSES
  const hasNumbers = balances.some(({ mean }) => mean !== undefined)
  const heading = [
    ...[words.part, words.records, '%'],
    ...(hasClasses ? names.flatMap((name) => [printable(name), '%']) : []),
    ...(hasNumbers ? [words.mean, words.deviation] : []),
  ]
  const rows = balances.map(({ part, records, classes, mean, standardDeviation }) => [
    ...[part, grouped(records), percent(records / total)],
    ...(hasClasses
      ? names.flatMap((_, at) => [grouped(classes?.[at] ?? 0), percent((classes?.[at] ?? 0) / Math.max(1, records))])
      : []),
    ...(hasNumbers ? [mean?.toPrecision(4) ?? '', standardDeviation?.toPrecision(4) ?? ''] : []),
  ])
  return formatTable([heading, ...rows])
}

function moments(values: Float32Array, indices: Uint32Array): { mean: number; standardDeviation: number } {
  let [mean, squares, count] = [0, 0, 0]
  for (const row of indices) {
    const value = values[row] ?? 0
    count++
    const difference = value - mean
    mean += difference / count
    squares += difference * (value - mean)
  }
  return { mean, standardDeviation: Math.sqrt(squares / Math.max(1, count)) }
}

/** Records of one number in a list of part numbers. */
export function indicesOf(parts: ArrayLike<number>, number: number): Uint32Array {
  const indices: number[] = []
  for (let row = 0; row < parts.length; row++) if (parts[row] === number) indices.push(row)
  return Uint32Array.from(indices)
}
