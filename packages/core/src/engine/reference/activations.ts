import { elementFunction, softmaxOf } from '../activation-functions.js'
import type { ActivationNode } from '../graph.js'
import type { Activation, Operation } from './operation.js'

/** The activation of a node. Softmax acts along the channels of a position, the others on each element. */
export function activation(node: ActivationNode, x: Activation): Operation {
  if (node.activation === 'softmax') return softmax(x)
  const { value, derivative } = elementFunction(node.activation, node.alpha)
  const output = x.values.map(value)
  function backward(dy: Float64Array) {
    return { inputs: [dy.map((gradient, i) => gradient * derivative(x.values[i] ?? 0, output[i] ?? 0))] }
  }
  return { output, backward }
}

/** exp(x - max) / sum, which cannot overflow. dx = y * (dy - sum over the channels of dy * y). */
function softmax(x: Activation): Operation {
  const { channels } = x
  const output = new Float64Array(x.values.length)
  for (let row = 0; row < output.length; row += channels) {
    output.set(softmaxOf(x.values.subarray(row, row + channels)), row)
  }
  function backward(dy: Float64Array) {
    const dx = new Float64Array(output.length)
    for (let row = 0; row < output.length; row += channels) {
      let dot = 0
      for (let i = row; i < row + channels; i++) dot += (dy[i] ?? 0) * (output[i] ?? 0)
      for (let i = row; i < row + channels; i++) dx[i] = (output[i] ?? 0) * ((dy[i] ?? 0) - dot)
    }
    return { inputs: [dx] }
  }
  return { output, backward }
}
