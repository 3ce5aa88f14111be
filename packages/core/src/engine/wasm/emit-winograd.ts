import { at } from '../../core/arrays.js'
import type { Conv1dNode } from '../graph.js'
import { operation } from './operations.js'
import type { PlanBuilder } from './plan-builder.js'
import { type Tensor, tensorWords } from './tensor.js'
import { POINTS, type WinogradForm } from './winograd-form.js'

/** Tiles at a time: for so many the kernel at a point is brought near once. From 24 to 96 it makes no difference. */
const TILES = 48

/** A convolution of three taps, four rows at a time. */
export function emitWinogradConvolution(
  builder: PlanBuilder,
  index: number,
  node: Conv1dNode,
  form: WinogradForm,
  bias: number,
): void {
  const [x, y] = [builder.value(at(node.inputs, 0)), builder.value(index)]
  const kernel = builder.store.packed(node.kernel, x.stride)
  const points = builder.store.points(node.kernel, kernel, false)
  for (const needed of [kernel, points]) builder.needKernel(needed)
  const words = { ...tileWords(builder, node, form, x, y), 7: points.address, 8: bias }
  const relu = builder.fusesRelu(index) ? 1 : 0
  builder.emit(operation('WINOGRAD', { 1: tensorWords(x), 4: tensorWords(y) }, { ...words, 20: relu }))
}

/** The gradients of such a convolution: the kernel's, at words 7 and 8 of `targets`, and that of its input. */
export function emitWinogradGradients(
  builder: PlanBuilder,
  index: number,
  node: Conv1dNode,
  form: WinogradForm,
  targets: Readonly<Record<number, number>> | undefined,
): void {
  const input = at(node.inputs, 0)
  const x = builder.value(input)
  const dy = builder.gradient(index)
  const words = tileWords(builder, node, form, x, dy)
  if (targets !== undefined) {
    const sums = builder.threadArea(`points ${index}`, POINTS * x.stride * dy.stride * 4)
    const tensors = { 1: tensorWords(x), 4: tensorWords(dy), 21: sums }
    builder.emit(operation('WINOGRAD_GRADIENT', tensors, { ...words, ...targets }))
  }
  if (!builder.hasGradient(input)) return
  const turned = builder.store.turned(node.kernel)
  const points = builder.store.points(node.kernel, turned, true)
  for (const needed of [turned, points]) builder.needKernel(needed)
  const added = builder.claimGradient(input) ? 0 : 1
  const dx = builder.gradient(input)
  const tensors = { 1: tensorWords(dy), 4: tensorWords(dx) }
  builder.emit(operation('WINOGRAD_INPUT', tensors, { ...words, 7: points.address, 8: added }))
}

/** Words 9 to 19. */
function tileWords(
  builder: PlanBuilder,
  node: Conv1dNode,
  { firstRows }: WinogradForm,
  x: Tensor,
  y: Tensor,
): Record<number, number> {
  const table = builder.firstRowTable(firstRows)
  const rowsOfPlanes = POINTS * TILES * (x.stride + y.stride)
  const zeros = Math.max(x.stride, y.stride)
  const [work, , workBytes] = builder.threadArea('planes of tiles', (rowsOfPlanes + zeros) * 4)
  return {
    9: x.rows,
    10: y.rows,
    11: node.dilationRate,
    12: node.left,
    13: x.stride / 4,
    14: y.stride / 4,
    15: firstRows.length,
    16: table,
    17: TILES,
    18: work,
    19: workBytes,
  }
}
