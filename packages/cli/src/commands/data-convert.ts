import { type Command, Option } from 'commander'
import { requireNoInput } from '../console/not-an-input.js'
import { grouped } from '../console/numbers.js'
import { printable } from '../console/printable.js'
import type { Context, RunCommand } from '../context.js'
import {
  OUTPUT_FORMATS,
  type OutputFormat,
  type SequenceOutput,
  sequenceOutput,
  writeSequences,
} from '../data/sequence-output.js'
import { addSourceOptions, type SourceOptions, sourceSpec } from '../data/source-options.js'
import { counting } from '../data-commands/counting.js'
import { labelWriting } from '../data-commands/label-writing.js'
import { inputsOf, recordSources } from '../data-commands/open-records.js'
import { shardsOf } from '../data-commands/shards.js'
import { tellNotes } from '../data-commands/tell-notes.js'
import { oneOfParser, wholeNumberParser } from '../global-options.js'
import type { Texts } from '../texts/index.js'
import { MOST_RECORDS } from './simulate-jund.js'

interface ConvertOptions extends SourceOptions {
  readonly to?: OutputFormat
  readonly shardSize?: number
}

/** As many as `helicon simulate motif` puts into a shard. */
export const USUAL_SHARD_SIZE = 8192

/** `helicon data convert SRC DST`. */
export function addDataConvert(data: Command, texts: Texts, run: RunCommand): void {
  const { convert: words, source } = texts.dataCommands
  const command = data
    .command('convert')
    .description(words.summary)
    .argument('<source>', source)
    .argument('<output>', words.output)
    .addOption(outputFormatOption(words.to, texts))
    .option('--shard-size <N>', words.shardSize, wholeNumberParser(1, texts.usage, MOST_RECORDS))
  addSourceOptions(command, texts)
    .addHelpText('after', `\n${texts.dataCommands.examples}\n${EXAMPLES}`)
    .action((path: string, output: string, options: ConvertOptions) =>
      run((context) => runConvert(context, path, output, options)),
    )
}

export function outputFormatOption(words: (formats: string) => string, texts: Texts): Option {
  return new Option('--to <format>', words(OUTPUT_FORMATS.join(', '))).argParser(
    oneOfParser(OUTPUT_FORMATS, texts.usage),
  )
}

const EXAMPLES = [
  '  helicon data convert peaks.fa peaks.tsv',
  '  helicon data convert bound.fa --negatives unbound.fa labelled.npz',
  '  helicon data convert peaks.narrowPeak.gz --genome hg38.fa --length 101 peaks.fa.gz',
  '  helicon data convert sites.csv --sequence-column seq --label-column class dataset',
  '  zcat reads.fa.gz | helicon data convert - - --to tsv | head',
].join('\n')

async function runConvert(
  context: Context,
  path: string,
  outputPath: string,
  options: ConvertOptions,
): Promise<number> {
  const { terminal, interrupts } = context
  const { texts } = terminal
  const output = sequenceOutput(outputPath, options.to, terminal)
  const spec = sourceSpec(path, options, context.seed, texts)
  await requireNoInput(output.path, inputsOf(spec))
  const sources = recordSources(context)
  let records = 0
  try {
    const source = await sources.open(spec)
    const { stream } = source
    const pieces = counting(stream.pieces({ signal: interrupts.signal }), (count) => {
      records += count
      terminal.progress(texts.dataCommands.records(grouped(records)))
    })
    const shards = output.format === 'disk-dataset' ? shardsOf(pieces, options.shardSize ?? USUAL_SHARD_SIZE) : pieces
    await writeSequences(terminal, output, shards, { signal: interrupts.signal, ...labelWriting(stream) })
    terminal.progress('')
    tellNotes(source.notes(), terminal)
    await tell(context, output, records, stream.labels.classes)
  } finally {
    await sources.close()
  }
  return 0
}

async function tell(
  { terminal }: Context,
  { path, format }: SequenceOutput,
  records: number,
  classes: readonly string[] | undefined,
): Promise<void> {
  const { convert: words } = terminal.texts.dataCommands
  if (path === '-') return
  terminal.say(words.done(records, printable(path), format))
  if (classes !== undefined) terminal.say(words.classes(printable(classes.join(', '))))
  if (terminal.json)
    await terminal.data(`${JSON.stringify({ records, output: path, format, ...(classes && { classes }) })}\n`)
}
