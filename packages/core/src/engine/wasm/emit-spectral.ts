import { at } from '../../core/arrays.js'
import type { Conv1dNode } from '../graph.js'
import type { FourierTable } from './fourier-tables.js'
import { operation } from './operations.js'
import type { PackedKernel } from './parameter-store.js'
import type { PlanBuilder } from './plan-builder.js'
import { hasThreeProducts, type SpectralForm } from './spectral-form.js'
import { type Tensor, type TensorWords, tensorWords } from './tensor.js'

/** Gap between frequencies, in bytes (kernels' spectrum.ts). */
const LINE = 64
/** Vectors that are transformed side by side (kernels' fourier.ts). */
const GROUP = 4

/** A convolution as a product of spectra: the kernel's, and those of the tiles of x. */
export function emitSpectralConvolution(builder: PlanBuilder, index: number, node: Conv1dNode, bias: number): void {
  const form = formOf(builder, index)
  const input = at(node.inputs, 0)
  const [x, y] = [builder.value(input), builder.value(index)]
  const table = builder.tables.get(form.size)
  const kernel = builder.store.packed(node.kernel, x.stride)
  const spectrum = builder.store.spectrum(node.kernel, x.stride, table)
  builder.needKernel(kernel)
  builder.needKernel(spectrum)
  const source = spectrumOfInput(builder, index, x, form)
  const target = spectrumArea(builder, 'spectrum out', y, form)
  const product = productWords(builder, spectrum, x, y, form, hasThreeProducts(x.channels, y.channels))
  builder.emit(
    operation('SPECTRUM', { 1: tensorWords(x), 4: source }, inputWords(builder, node, x, form, table)),
    operation('SPECTRAL_PRODUCT', { 1: source, 4: target }, product),
    operation(
      'FROM_SPECTRUM',
      { 1: tensorWords(y), 4: target, 22: tensorWords(x) },
      {
        ...transformWords(builder, y, node, form, table),
        8: 0,
        10: form.step,
        18: bias,
        20: builder.fusesRelu(index) ? 1 : 0,
        21: node.kernelSize,
        25: x.rows,
        26: x.stride / 4,
        27: node.left,
      },
    ),
  )
}

/**
 * The gradients of a spectral convolution: the kernel's sums, at word 7 and 8 of `targets` as for KERNEL_GRADIENT, and
 * that of its input.
 */
export function emitSpectralGradients(
  builder: PlanBuilder,
  index: number,
  node: Conv1dNode,
  targets: Readonly<Record<number, number>> | undefined,
): void {
  const form = formOf(builder, index)
  const input = at(node.inputs, 0)
  const dy = builder.gradient(index)
  const table = builder.tables.get(form.size)
  const gradients = spectrumArea(builder, 'spectrum of gradients', dy, form)
  const words = { ...transformWords(builder, dy, node, form, table), 8: 0, 10: form.step }
  builder.emit(operation('SPECTRUM', { 1: tensorWords(dy), 4: gradients }, words))
  if (targets !== undefined) kernelGradient(builder, index, node, targets, gradients)
  if (builder.hasGradient(input)) inputGradient(builder, node, form, dy, gradients)
}

function kernelGradient(
  builder: PlanBuilder,
  index: number,
  node: Conv1dNode,
  targets: Readonly<Record<number, number>>,
  gradients: TensorWords,
): void {
  const form = formOf(builder, index)
  const x = builder.value(at(node.inputs, 0))
  const dy = builder.gradient(index)
  const table = builder.tables.get(form.size)
  const source = spectrumOfInput(builder, index, x, form)
  if (!builder.keepsSpectra) {
    builder.emit(operation('SPECTRUM', { 1: tensorWords(x), 4: source }, inputWords(builder, node, x, form, table)))
  }
  const products = builder.threadArea(`products ${index}`, (form.size / 2) * 3 * x.stride * dy.stride * 4)
  const words = {
    ...targets,
    9: form.size / 2,
    10: form.tiles,
    11: x.stride / 4,
    12: dy.stride / 4,
    16: node.kernelSize,
    17: table.cosines,
    21: dy.rows,
  }
  const work = builder.threadArea('pairs of frequencies', (form.size / 4 + 1) * 128)
  const rows = builder.tileRecords * form.tiles
  const sums = builder.threadArea('sums of parts', rows * (x.stride + 2 * dy.stride) * 4)
  const tensors = { 1: source, 4: gradients, 13: products, 18: tensorWords(dy), 22: work, 25: sums }
  builder.emit(operation('SPECTRAL_GRADIENT', tensors, words))
}

