import { at } from '../../core/arrays.js'
import { ABSENT, checkNamedSizes, givenToCompile, invalid } from '../check-arguments.js'
import type { EngineState, OptimizerSpec } from '../engine.js'
import { type MomentName, momentNames } from '../moment-names.js'
import type { GradientSums } from './gradient-sums.js'
import type { MemoryArena } from './memory.js'
import { encodeOperations, OPERATION_WORDS, type Operation, operation } from './operations.js'
import type { ParameterStore, StoredParameter } from './parameter-store.js'
import type { EncodedOperations } from './step-plan.js'

const NUMBERS = 8

/** An array that a step changes, and where its state before the step is kept. */
interface KeptArray {
  readonly address: number
  readonly copy: number
  readonly bytes: number
}

/**
 * The number of steps done, the optimizer's moments and the operations of its step, one for each trained parameter.
 * A model that is not trained has a step number alone.
 */
export class OptimizerSteps {
  readonly #spec: OptimizerSpec | undefined
  readonly #arena: MemoryArena
  readonly #trained: readonly StoredParameter[]
  readonly #moments = new Map<string, { readonly address: number; readonly length: number }>()
  readonly #numbers: number
  readonly #flags: number
  readonly #kept: readonly KeptArray[]
  readonly #encoded = new Map<GradientSums, EncodedOperations>()
  step = 0

  constructor(spec: OptimizerSpec | undefined, store: ParameterStore, arena: MemoryArena) {
    this.#spec = spec
    this.#arena = arena
    this.#trained = store.parameters.filter(({ source }) => source.trainable)
    this.#numbers = arena.allocate(NUMBERS * 4)
    for (const { source, length, vectors } of this.#trained) {
      for (const moment of spec === undefined ? [] : momentNames(spec)) {
        this.#moments.set(`${moment}/${source.name}`, { address: arena.allocate(vectors * 16), length })
      }
    }
    this.#flags = arena.allocate(this.#trained.length * 4)
    const changing = spec === undefined ? [] : [...this.#trained, ...this.#moments.values()]
    this.#kept = changing.map(({ address, length }) => ({
      address,
      copy: arena.allocate(length * 4),
      bytes: length * 4,
    }))
  }

  /**
   * Makes the next step's numbers known, keeps the weights and moments as they are now and gives the step's operations.
   * Counts the step.
   */
  prepare(sums: GradientSums, learningRate: number, constant: (name: string) => number): EncodedOperations {
    const spec = this.#spec
    if (spec === undefined) invalid('optimizer', ABSENT, givenToCompile('optimizer', '옵티마이저'))
    this.step += 1
    for (const { address, copy, bytes } of this.#kept) this.#arena.copy(address, copy, bytes)
    this.#arena.floats(this.#numbers, NUMBERS).set(stepNumbers(spec, learningRate, this.step))
    const found = this.#encoded.get(sums) ?? this.#encode(spec, sums, constant)
    this.#encoded.set(sums, found)
    return found
  }

  /** The parameter that the step made infinite or NaN, if there is one. All is then as it was before the step. */
  takeBackIfBroken(): StoredParameter | undefined {
    const flags = this.#arena.words(this.#flags, this.#trained.length)
    const broken = this.#trained.find((_, i) => flags[i] !== 1)
    if (broken === undefined) return undefined
    this.step -= 1
    for (const { address, copy, bytes } of this.#kept) this.#arena.copy(copy, address, bytes)
    return broken
  }

  exportState(): EngineState {
    const arrays: Record<string, Float32Array> = {}
    for (const [name, { address, length }] of this.#moments) arrays[name] = this.#arena.floats(address, length).slice()
    return { step: this.step, arrays }
  }

  importState({ step, arrays }: EngineState): void {
    if (!Number.isSafeInteger(step) || step < 0) invalid('step', step, { kind: 'integer', min: 0 })
    checkNamedSizes('state', arrays, this.#momentSizes())
    this.step = step
    for (const [name, { address, length }] of this.#moments) {
      this.#arena.floats(address, length).set(arrays[name] ?? [])
    }
  }

  #momentSizes(): Record<string, number> {
    return Object.fromEntries([...this.#moments].map(([name, { length }]) => [name, length]))
  }

  #encode(spec: OptimizerSpec, sums: GradientSums, constant: (name: string) => number): EncodedOperations {
    const gradients = new Map(sums.results().map(({ index, address }) => [index, address]))
    const operations = [...gradients.values()].map((gradient, i) => this.#operation(spec, i, gradient))
    const length = operations.length * OPERATION_WORDS
    const address = this.#arena.allocate(length * 4)
    encodeOperations(operations, this.#arena.words(address, length), constant)
    return { address, count: operations.length }
  }

  #operation(spec: OptimizerSpec, index: number, gradient: number): Operation {
    const { source, address, vectors } = at(this.#trained, index)
    const moment = (name: MomentName): number => this.#moments.get(`${name}/${source.name}`)?.address ?? 0
    const words = { 1: address, 2: gradient, 5: vectors, 6: this.#numbers, 8: this.#flags + 4 * index }
    switch (spec.name) {
      case 'adam':
      case 'adamw':
        return operation('ADAM', {}, { ...words, 3: moment('m'), 4: moment('v') })
      case 'sgd':
        return operation('SGD', {}, { ...words, 3: moment('momentum') })
      case 'rmsprop':
        return operation('RMSPROP', {}, { ...words, 3: moment('momentum'), 4: moment('v'), 7: moment('meanGradient') })
    }
  }
}

/** The numbers that the kernels of `packages/kernels/assembly/optimizers.ts` read, for step `step` from 1. */
function stepNumbers(spec: OptimizerSpec, learningRate: number, step: number): number[] {
  switch (spec.name) {
    case 'adam':
    case 'adamw': {
      const correction = Math.sqrt(1 - power(spec.beta2, step)) / (1 - power(spec.beta1, step))
      const decay = spec.name === 'adamw' ? learningRate * spec.weightDecay : 0
      return [learningRate * correction, 1 - spec.beta1, 1 - spec.beta2, spec.epsilon, decay]
    }
    case 'sgd':
      return [learningRate, spec.momentum, spec.nesterov ? 1 : 0]
    case 'rmsprop':
      return [learningRate, spec.rho, 1 - spec.rho, spec.epsilon, spec.momentum]
  }
}

/** base^exponent by squaring: multiplication is the same everywhere, Math.pow is not. */
function power(base: number, exponent: number): number {
  let result = 1
  let factor = base
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= factor
    factor *= factor
  }
  return result
}
