import { describe, expect, it } from 'vitest'
import type { FloatArray } from '../../src/core/arrays.js'
import type { CompileOptions } from '../../src/engine/engine.js'
import { requireAllClose, requireClose } from './compare.js'
import { ENGINES, type EngineUnderTest, TOLERANCES, type Tolerances, withModel } from './engines.js'
import { flat, readGolden } from './golden-cases.js'
import { Network } from './network.js'

type Nested = number | readonly Nested[]

/** A training run of PyTorch in float64: see `about` in the files. */
interface GoldenRun {
  readonly sequences: readonly string[]
  readonly labels: readonly number[]
  readonly weights?: readonly number[]
  readonly batchSize: number
  readonly steps: number
  readonly initialWeights: Readonly<Record<string, Nested>>
  readonly losses: readonly number[]
  readonly finalWeights: Readonly<Record<string, Nested>>
  readonly finalPredictions?: Nested
  readonly finalLogits?: Nested
}

const adam = (epsilon: number) => ({ name: 'adam', beta1: 0.9, beta2: 0.999, epsilon }) as const

function guideNetwork(): Network {
  const network = new Network()
  const conv = network.activation(network.conv1d(network.input(20, 4), { filters: 10, kernelSize: 5 }), 'relu')
  const logits = network.dense(network.flatten(network.pooling(conv, 'maxPooling1d', 4)), 2)
  return network.output('prediction', network.activation(logits, 'sigmoid'))
}

function jundNetwork(): Network {
  const network = new Network()
  let x = network.input(101, 4)
  for (let i = 0; i < 3; i++) x = network.activation(network.conv1d(x, { filters: 15, kernelSize: 10 }), 'relu')
  const logits = network.dense(network.flatten(x), 1)
  return network.output('prediction', network.activation(logits, 'sigmoid')).output('logits', logits)
}

describe.each(ENGINES)('$name engine trains as PyTorch does', (engine) => {
  it('on the network of the guide, 60 steps', async () => {
    const run = readGolden<GoldenRun>('guide-training.json')
    const labels = Float32Array.from(run.labels.flatMap((label) => (label === 1 ? [0, 1] : [1, 0])))
    const loss = { name: 'categorical-cross-entropy', output: 'prediction' } as const
    const names = { 'conv1d/kernel': 'conv_kernel', 'conv1d/bias': 'conv_bias' }
    await checkRun(engine, run, guideNetwork(), { loss, optimizer: adam(1e-7) }, labels, names)
  })

  /*
   * The initial weights have five decimals, so a few sums of ten of them are 0 in exact arithmetic and +-1e-17 in
   * float64, by the order of addition: ReLU passes their gradient or not. PyTorch itself, adding tap by tap, is 9e-8
   * away from its own losses at step 2 and 7e-5 from its final weights; the float64 bounds allow for that.
   */
  it('on the JUND network with sample weights and sequences with N, 24 steps', async () => {
    const run = readGolden<GoldenRun>('jund-training.json')
    expect(run.sequences.filter((sequence) => sequence.includes('N')).length).toBeGreaterThan(0)
    const loss = { name: 'sigmoid-cross-entropy', output: 'logits' } as const
    const names = Object.fromEntries(
      ['conv1d', 'conv1d_1', 'conv1d_2'].flatMap((layer, i) => [
        [`${layer}/kernel`, `conv${i}_kernel`],
        [`${layer}/bias`, `conv${i}_bias`],
      ]),
    )
    await checkRun(engine, run, jundNetwork(), { loss, optimizer: adam(1e-8) }, Float32Array.from(run.labels), names, {
      trainingLoss: { absolute: 0, relative: Math.max(TOLERANCES[engine.precision].trainingLoss.relative, 1e-5) },
      trained: { absolute: Math.max(TOLERANCES[engine.precision].trained.absolute, 2e-4), relative: 0 },
    })
  })
})

async function checkRun(
  { load, precision }: EngineUnderTest,
  run: GoldenRun,
  network: Network,
  options: Pick<CompileOptions, 'loss' | 'optimizer'>,
  labels: FloatArray,
  convolutionNames: Readonly<Record<string, string>>,
  { trainingLoss, trained }: Pick<Tolerances, 'trainingLoss' | 'trained'> = TOLERANCES[precision],
): Promise<void> {
  const names = { ...convolutionNames, 'dense/kernel': 'dense_kernel', 'dense/bias': 'dense_bias' }
  const named = (weights: GoldenRun['initialWeights']) =>
    Object.fromEntries(Object.entries(names).map(([name, golden]) => [name, flat(weights[golden])]))
  const codes = run.sequences.map((sequence) => Uint8Array.from(sequence, (base) => 'ACGTN'.indexOf(base)))
  const outputs = labels.length / codes.length
  const batches = Math.ceil(codes.length / run.batchSize)
  const batch = (step: number) => {
    const first = (step % batches) * run.batchSize
    const last = first + run.batchSize
    const weights = run.weights && { weights: Float64Array.from(run.weights.slice(first, last)) }
    const inputs = [joined(codes.slice(first, last))]
    return { inputs, count: run.batchSize, labels: labels.slice(first * outputs, last * outputs), ...weights }
  }
  const settings = { ...options, batchSize: run.batchSize, seed: 1 }
  await withModel(await load(), network.withWeights(named(run.initialWeights)), settings, async (model) => {
    expect(run.losses).toHaveLength(run.steps)
    for (let step = 0; step < run.steps; step++) {
      const { loss } = await model.trainBatch(batch(step), { learningRate: 1e-3 })
      requireClose(`loss of step ${step}`, [loss], [run.losses[step] ?? Number.NaN], trainingLoss)
    }
    requireAllClose('final weights', model.exportWeights(), named(run.finalWeights), trained)
    const name = run.finalLogits === undefined ? 'prediction' : 'logits'
    const final: number[] = []
    for (let i = 0; i < batches; i++) {
      const predicted = await model.predictBatch(batch(i).inputs, run.batchSize)
      final.push(...(predicted[name] ?? []))
    }
    requireClose('final outputs', final, flat(run.finalLogits ?? run.finalPredictions), trained)
  })
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}
