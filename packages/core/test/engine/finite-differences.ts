import { elementCount, type FloatArray, type NamedArrays } from '../../src/core/arrays.js'
import type { Batch, Engine, LossSpec, ModelInputs } from '../../src/engine/engine.js'
import type { ExecutableModel } from '../../src/engine/graph.js'
import { requireClose, type Tolerance } from './compare.js'
import { withModel } from './engines.js'
import { seeded } from './random.js'

const STEP = 1e-5
/** Central differences in float64: truncation STEP^2 and rounding 1e-16 / STEP, both of about 1e-10. */
const TOLERANCE: Tolerance = { absolute: 1e-7, relative: 1e-6, of: 'largest' }
/** Elements of an array that are tried: all of a small one, evenly spread over a large one. */
const MOST_ELEMENTS = 24

/**
 * Throws unless the gradients with respect to every input and every trained parameter are the slopes of
 * sum(g * output), for random g. Only for float64 engines.
 */
export async function checkGradients(
  engine: Engine,
  model: ExecutableModel,
  inputs: ModelInputs,
  count: number,
  training: boolean,
): Promise<void> {
  const { graph } = model
  const random = seeded(7)
  const outputGradients = Object.fromEntries(
    graph.outputs.map(({ name, node }) => [name, random.normals(count * elementCount(graph.nodes[node]?.shape ?? []))]),
  )
  await withModel(engine, model, { batchSize: count, seed: 5 }, async (compiled) => {
    const run = (given: ModelInputs) => compiled.gradients(given, count, outputGradients, { training })
    const objective = async (given: ModelInputs) => {
      const { outputs } = await run(given)
      return graph.outputs.reduce((sum, { name }) => sum + dot(outputGradients[name], outputs[name]), 0)
    }
    const result = await run(inputs)
    const weights = doubles(compiled.exportWeights())
    for (const { name, trainable } of graph.parameters) {
      if (!trainable) continue
      const slopes = await differences(weights[name] ?? new Float64Array(), async () => {
        compiled.importWeights(weights)
        return objective(inputs)
      })
      requireSlopes(`gradient of ${name}`, result.weights[name], slopes)
    }
    compiled.importWeights(weights)
    for (const [i, values] of inputs.entries()) {
      if (values instanceof Uint8Array) continue
      const moved = Float64Array.from(values)
      const slopes = await differences(moved, () => objective(inputs.map((given, j) => (j === i ? moved : given))))
      requireSlopes(`gradient of input ${i}`, result.inputs[i], slopes)
    }
  })
}

/**
 * Throws unless the gradient that a training step follows is the slope of the loss it reports: with regularization,
 * dropout and batch statistics. It is read from a step of plain gradient descent with learning rate 1.
 */
export async function checkLossGradients(
  engine: Engine,
  model: ExecutableModel,
  batch: Batch,
  loss: LossSpec,
  divisor?: number,
): Promise<void> {
  const optimizer = { name: 'sgd', momentum: 0, nesterov: false } as const
  const options = { batchSize: batch.count, seed: 5, loss, optimizer }
  const step = divisor === undefined ? {} : { divisor }
  const weights = doubles(model.weights)
  const after = await withModel(engine, model, options, async (compiled) => {
    await compiled.trainBatch(batch, { learningRate: 1, ...step })
    return compiled.exportWeights()
  })
  const objective = () =>
    withModel(engine, { graph: model.graph, weights }, options, async (compiled) => {
      return (await compiled.trainBatch(batch, { learningRate: 0, ...step })).loss
    })
  for (const { name, trainable } of model.graph.parameters) {
    if (!trainable) continue
    const before = weights[name] ?? new Float64Array()
    const gradient = before.map((value, i) => value - (after[name]?.[i] ?? 0))
    requireSlopes(`gradient of ${name}`, gradient, await differences(before, objective))
  }
}

interface Slopes {
  readonly elements: readonly number[]
  readonly values: readonly number[]
}

/** Central differences of `objective`, which reads `values`, by some elements of `values`; they are put back. */
async function differences(values: Float64Array, objective: () => Promise<number>): Promise<Slopes> {
  const count = Math.min(values.length, MOST_ELEMENTS)
  const elements = Array.from({ length: count }, (_, i) => Math.floor((i * values.length) / count))
  const slopes: number[] = []
  for (const element of elements) {
    const before = values[element] ?? 0
    values[element] = before + STEP
    const above = await objective()
    values[element] = before - STEP
    const below = await objective()
    values[element] = before
    slopes.push((above - below) / (2 * STEP))
  }
  return { elements, values: slopes }
}

function requireSlopes(what: string, gradient: FloatArray | undefined, { elements, values }: Slopes): void {
  const chosen = elements.map((element) => gradient?.[element] ?? Number.NaN)
  requireClose(what, chosen, values, TOLERANCE)
}

function doubles(arrays: NamedArrays): Record<string, Float64Array> {
  return Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, Float64Array.from(values)]))
}

function dot(a: FloatArray | undefined, b: FloatArray | undefined): number {
  let sum = 0
  for (let i = 0; i < (a?.length ?? 0); i++) sum += (a?.[i] ?? 0) * (b?.[i] ?? Number.NaN)
  return sum
}
