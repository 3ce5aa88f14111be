import { describe, expect, test } from 'vitest'
import { HeliconError } from '../../src/core/errors.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { fit } from '../../src/training/fit.js'
import type { FitOptions, FitProgress } from '../../src/training/fit-options.js'
import { historyColumns, historyTable } from '../../src/training/history.js'
import type { TrainingState } from '../../src/training/training-state.js'
import { CONSTANT_GRAPH, type FakeModel, fakeModel, LENGTH, LOSS, randomDataset, sharded } from './fixtures.js'

function labelled(labels: readonly number[]): Dataset {
  return { ...randomDataset(labels.length), labels: Float32Array.from(labels) }
}

const TRAIN = labelled([0, 1, 1, 0, 1])
const VALIDATION = { ...labelled([1, 0]), name: 'validation' }

function options(compiled: FakeModel, more: Partial<FitOptions> = {}): FitOptions {
  return {
    compiled,
    graph: CONSTANT_GRAPH,
    loss: LOSS,
    train: TRAIN,
    batchSize: 2,
    epochs: 1,
    seed: 1,
    shuffle: false,
    learningRate: 0.1,
    ...more,
  }
}

describe('history', () => {
  test('equals a case computed by hand', async () => {
    // w = 0, -.1, -.2 in the three batches: losses (0 + 1) / 2, (1.21 + .01) / 2, 1.44; after them w = -.3.
    const result = await fit(options(fakeModel(), { validation: VALIDATION, metrics: ['accuracy'], epochs: 2 }))
    const [first, second] = result.history
    expect(first?.loss).toBeCloseTo(3.66 / 5, 12)
    expect(first?.valLoss).toBeCloseTo((1.69 + 0.09) / 2, 12)
    expect(first?.metrics).toEqual({ accuracy: 2 / 5, valAccuracy: 1 / 2 })
    expect(first).toMatchObject({ epoch: 1, learningRate: 0.1 })
    expect(second?.epoch).toBe(2)
    expect(result).toMatchObject({ stopped: 'finished', epochs: 2, steps: 6, restoredBest: false })
    expect(result.weights['dense/kernel']?.[0]).toBeCloseTo(-0.6, 12)
  })

  test('has its columns in the order people read', async () => {
    const { history } = await fit(options(fakeModel(), { validation: VALIDATION, metrics: ['accuracy'] }))
    const columns = historyColumns(['accuracy'], true)
    expect(columns).toEqual(['epoch', 'loss', 'accuracy', 'valLoss', 'valAccuracy', 'learningRate', 'seconds'])
    expect(historyTable(history, ['epoch', 'accuracy', 'valRocAuc'])).toEqual({
      epoch: [1],
      accuracy: [0.4],
      valRocAuc: [null],
    })
  })

  test('weighs the records, and divides by records as Keras or by the batch size as DeepChem', async () => {
    const train = { ...TRAIN, weights: Float32Array.of(1, 2, 3, 4, 5) }
    for (const divisor of ['records', 'batchSize'] as const) {
      const model = fakeModel()
      const { history } = await fit(options(model, { train, divisor }))
      expect(history[0]?.loss).toBeCloseTo((2 * 1 + 3 * 1.21 + 4 * 0.01 + 5 * 1.44) / 5, 6)
      expect(model.trained.map((step) => step.divisor)).toEqual(divisor === 'records' ? [2, 2, 1] : [2, 2, 2])
      expect(model.trained.map((step) => step.weights)).toEqual([[1, 2], [3, 4], [5]])
    }
  })

  test('has ROC-AUC of both parts every so many epochs and after the last', async () => {
    const more = { validation: VALIDATION, metrics: ['rocAuc'], evaluateEvery: 2, epochs: 5 } as const
    const { history } = await fit(options(fakeModel(), more))
    const rounds = history.filter((row) => 'rocAuc' in row.metrics).map((row) => row.epoch)
    expect(rounds).toEqual([2, 4, 5])
    expect(history.filter((row) => 'valRocAuc' in row.metrics).map((row) => row.epoch)).toEqual([2, 4, 5])
    expect(history.map((row) => row.valLoss !== undefined)).toEqual([true, true, true, true, true])
    expect(history[4]?.metrics).toEqual({ rocAuc: 0.5, valRocAuc: 0.5 })
  })

  test('has null, never a number, for ROC-AUC of one class', async () => {
    const validation = labelled([1, 1])
    const { history } = await fit(options(fakeModel(), { validation, metrics: ['rocAuc'] }))
    expect(history[0]?.metrics.valRocAuc).toBeNull()
  })

  test('has validation only where it is due', async () => {
    const { history } = await fit(options(fakeModel(), { validation: VALIDATION, validateEvery: 3, epochs: 5 }))
    expect(history.map((row) => row.valLoss !== undefined)).toEqual([false, false, true, false, true])
  })
})

