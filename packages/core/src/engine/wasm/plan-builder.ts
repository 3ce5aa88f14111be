import { at } from '../../core/arrays.js'
import type { GraphNode, LayerGraph } from '../graph.js'
import type { GraphAnalysis, PlanRequest } from './graph-analysis.js'
import type { MemoryArena } from './memory.js'
import type { Operation } from './operations.js'
import type { PackedKernel, ParameterStore } from './parameter-store.js'
import type { PlanMemory } from './plan-memory.js'
import { paddedChannels, recordBytes, rowsAndChannels, type Tensor, type TensorShape } from './tensor.js'

/** Bytes of activations and gradients that a thread works on at a time: they stay in the second-level cache. */
const TILE_BYTES = 192 * 1024
const MOST_TILE_RECORDS = 32
/** Floats of a row that the kernels list together, at most. */
const SEGMENT = 64

/** Operations that every slice goes through before the host does something with the whole batch. */
export interface Phase {
  readonly operations: Operation[]
  /** Run by the host when all slices are through, in order. */
  readonly afterwards: ((batch: PhaseBatch) => void)[]
}

export interface PhaseBatch {
  readonly records: number
  readonly slices: number
}

/** How a batch is cut. Does not depend on the number of threads. */
export interface BatchCut {
  readonly batchSize: number
  readonly sliceRecords: number
  readonly slices: number
}

/** What plans of one model share. */
export interface PlanResources {
  readonly arena: MemoryArena
  readonly store: ParameterStore
  readonly cut: BatchCut
  readonly threads: number
  /** Never leave zeros out: for tests, which show that it changes no bit. */
  readonly denseOnly?: boolean
}

/**
 * Lays out the memory of one plan and collects its operations. Values that only one tile needs lie in memory of the
 * thread that works on it; where batch normalisation needs the batch twice, everything is kept for the whole batch.
 */
export class PlanBuilder {
  readonly graph: LayerGraph
  readonly request: PlanRequest
  readonly analysis: GraphAnalysis
  readonly arena: MemoryArena
  readonly store: ParameterStore
  readonly cut: BatchCut
  readonly phases: Phase[] = [{ operations: [], afterwards: [] }]
  readonly tileRecords: number
  /** Packed kernels that the operations read. */
  readonly kernels = new Set<PackedKernel>()
  readonly #values: ReadonlyMap<number, Tensor>
  readonly #gradients: ReadonlyMap<number, Tensor>
  readonly #scratch: ReadonlyMap<string, Tensor>
  readonly #threads: number
  readonly #denseOnly: boolean
  readonly #written = new Set<number>()
  #lists = { address: 0, threadBytes: 0 }

  constructor(
    graph: LayerGraph,
    request: PlanRequest,
    analysis: GraphAnalysis,
    { values, gradients, scratch }: PlanMemory,
    resources: PlanResources,
  ) {
    this.graph = graph
    this.request = request
    this.analysis = analysis
    this.arena = resources.arena
    this.store = resources.store
    this.cut = resources.cut
    this.#threads = resources.threads
    this.#denseOnly = resources.denseOnly ?? false
    const bytes = [...values.values(), ...gradients.values(), ...scratch.values()].map(recordBytes)
    const total = bytes.reduce((sum, size) => sum + size, 0)
    this.tileRecords = Math.min(Math.max(Math.floor(TILE_BYTES / total), 1), MOST_TILE_RECORDS)
    const wholeBatch = graph.nodes.some((node, i) => this.analysis.needed[i] && this.normalizesByBatch(node))
    const region = new Region(wholeBatch ? resources.cut.batchSize : this.tileRecords)
    const place = wholeBatch ? 1 : resources.threads
    for (const size of bytes) region.add(size)
    const base = resources.arena.allocate(region.bytes * place)
    const threadBytes = wholeBatch ? 0 : region.bytes
    let index = 0
    const put = <K>(shapes: ReadonlyMap<K, TensorShape>): Map<K, Tensor> =>
      new Map([...shapes].map(([key, shape]) => [key, tensorAt(shape, base + region.offset(index++), threadBytes)]))
    this.#values = put(values)
    this.#gradients = put(gradients)
    this.#scratch = put(scratch)
  }

