import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import { randomStream } from '../../src/core/random.js'
import { classWeights } from '../../src/dataset/class-weights.js'
import { textArray } from '../../src/dataset/formats/array-writer.js'
import { concatenateDatasets } from '../../src/dataset/select.js'
import { simulateJund } from '../../src/dataset/simulate-jund.js'
import { validationSplit } from '../../src/dataset/split.js'
import { checkInputs, checkModel, checkNamedSizes } from '../../src/engine/check-arguments.js'
import { oneHotDecode } from '../../src/sequence/one-hot.js'
import { batchLayout } from '../../src/training/batch-layout.js'
import { fit } from '../../src/training/fit.js'
import { CONSTANT_GRAPH, fakeModel, LOSS, randomDataset } from '../training/fixtures.js'

const DATA = randomDataset(4)
const FIT = {
  compiled: fakeModel(),
  graph: CONSTANT_GRAPH,
  loss: LOSS,
  train: DATA,
  batchSize: 2,
  epochs: 1,
  seed: 1,
  learningRate: 0.1,
} as const
const model = { graph: CONSTANT_GRAPH, weights: {} }

/** Calls with an argument that is wrong, and the English words that must not stand in the Korean message. */
const CALLS: readonly (readonly [string, () => unknown])[] = [
  ['a seed', () => randomStream(-1, 'x')],
  ['weights of a choice', () => randomStream(1, 'x').choice([0, 0], 1)],
  ['a fraction', () => validationSplit(DATA, 2)],
  ['no data sets', () => concatenateDatasets([])],
  ['a class without a weight', () => classWeights(DATA, { 0: 1 })],
  ['a text', () => textArray(['x\0'])],
  ['an option of a simulation', () => [...simulateJund({ records: 1, seed: 1 })]],
  ['one-hot values', () => oneHotDecode([1, 0, 0])],
  ['an output of a loss', () => batchLayout(CONSTANT_GRAPH, { ...LOSS, output: 'none' })],
  ['a batch size of an engine', () => checkModel(model, { batchSize: 0, seed: 1 })],
  ['missing weights', () => checkModel(model, { batchSize: 1, seed: 1 })],
  ['unknown weights', () => checkNamedSizes('weights', { bias: Float32Array.of(1) }, {})],
  ['the size of an input', () => checkInputs(CONSTANT_GRAPH, [new Uint8Array(5)], 1, 1)],
  ['a missing input', () => checkInputs(CONSTANT_GRAPH, [], 1, 1)],
  ['epochs', () => fit({ ...FIT, epochs: 0 })],
  ['a factor', () => fit({ ...FIT, reduceOnPlateau: { factor: 2 } })],
  ['a plateau with a schedule', () => fit({ ...FIT, learningRate: () => 1, reduceOnPlateau: {} })],
  ['a split beside validation', () => fit({ ...FIT, validation: DATA, validationSplit: 0.5 })],
  [
    'two monitors',
    () => fit({ ...FIT, metrics: ['accuracy'], best: { monitor: 'accuracy' }, earlyStopping: { monitor: 'loss' } }),
  ],
]

describe('a wrong argument', () => {
  it.each(CALLS)('%s: the English message is English, the Korean one Korean', async (_, call) => {
    const error: unknown = await Promise.resolve()
      .then(call)
      .catch((thrown: unknown) => thrown)
    if (!isHeliconError(error, 'ARGUMENT_INVALID')) throw new Error(`another end: ${String(error)}`)
    expect(error.message).toMatch(/ is .+; expected .+/)
    expect(error.message).not.toMatch(/[가-힣]|undefined|\[object/)
    const korean = error.text('ko')
    expect(korean).toMatch(/값이 .*입니다\. 필요한 값: /)
    expect(korean).not.toMatch(/\b(an?|the|of|at|least|from|to|with|one|number|values|nothing|absent)\b|\[object/)
  })
})
