import { HeliconError } from '../../core/errors.js'
import type { ByteReader } from '../../io/byte-reader.js'
import type { ByteSource } from '../../io/byte-source.js'
import { BASE, type SequenceSet } from '../../sequence/index.js'
import { checkLabelValues, checkSampleWeights, type LabelKind } from '../check.js'
import type { Dataset } from '../dataset.js'
import { columnOrder, namesDiffer, reorderLabels, swapTwoClasses } from '../label-order.js'
import type { DatasetStream, LabelFacts } from '../stream.js'
import { expandClasses, kindOfLabels, largestClass } from './array-labels.js'
import { readArray } from './array-reader.js'
import { streamOfDataset } from './dataset-pieces.js'
import { type ArrayHeader, type NdArray, shapeText, toFloat32 } from './nd-array.js'
import { visitNpz } from './npz-reader.js'
import { readOneHotCodes } from './one-hot-codes.js'
import { RecordBatch } from './record-batch.js'

export interface NpzStreamOptions {
  /** What the labels are. Default: found in the data, see `kindOfLabels`. */
  readonly kind?: LabelKind | undefined
  /**
   * Names of the classes in the order of their numbers. Default: those of the array `classes`, if there is one; where
   * both are there, the labels are put in this order by their names.
   */
  readonly classes?: readonly string[] | undefined
}

/** What the arrays of an archive may be called. */
const NAMES = {
  sequences: ['X', 'x', 'sequences'],
  labels: ['y', 'Y', 'labels'],
  weights: ['w', 'weights'],
  ids: ['ids', 'names'],
  classes: ['classes'],
  tasks: ['tasks'],
} as const
type Part = keyof typeof NAMES

/** Sequences before they have ids. */
type Codes = Pick<SequenceSet, 'codes' | 'offsets'>

interface Arrays {
  readonly file: string
  readonly codes: Codes
  readonly others: ReadonlyMap<Part, NdArray>
}

/**
 * Records of an .npz archive, which is read into memory here: one byte a base. Its arrays: `X` (or `sequences`) one-hot
 * [n, length, 4] of any numbers (channels A, C, G, T; all zero is N), codes [n, length] (A 0, C 1, G 2, T 3; 4 and -1 N)
 * or texts [n]; `y` (or `labels`) [n] or [n, tasks]; `w` (or `weights`) the same; `ids` [n]; `classes` and `tasks`, names.
 * Others are passed by. NaN among several label columns is a missing label: it gets label 0 and weight 0. One column of
 * class numbers becomes one-hot columns where `kind` or more than two names of classes say what it is.
 *
 * @throws HeliconError `NPZ_SEQUENCES_MISSING`, `NPZ_SEQUENCES_SHAPE`, `NPZ_CODE_INVALID`, `SEQUENCE_NOT_ONE_HOT`,
 *   `NPZ_SIZES_DIFFER`, `DATASET_EMPTY`, `LABEL_KIND_AMBIGUOUS`, `CLASS_NUMBER_INVALID`, `LABEL_NAMES_DIFFER`, what `checkLabelValues` and
 *   `readNpz` throw
 */
export async function npzStream(source: ByteSource, options: NpzStreamOptions = {}): Promise<DatasetStream> {
  const arrays = await readArrays(source)
  const dataset = datasetOf(arrays)
  const own = textsOf(arrays, 'classes')
  const classes = options.classes ?? own
  const kind = kindOf(dataset, options.kind, classes)
  const labelled = inOrderOfClasses(withClasses(dataset, kind, own ?? classes), kind, own, options.classes)
  if (kind !== 'none') checkLabelValues(labelled, kind)
  checkSampleWeights(labelled)
  const names = kind === 'categorical' ? labelled.taskNames : classes?.length === 2 ? classes : undefined
  const facts: LabelFacts = { kind, ...(kind !== 'regression' && names !== undefined && { classes: names }) }
  return streamOfDataset(labelled, facts)
}

