import { batchLayout, writeMotifs } from '@helicon/core'
import type { Command } from 'commander'
import { requireNoInput } from '../../console/not-an-input.js'
import { grouped, score } from '../../console/numbers.js'
import { requireSafeOutput, single, writeOutput } from '../../console/output-file.js'
import { printable } from '../../console/printable.js'
import { formatTable } from '../../console/table.js'
import type { Terminal } from '../../console/terminal.js'
import type { Context, RunCommand } from '../../context.js'
import { loadPart } from '../../data/load-part.js'
import { addSourceOptions, type SourceOptions, sourceSpec } from '../../data/source-options.js'
import { openModel, sourceForModel } from '../../model/open-model.js'
import { chooseMotifs } from '../../motif/choose-motifs.js'
import { type FilterFacts, type ModelFilters, readFilters } from '../../motif/filters.js'
import type { Texts } from '../../texts/index.js'

interface FilterOptions extends SourceOptions {
  readonly output?: string
  readonly match?: string
}

/** `helicon motif filters RUN DATA -o filters.meme --match MOTIFS`. */
export function addMotifFilters(motif: Command, texts: Texts, run: RunCommand): void {
  const { filters: words } = texts.judgement
  const command = motif
    .command('filters')
    .description(words.summary)
    .argument('<run>', texts.commands.evaluate.run)
    .argument('<data>', texts.commands.predict.data)
    .option('-o, --output <file>', words.output)
    .option('--match <motifs>', words.match)
  addSourceOptions(command, texts).action((model: string, data: string, options: FilterOptions) =>
    run((context) => runFilters(context, model, data, options)),
  )
}

async function runFilters(context: Context, run: string, path: string, options: FilterOptions): Promise<number> {
  const { terminal, interrupts } = context
  const { signal } = interrupts
  const model = await openModel(run)
  const { output, match } = options
  if (output !== undefined) {
    await requireSafeOutput(output, model.file, path)
    if (match !== undefined) await requireNoInput(output, [match])
  }
  if (model.unfinished) terminal.warn(terminal.texts.evaluate.unfinished(model.file))
  const known = match === undefined ? [] : await chooseMotifs(match, [], terminal.texts)
  terminal.progress(terminal.texts.data.reading(path))
  // A second input changes nothing in the filters of the sequence.
  const layout = { ...batchLayout(model.graph), featureCount: 0 }
  const { data } = await loadPart(
    sourceForModel(sourceSpec(path, options, context.seed, terminal.texts, true), model),
    {
      layout,
      labelKind: undefined,
      needsBothClasses: false,
      streaming: 'if-sharded',
      signal,
    },
  )
  const found = await readFilters({ graph: model.graph, weights: model.saved.weights }, data, {
    ...{ seed: context.seed ?? 1, known, signal },
    onProgress: ({ done, total }) =>
      terminal.progress(`${terminal.texts.judgement.readingFilters}: ${grouped(done)}/${grouped(total ?? done)}`),
  })
  terminal.progress('')
  const { motifs, ...facts } = found
  if (terminal.json) await terminal.data(`${JSON.stringify({ model: model.file, data: path, ...facts }, null, 2)}\n`)
  else if (output !== '-') await terminal.data(`${filterTable(terminal, found, match !== undefined)}\n`)
  if (output !== undefined) await writeMeme(terminal, output, found)
  return 0
}

async function writeMeme(terminal: Terminal, output: string, { motifs, filters }: ModelFilters): Promise<void> {
  const { filters: words } = terminal.texts.judgement
  if (motifs.length === 0) return terminal.warn(words.none)
  await writeOutput(terminal, output, single(writeMotifs(motifs, 'meme')))
  if (output !== '-') terminal.say(words.written(motifs.length, filters.length, printable(output)))
}

/** A row a filter: sites, consensus, information, and the known motif that it is most like. */
export function filterTable(terminal: Terminal, { filters, sampledRecords, records }: ModelFilters, match: boolean) {
  const { filters: words } = terminal.texts.judgement
  const heading = [words.filter, words.sites, words.consensus, words.information]
  const rows = filters.map((filter) => [
    `${filter.layer}_${filter.filter}`,
    grouped(filter.sites),
    filter.consensus ?? words.tooFew,
    filter.information === undefined ? '' : filter.information.toFixed(2),
    ...(match ? matchCells(filter) : []),
  ])
  const table = formatTable([match ? [...heading, words.bestMatch, words.correlation] : heading, ...rows])
  return sampledRecords < records ? `${table}\n${words.sampled(grouped(sampledRecords), grouped(records))}` : table
}

function matchCells({ match }: FilterFacts): string[] {
  if (match === undefined) return ['', '']
  const name = match.name === '' ? match.id : `${match.id} ${match.name}`
  return [`${printable(name)} (${match.strand})`, score(match.correlation, '')]
}
