import { at, elementCount } from '../../../core/arrays.js'
import type { LayerGraph } from '../../graph.js'
import type { BatchInput, EmitContext } from '../emit-context.js'
import { analyse } from '../graph-analysis.js'
import { NormalizationArrays } from '../normalization.js'
import { encodeOperations, OPERATION_WORDS, type Operation, operation } from '../operations.js'
import { type PackedKernel, packLevels } from '../parameter-store.js'
import { PlanBuilder, type PlanResources } from '../plan-builder.js'
import { planMemory } from '../plan-memory.js'
import type { BatchArray, SharedNumbers } from '../plan-spec.js'
import type { EncodedOperations } from '../step-plan.js'
import { rowsAndChannels } from '../tensor.js'
import { emitHead, headSources } from './emit-head.js'
import { emitShared, type SharedContext } from './emit-shared.js'
import { type EdgeGraph, edgeBytes, edgeGraph, sharedGraph } from './scan-graphs.js'
import { type HeadSource, ScanOperations } from './scan-operations.js'
import { predicting, type ScanSplit, splitForScan } from './scan-split.js'

/** Everything needed to scan a chunk of a sequence, made once. */
export interface ScanPlan {
  readonly operations: EncodedOperations
  /** Windows of a tile: what a thread takes at a time. */
  readonly tileWindows: number
  /** Windows of a chunk, at most. */
  readonly windows: number
  /** Where the bases of a chunk are put. */
  readonly codes: number
  readonly outputs: ReadonlyMap<string, BatchArray>
  readonly kernels: readonly PackedKernel[]
  /** What packs them, level after level. */
  readonly packs: readonly EncodedOperations[]
  readonly normalizations: readonly NormalizationArrays[]
}

/** Bytes of edges that a thread works on at a time, where the windows are not too long for it. */
const TILE_BYTES = 2 ** 20
const MOST_TILE_BYTES = 2 ** 26
const MOST_TILE_WINDOWS = 1024
/** Windows of a chunk, and bytes of its outputs. */
const CHUNK_WINDOWS = 16384
const MOST_CHUNK_BYTES = 2 ** 25

/** Lays out the memory and emits the operations for scanning with a model of one input of bases. */
export function makeScanPlan(
  graph: LayerGraph,
  resources: Omit<PlanResources, 'cut'>,
  shared: SharedNumbers,
  constant: (name: string) => number,
): ScanPlan {
  const { arena } = resources
  const split = splitForScan(graph)
  const edges = edgeGraph(graph, split)
  const input = at(graph.inputs, 0)
  const length = rowsAndChannels(at(graph.nodes, input).shape).rows
  const tileWindows = windowsOfTile(edgeBytes(edges), length)
  const windows = tileWindows * tilesOfChunk(graph, tileWindows)
  const cut = { batchSize: windows, sliceRecords: tileWindows, slices: windows / tileWindows }
  const codes = arena.allocate(windows + length)
  const inputs = new Map<number, BatchInput>([[input, { kind: 'codes', address: codes, recordBytes: 1 }]])
  const contextOf = (builder: PlanBuilder): EmitContext => {
    return { builder, constant, seed: 0, step: shared.step, inputs, normalizations: normalizationsOf(builder) }
  }
  const operations = new ScanOperations()
  const contexts: EmitContext[] = []
  let sources: ReadonlyMap<number, HeadSource> = new Map()
  if (split.targets.length > 0) {
    const context = sharedContext(graph, split, edges, { ...resources, cut }, contextOf, operations)
    const { needed } = context.shared.builder.analysis
    for (const i of graph.nodes.keys()) if (needed[i]) emitShared(context, i)
    sources = headSources(context, split, tileWindows, resources.threads)
    contexts.push(context.shared, context.edge)
  }
  const head = emitHead(split, { ...resources, cut }, contextOf, sources, shared)
  contexts.push(head.context)
  const encode = (list: readonly Operation[]): EncodedOperations => {
    const address = arena.allocate(list.length * OPERATION_WORDS * 4)
    encodeOperations(list, arena.words(address, list.length * OPERATION_WORDS), constant)
    return { address, count: list.length }
  }
  const parts = encode(head.operations)
  const { tileRecords } = head.context.builder
  operations.addForWindows(operation('SCAN_PARTS', {}, { 1: parts.address, 2: parts.count, 3: tileRecords }))
  const kernels = [...new Set(contexts.flatMap(({ builder }) => [...builder.kernels]))]
  return {
    operations: encode(operations.list),
    tileWindows,
    windows,
    codes,
    outputs: head.outputs,
    kernels,
    packs: packLevels(kernels).map(encode),
    normalizations: contexts.flatMap(({ normalizations }) => [...normalizations.values()]),
  }
}

/** Memory for shared rows and edges of a tile. */
function sharedContext(
  graph: LayerGraph,
  split: ScanSplit,
  edges: EdgeGraph,
  resources: PlanResources,
  contextOf: (builder: PlanBuilder) => EmitContext,
  operations: ScanOperations,
): SharedContext {
  const { arena, threads, cut } = resources
  const tile = sharedGraph(graph, split, cut.sliceRecords)
  const request = predicting(split.targets)
  const analysis = analyse(tile, request)
  const memory = planMemory(tile, analysis, new Set(graph.inputs))
  // Tiles would mix rows that belong to no window into those that do. No codes: ReLU after a convolution is for the plan to emit.
  const plain = { ...resources, convolutions: 'direct' } as const
  const rows = new PlanBuilder(tile, request, analysis, memory, new Set(), { ...plain, tileRecords: 1 })
  const ends = new PlanBuilder(edges.graph, request, edges.analysis, edges.memory, new Set(), {
    ...plain,
    tileRecords: cut.sliceRecords,
  })
  const bytes = 2 * mostTapFloats(graph, split) * 4
  return {
    graph,
    reach: split.reach,
    edges,
    shared: contextOf(rows),
    edge: contextOf(ends),
    operations,
    products: [arena.allocate(bytes * threads), 0, bytes],
  }
}

/** An even number: the kernel of the edges takes two windows at a time. */
function windowsOfTile(bytes: number, length: number): number {
  const wanted = Math.max(TILE_BYTES / Math.max(bytes, 1), length)
  const most = Math.min(MOST_TILE_WINDOWS, MOST_TILE_BYTES / Math.max(bytes, 1))
  return 2 * Math.max(1, Math.floor(Math.min(wanted, most) / 2))
}

function tilesOfChunk(graph: LayerGraph, tileWindows: number): number {
  const floats = graph.outputs.reduce((sum, { node }) => sum + elementCount(at(graph.nodes, node).shape), 0)
  const fitting = Math.min(CHUNK_WINDOWS, Math.floor(MOST_CHUNK_BYTES / (4 * floats)))
  return Math.max(1, Math.floor(fitting / tileWindows))
}

/** Floats that all taps of the widest shared convolution give a row. */
function mostTapFloats(graph: LayerGraph, { reach }: ScanSplit): number {
  const sizes = graph.nodes.map((node, i) =>
    node.op === 'conv1d' && reach[i] !== undefined ? node.kernelSize * Math.ceil(node.filters / 4) * 4 : 0,
  )
  return Math.max(16, ...sizes)
}

function normalizationsOf(builder: PlanBuilder): ReadonlyMap<number, NormalizationArrays> {
  const arrays = new Map<number, NormalizationArrays>()
  for (const [i, node] of builder.graph.nodes.entries()) {
    if (!builder.analysis.needed[i] || node.op !== 'batchNormalization') continue
    arrays.set(i, new NormalizationArrays(builder, node))
  }
  return arrays
}
