import { at } from '../../core/arrays.js'
import { DROPOUT_PURPOSE, dropoutBitCount, dropoutThreshold } from '../dropout.js'
import type {
  ActivationNode,
  AddNode,
  BatchNormalizationNode,
  ConcatenateNode,
  Conv1dNode,
  DenseNode,
  DropoutNode,
  GlobalPoolingNode,
  PoolingNode,
} from '../graph.js'
import { emitCodesConvolution, readsCodes } from './emit-codes.js'
import { type EmitContext, inputOf } from './emit-context.js'
import { emitSpectralConvolution } from './emit-spectral.js'
import { emitWinogradConvolution } from './emit-winograd.js'
import { isActiveDropout } from './graph-analysis.js'
import { type Argument, type Operation, operation } from './operations.js'
import type { PlanBuilder } from './plan-builder.js'
import { codePadding, needsRows } from './plan-memory.js'
import { batchWords, shiftedWords, type Tensor, type TensorWords, tensorWords } from './tensor.js'
import { denseWords, dotVectors, listWords, windowWords } from './window-words.js'

/** Emits what computes the node's value from those of its inputs. */
export function emitForward(context: EmitContext, index: number): void {
  const { builder } = context
  const node = builder.node(index)
  switch (node.op) {
    case 'input':
      emitInput(context, index)
      break
    case 'conv1d':
      emitConvolution(context, index, node)
      break
    case 'dense':
      emitDense(context, index, node)
      break
    case 'activation':
      emitActivation(context, index, node)
      break
    case 'dropout':
      if (isActiveDropout(node, builder.request)) {
        const [x, y] = [builder.value(at(node.inputs, 0)), builder.value(index)]
        builder.emit(dropoutOperation(context, node, tensorWords(x), y, false))
      } else {
        emitCopy(context, index)
      }
      break
    case 'maxPooling1d':
    case 'averagePooling1d':
    case 'globalMaxPooling1d':
    case 'globalAveragePooling1d':
      builder.emit(
        operation(isMaximum(node) ? 'POOL_MAXIMUM' : 'POOL_AVERAGE', ...poolingArguments(builder, index, node)),
      )
      break
    case 'batchNormalization':
      emitNormalization(context, index, node)
      break
    case 'concatenate':
      emitConcatenate(context, index, node)
      break
    case 'add':
      emitAdd(context, index, node)
      break
    case 'flatten':
    case 'activityRegularization':
      emitCopy(context, index)
      break
  }
}

function emitInput(context: EmitContext, index: number): void {
  const { builder } = context
  const input = inputOf(context, index)
  const source = batchWords(input.address, input.recordBytes)
  if (input.kind === 'floats') {
    const y = builder.value(index)
    builder.emit(copyRows(source, y.channels * 4, tensorWords(y), y.stride * 4, y.rows, y.channels, false))
    return
  }
  const { before, length, after } = codePadding(builder.graph, builder.analysis, index)
  const codes = tensorWords(builder.scratch(`codes ${index}`))
  builder.emit(operation('LOAD_CODES', { 1: source, 4: codes }, { 7: length, 8: before, 9: after }))
  if (needsRows(builder.graph, builder.analysis, index)) {
    builder.emit(
      operation(
        'EXPAND_CODES',
        { 1: shiftedWords(codes, before), 4: tensorWords(builder.value(index)) },
        { 7: length },
      ),
    )
  }
}

function emitConvolution(context: EmitContext, index: number, node: Conv1dNode): void {
  const { builder } = context
  const input = at(node.inputs, 0)
  const y = builder.value(index)
  const bias = node.bias === undefined ? 0 : builder.store.get(node.bias).address
  if (readsCodes(context, node)) {
    emitCodesConvolution(context, index, node, bias)
    return
  }
  if (builder.spectralForm(index) !== undefined) {
    emitSpectralConvolution(builder, index, node, bias)
    return
  }
  const form = builder.winogradForm(index)
  if (form !== undefined) {
    emitWinogradConvolution(builder, index, node, form, bias)
    return
  }
  const x = builder.value(input)
  const kernel = builder.store.packed(node.kernel, x.stride)
  builder.needKernel(kernel)
  const words = { 7: kernel.address, 8: bias, ...windowWords(node, x, y), ...listWords(builder, node, x, y.rows) }
  builder.emit(operation('CONVOLVE', { 1: tensorWords(x, -node.left), 4: tensorWords(y) }, words))
}

