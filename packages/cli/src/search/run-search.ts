import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { HeliconError } from '@helicon/core'
import { writeFileAtomic } from '@helicon/core/node'
import type { ConfigDocument } from '../config/document.js'
import { clock } from '../console/numbers.js'
import type { Context } from '../context.js'
import { type FoldChoice, hasTest, loadFolded, requireInMemory, withoutTest } from '../folds/fold-data.js'
import { nothingToGoOnWith } from '../folds/fold-record.js'
import type { Measure } from '../folds/metric-direction.js'
import { loadRunData } from '../run/load-data.js'
import { hasContent, openRunFolder } from '../run/run-folder.js'
import { packageVersion } from '../version.js'
import { drawTrials, type Trial } from './draw-trials.js'
import { type Judged, removeModels, runTrial, type TrialPlan } from './run-trial.js'
import { bestTrial, goOnWith, SEARCH_FILES, type SearchRecord, type TrialResult, trialFolder } from './search-record.js'
import type { SearchSettings } from './search-schema.js'
import { measureName, resultText, searchTable, searchTsv, valuesText } from './search-table.js'
import { type BaseConfig, checkValues, configOfTrial, valueOfTrial } from './trial-config.js'
import { trialConfigText } from './trial-config-text.js'

/** What a search is made of. */
export interface SearchPlan {
  readonly base: BaseConfig
  /** Where relative data paths start. */
  readonly dataBase: string
  /** Where the section `search` stands. */
  readonly space: ConfigDocument
  readonly settings: SearchSettings
  readonly metric: Measure
  /** undefined: judged on the validation data. */
  readonly choice: FoldChoice | undefined
  readonly folder: string
  readonly resume: boolean
  readonly keep: boolean
  readonly resumeCommand: string
}

interface SearchWork {
  readonly context: Context
  readonly plan: SearchPlan
  readonly trials: readonly Trial[]
  readonly judged: Judged
  record: SearchRecord
}

/**
 * Trains once for each combination of values, or once a fold, and writes what came of it. The test data of the
 * configuration are not read: choosing by them would spoil them. Trials that were finished before are kept.
 *
 * @returns the exit code
 * @throws HeliconError `SEARCH_ALL_FAILED`, and what reading and checking throw
 */
export async function runSearch(context: Context, plan: SearchPlan): Promise<number> {
  const { base, settings, choice } = plan
  if (choice !== undefined) requireInMemory(base.config, base.document)
  const trials = drawTrials(settings, plan.space)
  await checkValues(base, settings.axes, plan.space)
  const exists = existsSync(plan.folder)
  if (plan.resume && !exists) throw nothingToGoOnWith(plan.folder, SEARCH_FILES.record)
  let folder = exists ? await openRunFolder(plan.folder, plan) : undefined
  try {
    if (plan.resume && !(await hasContent(plan.folder))) throw nothingToGoOnWith(plan.folder, SEARCH_FILES.record)
    const judged = await loadJudged(context, plan)
    const begun = newRecord(context, plan, judged, trials.length)
    const record = plan.resume ? await goOnWith(plan.folder, begun) : begun
    folder ??= await openRunFolder(plan.folder, plan)
    return await searchInFolder({ context, plan, trials, judged, record })
  } finally {
    await folder?.release()
  }
}

/** Negatives that were made for the data are not written with each trial: training with the best writes them. */
async function loadJudged(context: Context, { base, choice }: SearchPlan): Promise<Judged> {
  const madeNegatives = {}
  if (choice !== undefined) {
    const folded = await loadFolded(context, base.config, choice)
    return { by: 'folds', folded: { ...folded, shared: { ...folded.shared, madeNegatives } } }
  }
  const { terminal, interrupts } = context
  const { test: _, ...data } = await loadRunData(withoutTest(base.config), terminal, interrupts.signal)
  return { by: 'validation', data: { ...data, test: undefined, madeNegatives } }
}