async function readArrays(source: ByteSource): Promise<Arrays> {
  const file = source.name
  const found: string[] = []
  const others = new Map<Part, NdArray>()
  let codes: Codes | undefined
  await visitNpz(source, async (name, header, reader) => {
    found.push(name)
    const part = partOf(name)
    if (part === 'sequences' && codes === undefined) codes = await readSequences(header, reader, file)
    else if (part !== undefined && part !== 'sequences' && !others.has(part))
      others.set(part, await readArray(header, reader))
  })
  if (codes === undefined) throw new HeliconError('NPZ_SEQUENCES_MISSING', { file, found: found.slice(0, 20) })
  if (codes.offsets.length === 1) throw new HeliconError('DATASET_EMPTY', { dataset: file })
  return { file, codes, others }
}

function partOf(name: string): Part | undefined {
  const parts: readonly Part[] = ['sequences', 'labels', 'weights', 'ids', 'classes', 'tasks']
  return parts.find((part) => NAMES[part].some((known) => known === name))
}

async function readSequences(header: ArrayHeader, reader: ByteReader, file: string): Promise<Codes> {
  const { shape, dtype } = header
  const isNumeric = 'biuf'.includes(dtype.kind)
  if (shape.length === 3 && shape[2] === 4 && shape[1] !== 0 && isNumeric) {
    const { codes, records, length } = await readOneHotCodes(header, reader, undefined)
    return { codes, offsets: evenOffsets(records, length) }
  }
  const array = shape.length === 2 || shape.length === 1 ? await readArray(header, reader) : undefined
  if (array?.kind === 'text' && shape.length === 1) return textCodes(array.data, file)
  if (array?.kind === 'number' && shape.length === 2 && shape[1] !== 0) return numberCodes(array, file)
  const channelsFirst = shape.length === 3 && shape[1] === 4
  throw new HeliconError('NPZ_SEQUENCES_SHAPE', { file, found: `${shapeText(shape)} ${dtype.text}`, channelsFirst })
}

function evenOffsets(records: number, length: number): Uint32Array {
  return Uint32Array.from({ length: records + 1 }, (_, i) => i * length)
}

/** The row of a text, from 1, stands for its line in messages. */
function textCodes(texts: readonly string[], file: string): Codes {
  const batch = new RecordBatch(file, 0)
  texts.forEach((text, row) => {
    batch.addText(`row${row}`, row + 1, text, [])
  })
  return batch.take().sequences
}

function numberCodes(array: NdArray & { readonly kind: 'number' }, file: string): Codes {
  const [records = 0, length = 0] = array.shape
  const codes = new Uint8Array(records * length)
  for (let i = 0; i < codes.length; i++) {
    const code = Number(array.data[i] ?? Number.NaN)
    if (!(Number.isInteger(code) && code >= -1 && code <= BASE.N)) {
      const place = { row: Math.floor(i / length), position: i % length }
      throw new HeliconError('NPZ_CODE_INVALID', { file, ...place, found: code })
    }
    codes[i] = code < 0 ? BASE.N : code
  }
  return { codes, offsets: evenOffsets(records, length) }
}

function datasetOf(arrays: Arrays): Dataset {
  const { file, codes } = arrays
  const records = codes.offsets.length - 1
  const y = numbersOf(arrays, 'labels', records)
  const w = numbersOf(arrays, 'weights', records)
  const outputs = y?.columns ?? 0
  const tasks = textsOf(arrays, 'tasks')
  if (tasks !== undefined && y !== undefined && tasks.length !== outputs) throw sizesDiffer(arrays, 'tasks', 'tasks')
  if (w !== undefined && w.columns !== 1 && w.columns !== outputs) throw sizesDiffer(arrays, 'weights', 'weights')
  const missing = y?.columns === 1 ? undefined : missingLabels(y?.values)
  const weights = missing === undefined ? w?.values : missing.map((value, k) => value * weightAt(w, k, outputs))
  return {
    name: file,
    sequences: { ...codes, ids: idsOf(arrays, records) },
    ...(y && { labels: missing === undefined ? y.values : y.values.map((value) => (Number.isNaN(value) ? 0 : value)) }),
    outputs,
    ...(weights && { weights }),
    featureCount: 0,
    taskNames: tasks ?? (outputs === 1 ? ['y'] : Array.from({ length: outputs }, (_, i) => String(i))),
  }
}

