import type { LabelKind, MetricName } from '@helicon/core'
import type { FoldResult, FoldSummary, MethodScores } from './fold-record.js'
import { advantage } from './metric-direction.js'
import { type Spread, spreadOf } from './spread.js'

/** What is shown beside the metrics that the configuration asks for. */
const SHOWN: Readonly<Record<LabelKind, readonly MetricName[]>> = {
  binary: ['rocAuc', 'averagePrecision', 'accuracy'],
  categorical: ['accuracy', 'macroF1', 'logLoss'],
  regression: ['pearson', 'spearman', 'r2'],
}

/** The metrics of a table for people, the one that decides first. */
export function shownMetrics(asked: readonly MetricName[], kind: LabelKind): MetricName[] {
  return [...new Set([...asked, ...SHOWN[kind]])]
}

/** Means and spreads over the runs, of the network and of the simple methods beside it. */
export function summarize(
  results: readonly FoldResult[],
  metric: MetricName,
  pooled: FoldSummary['pooled'],
): FoldSummary {
  return {
    metric,
    loss: spreadOf(results.map(({ loss }) => loss)),
    metrics: spreads(results),
    pooled,
    baselines: methodsOf(results).map((name) => ({
      name,
      metrics: spreads(results.flatMap(({ baselines }) => baselines.filter((method) => method.name === name))),
    })),
  }
}

/** Methods that stand beside the network in every run, in their order. */
function methodsOf(results: readonly FoldResult[]): string[] {
  const [first, ...others] = results.map(({ baselines }) => baselines.map(({ name }) => name))
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)))
}

function spreads(scored: readonly Pick<MethodScores, 'metrics'>[]): Record<string, Spread> {
  const names = Object.keys(scored[0]?.metrics ?? {})
  return Object.fromEntries(names.map((name) => [name, spreadOf(scored.map(({ metrics }) => metrics[name]))]))
}

/** How the network stands against the best of the simple methods. */
export interface Comparison {
  readonly name: string
  /** Of the means; positive where the network is better. */
  readonly advantage: number
  /** Runs in which the network is better. */
  readonly wins: number
  /** Runs in which it is worse; in the others both are alike. */
  readonly losses: number
}

/** undefined where there are no methods, or a mean is undefined. */
export function compareWithBest(
  results: readonly FoldResult[],
  { metrics, baselines }: FoldSummary,
  metric: MetricName,
): Comparison | undefined {
  const network = metrics[metric]?.mean
  if (typeof network !== 'number') return undefined
  const ahead = baselines.flatMap(({ name, metrics: ofMethod }) => {
    const { mean } = ofMethod[metric] ?? { mean: null }
    return mean === null ? [] : [{ name, advantage: advantage(metric, network, mean) }]
  })
  const [best] = ahead.sort((a, b) => a.advantage - b.advantage)
  if (best === undefined) return undefined
  const differences = results.map(({ metrics: own, baselines: others }) => {
    const [a, b] = [own[metric], others.find(({ name }) => name === best.name)?.metrics[metric]]
    return typeof a === 'number' && typeof b === 'number' ? advantage(metric, a, b) : 0
  })
  const wins = differences.filter((difference) => difference > 0).length
  const losses = differences.filter((difference) => difference < 0).length
  return { ...best, wins, losses }
}
