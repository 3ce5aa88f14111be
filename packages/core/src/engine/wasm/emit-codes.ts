import { at } from '../../core/arrays.js'
import type { Conv1dNode } from '../graph.js'
import type { EmitContext } from './emit-context.js'
import { operation } from './operations.js'
import type { PlanBuilder } from './plan-builder.js'
import { codePadding } from './plan-memory.js'
import { shiftedWords, type Tensor, type TensorWords, tensorWords } from './tensor.js'
import { coveredRows, listWords } from './window-words.js'

/** Whether a convolution's input is given as base codes. */
export function readsCodes({ inputs }: EmitContext, node: Conv1dNode): boolean {
  return inputs.get(at(node.inputs, 0))?.kind === 'codes'
}

/** The codes that a convolution's first window begins at. */
export function codesForWindow({ builder }: EmitContext, input: number, node: Conv1dNode): TensorWords {
  const { before } = codePadding(builder.graph, builder.analysis, input)
  return shiftedWords(tensorWords(builder.scratch(`codes ${input}`)), before - node.left)
}

/** Words 9 to 16 of the kernels on codes. */
export function codesWords(node: Conv1dNode, y: Tensor): Record<number, number> {
  return { 9: y.rows, 10: node.strides, 11: node.kernelSize, 12: node.dilationRate, 15: y.stride / 4, 16: y.stride * 4 }
}

/** A convolution of base codes, two taps at a time. */
export function emitCodesConvolution(context: EmitContext, index: number, node: Conv1dNode, bias: number): void {
  const { builder } = context
  const y = builder.value(index)
  const kernel = builder.store.pairs(node.kernel)
  builder.needKernel(builder.store.packed(node.kernel, 5))
  builder.needKernel(kernel)
  const covered = coveredRows(node, y.rows)
  const [pairs, , pairBytes] = builder.threadArea('pairs of codes', covered)
  const words = {
    ...codesWords(node, y),
    7: kernel.address,
    8: bias,
    11: Math.ceil(node.kernelSize / 2),
    12: 2 * node.dilationRate,
    13: node.dilationRate,
    17: builder.fusesRelu(index) ? 1 : 0,
    19: pairs,
    20: pairBytes,
    21: covered,
  }
  builder.emit(
    operation('CONVOLVE_CODES', { 1: codesForWindow(context, at(node.inputs, 0), node), 4: tensorWords(y) }, words),
  )
}

/** Sums for pairs of codes must stay in the first-level cache. */
const MOST_PAIR_BYTES = 40 * 1024

/** Words 19 to 23 of CODES_GRADIENT. */
export function codesGradientWords(builder: PlanBuilder, node: Conv1dNode, dy: Tensor): Record<number, number> {
  const covered = coveredRows(node, dy.rows)
  const sums = Math.ceil(node.kernelSize / 2) * 25 * dy.stride * 4
  if (node.strides === 1 && sums > MOST_PAIR_BYTES) return { ...listWords(builder, node, 'codes', dy.rows), 22: 0 }
  const codeBytes = Math.ceil(covered / 16) * 16
  const [address, , threadBytes] = builder.threadArea('sums of pairs of codes', codeBytes + sums)
  return { 19: address, 20: threadBytes, 21: covered, 22: 1, 23: codeBytes }
}
