import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import {
  type CompiledModel,
  decodeCheckpoint,
  type EpochRecord,
  encodeCheckpoint,
  type FitResult,
  fit,
  HeliconError,
  historyColumns,
  initialWeights,
  parameterTotals,
  type TrainingState,
} from '@helicon/core'
import { sha256 } from '@helicon/core/node'
import type { ResolvedConfig } from '../config/resolve.js'
import { Interruption } from '../console/interrupt.js'
import { clock, grouped, score } from '../console/numbers.js'
import { roundsTable, showTraining } from '../console/training-progress.js'
import type { Context } from '../context.js'
import { labelKindOf } from '../data/load-part.js'
import { loadEngine } from '../model/load-engine.js'
import { packageVersion } from '../version.js'
import { closingWords } from './closing-words.js'
import { evaluateParts, type MetricsByPart, metricsJson, predictionText } from './finish.js'
import { historyHeader, historyLine, historyText } from './history-csv.js'
import { loadRunData, type RunData } from './load-data.js'
import { savedModel } from './model-info.js'
import { checkSameRun, parseResolvedRun, type ResolvedRun } from './resolved-json.js'
import { hasContent, openRunFolder, RUN_FILES, type RunFolder, removeRunFile } from './run-folder.js'
import { weightsHash } from './weights-hash.js'

/** What a run is made of. */
export interface RunPlan {
  readonly config: ResolvedConfig
  /** `config.yaml` as it was given. */
  readonly configText: string
  readonly folder: string
  readonly resume: boolean
  /** The command that goes on with this run, for whoever stops it. */
  readonly resumeCommand: string
  /** Whether to end with the table of rounds. */
  readonly showTable: boolean
}

/** What a run ended with. */
export interface RunOutcome {
  readonly exitCode: number
  readonly history: readonly EpochRecord[]
  readonly metrics: MetricsByPart
  readonly weightsSha256: string | undefined
}

/**
 * Trains as `plan` says and writes the run folder. Data and options are read and checked before the folder is made, so
 * that a mistake leaves nothing behind; from then on every epoch is saved.
 */
export async function trainRun(context: Context, plan: RunPlan): Promise<RunOutcome> {
  const exists = existsSync(plan.folder)
  // A folder that is there is locked before anything slow, one that is not is made after the data proved to be right.
  let folder = exists ? await openRunFolder(plan.folder, plan) : undefined
  let compiled: CompiledModel | undefined
  try {
    const data = await loadRunData(plan.config, context.terminal, context.interrupts.signal)
    const resumed =
      folder && plan.resume && (await hasContent(plan.folder)) ? await earlierState(plan, data) : undefined
    compiled = await compileRun(context, plan.config)
    folder ??= await openRunFolder(plan.folder, plan)
    return await trainInFolder({ context, plan, folder, data, compiled, resumed })
  } finally {
    await compiled?.dispose()
    await folder?.release()
  }
}

async function compileRun(context: Context, config: ResolvedConfig): Promise<CompiledModel> {
  const { graph, model, training } = config
  const engine = await loadEngine(context.engine)
  return engine.compile(
    { graph, weights: initialWeights(graph, model, training.seed) },
    {
      loss: training.loss,
      optimizer: training.optimizer,
      batchSize: training.batchSize,
      seed: training.seed,
      ...(context.threads !== undefined && { threads: context.threads }),
    },
  )
}

interface Earlier {
  /** undefined: the run was stopped before its first checkpoint. */
  readonly state: TrainingState | undefined
  /** Whether its results are written. */
  readonly complete: boolean
}

/** Where a run stands that is to be continued, checked to be the same run. */
async function earlierState(plan: RunPlan, data: RunData): Promise<Earlier> {
  const path = (name: string) => `${plan.folder}/${name}`
  const resolved = await readFile(path(RUN_FILES.resolved), 'utf8').catch(() => undefined)
  if (resolved === undefined) {
    const hint = {
      en: 'This is no run folder; name one with -o',
      ko: '실행 폴더가 아닙니다. -o로 실행 폴더를 지정하십시오',
    }
    throw new HeliconError('RUN_FILE_MISSING', { folder: plan.folder, file: RUN_FILES.resolved, hint })
  }
  const earlier = parseResolvedRun(resolved, path(RUN_FILES.resolved))
  checkSameRun(plan.folder, earlier, plan.config, data.facts)
  const bytes = await readFile(path(RUN_FILES.checkpoint)).catch(() => undefined)
  return {
    state: bytes && decodeCheckpoint(bytes, path(RUN_FILES.checkpoint)),
    complete: existsSync(path(RUN_FILES.metrics)),
  }
}

interface Work {
  readonly context: Context
  readonly plan: RunPlan
  readonly folder: RunFolder
  readonly data: RunData
  readonly compiled: CompiledModel
  readonly resumed: Earlier | undefined
}

