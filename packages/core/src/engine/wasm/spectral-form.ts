import { at } from '../../core/arrays.js'
import type { Conv1dNode, LayerGraph } from '../graph.js'
import { type ConvolutionChoice, readsOwnInput } from './convolution-choice.js'
import { exponentOfTwo } from './fourier-tables.js'
import { paddedChannels, rowsAndChannels } from './tensor.js'

/** How a convolution is cut into tiles whose spectra are multiplied (kernels' spectrum.ts). */
export interface SpectralForm {
  /** Rows of a tile: N. */
  readonly size: number
  /** Tiles of a record: as many for each of the rows that a dilated kernel begins with. */
  readonly tiles: number
  /** New rows that a tile gives: N - taps + 1. */
  readonly step: number
}

/** Rows that a tile may have. */
export const SIZES: readonly number[] = [16, 32, 64, 128, 256, 512]
/** A tile's spectra must be so much cheaper than the direct sums, which profit from zeros. */
const WORTH = 0.71
/** Cost of a transform of N rows of four channels: this times N log2 N vector multiply-adds, as measured. */
const TRANSFORM_COST = 1.4
/**
 * Cost of a kernel's spectrum for every slice: packed, read, and its gradient's transformed back; this times its numbers,
 * shared by the slice's records.
 */
const SPECTRUM_COST = 16
const FEWEST_RECORDS = 4
/** Channels whose real and imaginary parts are one block of a sum (kernels' convolution.ts). */
const FEW_CHANNELS = 32
/** A kernel's spectrum may take so much. There are up to five such arrays, and one on every thread. */
const MOST_SPECTRUM_BYTES = 48 * 2 ** 20

/** Bytes of a kernel's spectrum, as SPECTRAL_PRODUCT reads it. */
export function spectrumBytes(graph: LayerGraph, node: Conv1dNode, { size }: SpectralForm): number {
  const { channels } = rowsAndChannels(at(graph.nodes, at(node.inputs, 0)).shape)
  return size * paddedChannels(channels) * paddedChannels(node.filters) * 8
}

/**
 * Whether three real products for a complex one (Gauss) are faster than four: the kernel for few channels takes whole columns
 * of 16 filters.
 */
export function hasThreeProducts(channels: number, filters: number): boolean {
  return channels > FEW_CHANNELS || paddedChannels(filters) % 16 === 0
}

/**
 * The cheapest tiles for a convolution of floats in slices of so many records, or undefined where direct sums are better.
 */
export function spectralForm(
  graph: LayerGraph,
  node: Conv1dNode,
  choice: ConvolutionChoice,
  sliceRecords: number,
): SpectralForm | undefined {
  if (choice === 'direct' || node.strides > 1 || node.groups > 1) return undefined
  if (choice !== 'spectral' && readsOwnInput(graph, node)) return undefined
  const { channels } = rowsAndChannels(at(graph.nodes, at(node.inputs, 0)).shape)
  const { rows } = rowsAndChannels(node.shape)
  const x = paddedChannels(channels)
  const y = paddedChannels(node.filters) / 4
  const taps = node.kernelSize
  const products = hasThreeProducts(channels, node.filters) ? 3 : 4
  const direct = choice === 'spectral' ? Number.POSITIVE_INFINITY : rows * taps * x * y
  let best: SpectralForm | undefined
  let least = direct * WORTH
  for (const size of SIZES) {
    const step = size - taps + 1
    if (step < 1 || size * x * y * 32 > MOST_SPECTRUM_BYTES) continue
    const tiles = node.dilationRate * Math.ceil(Math.ceil(rows / node.dilationRate) / step)
    const shared = (SPECTRUM_COST * size * x * y) / Math.max(sliceRecords, FEWEST_RECORDS)
    const transforms = (x / 4 + y) * TRANSFORM_COST * size * exponentOfTwo(size)
    const cost = tiles * ((size / 2) * products * x * y + transforms) + shared
    if (cost >= least) continue
    best = { size, tiles, step }
    least = cost
  }
  return best
}
