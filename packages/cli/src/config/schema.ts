import * as v from 'valibot'
import { encodeExpectation } from './expectation.js'
import { optimizerSchema } from './optimizer-schema.js'
import {
  boolean,
  fraction,
  integer,
  isMapping,
  listOf,
  mapping,
  nonNegativeNumber,
  oneOf,
  path,
  positiveInteger,
  positiveNumber,
  section,
  text,
} from './schema-parts.js'

export const LOSS_NAMES = [
  'sigmoid-cross-entropy',
  'binary-cross-entropy',
  'categorical-cross-entropy',
  'softmax-cross-entropy',
  'mean-squared-error',
] as const

const mode = v.optional(oneOf(['auto', 'min', 'max']))
const monitor = { monitor: v.optional(text), mode }

const data = section({
  train: path,
  validation: v.optional(v.lazy((input) => (isMapping(input) ? section({ fraction }) : path))),
  test: v.optional(path),
})

const loss = v.lazy((input) =>
  isMapping(input) ? section({ name: oneOf(LOSS_NAMES), output: v.optional(text) }) : oneOf(LOSS_NAMES),
)

const training = section({
  loss: v.optional(loss),
  optimizer: v.optional(optimizerSchema),
  learningRate: v.optional(v.lazy((input) => (isMapping(input) ? mapping('learningRate') : positiveNumber))),
  batchSize: v.optional(positiveInteger),
  epochs: v.optional(positiveInteger),
  evaluateEvery: v.optional(positiveInteger),
  validateEvery: v.optional(positiveInteger),
  seed: v.optional(integer),
  shuffle: v.optional(boolean),
  validationSplit: v.optional(fraction),
  metrics: v.optional(listOf(text, 'metrics')),
  monitor: v.optional(v.lazy((input) => (isMapping(input) ? section({ monitor: text, mode }) : text))),
  earlyStopping: v.optional(
    section({
      ...monitor,
      patience: v.optional(integer),
      minDelta: v.optional(nonNegativeNumber),
      restoreBest: v.optional(boolean),
    }),
  ),
  reduceOnPlateau: v.optional(
    section({
      ...monitor,
      factor: v.optional(fraction),
      patience: v.optional(integer),
      minDelta: v.optional(nonNegativeNumber),
      cooldown: v.optional(integer),
      minLearningRate: v.optional(nonNegativeNumber),
    }),
  ),
  classWeights: v.optional(
    v.lazy((input) => (typeof input === 'string' ? oneOf(['balanced']) : listOf(positiveNumber, 'classWeights'))),
  ),
  divisor: v.optional(oneOf(['records', 'batchSize'])),
  streaming: v.optional(boolean),
})

/** A configuration as it is given: everything with a default may be left out. */
export const configSchema = section({
  name: v.optional(text),
  data,
  model: v.lazy((input) =>
    isMapping(input) ? mapping('model') : v.string(encodeExpectation({ kind: 'plain', what: 'model' })),
  ),
  training: v.optional(training),
})

export type TrainConfig = v.InferOutput<typeof configSchema>
export type TrainingConfig = NonNullable<TrainConfig['training']>