function emitDense({ builder }: EmitContext, index: number, node: DenseNode): void {
  const bias = node.bias === undefined ? 0 : builder.store.get(node.bias).address
  const y = builder.value(index)
  const dot = builder.dotShape(index)
  const x = builder.value(at(node.inputs, 0))
  if (dot !== undefined) {
    const kernel = builder.store.packedAs(node.kernel, dot)
    builder.needKernel(kernel)
    const words = { 7: kernel.address, 8: bias, 9: dotVectors(dot) }
    builder.emit(operation('DOT', { 1: tensorWords(x), 4: tensorWords(y) }, words))
    return
  }
  const kernel = builder.store.packed(node.kernel, x.stride)
  builder.needKernel(kernel)
  const words = { 7: kernel.address, 8: bias, ...denseWords(x, y) }
  builder.emit(operation('CONVOLVE', { 1: tensorWords(x), 4: tensorWords(y) }, words))
}

const ACTIVATION_CONSTANTS = {
  linear: 'LINEAR',
  relu: 'RELU',
  sigmoid: 'SIGMOID',
  tanh: 'TANH',
  softmax: 'SOFTMAX',
  elu: 'ELU',
  exponential: 'EXPONENTIAL',
  softplus: 'SOFTPLUS',
  gelu: 'GELU',
  leakyRelu: 'LEAKY_RELU',
  silu: 'SILU',
  selu: 'SELU',
  softsign: 'SOFTSIGN',
  relu6: 'RELU6',
  hardSigmoid: 'HARD_SIGMOID',
} as const

function emitActivation(context: EmitContext, index: number, node: ActivationNode): void {
  const { builder } = context
  if (node.activation === 'linear') {
    emitCopy(context, index)
    return
  }
  const input = at(node.inputs, 0)
  if (builder.fusesRelu(input)) return
  const x = builder.value(input)
  const y = builder.value(index)
  builder.emit(operation('ACTIVATE', { 1: tensorWords(x), 4: tensorWords(y) }, activationWords(context, node, y)))
}

/** Words 7 to 11 of ACTIVATE and ACTIVATE_GRADIENT. Defaults of alpha: Keras'. */
export function activationWords({ constant }: EmitContext, node: ActivationNode, y: Tensor): Record<number, Argument> {
  const alpha = node.alpha ?? (node.activation === 'leakyRelu' ? 0.2 : 1)
  const kind = constant(ACTIVATION_CONSTANTS[node.activation])
  return { 7: kind, 8: { float32: alpha }, 9: y.rows, 10: y.channels, 11: y.stride }
}

const GRANULARITY = { element: 0, channel: 1, position: 2 } as const

/** Dropout of values, or of gradients with the same mask. */
export function dropoutOperation(
  { seed, step }: EmitContext,
  node: DropoutNode,
  x: TensorWords,
  y: Tensor,
  accumulate: boolean,
): Operation {
  const key = node.seed ?? seed
  return operation(
    'DROPOUT',
    { 1: x, 4: tensorWords(y) },
    {
      7: dropoutThreshold(node.rate),
      8: { float32: 1 / (1 - node.rate) },
      9: y.rows,
      10: y.stride / 4,
      11: GRANULARITY[node.granularity],
      12: (DROPOUT_PURPOSE + node.stream) | 0,
      13: key | 0,
      14: Math.floor(key / 2 ** 32) | 0,
      15: accumulate ? 1 : 0,
      16: step,
      17: dropoutBitCount(node.rate),
    },
  )
}

export function isMaximum(node: PoolingNode | GlobalPoolingNode): boolean {
  return node.op === 'maxPooling1d' || node.op === 'globalMaxPooling1d'
}

/** Tensors x and y, and words 7 to 12, of the pooling kernels. Global pooling is one window over everything. */
export function poolingArguments(
  builder: PlanBuilder,
  index: number,
  node: PoolingNode | GlobalPoolingNode,
): [Record<number, TensorWords>, Record<number, number>] {
  const x = builder.value(at(node.inputs, 0))
  const y = builder.value(index)
  const window = 'poolSize' in node ? node : { poolSize: x.rows, strides: x.rows, left: 0 }
  const words = { 7: y.rows, 8: window.poolSize, 9: window.strides, 10: window.left, 11: x.rows, 12: x.stride / 4 }
  return [{ 1: tensorWords(x), 4: tensorWords(y) }, words]
}

