import { CLASSIFICATION_METRICS, PRESET_NAMES, REGRESSION_METRICS } from '@helicon/core'
import * as v from 'valibot'
import { dataSchema } from './schema-data.js'
import {
  batchSize,
  boolean,
  fraction,
  integer,
  isMapping,
  listOf,
  mapping,
  nonNegativeNumber,
  oneOf,
  positiveInteger,
  positiveNumber,
  section,
  text,
} from './schema-parts.js'

const mode = v.exactOptional(oneOf(['auto', 'min', 'max']))
const monitor = { monitor: v.exactOptional(text), mode }

/** Read by the library, which knows every name and number of them. */
const byLibrary = v.unknown()

const model = v.lazy((input) => {
  if (!isMapping(input)) return oneOf(PRESET_NAMES)
  return 'preset' in input
    ? section({
        preset: oneOf(PRESET_NAMES),
        length: v.exactOptional(positiveInteger),
        strands: v.exactOptional(oneOf(['one', 'average', 'shared'])),
      })
    : mapping('model')
})

const training = section({
  loss: v.exactOptional(byLibrary),
  optimizer: v.exactOptional(byLibrary),
  learningRate: v.exactOptional(byLibrary),
  batchSize: v.exactOptional(batchSize),
  epochs: v.exactOptional(positiveInteger),
  evaluateEvery: v.exactOptional(positiveInteger),
  validateEvery: v.exactOptional(positiveInteger),
  seed: v.exactOptional(integer),
  shuffle: v.exactOptional(boolean),
  reverseComplement: v.exactOptional(boolean),
  shift: v.exactOptional(integer),
  validationSplit: v.exactOptional(fraction),
  metrics: v.exactOptional(listOf(oneOf([...CLASSIFICATION_METRICS, ...REGRESSION_METRICS]), 'metrics')),
  monitor: v.exactOptional(v.lazy((input) => (isMapping(input) ? section({ monitor: text, mode }) : text))),
  earlyStopping: v.exactOptional(
    section({
      ...monitor,
      patience: v.exactOptional(integer),
      minDelta: v.exactOptional(nonNegativeNumber),
      restoreBest: v.exactOptional(boolean),
    }),
  ),
  reduceOnPlateau: v.exactOptional(
    section({
      ...monitor,
      factor: v.exactOptional(fraction),
      patience: v.exactOptional(integer),
      minDelta: v.exactOptional(nonNegativeNumber),
      cooldown: v.exactOptional(integer),
      minLearningRate: v.exactOptional(nonNegativeNumber),
    }),
  ),
  classWeights: v.exactOptional(
    v.lazy((input) => (typeof input === 'string' ? oneOf(['balanced']) : listOf(positiveNumber, 'classWeights'))),
  ),
  divisor: v.exactOptional(oneOf(['records', 'batchSize'])),
  streaming: v.exactOptional(boolean),
  baselines: v.exactOptional(boolean),
})

/** A configuration as it is given: everything with a default may be left out. */
export const configSchema = section({
  name: v.exactOptional(text),
  data: dataSchema,
  model,
  search: v.exactOptional(byLibrary),
  training: v.exactOptional(training),
})

export type TrainConfig = v.InferOutput<typeof configSchema>
export type TrainingConfig = NonNullable<TrainConfig['training']>
