import { existsSync } from 'node:fs'
import {
  type CompiledModel,
  encodeCheckpoint,
  type FitResult,
  fastaText,
  fit,
  historyColumns,
  htmlReport,
  initialWeights,
  weightsHash,
} from '@helicon/core'
import type { ResolvedConfig } from '../config/resolve.js'
import { Interruption } from '../console/interrupt.js'
import { writeOutput } from '../console/output-file.js'
import { showTraining } from '../console/training-progress.js'
import type { Context } from '../context.js'
import { labelKindOf } from '../data/load-part.js'
import { loadEngine } from '../model/load-engine.js'
import { readRun } from '../report/read-run.js'
import { judgeBaselines } from './baselines.js'
import { nothingToResume, readEarlierState } from './earlier-state.js'
import { writeFilters } from './filters.js'
import { evaluateParts, metricsJson, predictionText } from './finish.js'
import { historyHeader, historyLine, historyText } from './history-csv.js'
import { loadRunData, type RunData } from './load-data.js'
import { savedModel } from './model-info.js'
import { PARTS } from './resolved-json.js'
import { hasContent, openRunFolder, RUN_FILES, removeRunFile } from './run-folder.js'
import type { RunOutcome, RunPlan, Work } from './run-plan.js'
import { identityOf, resolvedJson } from './run-record.js'
import { sayEnd, sayStart, sayStopped } from './run-words.js'

/**
 * Trains as `plan` says and writes the run folder. Data and options are read and checked before the folder is made, so
 * that a mistake leaves nothing behind; from then on every epoch is saved.
 */
export async function trainRun(context: Context, plan: RunPlan): Promise<RunOutcome> {
  const exists = existsSync(plan.folder)
  if (plan.resume && !exists) throw nothingToResume(plan.folder)
  // A folder that is there is locked before anything slow, one that is not is made after the data proved to be right.
  let folder = exists ? await openRunFolder(plan.folder, plan) : undefined
  let compiled: CompiledModel | undefined
  try {
    if (plan.resume && !(await hasContent(plan.folder))) throw nothingToResume(plan.folder)
    const data = plan.data ?? (await loadRunData(plan.config, context.terminal, context.interrupts.signal))
    const resumed = plan.resume ? await readEarlierState(plan.folder, plan.config, data.facts) : undefined
    compiled = await compileRun(context, plan.config, mostRecords(data))
    folder ??= await openRunFolder(plan.folder, plan)
    return await trainInFolder({ context, plan, folder, data, compiled, resumed })
  } finally {
    await compiled?.dispose()
    await folder?.release()
  }
}

/** @param records of the largest part: no batch has more, and the engine takes no memory for them */
async function compileRun(context: Context, config: ResolvedConfig, records: number): Promise<CompiledModel> {
  const { graph, model, training } = config
  const engine = await loadEngine(context.engine)
  return engine.compile(
    { graph, weights: initialWeights(graph, model, training.seed) },
    {
      loss: training.loss,
      optimizer: training.optimizer,
      batchSize: Math.max(1, Math.min(training.batchSize, records)),
      seed: training.seed,
      ...(context.threads !== undefined && { threads: context.threads }),
    },
  )
}

function mostRecords({ facts }: RunData): number {
  return Math.max(...Object.values(facts).map(({ records }) => records))
}

async function trainInFolder(work: Work): Promise<RunOutcome> {
  const { context, plan, folder, data, resumed } = work
  const { terminal } = context
  const { training } = plan.config
  const state = resumed?.state
  if (state && resumed.complete && (state.epoch >= training.epochs || state.earlyStopping.stopped)) {
    terminal.say(terminal.texts.train.alreadyFinished(plan.folder, state.epoch))
    return { exitCode: 0, history: state.history, metrics: {}, weightsSha256: undefined }
  }
  const columns = historyColumns(training.metrics, data.validation !== undefined)
  await folder.write(RUN_FILES.config, plan.configText)
  await folder.write(RUN_FILES.resolved, resolvedJson(work))
  await writeNegatives(work)
  await folder.write(RUN_FILES.history, state ? historyText(state.history, columns) : historyHeader(columns))
  for (const stale of [RUN_FILES.metrics, RUN_FILES.predictions, RUN_FILES.filters, RUN_FILES.report])
    await removeRunFile(folder, stale)
  sayStart(work)
  const started = performance.now()
  const shown = showTraining(terminal, training.metrics, training.epochs)
  const sayStopping = () => {
    terminal.progress('')
    terminal.say(terminal.texts.train.stopping)
  }
  context.interrupts.onInterrupt(sayStopping)
  const result = await fit({
    ...fitOptions(work),
    signal: context.interrupts.signal,
    onProgress: shown.onProgress,
    onEpoch: async (record) => {
      shown.onEpoch(record)
      await folder.append(RUN_FILES.history, historyLine(record, columns))
    },
    onCheckpoint: (current) => folder.write(RUN_FILES.checkpoint, encodeCheckpoint(current)),
  })
  terminal.progress('')
  await writeModels(work, result)
  if (result.stopped === 'aborted') return endStopped(work, result)
  try {
    return await endFinished(work, result, { started, speed: shown.speed() })
  } catch (error) {
    if (error !== context.interrupts.signal.reason) throw error
    return await endStopped(work, result)
  }
}

