import { at } from '../../core/arrays.js'
import type {
  ActivationNode,
  ActivityRegularizationNode,
  BatchNormalizationNode,
  ConcatenateNode,
  Conv1dNode,
  DenseNode,
  DropoutNode,
  GlobalPoolingNode,
  PoolingNode,
} from '../graph.js'
import { codesForWindow, codesGradientWords, codesWords, readsCodes } from './emit-codes.js'
import type { EmitContext } from './emit-context.js'
import {
  activationWords,
  concatenatedParts,
  copyRows,
  copyTensor,
  dropoutOperation,
  isMaximum,
  poolingArguments,
} from './emit-forward.js'
import { emitSpectralGradients } from './emit-spectral.js'
import { emitWinogradGradients } from './emit-winograd.js'
import type { GradientSums } from './gradient-sums.js'
import { isActiveDropout, isRelu, needsItsInput } from './graph-analysis.js'
import { operation } from './operations.js'
import type { KernelShape } from './parameter-store.js'
import type { PlanBuilder } from './plan-builder.js'
import { type Tensor, tensorWords } from './tensor.js'
import { denseWords, dotVectors, listWords, windowWords } from './window-words.js'

/** Longer records have more than one block of sums in the dense kernel, which lists do not follow. */
const MOST_LISTED_ROWS = 1024

export interface BackwardContext extends EmitContext {
  readonly sums: GradientSums
  /** Address of the number of records in the batch (float64): activity regularization is a mean over them. */
  readonly records: number
  /** Whether regularizers count. */
  readonly regularized: boolean
}

/** Emits what carries the gradient of the node's value on to its inputs and its parameters. */
export function emitBackward(context: BackwardContext, index: number): void {
  const { builder } = context
  const node = builder.node(index)
  switch (node.op) {
    case 'input':
      return
    case 'conv1d':
      convolutionBackward(context, index, node)
      break
    case 'dense':
      denseBackward(context, index, node)
      break
    case 'activation':
      activationBackward(context, index, node)
      break
    case 'dropout':
      dropoutBackward(context, index, node)
      break
    case 'maxPooling1d':
    case 'averagePooling1d':
    case 'globalMaxPooling1d':
    case 'globalAveragePooling1d':
      poolingBackward(builder, index, node)
      break
    case 'batchNormalization':
      normalizationBackward(context, index, node)
      break
    case 'concatenate':
      concatenateBackward(builder, index, node)
      break
    case 'add':
      for (const input of node.inputs) copyBack(builder, index, input)
      break
    case 'flatten':
      copyBack(builder, index, at(node.inputs, 0))
      break
    case 'activityRegularization':
      activityBackward(context, index, node)
      break
  }
}

/** Words 7 and 8 of the kernels' gradients: where the sums of kernel and bias lie. None where neither is trained. */
function sumWords(sums: GradientSums, { kernel, bias }: Conv1dNode | DenseNode): Record<number, number> | undefined {
  const trained = [kernel, bias].some((parameter) => parameter !== undefined && sums.wants(parameter))
  return trained ? { 7: sums.offset(kernel), 8: bias === undefined ? -1 : sums.offset(bias) } : undefined
}

/** Words 7 and 8 of CONVOLVE for an input's gradient: the turned kernel, and whether dx is written or added to. */
function turnedWords(builder: PlanBuilder, input: number, node: Conv1dNode | DenseNode): Record<number, number> {
  const kernel = builder.store.turned(node.kernel)
  builder.needKernel(kernel)
  return { 7: kernel.address, 8: builder.claimGradient(input) ? 0 : 1 }
}

function convolutionBackward(context: BackwardContext, index: number, node: Conv1dNode): void {
  const { builder } = context
  const input = at(node.inputs, 0)
  const dy = builder.gradient(index)
  const targets = sumWords(context.sums, node)
  const form = builder.winogradForm(index)
  if (targets !== undefined && readsCodes(context, node)) {
    const words = { ...targets, ...codesWords(node, dy), ...codesGradientWords(builder, node, dy) }
    builder.emit(operation('CODES_GRADIENT', { 1: codesForWindow(context, input, node), 4: tensorWords(dy) }, words))
  } else if (builder.spectralForm(index) !== undefined) {
    emitSpectralGradients(builder, index, node, targets)
    return
  } else if (form !== undefined) {
    emitWinogradGradients(builder, index, node, form, targets)
    return
  } else if (targets !== undefined) {
    const x = builder.value(input)
    const lists = node.strides === 1 && dy.rows <= MOST_LISTED_ROWS ? listWords(builder, node, x, dy.rows) : {}
    const words = { ...targets, ...windowWords(node, x, dy), ...lists }
    builder.emit(operation('KERNEL_GRADIENT', { 1: tensorWords(x, -node.left), 4: tensorWords(dy) }, words))
  }
  if (builder.hasGradient(input)) inputGradient(builder, index, node)
}

