import { at, type FloatArray } from '../core/arrays.js'
import type { CompiledModel, InputValues, LossSpec } from '../engine/engine.js'
import type { LayerGraph } from '../engine/graph.js'
import type { RecordBatch } from './batch-buffers.js'
import type { BatchLayout } from './batch-layout.js'
import { reverseComplements } from './record-codes.js'
import { recordLosses } from './record-losses.js'

type NamedOutputs = Readonly<Record<string, FloatArray>>

/** A batch as a prediction or an evaluation sees it, dropout off. */
export interface ScoredBatch {
  /** Weighted mean of the records' losses, regularization included. */
  readonly loss: number
  /** Of the output that the loss is computed from. */
  readonly lossOutputs: FloatArray
  /** Of the model's first output; absent where it was not asked for. */
  readonly shown: FloatArray | undefined
}

/** Whether a prediction is the mean over both strands. */
export function averagesStrands(layout: BatchLayout): boolean {
  return layout.inputs.some((source) => source.kind === 'codes' && source.strands?.kind === 'average')
}

/**
 * Every named output of a batch, [count, ...shape]; for a model with `strands: average` the mean of that of the bases and
 * that of their reverse complement.
 */
export async function predictBatch(
  compiled: CompiledModel,
  layout: BatchLayout,
  inputs: readonly InputValues[],
  count: number,
): Promise<NamedOutputs> {
  const outputs = await compiled.predictBatch(inputs, count)
  if (!averagesStrands(layout)) return outputs
  const others = await compiled.predictBatch(otherStrands(layout, inputs, count), count)
  for (const [name, values] of Object.entries(outputs)) {
    const other = outputNamed(others, name)
    for (let i = 0; i < values.length; i++) values[i] = ((values[i] ?? 0) + (other[i] ?? 0)) / 2
  }
  return outputs
}

/**
 * The loss of a batch and its outputs. With `strands: average` the loss is that of the averaged output that it is
 * computed from, the mean of the logits where it takes logits.
 * @param withShown whether the model's first output is needed
 */
export async function evaluateBatch(
  compiled: CompiledModel,
  graph: LayerGraph,
  layout: BatchLayout,
  loss: LossSpec,
  batch: RecordBatch,
  withShown: boolean,
): Promise<ScoredBatch> {
  const first = at(graph.outputs, 0)
  if (averagesStrands(layout)) {
    const outputs = await predictBatch(compiled, layout, batch.inputs, batch.count)
    const lossOutputs = outputNamed(outputs, loss.output)
    const losses = recordLosses({
      ...batch,
      name: loss.name,
      outputs: lossOutputs,
      channels: lossChannels(graph, loss),
    })
    const mean = losses.reduce((sum, value) => sum + value, 0) / batch.count
    const penalty = isRegularized(graph) ? await regularizationOf(compiled, batch) : 0
    return { loss: mean + penalty, lossOutputs, shown: outputNamed(outputs, first.name) }
  }
  const result = await compiled.evaluateBatch(batch)
  const sameNode = graph.outputs.some((output) => output.name === loss.output && output.node === first.node)
  const scored = { loss: result.loss, lossOutputs: result.outputs }
  if (!withShown || sameNode) return { ...scored, shown: result.outputs }
  return { ...scored, shown: outputNamed(await compiled.predictBatch(batch.inputs, batch.count), first.name) }
}

/** Last number of the shape of the output that the loss is computed from. */
export function lossChannels(graph: LayerGraph, loss: LossSpec): number {
  const output = graph.outputs.find(({ name }) => name === loss.output)
  return output === undefined ? 1 : (at(graph.nodes, output.node).shape.at(-1) ?? 1)
}

export function outputNamed(outputs: NamedOutputs, name: string): FloatArray {
  const values = outputs[name]
  if (values === undefined) throw new RangeError(`the engine gave no output ${name}`)
  return values
}

function otherStrands(layout: BatchLayout, inputs: readonly InputValues[], count: number): InputValues[] {
  return inputs.map((values, index) => {
    const source = at(layout.inputs, index)
    const isAveraged = source.kind === 'codes' && source.strands?.kind === 'average'
    return isAveraged && values instanceof Uint8Array ? reverseComplements(values, count, source.length) : values
  })
}

function isRegularized({ parameters, nodes }: LayerGraph): boolean {
  return (
    parameters.some(({ regularizer }) => regularizer !== undefined) ||
    nodes.some(({ op }) => op === 'activityRegularization')
  )
}

/** What a batch's loss has beyond the mean of its records' losses; of activities it is that of the bases as they are. */
async function regularizationOf(compiled: CompiledModel, batch: RecordBatch): Promise<number> {
  const { loss, lossSum } = await compiled.evaluateBatch(batch)
  return loss - lossSum / batch.count
}
