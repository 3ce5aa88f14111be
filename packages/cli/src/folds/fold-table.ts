import type { MetricName } from '@helicon/core'
import { metricName } from '../console/metric-name.js'
import { grouped, score } from '../console/numbers.js'
import { formatTable } from '../console/table.js'
import type { Terminal } from '../console/terminal.js'
import type { FoldResult, FoldSummary } from './fold-record.js'
import { compareWithBest } from './fold-summary.js'
import type { Spread } from './spread.js'

/**
 * `folds.tsv`: a line a fold; an empty field is a score that is undefined.
 *
 * @param metric the one of each simple method that stands beside the network's metrics; all are in `folds.json`
 */
export function foldsTsv(results: readonly FoldResult[], metric: string): string {
  const names = Object.keys(results[0]?.metrics ?? {})
  const methods = results[0]?.baselines.map(({ name }) => name) ?? []
  const heading = ['fold', 'records', 'epochs', 'loss', ...names, ...methods.map((name) => `${name}_${metric}`)]
  const lines = results.map(({ fold, records, epochs, loss, metrics, baselines }) => [
    ...[fold, records, epochs, loss, ...names.map((name) => metrics[name])],
    ...methods.map((name) => baselines.find((method) => method.name === name)?.metrics[metric]),
  ])
  return [heading, ...lines].map((fields) => `${fields.map((field) => field ?? '').join('\t')}\n`).join('')
}

/** A row a fold, then the means, the spreads and the scores of all records together. */
export function foldsTable(
  terminal: Terminal,
  results: readonly FoldResult[],
  summary: FoldSummary,
  shown: readonly MetricName[],
): string {
  const { folds: words, units } = terminal.texts
  const value = (number: number | null | undefined) => score(number, units.none)
  const total = results.reduce((sum, { records }) => sum + records, 0)
  const ofSpread = (part: keyof Spread) => shown.map((name) => value(summary.metrics[name]?.[part]))
  return formatTable([
    [words.fold, words.records, words.epochs, ...shown.map((name) => metricName(terminal, name))],
    ...results.map(({ fold, records, epochs, metrics }) => [
      ...[String(fold), grouped(records), grouped(epochs)],
      ...shown.map((name) => value(metrics[name])),
    ]),
    [words.mean, '', '', ...ofSpread('mean')],
    [words.sd, '', '', ...ofSpread('sd')],
    [words.pooled, grouped(total), '', ...shown.map((name) => value(summary.pooled[name]))],
  ])
}

/** The network between the simple methods, by the means over the folds, and a frank sentence on which is better. */
export function sayMethods(
  terminal: Terminal,
  results: readonly FoldResult[],
  summary: FoldSummary,
  shown: readonly MetricName[],
): void {
  const { folds: words, judgement, units } = terminal.texts
  const [decides] = shown
  if (summary.baselines.length === 0 || decides === undefined) return
  const names: Readonly<Record<string, string>> = judgement.baselines
  const nameOf = (name: string) => names[name] ?? name
  const row = (name: string, metrics: Readonly<Record<string, Spread>>) => [
    name,
    ...shown.map((metric) => spreadText(metrics[metric], units.none)),
  ]
  terminal.say(
    `\n${words.beside}\n${formatTable([
      [judgement.method, ...shown.map((name) => metricName(terminal, name))],
      row(judgement.network, summary.metrics),
      ...summary.baselines.map(({ name, metrics }) => row(nameOf(name), metrics)),
    ])}`,
  )
  const compared = compareWithBest(results, summary, decides)
  if (compared === undefined) return
  const { name, advantage, wins, losses } = compared
  const facts = [nameOf(name), metricName(terminal, decides), score(Math.abs(advantage), '')] as const
  const folds = words.wins(wins, losses, results.length)
  if (advantage > 0) terminal.say(words.networkAhead(...facts, folds))
  else terminal.warn(words.baselineAhead(...facts, folds))
}

/** `0.9812 ± 0.0031`. */
export function spreadText(spread: Spread | undefined, none: string): string {
  if (spread === undefined || spread.mean === null) return none
  return spread.sd === null ? score(spread.mean, none) : `${score(spread.mean, none)} ± ${score(spread.sd, none)}`
}
