import type { Command } from 'commander'
import { grouped } from '../console/numbers.js'
import { requireSafeOutput, writeOutput } from '../console/output-file.js'
import type { Context, RunCommand } from '../context.js'
import { loadFeatures } from '../data/load-features.js'
import { openDataset, withFeatures } from '../data/open-dataset.js'
import { numberParser } from '../global-options.js'
import { compileModel, openModel } from '../model/open-model.js'
import { predictionText } from '../run/finish.js'
import type { Texts } from '../texts/index.js'

interface PredictOptions {
  readonly output: string
  readonly threshold: number
  readonly features?: string | undefined
}

/** `helicon predict RUN DATA -o out.tsv`. */
export function addPredict(program: Command, texts: Texts, run: RunCommand): void {
  const { predict, evaluate } = texts.commands
  program
    .command('predict')
    .description(predict.summary)
    .argument('<run>', evaluate.run)
    .argument('<data>', predict.data)
    .option('-o, --output <file>', predict.output)
    .option('--threshold <number>', predict.threshold, numberParser(0, 1, texts.usage))
    .option('--features <file>', predict.features)
    .action((model: string, data: string, { output = '-', threshold = 0.5, features }: Partial<PredictOptions>) =>
      run((context) => runPredict(context, model, data, { output, threshold, features })),
    )
}

async function runPredict(context: Context, run: string, data: string, options: PredictOptions): Promise<number> {
  const { terminal } = context
  const model = await openModel(run)
  await requireSafeOutput(options.output, model.file, data)
  if (model.unfinished) terminal.warn(terminal.texts.evaluate.unfinished(model.file))
  const features = options.features === undefined ? undefined : await loadFeatures(options.features)
  const source = withFeatures(await openDataset(data), features)
  const compiled = await compileModel(context, model)
  let lines = 0
  try {
    const pieces = predictionText(compiled, model.graph, source, {
      kind: model.kind,
      batchSize: model.batchSize,
      threshold: options.threshold,
      signal: context.interrupts.signal,
      onProgress: ({ done, total }) =>
        terminal.progress(total === undefined ? grouped(done) : `${grouped(done)}/${grouped(total)}`),
    })
    const counted = counting(terminal.json ? asJsonLines(pieces) : pieces, (count) => {
      lines += count
    })
    await writeOutput(terminal, options.output, counted)
  } finally {
    await compiled.dispose()
    terminal.progress('')
  }
  const records = terminal.json ? lines : lines - 1
  if (options.output !== '-') terminal.say(terminal.texts.predict.done(grouped(records), options.output))
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
      return [column, column === 'id' || field.includes(',') ? field : Number(field)]
    }),
  )
}
