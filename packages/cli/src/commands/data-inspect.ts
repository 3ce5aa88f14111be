import { findingText, inspectData } from '@helicon/core'
import type { Command } from 'commander'
import { requireNoInput } from '../console/not-an-input.js'
import { grouped } from '../console/numbers.js'
import { single, writeOutput } from '../console/output-file.js'
import type { Context, RunCommand } from '../context.js'
import { inputsOf, recordSources } from '../data/record-sources.js'
import { addSourceOptions, type SourceOptions, sourceSpec } from '../data/source-options.js'
import { inspectedParts } from '../data-commands/inspected-parts.js'
import { inspectionText, partName } from '../data-commands/inspection-text.js'
import { tellNotes } from '../data-commands/tell-notes.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'

interface InspectOptions extends SourceOptions {
  readonly validation?: string
  readonly test?: string
  readonly similar?: boolean
  readonly dataDir?: string
  readonly output: string
}

const EXAMPLES = [
  '  helicon data inspect peaks.fa --shuffle 1',
  '  helicon data inspect train.tsv --validation valid.tsv --test test.tsv',
  '  helicon data inspect train_dataset --test test_dataset --similar',
  '  helicon data inspect config.yaml --json',
].join('\n')

/** `helicon data inspect SRC [--validation SRC] [--test SRC]`. */
export function addDataInspect(data: Command, texts: Texts, run: RunCommand): void {
  const { inspect: words, examples } = texts.dataCommands
  const command = data
    .command('inspect')
    .description(words.summary)
    .argument('<source>', words.source(texts.dataCommands.source))
    .option('--validation <source>', words.validation)
    .option('--test <source>', words.test)
    .option('--similar', words.similar)
    .option('--data-dir <folder>', texts.commands.train.dataDir)
    .option('-o, --output <file>', words.output, '-')
  addSourceOptions(command, texts)
    .addHelpText('after', `\n${examples}\n${EXAMPLES}`)
    .action((source: string, options: InspectOptions) => run((context) => runInspect(context, source, options)))
}

async function runInspect(context: Context, source: string, options: InspectOptions): Promise<number> {
  const { terminal, interrupts } = context
  const { inspect: words, uracil } = terminal.texts.dataCommands
  const { validation, test, dataDir, output } = options
  const given = [source, ...(validation === undefined ? [] : [validation]), ...(test === undefined ? [] : [test])]
  if (given.filter((path) => path === '-').length > 1) throw new UsageError(terminal.texts.source.standardInputOnce)
  const asked = sourceSpec(source, options, context.seed, terminal.texts)
  await requireNoInput(output, [...given, ...inputsOf(asked)])
  const sources = recordSources(context)
  try {
    const onRecords = (part: string, records: number) =>
      terminal.progress(words.progress(partName(part, terminal), grouped(records)))
    const parts = await inspectedParts(context, sources, { source, validation, test, dataDir }, options, onRecords)
    const inspection = await inspectData(parts.streams, {
      signal: interrupts.signal,
      ...(options.similar === true && { similarity: {} }),
    })
    terminal.progress('')
    tellNotes(parts.notes(), terminal)
    if (parts.uracil() > 0) terminal.warn(uracil(grouped(parts.uracil())))
    const { findings, ...facts } = inspection
    const told = findings.map((finding) => ({ ...finding, text: findingText(finding, terminal.language) }))
    const text = terminal.json
      ? `${JSON.stringify({ ...facts, findings: told })}\n`
      : inspectionText(inspection, terminal)
    await writeOutput(terminal, output, single(text))
  } finally {
    await sources.close()
  }
  return 0
}