/** dx is a convolution of dy, spread out by the strides, with the kernel turned around. */
function inputGradient(builder: PlanBuilder, index: number, node: Conv1dNode): void {
  const input = at(node.inputs, 0)
  const dx = builder.gradient(input)
  let dy = builder.gradient(index)
  if (node.strides > 1) {
    const spread = builder.scratch(`spread ${index}`)
    const step = spread.stride * 4
    builder.emit(copyRows(tensorWords(dy), step, tensorWords(spread), step * node.strides, dy.rows, dy.channels, false))
    dy = spread
  }
  const firstRow = node.left - (node.kernelSize - 1) * node.dilationRate
  const window = { ...node, strides: 1 }
  const lists = listWords(builder, window, dy, dx.rows)
  const words = { ...turnedWords(builder, input, node), ...windowWords(window, dy, dx), ...lists }
  builder.emit(operation('CONVOLVE', { 1: tensorWords(dy, firstRow), 4: tensorWords(dx) }, words))
}

function denseBackward({ builder, sums }: BackwardContext, index: number, node: DenseNode): void {
  const dot = builder.dotShape(index)
  const targets = sumWords(sums, node)
  if (dot !== undefined) {
    dotBackward(builder, index, node, dot, targets)
    return
  }
  const input = at(node.inputs, 0)
  const dy = builder.gradient(index)
  if (targets !== undefined) {
    const x = builder.value(input)
    const words = { ...targets, ...denseWords(x, dy) }
    builder.emit(operation('KERNEL_GRADIENT', { 1: tensorWords(x), 4: tensorWords(dy) }, words))
  }
  if (!builder.hasGradient(input)) return
  const dx = builder.gradient(input)
  const words = { ...turnedWords(builder, input, node), ...denseWords(dy, dx) }
  builder.emit(operation('CONVOLVE', { 1: tensorWords(dy), 4: tensorWords(dx) }, words))
}

/** A dense layer of one unit, whose input may keep the padding of its rows. */
function dotBackward(
  builder: PlanBuilder,
  index: number,
  node: DenseNode,
  dot: KernelShape,
  targets: Readonly<Record<number, number>> | undefined,
): void {
  const input = at(node.inputs, 0)
  const dy = tensorWords(builder.gradient(index))
  const vectors = dotVectors(dot)
  if (targets !== undefined) {
    const x = tensorWords(builder.value(input))
    builder.emit(operation('DOT_GRADIENT', { 1: x, 4: dy }, { ...targets, 9: vectors }))
  }
  if (!builder.hasGradient(input)) return
  const kernel = builder.store.packedAs(node.kernel, dot)
  builder.needKernel(kernel)
  const words = { 7: kernel.address, 9: vectors, 15: builder.claimGradient(input) ? 0 : 1 }
  builder.emit(operation('DOT_INPUT', { 4: dy, 12: tensorWords(builder.gradient(input)) }, words))
}

function activationBackward(context: BackwardContext, index: number, node: ActivationNode): void {
  const { builder } = context
  const input = at(node.inputs, 0)
  if (node.activation === 'linear') {
    copyBack(builder, index, input)
    return
  }
  if (!builder.hasGradient(input) || isFusedIntoDropout(builder, index)) return
  const { dx, accumulate } = gradientTarget(builder, index, input)
  const y = needsItsInput(node) ? builder.value(input) : builder.value(index)
  const dy = tensorWords(builder.gradient(index))
  const words = { ...activationWords(context, node, y), 15: accumulate }
  builder.emit(operation('ACTIVATE_GRADIENT', { 1: tensorWords(y), 4: dy, 12: tensorWords(dx) }, words))
}

/** ReLU whose output was overwritten by dropout: the dropout's gradient does both. */
function isFusedIntoDropout(builder: PlanBuilder, index: number): boolean {
  const consumers = at(builder.analysis.consumers, index)
  const next = consumers.length === 1 ? at(consumers, 0) : -1
  return next >= 0 && isRelu(builder.node(index)) && overwritesRelu(builder, next)
}

function overwritesRelu(builder: PlanBuilder, index: number): boolean {
  const node = builder.node(index)
  return isActiveDropout(node, builder.request) && builder.isInPlace(index) && isRelu(builder.node(at(node.inputs, 0)))
}

function dropoutBackward(context: BackwardContext, index: number, node: DropoutNode): void {
  const { builder } = context
  const input = at(node.inputs, 0)
  if (!isActiveDropout(node, builder.request)) {
    copyBack(builder, index, input)
    return
  }
  if (!builder.hasGradient(input)) return
  const dy = builder.gradient(index)
  if (!overwritesRelu(builder, index)) {
    const { dx, accumulate } = gradientTarget(builder, index, input)
    builder.emit(dropoutOperation(context, node, tensorWords(dy), dx, accumulate === 1))
    return
  }
  // Both in one: what ReLU's input gets. It lies where the gradients of the chain lie, or in the relu's own input.
  const source = at(builder.node(input).inputs, 0)
  const { dx, accumulate } = builder.isInPlace(input)
    ? { dx: dy, accumulate: 0 }
    : { dx: builder.gradient(source), accumulate: builder.claimGradient(source) ? 0 : 1 }
  const y = builder.value(index)
  const words = { 8: { float32: 1 / (1 - node.rate) }, 9: y.rows, 10: y.stride / 4, 15: accumulate }
  const tensors = { 1: tensorWords(y), 4: tensorWords(dy), 12: tensorWords(dx) }
  builder.emit(operation('RELU_DROPOUT_GRADIENT', tensors, words))
}

