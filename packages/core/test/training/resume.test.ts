import { describe, expect, test } from 'vitest'
import type { CompiledModel, Engine } from '../../src/engine/engine.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import type { ModelSpec } from '../../src/nn/model-spec.js'
import { decodeCheckpoint, encodeCheckpoint } from '../../src/training/checkpoint.js'
import { fit } from '../../src/training/fit.js'
import type { FitOptions, FitResult } from '../../src/training/fit-options.js'
import type { TrainingState } from '../../src/training/training-state.js'
import { ENGINES } from '../engine/engines.js'
import { LENGTH, randomDataset, sharded } from './fixtures.js'

/** Everything that has a state between steps: dropout, batch normalisation, Adam, a learning rate that is reduced. */
const SPEC: ModelSpec = {
  inputs: [{ name: 'sequence', shape: [LENGTH, 4] }],
  layers: [
    { type: 'conv1d', filters: 3, kernelSize: 3, padding: 'same', activation: 'relu' },
    { type: 'batchNormalization' },
    { type: 'dropout', rate: 0.3 },
    { type: 'flatten' },
    { type: 'dense', units: 1, name: 'logits' },
    { type: 'activation', activation: 'sigmoid' },
  ],
  outputs: [
    { name: 'prediction', layer: 'activation' },
    { name: 'logits', layer: 'logits' },
  ],
}
const GRAPH = buildGraph(SPEC)
const SEED = 7
const LOSS = { name: 'sigmoid-cross-entropy', output: 'logits' } as const
const WHOLE = randomDataset(53, { weights: true })
const VALIDATION = randomDataset(20, { seed: 2 })

async function compile(engine: Engine): Promise<CompiledModel> {
  const optimizer = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const
  const model = { graph: GRAPH, weights: initialWeights(GRAPH, SPEC, SEED) }
  return engine.compile(model, { loss: LOSS, optimizer, batchSize: 8, seed: SEED, threads: 2 })
}

async function train(engine: Engine, more: Partial<FitOptions>): Promise<FitResult> {
  const compiled = await compile(engine)
  try {
    return await fit({
      compiled,
      graph: GRAPH,
      loss: LOSS,
      train: WHOLE,
      validation: VALIDATION,
      batchSize: 8,
      epochs: 6,
      seed: SEED,
      learningRate: 0.01,
      metrics: ['accuracy', 'rocAuc'],
      evaluateEvery: 1,
      earlyStopping: { monitor: 'valLoss', patience: 50 },
      reduceOnPlateau: { monitor: 'loss', patience: 1, factor: 0.5, minDelta: 1 },
      identity: 'configuration and data',
      ...more,
    })
  } finally {
    await compiled.dispose()
  }
}

/** What is compared to the bit: everything but the wall time. */
function outcome({ history, weights, best, restoredBest, state }: FitResult) {
  return {
    weights,
    best,
    restoredBest,
    history: history.map(({ seconds, ...row }) => row),
    state: { ...state, history: [], running: { ...state.running, seconds: 0 } },
  }
}

/** Through the file, as a new process would get it. */
function throughFile(state: TrainingState): TrainingState {
  return decodeCheckpoint(encodeCheckpoint(state), 'checkpoint/state.safetensors')
}

