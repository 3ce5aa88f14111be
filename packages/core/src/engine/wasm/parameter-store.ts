import { at, elementCount, type NamedArrays } from '../../core/arrays.js'
import { checkWeights } from '../check-arguments.js'
import type { GraphNode, GraphParameter, LayerGraph } from '../graph.js'
import type { FourierTable } from './fourier-tables.js'
import type { MemoryArena } from './memory.js'
import { type Operation, operation } from './operations.js'
import { paddedChannels, rowsAndChannels } from './tensor.js'
import { POINTS } from './winograd-form.js'

/** How a kernel's numbers are laid out: [taps, channels of a group, filters], groups of filters side by side. */
export interface KernelShape {
  readonly taps: number
  readonly channels: number
  readonly filters: number
  readonly groups: number
}

/** A kernel packed for one use; see `packages/kernels/assembly/parameters.ts`. */
export interface PackedKernel {
  readonly address: number
  readonly bytes: number
  /** Rows a tap and floats a row. */
  readonly rows: number
  readonly width: number
  /** What packs it: operations that do not depend on each other. None where it is the parameter itself. */
  readonly pack: readonly Operation[]
  /** Packed from the parameter (0), from a packed kernel (1), from what was packed from one (2), or from that (3). */
  readonly level: 0 | 1 | 2 | 3
}

/** Parts in which a spectrum is packed; a power of two. */
const PACK_PARTS = 8

/** One parameter in Keras' order, padded with zeros to whole vectors. */
export interface StoredParameter {
  readonly source: GraphParameter
  readonly shape: KernelShape
  readonly address: number
  readonly length: number
  readonly vectors: number
}

/** The model's arrays in the engine's memory, and the packed copies of its kernels. */
export class ParameterStore {
  readonly parameters: readonly StoredParameter[]
  readonly #graph: LayerGraph
  readonly #arena: MemoryArena
  readonly #packed = new Map<string, PackedKernel>()

  constructor(graph: LayerGraph, weights: NamedArrays, arena: MemoryArena) {
    this.#graph = graph
    this.#arena = arena
    const shapes = kernelShapes(graph)
    this.parameters = graph.parameters.map((source, index) => {
      const length = elementCount(source.shape)
      const vectors = Math.ceil(length / 4)
      const shape = shapes.get(index) ?? { taps: 1, channels: 1, filters: length, groups: 1 }
      return { source, shape, address: arena.allocate(vectors * 16), length, vectors }
    })
    this.importWeights(weights)
  }

  get(index: number): StoredParameter {
    return at(this.parameters, index)
  }

  /** The numbers of a parameter, in place. */
  values(parameter: StoredParameter): Float32Array {
    return this.#arena.floats(parameter.address, parameter.length)
  }

