import { at, elementCount } from '../../core/arrays.js'
import { outputNamed } from '../check-arguments.js'
import type { LayerGraph } from '../graph.js'
import { emitBackward } from './emit-backward.js'
import {
  emitInputGradients,
  emitLoss,
  emitOutputs,
  emitSeeds,
  regularizedActivities,
  zeroOperation,
} from './emit-batch.js'
import { type BatchInput, type EmitContext, inputOf } from './emit-context.js'
import { emitForward } from './emit-forward.js'
import { GradientSums } from './gradient-sums.js'
import { analyse, type PlanRequest } from './graph-analysis.js'
import { NormalizationArrays } from './normalization.js'
import { encodeOperations, OPERATION_WORDS, type Operation } from './operations.js'
import { type PackedKernel, packLevels } from './parameter-store.js'
import { type Phase, PlanBuilder, type PlanResources } from './plan-builder.js'
import { type CodeInputs, planMemory } from './plan-memory.js'
import type { BatchArray, PlanSpec } from './plan-spec.js'

/** Operations in memory. */
export interface EncodedOperations {
  readonly address: number
  readonly count: number
}

export interface EncodedPhase extends EncodedOperations {
  readonly afterwards: Phase['afterwards']
}

/** Everything needed to run one kind of step, made once. */
export interface StepPlan {
  readonly phases: readonly EncodedPhase[]
  readonly tileRecords: number
  readonly kernels: readonly PackedKernel[]
  /** What packs them, level after level. */
  readonly packs: readonly EncodedOperations[]
  readonly inputs: readonly BatchInput[]
  readonly labels: BatchArray | undefined
  readonly weights: BatchArray | undefined
  /** By output name, or by 'loss' for the loss' output. */
  readonly outputs: ReadonlyMap<string, BatchArray>
  /** Where the host puts the gradients of the outputs. */
  readonly outputGradients: ReadonlyMap<string, BatchArray>
  readonly inputGradients: readonly BatchArray[]
  readonly sums: GradientSums | undefined
  readonly reduce: EncodedOperations | undefined
  readonly normalizations: readonly { readonly arrays: NormalizationArrays; readonly byBatch: boolean }[]
}

/** Makes the plan of one kind of step: lays out its memory and emits its operations, forward and back. */
export function makePlan(spec: PlanSpec, resources: PlanResources, constant: (name: string) => number): StepPlan {
  const { graph } = spec
  const { arena } = resources
  const request = planRequest(spec)
  const analysis = analyse(graph, request)
  const codes: CodeInputs = new Set(graph.inputs.filter((_, i) => spec.inputKinds[i] === 'codes'))
  const builder = new PlanBuilder(graph, request, analysis, planMemory(graph, analysis, codes), codes, resources)
  const context = emitContext(spec, builder, constant)
  for (const [i] of graph.nodes.entries()) if (analysis.needed[i]) emitForward(context, i)
  const withLoss = spec.kind === 'train' || spec.kind === 'evaluate'
  const loss = withLoss ? emitLoss(spec, builder, constant) : undefined
  const outputs = emitOutputs(spec, builder)
  const sums = request.backward === 'none' ? undefined : new GradientSums(builder, codes)
  if (sums !== undefined) at(builder.phases, 0).operations.unshift(sums.clearOperation())
  const back = sums && emitBackwardPass(spec, context, sums)
  const encode = (operations: readonly Operation[]): EncodedOperations => {
    const address = arena.allocate(operations.length * OPERATION_WORDS * 4)
    encodeOperations(operations, arena.words(address, operations.length * OPERATION_WORDS), constant)
    return { address, count: operations.length }
  }
  const kernels = [...builder.kernels]
  return {
    phases: builder.phases.map(({ operations, afterwards }) => ({ ...encode(operations), afterwards })),
    tileRecords: builder.tileRecords,
    kernels,
    packs: packLevels(kernels).map(encode),
    inputs: graph.inputs.map((index) => inputOf(context, index)),
    labels: loss?.labels,
    weights: loss?.weights,
    outputs,
    outputGradients: back?.outputGradients ?? new Map(),
    inputGradients: back?.inputGradients ?? [],
    sums,
    reduce: sums && encode(sums.reduceOperations(spec.shared.slices, spec.kind === 'train')),
    normalizations: [...context.normalizations].map(([index, arrays]) => {
      return { arrays, byBatch: builder.normalizesByBatch(builder.node(index)) }
    }),
  }
}

