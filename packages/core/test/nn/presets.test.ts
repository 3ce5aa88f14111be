import { describe, expect, it } from 'vitest'
import { elementCount } from '../../src/core/arrays.js'
import { isHeliconError } from '../../src/core/errors.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import { presetSpec, presetTraining } from '../../src/nn/presets.js'

const parameterCounts = (name: string, length?: number) =>
  Object.fromEntries(
    buildGraph(presetSpec(name, length === undefined ? {} : { length })).parameters.map((p) => [
      p.name,
      elementCount(p.shape),
    ]),
  )
const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0)

describe('presets', () => {
  it('guide: 210 and 102 parameters, as the tutorial prints', () => {
    expect(parameterCounts('guide')).toEqual({
      'conv1d/kernel': 200,
      'conv1d/bias': 10,
      'dense/kernel': 100,
      'dense/bias': 2,
    })
  })

  it('guide-softmax differs from guide in its last activation alone', () => {
    const { layers, ...rest } = presetSpec('guide-softmax')
    const guide = presetSpec('guide')
    const changed = guide.layers.map((layer) => (layer.type === 'dense' ? { ...layer, activation: 'softmax' } : layer))
    expect(layers).toEqual(changed)
    expect(rest).toEqual({ name: 'guide-softmax', inputs: guide.inputs })
    expect(presetTraining('guide-softmax')).toEqual(presetTraining('guide'))
  })

  it.each([
    ['guide', 312],
    ['guide-softmax', 312],
    ['jund', 6661],
    ['jund-accessibility', 6662],
    ['sirna', 1631],
  ])('%s has %d parameters', (name, expected) => {
    expect(total(parameterCounts(name))).toBe(expected)
  })

  it.each([{ outputs: 3 }, { task: 'categorical' as const }])(
    "refuses %o, which a tutorial's network cannot have",
    (given) => {
      expect(() => presetSpec('guide', given)).toThrow(/guide.*deepbind/s)
    },
  )

  it('takes another sequence length', () => {
    expect(total(parameterCounts('jund', 200))).toBe(5145 + 200 * 15 + 1)
  })

  it('jund shows the probability first and gives the loss its logits', () => {
    const graph = buildGraph(presetSpec('jund'))
    expect(graph.outputs.map((output) => output.name)).toEqual(['prediction', 'logits'])
    const [prediction, logits] = graph.outputs.map((output) => graph.nodes[output.node])
    expect(prediction).toMatchObject({ op: 'activation', activation: 'sigmoid', shape: [1] })
    expect(logits).toMatchObject({ op: 'dense', units: 1, shape: [1] })
    expect(presetTraining('jund').loss).toEqual({ name: 'sigmoid-cross-entropy', output: 'logits' })
  })

  it('gives every dropout a stream of its own', () => {
    const { nodes } = buildGraph(presetSpec('jund'))
    expect(nodes.flatMap((node) => (node.op === 'dropout' ? [node.stream] : []))).toEqual([0, 1, 2])
  })

  it('joins the accessibility to the flattened sequence', () => {
    const { nodes, inputs } = buildGraph(presetSpec('jund-accessibility'))
    expect(nodes.find((node) => node.op === 'concatenate')?.shape).toEqual([1516])
    expect(inputs.map((index) => nodes[index]?.shape)).toEqual([[101, 4], [1]])
  })

  it('can be started from a seed', () => {
    const spec = presetSpec('guide')
    const weights = initialWeights(buildGraph(spec), spec, 1)
    expect(Object.keys(weights)).toEqual(['conv1d/kernel', 'conv1d/bias', 'dense/kernel', 'dense/bias'])
    expect(weights['conv1d/kernel']).toHaveLength(200)
  })

  it('an unknown name gets the nearest', () => {
    let thrown: unknown
    try {
      presetSpec('junD_accesibility')
    } catch (error) {
      thrown = error
    }
    expect(isHeliconError(thrown, 'MODEL_PRESET_UNKNOWN') && thrown.message).toContain('"jund-accessibility"?')
  })

  it('a length that is no positive integer is refused', () => {
    expect(() => presetSpec('jund', { length: 0 })).toThrow(/length is 0; expected an integer, at least 1/)
  })
})
