import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type Assignment, parseAssignment } from '../config/assignment.js'
import { readConfig } from '../config/read-config.js'
import { quoted } from '../console/shell.js'
import type { Context, RunCommand } from '../context.js'
import { labelKindOf } from '../data/load-part.js'
import { addFoldOptions, type FoldFlags, foldArguments, foldChoice, foldsOfConfig } from '../folds/fold-options.js'
import { trainFolds } from '../folds/train-folds.js'
import { withoutFigures } from '../run/finish.js'
import { runName } from '../run/run-name.js'
import { trainRun } from '../run/train-run.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'

interface TrainOptions extends FoldFlags {
  readonly output?: string
  readonly set: readonly string[]
  readonly dataDir?: string
  readonly resume?: boolean
  readonly baselines: boolean
}

/** `helicon train CONFIG.yaml`. */
export function addTrain(program: Command, texts: Texts, run: RunCommand): void {
  const { train } = texts.commands
  const command = program
    .command('train')
    .description(train.summary)
    .argument('<config>', train.config)
    .option('-o, --output <folder>', train.output)
    .option('--set <key=value>', train.set, (value: string, before: readonly string[]) => [...before, value], [])
    .option('--data-dir <folder>', train.dataDir)
    .option('--resume', train.resume)
    .option('--no-baselines', train.noBaselines)
  addFoldOptions(command, texts, texts.folds.options.folds).action((config: string, options: TrainOptions) =>
    run((context) => runTrain(context, config, options)),
  )
}

async function runTrain(context: Context, file: string, options: TrainOptions): Promise<number> {
  const { terminal } = context
  if (options.output === '-') throw new UsageError(terminal.texts.usage.notToStandardOutput('train'))
  const { document, config } = await readConfig(file, assignments(context, options), options.dataDir)
  if (options.resume && options.output === undefined)
    throw new UsageError(terminal.texts.usage.missingOption('-o, --output'))
  const folder = resolve(options.output ?? runName(config.name))
  const goOn = resumeCommand(file, options, context, folder)
  const resume = options.resume ?? false
  const classes = labelKindOf(config.training.loss) !== 'regression'
  const choice = foldChoice(options, terminal.texts, classes, foldsOfConfig(config))
  if (choice !== undefined)
    return trainFolds(context, { config, document, choice, folder, resume, resumeCommand: goOn })
  const outcome = await trainRun(context, {
    config,
    configText: document.text,
    folder,
    resume,
    resumeCommand: goOn,
    showTable: true,
  })
  if (terminal.json) {
    const { exitCode, weightsSha256, history } = outcome
    const metrics = withoutFigures(outcome.metrics)
    await terminal.data(`${JSON.stringify({ folder, finished: exitCode === 0, weightsSha256, metrics, history })}\n`)
  }
  return outcome.exitCode
}

/** `--seed` is the same as `--set training.seed`. */
function assignments(context: Context, options: TrainOptions): Assignment[] {
  const { seed } = context
  return [
    ...(seed === undefined ? [] : [{ option: `--seed ${seed}`, path: ['training', 'seed'], value: seed }]),
    ...(options.baselines ? [] : [{ option: '--no-baselines', path: ['training', 'baselines'], value: false }]),
    ...options.set.map(parseAssignment),
  ]
}

function resumeCommand(file: string, options: TrainOptions, context: Context, folder: string): string {
  const parts = ['helicon', 'train', quoted(file), '-o', quoted(folder), '--resume']
  for (const value of options.set) parts.push('--set', quoted(value))
  if (options.dataDir !== undefined) parts.push('--data-dir', quoted(options.dataDir))
  if (context.seed !== undefined) parts.push('--seed', String(context.seed))
  if (!options.baselines) parts.push('--no-baselines')
  parts.push(...foldArguments(options))
  if (context.engine !== 'wasm') parts.push('--engine', context.engine)
  return parts.join(' ')
}
