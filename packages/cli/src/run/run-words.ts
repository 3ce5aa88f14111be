import { join, relative } from 'node:path'
import { type FitResult, lossNotes, parameterTotals, strandNotes } from '@helicon/core'
import { clock, grouped, score } from '../console/numbers.js'
import { roundsTable } from '../console/training-progress.js'
import type { RunBaselines } from './baseline-results.js'
import { sayBaselines } from './baseline-words.js'
import { closingWords } from './closing-words.js'
import { hasDiverged } from './divergence.js'
import type { MetricsByPart } from './finish.js'
import { RUN_FILES } from './run-folder.js'
import type { Work } from './run-plan.js'

export function sayStart({ context, plan, compiled, resumed }: Work): void {
  const { terminal } = context
  const { train } = terminal.texts
  const { config } = plan
  const engine = `${compiled.engine}, ${train.threads(compiled.threads)}`
  const parameters = grouped(parameterTotals(config.graph).total)
  const { epochs, batchSize } = config.training
  terminal.say(train.start(config.name, parameters, grouped(epochs), grouped(batchSize), engine))
  const notes = [...lossNotes(config.training.loss, config.graph), ...strandNotes(config.graph)]
  for (const note of notes) terminal.say(note[terminal.language])
  if (resumed?.state) terminal.say(train.resumed(resumed.state.epoch, resumed.state.batch))
}

/** What a stopped run has done and how to go on with it. */
export function sayStopped({ context, plan }: Work, result: FitResult): void {
  const { terminal } = context
  const { train } = terminal.texts
  const { epoch, batch } = result.state
  terminal.say(result.stopped === 'aborted' ? train.stopped(epoch, batch) : train.stoppedEvaluating(epoch))
  terminal.say(`${train.resumeHint} ${plan.resumeCommand}`)
}

export function sayEnd(
  { context, plan, data, resumed }: Work,
  result: FitResult,
  metrics: MetricsByPart,
  facts: {
    readonly seconds: number
    /** 0 where nothing was trained: only the evaluation was left to do. */
    readonly speed: number
    readonly hash: string
    readonly baselines: RunBaselines | undefined
  },
): void {
  const { terminal } = context
  const { train } = terminal.texts
  if (result.stopped === 'early-stopping') terminal.say(train.earlyStopped(result.epochs))
  // On a screen the same table has grown line by line.
  if (plan.showTable && !terminal.live)
    terminal.say(`\n${roundsTable(terminal, result.history, plan.config.training.metrics)}\n`)
  if (result.best) terminal.say(train.best(result.best.monitor, score(result.best.value, '-'), result.best.epoch))
  if (result.restoredBest) terminal.say(train.restored)
  else if (result.best && result.best.epoch < result.epochs)
    terminal.say(train.notBest(result.best.epoch, shownPath(join(plan.folder, RUN_FILES.best))))
  const { history } = result
  if (metrics.train && hasDiverged(history, metrics.train, plan.config.graph))
    terminal.warn(train.diverged(score(metrics.train.loss, '-')))
  const improving = isStillImproving(result)
  if (improving) terminal.warn(train.stillImproving)
  const { train: ofTrain, validation, test } = data.facts
  const isOther = test === undefined || ![ofTrain, validation].some((part) => part?.sha256 === test.sha256)
  closingWords(terminal, metrics, { testIsFresh: isOther && resumed?.complete !== true, improving })
  if (facts.baselines) sayBaselines(terminal, facts.baselines, metrics[facts.baselines.part])
  const folder = shownPath(plan.folder)
  terminal.say(train.finished(folder, clock(facts.seconds), facts.speed === 0 ? undefined : grouped(facts.speed)))
  terminal.say(train.weightsHash(facts.hash))
}

/** Whether the last epoch was the best by the validation loss: training had not come to rest. */
function isStillImproving({ history, stopped }: FitResult): boolean {
  const losses = history.flatMap(({ valLoss }) => (typeof valLoss === 'number' ? [valLoss] : []))
  const last = losses.at(-1)
  if (last === undefined || losses.length < 2 || stopped === 'early-stopping') return false
  return losses.slice(0, -1).every((loss) => loss > last)
}

/** A path below the folder of the user, or as it is. */
function shownPath(path: string): string {
  const below = relative(process.cwd(), path)
  return below === '' || below.startsWith('..') ? path : below
}
