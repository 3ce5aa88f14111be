import { at, type FloatArray } from '../core/arrays.js'
import type { TaskOptions } from '../core/progress.js'
import { progressClock } from '../core/progress-clock.js'
import { ABSENT, invalid, nodeAt } from './check-arguments.js'
import type { ScannedWindows } from './engine.js'
import type { LayerGraph } from './graph.js'

/** Scans so many windows at a time. */
export interface ChunkScanner {
  /** Windows of a chunk, at most. */
  readonly windows: number
  /** Every named output of `count` windows; `codes` are `count - 1 + window length` bases. */
  scan(codes: Uint8Array, count: number): Promise<Readonly<Record<string, FloatArray>>>
}

/** Checks that the model takes one input of bases and that `codes` are bases enough for a window. Gives its length. */
function checkScan(graph: LayerGraph, codes: Uint8Array): number {
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
  if (strands !== undefined)
    invalid(`input ${layer}`, `strands: ${strands.kind}`, {
      kind: 'words',
      en: 'one strand: windows of a model that reads both are predicted as records, one by one',
      ko: '한 가닥(두 가닥을 읽는 모델은 창을 레코드로 만들어 하나씩 예측)',
    })
  const window = at(shape, 0)
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
  return window
}

/** Every window of `codes`, chunk after chunk, in order. See `CompiledModel.scanWindows`. */
export async function* scanInChunks(
  graph: LayerGraph,
  codes: Uint8Array,
  { signal, onProgress }: TaskOptions,
  scanner: () => ChunkScanner,
): AsyncGenerator<ScannedWindows> {
  const window = checkScan(graph, codes)
  signal?.throwIfAborted()
  const total = codes.length - window + 1
  const { windows, scan } = scanner()
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

/** All windows of `codes`, which `chunks` gives, in one array for each output. */
export async function joinWindows(
  graph: LayerGraph,
  codes: Uint8Array,
  chunks: AsyncIterable<ScannedWindows>,
): Promise<Readonly<Record<string, FloatArray>>> {
  const windows = codes.length - checkScan(graph, codes) + 1
  const all: Record<string, FloatArray> = {}
  for await (const { first, count, outputs } of chunks) {
    for (const [name, values] of Object.entries(outputs)) {
      const size = values.length / count
      const length = windows * size
      all[name] ??= values instanceof Float64Array ? new Float64Array(length) : new Float32Array(length)
      all[name].set(values, first * size)
    }
  }
  return all
}

/** Windows of `length` bases next to each other, as a batch of records, from every start in `codes`. */
export function cutWindows(codes: Uint8Array, length: number): Uint8Array {
  const count = codes.length - length + 1
  const records = new Uint8Array(count * length)
  for (let start = 0; start < count; start++) records.set(codes.subarray(start, start + length), start * length)
  return records
}
