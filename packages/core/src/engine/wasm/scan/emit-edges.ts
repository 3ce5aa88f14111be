import { at } from '../../../core/arrays.js'
import type { Conv1dNode, LayerGraph } from '../../graph.js'
import { type Operation, operation } from '../operations.js'
import { type PackedKernel, shapeWords } from '../parameter-store.js'
import type { PlanBuilder } from '../plan-builder.js'
import { shiftedWords, type Tensor, type TensorWords } from '../tensor.js'
import type { Reach } from './scan-split.js'

/** A convolution whose input has edges, and where those and its own lie. */
export interface EdgeConvolution {
  readonly node: Conv1dNode
  /** In the shared layers. */
  readonly builder: PlanBuilder
  readonly x: Tensor
  readonly y: Tensor
  readonly from: { readonly words: TensorWords; readonly reach: Reach }
  readonly to: { readonly words: TensorWords; readonly reach: Reach }
  /** About half of the input's numbers are zero. */
  readonly sparse: boolean
}

/** What a convolution's edge rows get from the edge rows of its input, on both sides of the windows. */
export function edgeOperations(given: EdgeConvolution): Operation[] {
  const { node, from, to, builder, x } = given
  const listed = given.sparse && node.dilationRate === 1
  const kernel = listed ? kernelBetweenZeros(given) : builder.store.packed(node.kernel, x.stride)
  builder.needKernel(kernel)
  const sides = [
    { skip: 0, rows: from.reach.left, skipOut: 0, rowsOut: to.reach.left, offset: -node.left },
    {
      skip: from.reach.left,
      rows: from.reach.right,
      skipOut: to.reach.left,
      rowsOut: to.reach.right,
      offset: -(node.kernelSize - 1) * node.dilationRate,
    },
  ]
  return sides.filter(({ rows }) => rows > 0).map((side) => sideOperation(given, kernel, listed, side))
}

/** Rows of the windows' edges in and out, and the row of x that the first tap of row 0 of y meets. */
interface EdgeSide {
  readonly skip: number
  readonly rows: number
  readonly skipOut: number
  readonly rowsOut: number
  readonly offset: number
}

function sideOperation(given: EdgeConvolution, kernel: PackedKernel, listed: boolean, side: EdgeSide): Operation {
  const { node, builder, x, y, from, to } = given
  const tensors = {
    1: shiftedWords(from.words, side.skip * x.stride * 4),
    4: shiftedWords(to.words, side.skipOut * y.stride * 4),
  }
  const words = {
    ...{ 7: kernel.address, 9: side.rows, 10: side.rowsOut, 11: node.kernelSize, 12: node.dilationRate },
    ...{ 13: side.offset, 14: x.channels, 15: x.stride, 16: y.stride / 4 },
  }
  if (!listed) return operation('SCAN_EDGES', tensors, words)
  const listBytes = 2 * (side.rows * x.stride * 4 + 16) + 4 * (side.rows + 1)
  return operation('SCAN_SPARSE_EDGES', { ...tensors, 17: builder.threadArea('scan list', listBytes) }, words)
}

/** The packed kernel with two taps of zeros before and after it. */
function kernelBetweenZeros({ node, builder, x, y }: EdgeConvolution): PackedKernel {
  const parameter = builder.store.get(node.kernel)
  const [rows, width] = [x.stride, y.stride]
  const tapBytes = rows * width * 4
  const bytes = parameter.shape.taps * tapBytes
  const address = builder.arena.allocate(bytes + 4 * tapBytes) + 2 * tapBytes
  const words = { 1: parameter.address, 2: address, ...shapeWords(parameter.shape, rows, width) }
  return { address, bytes, rows, width, pack: [operation('PACK', {}, words)], level: 0 as const }
}

/** Whether a node's values come out of a ReLU. */
export function isRectified(graph: LayerGraph, index: number): boolean {
  const node = at(graph.nodes, index)
  if (node.op === 'dropout' || node.op === 'activityRegularization') return isRectified(graph, at(node.inputs, 0))
  return node.op === 'activation' && (node.activation === 'relu' || node.activation === 'relu6')
}