function poolingBackward(builder: PlanBuilder, index: number, node: PoolingNode | GlobalPoolingNode): void {
  const input = at(node.inputs, 0)
  if (!builder.hasGradient(input)) return
  const dx = builder.gradient(input)
  if (builder.claimGradient(input)) {
    builder.emit(operation('FILL_ZERO', { 1: tensorWords(dx) }, { 7: dx.rows * dx.stride * 4 }))
  }
  const [values, words] = poolingArguments(builder, index, node)
  const gradients = { 4: tensorWords(builder.gradient(index)), 13: tensorWords(dx) }
  if (isMaximum(node)) {
    const y = tensorWords(builder.value(index))
    builder.emit(operation('POOL_MAXIMUM_GRADIENT', { ...values, ...gradients, 16: y }, words))
  } else {
    builder.emit(operation('POOL_AVERAGE_GRADIENT', gradients, words))
  }
}

function normalizationBackward(context: BackwardContext, index: number, node: BatchNormalizationNode): void {
  const { builder, sums } = context
  const arrays = context.normalizations.get(index)
  if (arrays === undefined) throw new RangeError(`node ${index} has no statistics`)
  const input = at(node.inputs, 0)
  const x = builder.value(input)
  const dy = builder.gradient(index)
  const byBatch = builder.normalizesByBatch(node)
  const stride = x.stride * 4
  builder.emit(
    operation(
      'NORMALIZE_GRADIENT_SUMS',
      { 1: tensorWords(x), 4: tensorWords(dy) },
      {
        7: arrays.gradientSums,
        8: arrays.sumBytes,
        9: x.rows,
        10: x.channels,
        11: stride,
        12: arrays.backward,
        13: arrays.backward + stride,
      },
    ),
  )
  const targets = {
    ...(node.gamma !== undefined && sums.wants(node.gamma) ? { gamma: sums.addressOfFirstSlice(node.gamma) } : {}),
    ...(node.beta !== undefined && sums.wants(node.beta) ? { beta: sums.addressOfFirstSlice(node.beta) } : {}),
  }
  builder.afterPhase((batch) => arrays.useGradientSums(batch, byBatch, targets))
  if (!builder.hasGradient(input)) return
  if (byBatch) builder.startPhase()
  const { dx, accumulate } = gradientTarget(builder, index, input)
  const words = { 7: arrays.backward, 9: x.rows, 10: x.stride / 4, 15: accumulate }
  const tensors = { 1: tensorWords(x), 4: tensorWords(dy), 12: tensorWords(dx) }
  builder.emit(operation('NORMALIZE_GRADIENT', tensors, words))
}

function concatenateBackward(builder: PlanBuilder, index: number, node: ConcatenateNode): void {
  const dy = builder.gradient(index)
  for (const { input, rowOffset, channelOffset } of concatenatedParts(builder, node)) {
    if (!builder.hasGradient(input)) continue
    const dx = builder.gradient(input)
    const [address, recordBytes, threadBytes] = tensorWords(dy, rowOffset)
    const accumulate = !builder.claimGradient(input)
    const source = [address + channelOffset * 4, recordBytes, threadBytes] as const
    builder.emit(copyRows(source, dy.stride * 4, tensorWords(dx), dx.stride * 4, dx.rows, dx.channels, accumulate))
  }
}

function activityBackward(context: BackwardContext, index: number, node: ActivityRegularizationNode): void {
  const { builder, records } = context
  if (context.regularized) {
    const y = builder.value(index)
    const words = { ...activityWords(node, y), 12: records }
    const tensors = { 1: tensorWords(y), 4: tensorWords(builder.gradient(index)) }
    builder.emit(operation('ACTIVITY_GRADIENT', tensors, words))
  }
  copyBack(builder, index, at(node.inputs, 0))
}

/** Words 7 to 11 of ACTIVITY and ACTIVITY_GRADIENT. */
export function activityWords({ l1, l2 }: ActivityRegularizationNode, y: Tensor) {
  return { 7: y.rows, 8: y.channels, 9: y.stride, 10: { float32: l1 }, 11: { float32: l2 } }
}

/** Where an elementwise operation puts its input's gradient, and whether it adds: in place it overwrites dy. */
function gradientTarget(builder: PlanBuilder, index: number, input: number): { dx: Tensor; accumulate: number } {
  if (builder.isInPlace(index)) return { dx: builder.gradient(index), accumulate: 0 }
  return { dx: builder.gradient(input), accumulate: builder.claimGradient(input) ? 0 : 1 }
}

function copyBack(builder: PlanBuilder, index: number, input: number): void {
  if (builder.isInPlace(index) || !builder.hasGradient(input)) return
  const accumulate = !builder.claimGradient(input)
  builder.emit(copyTensor(builder.gradient(index), builder.gradient(input), accumulate))
}
