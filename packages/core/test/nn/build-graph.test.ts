import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HeliconError, isHeliconError } from '../../src/core/errors.js'
import type { LayerGraph } from '../../src/engine/graph.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import type { LayerSpec, ModelSpec } from '../../src/nn/model-spec.js'
import { slide } from '../../src/nn/padding.js'
import { parseModelSpec } from '../../src/nn/parse-model-spec.js'

interface ShapeCase {
  op: string
  params: Record<string, unknown>
  input: number[]
  output: number[]
  parameters: Record<string, number[]>
}
const golden: { cases: ShapeCase[] } = JSON.parse(
  readFileSync(new URL('golden/layer-shapes.json', import.meta.url), 'utf8'),
)

const stack = (shape: number[], ...layers: LayerSpec[]): ModelSpec => ({
  inputs: [{ name: 'sequence', shape }],
  layers,
})
/** The same as data that somebody wrote, right or wrong. */
const written = (shape: number[], ...layers: unknown[]) => ({ inputs: [{ name: 'sequence', shape }], layers })
const ops = (graph: LayerGraph) => graph.nodes.map((node) => node.op)
const shapes = (graph: LayerGraph) => graph.nodes.slice(1).map((node) => node.shape)
const parameters = (graph: LayerGraph) => Object.fromEntries(graph.parameters.map((p) => [p.name, p.shape]))
const messageOf = (spec: unknown) => {
  try {
    buildGraph(parseModelSpec(spec, 'model.yaml'))
  } catch (error) {
    if (!isHeliconError(error)) throw error
    expect(error.text('ko')).toMatch(/[가-힣]/)
    return error.message
  }
  return 'nothing was thrown'
}

describe('shapes', () => {
  it.each(golden.cases)('$op $params of $input', ({ op, params, input, output, parameters: arrays }) => {
    const graph = buildGraph(parseModelSpec(written(input, { type: op, name: 'l', ...params }), 'golden'))
    expect(graph.nodes.at(-1)?.shape).toEqual(output)
    const trained = Object.fromEntries(Object.entries(arrays).map(([name, shape]) => [`l/${name}`, shape]))
    expect(parameters(graph)).toMatchObject(trained)
  })

  it('windows lie as in TensorFlow', () => {
    const window = fc.record({
      size: fc.integer({ min: 1, max: 12 }),
      strides: fc.integer({ min: 1, max: 5 }),
      dilationRate: fc.integer({ min: 1, max: 4 }),
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), window, (length, { size, strides, dilationRate }) => {
        const extent = (size - 1) * dilationRate + 1
        const starts = (left: number, end: number) => {
          let count = 0
          for (let start = -left; start + extent <= end; start += strides) count++
          return count
        }
        const valid = slide(length, { size, strides, dilationRate, padding: 'valid' })
        expect([Math.max(valid.length, 0), valid.left]).toEqual([starts(0, length), 0])
        const causal = slide(length, { size, strides, dilationRate, padding: 'causal' })
        expect(causal).toEqual({ length: starts(extent - 1, length), left: extent - 1 })
        const same = slide(length, { size, strides, dilationRate, padding: 'same' })
        const total = Math.max((Math.ceil(length / strides) - 1) * strides + extent - length, 0)
        expect(same).toEqual({ length: starts(total >> 1, length + total - (total >> 1)), left: total >> 1 })
      }),
    )
  })

  it('an even kernel of "same" padding has the smaller half on the left', () => {
    const graph = buildGraph(stack([101, 4], { type: 'conv1d', filters: 15, kernelSize: 10, padding: 'same' }))
    expect(graph.nodes[1]).toMatchObject({ op: 'conv1d', left: 4, shape: [101, 15] })
  })

  it('dense on [length, channels] acts on every position', () => {
    const graph = buildGraph(stack([20, 4], { type: 'dense', units: 3 }))
    expect(graph.nodes[1]?.shape).toEqual([20, 3])
    expect(parameters(graph)).toEqual({ 'dense/kernel': [4, 3], 'dense/bias': [3] })
  })

  it('groups divide the channels of the kernel', () => {
    const graph = buildGraph(stack([20, 4], { type: 'conv1d', filters: 6, kernelSize: 3, groups: 2, useBias: false }))
    expect(parameters(graph)).toEqual({ 'conv1d/kernel': [3, 2, 6] })
  })

  it('global pooling keeps the axis when asked', () => {
    const graph = buildGraph(stack([20, 4], { type: 'globalMaxPooling1d', keepdims: true }, { type: 'flatten' }))
    expect(shapes(graph)).toEqual([[1, 4], [4]])
  })

  it('concatenate joins channels or lengths', () => {
    const joined = (axis: number) =>
      shapes(
        buildGraph(
          stack(
            [20, 4],
            { type: 'activation', activation: 'relu' },
            { type: 'concatenate', inputs: ['sequence', 'activation'], axis },
          ),
        ),
      ).at(-1)
    expect([-1, 2, 1, -2].map(joined)).toEqual([
      [20, 8],
      [20, 8],
      [40, 4],
      [40, 4],
    ])
  })
})

