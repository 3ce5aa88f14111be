import type { ActivityRegularizationNode, ConcatenateNode } from '../graph.js'
import type { Activation, Operation, Pass } from './operation.js'

/** A change of shape only. */
export function reshape(x: Activation): Operation {
  return { output: x.values.slice(), backward: (dy) => ({ inputs: [dy.slice()] }) }
}

/** The sum of inputs of one shape; each gets the whole gradient. */
export function add(inputs: readonly Activation[]): Operation {
  const output = new Float64Array(inputs[0]?.values.length ?? 0)
  for (const { values } of inputs) {
    for (let i = 0; i < output.length; i++) output[i] = (output[i] ?? 0) + (values[i] ?? 0)
  }
  return { output, backward: (dy) => ({ inputs: inputs.map(() => dy.slice()) }) }
}

/** Inputs side by side along the channels of each position, or one after the other along the length. */
export function concatenate(node: ConcatenateNode, inputs: readonly Activation[], count: number): Operation {
  // Either way an output is rows of equal size, each made of one block from every input.
  const rows = node.axis === 'length' ? count : count * (inputs[0]?.length ?? 1)
  const blocks = inputs.map(({ values }) => values.length / rows)
  const rowSize = blocks.reduce((a, b) => a + b, 0)
  const output = new Float64Array(rows * rowSize)
  for (let row = 0; row < rows; row++) {
    let offset = row * rowSize
    inputs.forEach(({ values }, i) => {
      const size = blocks[i] ?? 0
      output.set(values.subarray(row * size, (row + 1) * size), offset)
      offset += size
    })
  }
  function backward(dy: Float64Array) {
    const gradients = inputs.map(({ values }) => new Float64Array(values.length))
    for (let row = 0; row < rows; row++) {
      let offset = row * rowSize
      gradients.forEach((gradient, i) => {
        const size = blocks[i] ?? 0
        gradient.set(dy.subarray(offset, offset + size), row * size)
        offset += size
      })
    }
    return { inputs: gradients }
  }
  return { output, backward }
}

/** The identity, whose values cost (l1 * sum|y| + l2 * sum y^2) / records where regularization is part of the loss. */
export function activityRegularization(node: ActivityRegularizationNode, x: Activation, pass: Pass): Operation {
  const { l1, l2 } = node
  let penalty = 0
  for (const y of x.values) penalty += (l1 * Math.abs(y) + l2 * y * y) / pass.count
  function backward(dy: Float64Array) {
    if (!pass.regularized) return { inputs: [dy.slice()] }
    return {
      inputs: [dy.map((g, i) => g + (l1 * Math.sign(x.values[i] ?? 0) + 2 * l2 * (x.values[i] ?? 0)) / pass.count)],
    }
  }
  return { output: x.values.slice(), backward, penalty }
}
