import { at, elementCount, type FloatArray } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { TaskOptions } from '../core/progress.js'
import { progressClock } from '../core/progress-clock.js'
import { isCategorical } from '../engine/check-arguments.js'
import type { CompiledModel, LossSpec } from '../engine/engine.js'
import type { LayerGraph } from '../engine/graph.js'
import type { RecordBatch } from './batch-buffers.js'
import { batchLayout } from './batch-layout.js'
import { datasetBatches } from './dataset-batches.js'
import type { TrainingData } from './fit-options.js'
import { knownLabels } from './known-labels.js'
import { recordEstimate } from './record-estimate.js'
import { recordLosses } from './record-losses.js'
import { countAccuracy } from './running-accuracy.js'
import { evaluateBatch, lossChannels, outputNamed, predictBatch } from './score-batch.js'

export interface EvaluateOptions extends TaskOptions {
  /** At most the batch size that the model was compiled with. */
  readonly batchSize: number
  /** Whether to compute the loss and accuracy. Default true. */
  readonly loss?: boolean | undefined
  /**
   * Whether the records' weights count in the loss, as in Keras. Default true. Where they do not, a label that is not
   * known still counts 0.
   */
  readonly weighted?: boolean | undefined
  /** Whether to keep predictions, labels, weights and ids. Default true. */
  readonly predictions?: boolean | undefined
  /** Name in progress reports. Default `evaluate`. */
  readonly task?: string | undefined
}

/** What a model gives for a data set with labels. Arrays are in the stored order of the records. */
export interface DatasetEvaluation {
  readonly records: number
  /**
   * Mean of the records' losses, weighted unless asked otherwise, as Keras' `evaluate` computes it; regularization
   * included. NaN if not asked for. As in Keras and DeepChem it is divided by the number of all labels, known or not.
   */
  readonly loss: number
  /**
   * [records], the loss of each times its weight where weights count, without regularization. Empty if loss or
   * predictions are not asked for.
   */
  readonly losses: Float64Array
  /** Keras' accuracy of the labels that are known, unweighted; NaN if not asked for. */
  readonly accuracy: number
  /** Number of label columns. */
  readonly outputs: number
  /** [records, outputs]. */
  readonly labels: Float32Array
  /** [records, predictionWidth] of the model's first output, the one people are shown. */
  readonly predictions: Float32Array
  readonly predictionWidth: number
  /** [records] or [records, outputs]; undefined where every weight is 1. */
  readonly weights: Float32Array | undefined
  /**
   * [records, outputs], 1 or 0: which labels of several tasks are known, see `knownLabels`. Metrics leave out those that
   * are not; undefined where all are.
   */
  readonly known: Uint8Array | undefined
  readonly ids: readonly string[]
}

/**
 * Loss, accuracy and predictions for every record, without dropout and without changing the model.
 * @throws the signal's reason when aborted; HeliconError TRAINING_NO_RECORDS and what `datasetBatches` throws
 */
export async function evaluateDataset(
  compiled: CompiledModel,
  graph: LayerGraph,
  loss: LossSpec,
  data: TrainingData,
  options: EvaluateOptions,
): Promise<DatasetEvaluation> {
  const { batchSize, signal, onProgress, task = 'evaluate' } = options
  const layout = batchLayout(graph, loss)
  const width = layout.labels?.width ?? 0
  const shown = at(graph.outputs, 0)
  const estimate = recordEstimate(data)
  const clock = progressClock()
  const kept: KeptRecords = { labels: [], predictions: [], weights: [], ids: [], losses: [] }
  const channels = lossChannels(graph, loss)
  const sums = { records: 0, loss: 0, correct: 0, values: 0 }
  const keeps = options.predictions !== false
  for await (const batch of datasetBatches(data, layout, { batchSize, onPiece: estimate.addShard })) {
    signal?.throwIfAborted()
    let values: FloatArray | undefined
    if (options.loss !== false) {
      const judged = options.weighted === false ? unweighted(batch, width) : batch
      const scored = await evaluateBatch(compiled, graph, layout, loss, judged, keeps)
      const { lossOutputs: outputs } = scored
      if (keeps) kept.losses.push(recordLosses({ ...judged, name: loss.name, outputs, channels }))
      const accuracy = countAccuracy(loss, batch.labels, outputs, batch.count, width, batch.weights)
      sums.loss += scored.loss * batch.count
      sums.correct += accuracy.correct
      sums.values += accuracy.values
      values = scored.shown
    }
    if (keeps) {
      values ??= outputNamed(await predictBatch(compiled, layout, batch.inputs, batch.count), shown.name)
      keep(kept, batch, values)
    }
    sums.records += batch.count
    if (clock.reportDue()) onProgress?.({ task, done: sums.records, total: estimate.total() })
    await clock.breathe()
  }
  signal?.throwIfAborted()
  onProgress?.({ task, done: sums.records, total: sums.records })
  if (sums.records === 0) throw new HeliconError('TRAINING_NO_RECORDS', { dataset: data.name, part: 'evaluation' })
  const weights = allWeights(kept, width)
  return {
    records: sums.records,
    loss: options.loss === false ? Number.NaN : sums.loss / sums.records,
    losses: joinedLosses(kept.losses),
    accuracy: options.loss === false ? Number.NaN : sums.correct / sums.values,
    outputs: width,
    labels: concatenated(kept.labels),
    predictions: concatenated(kept.predictions),
    weights,
    known: isCategorical(loss.name) ? undefined : knownLabels(weights, sums.records, width),
    ids: kept.ids,
    predictionWidth: elementCount(at(graph.nodes, shown.node).shape),
  }
}

function joinedLosses(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** The batch with no weights but those that say which labels are not known. */
function unweighted({ weights, ...batch }: RecordBatch, width: number): RecordBatch {
  const known = knownLabels(weights, batch.count, width)
  return known === undefined ? batch : { ...batch, weights: Float32Array.from(known) }
}

/** Batches of which the buffers are reused, copied until they become arrays of all records. */
interface KeptRecords {
  readonly labels: Float32Array[]
  readonly predictions: Float32Array[]
  readonly weights: { readonly values: Float32Array | undefined; readonly count: number }[]
  readonly ids: string[]
  readonly losses: Float64Array[]
}

function keep(kept: KeptRecords, batch: RecordBatch, predictions: FloatArray): void {
  kept.labels.push(batch.labels.slice())
  kept.predictions.push(Float32Array.from(predictions))
  kept.weights.push({ values: batch.weights?.slice(), count: batch.count })
  for (const id of batch.ids) kept.ids.push(id)
}

/** Shards may differ in whether they have weights, and in whether one record has one or one for each column. */
function allWeights(kept: KeptRecords, width: number): Float32Array | undefined {
  if (kept.weights.every((part) => part.values === undefined)) return undefined
  const each = kept.weights.some((part) => part.values !== undefined && part.values.length > part.count) ? width : 1
  const parts = kept.weights.map(({ values, count }) => {
    if (values?.length === count * each) return values
    return Float32Array.from({ length: count * each }, (_, i) => values?.[Math.floor(i / each)] ?? 1)
  })
  return concatenated(parts)
}

function concatenated(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
