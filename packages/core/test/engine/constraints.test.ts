import { describe, expect, it } from 'vitest'
import { constrained } from '../../src/engine/constraints.js'
import type { Constraint } from '../../src/engine/graph.js'
import { buildGraph } from '../../src/nn/build-graph.js'

/** Worked by hand from the formulas of keras/src/constraints/constraints.py (epsilon 1e-7). */
describe('a constraint takes norms along its axes, as in Keras', () => {
  const kernel = Float64Array.of(1, 1, 1, 1)
  it.each([
    { axes: [0], shape: [2, 2, 1], expected: [Math.SQRT1_2, Math.SQRT1_2, Math.SQRT1_2, Math.SQRT1_2] },
    { axes: [0, 1], shape: [2, 2, 1], expected: [0.5, 0.5, 0.5, 0.5] },
    { axes: [2], shape: [2, 2, 1], expected: [1, 1, 1, 1] },
  ])('unitNorm of ones $shape along $axes', ({ axes, shape, expected }) => {
    const after = constrained({ name: 'unitNorm', axes }, kernel, shape)
    for (const [i, value] of after.entries()) expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5)
  })

  it('a bias is one vector: [3, 4] has the norm 5', () => {
    const after = constrained({ name: 'maxNorm', maxValue: 1, axes: [0] }, Float64Array.of(3, 4), [2])
    expect([...after].map((value) => value.toFixed(6))).toEqual(['0.600000', '0.800000'])
  })

  it('groups of a middle axis are told apart', () => {
    const values = Float64Array.of(3, 0, 4, 0, 0, 5, 0, 12)
    const after = constrained({ name: 'unitNorm', axes: [1] }, values, [2, 2, 2])
    const expected = [0.6, 0, 0.8, 0, 0, 5 / 13, 0, 12 / 13]
    for (const [i, value] of after.entries()) expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5)
  })
})

describe('a constraint in a model', () => {
  const withConstraint = (kernelConstraint: { name: 'maxNorm' } & { axis?: number[] }) =>
    buildGraph({
      inputs: [{ name: 'x', shape: [9, 4] }],
      layers: [{ type: 'conv1d', filters: 2, kernelSize: 3, kernelConstraint }],
    }).parameters[0]?.constraint

  it("has Keras' defaults", () => {
    expect(withConstraint({ name: 'maxNorm' })).toEqual({
      name: 'maxNorm',
      maxValue: 2,
      axes: [0],
    } satisfies Constraint)
  })

  it('refuses an axis that the array does not have', () => {
    const biasConstraint = { name: 'unitNorm', axis: [1] } as const
    const spec = { inputs: [{ name: 'x', shape: [9] }], layers: [{ type: 'dense', units: 2, biasConstraint } as const] }
    expect(() => buildGraph(spec)).toThrow(/dense\/bias: axis is 1/)
  })
})
