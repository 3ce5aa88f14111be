import { dropoutDraws, dropoutRowSize, dropoutThreshold } from '../dropout.js'
import type { DropoutNode } from '../graph.js'
import type { Activation, Operation, Pass } from './operation.js'

/** Training: drops elements and divides those kept by 1 - rate. Prediction: the identity. */
export function dropout(node: DropoutNode, x: Activation, pass: Pass): Operation {
  if (!pass.training) return { output: x.values.slice(), backward: (dy) => ({ inputs: [dy.slice()] }) }
  const mask = dropoutMask(node, x, pass)
  const masked = (values: Float64Array) => values.map((value, i) => (mask[i] === 0 ? 0 : value * (mask[i] ?? 0)))
  return { output: masked(x.values), backward: (dy) => ({ inputs: [masked(dy)] }) }
}

/** 0 where an element is dropped, 1 / (1 - rate) where it is kept, [records, length, channels]. */
function dropoutMask(node: DropoutNode, x: Activation, pass: Pass): Float64Array {
  const { length, channels } = x
  const threshold = dropoutThreshold(node.rate)
  const rowSize = dropoutRowSize(channels)
  const scale = 1 / (1 - node.rate)
  const mask = new Float64Array(x.values.length)
  for (let record = 0; record < pass.count; record++) {
    const key = { seed: node.seed ?? pass.seed, stream: node.stream, step: pass.step, record }
    const draws = dropoutDraws(key, node.rate, Math.max(length * rowSize, 4 * length))
    for (let l = 0; l < length; l++) {
      for (let c = 0; c < channels; c++) {
        const element = { element: l * rowSize + c, channel: c, position: 4 * l }[node.granularity]
        if ((draws[element] ?? 0) >= threshold) mask[(record * length + l) * channels + c] = scale
      }
    }
  }
  return mask
}
