/**
 * Floating-point operations of one sequence in the dense network, a multiplication and an addition counted as two:
 * what a program does that skips nothing. Convolutions and dense layers alone; the rest is small beside them.
 * @param graph of `buildGraph`
 * @returns `forward`; `training`: forward, the gradient of the weights, and that of the input where a layer lies before
 */
export function flopsOf(graph) {
  let forward = 0
  let training = 0
  for (const node of graph.nodes) {
    const own = nodeFlops(graph, node)
    const input = graph.nodes[node.inputs[0]]
    forward += own
    training += own * (input?.op === 'input' ? 2 : 3)
  }
  return { forward, training }
}

function nodeFlops(graph, node) {
  if (node.op === 'conv1d') {
    const [length, filters] = node.shape
    const channels = graph.nodes[node.inputs[0]].shape[1] / node.groups
    return 2 * length * filters * node.kernelSize * channels
  }
  if (node.op === 'dense') {
    const outputs = node.shape.reduce((product, size) => product * size, 1)
    return 2 * outputs * graph.nodes[node.inputs[0]].shape.at(-1)
  }
  return 0
}
