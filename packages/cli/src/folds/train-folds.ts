import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { writeFileAtomic } from '@helicon/core/node'
import type { ConfigDocument } from '../config/document.js'
import type { ResolvedConfig } from '../config/resolve.js'
import { metricName } from '../console/metric-name.js'
import { clock, grouped, score } from '../console/numbers.js'
import type { Context } from '../context.js'
import { labelKindOf } from '../data/load-part.js'
import { hasContent, openRunFolder } from '../run/run-folder.js'
import {
  dataOfFold,
  type FoldChoice,
  type FoldedData,
  hasTest,
  loadFolded,
  requireInMemory,
  withoutTest,
} from './fold-data.js'
import { joinPredictions, pooledMetrics, writePredictions } from './fold-predictions.js'
import {
  checkSameFolds,
  FOLD_FILES,
  type FoldResult,
  type FoldsRecord,
  foldFolder,
  foldsRecord,
  nothingToGoOnWith,
} from './fold-record.js'
import { shownMetrics, summarize } from './fold-summary.js'
import { foldsTable, foldsTsv, sayMethods } from './fold-table.js'
import { runPart } from './run-part.js'
import { readScores } from './run-scores.js'

/** What a cross-validation is made of. */
export interface FoldsPlan {
  readonly config: ResolvedConfig
  readonly document: ConfigDocument
  readonly choice: FoldChoice
  readonly folder: string
  readonly resume: boolean
  /** The command that goes on with it, for whoever stops it. */
  readonly resumeCommand: string
}

/** What is at hand once the folder is there. */
interface FoldsWork {
  readonly context: Context
  readonly plan: FoldsPlan
  readonly folded: FoldedData
  record: FoldsRecord
}

/**
 * Trains as many times as there are folds, each time without one of them and then tested on it, and writes what came of
 * it. The test data of the configuration are not looked at. Runs that were finished before are kept.
 *
 * @returns the exit code
 */
export async function trainFolds(context: Context, plan: FoldsPlan): Promise<number> {
  requireInMemory(plan.config, plan.document)
  const exists = existsSync(plan.folder)
  if (plan.resume && !exists) throw nothingToGoOnWith(plan.folder, FOLD_FILES.record)
  let folder = exists ? await openRunFolder(plan.folder, plan) : undefined
  try {
    if (plan.resume && !(await hasContent(plan.folder))) throw nothingToGoOnWith(plan.folder, FOLD_FILES.record)
    const folded = await loadFolded(context, plan.config, plan.choice)
    let record = foldsRecord(context, plan.config, folded, hasTest(plan.config))
    if (plan.resume) record = { ...record, started: await checkSameFolds(plan.folder, record) }
    folder ??= await openRunFolder(plan.folder, plan)
    return await trainInFolder({ context, plan, folded, record })
  } finally {
    await folder?.release()
  }
}

async function trainInFolder(work: FoldsWork): Promise<number> {
  const { context, plan } = work
  const { terminal, interrupts } = context
  const { folds: words, train } = terminal.texts
  const started = performance.now()
  await write(plan.folder, FOLD_FILES.config, plan.document.text)
  await writeRecord(work)
  sayStart(work)
  interrupts.onInterrupt(() => {
    terminal.progress('')
    terminal.say(train.stopping)
  })
  for (let fold = 0; fold < plan.choice.folds; fold++) {
    const stopped = await trainFold(work, fold)
    if (stopped === undefined) continue
    terminal.say(words.stopped(fold, plan.choice.folds))
    terminal.say(`${train.resumeHint} ${plan.resumeCommand}`)
    await tellPrograms(work)
    return stopped
  }
  await finish(work)
  const folder = relative(process.cwd(), plan.folder) || plan.folder
  terminal.say(words.done(folder, clock((performance.now() - started) / 1000)))
  await tellPrograms(work)
  return 0
}

/** @returns the exit code where a signal stopped the run */
async function trainFold(work: FoldsWork, fold: number): Promise<number | undefined> {
  const { context, plan, folded, record } = work
  const { terminal } = context
  const { folds: words } = terminal.texts
  const config = { ...withoutTest(plan.config), name: `${plan.config.name}, fold ${fold + 1} of ${plan.choice.folds}` }
  const data = dataOfFold(folded, fold, config)
  const folder = foldFolder(plan.folder, fold)
  const name = words.progress(fold + 1, plan.choice.folds)
  const end = await runPart(context, { config, configText: plan.document.text, folder, data }, () => [name])
  if (end.stopped !== undefined) return end.stopped
  const result = await resultOf(folder, fold)
  work.record = { ...record, results: [...record.results, result] }
  await writeRecord(work)
  const [metric = 'accuracy'] = config.training.metrics
  const shown = score(result.metrics[metric], terminal.texts.units.none)
  terminal.say(words.foldDone(name, metricName(terminal, metric), shown, grouped(result.records), clock(end.seconds)))
  return undefined
}

async function resultOf(folder: string, fold: number): Promise<FoldResult> {
  const { training, parts, baselines } = await readScores(folder)
  const { records = 0, loss = null, metrics = {} } = parts.test ?? {}
  return {
    fold: fold + 1,
    records,
    epochs: training.epochs,
    loss,
    metrics,
    baselines: baselines?.results ?? [],
    weightsSha256: training.weightsSha256,
  }
}

async function finish(work: FoldsWork): Promise<void> {
  const { context, plan, folded, record } = work
  const { terminal } = context
  const { loss, metrics } = plan.config.training
  const kind = labelKindOf(loss)
  const predictions = await joinPredictions(plan.folder, folded)
  await writePredictions(plan.folder, predictions)
  const shown = shownMetrics(metrics, kind)
  const summary = summarize(record.results, shown[0] ?? 'accuracy', pooledMetrics(folded.records, predictions, kind))
  work.record = { ...record, finished: true, summary }
  await writeRecord(work)
  await write(plan.folder, FOLD_FILES.table, foldsTsv(record.results, summary.metric))
  terminal.say(`\n${foldsTable(terminal, record.results, summary, shown)}`)
  sayMethods(terminal, record.results, summary, shown)
  if (record.testData === 'left alone') terminal.say(terminal.texts.folds.testLeftAlone)
}

function sayStart({ context, plan, record }: FoldsWork): void {
  const { terminal } = context
  const { folds: words } = terminal.texts
  const { folds, method, seed } = plan.choice
  terminal.say(words.start(folds, words.methods[method], seed, grouped(record.records)))
  if (record.testData === 'left alone') terminal.say(words.testNotRead)
}

function writeRecord({ plan, record }: FoldsWork): Promise<void> {
  return write(plan.folder, FOLD_FILES.record, `${JSON.stringify(record, null, 2)}\n`)
}

function write(folder: string, name: string, text: string): Promise<void> {
  return writeFileAtomic(join(folder, name), new TextEncoder().encode(text))
}

async function tellPrograms({ context, plan, record }: FoldsWork): Promise<void> {
  if (context.terminal.json) await context.terminal.data(`${JSON.stringify({ folder: plan.folder, ...record })}\n`)
}
