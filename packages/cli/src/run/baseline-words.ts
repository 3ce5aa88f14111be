import { metricName } from '../console/metric-name.js'
import { grouped, score } from '../console/numbers.js'
import { formatTable } from '../console/table.js'
import type { Terminal } from '../console/terminal.js'
import type { BaselineResult, RunBaselines } from './baseline-results.js'
import type { PartMetrics } from './finish.js'

/** What is shown beside the metric that decides. */
const COLUMNS = { rocAuc: ['averagePrecision', 'accuracy'], accuracy: ['macroF1', 'logLoss'] } as const

/** The network between the baselines, and a frank sentence on which is better. */
export function sayBaselines(terminal: Terminal, baselines: RunBaselines, network: PartMetrics | undefined): void {
  if (network === undefined || baselines.results.length === 0) return
  const { judgement: words, train, evaluate, units } = terminal.texts
  const { metric, trainingRecords, sampledRecords } = baselines
  const columns = metric === 'rocAuc' ? COLUMNS.rocAuc : COLUMNS.accuracy
  const row = (name: string, { metrics, intervals }: Pick<BaselineResult, 'metrics'> & Partial<BaselineResult>) => {
    const { low, high } = intervals?.[metric] ?? {}
    const range = low == null ? '' : `${score(low, '')} - ${score(high, '')}`
    return [name, score(metrics[metric], units.none), range, ...columns.map((key) => score(metrics[key], units.none))]
  }
  const nameOf = ({ name, detail }: BaselineResult) =>
    name === 'pwm' && detail !== undefined ? `${words.baselines.pwm} ${detail}` : words.baselines[name]
  const rows = [
    [words.method, metricName(terminal, metric), evaluate.interval, ...columns.map((key) => metricName(terminal, key))],
    row(words.network, network),
    ...baselines.results.map((result) => row(nameOf(result), result)),
  ]
  terminal.say(`\n${words.beside(train.parts[baselines.part])}\n${formatTable(rows)}`)
  if (sampledRecords < trainingRecords)
    terminal.say(words.sampledBaselines(grouped(sampledRecords), grouped(trainingRecords)))
  sayVerdict(terminal, baselines, network)
}

function sayVerdict(terminal: Terminal, { results, metric }: RunBaselines, network: PartMetrics): void {
  const { judgement: words } = terminal.texts
  const valueIn = (metrics: BaselineResult['metrics']) => metrics[metric] ?? Number.NEGATIVE_INFINITY
  const best = results.reduce((a, b) => (valueIn(b.metrics) > valueIn(a.metrics) ? b : a))
  const difference = (network.metrics[metric] ?? Number.NaN) - valueIn(best.metrics)
  if (!Number.isFinite(difference)) return
  const { low = difference, high = difference } = best.difference ?? {}
  const name = words.baselines[best.name]
  const size = score(Math.abs(difference), '')
  const measured = metricName(terminal, metric)
  if ((high ?? difference) < 0) terminal.warn(words.baselineBeats(name, measured, size))
  else if ((low ?? difference) > 0) terminal.say(words.networkBeats(name, measured, size))
  else if (difference < 0) terminal.warn(words.baselineAhead(name, measured, size))
  else terminal.say(words.networkAhead(name, measured, size))
}
