import type { DenseNode } from '../graph.js'
import { sumOfRows } from './conv1d.js'
import type { Activation, Operation, ParameterValues } from './operation.js'

/** y[n, l, u] = bias[u] + sum over i of x[n, l, i] * kernel[i, u], on every position alike. */
export function dense(
  node: DenseNode,
  x: Activation,
  kernel: Float64Array,
  bias: Float64Array | undefined,
  count: number,
): Operation {
  const { units } = node
  const { channels } = x
  const rows = count * x.length

  const output = new Float64Array(rows * units)
  for (let row = 0; row < rows; row++) {
    for (let u = 0; u < units; u++) {
      let sum = bias === undefined ? 0 : (bias[u] ?? 0)
      for (let i = 0; i < channels; i++) sum += (x.values[row * channels + i] ?? 0) * (kernel[i * units + u] ?? 0)
      output[row * units + u] = sum
    }
  }

  function backward(dy: Float64Array) {
    const dx = new Float64Array(x.values.length)
    const dKernel = new Float64Array(kernel.length)
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < channels; i++) {
        const value = x.values[row * channels + i] ?? 0
        let sum = 0
        for (let u = 0; u < units; u++) {
          const gradient = dy[row * units + u] ?? 0
          sum += gradient * (kernel[i * units + u] ?? 0)
          dKernel[i * units + u] = (dKernel[i * units + u] ?? 0) + gradient * value
        }
        dx[row * channels + i] = sum
      }
    }
    const parameters: ParameterValues[] = [{ parameter: node.kernel, values: dKernel }]
    if (node.bias !== undefined) parameters.push({ parameter: node.bias, values: sumOfRows(dy, units) })
    return { inputs: [dx], parameters }
  }
  return { output, backward }
}