/** dx is the sum of overlapping tiles: each tile of dy reaches taps - 1 rows further. */
function inputGradient(
  builder: PlanBuilder,
  node: Conv1dNode,
  form: SpectralForm,
  dy: Tensor,
  gradients: TensorWords,
): void {
  const input = at(node.inputs, 0)
  const dx = builder.gradient(input)
  const table = builder.tables.get(form.size)
  const kernel = builder.store.packed(node.kernel, dx.stride)
  const spectrum = builder.store.spectrum(node.kernel, dx.stride, table)
  const turned = builder.store.spectrumTurned(node.kernel, dx.stride, table)
  for (const needed of [kernel, spectrum, turned]) builder.needKernel(needed)
  const target = spectrumArea(builder, 'spectrum out', dx, form)
  const accumulate = builder.claimGradient(input) ? 0 : 1
  const product = productWords(builder, turned, dy, dx, form, hasThreeProducts(dy.channels, dx.channels))
  builder.emit(
    operation('SPECTRAL_PRODUCT', { 1: gradients, 4: target }, product),
    operation(
      'FROM_SPECTRUM',
      { 1: tensorWords(dx), 4: target },
      { ...inputWords(builder, node, dx, form, table), 18: accumulate, 19: node.kernelSize - 1 },
    ),
  )
}

function formOf(builder: PlanBuilder, index: number): SpectralForm {
  const form = builder.spectralForm(index)
  if (form === undefined) throw new RangeError(`node ${index} is not convolved by spectra`)
  return form
}

/** The spectrum of x stays until the kernel's gradient needs it, where a tile goes all the way. */
function spectrumOfInput(builder: PlanBuilder, index: number, x: Tensor, form: SpectralForm): TensorWords {
  return spectrumArea(builder, builder.keepsSpectra ? `spectrum ${index}` : 'spectrum in', x, form)
}

function spectrumArea(builder: PlanBuilder, name: string, { stride }: Tensor, form: SpectralForm): TensorWords {
  const records = builder.tileRecords * form.tiles * 2 * stride * 4
  return builder.threadArea(name, (form.size / 2) * (records + LINE))
}

/** Words 7 to 17 and 28 of SPECTRUM and FROM_SPECTRUM but for 8 and 10. */
function transformWords(
  builder: PlanBuilder,
  rows: Tensor,
  { dilationRate }: Conv1dNode,
  form: SpectralForm,
  table: FourierTable,
): Record<number, number> {
  const [work, , workBytes] = builder.threadArea('rows of a tile', (2 * form.size + 1) * GROUP * 16)
  return {
    7: rows.rows,
    9: form.step,
    11: form.tiles,
    12: form.size,
    13: rows.stride / 4,
    14: table.address,
    15: table.bytes,
    16: work,
    17: workBytes,
    28: dilationRate,
  }
}

/** Tiles of x, and of its gradient: whole ones, which begin where the first window does. */
function inputWords(
  builder: PlanBuilder,
  node: Conv1dNode,
  x: Tensor,
  form: SpectralForm,
  table: FourierTable,
): Record<number, number> {
  return { ...transformWords(builder, x, node, form, table), 8: node.left, 10: form.size }
}

function productWords(
  builder: PlanBuilder,
  spectrum: PackedKernel,
  x: Tensor,
  y: Tensor,
  form: SpectralForm,
  three: boolean,
): Record<number, number> {
  const words = { 8: form.size / 2, 9: form.tiles, 10: x.stride / 4, 11: y.stride / 4, 12: x.channels }
  if (!three) return { ...words, 7: spectrum.address }
  const planes = builder.store.threePlanes(spectrum, form.size)
  builder.needKernel(planes)
  const rows = builder.tileRecords * form.tiles
  const [sums, , sumBytes] = builder.threadArea('real plus imaginary parts', rows * x.stride * 4)
  return { ...words, 7: planes.address, 13: sums, 14: sumBytes }
}
