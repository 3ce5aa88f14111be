import { at } from '../../core/arrays.js'
import type { GraphNode, LayerGraph } from '../graph.js'
import type { ConvolutionChoice } from './convolution-choice.js'
import { type ConvolutionForms, convolutionForms } from './convolution-forms.js'
import type { FourierTables } from './fourier-tables.js'
import { type GraphAnalysis, isOneUnit, isRelu, type PlanRequest } from './graph-analysis.js'
import type { MemoryArena } from './memory.js'
import type { Operation } from './operations.js'
import type { KernelShape, PackedKernel, ParameterStore } from './parameter-store.js'
import type { CodeInputs, PlanMemory } from './plan-memory.js'
import type { SpectralForm } from './spectral-form.js'
import {
  paddedChannels,
  recordBytes,
  rowsAndChannels,
  type Tensor,
  type TensorShape,
  type TensorWords,
} from './tensor.js'
import type { WinogradForm } from './winograd-form.js'

/** Bytes of activations and gradients that a thread works on at a time: they stay in the second-level cache. */
const TILE_BYTES = 192 * 1024
const MOST_TILE_RECORDS = 32
/** Rows, at least, that share a pass over the spectrum of a kernel, which is larger than the first-level cache. */
const LEAST_SPECTRAL_ROWS = 40
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
  readonly tables: FourierTables
  /** Never leave zeros out: for tests, which show that it changes no bit. */
  readonly denseOnly?: boolean
  readonly convolutions?: ConvolutionChoice
  /** Records of a tile, where they are not to follow from the size of the activations. */
  readonly tileRecords?: number
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
  readonly tables: FourierTables
  /** Whether the spectra of a convolution's input stay until its gradient: where a tile goes through all operations. */
  readonly keepsSpectra: boolean
  /** Packed kernels that the operations read. */
  readonly kernels = new Set<PackedKernel>()
  readonly #values: ReadonlyMap<number, Tensor>
  readonly #gradients: ReadonlyMap<number, Tensor>
  readonly #scratch: ReadonlyMap<string, Tensor>
  readonly #threads: number
  readonly #denseOnly: boolean
  readonly #written = new Set<number>()
  readonly #codes: CodeInputs
  readonly #forms: ConvolutionForms
  readonly #rowTables = new Map<string, number>()
  readonly #threadAreas = new Map<string, { readonly address: number; readonly bytes: number }>()
  #lists = { address: 0, threadBytes: 0 }

  constructor(
    graph: LayerGraph,
    request: PlanRequest,
    analysis: GraphAnalysis,
    { values, gradients, scratch }: PlanMemory,
    codes: CodeInputs,
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
    this.tables = resources.tables
    this.#codes = codes
    this.#forms = convolutionForms(graph, codes, analysis, request, {
      choice: resources.convolutions ?? 'auto',
      sliceRecords: this.cut.sliceRecords,
    })
    const least = Math.max(
      1,
      ...[...this.#forms.spectral.values()].map((form) => Math.ceil(LEAST_SPECTRAL_ROWS / form.tiles)),
    )
    const fitting = Math.min(Math.max(Math.floor(TILE_BYTES / total), least), MOST_TILE_RECORDS)
    this.tileRecords = resources.tileRecords ?? evenTiles(resources.cut.sliceRecords, fitting)
    const wholeBatch = graph.nodes.some((node, i) => this.analysis.needed[i] && this.normalizesByBatch(node))
    this.keepsSpectra = !wholeBatch && request.backward !== 'none'
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

  /** How the weights of a dense layer of one unit lie beside its input: rows of the input's channels, padded. */
  dotShape(index: number): KernelShape | undefined {
    const node = this.node(index)
    if (node.op !== 'dense' || !isOneUnit(node)) return undefined
    const tensor = this.#values.get(at(this.analysis.home, at(node.inputs, 0)))
    return tensor && { taps: tensor.rows, channels: 1, filters: tensor.channels, groups: 1 }
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

  /** How a convolution is done by spectra, if it is. */
  spectralForm(index: number): SpectralForm | undefined {
    return this.#forms.spectral.get(index)
  }

  /** How a convolution is done by Winograd's products, if it is. */
  winogradForm(index: number): WinogradForm | undefined {
    return this.#forms.winograd.get(index)
  }

  /** Where the first rows of tiles lie, for operations to read. */
  firstRowTable(rows: readonly number[]): number {
    const key = rows.join()
    const known = this.#rowTables.get(key)
    if (known !== undefined) return known
    const address = this.arena.allocate(rows.length * 4)
    this.arena.words(address, rows.length).set(rows)
    this.#rowTables.set(key, address)
    return address
  }

  /** Whether the ReLU after a node is done where that stores its numbers. */
  fusesRelu(index: number): boolean {
    const node = this.node(index)
    const consumers = at(this.analysis.consumers, index)
    const next = at(consumers.length === 1 ? consumers : [index], 0)
    if (!isRelu(this.node(next)) || !this.isInPlace(next)) return false
    if (node.op === 'batchNormalization') return true
    if (node.op !== 'conv1d') return false
    if (this.#forms.spectral.has(index) || this.#forms.winograd.has(index)) return true
    return this.#codes.has(at(node.inputs, 0))
  }

  /** Memory of each thread under a name: what lay there is lost where another operation asks for the same name. */
  threadArea(name: string, bytes: number): TensorWords {
    const size = Math.ceil(bytes / 64) * 64
    const found = this.#threadAreas.get(name)
    const area =
      found !== undefined && found.bytes >= size
        ? found
        : { address: this.arena.allocate(size * this.#threads), bytes: size }
    this.#threadAreas.set(name, area)
    return [area.address, 0, area.bytes]
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

/** Records of a tile, about as many as `fitting`, so that no slice ends in a tile of a few. */
function evenTiles(sliceRecords: number, fitting: number): number {
  const tiles = Math.max(Math.round(sliceRecords / fitting), Math.ceil(sliceRecords / MOST_TILE_RECORDS), 1)
  return Math.ceil(sliceRecords / tiles)
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