/** A run whose training or evaluation was interrupted: its report says what there is, `--resume` does the rest. */
async function endStopped(work: Work, result: FitResult): Promise<RunOutcome> {
  const { terminal, interrupts } = work.context
  terminal.progress('')
  await writeReport(work)
  sayStopped(work, result)
  const { reason } = interrupts.signal
  const exitCode = reason instanceof Interruption ? reason.exitCode : 1
  return { exitCode, history: result.history, metrics: {}, weightsSha256: undefined }
}

/**
 * What comes after training. `metrics.json`, which says that a run is complete, is written after all that takes time.
 * @throws the reason of an interruption
 */
async function endFinished(
  work: Work,
  result: FitResult,
  { started, speed }: { readonly started: number; readonly speed: number },
): Promise<RunOutcome> {
  const { context, plan, folder, data, compiled } = work
  const metrics = await evaluateParts(compiled, plan.config, data, context.terminal, {
    signal: context.interrupts.signal,
    intervals: !plan.metricsOnly,
  })
  if (!plan.metricsOnly) await writePredictions(work)
  const baselines = await judgeBaselines(work)
  const filters = plan.metricsOnly ? undefined : await writeFilters(work, result.weights)
  const hash = await weightsHash(plan.config.graph, result.weights)
  await folder.write(RUN_FILES.metrics, metricsJson(result, hash, metrics, { baselines, filters }))
  await writeReport(work)
  const seconds = (performance.now() - started) / 1000
  sayEnd(work, result, metrics, { seconds, speed, hash, baselines })
  return { exitCode: 0, history: result.history, metrics, weightsSha256: hash }
}

function fitOptions({ plan, data, compiled, resumed }: Work) {
  const { graph, training } = plan.config
  const { monitor, earlyStopping, reduceOnPlateau, classWeights } = training
  return {
    compiled,
    graph,
    loss: training.loss,
    train: data.train,
    validation: data.validation,
    batchSize: training.batchSize,
    epochs: training.epochs,
    shuffle: training.shuffle,
    reverseComplement: training.reverseComplement,
    shift: training.shift,
    seed: training.seed,
    learningRate: training.learningRate,
    divisor: training.divisor,
    classWeights: classWeights ?? undefined,
    metrics: training.metrics,
    evaluateEvery: training.evaluateEvery,
    validateEvery: training.validateEvery,
    best: monitor ?? undefined,
    earlyStopping: earlyStopping ?? undefined,
    reduceOnPlateau: reduceOnPlateau ?? undefined,
    resume: resumed?.state,
    identity: identityOf(plan.config, data),
  }
}

async function writeModels({ plan, folder, data }: Work, result: FitResult): Promise<void> {
  await folder.write(RUN_FILES.model, savedModel(plan.config, data, result.weights, result.epochs))
  if (result.best !== undefined)
    await folder.write(RUN_FILES.best, savedModel(plan.config, data, result.best.weights, result.best.epoch))
}

async function writePredictions({ context, plan, folder, data, compiled }: Work): Promise<void> {
  if (data.test === undefined) return
  const { graph, training } = plan.config
  const lines = predictionText(compiled, graph, data.test, {
    kind: labelKindOf(training.loss),
    classes: data.facts.train?.classes,
    batchSize: training.batchSize,
    signal: context.interrupts.signal,
  })
  await writeOutput(context.terminal, folder.pathOf(RUN_FILES.predictions), lines)
}

const NEGATIVES = {
  train: RUN_FILES.trainNegatives,
  validation: RUN_FILES.validationNegatives,
  test: RUN_FILES.testNegatives,
} as const

/** What was drawn at random to stand against the positives, for whoever wants to look at it or to use it again. */
async function writeNegatives({ context, folder, data }: Work): Promise<void> {
  for (const part of PARTS) {
    const made = data.madeNegatives[part]
    if (made !== undefined) await writeOutput(context.terminal, folder.pathOf(NEGATIVES[part]), fastaText([made]))
  }
}

/** From the files of the folder, so that `helicon report` writes the same. */
async function writeReport({ context, plan, folder }: Work): Promise<void> {
  if (plan.metricsOnly) return
  const data = await readRun(folder.path)
  await folder.write(RUN_FILES.report, htmlReport(data, { language: context.terminal.language }))
}
