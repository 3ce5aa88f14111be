import { type Command, Option } from 'commander'
import type { ResolvedConfig } from '../config/resolve.js'
import { FOLD_SEED } from '../config/resolve-data.js'
import { oneOfParser, wholeNumberParser } from '../global-options.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'
import { FOLD_METHODS, type FoldMethod, MOST_FOLDS } from './fold-assignment.js'
import type { FoldChoice } from './fold-data.js'

/** The options of a cross-validation, as commander gives them. */
export interface FoldFlags {
  readonly folds?: number
  readonly foldMethod?: FoldMethod
  readonly foldSeed?: number
}

export function addFoldOptions(command: Command, texts: Texts, folds: string): Command {
  const { folds: words, usage } = texts
  return command
    .addOption(new Option('--folds <K>', folds).argParser(wholeNumberParser(2, usage, MOST_FOLDS)))
    .addOption(
      new Option('--fold-method <method>', words.options.method(FOLD_METHODS.join(', '))).argParser(
        oneOfParser(FOLD_METHODS, usage),
      ),
    )
    .addOption(new Option('--fold-seed <N>', words.options.seed(FOLD_SEED)).argParser(wholeNumberParser(0, usage)))
}

/**
 * What the options ask for; undefined without folds.
 *
 * @param base what `data.folds` of the configuration asks for
 * @param folds where neither says how many
 * @param classes whether the labels are classes, whose shares the usual method keeps
 * @throws UsageError for options of folds without folds
 */
export function foldChoice(
  { folds: given, foldMethod, foldSeed }: FoldFlags,
  texts: Texts,
  classes: boolean,
  base: FoldChoice | undefined,
  folds = given ?? base?.folds,
): FoldChoice | undefined {
  if (folds === undefined) {
    if (foldMethod !== undefined || foldSeed !== undefined)
      throw new UsageError(texts.folds.needsFolds(foldMethod === undefined ? '--fold-seed' : '--fold-method'))
    return undefined
  }
  const { method = classes ? 'stratified' : 'random', seed = FOLD_SEED } = base ?? {}
  return { folds, method: foldMethod ?? method, seed: foldSeed ?? seed }
}

/** What `data.folds` of a configuration asks for. */
export function foldsOfConfig({ folds }: ResolvedConfig): FoldChoice | undefined {
  return folds && { folds: folds.count, method: folds.method, seed: folds.seed }
}

/** The options as they stand on a command line. */
export function foldArguments({ folds, foldMethod, foldSeed }: FoldFlags): string[] {
  return [
    ...(folds === undefined ? [] : ['--folds', String(folds)]),
    ...(foldMethod === undefined ? [] : ['--fold-method', foldMethod]),
    ...(foldSeed === undefined ? [] : ['--fold-seed', String(foldSeed)]),
  ]
}
