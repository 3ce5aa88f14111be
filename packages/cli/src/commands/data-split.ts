import { readStream, type SplitFacts } from '@helicon/core'
import { type Command, Option } from 'commander'
import { grouped } from '../console/numbers.js'
import { printable } from '../console/printable.js'
import type { Terminal } from '../console/terminal.js'
import type { Context, RunCommand } from '../context.js'
import { recordSources } from '../data/record-sources.js'
import { keepsWeights, type StreamFormat } from '../data/sequence-output.js'
import { addSourceOptions, type SourceOptions, sourceSpec, USUAL_SEED } from '../data/source-options.js'
import { hasWeights } from '../data-commands/counted-stream.js'
import { partFormat } from '../data-commands/part-files.js'
import { partTable } from '../data-commands/part-table.js'
import { dealRecords, writeParts } from '../data-commands/split-into-folder.js'
import { SPLIT_METHODS, type SplitChoices, splitPlan } from '../data-commands/split-plan.js'
import { tellNotes } from '../data-commands/tell-notes.js'
import { numberParser, oneOfParser, wholeNumberParser } from '../global-options.js'
import { parser } from '../motif/scan-options.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'
import { outputFormatOption, USUAL_SHARD_SIZE } from './data-convert.js'
import { MOST_RECORDS } from './simulate-jund.js'

interface SplitOptions extends SourceOptions, SplitChoices {
  readonly output: string
  readonly to?: StreamFormat
  readonly shardSize?: number
}

/** A number of a part is one byte. */
const MOST_FOLDS = 255

const EXAMPLES = [
  '  helicon data split peaks.fa -o parts',
  '  helicon data split sites.csv -o parts --validation 0.1 --test 0.2 --method similarity',
  '  helicon data split windows -o parts --validation-chromosomes chr8 --test-chromosomes chr9,chr20',
  '  helicon data split splice.csv -o folds --folds 10 --seed 7',
].join('\n')

/** `helicon data split SRC -o DIR`. */
export function addDataSplit(data: Command, texts: Texts, run: RunCommand): void {
  const { split: words, convert, source, examples } = texts.dataCommands
  const share = numberParser(0, 1, texts.usage)
  const names = parser(words.namesExpected, namesBetweenCommas)
  const methods = new Option('--method <name>', words.method(SPLIT_METHODS.join(', ')))
  const command = data
    .command('split')
    .description(words.summary)
    .argument('<source>', source)
    .requiredOption('-o, --output <folder>', words.output)
    .option('--validation <share>', words.validation, share)
    .option('--test <share>', words.test, share)
    .addOption(methods.argParser(oneOfParser(SPLIT_METHODS, texts.usage)))
    .option('--validation-chromosomes <names>', words.validationChromosomes, names)
    .option('--test-chromosomes <names>', words.testChromosomes, names)
    .option('--folds <K>', words.folds, wholeNumberParser(2, texts.usage, MOST_FOLDS))
    .addOption(outputFormatOption(words.to, texts))
    .option('--shard-size <N>', convert.shardSize, wholeNumberParser(1, texts.usage, MOST_RECORDS))
  addSourceOptions(command, texts)
    .addHelpText('after', `\n${examples}\n${EXAMPLES}`)
    .action((path: string, options: SplitOptions) => run((context) => runSplit(context, path, options)))
}

async function runSplit(context: Context, path: string, options: SplitOptions): Promise<number> {
  const { terminal, interrupts, seed = USUAL_SEED } = context
  const { texts } = terminal
  const { signal } = interrupts
  const { output: folder, shardSize = USUAL_SHARD_SIZE } = options
  if (folder === '-') throw new UsageError(texts.usage.notToStandardOutput('data split'))
  const plan = splitPlan(options, texts)
  const spec = sourceSpec(path, options, seed, texts)
  const sources = recordSources(context)
  try {
    const source = await sources.open(spec)
    const { stream } = source
    const form = await partFormat(spec, options.to)
    terminal.progress(texts.data.reading(path))
    const dataset = await readStream(stream, { signal })
    const dealt = dealRecords(dataset, plan, seed, stream.labels.kind)
    const parts = await writeParts(dataset, stream, dealt, { folder, form, shardSize, terminal, signal })
    terminal.progress('')
    tellNotes(source.notes(), terminal)
    if (hasWeights(dataset) && !keepsWeights(form.format)) terminal.warn(texts.dataCommands.weightsLeftOut(form.format))
    terminal.say(`${partTable(parts, stream.labels, dealt.facts, terminal)}\n`)
    tellGroups(dealt.facts, terminal)
    terminal.say(texts.dataCommands.split.done(printable(folder), dealt.facts.method, seed))
    if (terminal.json) await terminal.data(`${JSON.stringify({ folder, ...dealt.facts, parts })}\n`)
  } finally {
    await sources.close()
  }
  return 0
}

/** What stays together, where anything does. */
function tellGroups({ groups }: SplitFacts, terminal: Terminal): void {
  if (groups === undefined) return
  const { split: words } = terminal.texts.dataCommands
  const { name, records } = groups.largest
  terminal.say(words.groups(groups.count, grouped(records), printable(name)))
  if (groups.largerThanPart > 0) terminal.warn(words.largerThanPart(groups.largerThanPart))
}

function namesBetweenCommas(value: string): readonly string[] | undefined {
  const names = value.split(',').map((name) => name.trim())
  return names.includes('') ? undefined : names
}
