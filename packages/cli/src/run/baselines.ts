import {
  type Baseline,
  bootstrapDifference,
  bootstrapIntervals,
  classOfRecord,
  concatenateDatasets,
  countClasses,
  type Dataset,
  evaluateDataset,
  evaluatePredictions,
  fitBaselines,
  recordCount,
  recordPieces,
  sampleClasses,
  selectRecords,
  sequenceLength,
  type TrainingData,
} from '@helicon/core'
import { labelKindOf } from '../data/load-part.js'
import type { BaselineResult, RunBaselines } from './baseline-results.js'
import type { Work } from './run-plan.js'

/** Most records and bases that baselines learn from: a few seconds. */
const MOST_RECORDS = 20_000
const MOST_BASES = 1_000_000
const LEAST_RECORDS = 500
/** Records drawn for the intervals of each: 1,000 resamples of 10,000 records. */
const DRAWS = 10_000_000

/**
 * Trains the baselines on the training part and judges them on the test part, without one on the validation part.
 * @returns undefined where they are not asked for, where nothing but training data is there, where the labels are
 *   numbers or several tasks, or where a class does not occur
 */
export async function judgeBaselines(work: Work): Promise<RunBaselines | undefined> {
  const { context, plan, data } = work
  const { training, baselines: asked } = plan.config
  const part = data.test ? 'test' : data.validation ? 'validation' : undefined
  const kind = labelKindOf(training.loss)
  const judged = part && data[part]
  if (!asked || part === undefined || judged === undefined || kind === 'regression') return undefined
  const { terminal, interrupts } = context
  terminal.progress(terminal.texts.judgement.learningBaselines)
  const learnt = await learnFrom(data.train, kind, training.seed)
  if (learnt === undefined) return undefined
  const fitted = await fitBaselines(learnt, { seed: training.seed, signal: interrupts.signal })
  const network = await networkOn(work, judged)
  const results: BaselineResult[] = []
  const predictions = await predictionsOf(fitted, judged)
  for (const [index, baseline] of fitted.entries()) {
    interrupts.signal.throwIfAborted()
    results.push(await judge(baseline, predictions[index] ?? new Float64Array(), network, work))
  }
  terminal.progress('')
  return {
    part,
    metric: network.classCount === 2 ? 'rocAuc' : 'accuracy',
    trainingRecords: learnt.records,
    sampledRecords: learnt.classes.length,
    results,
  }
}

/** A sample of the training records with their classes; undefined where there is more or less than classes to tell. */
async function learnFrom(train: TrainingData, kind: 'binary' | 'categorical', seed: number) {
  let counts: readonly number[] = []
  let length = 1
  let outputs = 1
  for await (const { dataset } of recordPieces(train)) {
    if (recordCount(dataset) === 0) continue
    counts = countClasses(dataset, kind).map((count, label) => count + (counts[label] ?? 0))
    length = Math.max(1, sequenceLength(dataset.sequences, 0))
    outputs = dataset.outputs
  }
  if ((kind === 'binary' && outputs > 1) || counts.length < 2 || counts.includes(0)) return undefined
  const most = Math.min(MOST_RECORDS, Math.max(LEAST_RECORDS, Math.floor(MOST_BASES / length)))
  const sample = sampleClasses(counts, most, seed)
  const shards: Dataset[] = []
  for await (const { dataset } of recordPieces(train)) {
    const rows = Array.from({ length: recordCount(dataset) }, (_, row) => row)
    shards.push(
      selectRecords(
        dataset,
        rows.filter((row) => sample.takesNext(classOfRecord(dataset, row))),
      ),
    )
  }
  const whole = concatenateDatasets(shards)
  const classes = Uint32Array.from({ length: recordCount(whole) }, (_, row) => classOfRecord(whole, row))
  return {
    sequences: whole.sequences,
    classes,
    classCount: counts.length,
    weights: Float64Array.from(classes, (label) => sample.weights[label] ?? 1),
    records: counts.reduce((sum, count) => sum + count, 0),
  }
}

/** Classes of the part's records, and the network's scores of class 1, where there are two. */
async function networkOn({ compiled, plan, context }: Work, records: TrainingData) {
  const { graph, training } = plan.config
  const { labels, predictions, outputs } = await evaluateDataset(compiled, graph, training.loss, records, {
    batchSize: training.batchSize,
    signal: context.interrupts.signal,
    loss: false,
  })
  const classCount = Math.max(2, outputs)
  const ofClassOne = (values: Float32Array) => (outputs === 2 ? values.filter((_, i) => i % 2 === 1) : values)
  return { classCount, labels: ofClassOne(labels), scores: ofClassOne(predictions) }
}

async function predictionsOf(fitted: readonly Baseline[], records: TrainingData): Promise<Float64Array[]> {
  const parts = fitted.map((): Float64Array[] => [])
  for await (const { dataset } of recordPieces(records))
    for (const [index, baseline] of fitted.entries()) parts[index]?.push(baseline.predict(dataset.sequences))
  return parts.map((pieces) => Float64Array.from(pieces.flatMap((piece) => Array.from(piece))))
}

async function judge(
  baseline: Baseline,
  predictions: Float64Array,
  network: Awaited<ReturnType<typeof networkOn>>,
  { plan, context }: Work,
): Promise<BaselineResult> {
  const { labels, scores } = network
  const { outputs, name, motif } = baseline
  const input = { labels, predictions, outputs, task: outputs === 1 ? 'binary' : 'categorical' } as const
  const { seed } = plan.config.training
  const resamples = Math.max(100, Math.min(1000, Math.floor((DRAWS * outputs) / Math.max(1, labels.length))))
  const detail = baseline.consensus ?? (baseline.c === undefined ? undefined : `C = ${baseline.c}`)
  return {
    name,
    metrics: evaluatePredictions(input).metrics,
    intervals: await bootstrapIntervals(input, { seed, resamples, signal: context.interrupts.signal }),
    ...(outputs === 1 && {
      difference: bootstrapDifference('rocAuc', labels, scores, predictions, { seed, resamples }),
    }),
    ...(detail !== undefined && { detail }),
    ...(motif && {
      motif: {
        sites: motif.sites ?? 0,
        probabilities: Array.from({ length: motif.length }, (_, position) =>
          Array.from(motif.values.subarray(4 * position, 4 * position + 4)),
        ),
      },
    }),
  }
}
