import type { AdamSpec, AdamWSpec, OptimizerSpec } from '../engine/engine.js'
import { type At, boolean, type Check, checked, number, object, oneOf, tagged } from './checks.js'
import { type LearningRateConfig, type LearningRateSchedule, learningRateCheck, scheduleOf } from './learning-rate.js'

/** An optimizer with every number filled in, and its learning rate. */
export interface OptimizerConfig {
  readonly optimizer: OptimizerSpec
  readonly learningRate: LearningRateSchedule
}

export const OPTIMIZER_NAMES = ['adam', 'adamw', 'sgd', 'rmsprop'] as const
export type OptimizerName = (typeof OPTIMIZER_NAMES)[number]

/** Keras' default learning rates. */
export const DEFAULT_LEARNING_RATES: Readonly<Record<OptimizerName, number>> = {
  adam: 0.001,
  adamw: 0.001,
  sgd: 0.01,
  rmsprop: 0.001,
}

/** What a user writes beside the name: any of the numbers. */
type Settings<Spec extends OptimizerSpec> = Pick<Spec, 'name'> &
  Partial<Omit<Spec, 'name'>> & { readonly learningRate?: LearningRateConfig }
type SgdSpec = Extract<OptimizerSpec, { name: 'sgd' }>
type RmspropSpec = Extract<OptimizerSpec, { name: 'rmsprop' }>
type OptimizerSettings = Settings<AdamSpec> | Settings<AdamWSpec> | Settings<SgdSpec> | Settings<RmspropSpec>

const decay = number({ min: 0, below: 1 })
const epsilon = number({ above: 0 })
const adamNumbers = { learningRate: learningRateCheck, beta1: decay, beta2: decay, epsilon }

const settingsCheck: Check<OptimizerSettings> = tagged(
  'name',
  new Map<OptimizerName, Check<OptimizerSettings>>([
    ['adam', object<Settings<AdamSpec>>({ name: oneOf(['adam']), ...adamNumbers }, ['name'])],
    [
      'adamw',
      object<Settings<AdamWSpec>>({ name: oneOf(['adamw']), ...adamNumbers, weightDecay: number({ min: 0 }) }, [
        'name',
      ]),
    ],
    [
      'sgd',
      object<Settings<SgdSpec>>(
        { name: oneOf(['sgd']), learningRate: learningRateCheck, momentum: decay, nesterov: boolean },
        ['name'],
      ),
    ],
    [
      'rmsprop',
      object<Settings<RmspropSpec>>(
        {
          name: oneOf(['rmsprop']),
          learningRate: learningRateCheck,
          rho: decay,
          momentum: decay,
          epsilon,
          centered: boolean,
        },
        ['name'],
      ),
    ],
  ]),
)
const optimizerName = oneOf(OPTIMIZER_NAMES)

/**
 * An optimizer from a user's configuration, `adam` or `{ name: adam, learningRate: 0.001, beta1: 0.9, ... }`, with
 * Keras' defaults for what is not given: adam and adamw .9 .999 1e-7 (weightDecay .004), sgd momentum 0, rmsprop rho .9.
 * @param at the file and the path in it, for messages
 * @throws HeliconError MODEL_KEY_UNKNOWN, MODEL_KEY_MISSING, MODEL_VALUE_INVALID
 */
export function parseOptimizer(json: unknown, at: At): OptimizerConfig {
  const settings: OptimizerSettings =
    typeof json === 'string' ? { name: checked(optimizerName, json, at) } : checked(settingsCheck, json, at)
  const learningRate = scheduleOf(settings.learningRate ?? DEFAULT_LEARNING_RATES[settings.name])
  return { optimizer: filledOptimizer(settings), learningRate }
}

function filledOptimizer(settings: OptimizerSettings): OptimizerSpec {
  switch (settings.name) {
    case 'adam':
    case 'adamw': {
      const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = settings
      if (settings.name === 'adam') return { name: 'adam', beta1, beta2, epsilon }
      return { name: 'adamw', beta1, beta2, epsilon, weightDecay: settings.weightDecay ?? 0.004 }
    }
    case 'sgd':
      return { name: 'sgd', momentum: settings.momentum ?? 0, nesterov: settings.nesterov ?? false }
    case 'rmsprop': {
      const { rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false } = settings
      return { name: 'rmsprop', rho, momentum, epsilon, centered }
    }
  }
}
