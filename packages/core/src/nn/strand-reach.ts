import { at } from '../core/arrays.js'
import type { GraphNode, LayerGraph, StrandFrame } from '../engine/graph.js'

/**
 * What of the input a position p of a node sees: the positions from p * stride + low to p * stride + high. `low` and
 * `high` are bounds where strides leave the padding open.
 */
interface Reach {
  readonly stride: number
  readonly low: number
  readonly high: number
}

/** `mixed`: depends on where in the input something is. `apart`: does not, or not on this input. */
type Sight = Reach | 'mixed' | 'apart'

/** How far the positions of a network see, and whether its outputs tell the two strands of a record apart. */
export interface StrandReach {
  /** Most positions of the input that one position sees, before pooling over all of them. */
  readonly extent: number
  /** Smallest number that every step from position to position divides. */
  readonly stride: number
  /** Whether every way to an output pools over all positions: then both strands of a record give the same. */
  readonly alike: boolean
}

/** @param input index of a node of bases */
export function strandReach(graph: LayerGraph, input: number): StrandReach {
  const sights: Sight[] = []
  graph.nodes.forEach((node, index) => {
    const before = node.inputs.map((i) => at(sights, i))
    sights.push(index === input ? { stride: 1, low: 0, high: 0 } : sightOf(node, before))
  })
  const reaches = sights.filter((sight) => typeof sight === 'object')
  return {
    extent: Math.max(...reaches.map(({ low, high }) => high - low + 1)),
    stride: reaches.reduce((multiple, { stride }) => leastCommonMultiple(multiple, stride), 1),
    alike: graph.outputs.every(({ node }) => sights[node] === 'apart'),
  }
}

/**
 * The frame in which no position sees both strands, and what one strand gives does not depend on which of the two places
 * it has: no position that sees a base also sees an end of the input, and strides meet both strands in the same step.
 */
export function strandFrame(graph: LayerGraph, input: number, length: number): StrandFrame {
  const { extent, stride } = strandReach(graph, input)
  const least = length + extent - 1
  return { length, flank: extent - 1, gap: Math.ceil(least / stride) * stride - length }
}

function sightOf(node: GraphNode, before: readonly Sight[]): Sight {
  switch (node.op) {
    case 'conv1d':
      return slid(before, node.strides, (node.kernelSize - 1) * node.dilationRate + 1, node.left)
    case 'maxPooling1d':
    case 'averagePooling1d':
      return slid(before, node.strides, node.poolSize, node.left)
    case 'globalMaxPooling1d':
    case 'globalAveragePooling1d':
      return before.includes('mixed') ? 'mixed' : 'apart'
    case 'flatten':
      return before.every((sight) => sight === 'apart') ? 'apart' : 'mixed'
    case 'concatenate':
      return node.axis === 'length' && before.some((sight) => sight !== 'apart') ? 'mixed' : joined(before)
    default:
      return joined(before)
  }
}

/** A window of `extent` positions that begins `left` before the one it belongs to. */
function slid([sight = 'apart']: readonly Sight[], strides: number, extent: number, left: number): Sight {
  if (typeof sight !== 'object') return sight
  const { stride, low, high } = sight
  // With strides the padding depends on the length, which depends on the frame: at most half a window either way.
  const [least, most] = strides === 1 ? [left, left] : [0, Math.max(left, Math.floor((extent - 1) / 2))]
  return { stride: stride * strides, low: low - most * stride, high: high + (extent - 1 - least) * stride }
}

/** Of operations that leave every position where it is. */
function joined(before: readonly Sight[]): Sight {
  const reaches = before.filter((sight) => typeof sight === 'object')
  const [first] = reaches
  if (before.includes('mixed')) return 'mixed'
  if (first === undefined) return 'apart'
  if (reaches.length < before.length || reaches.some(({ stride }) => stride !== first.stride)) return 'mixed'
  return {
    stride: first.stride,
    low: Math.min(...reaches.map(({ low }) => low)),
    high: Math.max(...reaches.map(({ high }) => high)),
  }
}

function leastCommonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b]
  while (rest > 0) [divisor, rest] = [rest, divisor % rest]
  return (a / divisor) * b
}
