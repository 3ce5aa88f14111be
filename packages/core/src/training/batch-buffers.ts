import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Dataset } from '../dataset/dataset.js'
import { recordCount } from '../dataset/select.js'
import type { InputValues } from '../engine/engine.js'
import type { RecordDraws } from './augmentation.js'
import { type BatchLayout, codesWidth, type InputSource } from './batch-layout.js'
import { copyCodes } from './record-codes.js'
import type { RecordPiece } from './record-stream.js'

const BASE_UNKNOWN = 4

/** Weight of each class by its number. */
export type ClassWeightTable = Readonly<Record<number, number>>

/** A batch as an engine takes it, with the records' ids. Its arrays are valid until the next batch is asked for. */
export interface RecordBatch {
  readonly inputs: readonly InputValues[]
  readonly count: number
  /** [count, outputs]; empty where the layout has no labels. */
  readonly labels: Float32Array
  /** [count] or [count, outputs]; absent where every weight is 1. */
  readonly weights?: Float32Array
  readonly ids: readonly string[]
}

/** Room for one batch. */
export interface BatchBuffers {
  readonly inputs: readonly (Uint8Array | Float32Array)[]
  /** Values of each input a record. */
  readonly inputWidths: readonly number[]
  readonly labels: Float32Array
  readonly labelWidth: number
  readonly ids: string[]
  /** Weights a record: 0 while all are 1. */
  readonly weightWidth: number
  readonly weights: Float32Array
}

export function createBuffers(layout: BatchLayout, batchSize: number): BatchBuffers {
  const labelWidth = layout.labels?.width ?? 0
  return {
    inputs: layout.inputs.map((source) =>
      // Where an input holds both strands, what is between them is N and stays so.
      source.kind === 'codes'
        ? new Uint8Array(batchSize * codesWidth(source)).fill(BASE_UNKNOWN)
        : new Float32Array(batchSize * source.width),
    ),
    inputWidths: layout.inputs.map(widthOf),
    labels: new Float32Array(batchSize * labelWidth),
    labelWidth,
    ids: [],
    weightWidth: 0,
    weights: new Float32Array(0),
  }
}

function widthOf(source: InputSource): number {
  return source.kind === 'codes' ? codesWidth(source) : source.width
}

/** Shards may differ in whether and how they are weighted: the buffer widens when one needs it, within a batch too. */
export function withWeightWidth(
  buffers: BatchBuffers,
  dataset: Dataset,
  layout: BatchLayout,
  weighted: boolean,
  filled: number,
): BatchBuffers {
  if (layout.labels === undefined) return buffers
  const { width, categorical } = layout.labels
  const each = dataset.weights !== undefined && dataset.weights.length === width * recordCount(dataset)
  const needed = each && !categorical ? width : dataset.weights !== undefined || weighted ? 1 : 0
  if (needed <= buffers.weightWidth) return buffers
  const batchSize = buffers.labels.length / width
  const weights = new Float32Array(batchSize * needed).fill(1)
  for (let i = 0; buffers.weightWidth === 1 && i < filled * needed; i++) {
    weights[i] = at(buffers.weights, Math.floor(i / needed))
  }
  return { ...buffers, weightWidth: needed, weights }
}

/** Records with what augmentation makes of each; absent: nothing. */
export interface DrawnPiece extends RecordPiece {
  readonly draws?: RecordDraws | undefined
}

/** Copies records `order[start .. end)` to places `filled ...` of the buffers. */
export function gather(
  buffers: BatchBuffers,
  layout: BatchLayout,
  piece: DrawnPiece,
  start: number,
  end: number,
  filled: number,
  classWeights: ClassWeightTable | undefined,
): void {
  const { dataset, order, draws } = piece
  for (let place = start; place < end; place++) {
    const record = order[place] ?? 0
    const target = filled + place - start
    const isReversed = draws?.isReversed(record) ?? false
    const shift = draws?.shift(record) ?? 0
    layout.inputs.forEach((source, index) => {
      const buffer = at(buffers.inputs, index)
      if (source.kind === 'codes') copyCodes(dataset, record, buffer, target, source, isReversed, shift)
      else copyFeatures(dataset, record, buffer, target, source.first, source.width)
    })
    buffers.ids.push(dataset.sequences.ids[record] ?? '')
    if (layout.labels === undefined) continue
    copyLabels(dataset, record, buffers.labels, target, layout.labels.width)
    if (buffers.weightWidth > 0) {
      const factor = classWeights === undefined ? 1 : classWeight(dataset, record, classWeights)
      copyWeights(dataset, record, buffers, target, layout.labels, factor)
    }
  }
}

