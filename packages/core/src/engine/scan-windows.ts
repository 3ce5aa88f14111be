import { at, type FloatArray } from '../core/arrays.js'
import type { TaskOptions } from '../core/progress.js'
import { progressClock } from '../core/progress-clock.js'
import { ABSENT, invalid, nodeAt } from './check-arguments.js'
import type { ModelInputs, ScannedWindows } from './engine.js'
import type { InputStrands, LayerGraph } from './graph.js'
import { framedCodes, framedLength } from './strand-frame.js'

/** Scans so many windows at a time. */
export interface ChunkScanner {
  /** Windows of a chunk, at most. */
  readonly windows: number
  /** Every named output of `count` windows; `codes` are `count - 1 + window length` bases. */
  scan(codes: Uint8Array, count: number): Promise<Readonly<Record<string, FloatArray>>>
}

/** A sequence's input: bases of a record, and how its strands come into the model. */
interface ScannedInput {
  readonly window: number
  readonly strands: InputStrands | undefined
}

/** Checks that the model takes one input of bases. */
function scannedInput(graph: LayerGraph): ScannedInput {
  const input = nodeAt(graph, graph.inputs[0] ?? 0)
  const { layer, shape } = input
  const strands = input.op === 'input' ? input.strands : undefined
  if (graph.inputs.length !== 1)
    invalid('inputs.length', graph.inputs.length, {
      kind: 'words',
      en: '1: only models of one sequence can scan',
      ko: '1(서열 입력이 하나인 모델만 훑을 수 있음)',
    })
  if (shape.length !== 2 || shape[1] !== 4)
    invalid(`input ${layer}`, `[${shape}]`, {
      kind: 'words',
      en: 'the shape [length, 4] of bases',
      ko: '염기의 모양 [length, 4]',
    })
  return { window: strands?.kind === 'shared' ? strands.length : at(shape, 0), strands }
}

/** Checks that `codes` are bases enough for a window. */
function checkCodes(codes: Uint8Array, window: number): void {
  if (!(codes instanceof Uint8Array))
    invalid('codes', codes === undefined ? ABSENT : typeof codes, {
      kind: 'words',
      en: 'a Uint8Array',
      ko: 'Uint8Array',
    })
  if (codes.length < window) invalid('codes.length', codes.length, { kind: 'integer', min: window })
  for (let i = 0; i < codes.length; i++) {
    if ((codes[i] ?? 0) > 4) invalid(`codes[${i}]`, codes[i], { kind: 'integer', min: 0, max: 4 })
  }
}

/** Whether windows can be scanned only as records, each by itself: an input that holds both strands is no sequence. */
export function scansRecords(graph: LayerGraph): boolean {
  return scannedInput(graph).strands?.kind === 'shared'
}

/** Predicts window after window, in batches of `windows`: the definition of a scan. Shares nothing. */
export function recordScanner(
  graph: LayerGraph,
  windows: number,
  predict: (inputs: ModelInputs, count: number) => Promise<Readonly<Record<string, FloatArray>>>,
): ChunkScanner {
  const input = scannedInput(graph)
  return { windows, scan: (codes, count) => predict([cutWindows(codes, count, input)], count) }
}

/** Every window of `codes`, chunk after chunk, in order. See `CompiledModel.scanWindows`. */
export async function* scanInChunks(
  graph: LayerGraph,
  codes: Uint8Array,
  { signal, onProgress }: TaskOptions,
  scanner: () => ChunkScanner,
): AsyncGenerator<ScannedWindows> {
  const { window, strands } = scannedInput(graph)
  checkCodes(codes, window)
  signal?.throwIfAborted()
  const total = codes.length - window + 1
  const { windows, scan } = strands?.kind === 'average' ? averaging(scanner()) : scanner()
  const clock = progressClock()
  for (let first = 0; first < total; first += windows) {
    const count = Math.min(windows, total - first)
    yield { first, count, outputs: await scan(codes.subarray(first, first + count - 1 + window), count) }
    if (clock.reportDue()) onProgress?.({ task: 'scan', done: first + count, total })
    await clock.breathe()
    signal?.throwIfAborted()
  }
  onProgress?.({ task: 'scan', done: total, total })
}

/** Means over both strands: the windows of the other strand come in the opposite order. */
function averaging({ windows, scan }: ChunkScanner): ChunkScanner {
  return {
    windows,
    scan: async (codes, count) => {
      const outputs = await scan(codes, count)
      const both = framedCodes(codes, { length: codes.length, flank: 0, gap: 0 })
      const others = await scan(both.subarray(codes.length), count)
      for (const [name, values] of Object.entries(outputs)) averageReversed(values, others[name] ?? [], count)
      return outputs
    },
  }
}

/** Makes each window of `values` its mean with that of `others`, whose last window is the first of `values`. */
function averageReversed(values: FloatArray, others: ArrayLike<number>, count: number): void {
  const size = values.length / count
  for (let window = 0; window < count; window++) {
    for (let i = 0; i < size; i++) {
      const place = window * size + i
      values[place] = (at(values, place) + at(others, (count - 1 - window) * size + i)) / 2
    }
  }
}

/** All windows of `codes`, which `chunks` gives, in one array for each output. */
export async function joinWindows(
  graph: LayerGraph,
  codes: Uint8Array,
  chunks: AsyncIterable<ScannedWindows>,
): Promise<Readonly<Record<string, FloatArray>>> {
  const all: Record<string, FloatArray> = {}
  const { window } = scannedInput(graph)
  for await (const { first, count, outputs } of chunks) {
    const windows = codes.length - window + 1
    for (const [name, values] of Object.entries(outputs)) {
      const size = values.length / count
      const length = windows * size
      all[name] ??= values instanceof Float64Array ? new Float64Array(length) : new Float32Array(length)
      all[name].set(values, first * size)
    }
  }
  return all
}

/** The first `count` windows of `codes`, as a batch of records. */
function cutWindows(codes: Uint8Array, count: number, { window, strands }: ScannedInput): Uint8Array {
  const recordOf = (start: number): Uint8Array => {
    const bases = codes.subarray(start, start + window)
    return strands?.kind === 'shared' ? framedCodes(bases, strands) : bases
  }
  const width = strands?.kind === 'shared' ? framedLength(strands) : window
  const records = new Uint8Array(count * width)
  for (let start = 0; start < count; start++) records.set(recordOf(start), start * width)
  return records
}
