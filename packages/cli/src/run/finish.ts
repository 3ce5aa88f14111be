import {
  bootstrapIntervals,
  type CompiledModel,
  type CurveData,
  curveData,
  type Dataset,
  type Evaluation,
  evaluateDataset,
  evaluatePredictions,
  type FitResult,
  type Intervals,
  type LabelKind,
  type LayerGraph,
  type LossSpec,
  predictDataset,
  type TrainingData,
} from '@helicon/core'
import type { ResolvedConfig } from '../config/resolve.js'
import type { Terminal } from '../console/terminal.js'
import { labelKindOf } from '../data/load-part.js'
import type { RunBaselines } from './baseline-results.js'
import type { RunFilters } from './filter-results.js'
import type { RunData } from './load-data.js'
import { predictionHeader, predictionLines } from './predictions-tsv.js'
import { PARTS, type Part } from './resolved-json.js'

/** Records drawn for the intervals of a part: 1,000 resamples of 40,000 records take about two seconds. */
const DRAWS = 40_000_000
const LEAST_RESAMPLES = 100

/** What `metrics.json` says of one part. */
export type PartMetrics = Evaluation & {
  readonly loss: number
  /** Of the parts that were not trained on. */
  readonly intervals?: Intervals
  /** What the figures of the report are drawn from. */
  readonly figures: CurveData
}

export type MetricsByPart = Partial<Record<Part, PartMetrics>>

/** Loss and all metrics of every part, without dropout and without sample weights, as `evaluate` gives them. */
export async function evaluateParts(
  compiled: CompiledModel,
  config: ResolvedConfig,
  data: RunData,
  terminal: Terminal,
  options: { readonly signal: AbortSignal; readonly intervals: boolean },
): Promise<MetricsByPart> {
  const { graph, training } = config
  const metrics: MetricsByPart = {}
  for (const part of PARTS) {
    const records = data[part]
    if (records === undefined) continue
    terminal.progress(`${terminal.texts.train.evaluating}: ${terminal.texts.train.parts[part]}`)
    metrics[part] = await evaluatePart(compiled, graph, training.loss, records, {
      batchSize: training.batchSize,
      // Scores on what was trained on say nothing of chance.
      intervalSeed: part === 'train' || !options.intervals ? undefined : training.seed,
      names: data.facts[part]?.taskNames ?? [],
      signal: options.signal,
    })
  }
  terminal.progress('')
  return metrics
}

async function evaluatePart(
  compiled: CompiledModel,
  graph: LayerGraph,
  loss: LossSpec,
  records: TrainingData,
  options: {
    readonly batchSize: number
    readonly intervalSeed: number | undefined
    /** Of the label columns. */
    readonly names: readonly string[]
    readonly signal: AbortSignal
  },
): Promise<PartMetrics> {
  const evaluated = await evaluateDataset(compiled, graph, loss, records, { ...options, weighted: false })
  const { loss: value, losses, labels, predictions, outputs, known } = evaluated
  const judged = { labels, predictions, outputs, known, task: labelKindOf(loss) }
  const { intervalSeed: seed, names, signal } = options
  const figures = curveData({ ...judged, names })
  const result = { loss: value, ...evaluatePredictions(judged), figures }
  if (seed === undefined) return result
  const resamples = Math.max(LEAST_RESAMPLES, Math.min(1000, Math.floor(DRAWS / evaluated.records)))
  const intervals = await bootstrapIntervals(
    { ...judged, loss: { value, records: losses } },
    { seed, resamples, signal },
  )
  return { ...result, intervals }
}

/** The lines of `predictions.tsv`, batch by batch. */
export async function* predictionText(
  compiled: CompiledModel,
  graph: LayerGraph,
  records: TrainingData | AsyncIterable<Dataset>,
  options: {
    readonly kind: LabelKind
    readonly classes?: readonly string[] | undefined
    readonly batchSize: number
    readonly threshold?: number
    readonly signal?: AbortSignal
    /** Called after each batch with its number of records. */
    readonly onRecords?: (records: number) => void
  },
): AsyncGenerator<string> {
  const { kind, classes, threshold = 0.5, onRecords, ...how } = options
  const format = { graph, kind, classes, threshold }
  yield predictionHeader(format)
  for await (const piece of Symbol.asyncIterator in records ? records : [records])
    for await (const batch of predictDataset(compiled, graph, piece, how)) {
      yield predictionLines(batch, format)
      onRecords?.(batch.count)
    }
}

/** A list of numbers over several lines: line ends stand outside of strings only. */
const NUMBERS = /\[\n\s+-?\d[\d.e+-]*(,\n\s+-?\d[\d.e+-]*)*\n\s+\]/g

/** `metrics.json`, with what is many on one line each: lists of numbers, and what the figures of a part are drawn from. */
export function metricsJson(
  result: FitResult,
  weightsSha256: string,
  parts: MetricsByPart,
  looks: { readonly baselines: RunBaselines | undefined; readonly filters: RunFilters | undefined },
): string {
  const { stopped, epochs, steps, restoredBest } = result
  const best = result.best && { epoch: result.best.epoch, monitor: result.best.monitor, value: result.best.value }
  const training = { stopped, epochs, steps, best: best ?? null, restoredBest, weightsSha256 }
  const figures = new Map<string, string>()
  const written = { format: 1, training, parts: placeholders(parts, figures), ...looks }
  const text = JSON.stringify(written, null, 2).replace(NUMBERS, (list) => list.replace(/\s+/g, ' '))
  return `${text.replace(/"figures of \w+"/g, (place) => figures.get(place) ?? place)}\n`
}

/** The parts as programs are told of them: without the points of curves. */
export function withoutFigures(parts: MetricsByPart): Partial<Record<Part, Omit<PartMetrics, 'figures'>>> {
  return Object.fromEntries(Object.entries(parts).map(([part, { figures: _, ...metrics }]) => [part, metrics]))
}

/** The parts with the name of a place where their figures were. */
function placeholders(parts: MetricsByPart, figures: Map<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parts).map(([part, metrics]) => {
      const place = `figures of ${part}`
      figures.set(JSON.stringify(place), JSON.stringify(metrics.figures))
      return [part, { ...metrics, figures: place }]
    }),
  )
}