function copyFeatures(
  dataset: Dataset,
  record: number,
  buffer: Uint8Array | Float32Array,
  target: number,
  first: number,
  width: number,
): void {
  const features = dataset.features
  if (features === undefined) return
  for (let k = 0; k < width; k++) {
    const value = features[record * dataset.featureCount + first + k] ?? Number.NaN
    if (!Number.isFinite(value)) {
      throw new HeliconError('FEATURE_NOT_FINITE', { ...placeOf(dataset, record), column: first + k, found: value })
    }
    buffer[target * width + k] = value
  }
}

function copyLabels(dataset: Dataset, record: number, buffer: Float32Array, target: number, width: number): void {
  for (let k = 0; k < width; k++) {
    const value = dataset.labels?.[record * width + k] ?? Number.NaN
    if (!Number.isFinite(value)) {
      const task = dataset.taskNames[k] ?? `column ${k}`
      throw new HeliconError('LABEL_NOT_FINITE', { ...placeOf(dataset, record), task, found: value })
    }
    buffer[target * width + k] = value
  }
}

function copyWeights(
  dataset: Dataset,
  record: number,
  buffers: BatchBuffers,
  target: number,
  labels: NonNullable<BatchLayout['labels']>,
  factor: number,
): void {
  const { weightWidth, weights: buffer } = buffers
  const weights = dataset.weights
  const stored = weights === undefined ? 0 : weights.length / recordCount(dataset)
  const first = weights?.[record * stored] ?? 1
  for (let k = 0; k < stored; k++) {
    const value = weights?.[record * stored + k] ?? Number.NaN
    if (!(value >= 0) || value === Number.POSITIVE_INFINITY) {
      throw new HeliconError('WEIGHT_INVALID', { ...placeOf(dataset, record), found: value })
    }
    // DeepChem stores a weight for every column; a loss over classes takes one for the record.
    if (labels.categorical && value !== first) {
      throw new HeliconError('WEIGHTS_OF_CLASSES_DIFFER', {
        ...placeOf(dataset, record),
        found: `${first}, ${value}`,
      })
    }
  }
  for (let k = 0; k < weightWidth; k++) {
    const value = stored > 1 && weightWidth > 1 ? (weights?.[record * stored + k] ?? 1) : first
    buffer[target * weightWidth + k] = value * factor
  }
}

function classWeight(dataset: Dataset, record: number, classWeights: ClassWeightTable): number {
  const label = kerasClass(dataset, record)
  const weight = classWeights[label]
  if (weight !== undefined && weight >= 0 && weight < Number.POSITIVE_INFINITY) return weight
  throw new HeliconError('ARGUMENT_INVALID', {
    name: { en: `class weight of ${label}`, ko: `클래스 ${label}의 가중치` },
    found: weight,
    expected: {
      kind: 'words',
      en: 'a finite number, at least 0, for every class in the data',
      ko: '데이터의 클래스마다 0 이상의 유한한 수',
    },
  })
}

/** Keras: the class is the label of a single column, and the column of the largest label otherwise. */
export function kerasClass(dataset: Dataset, record: number): number {
  const { labels, outputs } = dataset
  const start = record * outputs
  if (outputs === 1) return labels?.[start] ?? Number.NaN
  let best = 0
  for (let k = 1; k < outputs; k++) {
    if ((labels?.[start + k] ?? 0) > (labels?.[start + best] ?? 0)) best = k
  }
  return best
}

function placeOf(dataset: Dataset, row: number): { dataset: string; record: string; row: number } {
  return { dataset: dataset.name, record: dataset.sequences.ids[row] ?? '', row }
}

/** The first `count` places as a batch: views of the buffers. */
export function batchOf(buffers: BatchBuffers, count: number): RecordBatch {
  const batch = {
    inputs: buffers.inputs.map((array, index) => array.subarray(0, count * at(buffers.inputWidths, index))),
    count,
    labels: buffers.labels.subarray(0, count * buffers.labelWidth),
    ids: buffers.ids.slice(),
  }
  if (buffers.weightWidth === 0) return batch
  return { ...batch, weights: buffers.weights.subarray(0, count * buffers.weightWidth) }
}
