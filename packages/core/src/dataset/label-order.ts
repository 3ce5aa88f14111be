import { HeliconError } from '../core/errors.js'
import type { Dataset, ShardedDataset } from './dataset.js'
import { recordCount, weightColumns } from './select.js'
import type { DatasetStream } from './stream.js'

/** What the labels of a model's training data are called, see `DatasetStream`. */
export interface LabelNames {
  /** One a label column. */
  readonly tasks?: readonly string[] | undefined
  /** In the order of their numbers. */
  readonly classes?: readonly string[] | undefined
}

/** Names that say nothing or only count: `0`, `class1`, `label_2`, `column 3`, `label`. */
const NUMBERED = /^(?:(?:label|class|target|task|output|column|y)(?:[ _.-]?(\d{1,6}))?|(\d{1,6}))$/i

/**
 * Where the columns that are expected stand among those that are found: item i is the number of the found column called
 * `expected[i]`. Names that only count up (`0`, `1`, ..., `class1`, `class2`, ...) are the names of no column unless the
 * other side has the same: then the places tell.
 *
 * @returns undefined where the names differ
 */
export function columnOrder(expected: readonly string[], found: readonly string[]): readonly number[] | undefined {
  if (expected.length !== found.length) return undefined
  const places = expected.map((_, place) => place)
  if (expected.every((name, place) => name === found[place])) return places
  if (new Set(found).size === found.length) {
    const order = expected.map((name) => found.indexOf(name))
    if (!order.includes(-1) && new Set(order).size === order.length) return order
  }
  const [one, other] = [numbering(expected), numbering(found)]
  if (one === 'mixed' || other === 'mixed') return undefined
  return one === 'counts' || other === 'counts' ? places : undefined
}

/** Whether names say nothing or count up by one, count in another order, or say something. */
function numbering(names: readonly string[]): 'counts' | 'mixed' | 'names' {
  const matches = names.map((name) => NUMBERED.exec(name.trim()))
  if (matches.includes(null)) return 'names'
  const numbers = matches.flatMap((match) => match?.[1] ?? match?.[2] ?? []).map(Number)
  const [first = 0] = numbers
  return numbers.every((number, place) => number === first + place) ? 'counts' : 'mixed'
}

/** The same, for a message. @throws HeliconError `LABEL_NAMES_DIFFER` */
export function requireOrder(
  dataset: string,
  expected: readonly string[],
  found: readonly string[],
): readonly number[] {
  const order = columnOrder(expected, found)
  if (order === undefined) throw namesDiffer(dataset, expected, found)
  return order
}

/** The error of label columns or classes that are called otherwise than it is expected. */
export function namesDiffer(dataset: string, expected: readonly string[], found: readonly string[]): HeliconError {
  const shown = (names: readonly string[]) => (names.length > 20 ? [...names.slice(0, 20), '...'] : [...names])
  return new HeliconError('LABEL_NAMES_DIFFER', { dataset, found: shown(found), expected: shown(expected) })
}

/**
 * A stream with its label columns in the order of those expected, by their names, and called like them; the two classes
 * of one column likewise. Other streams are returned as they are: without labels, with another number of columns.
 *
 * @throws HeliconError `LABEL_NAMES_DIFFER` where both sides have names that are not the same
 */
export function alignLabels(stream: DatasetStream, expected: LabelNames): DatasetStream {
  const { labels, name, outputs, taskNames } = stream
  const { tasks, classes } = expected
  if (labels.kind === 'none') return stream
  if (outputs > 1 && tasks?.length === outputs) {
    const order = requireOrder(name, tasks, taskNames)
    return {
      ...{ ...stream, taskNames: tasks },
      labels: { ...labels, ...(labels.classes && { classes: tasks }) },
      pieces: (options) => changed(stream.pieces(options), (piece) => reorderLabels(piece, order, tasks)),
    }
  }
  if (outputs !== 1 || classes?.length !== 2 || labels.classes === undefined) return stream
  const [first] = requireOrder(name, classes, labels.classes)
  const ordered = { ...stream, labels: { ...labels, classes } }
  if (first === 0) return ordered
  return { ...ordered, pieces: (options) => changed(stream.pieces(options), swapTwoClasses) }
}

/** The same for shards. @throws HeliconError `LABEL_NAMES_DIFFER` */
export function alignShards(sharded: ShardedDataset, { tasks }: LabelNames): ShardedDataset {
  const { name, taskNames } = sharded
  if (tasks === undefined || tasks.length < 2 || tasks.length !== taskNames.length) return sharded
  const order = requireOrder(name, tasks, taskNames)
  const readShard: ShardedDataset['readShard'] = async (index, options) =>
    reorderLabels(await sharded.readShard(index, options), order, tasks)
  return { name, taskNames: tasks, shardCount: sharded.shardCount, readShard }
}

async function* changed<T extends Dataset>(pieces: AsyncIterable<T>, change: (piece: T) => T): AsyncGenerator<T> {
  for await (const piece of pieces) yield change(piece)
}

/**
 * Label columns, and their weights, in another order.
 *
 * @param order item i is the number of the column that becomes column i; -1 for a column of zeros
 * @param names of the columns then
 */
export function reorderLabels<T extends Dataset>(dataset: T, order: readonly number[], names: readonly string[]): T {
  const { labels, outputs, weights } = dataset
  const isSame = order.length === outputs && order.every((column, place) => column === place)
  if (labels === undefined || isSame) return { ...dataset, outputs: order.length, taskNames: names }
  const records = recordCount(dataset)
  const inOrder = (values: Float32Array): Float32Array =>
    Float32Array.from({ length: records * order.length }, (_, k) => {
      const column = order[k % order.length] ?? -1
      return column < 0 ? 0 : (values[Math.floor(k / order.length) * outputs + column] ?? 0)
    })
  const ofColumns = weights !== undefined && outputs > 1 && weightColumns(weights, records) === outputs
  return {
    ...{ ...dataset, labels: inOrder(labels), outputs: order.length, taskNames: names },
    ...(ofColumns && { weights: inOrder(weights) }),
  }
}

/** Labels 0 and 1 of one column the other way round. */
export function swapTwoClasses<T extends Dataset>(dataset: T): T {
  const { labels } = dataset
  return labels === undefined ? dataset : { ...dataset, labels: labels.map((label) => 1 - label) }
}
