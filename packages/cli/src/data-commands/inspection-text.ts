import {
  type DataInspection,
  type Finding,
  findingText,
  type LabelInspection,
  type PartInspection,
  type ValueSummary,
} from '@helicon/core'
import { grouped, percent } from '../console/numbers.js'
import { printable } from '../console/printable.js'
import { formatTable } from '../console/table.js'
import type { Terminal } from '../console/terminal.js'

/** Characters of a bar that stands for all records. */
const BAR = 20

/** What was found in data, for people: parts side by side, classes with a bar each, and what they mean for a training. */
export function inspectionText({ parts, findings }: DataInspection, terminal: Terminal): string {
  const { inspect: words } = terminal.texts.dataCommands
  const blocks = [
    ...parts.map(({ part, source }) => sourceLine(part, source, parts.length === 1, terminal)),
    '',
    partsTable(parts, terminal),
    ...parts.flatMap((part) => classesTable(part, parts.length === 1, terminal)),
    '',
    ...(findings.length === 0 ? [words.nothing] : [words.findings, ...findingLines(findings, terminal)]),
  ]
  return `${blocks.join('\n')}\n`
}

function sourceLine(part: string, source: string, isOnly: boolean, terminal: Terminal): string {
  return isOnly ? printable(source) : `${partName(part, terminal)}: ${printable(source)}`
}

/** What people call a part: the name of a file where there is only one. */
export function partName(part: string, { texts }: Pick<Terminal, 'texts'>): string {
  const names: Readonly<Record<string, string>> = texts.train.parts
  return names[part] ?? printable(part)
}

function partsTable(parts: readonly PartInspection[], terminal: Terminal): string {
  const { inspect: words } = terminal.texts.dataCommands
  const row = (name: string, value: (part: PartInspection) => string) => [name, ...parts.map(value)]
  return formatTable([
    row('', ({ part }) => (parts.length === 1 ? words.all : partName(part, terminal))),
    row(words.sequences, ({ records }) => grouped(records)),
    row(words.length, ({ lengths }) => lengthText(lengths.all, words.median)),
    row(words.gc, ({ gc }) => gcText(gc.all)),
    row(words.unknown, ({ letters }) => grouped(letters.unknown)),
    row(words.repeated, ({ repeats }) => grouped(repeats.identical + repeats.reverseComplements)),
    row(words.located, ({ regions }) => grouped(regions.readable)),
    row(words.memory, ({ memoryBytes }) => (memoryBytes / 1e6).toFixed(1)),
  ])
}

function lengthText(summary: ValueSummary | null, median: (length: string) => string): string {
  if (summary === null) return ''
  const { smallest, largest } = summary
  if (smallest === largest) return grouped(smallest)
  return `${grouped(smallest)}-${grouped(largest)}, ${median(grouped(summary.median))}`
}

function gcText(summary: ValueSummary | null | undefined): string {
  return summary ? `${(100 * summary.mean).toFixed(1)} ± ${(100 * summary.deviation).toFixed(1)}` : ''
}

/** Records of a class, or of the 1 of a task. */
interface ClassRow {
  readonly name: string
  readonly records: number
  readonly gc: ValueSummary | null | undefined
  /** Of the share of G and C alone. */
  readonly auroc: number | null | undefined
}

function classesTable(part: PartInspection, isOnly: boolean, terminal: Terminal): string[] {
  const { inspect: words } = terminal.texts.dataCommands
  const name = isOnly ? words.label : partName(part.part, terminal)
  if (part.labels.kind === 'none') return ['', isOnly ? words.noLabels : `${name}: ${words.noLabels}`]
  if (part.labels.kind === 'regression')
    return ['', formatTable([numberHeading(name, words), ...numberRows(part.labels)])]
  const rows = classRows(part, part.labels)
  const total = Math.max(1, part.records)
  const heading = [name, words.sequences, '%', words.gc, words.gcAuroc, '']
  const lines = rows.map((row) => [
    ...[printable(row.name), grouped(row.records), percent(row.records / total), gcText(row.gc)],
    ...[row.auroc?.toFixed(3) ?? '', '#'.repeat(Math.round((BAR * row.records) / total)).padEnd(BAR)],
  ])
  return ['', formatTable([heading, ...lines])]
}

type Words = Terminal['texts']['dataCommands']['inspect']

function numberHeading(name: string, words: Words): string[] {
  return [name, words.sequences, words.smallest, words.mean, words.largest]
}

function numberRows({ tasks }: Extract<LabelInspection, { kind: 'regression' }>): string[][] {
  return tasks.map(({ name, records, range }) => [
    ...[printable(name), grouped(records)],
    ...(range === null
      ? ['', '', '']
      : [range.smallest, range.mean, range.largest].map((value) => value.toPrecision(4))),
  ])
}

function classRows(
  { gc }: PartInspection,
  labels: Extract<LabelInspection, { kind: 'binary' | 'categorical' }>,
): ClassRow[] {
  if (labels.kind === 'categorical')
    return labels.classes.map(({ name, records }, column) => ({
      ...{ name, records, gc: gc.classes[column]?.summary },
      auroc: gc.auroc[column]?.value,
    }))
  const several = labels.tasks.length > 1
  return labels.tasks.flatMap((task, column) =>
    ([0, 1] as const).map((label) => ({
      name: several ? `${task.name} = ${task.classes[label]}` : task.classes[label],
      records: task.counts[label],
      gc: gc.classes[2 * column + label]?.summary,
      auroc: label === 1 ? gc.auroc[column]?.value : undefined,
    })),
  )
}

/** Warnings first. */
function findingLines(findings: readonly Finding[], { language, texts }: Terminal): string[] {
  const { inspect: words } = texts.dataCommands
  const line = (finding: Finding) =>
    `- ${finding.severity === 'warning' ? `${words.warning}: ` : ''}${printable(findingText(finding, language))}`
  return [
    ...findings.filter(({ severity }) => severity === 'warning').map(line),
    ...findings.filter(({ severity }) => severity !== 'warning').map(line),
  ]
}
