import type { Padding } from '../engine/graph.js'

/** A window that slides along the length: a convolution's kernel or a pool. */
export interface SlidingWindow {
  readonly size: number
  readonly strides: number
  readonly dilationRate: number
  readonly padding: Padding
}

/** Positions that the window reaches over, from its first to its last. */
export function windowExtent(window: SlidingWindow): number {
  return (window.size - 1) * window.dilationRate + 1
}

/**
 * Output length and the number of positions added before the first, by TensorFlow's rules: `same` gives
 * ceil(length / strides) with the smaller half of the padding on the left, `causal` the same length with all of it on
 * the left, `valid` only windows that lie inside (length 0 or less where there is none).
 */
export function slide(length: number, window: SlidingWindow): { readonly length: number; readonly left: number } {
  const extent = windowExtent(window)
  const full = Math.ceil(length / window.strides)
  switch (window.padding) {
    case 'valid':
      return { length: Math.ceil((length - extent + 1) / window.strides), left: 0 }
    case 'same':
      return { length: full, left: Math.floor(Math.max((full - 1) * window.strides + extent - length, 0) / 2) }
    case 'causal':
      return { length: full, left: extent - 1 }
  }
}
