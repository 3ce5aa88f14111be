import { at } from '../../../core/arrays.js'
import type { GraphNode, LayerGraph } from '../../graph.js'
import { analyse, type GraphAnalysis } from '../graph-analysis.js'
import type { PlanMemory } from '../plan-memory.js'
import { recordBytes, rowsAndChannels, type TensorShape } from '../tensor.js'
import { predicting, type Reach, type ScanSplit } from './scan-split.js'

/** The shared layers as a graph over a tile: the same nodes, as long as all its windows together. */
export function sharedGraph(graph: LayerGraph, { reach }: ScanSplit, tileWindows: number): LayerGraph {
  const nodes = graph.nodes.map((node, i): GraphNode => {
    if (reach[i] === undefined) return node
    const { rows, channels } = rowsAndChannels(node.shape)
    return { ...node, shape: [tileWindows - 1 + rows, channels] }
  })
  return { ...graph, nodes, outputs: [] }
}

/** The edges of another node with more of its rows, because a sum or concatenation needs them. */
export interface WidenedEdges {
  readonly index: number
  /** In the model's graph. */
  readonly source: number
  readonly reach: Reach
}

/** The edges of one window as a graph: for each shared node one whose rows are the left edge, then the right one. */
export interface EdgeGraph {
  readonly graph: LayerGraph
  /** From nodes of the model's graph. */
  readonly index: ReadonlyMap<number, number>
  /** By node of the model's graph: inputs that are widened for it. */
  readonly widened: ReadonlyMap<number, readonly WidenedEdges[]>
  readonly analysis: GraphAnalysis
  readonly memory: PlanMemory
}

export function edgeGraph(graph: LayerGraph, { reach, targets }: ScanSplit): EdgeGraph {
  const nodes: GraphNode[] = []
  const index = new Map<number, number>()
  const widened = new Map<number, WidenedEdges[]>()
  const read = new Set(targets)
  for (const [i, node] of graph.nodes.entries()) {
    const own = reach[i]
    if (own === undefined) continue
    const shapeOf = (n: GraphNode) => [own.left + own.right, rowsAndChannels(n.shape).channels]
    const inputs = node.inputs.map((input) => {
      const found = at(reach, input)
      const same = found?.left === own.left && found.right === own.right
      if (same || node.op === 'conv1d') return index.get(input) ?? 0
      const source = at(graph.nodes, input)
      nodes.push({ op: 'input', layer: source.layer, inputs: [], shape: shapeOf(source) })
      const list = widened.get(i) ?? []
      widened.set(i, [...list, { index: nodes.length - 1, source: input, reach: own }])
      read.add(input)
      return nodes.length - 1
    })
    index.set(i, nodes.length)
    nodes.push({ ...node, inputs, shape: shapeOf(node) })
  }
  const edges = { ...graph, nodes, outputs: [] }
  const analysis = analyse(edges, predicting([...read].map((i) => index.get(i) ?? 0)))
  return { graph: edges, index, widened, analysis, memory: edgeMemory(edges, analysis) }
}

/** Bytes of edges that a window needs. */
export function edgeBytes({ memory }: EdgeGraph): number {
  return [...memory.values.values()].reduce((sum, shape) => sum + recordBytes(shape), 0)
}

/** No zeros around the rows: the kernel of the edges leaves out what is not there. */
function edgeMemory(graph: LayerGraph, { needed, home }: GraphAnalysis): PlanMemory {
  const values = new Map<number, TensorShape>()
  for (const [i, node] of graph.nodes.entries()) {
    if (needed[i] && home[i] === i) values.set(i, { ...rowsAndChannels(node.shape), before: 0, after: 0 })
  }
  return { values, gradients: new Map(), scratch: new Map() }
}
