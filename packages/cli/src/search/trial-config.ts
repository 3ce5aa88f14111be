import { HeliconError, isHeliconError } from '@helicon/core'
import { type Assignment, assign } from '../config/assignment.js'
import { problemError } from '../config/check.js'
import type { ConfigDocument } from '../config/document.js'
import { readConfig } from '../config/read-config.js'
import type { ResolvedConfig } from '../config/resolve.js'
import { isMapping } from '../config/schema-parts.js'
import { errorTexts } from '../config/text-pair.js'
import { withoutTest } from '../folds/fold-data.js'
import type { Trial } from './draw-trials.js'
import type { Axis } from './search-space.js'

/** The configuration that a search varies. */
export interface BaseConfig {
  readonly file: string
  readonly document: ConfigDocument
  readonly config: ResolvedConfig
  /** Of the command line. */
  readonly assignments: readonly Assignment[]
  readonly dataDir: string | undefined
}

/** What one value of a trial changes. */
function assignmentOf({ key, path }: Axis, value: unknown): Assignment {
  return { option: `search.over ${key}=${JSON.stringify(value)}`, path, value }
}

/**
 * The configuration of a trial. It has the data of the base, so that all trials are judged on the same records, and no
 * test data.
 *
 * @throws HeliconError where the values of the trial do not go together
 */
export async function configOfTrial(base: BaseConfig, axes: readonly Axis[], trial: Trial): Promise<ResolvedConfig> {
  const changes = axes.map((axis, index) => assignmentOf(axis, trial.values[index]))
  const { config } = await readConfig(base.file, [...base.assignments, ...changes], base.dataDir)
  const { testSplit: _, validationPart: __, ...training } = config.training
  const { validationSplit, validationPart, testSplit } = base.config.training
  return {
    ...withoutTest(config),
    name: `${base.config.name}, trial ${trial.number}`,
    data: withoutTest(base.config).data,
    training: {
      ...training,
      validationSplit,
      ...(validationPart && { validationPart }),
      ...(testSplit && { testSplit }),
    },
    baselines: false,
  }
}

/** The configuration as it was given, with the values of a trial; without the section `search`. */
export function valueOfTrial(base: BaseConfig, axes: readonly Axis[], trial: Trial): Record<string, unknown> {
  const changes = axes.map((axis, index) => assignmentOf(axis, trial.values[index]))
  const value = changes.reduce<unknown>(assign, base.document.value)
  if (!isMapping(value)) throw new RangeError('a configuration that is no mapping')
  const { search: _, ...rest } = value
  return rest
}

/**
 * Checks each key and value by itself before anything is trained: a key that does not exist, or a value that its key
 * does not take, is a slip. Values that only do not go together are for the trial to find out.
 *
 * @param document where the section `search` stands
 * @throws HeliconError `CONFIG_REJECTED` naming the line of the value
 */
export async function checkValues(base: BaseConfig, axes: readonly Axis[], document: ConfigDocument): Promise<void> {
  for (const axis of axes) {
    const values = axis.range === undefined ? axis.values : [axis.range.from, axis.range.to]
    for (const [index, value] of values.entries()) {
      const change = assignmentOf(axis, value)
      const problem = await slipOf(base, change)
      if (problem === undefined) continue
      const at = axis.range === undefined ? [...axis.at, index] : [...axis.at, index === 0 ? 'from' : 'to']
      const { en, ko } = errorTexts(problem)
      const bare = (text: string) => text.replace(`${change.option}: `, '')
      throw problemError(document, at, { en: bare(en), ko: bare(ko) }, problem)
    }
  }
}

/** The error of a value that no other values can put right. */
async function slipOf(base: BaseConfig, change: Assignment): Promise<HeliconError | undefined> {
  try {
    assign(base.document.value, change)
  } catch (error) {
    if (error instanceof HeliconError) return error
    throw error
  }
  try {
    await readConfig(base.file, [...base.assignments, change], base.dataDir)
  } catch (error) {
    if (!(error instanceof HeliconError)) throw error
    const isSlip =
      isHeliconError(error, 'SET_UNKNOWN_KEY') ||
      isHeliconError(error, 'SET_VALUE') ||
      isHeliconError(error.cause, 'MODEL_KEY_UNKNOWN') ||
      isHeliconError(error.cause, 'MODEL_VALUE_INVALID')
    if (isSlip) return error
  }
  return undefined
}
