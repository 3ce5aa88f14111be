import { at, elementCount } from '../../core/arrays.js'
import { outputNamed } from '../check-arguments.js'
import type { LossName } from '../engine.js'
import type { ActivityRegularizationNode, LayerGraph } from '../graph.js'
import { activityWords, emitBackward } from './emit-backward.js'
import { type BatchInput, copyRows, type EmitContext, emitForward } from './emit-forward.js'
import { GradientSums } from './gradient-sums.js'
import { analyse, type PlanRequest } from './graph-analysis.js'
import { NormalizationArrays } from './normalization.js'
import { encodeOperations, OPERATION_WORDS, type Operation, operation } from './operations.js'
import type { PackedKernel } from './parameter-store.js'
import { type Phase, PlanBuilder, type PlanResources } from './plan-builder.js'
import { type CodeInputs, planMemory } from './plan-memory.js'
import { batchWords, type Tensor, tensorWords } from './tensor.js'

/** What a plan computes. */
export type PlanKind = 'train' | 'evaluate' | 'predict' | 'gradients' | 'trainingGradients'

export interface PlanSpec {
  readonly kind: PlanKind
  readonly graph: LayerGraph
  /** For each input of the graph, in order. */
  readonly inputKinds: readonly BatchInput['kind'][]
  readonly loss: { readonly name: LossName; readonly output: string } | undefined
  /** 1 a record, or one for every label. */
  readonly weightsARecord: number
  readonly seed: number
  readonly shared: SharedNumbers
}

/** Addresses of numbers that the host sets for every batch. */
export interface SharedNumbers {
  readonly divisor: number
  readonly records: number
  readonly step: number
  readonly slices: number
}

/** Operations in memory. */
export interface EncodedOperations {
  readonly address: number
  readonly count: number
}

export interface EncodedPhase extends EncodedOperations {
  readonly afterwards: Phase['afterwards']
}

/** A compact array of the batch that the host reads or writes. */
export interface BatchArray {
  readonly address: number
  readonly floatsARecord: number
}

