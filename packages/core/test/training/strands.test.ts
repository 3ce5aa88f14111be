import { describe, expect, test } from 'vitest'
import type { Dataset, ShardedDataset } from '../../src/dataset/dataset.js'
import type { Engine } from '../../src/engine/engine.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import type { LayerSpec, ModelSpec, StrandSetting } from '../../src/nn/model-spec.js'
import { reverseComplement } from '../../src/sequence/alphabet.js'
import { sequenceCodes } from '../../src/sequence/build-sequence-set.js'
import { recordDraws } from '../../src/training/augmentation.js'
import { evaluateDataset } from '../../src/training/evaluate-dataset.js'
import { fit } from '../../src/training/fit.js'
import type { FitOptions } from '../../src/training/fit-options.js'
import { predictDataset } from '../../src/training/predict-dataset.js'
import { ENGINES, withModel } from '../engine/engines.js'
import { CONSTANT_GRAPH, fakeModel, LENGTH, LOSS, randomDataset, sharded } from './fixtures.js'

const LOGITS = { name: 'sigmoid-cross-entropy', output: 'logits' } as const
const ADAM = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const
const WHOLE = randomDataset(53)

function specOf(strands: StrandSetting, more: Partial<LayerSpec & { type: 'dense' }> = {}): ModelSpec {
  return {
    inputs: [{ name: 'sequence', shape: [LENGTH, 4], strands }],
    layers: [
      { type: 'conv1d', filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' },
      { type: 'dropout', rate: 0.3 },
      { type: 'globalAveragePooling1d' },
      { ...more, type: 'dense', units: 1, name: 'logits' },
      { type: 'activation', activation: 'sigmoid' },
    ],
    outputs: [
      { name: 'prediction', layer: 'activation' },
      { name: 'logits', layer: 'logits' },
    ],
  }
}

function withSpec<T>(
  engine: Engine,
  spec: ModelSpec,
  use: (model: { readonly compiled: FitOptions['compiled']; readonly graph: FitOptions['graph'] }) => Promise<T>,
  threads = 2,
): Promise<T> {
  const graph = buildGraph(spec)
  const model = { graph, weights: initialWeights(graph, spec, 7) }
  const options = { loss: LOGITS, optimizer: ADAM, batchSize: 8, seed: 7, threads }
  return withModel(engine, model, options, (compiled) => use({ compiled, graph }))
}

/** The same records read from the other strand. */
function otherStrand(dataset: Dataset): Dataset {
  const { sequences } = dataset
  const codes = new Uint8Array(sequences.codes.length)
  for (let i = 0; i < sequences.ids.length; i++) {
    codes.set(reverseComplement(sequenceCodes(sequences, i)), sequences.offsets[i])
  }
  return { ...dataset, sequences: { ...sequences, codes } }
}

async function predictions(engine: Engine, spec: ModelSpec, data: Dataset | ShardedDataset) {
  return withSpec(engine, spec, async ({ compiled, graph }) => {
    const outputs: Record<string, number[]> = { prediction: [], logits: [] }
    for await (const batch of predictDataset(compiled, graph, data, { batchSize: 8 })) {
      for (const [name, values] of Object.entries(batch.outputs)) outputs[name]?.push(...values)
    }
    return outputs
  })
}

describe.each(ENGINES)('both strands in $name', ({ load }) => {
  test('average: every output is the mean of those of the two strands', async () => {
    const engine = await load()
    const forward = await predictions(engine, specOf('one'), WHOLE)
    const backward = await predictions(engine, specOf('one'), otherStrand(WHOLE))
    const averaged = await predictions(engine, specOf('average'), WHOLE)
    for (const name of ['prediction', 'logits']) {
      averaged[name]?.forEach((value, i) => {
        expect(value).toBeCloseTo(((forward[name]?.[i] ?? 0) + (backward[name]?.[i] ?? 0)) / 2, 6)
      })
    }
    expect(forward.prediction).not.toEqual(backward.prediction)
    expect(await predictions(engine, specOf('average'), otherStrand(WHOLE))).toEqual(averaged)
    expect(await predictions(engine, specOf('average'), sharded(WHOLE, [20, 33]))).toEqual(averaged)
  })

  test('average: the loss is that of the averaged logits, with what regularization adds', async () => {
    const engine = await load()
    const { prediction, logits = [] } = await predictions(engine, specOf('average'), WHOLE)
    const evaluate = (spec: ModelSpec) =>
      withSpec(engine, spec, ({ compiled, graph }) => evaluateDataset(compiled, graph, LOGITS, WHOLE, { batchSize: 8 }))
    const evaluation = await evaluate(specOf('average'))
    expect([...evaluation.predictions]).toEqual(prediction?.map(Math.fround))
    const losses = logits.map(
      (z, i) => Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - z * (WHOLE.labels?.[i] ?? 0),
    )
    expect(evaluation.loss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 53, 12)
    expect(evaluation.losses[3]).toBeCloseTo(losses[3] ?? Number.NaN, 12)
    const penalized = await evaluate(specOf('average', { kernelRegularizer: { l2: 0.5 } }))
    const weights = initialWeights(buildGraph(specOf('one')), specOf('one'), 7)['logits/kernel'] ?? []
    const penalty = 0.5 * Array.from(weights).reduce((sum, w) => sum + w * w, 0)
    expect(penalized.loss - evaluation.loss).toBeCloseTo(penalty, 6)
  })

  test('shared: takes the records as they are, and either strand alike', async () => {
    const engine = await load()
    const shared = await predictions(engine, specOf('shared'), WHOLE)
    const other = await predictions(engine, specOf('shared'), otherStrand(WHOLE))
    shared.prediction?.forEach((value, i) => {
      expect(value).toBeCloseTo(other.prediction?.[i] ?? Number.NaN, 6)
    })
    expect(shared.prediction).not.toEqual((await predictions(engine, specOf('one'), WHOLE)).prediction)
    expect(await predictions(engine, specOf('shared'), sharded(WHOLE, [20, 33]))).toEqual(shared)
  })

  test.each(['one', 'average', 'shared'] as const)(
    '%s: 4 epochs of either strand equal 2 and 2 more, on any number of threads',
    async (strands) => {
      const engine = await load()
      const train = (more: Partial<FitOptions>, threads = 2) =>
        withSpec(
          engine,
          specOf(strands),
          async ({ compiled, graph }) => {
            const options = { compiled, graph, loss: LOGITS, train: WHOLE, validation: WHOLE, batchSize: 8, seed: 7 }
            return fit({ ...options, learningRate: 0.01, epochs: 4, reverseComplement: true, shift: 1, ...more })
          },
          threads,
        )
      const whole = await train({})
      const half = await train({ epochs: 2 })
      expect((await train({ resume: half.state })).weights).toEqual(whole.weights)
      expect((await train({}, 1)).weights).toEqual(whole.weights)
      expect((await train({ reverseComplement: false, shift: 0 })).weights).not.toEqual(whole.weights)
    },
  )
})

describe('augmentation', () => {
  const firstBases = async (options: Partial<FitOptions>): Promise<number[][]> => {
    const compiled = fakeModel()
    const usual = { compiled, graph: CONSTANT_GRAPH, loss: LOSS, train: WHOLE, batchSize: 8, epochs: 3, seed: 3 }
    await fit({ ...usual, learningRate: 0, shuffle: false, ...options })
    const epoch = Math.ceil(53 / 8)
    return [0, 1, 2].map((e) => compiled.trained.slice(e * epoch, (e + 1) * epoch).flatMap(({ codes }) => codes))
  }
  const recordsOf = (codes: readonly number[]) =>
    Array.from({ length: codes.length / LENGTH }, (_, i) => codes.slice(i * LENGTH, (i + 1) * LENGTH).join(''))

  test('gives each record as it is or from the other strand, another half in every epoch', async () => {
    const forward = recordsOf([...WHOLE.sequences.codes])
    const backward = recordsOf([...otherStrand(WHOLE).sequences.codes])
    const epochs = (await firstBases({ reverseComplement: true })).map(recordsOf)
    for (const records of epochs) {
      const reversed = records.filter((record, i) => record === backward[i] && record !== forward[i])
      expect(records.every((record, i) => record === forward[i] || record === backward[i])).toBe(true)
      expect(reversed.length).toBeGreaterThan(12)
      expect(reversed.length).toBeLessThan(41)
    }
    expect(epochs[0]).not.toEqual(epochs[1])
  })

  test('does not depend on batches, order or shards of the same records', async () => {
    const usual = await firstBases({ reverseComplement: true })
    const compiled = fakeModel()
    const options = { compiled, graph: CONSTANT_GRAPH, loss: LOSS, train: WHOLE, batchSize: 53, epochs: 1, seed: 3 }
    await fit({ ...options, learningRate: 0, reverseComplement: true })
    expect(recordsOf(compiled.trained[0]?.codes ?? []).sort()).toEqual(recordsOf(usual[0] ?? []).sort())
    const key = { seed: 3, epoch: 0, reverseComplement: true, shift: 0 }
    const draws = (shard: number | undefined) =>
      Array.from({ length: 64 }, (_, i) => recordDraws(key, shard, 64).isReversed(i))
    expect(draws(0)).not.toEqual(draws(1))
    expect(draws(undefined)).not.toEqual(draws(0))
  })

  test('moves records by at most as many bases as told, each as likely, N filled in', async () => {
    const forward = recordsOf([...WHOLE.sequences.codes])
    const [records = []] = (await firstBases({ shift: 2 })).map(recordsOf)
    records.forEach((record, i) => {
      const padded = `44${forward[i]}44`
      expect([0, 1, 2, 3, 4].map((start) => padded.slice(start, start + LENGTH))).toContain(record)
    })
    const draws = recordDraws({ seed: 1, epoch: 0, reverseComplement: false, shift: 2 }, undefined, 5000)
    const counts = [-2, -1, 0, 1, 2].map(
      (by) => Array.from({ length: 5000 }, (_, i) => draws.shift(i)).filter((shift) => shift === by).length,
    )
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5000)
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })

  test('does nothing unless asked', async () => {
    for (const epoch of await firstBases({})) expect(epoch).toEqual([...WHOLE.sequences.codes])
  })

  test('a shift that is no whole number is refused', async () => {
    await expect(firstBases({ shift: -1 })).rejects.toThrow(/shift is -1; expected an integer, at least 0/)
  })
})
