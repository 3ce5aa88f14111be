import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type Assignment, parseAssignment } from '../config/assignment.js'
import { readConfig } from '../config/read-config.js'
import type { Context, RunCommand } from '../context.js'
import { withoutFigures } from '../run/finish.js'
import { runName } from '../run/run-name.js'
import { trainRun } from '../run/train-run.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'

interface TrainOptions {
  readonly output?: string
  readonly set: readonly string[]
  readonly dataDir?: string
  readonly resume?: boolean
  readonly baselines: boolean
}

/** `helicon train CONFIG.yaml`. */
export function addTrain(program: Command, texts: Texts, run: RunCommand): void {
  const { train } = texts.commands
  program
    .command('train')
    .description(train.summary)
    .argument('<config>', train.config)
    .option('-o, --output <folder>', train.output)
    .option('--set <key=value>', train.set, (value: string, before: readonly string[]) => [...before, value], [])
    .option('--data-dir <folder>', train.dataDir)
    .option('--resume', train.resume)
    .option('--no-baselines', train.noBaselines)
    .action((config: string, options: TrainOptions) => run((context) => runTrain(context, config, options)))
}

async function runTrain(context: Context, file: string, options: TrainOptions): Promise<number> {
  const { terminal } = context
  if (options.output === '-') throw new UsageError(terminal.texts.usage.notToStandardOutput('train'))
  const { document, config } = await readConfig(file, assignments(context, options), options.dataDir)
  if (options.resume && options.output === undefined)
    throw new UsageError(terminal.texts.usage.missingOption('-o, --output'))
  const folder = resolve(options.output ?? runName(config.name))
  const outcome = await trainRun(context, {
    config,
    configText: document.text,
    folder,
    resume: options.resume ?? false,
    resumeCommand: resumeCommand(file, options, context, folder),
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
  if (context.engine !== 'wasm') parts.push('--engine', context.engine)
  return parts.join(' ')
}

/** As a shell takes it back. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
