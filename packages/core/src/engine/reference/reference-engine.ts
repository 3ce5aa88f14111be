import { at, elementCount, type FloatArray, type NamedArrays } from '../../core/arrays.js'
import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import {
  ABSENT,
  checkBatch,
  checkInputs,
  checkModel,
  checkNamedSizes,
  checkWeights,
  givenToCompile,
  invalid,
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
  Engine,
  EngineState,
  ModelInputs,
  OptimizerSpec,
  ScannedWindows,
  TrainingStep,
} from '../engine.js'
import type { ExecutableModel, LayerGraph } from '../graph.js'
import { momentNames } from '../moment-names.js'
import { joinWindows, recordScanner, scanInChunks } from '../scan-windows.js'
import { lossOfBatch } from './losses.js'
import type { Pass } from './operation.js'
import { type ParameterStep, takeStep } from './optimizers.js'
import { regularizationLoss, regularizedGradient } from './regularizers.js'
import { activationOf, backwardPass, type ForwardPass, forwardPass } from './run-graph.js'

/**
 * The engine that the others are compared with: float64, plain loops, one thread. Slow and readable. It takes float32
 * or float64 arrays, computes in float64 throughout and exports Float64Array.
 */
export const referenceEngine: Engine = {
  name: 'reference',
  async compile(model, options) {
    checkModel(model, options)
    return new ReferenceModel(model, options)
  },
}

class ReferenceModel implements CompiledModel {
  readonly engine = 'reference'
  readonly threads = 1
  readonly #graph: LayerGraph
  readonly #options: CompileOptions
  #parameters: Float64Array[]
  #moments: Map<string, Float64Array>
  #step = 0

