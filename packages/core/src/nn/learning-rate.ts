import { HeliconError } from '../core/errors.js'
import {
  type At,
  boolean,
  type Check,
  checked,
  integer,
  invalid,
  list,
  number,
  object,
  oneOf,
  tagged,
} from './checks.js'
import { cosineOfPi, power } from './portable-math.js'

/** A learning rate by step, in Keras' terms. A step is one batch, counted from 0 over all epochs. */
export type LearningRateSchedule =
  | { readonly name: 'constant'; readonly learningRate: number }
  /** initial * decayRate^(step / decaySteps). */
  | DecaySchedule<'exponentialDecay'>
  /** initial / (1 + decayRate * step / decaySteps). */
  | DecaySchedule<'inverseTimeDecay'>
  | CosineDecay
  | PolynomialDecay
  /** values[i] up to and including step boundaries[i], the last value after them. */
  | { readonly name: 'piecewiseConstant'; readonly boundaries: readonly number[]; readonly values: readonly number[] }

interface DecaySchedule<Name> {
  readonly name: Name
  readonly initialLearningRate: number
  readonly decaySteps: number
  readonly decayRate: number
  /** Whole numbers of step / decaySteps only. Default false. */
  readonly staircase?: boolean
}

/** Linear from the initial rate to `warmupTarget` in `warmupSteps`, then a half cosine down to alpha times that. */
interface CosineDecay {
  readonly name: 'cosineDecay'
  readonly initialLearningRate: number
  readonly decaySteps: number
  /** Default 0. */
  readonly alpha?: number
  /** Absent: no warm-up. */
  readonly warmupTarget?: number
  /** Default 0. */
  readonly warmupSteps?: number
}

/** (initial - end) * (1 - step / decaySteps)^power + end. */
interface PolynomialDecay {
  readonly name: 'polynomialDecay'
  readonly initialLearningRate: number
  readonly decaySteps: number
  /** Default .0001. */
  readonly endLearningRate?: number
  /** Default 1. */
  readonly power?: number
  /** After decaySteps start again from the rate at which a doubled, tripled, ... decay would be. Default false. */
  readonly cycle?: boolean
}

/** What a user writes: a number, or a schedule. */
export type LearningRateConfig = number | LearningRateSchedule

const rate = number({ above: 0 })
const steps = integer(1)
const decayFields = {
  initialLearningRate: rate,
  decaySteps: steps,
  decayRate: number({ above: 0 }),
  staircase: boolean,
}
const decayRequired = ['name', 'initialLearningRate', 'decaySteps', 'decayRate'] as const
type Named<Name> = Extract<LearningRateSchedule, { name: Name }>

const scheduleCheck: Check<LearningRateSchedule> = tagged(
  'name',
  new Map<LearningRateSchedule['name'], Check<LearningRateSchedule>>([
    [
      'constant',
      object<Named<'constant'>>({ name: oneOf(['constant']), learningRate: rate }, ['name', 'learningRate']),
    ],
    [
      'exponentialDecay',
      object<Named<'exponentialDecay'>>({ name: oneOf(['exponentialDecay']), ...decayFields }, decayRequired),
    ],
    [
      'inverseTimeDecay',
      object<Named<'inverseTimeDecay'>>({ name: oneOf(['inverseTimeDecay']), ...decayFields }, decayRequired),
    ],
    [
      'cosineDecay',
      object<CosineDecay>(
        {
          name: oneOf(['cosineDecay']),
          // A warm-up usually starts at 0.
          initialLearningRate: number({ min: 0 }),
          decaySteps: steps,
          alpha: number({ min: 0, max: 1 }),
          warmupTarget: rate,
          warmupSteps: integer(0),
        },
        ['name', 'initialLearningRate', 'decaySteps'],
      ),
    ],
    [
      'polynomialDecay',
      object<PolynomialDecay>(
        {
          name: oneOf(['polynomialDecay']),
          initialLearningRate: rate,
          decaySteps: steps,
          endLearningRate: number({ min: 0 }),
          power: number({ above: 0 }),
          cycle: boolean,
        },
        ['name', 'initialLearningRate', 'decaySteps'],
      ),
    ],
    [
      'piecewiseConstant',
      object<Named<'piecewiseConstant'>>(
        { name: oneOf(['piecewiseConstant']), boundaries: list(integer(0), 1), values: list(rate, 2) },
        ['name', 'boundaries', 'values'],
      ),
    ],
  ]),
)

