import { confusionMatrix, type evaluatePredictions, f1, type Interval, precision, recall } from '@helicon/core'
import { metricName } from './metric-name.js'
import { grouped, percent, score } from './numbers.js'
import { printable } from './printable.js'
import { formatTable } from './table.js'
import type { Terminal } from './terminal.js'

/** What is told about a model on data: every metric, some with an interval. */
export interface EvaluationReport {
  readonly model: string
  readonly data: string
  readonly sha256: string
  readonly loss: number
  readonly evaluation: ReturnType<typeof evaluatePredictions>
  readonly intervals: Readonly<Record<string, Interval>>
}

/** Labels [n] and scores [n] of the one column that thresholds are shown for. */
export interface Scored {
  readonly labels: Float32Array
  readonly predictions: Float32Array
}

const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/** An evaluation for people: metrics with their intervals, the confusion matrix, what other thresholds would give. */
export function evaluationText(terminal: Terminal, report: EvaluationReport, scored: Scored): string {
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
    blocks.push(confusionTable(terminal, evaluation.confusionMatrix, evaluation.threshold))
  if (evaluation.task === 'binary' && evaluation.outputs === 1)
    blocks.push(`${words.thresholds}\n${thresholdTable(terminal, scored)}`)
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
): string {
  const { evaluate: words } = terminal.texts
  const heading = [`${words.actual} \\ ${words.predicted}`, ...matrix.map((_, index) => String(index))]
  const rows = matrix.map((row, index) => [String(index), ...row.map(String)])
  return `${words.confusion(threshold)}\n${formatTable([heading, ...rows])}`
}

function thresholdTable(terminal: Terminal, { labels, predictions }: Scored): string {
  const { evaluate: words } = terminal.texts
  const rows = THRESHOLDS.map((threshold) => {
    const matrix = confusionMatrix(labels, predictions, { threshold })
    const scores = [precision(matrix), recall(matrix), f1(matrix)].map((value) => score(value, ''))
    return [String(threshold), ...scores, String((matrix[0]?.[1] ?? 0) + (matrix[1]?.[1] ?? 0))]
  })
  const names = ['precision', 'recall', 'f1'].map((name) => metricName(terminal, name))
  return formatTable([[words.threshold, ...names, words.calledPositive], ...rows])
}
