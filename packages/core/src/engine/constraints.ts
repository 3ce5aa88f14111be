import type { Constraint } from './graph.js'

/** Keras' backend.epsilon(). */
const NORM_EPSILON = 1e-7

/**
 * The weights that a constraint allows, from weights after a step. Norms are of the weights that feed one unit: over
 * all axes but the last, which has `units` entries. Source: keras/src/constraints/constraints.py.
 */
export function constrained(constraint: Constraint, values: Float64Array, units: number): Float64Array {
  if (constraint.name === 'nonNegative') return values.map((w) => Math.max(w, 0))
  const norms = new Float64Array(units)
  values.forEach((w, i) => {
    norms[i % units] = (norms[i % units] ?? 0) + w * w
  })
  const factors = norms.map((squares) => {
    const norm = Math.sqrt(squares)
    return desiredNorm(constraint, norm) / (NORM_EPSILON + norm)
  })
  return values.map((w, i) => w * (factors[i % units] ?? 1))
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
