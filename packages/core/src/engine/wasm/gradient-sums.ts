import { at } from '../../core/arrays.js'
import type { LayerGraph } from '../graph.js'
import type { MemoryArena } from './memory.js'
import { type Operation, operation } from './operations.js'
import { type KernelShape, type ParameterStore, shapeWords } from './parameter-store.js'
import type { PlanBuilder } from './plan-builder.js'
import type { CodeInputs } from './plan-memory.js'
import { paddedChannels, rowsAndChannels } from './tensor.js'

/** Bytes of a REDUCE's result: the regularization loss (float64) and whether all was finite (int32). */
const RESULT_BYTES = 16

interface Sum {
  readonly offset: number
  readonly rows: number
  readonly width: number
  readonly gradient: number
  readonly result: number
  readonly shape: KernelShape
}

/**
 * The gradients of the trained parameters: packed sums of every slice, which are then added in order into one array in
 * Keras' order.
 */
export class GradientSums {
  readonly #arena: MemoryArena
  readonly #store: ParameterStore
  readonly #sums = new Map<number, Sum>()
  /** Of trained parameters, and of frozen kernels whose layer has a trained bias: the kernel computes both at once. */
  readonly #offsets = new Map<number, number>()
  readonly address: number
  readonly sliceBytes: number

  constructor(builder: PlanBuilder, codes: CodeInputs) {
    const { arena, store, cut } = builder
    this.#arena = arena
    this.#store = store
    const rows = packedRows(builder.graph, codes, store)
    const dots = dotShapes(builder)
    let offset = 0
    for (const [index, parameter] of store.parameters.entries()) {
      if (!parameter.source.trainable && !rows.has(index)) continue
      const dot = dots.get(index)
      const shape = dot ?? parameter.shape
      const sum = { rows: dot ? 1 : (rows.get(index) ?? 1), width: paddedChannels(shape.filters), offset, shape }
      this.#offsets.set(index, offset)
      offset += shape.taps * sum.rows * sum.width * 4
      if (!parameter.source.trainable) continue
      const gradient = arena.allocate(parameter.vectors * 16)
      this.#sums.set(index, { ...sum, gradient, result: arena.allocate(RESULT_BYTES) })
    }
    this.sliceBytes = Math.ceil(offset / 64) * 64
    this.address = arena.allocate(this.sliceBytes * cut.slices)
  }

  wants(parameter: number): boolean {
    return this.#sums.has(parameter)
  }

  /** Where the parameter's sums begin in a slice's, or -1 where there are none. */
  offset(parameter: number): number {
    return this.#offsets.get(parameter) ?? -1
  }

  addressOfFirstSlice(parameter: number): number {
    return this.address + this.offset(parameter)
  }

  /** What a slice begins with. */
  clearOperation(): Operation {
    return operation('CLEAR_SUMS', {}, { 1: this.sliceBytes })
  }

  /** Adds the slices' sums of every trained parameter. `slices` is the address of their number. */
  reduceOperations(slices: number, regularized: boolean): Operation[] {
    return [...this.#sums].map(([index, { offset, rows, width, gradient, result, shape }]) => {
      const { address, source } = this.#store.get(index)
      const { l1, l2 } = (regularized && source.regularizer) || { l1: 0, l2: 0 }
      return operation(
        'REDUCE',
        {},
        {
          ...shapeWords(shape, rows, width),
          1: gradient,
          2: this.address + offset,
          9: slices,
          10: this.sliceBytes,
          11: address,
          12: { float32: l1 },
          13: { float32: l2 },
          14: result,
        },
      )
    })
  }

  /** Of every trained parameter: its gradient in Keras' order, its regularization loss, and whether it is finite. */
  results(): { index: number; address: number; gradient: Float32Array; penalty: number; finite: boolean }[] {
    return [...this.#sums].map(([index, { gradient, result }]) => ({
      index,
      address: gradient,
      gradient: this.#arena.floats(gradient, this.#store.get(index).length),
      penalty: at(this.#arena.doubles(result, 1), 0),
      finite: at(this.#arena.words(result + 8, 1), 0) === 1,
    }))
  }
}

/** The kernels of dense layers of one unit, in the shape of their input. */
function dotShapes(builder: PlanBuilder): Map<number, KernelShape> {
  const shapes = new Map<number, KernelShape>()
  for (const [i, node] of builder.graph.nodes.entries()) {
    const shape = node.op === 'dense' && builder.analysis.needed[i] ? builder.dotShape(i) : undefined
    if (node.op === 'dense' && shape !== undefined) shapes.set(node.kernel, shape)
  }
  return shapes
}

/**
 * Rows a tap of the sums of each kernel that is computed: 5 where it reads base codes, else the padded channels of its
 * input.
 */
function packedRows(graph: LayerGraph, codes: CodeInputs, store: ParameterStore): Map<number, number> {
  const rows = new Map<number, number>()
  const isTrained = (index: number | undefined) => index !== undefined && store.get(index).source.trainable
  for (const node of graph.nodes) {
    if (node.op !== 'conv1d' && node.op !== 'dense') continue
    if (!isTrained(node.kernel) && !isTrained(node.bias)) continue
    const input = at(node.inputs, 0)
    const { channels } = rowsAndChannels(at(graph.nodes, input).shape)
    rows.set(node.kernel, node.op === 'conv1d' && codes.has(input) ? 5 : paddedChannels(channels))
  }
  return rows
}
