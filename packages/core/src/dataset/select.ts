import { HeliconError } from '../core/errors.js'
import { selectSequences, sequenceCount } from '../sequence/build-sequence-set.js'
import type { Dataset } from './dataset.js'

/** Number of records. */
export function recordCount(dataset: Dataset): number {
  return sequenceCount(dataset.sequences)
}

/**
 * The records at `indices`, in that order, with their labels, weights and features; an index may come twice.
 * @param indices integers, 0 <= index < recordCount(dataset)
 */
export function selectRecords(dataset: Dataset, indices: ArrayLike<number>): Dataset {
  const n = recordCount(dataset)
  return {
    ...dataset,
    sequences: selectSequences(dataset.sequences, indices),
    ...(dataset.labels && { labels: selectRows(dataset.labels, indices, dataset.outputs) }),
    ...(dataset.weights && { weights: selectRows(dataset.weights, indices, weightColumns(dataset.weights, n)) }),
    ...(dataset.features && { features: selectRows(dataset.features, indices, dataset.featureCount) }),
  }
}

/**
 * One data set after the other.
 * @param name name of the result
 * @throws HeliconError DATASETS_DIFFER where they have not the same columns, or only some have labels or features
 */
export function concatenateDatasets(datasets: readonly Dataset[], name?: string): Dataset {
  const [first, ...others] = datasets
  if (!first) {
    throw new HeliconError('ARGUMENT_INVALID', {
      name: { en: 'number of data sets', ko: '데이터셋 수' },
      found: 0,
      expected: { kind: 'integer', min: 1 },
    })
  }
  for (const other of others) requireSameColumns(first, other)
  const counts = datasets.map(recordCount)
  // Weights of one column and of one a label do not mix: where they differ, each column gets the record's weight.
  const widths = datasets.map((d, i) => (d.weights ? weightColumns(d.weights, counts[i] ?? 0) : 1))
  const width = Math.max(1, ...widths)
  const weights = datasets.map((d, i) => widenWeights(d.weights, counts[i] ?? 0, widths[i] ?? 1, width))
  const labels = datasets.flatMap((d) => d.labels ?? [])
  const features = datasets.flatMap((d) => d.features ?? [])
  return {
    ...first,
    name: name ?? datasets.map((d) => d.name).join(' + '),
    sequences: {
      ids: datasets.flatMap((d) => d.sequences.ids),
      codes: joined(
        datasets.map((d) => d.sequences.codes),
        (n) => new Uint8Array(n),
      ),
      offsets: joinedOffsets(datasets),
    },
    ...(labels.length > 0 && { labels: joined(labels, (n) => new Float32Array(n)) }),
    ...(features.length > 0 && { features: joined(features, (n) => new Float32Array(n)) }),
    ...(datasets.some((d) => d.weights) && { weights: joined(weights, (n) => new Float32Array(n)) }),
  }
}

/** Number of weights a record: 1, or one a label column. */
export function weightColumns(weights: ArrayLike<number>, records: number): number {
  return records === 0 ? 1 : weights.length / records
}

function selectRows(values: Float32Array, indices: ArrayLike<number>, columns: number): Float32Array {
  const result = new Float32Array(indices.length * columns)
  for (let i = 0; i < indices.length; i++) {
    const from = (indices[i] ?? 0) * columns
    for (let c = 0; c < columns; c++) result[i * columns + c] = values[from + c] ?? 0
  }
  return result
}

function requireSameColumns(first: Dataset, other: Dataset): void {
  const columns = (d: Dataset) => ({
    'label columns': d.outputs,
    labels: d.labels ? 'given' : 'none',
    'feature columns': d.featureCount,
    'task names': d.taskNames.join(', '),
  })
  const expected = Object.entries(columns(first))
  const found = Object.values(columns(other))
  expected.forEach(([what, value], i) => {
    if (found[i] === value) return
    throw new HeliconError('DATASETS_DIFFER', {
      dataset: other.name,
      other: first.name,
      what,
      found: String(found[i]),
      expected: String(value),
    })
  })
}

function widenWeights(weights: Float32Array | undefined, records: number, from: number, to: number): Float32Array {
  if (!weights) return new Float32Array(records * to).fill(1)
  if (from === to) return weights
  return Float32Array.from({ length: records * to }, (_, k) => weights[Math.floor(k / to)] ?? 1)
}

function joinedOffsets(datasets: readonly Dataset[]): Uint32Array {
  const offsets = [0]
  let start = 0
  for (const { sequences } of datasets) {
    for (const offset of sequences.offsets.subarray(1)) offsets.push(start + offset)
    start += sequences.codes.length
  }
  return Uint32Array.from(offsets)
}

function joined<T extends Uint8Array | Float32Array>(parts: readonly T[], create: (length: number) => T): T {
  const result = create(parts.reduce((sum, part) => sum + part.length, 0))
  let start = 0
  for (const part of parts) {
    result.set(part, start)
    start += part.length
  }
  return result
}
