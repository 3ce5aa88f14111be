import { at, elementCount, type FloatArray, type NamedArrays } from '../../core/arrays.js'
import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import {
  ABSENT,
  checkBatch,
  checkInputs,
  givenToCompile,
  invalid,
  isCodes,
  nodeAt,
  numbers,
  outputNamed,
} from '../check-arguments.js'
import { constrained } from '../constraints.js'
import type {
  BackwardResult,
  Batch,
  BatchLoss,
  CompiledModel,
  CompileOptions,
  EngineState,
  ModelInputs,
  ScannedWindows,
  TrainingStep,
} from '../engine.js'
import type { ExecutableModel, LayerGraph } from '../graph.js'
import { type ChunkScanner, joinWindows, recordScanner, scanInChunks, scansRecords } from '../scan-windows.js'
import { cutBatch } from './batch-cut.js'
import type { ConvolutionChoice } from './convolution-choice.js'
import { FourierTables } from './fourier-tables.js'
import type { Kernels } from './kernels.js'
import type { MemoryArena } from './memory.js'
import { OptimizerSteps } from './optimizer-steps.js'
import { parameterPenalty } from './parameter-penalty.js'
import { type PackedKernel, ParameterStore } from './parameter-store.js'
import type { BatchCut } from './plan-builder.js'
import type { BatchArray, PlanKind, SharedNumbers } from './plan-spec.js'
import { chunkScanner } from './scan/chunk-scanner.js'
import { makeScanPlan, type ScanPlan } from './scan/scan-plan.js'
import { makePlan, type StepPlan } from './step-plan.js'
import { ThreadPool } from './thread-pool.js'
import type { ThreadHost } from './worker-contract.js'

/** Where a model is to live and run. */
export interface WasmResources {
  readonly kernels: Kernels
  readonly arena: MemoryArena
  readonly threads: number
  readonly host: ThreadHost | undefined
  readonly denseOnly?: boolean
  readonly convolutions?: ConvolutionChoice
}

/** A model in the memory of the WebAssembly engine. */
export class CompiledWasmModel implements CompiledModel {
  readonly engine = 'wasm'
  readonly #graph: LayerGraph
  readonly #options: CompileOptions
  readonly #forTests: Pick<WasmResources, 'denseOnly' | 'convolutions'>
  readonly #tables: FourierTables
  readonly #kernels: Kernels
  readonly #arena: MemoryArena
  readonly #store: ParameterStore
  readonly #pool: ThreadPool
  readonly #cut: BatchCut
  readonly #shared: SharedNumbers
  readonly #sliceSums: number
  readonly #optimizer: OptimizerSteps
  readonly #plans = new Map<string, StepPlan>()
  #scanPlan: ScanPlan | undefined
  /** Packed kernels that hold the present weights. */
  readonly #fresh = new Set<PackedKernel>()

  constructor(
    model: ExecutableModel,
    options: CompileOptions,
    { kernels, arena, threads, host, ...forTests }: WasmResources,
  ) {
    this.#graph = model.graph
    this.#options = options
    this.#forTests = forTests
    this.#tables = new FourierTables(arena)
    this.#kernels = kernels
    this.#arena = arena
    this.#cut = cutBatch(model.graph, options.batchSize)
    this.#store = new ParameterStore(model.graph, model.weights, this.#arena)
    const numbers = this.#arena.allocate(64)
    this.#shared = { divisor: numbers, records: numbers + 8, step: numbers + 16, slices: numbers + 20 }
    this.#sliceSums = this.#arena.allocate(16 * this.#cut.slices)
    this.#optimizer = new OptimizerSteps(options.optimizer, this.#store, this.#arena)
    this.#pool = new ThreadPool(kernels, this.#arena, Math.min(threads, this.#cut.slices), host)
  }

  get threads(): number {
    return this.#pool.threads
  }

  /** Resolves when its threads serve, where they have to be waited for. Throws `ENGINE_WORKER_LOST`. */
  started(): Promise<void> {
    return this.#pool.started()
  }