describe.each(ENGINES)('training with the $name engine', ({ load, precision }) => {
  const data = { 'in memory': WHOLE, 'in shards': sharded(WHOLE, [20, 1, 32]) }

  test.each(Object.entries(data))('%s: 6 epochs equal 3, a checkpoint, and 3 more, to the bit', async (_, part) => {
    const engine = await load()
    const straight = await train(engine, { train: part })
    const half = await train(engine, { train: part, epochs: 3 })
    expect(half.epochs).toBe(3)
    const resumed = await train(engine, { train: part, resume: throughFile(half.state) })
    expect(outcome(resumed)).toEqual(outcome(straight))
  })

  test('a last epoch that was not due to be validated decides nothing that a longer training goes on from', async () => {
    const engine = await load()
    const sparse: Partial<FitOptions> = {
      validateEvery: 3,
      evaluateEvery: undefined,
      // Nothing is an improvement: every observation counts, one too many stops early or halves the rate.
      earlyStopping: { monitor: 'valLoss', patience: 4, minDelta: 10 },
      reduceOnPlateau: { monitor: 'valLoss', patience: 2, factor: 0.5, minDelta: 10 },
    }
    const straight = await train(engine, { ...sparse, epochs: 20 })
    expect(straight.stopped).toBe('early-stopping')
    for (const epochs of [1, 2, 7, 8]) {
      const short = await train(engine, { ...sparse, epochs })
      expect(short.history.at(-1)?.valLoss).toBeTypeOf('number')
      expect(short.best).toBeDefined()
      const resumed = await train(engine, { ...sparse, epochs: 20, resume: throughFile(short.state) })
      const { history: _, ...expected } = outcome(straight)
      expect(outcome(resumed)).toMatchObject(expected)
      expect(resumed.history.map(({ loss }) => loss)).toEqual(straight.history.map(({ loss }) => loss))
    }
  })

  test.each(Object.entries(data))('%s: nor does a stop within an epoch change a bit', async (_, part) => {
    const engine = await load()
    const goOn = { train: part, learningRate: () => 0.01, reduceOnPlateau: undefined }
    const whole = await train(engine, goOn)
    // Seven batches an epoch: 13 is the last one of the second, before its validation.
    for (const stopAt of [1, 10, 13, 14]) {
      const controller = new AbortController()
      let kept: TrainingState | undefined
      // The rate of step n is asked for before the step: the batch is still trained, then training stops.
      const learningRate = (step: number): number => {
        if (step === stopAt) controller.abort()
        return 0.01
      }
      const onCheckpoint = (state: TrainingState) => {
        kept = state
      }
      const stopped = await train(engine, { ...goOn, learningRate, signal: controller.signal, onCheckpoint })
      expect(stopped.stopped).toBe('aborted')
      expect(kept?.engine.step).toBe(stopAt + 1)
      if (kept === undefined) throw new Error('no checkpoint')
      const resumed = await train(engine, { ...goOn, resume: throughFile(kept) })
      expect(outcome(resumed)).toEqual(outcome(whole))
    }
  })

  test('a rate far too large stops at a named batch, with a state that is finite', async () => {
    let kept: TrainingState | undefined
    const onCheckpoint = (state: TrainingState) => {
      kept = state
    }
    const learningRate = precision === 'float64' ? 1e200 : 1e30
    const training = train(await load(), { learningRate, reduceOnPlateau: undefined, onCheckpoint })
    await expect(training).rejects.toMatchObject({ code: 'TRAINING_NOT_FINITE', details: { epoch: 1, batch: 2 } })
    expect(kept?.batch).toBe(1)
    const numbers = Object.values(kept?.weights ?? {}).flatMap((values) => [...values])
    expect(numbers.length).toBeGreaterThan(0)
    expect(numbers.every(Number.isFinite)).toBe(true)
  })

  test('a run learns: the training loss falls', async () => {
    const { history } = await train(await load(), { epochs: 30, reduceOnPlateau: undefined })
    expect(history.at(-1)?.loss ?? 1).toBeLessThan((history[0]?.loss ?? 0) * 0.8)
    expect(history.at(-1)?.metrics.rocAuc ?? 0).toBeGreaterThan(0.85)
  })
})

describe('a checkpoint', () => {
  const reference = async (): Promise<Engine> => {
    const engine = ENGINES[0]
    if (engine === undefined) throw new Error('no engine')
    return engine.load()
  }

  test('of another seed, batch size, identity, data size or network is refused', async () => {
    const engine = await reference()
    const { state } = await train(engine, { epochs: 1 })
    const refused = (more: Partial<FitOptions>, what: string) =>
      expect(train(engine, { resume: state, ...more })).rejects.toMatchObject({
        code: 'CHECKPOINT_MISMATCH',
        details: { what },
      })
    await refused({ seed: 8 }, 'seed')
    await refused({ batchSize: 4 }, 'batchSize')
    await refused({ identity: 'another' }, 'identity')
    await refused({ train: randomDataset(52, { weights: true }) }, 'records')
    const { 'conv1d/kernel': _, ...others } = state.weights
    await refused({ resume: { ...state, weights: others } }, 'weights')
  })

  test('of a training that is over trains nothing more', async () => {
    const engine = await reference()
    const done = await train(engine, { epochs: 2 })
    const again = await train(engine, { epochs: 2, resume: throughFile(done.state) })
    expect(outcome(again)).toEqual(outcome(done))
  })

  test('keeps numbers that JSON has not', async () => {
    const { state } = await train(await reference(), { epochs: 1 })
    const [row] = state.history
    if (row === undefined) throw new Error('no history')
    const odd = { ...row, valLoss: Number.NaN, loss: Number.POSITIVE_INFINITY, metrics: { rocAuc: null } }
    expect(throughFile({ ...state, history: [odd] }).history).toEqual([odd])
  })

  test('with a field that is missing or wrong is refused, naming it', async () => {
    const { state } = await train(await reference(), { epochs: 1 })
    const wrong = encodeCheckpoint({ ...state, epoch: -1 })
    expect(() => decodeCheckpoint(wrong, 'state.safetensors')).toThrow(
      'state.safetensors is not a usable checkpoint: state.epoch is -1; expected an integer, at least 0',
    )
  })

  test('cut off, or another file, is refused', async () => {
    const { state } = await train(await reference(), { epochs: 1 })
    const bytes = encodeCheckpoint(state)
    expect(() => decodeCheckpoint(bytes.subarray(0, bytes.length - 5), 'state.safetensors')).toThrow(
      'state.safetensors',
    )
    expect(() => decodeCheckpoint(new Uint8Array(3), 'state.safetensors')).toThrow('state.safetensors')
  })
})
