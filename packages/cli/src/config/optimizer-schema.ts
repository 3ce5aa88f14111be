import * as v from 'valibot'
import { encodeExpectation } from './expectation.js'
import { boolean, decay, isMapping, nonNegativeNumber, oneOf, positiveNumber, section } from './schema-parts.js'

export const OPTIMIZER_NAMES = ['adam', 'adamw', 'sgd', 'rmsprop'] as const
export type OptimizerName = (typeof OPTIMIZER_NAMES)[number]

const name = oneOf(OPTIMIZER_NAMES)
/** The rate may stand here or as `training.learningRate`, where schedules go. */
const learningRate = v.optional(positiveNumber)
const adamNumbers = { beta1: v.optional(decay), beta2: v.optional(decay), epsilon: v.optional(positiveNumber) }

const SECTIONS = {
  adam: section({ name: v.literal('adam'), learningRate, ...adamNumbers }),
  adamw: section({
    name: v.literal('adamw'),
    learningRate,
    ...adamNumbers,
    weightDecay: v.optional(nonNegativeNumber),
  }),
  sgd: section({ name: v.literal('sgd'), learningRate, momentum: v.optional(decay), nesterov: v.optional(boolean) }),
  rmsprop: section({
    name: v.literal('rmsprop'),
    learningRate,
    rho: v.optional(decay),
    momentum: v.optional(decay),
    epsilon: v.optional(positiveNumber),
    centered: v.optional(boolean),
  }),
} as const

/** What is checked where the name is missing or unknown, so that the message is about the name. */
const unnamed = v.looseObject({ name }, encodeExpectation({ kind: 'names', names: OPTIMIZER_NAMES }))

/** `adam`, or `{ name: adam, learningRate: 0.001, beta1: 0.9, ... }`, as Keras calls them. */
export const optimizerSchema = v.lazy((input) => {
  if (!isMapping(input)) return name
  const known = OPTIMIZER_NAMES.find((candidate) => candidate === input.name)
  return known === undefined ? unnamed : SECTIONS[known]
})
