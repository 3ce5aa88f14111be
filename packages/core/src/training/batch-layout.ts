import { at, elementCount } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Dataset } from '../dataset/dataset.js'
import { recordCount } from '../dataset/select.js'
import { isCategorical } from '../engine/check-arguments.js'
import type { LossSpec } from '../engine/engine.js'
import type { InputStrands, LayerGraph } from '../engine/graph.js'
import { framedLength } from '../engine/strand-frame.js'

/** Where the values of one input of the graph come from. */
export type InputSource =
  | CodesSource
  /** Columns `first .. first + width` of the features. */
  | { readonly kind: 'features'; readonly first: number; readonly width: number }

/** Base codes [count, length]; of an input that holds both strands [count, codesWidth], see `StrandFrame`. */
export interface CodesSource {
  readonly kind: 'codes'
  /** Bases of a record. */
  readonly length: number
  /** Absent: one strand. */
  readonly strands?: InputStrands
}

/** Codes of one record in a batch. */
export function codesWidth({ length, strands }: CodesSource): number {
  return strands?.kind === 'shared' ? framedLength(strands) : length
}

/** How records of a data set become batches of a model. */
export interface BatchLayout {
  /** In the order of the graph's inputs. */
  readonly inputs: readonly InputSource[]
  readonly featureCount: number
  /** Name of the first input that takes features, for messages. */
  readonly featureInput: string
  /** Its shape. */
  readonly featureShape?: readonly number[]
  /** Labels a record; undefined where none are needed (prediction). */
  readonly labels: { readonly output: string; readonly width: number; readonly categorical: boolean } | undefined
}

/**
 * The layout of a graph: inputs of shape [length, 4] take the sequences, all others take the features' columns one
 * after the other. With a loss, labels are part of the batches.
 */
export function batchLayout(graph: LayerGraph, loss?: LossSpec): BatchLayout {
  const inputs: InputSource[] = []
  let featureCount = 0
  let featureInput = ''
  let featureShape: readonly number[] = []
  for (const index of graph.inputs) {
    const node = at(graph.nodes, index)
    if (node.shape.length === 2 && node.shape[1] === 4) {
      const strands = node.op === 'input' ? node.strands : undefined
      const length = strands?.kind === 'shared' ? strands.length : at(node.shape, 0)
      inputs.push({ kind: 'codes', length, ...(strands && { strands }) })
    } else {
      const width = elementCount(node.shape)
      if (featureCount === 0) {
        featureInput = node.layer
        featureShape = node.shape
      }
      inputs.push({ kind: 'features', first: featureCount, width })
      featureCount += width
    }
  }
  return { inputs, featureCount, featureInput, featureShape, labels: loss && labelLayout(graph, loss) }
}

function labelLayout(graph: LayerGraph, loss: LossSpec): NonNullable<BatchLayout['labels']> {
  const output = graph.outputs.find((candidate) => candidate.name === loss.output)
  if (output === undefined) {
    throw new HeliconError('ARGUMENT_INVALID', {
      name: 'loss.output',
      found: loss.output,
      expected: { kind: 'oneOf', values: graph.outputs.map((candidate) => candidate.name) },
    })
  }
  const width = elementCount(at(graph.nodes, output.node).shape)
  return { output: loss.output, width, categorical: isCategorical(loss.name) }
}

/**
 * Checks that a data set (or shard) has what the layout needs: features, labels, and arrays of the right sizes.
 * Lengths and values of the single records are checked when they are gathered.
 * @throws HeliconError FEATURES_MISSING, INPUT_CHANNELS, FEATURES_MISMATCH, LABELS_MISSING, LABELS_MISMATCH, DATASET_SIZE_MISMATCH
 */
export function checkLayout(layout: BatchLayout, dataset: Dataset): void {
  const name = dataset.name
  const records = recordCount(dataset)
  if (layout.featureCount > 0) {
    const { featureInput, featureShape = [], featureCount: expected } = layout
    if (dataset.features === undefined) {
      const [length, channels] = featureShape
      // Two numbers are a sequence's shape to whoever writes them.
      if (length !== undefined && channels !== undefined)
        throw new HeliconError('INPUT_CHANNELS', { dataset: name, input: featureInput, length, channels })
      throw new HeliconError('FEATURES_MISSING', { dataset: name, input: featureInput, expected })
    }
    const found = records === 0 ? dataset.featureCount : dataset.features.length / records
    if (found !== expected || dataset.featureCount !== expected) {
      throw new HeliconError('FEATURES_MISMATCH', { dataset: name, found, expected })
    }
  }
  if (layout.labels === undefined) return
  if (dataset.labels === undefined) throw new HeliconError('LABELS_MISSING', { dataset: name })
  const { output, width } = layout.labels
  if (dataset.outputs !== width) {
    throw new HeliconError('LABELS_MISMATCH', { dataset: name, found: dataset.outputs, expected: width, output })
  }
  const sizeError = (what: 'labels' | 'weights', found: number, expected: number) =>
    new HeliconError('DATASET_SIZE_MISMATCH', { dataset: name, what, found, expected })
  if (dataset.labels.length !== records * width) {
    throw sizeError('labels', dataset.labels.length, records * width)
  }
  const weights = dataset.weights?.length
  if (weights !== undefined && weights !== records && weights !== records * width) {
    throw sizeError('weights', weights, records)
  }
}
