import { describe, expect, it } from 'vitest'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import { fans, initialValues } from '../../src/nn/initializers.js'
import type { InitializerName, ModelSpec } from '../../src/nn/model-spec.js'
import { presetSpec } from '../../src/nn/presets.js'

const SHAPE = [10, 40, 50]
const standardDeviation = (values: Float32Array) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length)
const largest = (values: Float32Array) => values.reduce((max, value) => Math.max(max, Math.abs(value)), 0)

describe('initializers', () => {
  it("counts inputs and outputs as Keras' compute_fans", () => {
    expect(fans([5, 4, 10])).toEqual({ fanIn: 20, fanOut: 50 })
    expect(fans([50, 2])).toEqual({ fanIn: 50, fanOut: 2 })
    expect(fans([7])).toEqual({ fanIn: 7, fanOut: 7 })
  })

  it.each<[InitializerName, number]>([
    ['glorotUniform', 2 / (400 + 500)],
    ['glorotNormal', 2 / (400 + 500)],
    ['heUniform', 2 / 400],
    ['heNormal', 2 / 400],
    ['lecunUniform', 1 / 400],
    ['lecunNormal', 1 / 400],
  ])('%s has the variance %d', (name, variance) => {
    const values = initialValues(name, SHAPE, 1, 'conv1d/kernel')
    expect(standardDeviation(values) / Math.sqrt(variance)).toBeCloseTo(1, 1)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    expect(Math.abs(mean) / Math.sqrt(variance)).toBeLessThan(0.03)
    // Uniform: +-sqrt(3) deviations. Normal: cut at 2 deviations of the wider normal, so that the variance fits.
    const limit = name.endsWith('Uniform') ? Math.sqrt(3) : 2 / 0.8796256610342398
    expect(largest(values) / Math.sqrt(variance)).toBeLessThanOrEqual(limit * (1 + 1e-6))
    expect(largest(values) / Math.sqrt(variance)).toBeGreaterThan(limit * 0.99)
  })

  it('normal values are as often small as a normal distribution that is cut off', () => {
    const values = initialValues('lecunNormal', SHAPE, 5, 'a')
    const deviation = Math.sqrt(1 / 400) / 0.8796256610342398
    const share = values.filter((value) => Math.abs(value) < deviation).length / values.length
    expect(share).toBeCloseTo(0.6827 / 0.9545, 1)
  })
})

describe('start weights', () => {
  const spec: ModelSpec = {
    inputs: [{ name: 'sequence', shape: [20, 4] }],
    layers: [
      { type: 'conv1d', filters: 8, kernelSize: 3, kernelInitializer: 'heNormal', biasInitializer: 'ones' },
      { type: 'batchNormalization' },
      { type: 'flatten' },
      { type: 'dense', units: 2 },
    ],
  }

  it('are one array a parameter, of its size, with the defaults of Keras', () => {
    const graph = buildGraph(spec)
    const weights = initialWeights(graph, spec, 1)
    expect(Object.keys(weights)).toEqual(graph.parameters.map((parameter) => parameter.name))
    expect(weights['conv1d/bias']).toEqual(new Float32Array(8).fill(1))
    expect(weights['batchNormalization/gamma']).toEqual(new Float32Array(8).fill(1))
    expect(weights['batchNormalization/beta']).toEqual(new Float32Array(8))
    expect(weights['batchNormalization/movingMean']).toEqual(new Float32Array(8))
    expect(weights['batchNormalization/movingVariance']).toEqual(new Float32Array(8).fill(1))
    expect(weights['dense/bias']).toEqual(new Float32Array(2))
    expect(largest(Float32Array.from(weights['dense/kernel'] ?? []))).toBeLessThanOrEqual(Math.sqrt(6 / (18 * 8 + 2)))
  })

  it('depend on the seed, the name and the shape alone', () => {
    const weightsOf = (model: ModelSpec, seed: number) => initialWeights(buildGraph(model), model, seed)
    const more: ModelSpec = { ...spec, layers: [...spec.layers, { type: 'dense', units: 3 }] }
    expect(weightsOf(more, 1)).toMatchObject(weightsOf(spec, 1))
    expect(weightsOf(spec, 2)['dense/kernel']).not.toEqual(weightsOf(spec, 1)['dense/kernel'])
    const jund = weightsOf(presetSpec('jund'), 1)
    expect(jund['conv1d_1/kernel']).not.toEqual(jund['conv1d_2/kernel'])
  })

  it('the first values of a seed never change', () => {
    expect([...initialValues('glorotUniform', [2, 2], 1, 'dense/kernel')]).toMatchInlineSnapshot(`
      [
        -0.8747823238372803,
        0.6699355244636536,
        -0.5360564589500427,
        -1.08134925365448,
      ]
    `)
    expect([...initialValues('heNormal', [2, 2], 1, 'dense/kernel')]).toMatchInlineSnapshot(`
      [
        -1.6656867265701294,
        -0.3271843492984772,
        1.2252103090286255,
        2.1504881381988525,
      ]
    `)
  })
})
