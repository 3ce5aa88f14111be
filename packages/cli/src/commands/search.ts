import { dirname, resolve } from 'node:path'
import { HeliconError, isRegressionMetric } from '@helicon/core'
import { type Command, Option } from 'commander'
import { type Assignment, parseAssignment } from '../config/assignment.js'
import { problemError } from '../config/check.js'
import { type ConfigDocument, parseConfigDocument } from '../config/document.js'
import { readConfig, readText } from '../config/read-config.js'
import type { ResolvedConfig } from '../config/resolve.js'
import { quoted } from '../console/shell.js'
import type { Context, RunCommand } from '../context.js'
import { labelKindOf } from '../data/load-part.js'
import type { FoldChoice } from '../folds/fold-data.js'
import { addFoldOptions, type FoldFlags, foldArguments, foldChoice, foldsOfConfig } from '../folds/fold-options.js'
import type { Measure } from '../folds/metric-direction.js'
import { wholeNumberParser } from '../global-options.js'
import { runName } from '../run/run-name.js'
import { runSearch } from '../search/run-search.js'
import { readSearch, type SearchSettings } from '../search/search-schema.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'

interface SearchOptions extends FoldFlags {
  readonly output?: string
  readonly space?: string
  readonly set: readonly string[]
  readonly dataDir?: string
  readonly trials?: number
  readonly validation?: boolean
  readonly test?: boolean
  readonly keep?: boolean
  readonly resume?: boolean
}

/** `helicon search CONFIG.yaml`. */
export function addSearch(program: Command, texts: Texts, run: RunCommand): void {
  const { search, commands, usage } = texts
  const { options } = search
  const command = program
    .command('search')
    .description(options.summary)
    .argument('<config>', options.config)
    .option('-o, --output <folder>', options.output)
    .option('--space <file>', options.space)
    .addOption(new Option('--trials <N>', options.trials).argParser(wholeNumberParser(1, usage)))
    .option('--validation', options.validation)
    // Whoever asks for it is told why not.
    .addOption(new Option('--test').hideHelp())
    .option('--keep', options.keep)
    .option(
      '--set <key=value>',
      commands.train.set,
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .option('--data-dir <folder>', commands.train.dataDir)
    .option('--resume', options.resume)
  addFoldOptions(command, texts, options.folds).action((config: string, given: SearchOptions) =>
    run((context) => searchConfig(context, config, given)),
  )
}

async function searchConfig(context: Context, file: string, options: SearchOptions): Promise<number> {
  const { texts } = context.terminal
  if (options.output === '-') throw new UsageError(texts.usage.notToStandardOutput('search'))
  if (options.test) throw new UsageError(texts.search.neverTest)
  if (options.validation && options.folds !== undefined) throw new UsageError(texts.search.oneJudge)
  if (options.resume && options.output === undefined) throw new UsageError(texts.usage.missingOption('-o, --output'))
  const seeds = seedAssignments(context)
  const assignments = [...seeds, ...options.set.map(parseAssignment)]
  const { document, config } = await readConfig(file, assignments, options.dataDir)
  const space = options.space === undefined ? document : await readSpace(options.space, seeds)
  const settings = readSearch(space, options.trials)
  const metric = measureOf(settings, config, space)
  const choice = choiceOf(options, settings, config, texts)
  if (choice === undefined && !hasValidation(config)) throw new HeliconError('SEARCH_NOTHING_TO_JUDGE', { file })
  const folder = resolve(options.output ?? runName(`search-${config.name}`))
  return runSearch(context, {
    base: { file, document, config, assignments, dataDir: options.dataDir },
    dataBase: resolve(options.dataDir ?? dirname(file)),
    space,
    settings,
    metric,
    choice,
    folder,
    resume: options.resume ?? false,
    keep: options.keep ?? false,
    resumeCommand: resumeCommand(file, options, context, folder),
  })
}

/** `--seed` is the seed of everything random: of the training and of the draws. */
function seedAssignments({ seed }: Context): Assignment[] {
  if (seed === undefined) return []
  return [
    ['training', 'seed'],
    ['search', 'seed'],
  ].map((path) => ({ option: `--seed ${seed}`, path, value: seed }))
}

/** A file of its own for the section `search`. */
async function readSpace(file: string, seeds: readonly Assignment[]): Promise<ConfigDocument> {
  return parseConfigDocument(
    await readText(file),
    file,
    seeds.filter(({ path }) => path[0] === 'search'),
  )
}

/** The measure that decides, which must go with the loss. */
function measureOf({ metric }: SearchSettings, { training }: ResolvedConfig, space: ConfigDocument): Measure {
  const usual = training.metrics[0] ?? 'loss'
  if (metric === undefined || metric === 'loss') return metric ?? usual
  const numbers = labelKindOf(training.loss) === 'regression'
  if (isRegressionMetric(metric) === numbers) return metric
  throw problemError(space, ['search', 'metric'], {
    en: `${metric} does not go with the loss ${training.loss.name}, which is for ${numbers ? 'numbers' : 'classes'}; usual here: ${usual}`,
    ko: `${metric} 지표는 ${numbers ? '수치' : '클래스'}를 위한 ${training.loss.name} 손실과 함께 쓸 수 없습니다. 보통 쓰는 지표: ${usual}`,
  })
}

/** Folds where the command line, the section or the data's `folds` ask for them; the first of these decides. */
function choiceOf(
  options: SearchOptions,
  settings: SearchSettings,
  config: ResolvedConfig,
  texts: Texts,
): FoldChoice | undefined {
  const classes = labelKindOf(config.training.loss) !== 'regression'
  const base = options.validation ? undefined : foldsOfConfig(config)
  const folds = options.validation ? undefined : (options.folds ?? settings.folds ?? base?.folds)
  return foldChoice(options, texts, classes, base, folds)
}

function hasValidation({ data, training }: ResolvedConfig): boolean {
  return data.validation !== undefined || training.validationSplit !== null || training.validationPart !== undefined
}

function resumeCommand(file: string, options: SearchOptions, context: Context, folder: string): string {
  const parts = ['helicon', 'search', quoted(file), '-o', quoted(folder), '--resume', ...foldArguments(options)]
  if (options.space !== undefined) parts.push('--space', quoted(options.space))
  if (options.trials !== undefined) parts.push('--trials', String(options.trials))
  if (options.validation) parts.push('--validation')
  if (options.keep) parts.push('--keep')
  for (const value of options.set) parts.push('--set', quoted(value))
  if (options.dataDir !== undefined) parts.push('--data-dir', quoted(options.dataDir))
  if (context.seed !== undefined) parts.push('--seed', String(context.seed))
  if (context.engine !== 'wasm') parts.push('--engine', context.engine)
  return parts.join(' ')
}
