import { at } from '../../../core/arrays.js'
import type { GraphNode, LayerGraph } from '../../graph.js'
import { analyse, type PlanRequest } from '../graph-analysis.js'
import { rowsAndChannels } from '../tensor.js'

/** First and last rows of a window that depend on where it begins and ends. */
export interface Reach {
  readonly left: number
  readonly right: number
}

/** A graph cut in two: layers whose rows neighbouring windows share, and the head, which runs for every window. */
export interface ScanSplit {
  /** By node; undefined: it belongs to the head. */
  readonly reach: readonly (Reach | undefined)[]
  /** Nodes whose shared rows and edges somebody reads. */
  readonly targets: readonly number[]
  /** Of these, those that the head reads as whole windows. */
  readonly whole: readonly number[]
  /** Nodes of the head that are computed from shared rows and edges, without whole windows: node and what it reads. */
  readonly direct: ReadonlyMap<number, number>
  /** The graph with the nodes above (`whole`, `direct`) as inputs. */
  readonly head: LayerGraph
  /** Whether the head reads the bases themselves. */
  readonly headReadsCodes: boolean
}

/** What is wanted of a graph that only predicts. */
export function predicting(targets: readonly number[]): PlanRequest {
  return { training: false, targets, computed: [], backward: 'none' }
}

export function splitForScan(graph: LayerGraph): ScanSplit {
  const outputs = graph.outputs.map(({ node }) => node)
  const { needed } = analyse(graph, predicting(outputs))
  const reach = reaches(graph)
  const isShared = (index: number) => reach[index] !== undefined && at(graph.nodes, index).op !== 'input'
  const direct = new Map<number, number>()
  for (const [i, node] of graph.nodes.entries()) {
    const source = directSource(graph, node)
    if (needed[i] && reach[i] === undefined && source !== undefined && isShared(source)) direct.set(i, source)
  }
  const nodes = graph.nodes.map((node, i): GraphNode => {
    if (!isShared(i) && !direct.has(i)) return node
    return { op: 'input', layer: node.layer, inputs: [], shape: node.shape }
  })
  const head = { ...graph, nodes }
  const inHead = analyse(head, predicting(outputs)).needed
  const whole = nodes.flatMap((_, i) => (inHead[i] && isShared(i) ? [i] : []))
  for (const i of direct.keys()) if (!inHead[i]) direct.delete(i)
  const targets = [...new Set([...whole, ...direct.values()])]
  return { reach, targets, whole, direct, head, headReadsCodes: graph.inputs.some((index) => inHead[index]) }
}

/**
 * How far the ends of a window reach into every node: zeros beyond it, as seen by each convolution. A node whose rows
 * all depend on the ends, or not on their position alone, has none to share.
 */
function reaches(graph: LayerGraph): (Reach | undefined)[] {
  const result: (Reach | undefined)[] = []
  for (const node of graph.nodes) result.push(reachOf(graph, node, result))
  return result
}

function reachOf(graph: LayerGraph, node: GraphNode, before: readonly (Reach | undefined)[]): Reach | undefined {
  if (node.op === 'input') return { left: 0, right: 0 }
  if (node.shape.length !== 2 || !actsByPosition(node)) return undefined
  let [left, right] = [0, 0]
  for (const input of node.inputs) {
    const reach = before[input]
    if (reach === undefined) return undefined
    left = Math.max(left, reach.left)
    right = Math.max(right, reach.right)
  }
  const { rows } = rowsAndChannels(node.shape)
  if (node.op === 'conv1d') {
    const source = rowsAndChannels(at(graph.nodes, at(node.inputs, 0)).shape)
    left += node.left
    right += rows - source.rows + (node.kernelSize - 1) * node.dilationRate - node.left
  }
  return left + right <= rows ? { left, right } : undefined
}

/** Whether a row of the output depends on rows of the input around it only, everywhere in the same way. */
function actsByPosition(node: GraphNode): boolean {
  switch (node.op) {
    case 'conv1d':
      return node.strides === 1
    case 'concatenate':
      return node.axis === 'channels'
    case 'dense':
    case 'activation':
    case 'dropout':
    case 'batchNormalization':
    case 'add':
    case 'activityRegularization':
      return true
    default:
      return false
  }
}

/** What a pooling, or a dense layer on all rows (after Flatten), reads. */
function directSource(graph: LayerGraph, node: GraphNode): number | undefined {
  if (isPooling(node)) return node.inputs[0]
  if (node.op !== 'dense' || node.shape.length !== 1) return undefined
  let source = at(node.inputs, 0)
  for (let from = at(graph.nodes, source); isSameNumbers(from); from = at(graph.nodes, source)) {
    source = at(from.inputs, 0)
    if (from.op === 'flatten') return source
  }
  return undefined
}

function isPooling({ op }: GraphNode): boolean {
  switch (op) {
    case 'maxPooling1d':
    case 'averagePooling1d':
    case 'globalMaxPooling1d':
    case 'globalAveragePooling1d':
      return true
    default:
      return false
  }
}

function isSameNumbers(node: GraphNode): boolean {
  if (node.op === 'activation') return node.activation === 'linear'
  return node.op === 'flatten' || node.op === 'dropout' || node.op === 'activityRegularization'
}