function emitNormalization(context: EmitContext, index: number, node: BatchNormalizationNode): void {
  const { builder } = context
  const arrays = context.normalizations.get(index)
  if (arrays === undefined) throw new RangeError(`node ${index} has no statistics`)
  const x = builder.value(at(node.inputs, 0))
  const y = builder.value(index)
  if (builder.normalizesByBatch(node)) {
    const words = { 7: arrays.sums, 8: arrays.sumBytes, 9: x.rows, 10: x.channels, 11: x.stride * 4 }
    builder.emit(operation('NORMALIZE_SUMS', { 1: tensorWords(x) }, words))
    builder.afterPhase((batch) => arrays.useBatch(batch))
    builder.startPhase()
  }
  const words = { 7: arrays.forward, 9: y.rows, 10: y.stride / 4, 11: builder.fusesRelu(index) ? 1 : 0 }
  builder.emit(operation('NORMALIZE', { 1: tensorWords(x), 4: tensorWords(y) }, words))
}

function emitConcatenate({ builder }: EmitContext, index: number, node: ConcatenateNode): void {
  const y = builder.value(index)
  for (const { input, rowOffset, channelOffset } of concatenatedParts(builder, node)) {
    const x = builder.value(input)
    const target = shiftedWords(tensorWords(y, rowOffset), channelOffset * 4)
    builder.emit(copyRows(tensorWords(x), x.stride * 4, target, y.stride * 4, x.rows, x.channels, false))
  }
}

function emitAdd({ builder }: EmitContext, index: number, { inputs }: AddNode): void {
  const z = builder.value(index)
  const [x, y, ...others] = inputs.map((input) => builder.value(input))
  if (x === undefined) throw new RangeError('a sum of nothing')
  if (y === undefined) {
    builder.emit(copyTensor(x, z, false))
    return
  }
  const tensors = { 1: tensorWords(x), 4: tensorWords(y), 12: tensorWords(z) }
  builder.emit(operation('ADD', tensors, { 7: z.rows * z.stride * 4 }))
  for (const other of others) builder.emit(copyTensor(other, z, true))
}

/** Where each input of a concatenation begins. */
export function concatenatedParts(
  builder: PlanBuilder,
  node: ConcatenateNode,
): { input: number; rowOffset: number; channelOffset: number }[] {
  let rowOffset = 0
  let channelOffset = 0
  return node.inputs.map((input) => {
    const part = { input, rowOffset, channelOffset }
    const { rows, channels } = builder.value(input)
    if (node.axis === 'length') rowOffset += rows
    else channelOffset += channels
    return part
  })
}

/** The same numbers in memory of their own, unless they stay where they are. */
function emitCopy({ builder }: EmitContext, index: number): void {
  if (builder.isInPlace(index)) return
  builder.emit(copyTensor(builder.value(at(builder.node(index).inputs, 0)), builder.value(index), false))
}

/** Copies or adds one tensor to another that has as many numbers, perhaps in another shape (Flatten). */
export function copyTensor(x: Tensor, y: Tensor, accumulate: boolean): Operation {
  if (x.rows === y.rows)
    return copyRows(tensorWords(x), x.stride * 4, tensorWords(y), y.stride * 4, x.rows, x.channels, accumulate)
  const [rows, channels] = x.rows > y.rows ? [x.rows, x.channels] : [y.rows, y.channels]
  const [xRow, yRow] = x.rows > y.rows ? [x.stride, channels] : [channels, y.stride]
  return copyRows(tensorWords(x), xRow * 4, tensorWords(y), yRow * 4, rows, channels, accumulate)
}

export function copyRows(
  x: TensorWords,
  xRowStep: number,
  y: TensorWords,
  yRowStep: number,
  rows: number,
  floats: number,
  accumulate: boolean,
): Operation {
  return operation('COPY', { 1: x, 4: y }, { 7: rows, 8: xRowStep, 9: yRowStep, 10: floats, 11: accumulate ? 1 : 0 })
}