describe('lowering', () => {
  it('an activation and an activity regularizer are operations of their own, after the layer', () => {
    const graph = buildGraph(
      stack([20, 4], {
        type: 'conv1d',
        name: 'motifs',
        filters: 2,
        kernelSize: 3,
        activation: { name: 'leakyRelu', alpha: 0.1 },
        activityRegularizer: { l1: 0.01 },
      }),
    )
    expect(ops(graph)).toEqual(['input', 'conv1d', 'activation', 'activityRegularization'])
    expect(graph.nodes[2]).toMatchObject({ layer: 'motifs', activation: 'leakyRelu', alpha: 0.1, inputs: [1] })
    expect(graph.nodes[3]).toMatchObject({ layer: 'motifs', l1: 0.01, l2: 0, inputs: [2] })
    expect(graph.outputs).toEqual([{ name: 'prediction', node: 3 }])
  })

  it('a linear activation and a regularizer of zero are nothing', () => {
    const graph = buildGraph(
      stack([20, 4], {
        type: 'dense',
        units: 2,
        activation: 'linear',
        kernelRegularizer: { l2: 0 },
        activityRegularizer: {},
      }),
    )
    expect(ops(graph)).toEqual(['input', 'dense'])
    expect(graph.parameters[0]).toEqual({ name: 'dense/kernel', shape: [4, 2], trainable: true })
  })

  it("elu and leakyRelu have Keras' parameters by default", () => {
    const graph = buildGraph(
      stack([4], { type: 'activation', activation: 'elu' }, { type: 'activation', activation: 'leakyRelu' }),
    )
    expect(graph.nodes.slice(1).map((node) => ('alpha' in node ? node.alpha : undefined))).toEqual([1, 0.2])
  })

  it('regularizers and constraints go with their arrays', () => {
    const graph = buildGraph(
      stack([4], { type: 'dense', units: 2, kernelRegularizer: { l2: 0.01 }, biasConstraint: { name: 'nonNegative' } }),
    )
    expect(graph.parameters).toEqual([
      { name: 'dense/kernel', shape: [4, 2], trainable: true, regularizer: { l1: 0, l2: 0.01 } },
      { name: 'dense/bias', shape: [2], trainable: true, constraint: { name: 'nonNegative' } },
    ])
  })

  it('batch normalisation has its arrays in order; a frozen one trains nothing', () => {
    const trainable = (spec: LayerSpec) => buildGraph(stack([20, 4], spec)).parameters.map((p) => [p.name, p.trainable])
    expect(trainable({ type: 'batchNormalization', name: 'b' })).toEqual([
      ['b/gamma', true],
      ['b/beta', true],
      ['b/movingMean', false],
      ['b/movingVariance', false],
    ])
    const frozen = stack([20, 4], { type: 'batchNormalization', trainable: false, scale: false })
    expect(buildGraph(frozen).nodes[1]).toMatchObject({ frozen: true, momentum: 0.99, epsilon: 0.001, beta: 0 })
    expect(buildGraph(frozen).parameters.some((p) => p.trainable)).toBe(false)
  })

  it.each([
    [undefined, 'element'],
    [[null, null], 'element'],
    [[20, 4], 'element'],
    [[1, null], 'channel'],
    [[null, 1], 'position'],
  ] as const)('dropout of noiseShape %j has one draw a %s', (noiseShape, granularity) => {
    const spec: LayerSpec = { type: 'dropout', rate: 0.5, ...(noiseShape && { noiseShape }) }
    expect(buildGraph(stack([20, 4], spec)).nodes[1]).toMatchObject({ granularity, stream: 0 })
  })

  it('names layers by type and number, around names that are given', () => {
    const graph = buildGraph(
      stack(
        [4],
        { type: 'dense', units: 1, name: 'dense_1' },
        { type: 'dense', units: 1 },
        { type: 'dense', units: 1 },
      ),
    )
    expect(graph.nodes.map((node) => node.layer)).toEqual(['sequence', 'dense_1', 'dense', 'dense_2'])
  })

  it('an unknown place in a graph of two branches is named', () => {
    const branches: ModelSpec = {
      inputs: [
        { name: 'left', shape: [20, 4] },
        { name: 'right', shape: [20, 4] },
      ],
      layers: [
        { type: 'conv1d', name: 'a', filters: 3, kernelSize: 3, inputs: ['left'] },
        { type: 'conv1d', name: 'b', filters: 3, kernelSize: 3, inputs: ['right'] },
        { type: 'add', inputs: ['a', 'b'] },
      ],
      outputs: [
        { name: 'sum', layer: 'add' },
        { name: 'left', layer: 'a' },
      ],
    }
    const graph = buildGraph(branches)
    expect(graph.inputs).toEqual([0, 1])
    expect(graph.nodes.map((node) => node.inputs)).toEqual([[], [], [0], [1], [2, 3]])
    expect(graph.outputs).toEqual([
      { name: 'sum', node: 4 },
      { name: 'left', node: 2 },
    ])
  })
})