function newRecord(context: Context, plan: SearchPlan, judged: Judged, trials: number): SearchRecord {
  const { settings, base, metric, choice } = plan
  const { test: _, ...data } = judged.by === 'folds' ? judged.folded.shared.facts : judged.data.facts
  return {
    format: 1,
    versions: { helicon: packageVersion(), node: process.version, platform: `${process.platform} ${process.arch}` },
    command: ['helicon', ...context.args],
    started: new Date().toISOString(),
    name: base.config.name,
    config: valueOfTrial(base, [], { number: 0, values: [] }),
    method: settings.method,
    seed: settings.seed,
    metric,
    judgedBy: choice === undefined ? { part: 'validation' } : { part: 'folds', ...choice },
    over: Object.fromEntries(settings.axes.map(({ key, values, range }) => [key, range ?? values])),
    data,
    testData: hasTest(base.config) ? 'left alone' : 'none',
    trials,
    finished: false,
    best: null,
    results: [],
  }
}

async function searchInFolder(work: SearchWork): Promise<number> {
  const { context, plan, trials } = work
  const { terminal, interrupts } = context
  const { search: words, train } = terminal.texts
  const started = performance.now()
  await write(plan, SEARCH_FILES.config, plan.base.document.text)
  await writeResults(work)
  sayStart(work)
  interrupts.onInterrupt(() => {
    terminal.progress('')
    terminal.say(train.stopping)
  })
  const done = new Set(work.record.results.map(({ trial }) => trial))
  const left = trials.filter(({ number }) => !done.has(number))
  for (const [index, trial] of left.entries()) {
    const timeLeft = () =>
      index === 0 ? undefined : ((performance.now() - started) / 1000 / index) * (left.length - index)
    const stopped = await tryOne(work, trial, timeLeft)
    if (stopped === undefined) continue
    terminal.say(words.stopped(work.record.results.length, trials.length))
    terminal.say(`${train.resumeHint} ${plan.resumeCommand}`)
    await tellPrograms(work)
    return stopped
  }
  work.record = { ...work.record, finished: true }
  await writeResults(work)
  await sayEnd(work, (performance.now() - started) / 1000)
  return 0
}

/** @returns the exit code where a signal stopped the trial */
async function tryOne(
  work: SearchWork,
  trial: Trial,
  secondsLeft: () => number | undefined,
): Promise<number | undefined> {
  const { context, plan, trials, judged, record } = work
  const { texts } = context.terminal
  const name = texts.search.progress(trial.number, trials.length)
  const { axes } = plan.settings
  const trialPlan: TrialPlan = {
    axes,
    judged,
    metric: plan.metric,
    folder: trialFolder(plan.folder, trial.number),
    keep: plan.keep,
    config: async () => ({
      config: await configOfTrial(plan.base, axes, trial),
      configText: textOfTrial(plan, trial, [`Trial ${trial.number} of helicon search.`]),
    }),
    before: (fold) => {
      const seconds = secondsLeft()
      return [
        seconds === undefined ? name : `${name} (${texts.search.leftInAll(clock(seconds))})`,
        ...(fold === undefined ? [] : [texts.folds.progress(fold + 1, plan.choice?.folds ?? 0)]),
      ]
    },
  }
  const end = await runTrial(context, trialPlan, trial)
  if ('stopped' in end) return end.stopped
  const results = [...record.results, end.result].sort((a, b) => a.trial - b.trial)
  work.record = { ...record, results, best: bestTrial(results, plan.metric)?.trial ?? null }
  await writeResults(work)
  await removeModels(trialPlan)
  sayTrial(work, name, end.result)
  return undefined
}

