import { batchLayout, bootstrapIntervals, evaluateDataset, evaluatePredictions, recordWeights } from '@helicon/core'
import type { Command } from 'commander'
import { evaluationText } from '../console/evaluation-text.js'
import { requireNoInput } from '../console/not-an-input.js'
import { grouped } from '../console/numbers.js'
import { requireSafeOutput, single, writeOutput } from '../console/output-file.js'
import type { Context, RunCommand } from '../context.js'
import { loadFeatures } from '../data/load-features.js'
import { loadPart } from '../data/load-part.js'
import { inputsOf, recordSources } from '../data/record-sources.js'
import { addSourceOptions, type SourceOptions, sourceSpec } from '../data/source-options.js'
import { tellNotes } from '../data-commands/tell-notes.js'
import { wholeNumberParser } from '../global-options.js'
import { compileModel, labelNamesOfModel, openModel, sourceForModel } from '../model/open-model.js'
import type { Texts } from '../texts/index.js'

interface EvaluateOptions extends SourceOptions {
  readonly output: string
  readonly bootstrap: number
  readonly weighted: boolean
  readonly features?: string
}

/** `helicon evaluate RUN DATA`. */
export function addEvaluate(program: Command, texts: Texts, run: RunCommand): void {
  const { evaluate, predict } = texts.commands
  const command = program
    .command('evaluate')
    .description(evaluate.summary)
    .argument('<run>', evaluate.run)
    .argument('<data>', evaluate.data)
    .option('-o, --output <file>', evaluate.output)
    .option('--bootstrap <N>', evaluate.bootstrap, wholeNumberParser(0, texts.usage))
    .option('--weighted', evaluate.weighted)
    .option('--features <file>', predict.features)
  addSourceOptions(command, texts).action(
    (model: string, data: string, given: SourceOptions & Partial<EvaluateOptions>) =>
      run((context) => runEvaluate(context, model, data, { output: '-', bootstrap: 1000, weighted: false, ...given })),
  )
}

async function runEvaluate(context: Context, run: string, path: string, options: EvaluateOptions): Promise<number> {
  const { terminal, interrupts } = context
  const { signal } = interrupts
  const model = await openModel(run)
  const source = sourceSpec(path, options, context.seed, terminal.texts, true)
  await requireSafeOutput(options.output, model.file, path)
  await requireNoInput(options.output, inputsOf(source))
  if (model.unfinished) terminal.warn(terminal.texts.evaluate.unfinished(model.file))
  const { graph, loss, kind, batchSize } = model
  const layout = batchLayout(graph, loss)
  terminal.progress(terminal.texts.data.reading(path))
  const sources = recordSources(context)
  const spec = sourceForModel(source, model)
  const { data, facts } = await loadPart(spec, {
    input: await sources.input(spec),
    layout,
    labelKind: kind,
    needsBothClasses: false,
    labelNames: labelNamesOfModel(model),
    streaming: 'if-sharded',
    features: options.features === undefined ? undefined : await loadFeatures(options.features),
    signal,
  })
  const compiled = await compileModel(context, model)
  try {
    const onProgress = ({ done, total }: { readonly done: number; readonly total: number | undefined }) =>
      terminal.progress(`${terminal.texts.train.evaluating}: ${grouped(done)}/${grouped(total ?? facts.records)}`)
    const { weighted: asked } = options
    const result = await evaluateDataset(compiled, graph, loss, data, {
      batchSize,
      signal,
      onProgress,
      weighted: asked,
    })
    const { labels, predictions, outputs, known } = result
    const weights = asked ? recordWeights(result, path, kind) : undefined
    const judged = { labels, predictions, outputs, known, task: kind, weights }
    const evaluation = evaluatePredictions(judged)
    const intervals =
      options.bootstrap === 0
        ? {}
        : await bootstrapIntervals(
            { ...judged, loss: { value: result.loss, records: result.losses } },
            { seed: context.seed ?? 1, resamples: options.bootstrap, signal },
          )
    const report = {
      model: model.file,
      data: path,
      sha256: facts.sha256,
      loss: result.loss,
      evaluation,
      intervals,
      classes: facts.classes,
    }
    terminal.progress('')
    tellNotes(facts.notes ?? [], terminal)
    const text = terminal.json ? `${JSON.stringify(report, null, 2)}\n` : evaluationText(terminal, report)
    await writeOutput(terminal, options.output, single(text))
  } finally {
    await compiled.dispose()
    await sources.close()
  }
  return 0
}
