import { at } from '../../core/arrays.js'
import type { Conv1dNode, LayerGraph } from '../graph.js'
import type { SpectralChoice } from './spectral-form.js'
import { paddedChannels, rowsAndChannels } from './tensor.js'

/** How a convolution of three taps is cut into tiles of four rows (kernels' winograd.ts). */
export interface WinogradForm {
  /** The first row of each tile of a record: rows `dilationRate` apart follow, and tiles those rows' order. */
  readonly firstRows: readonly number[]
}

const TAPS = 3
const TILE_ROWS = 4
const POINTS = 6
/** Cost of bringing a vector of channels to the six points, or back: so many vector multiply-adds a tile, as measured. */
const TRANSFORM_COST = 12
/** A tile must be so much cheaper than the direct sums, which profit from zeros. */
const WORTH = 0.7

/**
 * The tiles of a convolution of three taps, or undefined where other ways are better. A model's own input of floats is
 * convolved directly, as exactly as can be.
 */
export function winogradForm(graph: LayerGraph, node: Conv1dNode, choice: SpectralChoice): WinogradForm | undefined {
  const source = at(graph.nodes, at(node.inputs, 0))
  const { rows } = rowsAndChannels(node.shape)
  const { kernelSize, strides, dilationRate, groups } = node
  if (kernelSize !== TAPS || strides > 1 || groups > 1 || dilationRate > rows) return undefined
  const firstRows = tileRows(rows, dilationRate)
  if (choice === 'winograd') return { firstRows }
  if (choice !== 'auto' || source.op === 'input') return undefined
  const x = paddedChannels(rowsAndChannels(source.shape).channels)
  const y = paddedChannels(node.filters) / 4
  const cost = firstRows.length * (POINTS * x * y + (x / 4 + y) * TRANSFORM_COST)
  return cost < WORTH * rows * TAPS * x * y ? { firstRows } : undefined
}

function tileRows(rows: number, dilation: number): number[] {
  const firsts: number[] = []
  for (let phase = 0; phase < dilation; phase++) {
    for (let row = phase; row < rows; row += TILE_ROWS * dilation) firsts.push(row)
  }
  return firsts
}
