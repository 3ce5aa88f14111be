import { element, type Markup, textElement } from '../../core/markup.js'
import { countText } from '../number-text.js'
import { type Cell, code, codeBlock, paragraph, type SectionContext, section, table } from '../page-parts.js'
import { REPORT_PARTS, type ReportDataFacts } from '../report-data.js'

/** Records, balance, lengths, unknown letters and hashes of every part. */
export function dataSection(context: SectionContext): Markup {
  const { data, words } = context
  const parts = REPORT_PARTS.flatMap((part) => {
    const facts = data.data[part]
    return facts === undefined ? [] : [{ part, facts }]
  })
  if (parts.length === 0) return ''
  const { data: say } = words
  const columns: [string, (facts: ReportDataFacts) => Cell][] = [
    [say.records, (facts) => countText(facts.records)],
    [say.classes, (facts) => classText(facts, context)],
    [say.length, ({ letters }) => (letters ? say.lengths(letters.shortest, letters.longest) : '–')],
    [
      say.unknown,
      ({ letters }) => (letters ? say.unknownText(letters.unknown, letters.bases, letters.recordsWithUnknown) : '–'),
    ],
    [say.path, (facts) => code(facts.path)],
    ['SHA-256', (facts) => code(facts.sha256)],
  ]
  const rows = columns.map(([name, cell]): Cell[] => [name, ...parts.map(({ facts }) => cell(facts))])
  const head = [say.part, ...parts.map(({ part }) => words.parts[part])]
  const { validationSplit, validationPart, testSplit, partRecords = {} } = data.training
  const sizes = (['train', 'validation', 'test'] as const).flatMap((part) => {
    const count = partRecords[part]
    return count === undefined ? [] : [say.partRecords(words.parts[part], count)]
  })
  const notes = parts.flatMap(({ part, facts }) =>
    (facts.notes ?? []).map((note) => `${words.parts[part]}: ${words.lang === 'ko' ? note.ko : note.en}.`),
  )
  const told = [
    ...(testSplit ? [say.taken(testSplit, words.parts.test)] : []),
    ...(validationPart ? [say.taken(validationPart, words.parts.validation)] : []),
    ...(validationSplit === null ? [] : [say.split(validationSplit)]),
    ...(sizes.length > 0 ? [say.sizes(sizes.join(', '))] : []),
  ]
  return section(
    say.heading,
    paragraph(told.length === 0 ? say.given : told.join(' ')),
    ...notes.map((note) => paragraph(note)),
    table(say.heading, head, rows, words, Number.POSITIVE_INFINITY),
  )
}

function classText(
  { classCounts, classes, records, taskNames }: ReportDataFacts,
  { data, words }: SectionContext,
): string {
  if (classCounts === undefined) return '–'
  const isMany = Object.values(data.evaluation).some((evaluation) => evaluation?.columns !== undefined)
  if (!isMany && classCounts.length > MOST_CLASSES) return `${classCounts.length}`
  // Several tasks: [zeros, ones] of each; only the ones are told.
  const shown = isMany
    ? taskNames.map((name, index) => ({ name, count: classCounts[2 * index + 1] ?? 0 })).slice(0, MOST_CLASSES)
    : classCounts.map((count, index) => ({ name: classes?.[index] ?? String(index), count }))
  return shown.map(({ name, count }) => words.data.class(name, count, count / Math.max(1, records))).join(', ')
}

const MOST_CLASSES = 24

/** Layers, output shapes and parameters. */
export function modelSection({ data, words }: SectionContext): Markup {
  const { layers, parameters, trainable } = data.model
  const { model: say } = words
  const rows = layers.map((layer) => [
    layer.name,
    layer.type,
    `(${layer.outputShape.join(', ')})`,
    countText(layer.parameters),
  ])
  return section(
    say.heading,
    paragraph(say.total(parameters, trainable)),
    table(say.heading, [say.layer, say.type, say.shape, say.parameters], rows, words, 3),
  )
}

/** The command and the configuration. */
export function repeatSection({ data, words }: SectionContext): Markup {
  const { repeat: say } = words
  const { command, configText } = data
  return section(
    say.heading,
    paragraph(say.text),
    command.length === 0
      ? ''
      : textElement('h3', say.command) + codeBlock(command.map(quoted).join(' '), say.command, words),
    configText === undefined ? '' : textElement('h3', say.config) + codeBlock(configText, say.config, words),
    element('p', {}, textElement('span', say.rebuild)),
  )
}

/** As a POSIX shell takes it back. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
