import type { Shape } from '../core/arrays.js'
import type { Constraint } from './graph.js'

/** Keras' backend.epsilon(). */
const NORM_EPSILON = 1e-7

/**
 * The weights of shape `shape` that a constraint allows, from weights after a step. Source:
 * keras/src/constraints/constraints.py.
 */
export function constrained(constraint: Constraint, values: Float64Array, shape: Shape): Float64Array {
  if (constraint.name === 'nonNegative') return values.map((w) => Math.max(w, 0))
  const group = groupsAlong(shape, constraint.axes)
  const squares = new Float64Array(values.length)
  values.forEach((w, i) => {
    const g = group(i)
    squares[g] = (squares[g] ?? 0) + w * w
  })
  const factors = squares.map((sum) => {
    const norm = Math.sqrt(sum)
    return desiredNorm(constraint, norm) / (NORM_EPSILON + norm)
  })
  return values.map((w, i) => w * (factors[group(i)] ?? 1))
}

/** For an element's index in row-major order: that of the first element with which it shares a norm. */
function groupsAlong(shape: Shape, axes: readonly number[]): (index: number) => number {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))
  return (index) =>
    shape.reduce((first, size, axis) => {
      const stride = strides[axis] ?? 1
      return axes.includes(axis) ? first : first + (Math.floor(index / stride) % size) * stride
    }, 0)
}

function desiredNorm(constraint: Exclude<Constraint, { name: 'nonNegative' }>, norm: number): number {
  switch (constraint.name) {
    case 'maxNorm':
      return Math.min(norm, constraint.maxValue)
    case 'unitNorm':
      return 1
    case 'minMaxNorm': {
      const { minValue, maxValue, rate } = constraint
      return rate * Math.min(Math.max(norm, minValue), maxValue) + (1 - rate) * norm
    }
  }
}
