import { randomStream } from '../../src/core/random.js'
import type { ExecutableModel } from '../../src/engine/graph.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { fans } from '../../src/nn/initializers.js'
import type { ModelSpec } from '../../src/nn/model-spec.js'
import { seeded } from '../engine/random.js'

/** A model with every parameter drawn anew, biases and moving statistics too; from + - * / and square roots alone. */
export function drawnModel(spec: ModelSpec): ExecutableModel {
  const graph = buildGraph(spec)
  const weights = graph.parameters.map(({ name, shape }, index): [string, Float32Array] => {
    const random = seeded(index)
    const { fanIn } = fans(shape)
    const limit = shape.length === 1 ? 0.3 : Math.sqrt(6 / fanIn)
    const centre = name.endsWith('gamma') || name.endsWith('movingVariance') ? 1 : 0
    const count = shape.reduce((product, size) => product * size, 1)
    return [name, Float32Array.from({ length: count }, () => centre + (2 * random.uniform() - 1) * limit)]
  })
  return { graph, weights: Object.fromEntries(weights) }
}

/** Bases of some records, one after the other, with an N here and there. */
export function drawnCodes(records: number, length: number): Uint8Array {
  const bases = randomStream(3, 'codes').integers(records * length, 4)
  return Uint8Array.from(bases, (base, i) => (i % 17 === 0 ? 4 : base))
}