describe('data', () => {
  test('validationSplit takes the last fraction before shuffling', async () => {
    const train = labelled([0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
    const model = fakeModel()
    const { history } = await fit(options(model, { train, validationSplit: 0.2, shuffle: true, learningRate: 0 }))
    expect(model.trained.flatMap((step) => step.labels)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(history[0]).toMatchObject({ loss: 0, valLoss: 1 })
  })

  test('is shuffled anew each epoch, and the same way again with the same seed', async () => {
    const train = randomDataset(40)
    const orders = async (seed: number): Promise<string[]> => {
      const model = fakeModel()
      await fit(options(model, { train, batchSize: 40, epochs: 2, shuffle: true, seed }))
      return model.trained.map((step) => step.codes.join(''))
    }
    const [first, second] = await orders(1)
    expect(first).not.toBe(second)
    expect(await orders(1)).toEqual([first, second])
    expect((await orders(2))[0]).not.toBe(first)
  })

  test('read shard by shard gives the same loss as in memory where the order is the stored one', async () => {
    const train = randomDataset(23)
    const inMemory = await fit(options(fakeModel(), { train, batchSize: 4, epochs: 2 }))
    const data = sharded(train, [5, 0, 11, 7])
    const byShard = await fit(options(fakeModel(), { train: data, batchSize: 4, epochs: 2 }))
    expect(byShard.history.map((row) => row.loss)).toEqual(inMemory.history.map((row) => row.loss))
    expect(byShard.state.records).toBe(23)
  })

  test('balanced class weights make the classes count the same', async () => {
    const model = fakeModel()
    await fit(options(model, { train: labelled([0, 0, 0, 1]), batchSize: 4, classWeights: 'balanced' }))
    const weights = model.trained[0]?.weights ?? []
    expect(weights.slice(0, 3).map((weight) => weight.toFixed(6))).toEqual(['0.666667', '0.666667', '0.666667'])
    expect(weights[3]).toBe(2)
  })

  test('without records is refused', async () => {
    await expect(fit(options(fakeModel(), { train: labelled([]) }))).rejects.toMatchObject({
      code: 'TRAINING_NO_RECORDS',
    })
    await expect(fit(options(fakeModel(), { train: sharded(TRAIN, [0, 0]) }))).rejects.toThrow(
      'no records for training',
    )
  })
})

describe('early stopping, as Keras', () => {
  // The prediction falls by .1 * 3 steps an epoch from 1: the validation loss against 0 is least near 0.
  const more = { validation: labelled([0]), epochs: 20, earlyStopping: { patience: 2 } }

  test('stops after `patience` epochs without improvement and puts the best weights back', async () => {
    const model = fakeModel({ start: 1 })
    const result = await fit(options(model, more))
    // After the epochs the prediction is .7, .4, .1, -.2, -.5.
    expect(result.history.map((row) => row.epoch)).toEqual([1, 2, 3, 4, 5])
    expect(result).toMatchObject({ stopped: 'early-stopping', restoredBest: true })
    expect(result.best).toMatchObject({ epoch: 3, monitor: 'valLoss' })
    expect(result.best?.value).toBeCloseTo(0.01, 12)
    expect(model.exportWeights()['dense/kernel']?.[0]).toBeCloseTo(0.1, 12)
    expect(result.state.weights['dense/kernel']?.[0]).toBeCloseTo(-0.5, 12)
  })

  test('leaves the last weights where asked to', async () => {
    const result = await fit(
      options(fakeModel({ start: 1 }), { ...more, earlyStopping: { patience: 2, restoreBest: false } }),
    )
    expect(result.restoredBest).toBe(false)
    expect(result.weights['dense/kernel']?.[0]).toBeCloseTo(-0.5, 12)
    expect(result.best?.epoch).toBe(3)
  })

  test('counts an improvement smaller than minDelta as none', async () => {
    const earlyStopping = { patience: 1, minDelta: 0.35 }
    const result = await fit(options(fakeModel({ start: 1 }), { ...more, earlyStopping }))
    // .49, .16: the second is better by .33 only.
    expect(result.history).toHaveLength(2)
    expect(result.best?.epoch).toBe(1)
  })

  test('evaluates after the epoch it stops at', async () => {
    const result = await fit(options(fakeModel({ start: 1 }), { ...more, metrics: ['rocAuc'], evaluateEvery: 100 }))
    expect(result.history.map((row) => 'rocAuc' in row.metrics)).toEqual([false, false, false, false, true])
  })

  test('refuses a column that is not computed', async () => {
    const wrong = options(fakeModel(), { earlyStopping: { monitor: 'valRocAuc' }, metrics: ['rocAuc'] })
    await expect(fit(wrong)).rejects.toThrow('monitor valRocAuc is not a column that this training computes')
  })
})

describe('learning rate', () => {
  test('follows a schedule by step over all epochs', async () => {
    const model = fakeModel()
    const { history } = await fit(options(model, { epochs: 2, learningRate: (step) => step / 100 }))
    expect(model.trained.map((step) => step.learningRate)).toEqual([0, 0.01, 0.02, 0.03, 0.04, 0.05])
    expect(history.map((row) => row.learningRate)).toEqual([0.02, 0.05])
  })

  test('is reduced on a plateau, with cooldown and a least rate, as Keras does', async () => {
    // Rate 0.001 against labels that the prediction never reaches by minDelta 10: no epoch after the first improves.
    const reduceOnPlateau = {
      monitor: 'loss',
      factor: 0.5,
      patience: 2,
      cooldown: 1,
      minDelta: 10,
      minLearningRate: 0.0002,
    }
    const { history } = await fit(options(fakeModel(), { epochs: 12, learningRate: 0.001, reduceOnPlateau }))
    // Epoch 1 is the best; 2, 3 wait: halved after 3. Cooldown 1 ends in epoch 4, which counts as the first wait.
    const expected = [1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.2].map((rate) => rate / 1000)
    history.forEach((row, i) => {
      expect(row.learningRate).toBeCloseTo(expected[i] ?? Number.NaN, 12)
    })
  })

  test('cannot be a schedule and be reduced', async () => {
    const wrong = options(fakeModel(), { learningRate: () => 0.1, reduceOnPlateau: {} })
    await expect(fit(wrong)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' })
  })
})

describe('options that are refused', () => {
  const wrong: [string, Partial<FitOptions>][] = [
    ['batchSize', { batchSize: 0 }],
    ['epochs', { epochs: 1.5 }],
    ['evaluateEvery', { evaluateEvery: 0 }],
    ['learningRate', { learningRate: Number.NaN }],
    ['validationSplit', { validationSplit: 0.5, validation: VALIDATION }],
    ['validationSplit', { validationSplit: 0.5, train: sharded(TRAIN, [5]) }],
    ['reduceOnPlateau.factor', { reduceOnPlateau: { factor: 1 } }],
    ['best.monitor', { best: { monitor: 'loss', mode: 'max' }, earlyStopping: { monitor: 'loss' } }],
  ]
  test.each(wrong)('%s', async (name, more) => {
    await expect(fit(options(fakeModel(), more))).rejects.toMatchObject({ code: 'ARGUMENT_INVALID', details: { name } })
  })
})

describe('a number that is not finite', () => {
  test('stops training, names epoch and batch, and hands over the last finite state', async () => {
    const fail = (step: number) =>
      step === 4 ? new HeliconError('TRAINING_NOT_FINITE', { what: 'loss', step }) : undefined
    const states: [TrainingState, string][] = []
    const onCheckpoint = (state: TrainingState, reason: string) => void states.push([state, reason])
    const training = fit(options(fakeModel({ fail }), { epochs: 3, onCheckpoint }))
    await expect(training).rejects.toMatchObject({
      code: 'TRAINING_NOT_FINITE',
      details: { epoch: 2, batch: 2, step: 4 },
    })
    await expect(training).rejects.toThrow('loss is not a finite number at step 4 (epoch 2, batch 2)')
    expect(states.map(([, reason]) => reason)).toEqual(['epoch', 'not-finite'])
    expect(states[1]?.[0]).toMatchObject({ epoch: 1, batch: 1, engine: { step: 4 } })
    expect(states[1]?.[0].weights['dense/kernel']?.[0]).toBeCloseTo(-0.4, 12)
  })
})

describe('abort and progress', () => {
  test('an abort stops after the current batch and gives the state', async () => {
    const controller = new AbortController()
    const model = fakeModel({ fail: (step) => (step === 4 ? void controller.abort() : undefined) })
    const reasons: string[] = []
    const result = await fit(
      options(model, { epochs: 9, signal: controller.signal, onCheckpoint: (_, reason) => void reasons.push(reason) }),
    )
    expect(result).toMatchObject({ stopped: 'aborted', epochs: 1, steps: 5, restoredBest: false })
    expect(result.state).toMatchObject({ epoch: 1, batch: 2 })
    expect(reasons).toEqual(['epoch', 'aborted'])
  })

  test('a signal that is aborted beforehand trains nothing', async () => {
    const model = fakeModel()
    const result = await fit(options(model, { signal: AbortSignal.abort() }))
    expect(result.stopped).toBe('aborted')
    expect(model.trained).toHaveLength(0)
  })

  test('timers run while training: a timer can stop it', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 60)
    const result = await fit(options(fakeModel(), { epochs: 1e9, signal: controller.signal, learningRate: 0 }))
    expect(result.stopped).toBe('aborted')
  })

  test('progress counts batches to the total, at most ten a second besides the ends', async () => {
    const reports: FitProgress[] = []
    const train = randomDataset(5000)
    await fit(options(fakeModel(), { train, batchSize: 10, onProgress: (progress) => void reports.push(progress) }))
    const last = reports.at(-1)
    expect(last).toMatchObject({ task: 'train', done: 500, total: 500, epoch: 1, epochs: 1, secondsLeft: 0 })
    expect(last?.recordsPerSecond).toBeGreaterThan(0)
    expect(last?.loss).toBeGreaterThan(0)
    expect(reports.length).toBeLessThan(50)
  })

  test('the total of a sharded data set is known from its second epoch on, and estimated before', async () => {
    const totals: (number | undefined)[] = []
    const train = sharded(randomDataset(LENGTH * 10), [20, 20, 20])
    const onProgress = ({ total }: FitProgress) => void totals.push(total)
    await fit(options(fakeModel(), { train, batchSize: 10, epochs: 2, onProgress }))
    expect(totals.every((total) => total === 6)).toBe(true)
    expect(totals.length).toBeGreaterThan(0)
  })
})