/** All files of results: a search that is killed has what was finished. */
async function writeResults({ plan, record }: SearchWork): Promise<void> {
  const { axes } = plan.settings
  await write(plan, SEARCH_FILES.record, `${JSON.stringify(record, null, 2)}\n`)
  await write(
    plan,
    SEARCH_FILES.table,
    searchTsv(
      record,
      axes.map(({ key }) => key),
    ),
  )
  const best = record.results.find(({ trial }) => trial === record.best)
  if (best === undefined) return
  const values = axes.map(({ key }) => best.values[key])
  const { judgedBy, metric, testData, results } = record
  const judged =
    judgedBy.part === 'folds' ? `mean of ${judgedBy.folds} folds of the training data` : 'on validation data'
  const about = [
    `The best of ${results.length} trials of helicon search: trial ${best.trial}, ${valuesText(best)}.`,
    `${metric} ${best.mean}, ${judged}.${testData === 'none' ? '' : ' The test data were not looked at.'}`,
  ]
  await write(plan, SEARCH_FILES.best, textOfTrial(plan, { number: best.trial, values }, about))
}

/** A configuration that `helicon train` takes, with the values of a trial. */
function textOfTrial({ base, settings, dataBase }: SearchPlan, trial: Trial, about: readonly string[]): string {
  return trialConfigText(valueOfTrial(base, settings.axes, trial), dataBase, about)
}

function sayStart({ context, plan, trials, record }: SearchWork): void {
  const { terminal } = context
  const { search: words, folds } = terminal.texts
  const measured = measureName(terminal, plan.metric)
  const { choice, settings } = plan
  const judged =
    choice === undefined
      ? words.byValidation(measured)
      : words.byFolds(measured, choice.folds, folds.methods[choice.method], choice.seed)
  terminal.say(words.start(trials.length, settings.method, judged))
  if (settings.method === 'random' && trials.length < settings.trials)
    terminal.say(words.fewer(trials.length, settings.trials))
  if (record.results.length > 0) terminal.say(words.kept(record.results.length))
  if (record.testData === 'left alone') terminal.say(folds.testNotRead)
}

function sayTrial({ context, plan, record }: SearchWork, name: string, result: TrialResult): void {
  const { terminal } = context
  const { search: words } = terminal.texts
  if (result.problem !== undefined) {
    terminal.warn(words.failed(name, valuesText(result), result.problem[terminal.language]))
    return
  }
  const score = `${measureName(terminal, plan.metric)} ${resultText(terminal, result)}`
  const best = record.best === result.trial ? `  ${words.bestSoFar}` : ''
  terminal.say(`${name}  ${score}  ${valuesText(result)}  (${clock(result.seconds ?? 0)})${best}`)
}

async function sayEnd(work: SearchWork, seconds: number): Promise<void> {
  const { context, plan, record } = work
  const { terminal } = context
  const { search: words } = terminal.texts
  const best = bestTrial(record.results, plan.metric)
  if (best === undefined) throw allFailed(plan.folder, record.results)
  terminal.say(
    `\n${searchTable(
      terminal,
      record,
      plan.settings.axes.map(({ key }) => key),
    )}`,
  )
  const failed = record.results.filter(({ mean }) => mean === null).length
  if (failed > 0) terminal.warn(words.someFailed(failed, record.results.length))
  terminal.say(words.optimistic)
  if (record.testData === 'left alone') terminal.say(words.testLeftAlone)
  const folder = relative(process.cwd(), plan.folder) || plan.folder
  terminal.say(words.done(folder, clock(seconds), join(folder, SEARCH_FILES.best)))
  await tellPrograms(work)
}

function allFailed(folder: string, results: readonly TrialResult[]): HeliconError {
  const problem = results[0]?.problem ?? { en: 'there is none', ko: '시도가 없습니다' }
  return new HeliconError('SEARCH_ALL_FAILED', { folder, trials: results.length, problem })
}

function write(plan: SearchPlan, name: string, text: string): Promise<void> {
  return writeFileAtomic(join(plan.folder, name), new TextEncoder().encode(text))
}

async function tellPrograms({ context, plan, record }: SearchWork): Promise<void> {
  if (context.terminal.json) await context.terminal.data(`${JSON.stringify({ folder: plan.folder, ...record })}\n`)
}
