import type { MetricName } from '@helicon/core'
import type { Terminal } from './terminal.js'

/** What people call a metric; the compiler checks that every metric has a name. */
export function metricName(terminal: Terminal, metric: string): string {
  const names: Readonly<Record<MetricName, string>> = terminal.texts.metrics
  const entries: Readonly<Record<string, string>> = names
  return entries[metric] ?? metric
}
