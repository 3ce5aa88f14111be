import { at } from '../../core/arrays.js'
import type { ActivationNode, GraphNode, LayerGraph } from '../graph.js'
import { rowsAndChannels } from './tensor.js'

/** What a plan is for. */
export interface PlanRequest {
  /** Dropout is on and batch normalisation uses the batch's own statistics. */
  readonly training: boolean
  /** Nodes whose values somebody reads afterwards. */
  readonly targets: readonly number[]
  /** Nodes that are computed for what comes of it, though nobody reads their values. */
  readonly computed: readonly number[]
  /** Whether gradients flow back, and how far. */
  readonly backward: 'none' | 'parameters' | 'inputs'
}

/** Facts about the nodes of a graph, by node, that decide where their values lie. */
export interface GraphAnalysis {
  /** Somebody needs its value. */
  readonly needed: readonly boolean[]
  /** Needed nodes that take its value. */
  readonly consumers: readonly (readonly number[])[]
  /** The node whose memory it shares: its own index, or that of the first of a chain of operations done in place. */
  readonly home: readonly number[]
  /** Its gradient is needed. */
  readonly hasGradient: readonly boolean[]
}

export function analyse(graph: LayerGraph, request: PlanRequest): GraphAnalysis {
  const needed = graph.nodes.map(() => false)
  for (const target of [...request.targets, ...request.computed]) needed[target] = true
  for (let i = graph.nodes.length - 1; i >= 0; i--) {
    if (needed[i]) for (const input of at(graph.nodes, i).inputs) needed[input] = true
  }
  const consumers: number[][] = graph.nodes.map(() => [])
  for (const [i, node] of graph.nodes.entries()) {
    if (needed[i]) for (const input of node.inputs) at(consumers, input).push(i)
  }
  const home = homes(graph, request, consumers)
  return { needed, consumers, home, hasGradient: withGradient(graph, request) }
}

function withGradient(graph: LayerGraph, { backward }: PlanRequest): boolean[] {
  const result: boolean[] = []
  for (const node of graph.nodes) {
    const own = backward === 'inputs' || (backward === 'parameters' && isTrained(graph, node))
    result.push(own || (backward !== 'none' && node.inputs.some((input) => result[input])))
  }
  return result
}

function isTrained(graph: LayerGraph, node: GraphNode): boolean {
  return parametersOf(node).some((index) => at(graph.parameters, index).trainable)
}

/** Parameters that a node's gradient reaches. */
export function parametersOf(node: GraphNode): number[] {
  switch (node.op) {
    case 'conv1d':
    case 'dense':
      return node.bias === undefined ? [node.kernel] : [node.kernel, node.bias]
    case 'batchNormalization':
      return [node.gamma, node.beta].filter((index) => index !== undefined)
    default:
      return []
  }
}

/** Chains of operations that overwrite their input, where nobody else wants it. */
function homes(graph: LayerGraph, request: PlanRequest, consumers: readonly (readonly number[])[]): number[] {
  const home: number[] = []
  const members = new Map<number, GraphNode[]>()
  for (const [i, node] of graph.nodes.entries()) {
    const input = at(node.inputs.length > 0 ? node.inputs : [i], 0)
    const source = at(graph.nodes, input)
    const chain = members.get(home[input] ?? -1) ?? []
    const alone = consumers[input]?.length === 1 && !request.targets.includes(input) && source.op !== 'input'
    const following = (consumers[i] ?? []).map((consumer) => at(graph.nodes, consumer))
    const rowsMayStay = !request.targets.includes(i) && following.every(isOneUnit)
    if (input !== i && alone && canOverwrite(node, source, chain, request, rowsMayStay)) {
      home.push(at(home, input))
      chain.push(node)
    } else {
      home.push(i)
      members.set(i, [node])
    }
  }
  return home
}

function canOverwrite(
  node: GraphNode,
  source: GraphNode,
  chain: readonly GraphNode[],
  request: PlanRequest,
  rowsMayStay: boolean,
): boolean {
  if (isIdentity(node, request)) return node.op !== 'flatten' || rowsMayStay || flattensInPlace(source)
  if (node.op !== 'activation' && node.op !== 'dropout') return false
  if (request.backward === 'none') return true
  if (node.op === 'activation' && needsItsInput(node)) return false
  const wanting = chain.filter(wantsItsOutput)
  return (
    wanting.length === 0 || (node.op === 'dropout' && wanting.length === 1 && wanting[0] === source && isRelu(source))
  )
}

/** An operation that leaves the numbers as they are. */
function isIdentity(node: GraphNode, { training }: PlanRequest): boolean {
  if (node.op === 'activation') return node.activation === 'linear'
  if (node.op === 'dropout') return !training || node.rate === 0
  return node.op === 'flatten' || node.op === 'activityRegularization'
}

/** A dense layer of one unit reads rows with their padding (kernels' dot.ts). */
export function isOneUnit(node: GraphNode): boolean {
  return node.op === 'dense' && node.units === 1 && node.shape.length === 1
}

/** Rows of whole vectors follow each other without gaps. */
function flattensInPlace(source: GraphNode): boolean {
  const { rows, channels } = rowsAndChannels(source.shape)
  return rows === 1 || channels % 4 === 0
}

/** Its gradient is computed from its output, which must then stay. */
function wantsItsOutput(node: GraphNode): boolean {
  if (node.op === 'activation') return node.activation !== 'linear' && !needsItsInput(node)
  return node.op === 'maxPooling1d' || node.op === 'globalMaxPooling1d' || node.op === 'activityRegularization'
}

/** Activations that are not monotonic: their gradient cannot be told from their output. */
export function needsItsInput(node: ActivationNode): boolean {
  return node.activation === 'gelu' || node.activation === 'silu'
}

export function isRelu(node: GraphNode): boolean {
  return node.op === 'activation' && node.activation === 'relu'
}

/** Dropout that acts, as the plan asks for. */
export function isActiveDropout(node: GraphNode, { training }: PlanRequest): boolean {
  return node.op === 'dropout' && training && node.rate > 0
}