  constructor(model: ExecutableModel, options: CompileOptions) {
    this.#graph = model.graph
    this.#options = options
    this.#parameters = model.graph.parameters.map(({ name }) => Float64Array.from(model.weights[name] ?? []))
    this.#moments = new Map()
    for (const [name, size] of Object.entries(this.#momentSizes())) this.#moments.set(name, new Float64Array(size))
  }

  async trainBatch(batch: Batch, { learningRate, divisor }: TrainingStep): Promise<BatchLoss> {
    const { optimizer } = this.#options
    if (optimizer === undefined) invalid('optimizer', ABSENT, givenToCompile('optimizer', '옵티마이저'))
    if (!Number.isFinite(learningRate)) invalid('learningRate', learningRate, { kind: 'number' })
    const { result, forward, lossGradient, node } = this.#loss(batch, divisor, true)
    this.#requireFinite('loss', [result.loss])
    const gradients = backwardPass(this.#graph, forward, [{ node, values: lossGradient }]).parameters.map((g, i) =>
      regularizedGradient(at(this.#graph.parameters, i), at(this.#parameters, i), g),
    )
    this.#graph.parameters.forEach(({ name, trainable }, i) => {
      if (trainable) this.#requireFinite(`gradient of ${name}`, at(gradients, i))
    })
    for (const { parameter, values } of forward.movingStatistics) {
      this.#requireFinite(at(this.#graph.parameters, parameter).name, values)
    }
    const before = { parameters: this.#parameters.map((p) => p.slice()), state: this.exportState() }
    for (const { parameter, values } of forward.movingStatistics) this.#parameters[parameter] = values
    this.#step += 1
    try {
      this.#graph.parameters.forEach(({ trainable }, i) => {
        if (trainable) this.#takeStep(optimizer, i, at(gradients, i), learningRate)
      })
    } catch (error) {
      this.#parameters = before.parameters
      this.importState(before.state)
      throw error
    }
    return result
  }

  async evaluateBatch(batch: Batch, divisor?: number): Promise<BatchLoss> {
    return this.#loss(batch, divisor, false).result
  }

  async predictBatch(inputs: ModelInputs, count: number): Promise<Readonly<Record<string, Float64Array>>> {
    checkInputs(this.#graph, inputs, count, this.#options.batchSize)
    return this.#outputs(forwardPass(this.#graph, this.#parameters, inputs, this.#pass(count, false, false)))
  }

  async scanSequence(codes: Uint8Array, options: TaskOptions = {}): Promise<Readonly<Record<string, FloatArray>>> {
    return joinWindows(this.#graph, codes, this.scanWindows(codes, options))
  }

  scanWindows(codes: Uint8Array, options: TaskOptions = {}): AsyncIterable<ScannedWindows> {
    return scanInChunks(this.#graph, codes, options, () =>
      recordScanner(this.#graph, this.#options.batchSize, this.predictBatch.bind(this)),
    )
  }

  async gradients(
    inputs: ModelInputs,
    count: number,
    outputGradients: Readonly<Record<string, ArrayLike<number>>>,
    options: { readonly training?: boolean } = {},
  ): Promise<BackwardResult> {
    checkInputs(this.#graph, inputs, count, this.#options.batchSize)
    const given = Object.entries(outputGradients).map(([name, values]) => {
      const { node } = outputNamed(this.#graph, name)
      const size = count * elementCount(nodeAt(this.#graph, node).shape)
      if (values.length !== size) invalid(`gradients of ${name}`, numbers(values.length), numbers(size))
      return { node, values }
    })
    const pass = this.#pass(count, options.training ?? false, false)
    const forward = forwardPass(this.#graph, this.#parameters, inputs, pass)
    const gradients = backwardPass(this.#graph, forward, given)
    const trained = this.#graph.parameters.flatMap(({ name, trainable }, i) =>
      trainable ? [[name, at(gradients.parameters, i)] as const] : [],
    )
    return {
      outputs: this.#outputs(forward),
      inputs: this.#graph.inputs.map((index) => at(gradients.nodes, index)),
      weights: Object.fromEntries(trained),
    }
  }

  exportWeights(): Readonly<Record<string, Float64Array>> {
    return Object.fromEntries(this.#graph.parameters.map(({ name }, i) => [name, at(this.#parameters, i).slice()]))
  }

  importWeights(weights: NamedArrays): void {
    checkWeights(this.#graph, weights)
    this.#parameters = this.#graph.parameters.map(({ name }) => Float64Array.from(weights[name] ?? []))
  }

  exportState(): EngineState {
    const arrays = Object.fromEntries([...this.#moments].map(([name, values]) => [name, values.slice()]))
    return { step: this.#step, arrays }
  }

  importState(state: EngineState): void {
    if (!Number.isSafeInteger(state.step) || state.step < 0) invalid('step', state.step, { kind: 'integer', min: 0 })
    checkNamedSizes('state', state.arrays, this.#momentSizes())
    this.#step = state.step
    this.#moments = new Map(Object.entries(state.arrays).map(([name, values]) => [name, Float64Array.from(values)]))
  }

  async dispose(): Promise<void> {}

  /** Moves one parameter. Throws where the step makes it infinite or NaN. */
  #takeStep(optimizer: OptimizerSpec, index: number, gradient: Float64Array, learningRate: number): void {
    const { name, shape, constraint } = at(this.#graph.parameters, index)
    const weights = at(this.#parameters, index)
    const moments: ParameterStep['moments'] = Object.fromEntries(
      momentNames(optimizer).map((moment) => [moment, this.#moments.get(`${moment}/${name}`)]),
    )
    takeStep(optimizer, { weights, gradient, moments, learningRate, step: this.#step })
    if (constraint !== undefined) this.#parameters[index] = constrained(constraint, weights, shape)
    for (const values of [at(this.#parameters, index), ...Object.values(moments)]) {
      if (!values.every(Number.isFinite))
        throw new HeliconError('TRAINING_NOT_FINITE', { what: name, step: this.#step })
    }
  }

  /** Runs the batch forward and computes its loss with regularization, and the gradient at the loss' output. */
  #loss(batch: Batch, givenDivisor: number | undefined, training: boolean) {
    const options = this.#options
    checkBatch(this.#graph, batch, options, givenDivisor)
    const divisor = givenDivisor ?? batch.count
    const pass = this.#pass(batch.count, training, true)
    const forward = forwardPass(this.#graph, this.#parameters, batch.inputs, pass)
    const { node } = outputNamed(this.#graph, options.loss.output)
    const output = activationOf(this.#graph, forward.operations, node)
    const { lossSum, gradient } = lossOfBatch(options.loss.name, output, batch, divisor)
    const regularization = this.#graph.parameters.reduce(
      (sum, parameter, i) => sum + regularizationLoss(parameter, at(this.#parameters, i)),
      forward.penalty,
    )
    const result: BatchLoss = { loss: lossSum / divisor + regularization, lossSum, outputs: output.values.slice() }
    return { result, forward, lossGradient: gradient, node }
  }

  #pass(count: number, training: boolean, regularized: boolean): Pass {
    return { count, training, regularized, seed: this.#options.seed, step: this.#step }
  }

  #outputs(forward: ForwardPass): Readonly<Record<string, Float64Array>> {
    const ofNode = (node: number) => activationOf(this.#graph, forward.operations, node).values.slice()
    return Object.fromEntries(this.#graph.outputs.map(({ name, node }) => [name, ofNode(node)]))
  }

  #momentSizes(): Record<string, number> {
    const { optimizer } = this.#options
    if (optimizer === undefined) return {}
    const trained = this.#graph.parameters.filter(({ trainable }) => trainable)
    const moments = momentNames(optimizer)
    return Object.fromEntries(
      trained.flatMap(({ name, shape }) => moments.map((moment) => [`${moment}/${name}`, elementCount(shape)])),
    )
  }

  /** Throws where a number is not finite. The step is named as people count, from 1. */
  #requireFinite(what: string, values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i])) throw new HeliconError('TRAINING_NOT_FINITE', { what, step: this.#step + 1 })
    }
  }
}
