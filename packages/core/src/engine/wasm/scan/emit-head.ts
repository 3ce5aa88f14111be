import { at } from '../../../core/arrays.js'
import { emitOutputs } from '../emit-batch.js'
import type { EmitContext } from '../emit-context.js'
import { emitForward } from '../emit-forward.js'
import { analyse } from '../graph-analysis.js'
import { type Operation, operation } from '../operations.js'
import { PlanBuilder, type PlanResources } from '../plan-builder.js'
import { planMemory } from '../plan-memory.js'
import type { BatchArray, SharedNumbers } from '../plan-spec.js'
import { batchWords, rowsAndChannels, type Tensor, tensorWords } from '../tensor.js'
import { emitDirect, tileTensor } from './emit-direct.js'
import { pooledSource } from './emit-pooling.js'
import { gather, reachOf, type SharedContext } from './emit-shared.js'
import { type HeadSource, taken } from './scan-operations.js'
import { predicting, type ScanSplit } from './scan-split.js'

/** How the head gets what it reads: whole windows, or what is computed straight from shared rows and edges. */
export function headSources(
  context: SharedContext,
  { direct, whole }: ScanSplit,
  tileWindows: number,
  threads: number,
): ReadonlyMap<number, HeadSource> {
  const sources = new Map<number, HeadSource>()
  for (const [i, source] of direct) {
    const node = at(context.graph.nodes, i)
    if (node.op === 'maxPooling1d' || node.op === 'averagePooling1d') {
      sources.set(i, pooledSource(context, node, source, threads))
      continue
    }
    const { channels } = rowsAndChannels(node.shape)
    const y = tileTensor(context, channels, tileWindows, threads)
    emitDirect(context, i, source, y, threads)
    sources.set(i, (target) => gatherRow(y, target))
  }
  for (const i of whole) {
    const { right } = reachOf(context, i)
    const { rows } = rowsAndChannels(at(context.graph.nodes, i).shape)
    sources.set(i, (target) => gather(context, i, tensorWords(target), { left: rows - right, right }, rows))
  }
  return sources
}

/** What runs for every window, some windows at a time. */
export function emitHead(
  { head, headReadsCodes }: ScanSplit,
  resources: PlanResources,
  contextOf: (builder: PlanBuilder) => EmitContext,
  sources: ReadonlyMap<number, HeadSource>,
  shared: SharedNumbers,
): { operations: Operation[]; outputs: ReadonlyMap<string, BatchArray>; context: EmitContext } {
  const request = predicting(head.outputs.map(({ node }) => node))
  const analysis = analyse(head, request)
  const codes = new Set(headReadsCodes ? head.inputs : [])
  const builder = new PlanBuilder(head, request, analysis, planMemory(head, analysis, codes), codes, resources)
  const context = contextOf(builder)
  for (const i of head.nodes.keys()) {
    if (!analysis.needed[i]) continue
    const source = sources.get(i)
    if (source === undefined) emitForward(context, i)
    else builder.emit(source(builder.value(i)))
  }
  const spec = { kind: 'predict', graph: head, inputKinds: ['codes'], loss: undefined, weightsARecord: 1 } as const
  const outputs = emitOutputs({ ...spec, seed: 0, shared }, builder)
  return { operations: taken(builder), outputs, context }
}

/** The row of every window of the tile, to the part that the head works on. */
function gatherRow(y: Tensor, target: Tensor): Operation {
  const words = { 10: 1, 11: 0, 12: 1, 13: 0, 14: 1, 15: y.stride * 4 }
  return operation('SCAN_GATHER', { 1: tensorWords(y), 4: batchWords(0, 0), 7: tensorWords(target) }, words)
}
