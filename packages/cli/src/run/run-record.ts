import { parameterTotals } from '@helicon/core'
import { sha256 } from '@helicon/core/node'
import type { ResolvedConfig } from '../config/resolve.js'
import { packageVersion } from '../version.js'
import type { RunData } from './load-data.js'
import type { DataFacts, ResolvedRun } from './resolved-json.js'
import type { Work } from './run-plan.js'
import { splitWords } from './split-data.js'

/** A hash of all that the weights depend on: where the data lie and how long training goes on does not count. */
export function identityOf({ model, training }: ResolvedConfig, { facts }: RunData): string {
  const { epochs: _, ...rest } = training
  const parts = Object.entries(facts).map(([part, { sha256: hash }]) => [part, hash] as const)
  const features = facts.train?.features?.sha256
  const data = { ...Object.fromEntries(parts), ...(features !== undefined && { features }) }
  return sha256(JSON.stringify({ model, training: rest, data }))
}

/** `resolved.json`. */
export function resolvedJson({ context, plan, data, compiled }: Work): string {
  const { config } = plan
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
    baselines: config.baselines,
    data: data.facts,
    ...(Object.keys(data.splitFacts).length > 0 && { parts: sizes(data.splitFacts) }),
    ...(data.findings && data.findings.length > 0 && { findings: data.findings }),
    split: data.split ?? splitWords(config.training),
    predictions: data.test === undefined ? 'none: there are no test data' : 'predictions.tsv is of the test data',
  }
  return `${JSON.stringify(resolved, null, 2)}\n`
}

function sizes(facts: DataFacts): NonNullable<ResolvedRun['parts']> {
  return Object.fromEntries(
    Object.entries(facts).map(([part, { records, classCounts }]) => [
      part,
      { records, ...(classCounts !== undefined && { classCounts }) },
    ]),
  )
}