describe('what cannot be built', () => {
  const conv = { type: 'conv1d', filters: 4, kernelSize: 3 } as const
  it.each<[string, unknown, string]>([
    [
      'strides with dilation',
      written([20, 4], { ...conv, strides: 2, dilationRate: 2 }),
      'Layer "conv1d" has strides 2 and dilationRate 2',
    ],
    ['groups', written([20, 4], { ...conv, groups: 3 }), 'Layer "conv1d" has 3 groups for 4 channels and 4 filters'],
    [
      'a kernel longer than the input',
      written([2, 4], conv),
      'has a window of 3 positions, but "sequence" gives only 2',
    ],
    [
      'a convolution after flatten',
      written([20, 4], { type: 'flatten' }, conv),
      'needs an input of shape [length, channels]; "flatten" gives [80]',
    ],
    [
      'pools longer than the input',
      written([3, 4], { type: 'maxPooling1d', poolSize: 4 }),
      'Layer "maxPooling1d" has a window of 4',
    ],
    [
      'add of different shapes',
      written([20, 4], conv, { type: 'add', inputs: ['sequence', 'conv1d'] }),
      'has inputs of shapes [20, 4], [18, 4]; they must be the same',
    ],
    [
      'concatenate of different lengths',
      written([20, 4], conv, { type: 'concatenate', inputs: ['sequence', 'conv1d'] }),
      'they must be the same except for the channels',
    ],
    [
      'a concatenate of one',
      written([20, 4], { type: 'concatenate', inputs: ['sequence'] }),
      'has 1 inputs; the number of inputs must be an integer, at least 2',
    ],
    [
      'a dense of two',
      written([20, 4], conv, { type: 'dense', units: 1, inputs: ['sequence', 'conv1d'] }),
      'Layer "dense" (dense) has 2 inputs',
    ],
    [
      'an unknown input',
      written([20, 4], conv, { type: 'flatten', inputs: ['conv1'] }),
      '"conv1", which is no input or earlier layer; there are "sequence", "conv1d". Did you mean "conv1d"?',
    ],
    [
      'a later input',
      written([20, 4], { ...conv, inputs: ['flatten'] }, { type: 'flatten' }),
      'Layer "conv1d" takes its input from "flatten"',
    ],
    [
      'a name twice',
      written([20, 4], { ...conv, name: 'sequence' }),
      'Two inputs or layers of the model are named "sequence"',
    ],
    [
      'an unknown output',
      { ...written([20, 4], conv), outputs: [{ name: 'p', layer: 'conv' }] },
      'Output "p" is taken from layer "conv", which does not exist',
    ],
    [
      'an output twice',
      {
        ...written([20, 4], conv),
        outputs: [
          { name: 'p', layer: 'conv1d' },
          { name: 'p', layer: 'conv1d' },
        ],
      },
      'Two outputs of the model are named "p"',
    ],
    [
      'a noise shape that does not fit',
      written([20, 4], { type: 'dropout', rate: 0.5, noiseShape: [1, 1] }),
      'has noiseShape [1, 1] for an input of shape [20, 4]',
    ],
    [
      'an axis that is not there',
      written([20, 4], conv, { type: 'concatenate', inputs: ['sequence', 'sequence'], axis: 0 }),
      'axis is 0; expected one of "-1", "1"',
    ],
    ['a size beyond memory', written([20, 4], { ...conv, filters: 2 ** 30 }), 'would need an array of shape'],
    [
      'an unknown key',
      written([20, 4], { ...conv, kernel_size: 3 }),
      "model.yaml: unknown key 'layers[0].kernel_size'",
    ],
    ['a Keras spelling', written([20, 4], { ...conv, kernel_size: 3 }), 'Did you mean "kernelSize"?'],
    ['an unknown type', written([20, 4], { type: 'Conv1D' }), 'layers[0].type is "Conv1D"; expected one of "conv1d"'],
    ['an unknown type (nearest)', written([20, 4], { type: 'max_pooling_1d' }), 'Did you mean "maxPooling1d"?'],
    [
      'a missing number',
      written([20, 4], { type: 'conv1d', filters: 3 }),
      'model.yaml: layers[0].kernelSize is missing; expected an integer, at least 1',
    ],
    [
      'a number as text',
      written([20, 4], { ...conv, filters: '4' }),
      'layers[0].filters is "4"; expected an integer, at least 1',
    ],
    ['a fraction', written([20, 4], { ...conv, filters: 1.5 }), 'layers[0].filters is 1.5'],
    ['an unknown activation', written([20, 4], { ...conv, activation: 'Relu6' }), 'layers[0].activation is "Relu6"'],
    [
      'padding of pools',
      written([20, 4], { type: 'maxPooling1d', padding: 'causal' }),
      'layers[0].padding is "causal"; expected one of "valid", "same"',
    ],
    [
      'a rate of 1',
      written([20, 4], { type: 'dropout', rate: 1 }),
      'layers[0].rate is 1; expected a finite number, at least 0 and less than 1',
    ],
    [
      'a name with a slash',
      written([20, 4], { ...conv, name: 'a/b' }),
      'layers[0].name is "a/b"; expected a name of letters',
    ],
    ['three axes', written([20, 4, 1], conv), 'inputs[0].shape is [20,4,1]; expected a list of 1-2 values'],
    [
      'no layers',
      { inputs: [{ name: 'a', shape: [4] }], layers: [] },
      'layers is []; expected a list of 1-10000 values',
    ],
    ['no inputs', { layers: [conv] }, 'model.yaml: inputs is missing'],
    [
      'a constraint of a wrong number',
      written([20, 4], { ...conv, kernelConstraint: { name: 'maxNorm', maxValue: 0 } }),
      'layers[0].kernelConstraint.maxValue is 0',
    ],
    ['a text', 'jund', 'model.yaml: the value is "jund"; expected an object with keys'],
  ])('%s', (_, spec, message) => {
    expect(messageOf(spec)).toContain(message)
  })

  it('any JSON gives a model or a HeliconError', () => {
    const keys = ['inputs', 'layers', 'outputs', 'name', 'type', 'shape', 'filters', 'kernelSize', 'activation', 'axis']
    const values = fc.oneof(
      fc.constantFrom('conv1d', 'dense', 'add', 'concatenate', 'sequence', 'relu', '__proto__'),
      fc.integer({ min: -1, max: 3 }),
      fc.constant(null),
    )
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'medium' },
        values,
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('json'), { maxKeys: 4 }),
      ),
    }))
    const layers = fc.array(fc.dictionary(fc.constantFrom(...keys, 'units', 'poolSize', 'rate'), json, { maxKeys: 5 }))
    fc.assert(
      fc.property(layers, (list) => {
        try {
          buildGraph(parseModelSpec({ inputs: [{ name: 'sequence', shape: [20, 4] }], layers: list }, 'm'))
        } catch (error) {
          expect(error).toBeInstanceOf(HeliconError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
