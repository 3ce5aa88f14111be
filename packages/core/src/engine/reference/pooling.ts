import type { GlobalPoolingNode, PoolingNode } from '../graph.js'
import { type Activation, extent, type Operation } from './operation.js'
import { type Tap, windowTaps } from './window.js'

/** The largest or the mean of the real positions in each window, channel by channel. */
export function pooling(node: PoolingNode, x: Activation, count: number): Operation {
  const { length } = extent(node.shape)
  const window = { size: node.poolSize, strides: node.strides, dilationRate: 1, left: node.left }
  const taps = windowTaps(window, x.length, length)
  return node.op === 'maxPooling1d' ? maximum(taps, x, length, count) : average(taps, x, length, count)
}

/** The same with one window that covers the whole length. */
export function globalPooling(node: GlobalPoolingNode, x: Activation, count: number): Operation {
  const taps = windowTaps({ size: x.length, strides: 1, dilationRate: 1, left: 0 }, x.length, 1)
  return node.op === 'globalMaxPooling1d' ? maximum(taps, x, 1, count) : average(taps, x, 1, count)
}

/** The first of equal values wins, and a NaN wins over everything: it must not vanish. */
function maximum(taps: readonly Tap[], x: Activation, length: number, count: number): Operation {
  const output = new Float64Array(count * length * x.channels).fill(Number.NEGATIVE_INFINITY)
  const winners = new Int32Array(output.length).fill(-1)
  for (let n = 0; n < count; n++) {
    for (const tap of taps) {
      for (let c = 0; c < x.channels; c++) {
        const from = (n * x.length + tap.input) * x.channels + c
        const to = (n * length + tap.output) * x.channels + c
        const value = x.values[from] ?? 0
        const best = output[to] ?? 0
        const first = winners[to] === -1
        if (first || value > best || (Number.isNaN(value) && !Number.isNaN(best))) {
          output[to] = value
          winners[to] = from
        }
      }
    }
  }
  function backward(dy: Float64Array) {
    const dx = new Float64Array(x.values.length)
    for (let i = 0; i < dy.length; i++) {
      const winner = winners[i] ?? 0
      dx[winner] = (dx[winner] ?? 0) + (dy[i] ?? 0)
    }
    return { inputs: [dx] }
  }
  return { output, backward }
}

/** Padding does not count: a window is divided by the number of real positions in it. */
function average(taps: readonly Tap[], x: Activation, length: number, count: number): Operation {
  const covered = new Float64Array(length)
  for (const tap of taps) covered[tap.output] = (covered[tap.output] ?? 0) + 1
  const output = new Float64Array(count * length * x.channels)
  for (let n = 0; n < count; n++) {
    for (const tap of taps) {
      for (let c = 0; c < x.channels; c++) {
        const to = (n * length + tap.output) * x.channels + c
        const value = x.values[(n * x.length + tap.input) * x.channels + c] ?? 0
        output[to] = (output[to] ?? 0) + value / (covered[tap.output] ?? 1)
      }
    }
  }
  function backward(dy: Float64Array) {
    const dx = new Float64Array(x.values.length)
    for (let n = 0; n < count; n++) {
      for (const tap of taps) {
        for (let c = 0; c < x.channels; c++) {
          const from = (n * x.length + tap.input) * x.channels + c
          const gradient = dy[(n * length + tap.output) * x.channels + c] ?? 0
          dx[from] = (dx[from] ?? 0) + gradient / (covered[tap.output] ?? 1)
        }
      }
    }
    return { inputs: [dx] }
  }
  return { output, backward }
}
