import { describe, expect, it } from 'vitest'
import { elementCount } from '../../src/core/arrays.js'
import type { Engine, OptimizerSpec } from '../../src/engine/engine.js'
import { referenceEngine } from '../../src/engine/reference/index.js'
import { requireAllClose, requireClose, type Tolerance } from './compare.js'
import { ENGINES, TOLERANCES, withModel } from './engines.js'
import { operationTable, type TableEntry } from './operation-table.js'
import { seeded } from './random.js'
import { OPTIMIZERS, type TrainingEntry, trainingTable } from './training-table.js'

const STEPS = 5

describe.each(ENGINES)('$name engine agrees with the reference engine on', ({ load, precision }) => {
  const tolerance = TOLERANCES[precision].network

  it.each(operationTable())('$title', async (entry) => {
    const engine = await load()
    for (const count of [1, 2, 7, 33]) await compareNetwork(engine, entry, count, tolerance)
  })

  it.each(trainingTable())(`training: $title`, async (entry) => {
    for (const optimizer of OPTIMIZERS.slice(0, 2)) await compareTraining(await load(), entry, optimizer, tolerance)
  })

  const [first, , , second] = trainingTable()
  const entries = [first, second].flatMap((entry) => (entry === undefined ? [] : [entry]))
  it.each(OPTIMIZERS.map((optimizer) => ({ optimizer, title: JSON.stringify(optimizer) })))(
    'optimizer $title',
    async ({ optimizer }) => {
      expect(entries).toHaveLength(2)
      for (const entry of entries) await compareTraining(await load(), entry, optimizer, tolerance)
    },
  )
})

async function compareNetwork(engine: Engine, { model, inputs }: TableEntry, count: number, tolerance: Tolerance) {
  const random = seeded(count)
  const given = inputs(count, random)
  const outputGradients = Object.fromEntries(
    model.graph.outputs.map(({ name, node }) => {
      return [name, random.normals(count * elementCount(model.graph.nodes[node]?.shape ?? []))]
    }),
  )
  const run = (which: Engine) =>
    withModel(which, model, { batchSize: Math.max(count, 8), seed: 77 }, async (compiled) => ({
      predicted: await compiled.predictBatch(given, count),
      trained: await compiled.gradients(given, count, outputGradients, { training: true }),
      still: await compiled.gradients(given, count, outputGradients),
    }))
  const [actual, expected] = [await run(engine), await run(referenceEngine)]
  requireAllClose(`${count} records: predicted`, actual.predicted, expected.predicted, tolerance)
  for (const mode of ['trained', 'still'] as const) {
    const what = `${count} records, ${mode}`
    requireAllClose(`${what}: output`, actual[mode].outputs, expected[mode].outputs, tolerance)
    requireAllClose(`${what}: gradient of`, actual[mode].weights, expected[mode].weights, tolerance)
    expected[mode].inputs.forEach((gradient, i) => {
      requireClose(`${what}: gradient of input ${i}`, actual[mode].inputs[i], gradient, tolerance)
    })
  }
}

async function compareTraining(engine: Engine, entry: TrainingEntry, optimizer: OptimizerSpec, tolerance: Tolerance) {
  const { model, loss } = entry
  const run = (which: Engine) =>
    withModel(which, model, { batchSize: 12, seed: 99, loss, optimizer }, async (compiled) => {
      const random = seeded(21)
      const losses: number[] = []
      const outputs: number[] = []
      for (let step = 0; step < STEPS; step++) {
        // The last batch is short and is divided by the full size, as DeepChem does.
        const short = step === STEPS - 1
        const batch = entry.batch(short ? 5 : 12, random)
        const evaluated = await compiled.evaluateBatch(batch)
        losses.push(evaluated.loss, evaluated.lossSum)
        outputs.push(...evaluated.outputs)
        const rate = { learningRate: 0.01 / (1 + step) }
        const trained = await compiled.trainBatch(batch, short ? { ...rate, divisor: 12 } : rate)
        losses.push(trained.loss, trained.lossSum)
        outputs.push(...trained.outputs)
      }
      return { losses, outputs, weights: compiled.exportWeights(), state: compiled.exportState() }
    })
  const [actual, expected] = [await run(engine), await run(referenceEngine)]
  requireClose('losses', actual.losses, expected.losses, tolerance)
  requireClose('outputs', actual.outputs, expected.outputs, tolerance)
  requireAllClose('weights', actual.weights, expected.weights, tolerance)
  requireAllClose('moments', actual.state.arrays, expected.state.arrays, tolerance)
  expect(actual.state.step).toBe(STEPS)
}
