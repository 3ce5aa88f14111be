import { at } from '../core/arrays.js'
import type { LayerGraph } from '../engine/graph.js'

/** Bases that the widest filter on an input of bases sees, from the first to the last; 0 where no convolution takes one. */
export function firstKernelExtent(graph: LayerGraph): number {
  const bases = graph.inputs.filter((index) => {
    const { shape } = at(graph.nodes, index)
    return shape.length === 2 && shape[1] === 4
  })
  const extents = graph.nodes.map((node) => {
    if (node.op !== 'conv1d' || !bases.includes(node.inputs[0] ?? -1)) return 0
    return (node.kernelSize - 1) * node.dilationRate + 1
  })
  return Math.max(0, ...extents)
}
