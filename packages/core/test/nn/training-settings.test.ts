import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { type LearningRateSchedule, learningRateAt, parseLearningRate } from '../../src/nn/learning-rate.js'
import { lossNotes, outputSize, parseLoss, resolveLoss } from '../../src/nn/losses.js'
import type { ModelSpec } from '../../src/nn/model-spec.js'
import { parseOptimizer } from '../../src/nn/optimizers.js'
import { cosineOfPi, power } from '../../src/nn/portable-math.js'
import { PRESET_NAMES, presetSpec, presetTraining } from '../../src/nn/presets.js'

const at = { place: 'config.yaml', path: 'training.optimizer' }
const messageOf = (action: () => unknown) => {
  try {
    action()
  } catch (error) {
    if (isHeliconError(error)) return error.message
    throw error
  }
  return 'nothing was thrown'
}

describe('optimizers', () => {
  it.each([
    ['adam', { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }, 0.001],
    ['adamw', { name: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.004 }, 0.001],
    ['sgd', { name: 'sgd', momentum: 0, nesterov: false }, 0.01],
    ['rmsprop', { name: 'rmsprop', rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false }, 0.001],
  ])("%s has Keras' defaults", (name, optimizer, learningRate) => {
    const expected = { optimizer, learningRate: { name: 'constant', learningRate } }
    expect(parseOptimizer(name, at)).toEqual(expected)
    expect(parseOptimizer({ name }, at)).toEqual(expected)
  })

  it('takes the numbers that are given', () => {
    expect(parseOptimizer({ name: 'adam', learningRate: 0.01, beta1: 0.5 }, at)).toEqual({
      optimizer: { name: 'adam', beta1: 0.5, beta2: 0.999, epsilon: 1e-7 },
      learningRate: { name: 'constant', learningRate: 0.01 },
    })
  })

  it.each([
    ['Adm', 'training.optimizer is "Adm"; expected one of "adam", "adamw", "sgd", "rmsprop". Did you mean "adam"?'],
    [{ name: 'adam', beta_1: 0.9 }, "unknown key 'training.optimizer.beta_1'"],
    [{ name: 'adam', beta_1: 0.9 }, 'Did you mean "beta1"?'],
    [{ name: 'adam', beta1: 1 }, 'training.optimizer.beta1 is 1; expected a finite number, at least 0 and less than 1'],
    [{ name: 'sgd', beta1: 0.9 }, "unknown key 'training.optimizer.beta1'"],
    [{ learningRate: 1 }, 'training.optimizer.name is missing'],
    [
      { name: 'adam', learningRate: -1 },
      'training.optimizer.learningRate is -1; expected a finite number, greater than 0',
    ],
    [7, 'training.optimizer is 7; expected an object'],
  ])('refuses %j', (json, message) => {
    expect(messageOf(() => parseOptimizer(json, at))).toContain(message)
  })
})

describe('learning-rate schedules', () => {
  // Values computed with the formulas of keras.optimizers.schedules.
  it.each<[LearningRateSchedule, [number, number][]]>([
    [
      { name: 'constant', learningRate: 0.1 },
      [
        [0, 0.1],
        [1e6, 0.1],
      ],
    ],
    [
      { name: 'exponentialDecay', initialLearningRate: 0.1, decaySteps: 100, decayRate: 0.5 },
      [
        [0, 0.1],
        [50, 0.1 * Math.SQRT1_2],
        [100, 0.05],
        [300, 0.0125],
      ],
    ],
    [
      { name: 'exponentialDecay', initialLearningRate: 0.1, decaySteps: 100, decayRate: 0.5, staircase: true },
      [
        [99, 0.1],
        [100, 0.05],
        [199, 0.05],
      ],
    ],
    [
      { name: 'inverseTimeDecay', initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 },
      [
        [0, 0.1],
        [10, 0.1 / 1.5],
        [15, 0.1 / 1.75],
      ],
    ],
    [
      { name: 'cosineDecay', initialLearningRate: 0.1, decaySteps: 100, alpha: 0.1 },
      [
        [0, 0.1],
        [50, 0.055],
        [100, 0.01],
        [500, 0.01],
      ],
    ],
    [
      { name: 'cosineDecay', initialLearningRate: 0, decaySteps: 100, warmupTarget: 0.1, warmupSteps: 10 },
      [
        [0, 0],
        [5, 0.05],
        [10, 0.1],
        [60, 0.05],
        [110, 0],
        [900, 0],
      ],
    ],
    [
      { name: 'polynomialDecay', initialLearningRate: 0.1, decaySteps: 100, endLearningRate: 0.01, power: 2 },
      [
        [0, 0.1],
        [50, 0.0325],
        [100, 0.01],
        [200, 0.01],
      ],
    ],
    [
      { name: 'polynomialDecay', initialLearningRate: 0.1, decaySteps: 100, endLearningRate: 0, cycle: true },
      [
        [0, 0.1],
        [100, 0],
        [150, 0.025],
        [200, 0],
      ],
    ],
    [
      { name: 'piecewiseConstant', boundaries: [10, 20], values: [1, 0.5, 0.1] },
      [
        [0, 1],
        [10, 1],
        [11, 0.5],
        [20, 0.5],
        [21, 0.1],
      ],
    ],
  ])('%j', (schedule, expected) => {
    for (const [step, rate] of expected) expect(learningRateAt(schedule, step)).toBeCloseTo(rate, 12)
    expect(parseLearningRate(schedule, at)).toEqual(schedule)
  })

  it('power and cosine agree with Math to a few units in the last place', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (base, exponent) => {
          const expected = base ** exponent
          expect(Math.abs(power(base, exponent) - expected)).toBeLessThanOrEqual(1e-13 * expected)
        },
      ),
    )
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (x) => {
        expect(Math.abs(cosineOfPi(x) - Math.cos(Math.PI * x))).toBeLessThanOrEqual(1e-15)
      }),
    )
  })

  it.each([
    [{ name: 'cosine', initialLearningRate: 1, decaySteps: 1 }, 'training.optimizer.name is "cosine"'],
    [{ name: 'cosineDecay', initialLearningRate: 1 }, 'training.optimizer.decaySteps is missing'],
    [{ name: 'piecewiseConstant', boundaries: [1], values: [1, 2, 3] }, 'training.optimizer.values is [1,2,3]'],
    [{ name: 'piecewiseConstant', boundaries: [5, 5], values: [1, 2, 3] }, 'training.optimizer.boundaries[1] is 5'],
    [Number.NaN, 'training.optimizer is NaN'],
  ])('refuses %j', (json, message) => {
    expect(messageOf(() => parseLearningRate(json, at))).toContain(message)
  })
})

