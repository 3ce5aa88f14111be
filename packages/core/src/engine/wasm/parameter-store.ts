import { at, elementCount, type NamedArrays } from '../../core/arrays.js'
import { checkWeights } from '../check-arguments.js'
import type { GraphNode, GraphParameter, LayerGraph } from '../graph.js'
import type { MemoryArena } from './memory.js'
import { type Operation, operation } from './operations.js'
import { paddedChannels, rowsAndChannels } from './tensor.js'

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
  readonly pack: Operation | undefined
}

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
      return { address, bytes: shape.taps * rows * width * 4, rows, width, pack: undefined }
    }
    return this.#cached(`${index} ${rows}`, () => this.#pack('PACK', index, rows, width))
  }

  /** The kernel of the input's gradient: taps in reverse, a row a filter, a column an input channel. */
  turned(index: number): PackedKernel {
    const { shape } = this.get(index)
    const rows = paddedChannels(shape.filters)
    return this.#cached(`${index} turned`, () =>
      this.#pack('PACK_TURNED', index, rows, paddedChannels(shape.channels * shape.groups)),
    )
  }

  #pack(name: 'PACK' | 'PACK_TURNED', index: number, rows: number, width: number): PackedKernel {
    const { shape, address: source } = this.get(index)
    const tapBytes = rows * width * 4
    const bytes = shape.taps * tapBytes
    // A tap of zeros before and one after: two windows that share a pass each miss one (kernels' sparse.ts).
    const address = this.#arena.allocate(bytes + 2 * tapBytes) + tapBytes
    return {
      address,
      bytes,
      rows,
      width,
      pack: operation(name, {}, { 1: source, 2: address, ...shapeWords(shape, rows, width) }),
    }
  }

  #cached(key: string, make: () => PackedKernel): PackedKernel {
    const found = this.#packed.get(key) ?? make()
    this.#packed.set(key, found)
    return found
  }
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
