import type { Conv1dNode } from '../graph.js'
import { type Activation, extent, type Operation, type ParameterValues } from './operation.js'
import { windowTaps } from './window.js'

/**
 * y[n, l, f] = bias[f] + sum over taps t and channels c of f's group: x[n, l * strides + t * dilationRate - left, c] *
 * kernel[t, c, f]. Filters are dealt to groups in order; channel c of the kernel is the c-th of the group.
 */
export function conv1d(
  node: Conv1dNode,
  x: Activation,
  kernel: Float64Array,
  bias: Float64Array | undefined,
  count: number,
): Operation {
  const { length: outputLength, channels: filters } = extent(node.shape)
  const { kernelSize: size, strides, dilationRate, left, groups } = node
  const taps = windowTaps({ size, strides, dilationRate, left }, x.length, outputLength)
  const groupChannels = x.channels / groups
  const groupFilters = filters / groups

  const output = new Float64Array(count * outputLength * filters)
  if (bias !== undefined) for (let i = 0; i < output.length; i++) output[i] = bias[i % filters] ?? 0
  for (let n = 0; n < count; n++) {
    for (const tap of taps) {
      const yRow = (n * outputLength + tap.output) * filters
      for (let channel = 0; channel < x.channels; channel++) {
        const value = x.values[(n * x.length + tap.input) * x.channels + channel] ?? 0
        const kernelRow = (tap.tap * groupChannels + (channel % groupChannels)) * filters
        const first = Math.floor(channel / groupChannels) * groupFilters
        for (let f = first; f < first + groupFilters; f++) {
          output[yRow + f] = (output[yRow + f] ?? 0) + value * (kernel[kernelRow + f] ?? 0)
        }
      }
    }
  }

  function backward(dy: Float64Array) {
    const dx = new Float64Array(x.values.length)
    const dKernel = new Float64Array(kernel.length)
    for (let n = 0; n < count; n++) {
      for (const tap of taps) {
        const yRow = (n * outputLength + tap.output) * filters
        for (let channel = 0; channel < x.channels; channel++) {
          const xIndex = (n * x.length + tap.input) * x.channels + channel
          const value = x.values[xIndex] ?? 0
          const kernelRow = (tap.tap * groupChannels + (channel % groupChannels)) * filters
          const first = Math.floor(channel / groupChannels) * groupFilters
          let sum = 0
          for (let f = first; f < first + groupFilters; f++) {
            const gradient = dy[yRow + f] ?? 0
            sum += gradient * (kernel[kernelRow + f] ?? 0)
            dKernel[kernelRow + f] = (dKernel[kernelRow + f] ?? 0) + gradient * value
          }
          dx[xIndex] = (dx[xIndex] ?? 0) + sum
        }
      }
    }
    const parameters: ParameterValues[] = [{ parameter: node.kernel, values: dKernel }]
    if (node.bias !== undefined) parameters.push({ parameter: node.bias, values: sumOfRows(dy, filters) })
    return { inputs: [dx], parameters }
  }
  return { output, backward }
}

/** The sum over all rows of `width` values: the gradient of a bias that every row shares. */
export function sumOfRows(values: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(width)
  for (let i = 0; i < values.length; i++) sums[i % width] = (sums[i % width] ?? 0) + (values[i] ?? 0)
  return sums
}