describe('losses', () => {
  const graphOf = (name: string) => buildGraph(presetSpec(name))
  const endingIn = (activation: 'sigmoid' | 'softmax' | 'relu' | 'tanh' | 'linear', units = 2) => {
    const spec: ModelSpec = {
      inputs: [{ name: 'sequence', shape: [20, 4] }],
      layers: [{ type: 'flatten' }, { type: 'dense', units, activation }],
    }
    return buildGraph(spec)
  }

  it.each(PRESET_NAMES)('the usual loss of %s fits its network', (name) => {
    const { loss } = presetTraining(name)
    expect(resolveLoss({ name: loss.name, output: loss.output }, graphOf(name))).toEqual(loss)
  })

  it('finds the output that a loss needs', () => {
    expect(resolveLoss({ name: 'sigmoid-cross-entropy' }, graphOf('jund')).output).toBe('logits')
    expect(resolveLoss({ name: 'binary-cross-entropy' }, graphOf('jund')).output).toBe('prediction')
    expect(outputSize(graphOf('guide'), 'prediction')).toBe(2)
  })

  it.each([
    ['sigmoid-cross-entropy', 'sigmoid', /needs logits, but output "prediction" ends in sigmoid.*binary-cross-entropy/],
    ['softmax-cross-entropy', 'softmax', /needs logits.*ends in softmax.*categorical-cross-entropy/],
    ['binary-cross-entropy', 'linear', /needs probabilities.*ends in linear.*sigmoid-cross-entropy/],
    ['categorical-cross-entropy', 'tanh', /needs probabilities.*ends in tanh.*softmax-cross-entropy/],
  ] as const)('%s is refused on an output that ends in %s', (name, activation, message) => {
    expect(messageOf(() => resolveLoss({ name }, endingIn(activation)))).toMatch(message)
  })

  it('categorical losses need two columns', () => {
    const graph = endingIn('sigmoid', 1)
    expect(messageOf(() => resolveLoss({ name: 'categorical-cross-entropy' }, graph))).toContain('has shape [1]')
  })

  it("notes that sigmoid outputs are normalised in the guide's loss, and only there", () => {
    const loss = presetTraining('guide').loss
    const [note] = lossNotes(loss, graphOf('guide'))
    expect(note?.en).toContain('divided by their sum')
    expect(note?.ko).toContain('합으로 나눕니다')
    expect(lossNotes(loss, endingIn('softmax'))).toEqual([])
    expect(lossNotes(presetTraining('jund').loss, graphOf('jund'))).toEqual([])
  })

  it('names the outputs there are, and the nearest spelling', () => {
    const config = parseLoss({ name: 'sigmoid-cross-entropy', output: 'logit' }, at)
    expect(messageOf(() => resolveLoss(config, graphOf('jund')))).toContain('Did you mean "logits"?')
    expect(messageOf(() => parseLoss('categorical_crossentropy', at))).toContain(
      'Did you mean "categorical-cross-entropy"?',
    )
  })
})