  importWeights(weights: NamedArrays): void {
    checkWeights(this.#graph, weights)
    for (const parameter of this.parameters) this.values(parameter).set(weights[parameter.source.name] ?? [])
  }

  exportWeights(): NamedArrays {
    return Object.fromEntries(this.parameters.map((p) => [p.source.name, this.values(p).slice()]))
  }

  /**
   * The kernel with `rows` rows a tap (5 for base codes, else the padded channels of its input). Where Keras' order
   * is already that, it is the parameter itself.
   */
  packed(index: number, rows: number): PackedKernel {
    const { shape, address } = this.get(index)
    const width = paddedChannels(shape.filters)
    if (shape.taps === 1 && shape.groups === 1 && shape.channels === rows && shape.filters === width) {
      return { address, bytes: shape.taps * rows * width * 4, rows, width, pack: [], level: 0 }
    }
    return this.#cached(`${index} ${rows}`, () => this.#pack('PACK', index, rows, width))
  }

  /** The kernel over base codes, its rows added for every pair of codes under two neighbouring taps. */
  pairs(index: number): PackedKernel {
    const kernel = this.packed(index, 5)
    return this.#cached(`${index} pairs`, () => {
      const { taps } = this.get(index).shape
      const bytes = Math.ceil(taps / 2) * 25 * kernel.width * 4
      const address = this.#arena.allocate(bytes)
      const words = { 1: kernel.address, 2: address, 3: taps, 4: kernel.width / 4 }
      return { address, bytes, rows: 25, width: kernel.width, pack: [operation('PACK_PAIRS', {}, words)], level: 1 }
    })
  }

  /** The kernel in another shape of as many numbers, each row padded. */
  packedAs(index: number, shape: KernelShape): PackedKernel {
    const width = paddedChannels(shape.filters)
    return this.#cached(`${index} as ${shape.taps} ${shape.filters}`, () =>
      this.#pack('PACK', index, shape.channels, width, shape),
    )
  }

  /** The kernel of the input's gradient: taps in reverse, a row a filter, a column an input channel. */
  turned(index: number): PackedKernel {
    const { shape } = this.get(index)
    const rows = paddedChannels(shape.filters)
    return this.#cached(`${index} turned`, () =>
      this.#pack('PACK_TURNED', index, rows, paddedChannels(shape.channels * shape.groups)),
    )
  }

  /** The spectrum of a convolution's packed kernel, for transforms of one length. */
  spectrum(index: number, rows: number, { size, cosines }: FourierTable): PackedKernel {
    const { taps, filters } = this.get(index).shape
    const kernel = this.packed(index, rows)
    const vectors = paddedChannels(filters) / 4
    const bins = size / 2
    return this.#cached(`${index} spectrum ${size}`, () => {
      const bytes = bins * 2 * rows * 2 * vectors * 16
      const address = this.#arena.allocate(bytes)
      const words = { 1: kernel.address, 2: address, 3: taps, 4: rows, 5: vectors, 9: bins, 17: cosines }
      const pack = binRanges(bins).map(({ first, count }) =>
        operation('PACK_SPECTRUM', {}, { ...words, 6: first, 7: count }),
      )
      return { address, bytes, rows: 2 * rows, width: 8 * vectors, pack, level: 1 }
    })
  }

  /** A spectrum as three planes, for products by Gauss' way. */
  threePlanes(spectrum: PackedKernel, size: number): PackedKernel {
    return this.#cached(`three of ${spectrum.address}`, () => {
      const bytes = (spectrum.bytes / 4) * 3
      const address = this.#arena.allocate(bytes)
      const rows = spectrum.rows / 2
      const words = { 1: spectrum.address, 2: address, 3: size / 2, 4: rows, 5: spectrum.width / 8 }
      const pack = [operation('PACK_SPECTRUM_THREE', {}, words)]
      return { address, bytes, rows, width: spectrum.width / 2, pack, level: 3 }
    })
  }

  /** That spectrum's matrices, rows and columns exchanged: for the input's gradient. */
  spectrumTurned(index: number, rows: number, table: FourierTable): PackedKernel {
    const spectrum = this.spectrum(index, rows, table)
    return this.#cached(`${index} spectrum turned ${table.size}`, () => {
      const address = this.#arena.allocate(spectrum.bytes)
      const matrix = spectrum.rows * spectrum.width * 4
      const sizes = { 4: spectrum.rows / 4, 5: spectrum.width / 4 }
      const pack = binRanges(table.size / 2).map(({ first, count }) => {
        const before = first * matrix
        return operation(
          'PACK_SPECTRUM_TURNED',
          {},
          { ...sizes, 1: spectrum.address + before, 2: address + before, 3: count },
        )
      })
      return { ...spectrum, address, rows: spectrum.width, width: spectrum.rows, pack, level: 2 }
    })
  }

  /** A packed or turned kernel of three taps at the six points of Winograd's products. */
  points(index: number, kernel: PackedKernel, turned: boolean): PackedKernel {
    return this.#cached(`${index} points ${turned}`, () => {
      const { rows, width } = kernel
      const tap = rows * width * 4
      const address = this.#arena.allocate(POINTS * tap)
      const words = { 1: kernel.address + (turned ? 2 * tap : 0), 2: address, 3: turned ? -tap : tap, 4: tap / 16 }
      return { address, bytes: POINTS * tap, rows, width, pack: [operation('PACK_WINOGRAD', {}, words)], level: 1 }
    })
  }

  #pack(name: 'PACK' | 'PACK_TURNED', index: number, rows: number, width: number, as?: KernelShape): PackedKernel {
    const { address: source, ...stored } = this.get(index)
    const shape = as ?? stored.shape
    const bytes = shape.taps * rows * width * 4
    const address = this.#arena.allocate(bytes)
    return {
      address,
      bytes,
      rows,
      width,
      pack: [operation(name, {}, { 1: source, 2: address, ...shapeWords(shape, rows, width) })],
      level: 0,
    }
  }

  #cached(key: string, make: () => PackedKernel): PackedKernel {
    const found = this.#packed.get(key) ?? make()
    this.#packed.set(key, found)
    return found
  }
}

/** What packs kernels, level after level: the operations of a level do not depend on each other. */
export function packLevels(kernels: readonly PackedKernel[]): Operation[][] {
  return [0, 1, 2, 3].map((level) => kernels.filter((kernel) => kernel.level === level).flatMap(({ pack }) => pack))
}

/** The frequencies of a spectrum in parts that threads can share. */
function binRanges(bins: number): { first: number; count: number }[] {
  const count = Math.max(bins / PACK_PARTS, 1)
  return Array.from({ length: bins / count }, (_, i) => ({ first: i * count, count }))
}

/** Words 3 to 8 of PACK, PACK_TURNED and REDUCE. */
export function shapeWords(shape: KernelShape, rows: number, width: number): Readonly<Record<number, number>> {
  const { taps, channels, filters, groups } = shape
  return { 3: taps, 4: channels, 5: rows, 6: filters, 7: width, 8: filters / groups }
}

function kernelShapes(graph: LayerGraph): Map<number, KernelShape> {
  const shapes = new Map<number, KernelShape>()
  for (const node of graph.nodes) {
    if (node.op === 'conv1d') {
      const channels = inputChannels(graph, node) / node.groups
      shapes.set(node.kernel, { taps: node.kernelSize, channels, filters: node.filters, groups: node.groups })
    } else if (node.op === 'dense') {
      shapes.set(node.kernel, { taps: 1, channels: inputChannels(graph, node), filters: node.units, groups: 1 })
    }
  }
  return shapes
}

function inputChannels(graph: LayerGraph, node: GraphNode): number {
  return rowsAndChannels(at(graph.nodes, at(node.inputs, 0)).shape).channels
}