  normalizesByBatch(node: GraphNode): boolean {
    return node.op === 'batchNormalization' && this.request.training && !node.frozen
  }

  node(index: number): GraphNode {
    return at(this.graph.nodes, index)
  }

  /** The tensor that holds a node's value, seen in the node's own shape. */
  value(index: number): Tensor {
    return this.#view(this.#values, index)
  }

  /** The tensor that collects a node's gradient. */
  gradient(index: number): Tensor {
    return this.#view(this.#gradients, index)
  }

  scratch(name: string): Tensor {
    const tensor = this.#scratch.get(name)
    if (tensor === undefined) throw new RangeError(`no scratch memory named ${name}`)
    return tensor
  }

  hasGradient(index: number): boolean {
    return at(this.analysis.hasGradient, index)
  }

  /** Whether the node was computed in the memory of its input. */
  isInPlace(index: number): boolean {
    return this.analysis.home[index] !== index
  }

  /** True the first time: the gradient is to be written. Afterwards it is to be added to. */
  claimGradient(index: number): boolean {
    const home = at(this.analysis.home, index)
    const first = !this.#written.has(home)
    this.#written.add(home)
    return first
  }

  gradientIsClaimed(index: number): boolean {
    return this.#written.has(at(this.analysis.home, index))
  }

  /** Memory of each thread for a list of the non-zeros of `rows` rows of `stride` floats (kernels' sparse.ts). */
  listArea(rows: number, stride: number, always = false): { readonly address: number; readonly threadBytes: number } {
    if (this.#denseOnly && !always) return { address: 0, threadBytes: 0 }
    const valuesAndOffsets = 2 * (rows * stride * 4 + 16)
    const starts = (rows * Math.ceil(stride / SEGMENT) + 1) * 4
    const threadBytes = Math.ceil((valuesAndOffsets + starts) / 64) * 64
    if (threadBytes > this.#lists.threadBytes) {
      this.#lists = { address: this.arena.allocate(threadBytes * this.#threads), threadBytes }
    }
    return this.#lists
  }

  needKernel(kernel: PackedKernel): void {
    this.kernels.add(kernel)
  }

  emit(...operations: Operation[]): void {
    this.#phase.operations.push(...operations)
  }

  afterPhase(action: (batch: PhaseBatch) => void): void {
    this.#phase.afterwards.push(action)
  }

  /** What comes now waits until every slice has come this far. */
  startPhase(): void {
    this.phases.push({ operations: [], afterwards: [] })
  }

  get #phase(): Phase {
    return at(this.phases, this.phases.length - 1)
  }

  #view(tensors: ReadonlyMap<number, Tensor>, index: number): Tensor {
    const tensor = tensors.get(at(this.analysis.home, index))
    if (tensor === undefined) throw new RangeError(`node ${index} has no memory in this plan`)
    const { rows, channels } = rowsAndChannels(this.node(index).shape)
    if (rows === tensor.rows) return tensor
    return { ...tensor, rows, channels, stride: paddedChannels(channels) }
  }
}

/** Offsets of tensors one after the other, each of so many records, on cache lines. */
class Region {
  readonly #records: number
  readonly #offsets: number[] = []
  bytes = 0

  constructor(records: number) {
    this.#records = records
  }

  add(recordSize: number): void {
    this.#offsets.push(this.bytes)
    this.bytes += Math.ceil((recordSize * this.#records) / 64) * 64
  }

  offset(index: number): number {
    return at(this.#offsets, index)
  }
}

function tensorAt(shape: TensorShape, address: number, threadBytes: number): Tensor {
  const stride = paddedChannels(shape.channels)
  return {
    ...shape,
    stride,
    address: address + shape.before * stride * 4,
    recordBytes: recordBytes(shape),
    threadBytes,
  }
}