/** Everything needed to run one kind of step, made once. */
export interface StepPlan {
  readonly phases: readonly EncodedPhase[]
  readonly tileRecords: number
  readonly kernels: readonly PackedKernel[]
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

export function makePlan(spec: PlanSpec, resources: PlanResources, constant: (name: string) => number): StepPlan {
  const { graph } = spec
  const { arena, cut } = resources
  const request = planRequest(spec)
  const analysis = analyse(graph, request)
  const codes: CodeInputs = new Set(graph.inputs.filter((_, i) => spec.inputKinds[i] === 'codes'))
  const builder = new PlanBuilder(graph, request, analysis, planMemory(graph, analysis, codes), resources)
  const batchArray = (floatsARecord: number): BatchArray => ({
    address: arena.allocate(floatsARecord * cut.batchSize * 4),
    floatsARecord,
  })
  const inputs = graph.inputs.map((index, i): BatchInput => {
    const { shape } = builder.node(index)
    const kind = at(spec.inputKinds, i)
    const recordBytes = kind === 'codes' ? at(shape, 0) : elementCount(shape) * 4
    return { kind, address: arena.allocate(recordBytes * cut.batchSize), recordBytes }
  })
  const normalizations = new Map<number, NormalizationArrays>()
  for (const [i, node] of graph.nodes.entries()) {
    if (analysis.needed[i] && node.op === 'batchNormalization')
      normalizations.set(i, new NormalizationArrays(builder, node))
  }
  const byInput = new Map(graph.inputs.map((index, i) => [index, at(inputs, i)]))
  const context: EmitContext = {
    builder,
    constant,
    seed: spec.seed,
    step: spec.shared.step,
    inputs: byInput,
    normalizations,
  }
  for (const [i] of graph.nodes.entries()) if (analysis.needed[i]) emitForward(context, i)
  const loss =
    spec.kind === 'train' || spec.kind === 'evaluate' ? emitLoss(spec, builder, batchArray, constant) : undefined
  const outputs = emitOutputs(spec, builder, batchArray)
  const outputGradients = new Map<string, BatchArray>()
  const inputGradients: BatchArray[] = []
  let sums: GradientSums | undefined
  if (request.backward !== 'none') {
    sums = new GradientSums(graph, codes, resources.store, arena, cut.slices)
    if (spec.kind !== 'train') emitSeeds(builder, graph, batchArray, outputGradients)
    const regularized = spec.kind === 'train'
    for (let i = graph.nodes.length - 1; i >= 0; i--) {
      if (!analysis.needed[i] || !analysis.hasGradient[i] || !isReached(builder, i, regularized)) continue
      emitBackward({ ...context, sums, records: spec.shared.records, regularized }, i)
    }
    if (request.backward === 'inputs') inputGradients.push(...emitInputGradients(builder, graph, batchArray))
  }
  const encode = (operations: readonly Operation[]): EncodedOperations => {
    const address = arena.allocate(operations.length * OPERATION_WORDS * 4)
    encodeOperations(operations, arena.words(address, operations.length * OPERATION_WORDS), constant)
    return { address, count: operations.length }
  }
  return {
    phases: builder.phases.map(({ operations, afterwards }) => ({ ...encode(operations), afterwards })),
    tileRecords: builder.tileRecords,
    kernels: [...builder.kernels],
    inputs,
    labels: loss?.labels,
    weights: loss?.weights,
    outputs,
    outputGradients,
    inputGradients,
    sums,
    reduce: sums && encode(sums.reduceOperations(spec.shared.slices, spec.kind === 'train')),
    normalizations: [...normalizations].map(([index, arrays]) => {
      const node = builder.node(index)
      return { arrays, byBatch: builder.normalizesByBatch(node) }
    }),
  }
}

/** Whether a gradient arrives at the node. One that begins here, at a punished activity, begins at zero. */
function isReached(builder: PlanBuilder, index: number, regularized: boolean): boolean {
  if (builder.gradientIsClaimed(index)) return true
  if (!regularized || builder.node(index).op !== 'activityRegularization') return false
  builder.claimGradient(index)
  builder.emit(zeroOperation(builder.gradient(index)))
  return true
}

function zeroOperation(tensor: Tensor): Operation {
  return operation('FILL_ZERO', { 1: tensorWords(tensor) }, { 7: tensor.rows * tensor.stride * 4 })
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

/** Activities that are punished count in the loss, wherever they lie in the graph. */
function regularizedActivities(graph: LayerGraph): number[] {
  return graph.nodes.flatMap((node, i) => (node.op === 'activityRegularization' ? [i] : []))
}

function emitLoss(
  { graph, loss, kind, weightsARecord, shared }: PlanSpec,
  builder: PlanBuilder,
  batchArray: (floats: number) => BatchArray,
  constant: (name: string) => number,
): { labels: BatchArray; weights: BatchArray } {
  if (loss === undefined) throw new RangeError('a plan with a loss needs one')
  const { node } = outputNamed(graph, loss.output)
  const z = builder.value(node)
  const labels = batchArray(z.rows * z.channels)
  const weights = batchArray(weightsARecord)
  const backwards = kind === 'train' && builder.hasGradient(node)
  const gradient = backwards ? tensorWords(builder.gradient(node)) : batchWords(0, 0)
  if (backwards) builder.claimGradient(node)
  const words = {
    7: constant(LOSS_CONSTANTS[loss.name]),
    8: z.rows,
    9: z.channels,
    10: z.stride,
    11: labels.address,
    12: weights.address,
    13: weightsARecord,
    14: shared.divisor,
  }
  builder.emit(operation('LOSS', { 1: tensorWords(z), 4: gradient }, words))
  for (const index of regularizedActivities(graph)) {
    const y = builder.value(index)
    const activity = builder.node(index)
    if (activity.op === 'activityRegularization') builder.emit(activityOperation(activity, y))
  }
  return { labels, weights }
}

const LOSS_CONSTANTS = {
  'sigmoid-cross-entropy': 'SIGMOID_CROSS_ENTROPY',
  'binary-cross-entropy': 'BINARY_CROSS_ENTROPY',
  'categorical-cross-entropy': 'CATEGORICAL_CROSS_ENTROPY',
  'softmax-cross-entropy': 'SOFTMAX_CROSS_ENTROPY',
  'mean-squared-error': 'MEAN_SQUARED_ERROR',
} as const

function activityOperation(node: ActivityRegularizationNode, y: Tensor): Operation {
  return operation('ACTIVITY', { 1: tensorWords(y) }, activityWords(node, y))
}

function emitOutputs(
  spec: PlanSpec,
  builder: PlanBuilder,
  batchArray: (floats: number) => BatchArray,
): Map<string, BatchArray> {
  const { graph, loss, kind } = spec
  const wanted =
    (kind === 'train' || kind === 'evaluate') && loss !== undefined
      ? [{ name: 'loss', node: outputNamed(graph, loss.output).node }]
      : graph.outputs
  return new Map(
    wanted.map(({ name, node }) => {
      const y = builder.value(node)
      const target = batchArray(y.rows * y.channels)
      builder.emit(storeOperation(y, target))
      return [name, target]
    }),
  )
}

/** From a tensor with its padding to a compact array. */
function storeOperation(y: Tensor, { address, floatsARecord }: BatchArray): Operation {
  const target = batchWords(address, floatsARecord * 4)
  return copyRows(tensorWords(y), y.stride * 4, target, y.channels * 4, y.rows, y.channels, false)
}

function emitSeeds(
  builder: PlanBuilder,
  graph: LayerGraph,
  batchArray: (floats: number) => BatchArray,
  outputGradients: Map<string, BatchArray>,
): void {
  for (const { name, node } of graph.outputs) {
    const dy = builder.gradient(node)
    const source = batchArray(dy.rows * dy.channels)
    outputGradients.set(name, source)
    const words = batchWords(source.address, source.floatsARecord * 4)
    const accumulate = !builder.claimGradient(node)
    builder.emit(copyRows(words, dy.channels * 4, tensorWords(dy), dy.stride * 4, dy.rows, dy.channels, accumulate))
  }
}

function emitInputGradients(
  builder: PlanBuilder,
  graph: LayerGraph,
  batchArray: (floats: number) => BatchArray,
): BatchArray[] {
  return graph.inputs.map((index) => {
    const dx = builder.gradient(index)
    if (builder.claimGradient(index)) builder.emit(zeroOperation(dx))
    const target = batchArray(dx.rows * dx.channels)
    builder.emit(storeOperation(dx, target))
    return target
  })
}
