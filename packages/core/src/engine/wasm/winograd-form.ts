import { at } from '../../core/arrays.js'
import type { Conv1dNode, LayerGraph } from '../graph.js'
import { type ConvolutionChoice, readsOwnInput } from './convolution-choice.js'
import type { PlanRequest } from './graph-analysis.js'
import { paddedChannels, rowsAndChannels } from './tensor.js'

/** How a convolution of three taps is cut into tiles of four rows (kernels' winograd.ts). */
export interface WinogradForm {
  /** The first row of each tile of a record: rows `dilationRate` apart follow, and tiles those rows' order. */
  readonly firstRows: readonly number[]
}

const TAPS = 3
const TILE_ROWS = 4
/** Points at which the products of a tile are taken. */
export const POINTS = 6
/** Cost of bringing a vector of channels to the six points, or back: so many vector multiply-adds a tile, as measured. */
const TRANSFORM_COST = 12
/**
 * Tiles must be so much cheaper than the direct sums, which leave out zeros: those of ReLU are in this number; of the zeros of
 * dropout at a rate r the direct sums take sqrt(1 - r) of the time, as measured.
 */
const WORTH = 0.7

/** Bytes of a kernel at the points. */
export function pointBytes(graph: LayerGraph, node: Conv1dNode): number {
  const { channels } = rowsAndChannels(at(graph.nodes, at(node.inputs, 0)).shape)
  return POINTS * paddedChannels(channels) * paddedChannels(node.filters) * 4
}

/** The tiles of a convolution of three taps, or undefined where other ways are better. */
export function winogradForm(
  graph: LayerGraph,
  node: Conv1dNode,
  choice: ConvolutionChoice,
  request: PlanRequest,
): WinogradForm | undefined {
  const source = at(graph.nodes, at(node.inputs, 0))
  const { rows } = rowsAndChannels(node.shape)
  const { kernelSize, strides, dilationRate, groups } = node
  if (choice === 'direct' || choice === 'spectral') return undefined
  if (kernelSize !== TAPS || strides > 1 || groups > 1 || dilationRate > rows) return undefined
  const firstRows = tileRows(rows, dilationRate)
  if (choice === 'winograd') return { firstRows }
  if (readsOwnInput(graph, node)) return undefined
  const x = paddedChannels(rowsAndChannels(source.shape).channels)
  const y = paddedChannels(node.filters) / 4
  const direct = rows * TAPS * x * y * (source.op === 'dropout' && request.training ? Math.sqrt(1 - source.rate) : 1)
  const cost = firstRows.length * (POINTS * x * y + (x / 4 + y) * TRANSFORM_COST)
  return cost < WORTH * direct ? { firstRows } : undefined
}

function tileRows(rows: number, dilation: number): number[] {
  const firsts: number[] = []
  for (let phase = 0; phase < dilation; phase++) {
    for (let row = phase; row < rows; row += TILE_ROWS * dilation) firsts.push(row)
  }
  return firsts
}
