import type { evaluatePredictions, Interval } from '@helicon/core'
import { metricName } from './metric-name.js'
import { grouped, percent, score } from './numbers.js'
import { printable } from './printable.js'
import { formatTable } from './table.js'
import type { Terminal } from './terminal.js'
import { calibrationText, thresholdsText } from './threshold-text.js'

/** What is told about a model on data: every metric, some with an interval. */
export interface EvaluationReport {
  readonly model: string
  readonly data: string
  readonly sha256: string
  readonly loss: number
  readonly evaluation: ReturnType<typeof evaluatePredictions>
  readonly intervals: Readonly<Partial<Record<string, Interval>>>
  /** Names of the classes; absent: their numbers. */
  readonly classes?: readonly string[] | undefined
}

/**
 * An evaluation for people: metrics with their intervals, the confusion matrix, the errors at other thresholds, and how
 * far the probabilities can be taken at their word.
 */
export function evaluationText(terminal: Terminal, report: EvaluationReport): string {
  const { evaluate: words } = terminal.texts
  const { evaluation } = report
  const blocks = [
    words.heading(printable(report.model), printable(report.data), grouped(evaluation.records)),
    metricsTable(terminal, report),
  ]
  if (typeof evaluation.baseRate === 'number') {
    const { averagePrecision, rocAuc } = evaluation.metrics
    const shown = (value: number | null | undefined) => score(value, terminal.texts.units.none)
    blocks.push(
      words.baseRate(percent(evaluation.baseRate), shown(evaluation.baseRate), shown(averagePrecision), shown(rocAuc)),
    )
  }
  if (evaluation.confusionMatrix)
    blocks.push(confusionTable(terminal, evaluation.confusionMatrix, evaluation.threshold, report.classes))
  if (evaluation.thresholds) blocks.push(thresholdsText(terminal, evaluation.thresholds))
  if (evaluation.calibration) blocks.push(calibrationText(terminal, evaluation.calibration))
  if (!evaluation.weighted) blocks.push(words.unweighted)
  return `${blocks.join('\n\n')}\n`
}

function metricsTable(terminal: Terminal, { evaluation, intervals, loss }: EvaluationReport): string {
  const { evaluate: words, units } = terminal.texts
  const values = Object.entries({ loss, ...evaluation.metrics })
  const rows = values.map(([name, value]) => {
    const interval = intervals[name]
    const range = interval?.low == null ? '' : `${score(interval.low, '')} - ${score(interval.high, '')}`
    return [
      name === 'loss' ? terminal.texts.train.tableHeading('').loss : metricName(terminal, name),
      score(value, units.none),
      range,
    ]
  })
  return formatTable([[words.metric, words.value, words.interval], ...rows])
}

export function confusionTable(
  terminal: Terminal,
  matrix: readonly (readonly number[])[],
  threshold: number | undefined,
  classes?: readonly string[],
): string {
  const { evaluate: words } = terminal.texts
  const name = (index: number) => printable(classes?.[index] ?? String(index))
  const heading = [`${words.actual} \\ ${words.predicted}`, ...matrix.map((_, index) => name(index))]
  const rows = matrix.map((row, index) => [name(index), ...row.map(String)])
  return `${words.confusion(threshold)}\n${formatTable([heading, ...rows])}`
}