/** Memory for the batch's inputs and for the statistics of batch normalisation, and what else emitting needs. */
function emitContext(spec: PlanSpec, builder: PlanBuilder, constant: (name: string) => number): EmitContext {
  const { graph, arena, cut, analysis } = builder
  const inputs = new Map<number, BatchInput>()
  for (const [i, index] of graph.inputs.entries()) {
    const { shape } = builder.node(index)
    const kind = at(spec.inputKinds, i)
    const recordBytes = kind === 'codes' ? at(shape, 0) : elementCount(shape) * 4
    inputs.set(index, { kind, address: arena.allocate(recordBytes * cut.batchSize), recordBytes })
  }
  const normalizations = new Map<number, NormalizationArrays>()
  for (const [i, node] of graph.nodes.entries()) {
    if (!analysis.needed[i] || node.op !== 'batchNormalization') continue
    normalizations.set(i, new NormalizationArrays(builder, node))
  }
  return { builder, constant, seed: spec.seed, step: spec.shared.step, inputs, normalizations }
}

/** Carries the gradients back: of the loss, or of whatever the host gives for each output. */
function emitBackwardPass(
  { graph, kind, shared }: PlanSpec,
  context: EmitContext,
  sums: GradientSums,
): Pick<StepPlan, 'outputGradients' | 'inputGradients'> {
  const { builder } = context
  const { needed, hasGradient } = builder.analysis
  const regularized = kind === 'train'
  const outputGradients = regularized ? new Map<string, BatchArray>() : emitSeeds(builder, graph)
  for (let i = graph.nodes.length - 1; i >= 0; i--) {
    if (!needed[i] || !hasGradient[i] || !isReached(builder, i, regularized)) continue
    emitBackward({ ...context, sums, records: shared.records, regularized }, i)
  }
  return { outputGradients, inputGradients: regularized ? [] : emitInputGradients(builder, graph) }
}

/** Whether a gradient arrives at the node. One that begins here, at a punished activity, begins at zero. */
function isReached(builder: PlanBuilder, index: number, regularized: boolean): boolean {
  if (builder.gradientIsClaimed(index)) return true
  if (!regularized || builder.node(index).op !== 'activityRegularization') return false
  builder.claimGradient(index)
  builder.emit(zeroOperation(builder.gradient(index)))
  return true
}

function planRequest({ kind, graph, loss }: PlanSpec): PlanRequest {
  const training = kind === 'train' || kind === 'trainingGradients'
  const all = graph.outputs.map(({ node }) => node)
  if (kind === 'train' || kind === 'evaluate') {
    const targets = loss === undefined ? all : [outputNamed(graph, loss.output).node]
    return {
      training,
      targets: [...targets, ...regularizedActivities(graph)],
      computed: kind === 'train' ? followedStatistics(graph) : [],
      backward: kind === 'train' ? 'parameters' : 'none',
    }
  }
  // A model's inputs have gradients also where no output depends on them.
  const targets = kind === 'predict' ? all : [...all, ...graph.inputs]
  return { training, targets, computed: [], backward: kind === 'predict' ? 'none' : 'inputs' }
}

/** Moving statistics follow every batch, also where the loss does not depend on them. */
function followedStatistics(graph: LayerGraph): number[] {
  return graph.nodes.flatMap((node, i) => (node.op === 'batchNormalization' && !node.frozen ? [i] : []))
}
