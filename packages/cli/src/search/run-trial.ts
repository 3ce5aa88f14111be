import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HeliconError } from '@helicon/core'
import type { ResolvedConfig } from '../config/resolve.js'
import { errorTexts, type TextPair } from '../config/text-pair.js'
import type { Context } from '../context.js'
import { dataOfFold, type FoldedData } from '../folds/fold-data.js'
import { foldFolder } from '../folds/fold-record.js'
import type { Measure } from '../folds/metric-direction.js'
import { type PartEnd, runPart } from '../folds/run-part.js'
import { readScores, scoreOf } from '../folds/run-scores.js'
import { spreadOf } from '../folds/spread.js'
import type { RunData } from '../run/load-data.js'
import { RUN_FILES } from '../run/run-folder.js'
import type { Trial } from './draw-trials.js'
import type { TrialResult } from './search-record.js'
import type { Axis } from './search-space.js'

/** What trials are judged on: the validation data, or in turn each fold of the training data. */
export type Judged =
  | { readonly by: 'validation'; readonly data: RunData }
  | { readonly by: 'folds'; readonly folded: FoldedData }

/** What a trial needs beside its values. */
export interface TrialPlan {
  readonly axes: readonly Axis[]
  readonly judged: Judged
  readonly metric: Measure
  readonly folder: string
  /** Whether its models and checkpoints stay. */
  readonly keep: boolean
  /** The configuration with the values of the trial, and its text; throws where they do not go together. */
  readonly config: () => Promise<{ readonly config: ResolvedConfig; readonly configText: string }>
  /** What stands before the progress of a run. */
  readonly before: (fold: number | undefined) => readonly string[]
}

/** A trial that has come to its end, or the exit code of the signal that stopped it. */
export type TrialEnd = { readonly result: TrialResult } | { readonly stopped: number }

/**
 * Trains with the values of a trial and judges them. A trial that cannot be is a result with a reason, not an error.
 *
 * @throws HeliconError where the reason is not the trial: a file that cannot be written, a folder that is locked
 */
export async function runTrial(context: Context, plan: TrialPlan, trial: Trial): Promise<TrialEnd> {
  const values = Object.fromEntries(plan.axes.map(({ key }, index) => [key, trial.values[index]]))
  const identity = { trial: trial.number, values }
  const runs = runsOf(plan)
  try {
    const { config, configText } = await plan.config()
    const ends: PartEnd[] = []
    const scores: (number | null)[] = []
    for (const { fold, folder, data } of runs) {
      const run = { config, configText, folder, data: data(config), metricsOnly: true }
      const end = await runPart(context, run, () => plan.before(fold))
      if (end.stopped !== undefined) return { stopped: end.stopped }
      const { parts } = await readScores(folder)
      scores.push(scoreOf(fold === undefined ? parts.validation : parts.test, plan.metric))
      ends.push(end)
    }
    const { mean, sd } = spreadOf(scores)
    const epochs = spreadOf(ends.map((end) => end.epochs)).mean
    const seconds = Math.round(ends.reduce((sum, end) => sum + end.seconds, 0) * 1000) / 1000
    const problem = mean === null ? { problem: UNDEFINED } : {}
    return { result: { ...identity, mean, sd, scores, epochs, seconds, ...problem } }
  } catch (error) {
    const problem = reasonOf(error)
    if (problem === undefined) throw error
    return { result: { ...identity, mean: null, sd: null, scores: [], epochs: null, seconds: null, problem } }
  }
}

const UNDEFINED: TextPair = { en: 'the metric is undefined', ko: '지표가 정의되지 않습니다' }

interface TrialRun {
  /** From 0; undefined for the only run, which is judged on the validation data. */
  readonly fold: number | undefined
  readonly folder: string
  readonly data: (config: ResolvedConfig) => RunData
}

function runsOf({ judged, folder }: TrialPlan): TrialRun[] {
  if (judged.by === 'validation') return [{ fold: undefined, folder, data: () => judged.data }]
  const { folded } = judged
  return Array.from({ length: folded.choice.folds }, (_, fold) => ({
    fold,
    folder: foldFolder(folder, fold),
    data: (config: ResolvedConfig) => dataOfFold(folded, fold, config),
  }))
}

/** Removes what a finished trial needs no more: models and checkpoints, which are large. */
export async function removeModels(plan: TrialPlan): Promise<void> {
  if (plan.keep) return
  for (const { folder } of runsOf(plan)) {
    for (const file of [RUN_FILES.model, RUN_FILES.best]) await rm(join(folder, file), { force: true })
    await rm(join(folder, dirname(RUN_FILES.checkpoint)), { recursive: true, force: true })
  }
}

/** Why a trial failed; undefined where the trial is not to blame. Memory that is not there shows as a RangeError. */
function reasonOf(error: unknown): TextPair | undefined {
  if (error instanceof RangeError) return errorTexts(error)
  if (!(error instanceof HeliconError)) return undefined
  return ['data', 'usage', 'failed'].includes(error.kind) ? errorTexts(error) : undefined
}