interface Columns {
  readonly values: Float32Array
  readonly columns: number
}

function weightAt(weights: Columns | undefined, k: number, outputs: number): number {
  if (weights === undefined) return 1
  return weights.values[weights.columns === 1 ? Math.floor(k / outputs) : k] ?? 1
}

/** 0 where a label is NaN, else 1; undefined where none is. */
function missingLabels(labels: Float32Array | undefined): Float32Array | undefined {
  return labels?.some(Number.isNaN) === true ? labels.map((value) => (Number.isNaN(value) ? 0 : 1)) : undefined
}

function numbersOf(arrays: Arrays, part: 'labels' | 'weights', records: number): Columns | undefined {
  const array = arrays.others.get(part)
  if (array === undefined) return undefined
  const [n, columns = 1] = array.shape
  if (array.kind !== 'number' || n !== records || array.shape.length > 2 || columns === 0)
    throw sizesDiffer(arrays, part, part)
  return { values: toFloat32(array.data), columns }
}

function idsOf(arrays: Arrays, records: number): readonly string[] {
  const array = arrays.others.get('ids')
  if (array === undefined) return Array.from({ length: records }, (_, row) => `row${row}`)
  if (array.kind === 'object' || array.shape.length !== 1 || array.data.length !== records)
    throw sizesDiffer(arrays, 'ids', 'ids')
  return array.kind === 'text' ? array.data : Array.from<number | bigint, string>(array.data, String)
}

function textsOf(arrays: Arrays, part: 'classes' | 'tasks'): readonly string[] | undefined {
  const array = arrays.others.get(part)
  if (array === undefined) return undefined
  if (array.kind !== 'text') throw sizesDiffer(arrays, part, part)
  return array.data
}

function sizesDiffer(
  arrays: Arrays,
  part: Part,
  problem: 'ids' | 'labels' | 'weights' | 'classes' | 'tasks',
): HeliconError {
  const array = arrays.others.get(part)
  const found = array === undefined ? '' : `${shapeText(array.shape)} ${array.dtype.text}`
  const records = arrays.codes.offsets.length - 1
  return new HeliconError('NPZ_SIZES_DIFFER', { file: arrays.file, array: NAMES[part][0], found, records, problem })
}

/** `kind` as it is given, else by the number of classes, else by the labels. */
function kindOf(dataset: Dataset, kind: LabelKind | undefined, classes: readonly string[] | undefined) {
  if (dataset.labels === undefined) return 'none'
  return kind ?? (dataset.outputs === 1 && (classes?.length ?? 0) > 2 ? 'categorical' : kindOfLabels(dataset))
}

function withClasses(dataset: Dataset, kind: LabelKind | 'none', classes: readonly string[] | undefined): Dataset {
  if (kind !== 'categorical') return dataset
  if (dataset.outputs > 1) return classes?.length === dataset.outputs ? { ...dataset, taskNames: classes } : dataset
  const names = classes ?? Array.from({ length: largestClass(dataset) + 1 }, (_, number) => String(number))
  return expandClasses(dataset, names)
}

/** Labels of the archive's classes as those of the classes that are asked for. */
function inOrderOfClasses(
  dataset: Dataset,
  kind: LabelKind | 'none',
  own: readonly string[] | undefined,
  classes: readonly string[] | undefined,
): Dataset {
  if (classes === undefined) return dataset
  if (kind === 'binary' && dataset.outputs === 1 && own?.length === 2 && classes.length === 2)
    return orderOfNames(dataset, classes, own)[0] === 0 ? dataset : swapTwoClasses(dataset)
  if (kind !== 'categorical' || dataset.outputs > classes.length) return dataset
  return reorderLabels(dataset, orderOfNames(dataset, classes, dataset.taskNames), classes)
}

/** Where the classes stand among those found, -1 for one that the archive does not have. */
function orderOfNames({ name }: Dataset, classes: readonly string[], found: readonly string[]): readonly number[] {
  const order = columnOrder(classes, found)
  if (order !== undefined) return order
  if (found.length < classes.length && found.every((each) => classes.includes(each)))
    return classes.map((each) => found.indexOf(each))
  throw namesDiffer(name, classes, found)
}
