import { element, type Markup, textElement } from '../../core/markup.js'
import type { MetricName } from '../../metrics/index.js'
import { CLASSIFICATION_METRICS, REGRESSION_METRICS } from '../../metrics/index.js'
import { evaluatedParts } from '../judged-part.js'
import { scoreText } from '../number-text.js'
import { type Cell, code, facts, paragraph, type SectionContext, section, table } from '../page-parts.js'
import { remarks } from '../remarks.js'
import type { ReportEvaluation } from '../report-data.js'

/** Name, date, model, seed, versions and the hash of the weights. */
export function runSection({ data, words }: SectionContext): Markup {
  const { run } = words
  const { training, model, versions } = data
  const done = data.history?.epochs.at(-1) ?? 0
  const stops: Readonly<Record<string, string>> = run.stopped
  const stop = training.stopped === undefined ? undefined : stops[training.stopped]
  const epochs = [run.epochsText(done, training.epochs), stop].filter((text) => text !== undefined).join('; ')
  const rows: [string, Cell][] = [
    [run.model, run.modelText(model.name ?? data.name, model.parameters)],
    [run.loss, training.loss],
    [run.optimizer, training.optimizer],
    [run.batchSize, String(training.batchSize)],
    [run.epochs, epochs],
  ]
  if (training.best) {
    const { epoch, monitor, value } = training.best
    const best = run.bestText(epoch, columnName(monitor, words.metrics), value)
    const kept =
      training.restoredBest === undefined ? undefined : training.restoredBest ? run.restored : run.notRestored
    rows.push([run.best, kept === undefined ? best : `${best}; ${kept}`])
  }
  rows.push([run.seed, String(data.seed)])
  if (data.engine !== undefined) rows.push([run.engine, data.engine])
  rows.push([run.versions, `Helicon ${versions.helicon}, Node ${versions.node}, ${versions.platform}`])
  if (data.started !== undefined) rows.push([run.started, startedText(data.started)])
  if (data.weightsSha256 !== undefined) rows.push([run.weights, code(data.weightsSha256)])
  return section(run.heading, facts(rows))
}

/** What the results mean in plain words, then every metric of every part with its interval. */
export function resultsSection(context: SectionContext): Markup {
  const { data, words } = context
  const sentences = remarks(data, words).map(({ kind, text }) =>
    kind === 'plain'
      ? paragraph(text)
      : element(
          'p',
          { class: 'caution' },
          textElement('strong', `${words.remarks.warning}: `),
          textElement('span', text),
        ),
  )
  return section(words.results.heading, ...sentences, metricsTable(context), taskTables(context))
}

function metricsTable({ data, words }: SectionContext): Markup {
  const parts = evaluatedParts(data)
  if (parts.length === 0) return ''
  const isRegression = parts.some(({ evaluation }) => evaluation.task === 'regression')
  const names: (MetricName | 'loss')[] = ['loss', ...(isRegression ? REGRESSION_METRICS : CLASSIFICATION_METRICS)]
  const shown = names.filter((name) => parts.some(({ evaluation }) => metricValue(evaluation, name) !== undefined))
  const rows = shown.map((name): Cell[] => [
    words.metrics[name],
    ...parts.map(({ evaluation }) => valueCell(evaluation, name)),
  ])
  const head = [words.results.metric, ...parts.map(({ part }) => words.parts[part])]
  const levels = parts.flatMap(({ evaluation }) =>
    Object.values(evaluation.intervals ?? {}).flatMap((interval) => (interval.low === null ? [] : [interval.level])),
  )
  const [level] = levels
  return [
    table(words.results.heading, head, rows, words),
    level === undefined ? '' : paragraph(words.results.interval(level)),
    parts.every(({ evaluation }) => !evaluation.weighted) ? paragraph(words.results.note) : '',
  ].join('')
}

function valueCell(evaluation: ReportEvaluation, name: MetricName | 'loss'): Cell {
  const value = scoreText(metricValue(evaluation, name))
  const interval = evaluation.intervals?.[name]
  if (interval === undefined || interval.low === null || interval.high === null) return value
  const range = `${scoreText(interval.low)} – ${scoreText(interval.high)}`
  return { markup: textElement('span', value) + textElement('small', range) }
}

function metricValue(evaluation: ReportEvaluation, name: MetricName | 'loss'): number | null | undefined {
  return name === 'loss' ? evaluation.loss : evaluation.metrics[name]
}

/** Several tasks in one data set: each by itself, on the last part that was evaluated. */
function taskTables({ data, words }: SectionContext): Markup {
  const judged = evaluatedParts(data).at(-1)
  const columns = judged?.evaluation.columns
  if (judged === undefined || columns === undefined) return ''
  const names = data.data[judged.part]?.taskNames ?? []
  const metrics = CLASSIFICATION_METRICS.filter((name) => columns.some((column) => column.metrics[name] !== undefined))
  const rows = columns.map((column, index) => [
    names[index] ?? String(index),
    ...metrics.map((name) => scoreText(column.metrics[name])),
  ])
  const title = `${words.results.perTask}: ${words.parts[judged.part]}`
  const head = [words.results.task, ...metrics.map((name) => words.metrics[name])]
  return textElement('h3', title) + table(title, head, rows, words)
}

/** A column of the history in words: `valLoss` as it is, since that is its name in the files. */
function columnName(column: string, metrics: Readonly<Record<string, string>>): string {
  return Object.hasOwn(metrics, column) ? (metrics[column] ?? column) : column
}

/** 2025-07-01T12:34:56.789Z without its milliseconds; anything else as it is. */
function startedText(started: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(started) ?? []
  return day === undefined ? started : `${day} ${time} UTC`
}