  async trainBatch(batch: Batch, { learningRate, divisor }: TrainingStep): Promise<BatchLoss> {
    const optimizer = this.#optimizer
    if (this.#options.optimizer === undefined) invalid('optimizer', ABSENT, givenToCompile('optimizer', '옵티마이저'))
    if (!Number.isFinite(learningRate)) invalid('learningRate', learningRate, { kind: 'number' })
    const plan = this.#batchPlan('train', batch, divisor)
    this.#run(plan, batch.count)
    const { sums, reduce } = plan
    if (sums === undefined || reduce === undefined) throw new RangeError('a training plan without gradients')
    this.#pool.runOperations(reduce)
    const results = sums.results()
    const penalty = results.reduce((sum, result) => sum + result.penalty, 0)
    const loss = this.#batchLoss(plan, batch.count, divisor ?? batch.count, penalty)
    const step = optimizer.step + 1
    if (!Number.isFinite(loss.loss)) throw new HeliconError('TRAINING_NOT_FINITE', { what: 'loss', step })
    const broken = results.find(({ finite }) => !finite)
    if (broken !== undefined) {
      const what = `gradient of ${this.#store.get(broken.index).source.name}`
      throw new HeliconError('TRAINING_NOT_FINITE', { what, step })
    }
    const moving = plan.normalizations.flatMap(({ arrays }) => arrays.moving)
    for (const { parameter, values } of moving) {
      const what = this.#store.get(parameter).source.name
      if (!values.every(Number.isFinite)) throw new HeliconError('TRAINING_NOT_FINITE', { what, step })
    }
    this.#pool.runOperations(optimizer.prepare(sums, learningRate, this.#kernels.constant))
    const diverged = optimizer.takeBackIfBroken()
    if (diverged !== undefined) {
      throw new HeliconError('TRAINING_NOT_FINITE', { what: diverged.source.name, step })
    }
    for (const { parameter, values } of moving) this.#store.values(this.#store.get(parameter)).set(values)
    this.#constrain()
    this.#fresh.clear()
    return loss
  }

  async evaluateBatch(batch: Batch, divisor?: number): Promise<BatchLoss> {
    const plan = this.#batchPlan('evaluate', batch, divisor)
    this.#run(plan, batch.count)
    return this.#batchLoss(plan, batch.count, divisor ?? batch.count, parameterPenalty(this.#store))
  }

  async predictBatch(inputs: ModelInputs, count: number): Promise<Readonly<Record<string, Float32Array>>> {
    checkInputs(this.#graph, inputs, count, this.#options.batchSize)
    const plan = this.#plan('predict', inputs, 1)
    this.#writeInputs(plan, inputs)
    this.#run(plan, count)
    return this.#outputs(plan, count)
  }

  async scanSequence(codes: Uint8Array, options: TaskOptions = {}): Promise<Readonly<Record<string, FloatArray>>> {
    return joinWindows(this.#graph, codes, this.scanWindows(codes, options))
  }

  scanWindows(codes: Uint8Array, options: TaskOptions = {}): AsyncIterable<ScannedWindows> {
    return scanInChunks(this.#graph, codes, options, () => this.#scanner())
  }

  async gradients(
    inputs: ModelInputs,
    count: number,
    outputGradients: Readonly<Record<string, FloatArray>>,
    { training = false }: { readonly training?: boolean } = {},
  ): Promise<BackwardResult> {
    checkInputs(this.#graph, inputs, count, this.#options.batchSize)
    const plan = this.#plan(training ? 'trainingGradients' : 'gradients', inputs, 1)
    for (const target of plan.outputGradients.values()) this.#floats(target, count).fill(0)
    for (const [name, values] of Object.entries(outputGradients)) {
      const size = count * elementCount(nodeAt(this.#graph, outputNamed(this.#graph, name).node).shape)
      const target = plan.outputGradients.get(name)
      if (target === undefined || values.length !== size)
        invalid(`gradients of ${name}`, numbers(values.length), numbers(size))
      this.#floats(target, count).set(values)
    }
    this.#writeInputs(plan, inputs)
    this.#run(plan, count)
    if (plan.reduce !== undefined) this.#pool.runOperations(plan.reduce)
    const results = plan.sums?.results() ?? []
    return {
      outputs: this.#outputs(plan, count),
      inputs: plan.inputGradients.map((array) => this.#floats(array, count).slice()),
      weights: Object.fromEntries(
        results.map(({ index, gradient }) => [this.#store.get(index).source.name, gradient.slice()]),
      ),
    }
  }

  exportWeights(): NamedArrays {
    return this.#store.exportWeights()
  }

  importWeights(weights: NamedArrays): void {
    this.#store.importWeights(weights)
    this.#fresh.clear()
  }

  exportState(): EngineState {
    return this.#optimizer.exportState()
  }

  importState(state: EngineState): void {
    this.#optimizer.importState(state)
  }

  async dispose(): Promise<void> {
    await this.#pool.close()
  }

  #batchPlan(kind: 'train' | 'evaluate', batch: Batch, divisor: number | undefined): StepPlan {
    checkBatch(this.#graph, batch, this.#options, divisor)
    const weightsARecord = batch.weights === undefined ? 1 : batch.weights.length / batch.count
    const plan = this.#plan(kind, batch.inputs, weightsARecord)
    this.#writeInputs(plan, batch.inputs)
    if (plan.labels) this.#floats(plan.labels, batch.count).set(batch.labels)
    if (plan.weights) {
      const weights = this.#floats(plan.weights, batch.count)
      if (batch.weights === undefined) weights.fill(1)
      else weights.set(batch.weights)
    }
    this.#arena.doubles(this.#shared.divisor, 1)[0] = divisor ?? batch.count
    return plan
  }

  /** The plan for this kind of step and these kinds of inputs, made when it is first needed. */
  #plan(kind: PlanKind, inputs: ModelInputs, weightsARecord: number): StepPlan {
    const inputKinds = inputs.map((values) => (isCodes(values) ? 'codes' : 'floats') as 'codes' | 'floats')
    const key = [kind, weightsARecord, ...inputKinds].join(' ')
    const { loss, seed } = this.#options
    const made =
      this.#plans.get(key) ??
      makePlan(
        { kind, graph: this.#graph, inputKinds, loss, weightsARecord, seed, shared: this.#shared },
        {
          arena: this.#arena,
          store: this.#store,
          cut: this.#cut,
          threads: this.#pool.threads,
          tables: this.#tables,
          ...this.#forTests,
        },
        this.#kernels.constant,
      )
    this.#plans.set(key, made)
    return made
  }

  #writeInputs(plan: StepPlan, inputs: ModelInputs): void {
    for (const [i, values] of inputs.entries()) {
      const { address } = at(plan.inputs, i)
      if (isCodes(values)) this.#arena.bytes(address, values.length).set(values)
      else this.#arena.floats(address, values.length).set(values)
    }
  }

  #run(plan: StepPlan, count: number): void {
    const { sliceRecords } = this.#cut
    const slices = Math.ceil(count / sliceRecords)
    this.#pack(plan)
    this.#arena.doubles(this.#shared.records, 1)[0] = count
    this.#arena.words(this.#shared.step, 1)[0] = this.#optimizer.step
    this.#arena.words(this.#shared.slices, 1)[0] = slices
    this.#arena.doubles(this.#sliceSums, 2 * slices).fill(0)
    for (const { arrays, byBatch } of plan.normalizations) {
      arrays.clearSums()
      if (!byBatch) arrays.useMoving()
    }
    const run = {
      records: count,
      sliceRecords,
      tileRecords: plan.tileRecords,
      gradients: plan.sums?.address ?? 0,
      gradientBytes: plan.sums?.sliceBytes ?? 0,
      sums: this.#sliceSums,
    }
    for (const phase of plan.phases) {
      this.#pool.runSlices(phase, slices, run)
      for (const action of phase.afterwards) action({ records: count, slices })
    }
  }

  #scanner(): ChunkScanner {
    if (scansRecords(this.#graph))
      return recordScanner(this.#graph, this.#options.batchSize, this.predictBatch.bind(this))
    const arena = this.#arena
    const own = { arena, store: this.#store, tables: this.#tables, threads: this.#pool.threads, ...this.#forTests }
    this.#scanPlan ??= makeScanPlan(this.#graph, own, this.#shared, this.#kernels.constant)
    const [pack, outputs] = [this.#pack.bind(this), this.#outputs.bind(this)]
    return chunkScanner(this.#scanPlan, { arena, pool: this.#pool, pack, outputs })
  }

  /** Packs the kernels that the plan reads, where one has changed since. */
  #pack(plan: Pick<StepPlan, 'kernels' | 'packs'>): void {
    if (plan.kernels.every((kernel) => this.#fresh.has(kernel))) return
    for (const operations of plan.packs) this.#pool.runOperations(operations)
    for (const kernel of plan.kernels) this.#fresh.add(kernel)
  }

  #batchLoss(plan: StepPlan, count: number, divisor: number, penalty: number): BatchLoss {
    const slices = Math.ceil(count / this.#cut.sliceRecords)
    const sums = this.#arena.doubles(this.#sliceSums, 2 * slices)
    let lossSum = 0
    let activity = 0
    for (let s = 0; s < slices; s++) {
      lossSum += at(sums, 2 * s)
      activity += at(sums, 2 * s + 1)
    }
    const outputs = plan.outputs.get('loss')
    if (outputs === undefined) throw new RangeError('a plan with a loss keeps its output')
    return {
      loss: lossSum / divisor + penalty + activity / count,
      lossSum,
      outputs: this.#floats(outputs, count).slice(),
    }
  }

  #constrain(): void {
    for (const parameter of this.#store.parameters) {
      const { constraint, trainable, shape } = parameter.source
      if (constraint === undefined || !trainable) continue
      const values = this.#store.values(parameter)
      values.set(constrained(constraint, Float64Array.from(values), shape))
    }
  }

  #outputs(plan: Pick<StepPlan, 'outputs'>, count: number): Record<string, Float32Array> {
    return Object.fromEntries([...plan.outputs].map(([name, array]) => [name, this.#floats(array, count).slice()]))
  }

  #floats({ address, floatsARecord }: BatchArray, count: number): Float32Array {
    return this.#arena.floats(address, floatsARecord * count)
  }
}