/** A positive number, or an object with a schedule's name. */
export const learningRateCheck: Check<LearningRateConfig> = {
  expected: { kind: 'anyOf', of: [rate.expected, { kind: 'object' }] },
  test: (value, at): value is LearningRateConfig => {
    if (typeof value !== 'object' || value === null) {
      return rate.test(value, at)
    }
    const schedule = checked(scheduleCheck, value, at)
    if (schedule.name === 'piecewiseConstant') checkPieces(schedule, at)
    return true
  },
}

/**
 * A learning rate from a user's configuration: a number, or a schedule such as
 * `{ name: exponentialDecay, initialLearningRate: 0.001, decaySteps: 1000, decayRate: 0.9 }`.
 * @throws HeliconError MODEL_KEY_UNKNOWN, MODEL_KEY_MISSING, MODEL_VALUE_INVALID
 */
export function parseLearningRate(json: unknown, at: At): LearningRateSchedule {
  return scheduleOf(checked(learningRateCheck, json, at))
}

export function scheduleOf(config: LearningRateConfig): LearningRateSchedule {
  return typeof config === 'number' ? { name: 'constant', learningRate: config } : config
}

/**
 * The learning rate of a step, by the formulas of keras.optimizers.schedules. The same bits on every machine.
 * @param step 0, 1, ...: one batch each
 */
export function learningRateAt(schedule: LearningRateConfig, step: number): number {
  if (typeof schedule === 'number') return schedule
  switch (schedule.name) {
    case 'constant':
      return schedule.learningRate
    case 'exponentialDecay':
      return schedule.initialLearningRate * power(schedule.decayRate, decayProgress(schedule, step))
    case 'inverseTimeDecay':
      return schedule.initialLearningRate / (1 + schedule.decayRate * decayProgress(schedule, step))
    case 'cosineDecay':
      return cosineDecayAt(schedule, step)
    case 'polynomialDecay':
      return polynomialDecayAt(schedule, step)
    case 'piecewiseConstant': {
      const piece = schedule.boundaries.findIndex((boundary) => step <= boundary)
      return schedule.values.at(piece) ?? 0
    }
  }
}

function decayProgress(schedule: DecaySchedule<string>, step: number): number {
  const progress = step / schedule.decaySteps
  return schedule.staircase === true ? Math.floor(progress) : progress
}

function cosineDecayAt(schedule: CosineDecay, step: number): number {
  const { initialLearningRate, decaySteps, alpha = 0, warmupTarget, warmupSteps = 0 } = schedule
  const warmup = warmupTarget === undefined ? 0 : warmupSteps
  const top = warmupTarget ?? initialLearningRate
  if (step < warmup) return (top - initialLearningRate) * (step / warmup) + initialLearningRate
  const progress = Math.min(step - warmup, decaySteps) / decaySteps
  return ((1 - alpha) * 0.5 * (1 + cosineOfPi(progress)) + alpha) * top
}

function polynomialDecayAt(schedule: PolynomialDecay, step: number): number {
  const { initialLearningRate, endLearningRate = 0.0001, power: exponent = 1, cycle = false } = schedule
  const cycles = cycle && step > 0 ? Math.ceil(step / schedule.decaySteps) : 1
  const decaySteps = schedule.decaySteps * cycles
  const left = 1 - Math.min(step, decaySteps) / decaySteps
  return (initialLearningRate - endLearningRate) * power(left, exponent) + endLearningRate
}

function checkPieces(schedule: Named<'piecewiseConstant'>, at: At): void {
  const { boundaries, values } = schedule
  if (values.length !== boundaries.length + 1) {
    const pieces = boundaries.length + 1
    throw invalid(
      values,
      { kind: 'list', of: rate.expected, min: pieces, max: pieces },
      { ...at, path: `${at.path}.values` },
    )
  }
  boundaries.forEach((boundary, i) => {
    const before = boundaries[i - 1] ?? -1
    if (boundary > before) return
    throw new HeliconError('MODEL_VALUE_INVALID', {
      place: at.place,
      path: `${at.path}.boundaries[${i}]`,
      found: String(boundary),
      expected: { kind: 'integer', min: before + 1 },
    })
  })
}
