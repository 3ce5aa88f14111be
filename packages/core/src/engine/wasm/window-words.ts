import type { KernelShape } from './parameter-store.js'
import type { PlanBuilder } from './plan-builder.js'
import { paddedChannels, type Tensor } from './tensor.js'

/** Words 9 to 17 of CONVOLVE and KERNEL_GRADIENT. Taps without gaps are one run of memory. */
export function windowWords(node: Window, x: Tensor, y: Tensor): Record<number, number> {
  const row = x.stride * 4
  const gapless = node.dilationRate === 1
  return {
    9: y.rows,
    10: row * node.strides,
    11: gapless ? 1 : node.kernelSize,
    12: gapless ? 0 : row * node.dilationRate,
    13: gapless ? x.stride * node.kernelSize : x.stride,
    14: gapless ? 0 : x.stride * y.stride * 4,
    15: y.stride / 4,
    16: y.stride * 4,
    17: 0,
    18: x.stride,
  }
}

interface Window {
  readonly kernelSize: number
  readonly dilationRate: number
  readonly strides: number
}

/** Rows of x, or bases, under `rows` windows. */
export function coveredRows({ kernelSize, dilationRate, strides }: Window, rows: number): number {
  return (rows - 1) * strides + (kernelSize - 1) * dilationRate + 1
}

/** Words 19 to 21 of CONVOLVE and KERNEL_GRADIENT, where the zeros of x may be left out; of CODES_GRADIENT always. */
export function listWords(
  builder: PlanBuilder,
  window: Window,
  x: Tensor | 'codes',
  rows: number,
): Record<number, number> {
  const covered = coveredRows(window, rows)
  const codes = x === 'codes'
  const { address, threadBytes } = builder.listArea(covered, codes ? 4 : x.stride, codes)
  return { 19: address, 20: threadBytes, 21: covered }
}

/** Words 9 to 17 for a dense layer: positions are rows, or records where there is one position. */
export function denseWords(x: Tensor, y: Tensor): Record<number, number> {
  const words = windowWords({ kernelSize: 1, dilationRate: 1, strides: 1 }, x, y)
  return { ...words, 17: y.rows === 1 ? 1 : 0 }
}

/** Vectors of a record whose rows, padded, meet the weights of one unit. */
export function dotVectors({ taps, filters }: KernelShape): number {
  return (taps * paddedChannels(filters)) / 4
}
