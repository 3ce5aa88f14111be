import { type Dataset, foldsOf, selectRecords } from '@helicon/core'
import { problemError } from '../config/check.js'
import type { ConfigDocument } from '../config/document.js'
import type { ResolvedConfig } from '../config/resolve.js'
import type { Context } from '../context.js'
import { labelKindOf } from '../data/load-part.js'
import { factsOfParts, loadRunData, type RunData } from '../run/load-data.js'
import { splitData, splitWords } from '../run/split-data.js'
import { type FoldMethod, recordsOfFold, recordsOfOtherFolds } from './fold-assignment.js'

/** How a cross-validation divides the training data. */
export interface FoldChoice {
  readonly folds: number
  readonly method: FoldMethod
  readonly seed: number
}

/** Training data in memory and the fold of each of their records. */
export interface FoldedData {
  readonly choice: FoldChoice
  /** What the folds share: facts, and validation data that are given apart. */
  readonly shared: RunData
  /** All records that are trained on in turn, in their order. */
  readonly records: Dataset
  /** [n], from 0. */
  readonly assignment: Uint8Array
}

/**
 * The configuration without the test data it names: they are not read. A fraction for the test stays, is taken out of
 * the training data and is not looked at.
 */
export function withoutTest(config: ResolvedConfig): ResolvedConfig {
  const { test: _, ...data } = config.data
  return { ...config, data }
}

/** Whether a configuration has data for the test. */
export function hasTest({ data, training }: ResolvedConfig): boolean {
  return data.test !== undefined || training.testSplit !== undefined
}

/**
 * Records read shard by shard cannot be divided.
 *
 * @throws HeliconError naming the line of `training.streaming`
 */
export function requireInMemory(config: ResolvedConfig, document: ConfigDocument): void {
  if (!config.training.streaming) return
  throw problemError(document, ['training', 'streaming'], {
    en: 'records that are read shard by shard cannot be divided into folds. Leave streaming out',
    ko: '샤드별로 읽는 레코드는 폴드로 나눌 수 없습니다. streaming을 빼십시오',
  })
}

/**
 * Reads the training data once and deals their records out to folds. Nothing of the test data is kept.
 *
 * @throws HeliconError what reading throws, and what `foldsOf` throws
 */
export async function loadFolded(context: Context, config: ResolvedConfig, choice: FoldChoice): Promise<FoldedData> {
  const { terminal, interrupts } = context
  const { validationPart: __, ...training } = config.training
  const whole: ResolvedConfig = { ...withoutTest(config), training: { ...training, validationSplit: null } }
  const { test: _, ...read } = await loadRunData(whole, terminal, interrupts.signal)
  const { train: records } = read
  if (!('sequences' in records)) throw new RangeError('folds of data that are not in memory')
  const kind = labelKindOf(config.training.loss)
  return {
    choice,
    shared: { ...read, test: undefined },
    records,
    assignment: foldsOf(records, { ...choice, kind }),
  }
}

/**
 * The data of one run: the records of `fold` (from 0) for the test, the others for training, less a fraction of them for
 * validation where the configuration asks for it.
 */
export function dataOfFold(folded: FoldedData, fold: number, config: ResolvedConfig): RunData {
  const { records, assignment, shared, choice } = folded
  const kind = labelKindOf(config.training.loss)
  const { testSplit, ...splits } = config.training
  const split = splitData(selectRecords(records, recordsOfOtherFolds(assignment, fold)), splits, kind)
  const test = selectRecords(records, recordsOfFold(assignment, fold))
  const { train: whole } = shared.facts
  if (whole === undefined) throw new RangeError('folds of data without facts')
  const { folds, method, seed } = choice
  const aside =
    testSplit === undefined ? [] : [`${splitWords({ ...splits, testSplit, validationSplit: null })}, left alone`]
  const tested = `fold ${fold + 1} of ${folds} (${method}, seed ${seed}) is for the test here, the others for training`
  return {
    ...shared,
    ...split,
    validation: split.validation ?? shared.validation,
    test,
    splitFacts: factsOfParts({ ...split, test }, whole, kind),
    split: [...aside, tested, splitWords(splits)].join('; '),
  }
}
