import type { Command } from 'commander'
import { requireNoInput } from '../console/not-an-input.js'
import { grouped } from '../console/numbers.js'
import { requireSafeOutput, writeOutput } from '../console/output-file.js'
import type { Context, RunCommand } from '../context.js'
import { loadFeatures } from '../data/load-features.js'
import { withPieceFeatures } from '../data/open-dataset.js'
import { openSource } from '../data/open-source.js'
import { inputsOf, recordSources } from '../data/record-sources.js'
import { addSourceOptions, type SourceOptions, sourceSpec } from '../data/source-options.js'
import { tellNotes } from '../data-commands/tell-notes.js'
import { numberParser } from '../global-options.js'
import { compileModel, openModel, sourceForModel } from '../model/open-model.js'
import { predictionText } from '../run/finish.js'
import type { Texts } from '../texts/index.js'

interface PredictOptions extends SourceOptions {
  readonly output: string
  readonly threshold: number
  readonly features?: string | undefined
}

/** `helicon predict RUN DATA -o out.tsv`. */
export function addPredict(program: Command, texts: Texts, run: RunCommand): void {
  const { predict, evaluate } = texts.commands
  const command = program
    .command('predict')
    .description(predict.summary)
    .argument('<run>', evaluate.run)
    .argument('<data>', predict.data)
    .option('-o, --output <file>', predict.output)
    .option('--threshold <number>', predict.threshold, numberParser(0, 1, texts.usage))
    .option('--features <file>', predict.features)
  addSourceOptions(command, texts).action(
    (model: string, data: string, given: SourceOptions & Partial<PredictOptions>) =>
      run((context) => runPredict(context, model, data, { output: '-', threshold: 0.5, ...given })),
  )
}

async function runPredict(context: Context, run: string, data: string, options: PredictOptions): Promise<number> {
  const { terminal } = context
  const model = await openModel(run)
  await requireSafeOutput(options.output, model.file, data)
  if (model.unfinished) terminal.warn(terminal.texts.evaluate.unfinished(model.file))
  const features = options.features === undefined ? undefined : await loadFeatures(options.features)
  const spec = sourceForModel(sourceSpec(data, options, context.seed, terminal.texts, true), model)
  await requireNoInput(options.output, inputsOf(spec))
  const sources = recordSources(context)
  const { signal } = context.interrupts
  const source = await openSource(spec, { withoutLabels: true, signal, input: await sources.input(spec) })
  const records = withPieceFeatures(source.stream.pieces({ signal: context.interrupts.signal }), features)
  const compiled = await compileModel(context, model)
  let lines = 0
  try {
    let done = 0
    const pieces = predictionText(compiled, model.graph, records, {
      kind: model.kind,
      classes: model.data.classes,
      batchSize: model.batchSize,
      threshold: options.threshold,
      signal: context.interrupts.signal,
      onRecords: (records) => {
        done += records
        terminal.progress(grouped(done))
      },
    })
    const counted = counting(terminal.json ? asJsonLines(pieces) : pieces, (count) => {
      lines += count
    })
    await writeOutput(terminal, options.output, counted)
  } finally {
    await compiled.dispose()
    await sources.close()
    terminal.progress('')
  }
  const predicted = terminal.json ? lines : lines - 1
  tellNotes(source.notes(), terminal)
  if (options.output !== '-') terminal.say(terminal.texts.predict.done(grouped(predicted), options.output))
  return 0
}

async function* counting(pieces: AsyncIterable<string>, add: (lines: number) => void): AsyncGenerator<string> {
  for await (const piece of pieces) {
    add(piece.split('\n').length - 1)
    yield piece
  }
}

/** With `--json` each record is one JSON object a line, its keys the columns. */
async function* asJsonLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let columns: string[] | undefined
  for await (const piece of pieces) {
    const rows = piece.split('\n').filter((line) => line !== '')
    if (columns === undefined) {
      columns = rows.shift()?.split('\t') ?? []
    }
    const names = columns
    yield rows.map((row) => `${JSON.stringify(record(names, row.split('\t')))}\n`).join('')
  }
}

function record(columns: readonly string[], fields: readonly string[]): Record<string, string | number> {
  return Object.fromEntries(
    columns.map((column, index) => {
      const field = fields[index] ?? ''
      // An id is a text whatever it looks like, and so is the name of a class.
      const number = column === 'id' || field.trim() === '' ? Number.NaN : Number(field)
      return [column, Number.isNaN(number) ? field : number]
    }),
  )
}
