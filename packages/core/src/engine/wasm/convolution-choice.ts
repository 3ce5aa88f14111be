import { at } from '../../core/arrays.js'
import type { GraphNode, LayerGraph } from '../graph.js'

/**
 * How convolutions are done. All but 'auto' are for tests: what a convolution gives does not depend on it, but for the last
 * digits. 'direct': sums; 'spectral': spectra wherever they can be; 'winograd': tiles of three taps wherever they can be, else
 * as 'auto'.
 */
export type ConvolutionChoice = 'auto' | 'direct' | 'spectral' | 'winograd'

/**
 * Whether a convolution reads numbers of the model's own input as they are. They may have any scale: such a convolution is a
 * direct sum, for a tile's error is relative to its largest number, which may lie in a row that a window does not see.
 */
export function readsOwnInput(graph: LayerGraph, node: GraphNode): boolean {
  return node.inputs.some((input) => {
    const source = at(graph.nodes, input)
    return source.op === 'input' || (keepsNumbers(source) && readsOwnInput(graph, source))
  })
}

function keepsNumbers(node: GraphNode): boolean {
  switch (node.op) {
    case 'activation':
      return node.activation === 'linear'
    case 'activityRegularization':
    case 'add':
    case 'averagePooling1d':
    case 'concatenate':
    case 'dropout':
    case 'flatten':
    case 'maxPooling1d':
      return true
    default:
      return false
  }
}
