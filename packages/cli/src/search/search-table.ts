import { metricName } from '../console/metric-name.js'
import { clock, grouped, score } from '../console/numbers.js'
import { printable } from '../console/printable.js'
import { formatTable } from '../console/table.js'
import type { Terminal } from '../console/terminal.js'
import { spreadText } from '../folds/fold-table.js'
import { ranked, type SearchRecord, type TrialResult } from './search-record.js'

/** Rows of the table for people; all are in `search.tsv`. */
const ROWS = 10

/** `search.tsv`: a line a trial in their order. An empty field is undefined; `problem` says why a trial failed. */
export function searchTsv({ results, metric }: SearchRecord, keys: readonly string[]): string {
  const heading = ['trial', ...keys, `${metric}_mean`, `${metric}_sd`, 'epochs', 'seconds', 'problem']
  const lines = results.map(({ trial, values, mean, sd, epochs, seconds, problem }) => [
    trial,
    ...keys.map((key) => valueText(values[key])),
    mean,
    sd,
    epochs,
    seconds,
    problem && printable(problem.en),
  ])
  return [heading, ...lines].map((fields) => `${fields.map((field) => field ?? '').join('\t')}\n`).join('')
}

/** The best trials, best first. */
export function searchTable(terminal: Terminal, { results, metric }: SearchRecord, keys: readonly string[]): string {
  const { search: words, folds, units } = terminal.texts
  const rows = ranked(results, metric)
    .slice(0, ROWS)
    .map((result) => [
      String(result.trial),
      ...keys.map((key) => valueText(result.values[key])),
      spreadText(result, units.none),
      result.epochs === null ? '' : grouped(result.epochs),
      result.seconds === null ? '' : clock(result.seconds),
    ])
  const measured = measureName(terminal, metric)
  return formatTable([[words.trial, ...keys, measured, folds.epochs, words.time], ...rows])
}

/** What people call a metric or the loss. */
export function measureName(terminal: Terminal, metric: string): string {
  return metric === 'loss' ? terminal.texts.train.tableHeading('').loss : metricName(terminal, metric)
}

/** `training.learningRate 0.001, training.batchSize 32`. */
export function valuesText({ values }: Pick<TrialResult, 'values'>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${valueText(value)}`)
    .join(', ')
}

/** The score of a trial with its spread. */
export function resultText(terminal: Terminal, { mean, sd }: TrialResult): string {
  return mean === null ? terminal.texts.units.none : spreadText({ mean, sd }, score(mean, ''))
}

/** A text as it is, anything else as JSON: on one line and without tabs. */
function valueText(value: unknown): string {
  if (typeof value === 'string') return printable(value)
  return JSON.stringify(value) ?? ''
}
