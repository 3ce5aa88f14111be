import type { LabelFacts, SplitFacts } from '@helicon/core'
import { grouped, percent } from '../console/numbers.js'
import { printable } from '../console/printable.js'
import { formatTable } from '../console/table.js'
import type { Terminal } from '../console/terminal.js'

/** A part as it was written. */
export type WrittenPart = SplitFacts['parts'][number] & {
  /** Plain name, in the folder of the parts. */
  readonly file: string
}

/** More columns than this do not fit a screen. */
const MOST_COLUMNS = 8

/** A line a part: its records and how many of each class it has; of several tasks how many positives each. */
export function partTable(
  parts: readonly WrittenPart[],
  labels: LabelFacts,
  { records, taskNames }: SplitFacts,
  { texts }: Pick<Terminal, 'texts'>,
): string {
  const { split: words } = texts.dataCommands
  const [{ classCounts = [] } = { classCounts: [] }] = parts
  const isTasks = labels.kind === 'binary' && taskNames.length > 1
  const columns = classCounts.flatMap((_, at) => (isTasks && at % 2 === 0 ? [] : [at])).slice(0, MOST_COLUMNS)
  const nameOf = (at: number) =>
    isTasks ? `${taskNames[(at - 1) / 2]} = 1` : (labels.classes?.[at] ?? (columns.length > 2 ? taskNames[at] : at))
  const heading = [words.file, words.records, '%', ...columns.flatMap((at) => [printable(String(nameOf(at))), '%'])]
  const rows = parts.map((part) => [
    ...[part.file, grouped(part.records), percent(part.records / records)],
    ...columns.flatMap((at) => {
      const count = part.classCounts?.[at] ?? 0
      return [grouped(count), percent(count / part.records)]
    }),
  ])
  return formatTable([heading, ...rows])
}
