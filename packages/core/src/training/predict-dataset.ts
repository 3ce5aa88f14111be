import type { FloatArray } from '../core/arrays.js'
import type { TaskOptions } from '../core/progress.js'
import { progressClock } from '../core/progress-clock.js'
import type { CompiledModel } from '../engine/engine.js'
import type { LayerGraph } from '../engine/graph.js'
import { batchLayout } from './batch-layout.js'
import { datasetBatches } from './dataset-batches.js'
import type { TrainingData } from './fit-options.js'
import { recordEstimate } from './record-estimate.js'
import { predictBatch } from './score-batch.js'

export interface PredictOptions extends TaskOptions {
  /** At most the batch size that the model was compiled with. */
  readonly batchSize: number
}

/** Outputs of consecutive records, in the stored order. */
export interface PredictedBatch {
  /** Number of the first record. */
  readonly first: number
  readonly count: number
  readonly ids: readonly string[]
  /** Every named output, [count, ...shape]. */
  readonly outputs: Readonly<Record<string, FloatArray>>
}

/**
 * The outputs of a model for every record, batch by batch, without dropout; means over both strands where the model has
 * `strands: average`. Needs no labels; holds one batch, and of a
 * sharded data set at most two shards. Progress counts records.
 * @throws the signal's reason when aborted, and what `datasetBatches` throws
 */
export async function* predictDataset(
  compiled: CompiledModel,
  graph: LayerGraph,
  data: TrainingData,
  options: PredictOptions,
): AsyncGenerator<PredictedBatch> {
  const { batchSize, signal, onProgress } = options
  const estimate = recordEstimate(data)
  const clock = progressClock()
  let first = 0
  const layout = batchLayout(graph)
  for await (const batch of datasetBatches(data, layout, { batchSize, onPiece: estimate.addShard })) {
    signal?.throwIfAborted()
    const outputs = await predictBatch(compiled, layout, batch.inputs, batch.count)
    yield { first, count: batch.count, ids: batch.ids, outputs }
    first += batch.count
    if (clock.reportDue()) onProgress?.({ task: 'predict', done: first, total: estimate.total() })
    await clock.breathe()
  }
  signal?.throwIfAborted()
  onProgress?.({ task: 'predict', done: first, total: first })
}
