import { at } from '../../core/arrays.js'
import type { Conv1dNode, LayerGraph } from '../graph.js'
import type { GraphAnalysis } from './graph-analysis.js'
import { rowsAndChannels, type TensorShape } from './tensor.js'

/** Nodes that are inputs and are given as base codes. */
export type CodeInputs = ReadonlySet<number>

/** The tensors of a plan, before they have a place. */
export interface PlanMemory {
  /** By home node. An input of base codes that only convolutions read has none. */
  readonly values: ReadonlyMap<number, TensorShape>
  readonly gradients: ReadonlyMap<number, TensorShape>
  /** `codes N`: the padded codes of input N. `spread N`: the gradient of strided convolution N with gaps. */
  readonly scratch: ReadonlyMap<string, TensorShape>
}

/** Padding around the codes of an input, in bases, and its length. */
export interface CodePadding {
  readonly before: number
  readonly length: number
  readonly after: number
}

export function planMemory(graph: LayerGraph, analysis: GraphAnalysis, codes: CodeInputs): PlanMemory {
  const scratch = new Map<string, TensorShape>()
  for (const input of codes) {
    const { before, length, after } = codePadding(graph, analysis, input)
    // Sixteen codes to a row of four floats.
    scratch.set(`codes ${input}`, { rows: Math.ceil((before + length + after) / 16), channels: 4, before: 0, after: 0 })
  }
  for (const [i, node] of graph.nodes.entries()) {
    if (!analysis.needed[i] || node.op !== 'conv1d' || node.strides === 1) continue
    const input = at(node.inputs, 0)
    if (!analysis.hasGradient[input]) continue
    const { rows, channels } = rowsAndChannels(node.shape)
    const spread = (rows - 1) * node.strides + 1
    const source = rowsAndChannels(at(graph.nodes, input).shape)
    scratch.set(`spread ${i}`, { rows: spread, channels, ...turnedPadding(node, source.rows, spread) })
  }
  return { values: valueShapes(graph, analysis, codes), gradients: gradientShapes(graph, analysis), scratch }
}

/** The padding that the convolutions of an input of codes read. */
export function codePadding(graph: LayerGraph, { consumers }: GraphAnalysis, input: number): CodePadding {
  const { rows: length } = rowsAndChannels(at(graph.nodes, input).shape)
  let before = 0
  let after = 0
  for (const consumer of at(consumers, input)) {
    const node = at(graph.nodes, consumer)
    if (node.op !== 'conv1d') continue
    before = Math.max(before, node.left)
    after = Math.max(after, rowsAfter(node, length))
  }
  return { before, length, after }
}

/** Rows beyond the last of an input of `rows` rows that the convolution's windows cover. */
function rowsAfter(node: Conv1dNode, rows: number): number {
  const { rows: outRows } = rowsAndChannels(node.shape)
  return (outRows - 1) * node.strides + (node.kernelSize - 1) * node.dilationRate - node.left - (rows - 1)
}

/** Whether an input of codes is also needed as one-hot rows: convolutions read codes, others do not. */
export function needsRows(graph: LayerGraph, { consumers }: GraphAnalysis, input: number): boolean {
  const others = at(consumers, input).some((consumer) => at(graph.nodes, consumer).op !== 'conv1d')
  return others || graph.outputs.some(({ node }) => node === input)
}

/** Values by home, with the zero rows that convolutions read around them. */
function valueShapes(graph: LayerGraph, analysis: GraphAnalysis, codes: CodeInputs): Map<number, TensorShape> {
  const { needed, home } = analysis
  const shapes = new Map<number, TensorShape>()
  for (const [i, node] of graph.nodes.entries()) {
    if (codes.has(i) && !needsRows(graph, analysis, i)) continue
    if (needed[i] && home[i] === i) shapes.set(i, { ...rowsAndChannels(node.shape), before: 0, after: 0 })
  }
  for (const [i, node] of graph.nodes.entries()) {
    const shape = shapes.get(at(home, node.inputs[0] ?? 0))
    if (!needed[i] || node.op !== 'conv1d' || shape === undefined) continue
    shape.before = Math.max(shape.before, node.left)
    shape.after = Math.max(shape.after, rowsAfter(node, shape.rows))
  }
  return shapes
}

/** Gradients by home, with the zero rows that the gradient of a convolution's input reads. */
function gradientShapes(graph: LayerGraph, { needed, home, hasGradient }: GraphAnalysis): Map<number, TensorShape> {
  const shapes = new Map<number, TensorShape>()
  for (const [i, node] of graph.nodes.entries()) {
    if (!needed[i] || home[i] !== i || !hasGradient[i]) continue
    const shape = { ...rowsAndChannels(node.shape), before: 0, after: 0 }
    if (node.op === 'conv1d' && node.strides === 1) {
      const source = rowsAndChannels(at(graph.nodes, at(node.inputs, 0)).shape)
      Object.assign(shape, turnedPadding(node, source.rows, shape.rows))
    }
    shapes.set(i, shape)
  }
  return shapes
}

/** Rows of zeros around dy that the turned kernel reads for an input of `rows` rows. `outRows` counts stride gaps. */
export function turnedPadding(
  node: { readonly kernelSize: number; readonly dilationRate: number; readonly left: number },
  rows: number,
  outRows: number,
): { before: number; after: number } {
  const before = (node.kernelSize - 1) * node.dilationRate - node.left
  return { before: Math.max(before, 0), after: Math.max(rows + node.left - outRows, 0) }
}