async function trainInFolder(work: Work): Promise<RunOutcome> {
  const { context, plan, folder, data, compiled, resumed } = work
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
  await folder.write(RUN_FILES.history, state ? historyText(state.history, columns) : historyHeader(columns))
  await removeRunFile(folder, RUN_FILES.metrics)
  sayStart(work)
  const started = performance.now()
  const shown = showTraining(terminal, training.metrics[0], training.epochs)
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
  if (result.stopped === 'aborted') return stopped(work, result)
  const metrics = await evaluateParts(compiled, plan.config, data, terminal, context.interrupts.signal)
  await writePredictions(work)
  const hash = weightsHash(plan.config.graph, result.weights)
  await folder.write(RUN_FILES.metrics, metricsJson(result, hash, metrics))
  sayEnd(work, result, metrics, { seconds: (performance.now() - started) / 1000, speed: shown.speed(), hash })
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

/** A hash of all that the weights depend on: where the data lie and how long training goes on does not count. */
function identityOf({ model, training }: ResolvedConfig, { facts }: RunData): string {
  const { epochs: _, ...rest } = training
  const data = Object.fromEntries(Object.entries(facts).map(([part, { sha256: hash }]) => [part, hash]))
  return sha256(JSON.stringify({ model, training: rest, data }))
}

function resolvedJson({ context, plan, data, compiled }: Work): string {
  const { config } = plan
  const fraction = config.training.validationSplit
  const resolved: ResolvedRun = {
    format: 1,
    versions: { helicon: packageVersion(), node: process.version, platform: `${process.platform} ${process.arch}` },
    command: ['helicon', ...context.args],
    started: new Date().toISOString(),
    engine: compiled.engine,
    threads: compiled.threads,
    seed: config.training.seed,
    name: config.name,
    model: config.model,
    parameters: parameterTotals(config.graph).total,
    training: config.training,
    data: data.facts,
    split:
      fraction === null
        ? 'the parts as given'
        : `the last ${fraction} of the training records, before shuffling, are for validation`,
    predictions: data.test === undefined ? 'none: there are no test data' : 'predictions.tsv is of the test data',
  }
  return `${JSON.stringify(resolved, null, 2)}\n`
}

async function writeModels({ plan, folder, data }: Work, result: FitResult): Promise<void> {
  await folder.write(RUN_FILES.model, savedModel(plan.config, data.facts, result.weights, result.epochs))
  if (result.best !== undefined)
    await folder.write(RUN_FILES.best, savedModel(plan.config, data.facts, result.best.weights, result.best.epoch))
}

async function writePredictions({ context, plan, folder, data, compiled }: Work): Promise<void> {
  if (data.test === undefined) return
  const { graph, training } = plan.config
  const lines = predictionText(compiled, graph, data.test, {
    kind: labelKindOf(training.loss),
    batchSize: training.batchSize,
    signal: context.interrupts.signal,
  })
  let text = ''
  for await (const piece of lines) text += piece
  await folder.write(RUN_FILES.predictions, text)
}

function sayStart({ context, plan, compiled, resumed }: Work): void {
  const { terminal } = context
  const { train } = terminal.texts
  const { config } = plan
  const engine = `${compiled.engine}, ${train.threads(compiled.threads)}`
  const parameters = grouped(parameterTotals(config.graph).total)
  const { epochs, batchSize } = config.training
  terminal.say(train.start(config.name, parameters, grouped(epochs), grouped(batchSize), engine))
  if (resumed?.state) terminal.say(train.resumed(resumed.state.epoch, resumed.state.batch))
}

function stopped({ context, plan }: Work, result: FitResult): RunOutcome {
  const { terminal, interrupts } = context
  const { train } = terminal.texts
  terminal.say(train.stopped(result.state.epoch, result.state.batch))
  terminal.say(`${train.resumeHint} ${plan.resumeCommand}`)
  const { reason } = interrupts.signal
  const exitCode = reason instanceof Interruption ? reason.exitCode : 1
  return { exitCode, history: result.history, metrics: {}, weightsSha256: undefined }
}

function sayEnd(
  { context, plan }: Work,
  result: FitResult,
  metrics: MetricsByPart,
  facts: { readonly seconds: number; readonly speed: number; readonly hash: string },
): void {
  const { terminal } = context
  const { train } = terminal.texts
  if (result.stopped === 'early-stopping') terminal.say(train.earlyStopped(result.epochs))
  if (plan.showTable) terminal.say(`\n${roundsTable(terminal, result.history, plan.config.training.metrics[0])}\n`)
  if (result.best) terminal.say(train.best(result.best.monitor, score(result.best.value, '-'), result.best.epoch))
  if (result.restoredBest) terminal.say(train.restored)
  closingWords(terminal, metrics)
  const folder = relative(process.cwd(), plan.folder) || plan.folder
  terminal.say(train.finished(folder, clock(facts.seconds), grouped(facts.speed)))
  terminal.say(train.weightsHash(facts.hash))
}
