import { type Command, Option } from 'commander'
import { requireNoInput } from '../console/not-an-input.js'
import { grouped } from '../console/numbers.js'
import { printable } from '../console/printable.js'
import type { Terminal } from '../console/terminal.js'
import type { Context, RunCommand } from '../context.js'
import { inputsOf, recordSources } from '../data/record-sources.js'
import {
  keepsWeights,
  type SequenceOutput,
  STREAM_FORMATS,
  type StreamFormat,
  sequenceOutput,
} from '../data/sequence-output.js'
import { addSourceOptions, type SourceOptions, sourceSpec } from '../data/source-options.js'
import { countedStream } from '../data-commands/counted-stream.js'
import { tellNotes } from '../data-commands/tell-notes.js'
import { writeStream } from '../data-commands/write-stream.js'
import { oneOfParser, wholeNumberParser } from '../global-options.js'
import type { Texts } from '../texts/index.js'
import { MOST_RECORDS } from './simulate-jund.js'

interface ConvertOptions extends SourceOptions {
  readonly to?: StreamFormat
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
  return new Option('--to <format>', words(STREAM_FORMATS.join(', '))).argParser(
    oneOfParser(STREAM_FORMATS, texts.usage),
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
  const output = sequenceOutput(outputPath, options.to, terminal, STREAM_FORMATS)
  const spec = sourceSpec(path, options, context.seed, texts)
  await requireNoInput(output.path, inputsOf(spec))
  const sources = recordSources(context)
  try {
    const source = await sources.open(spec)
    const counted = countedStream(source.stream, (records) =>
      terminal.progress(texts.dataCommands.records(grouped(records))),
    )
    const shardSize = options.shardSize ?? USUAL_SHARD_SIZE
    await writeStream(terminal, output, counted.stream, { shardSize, signal: interrupts.signal })
    terminal.progress('')
    tellNotes(source.notes(), terminal)
    if (counted.uracil() > 0) terminal.warn(texts.dataCommands.uracil(grouped(counted.uracil())))
    if (counted.weighted() && !keepsWeights(output.format))
      terminal.warn(texts.dataCommands.weightsLeftOut(output.format))
    await tell(terminal, output, counted.records(), source.stream.labels.classes)
  } finally {
    await sources.close()
  }
  return 0
}

async function tell(
  terminal: Terminal,
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
