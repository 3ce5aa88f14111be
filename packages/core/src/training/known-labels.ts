import type { FloatArray } from '../core/arrays.js'

/**
 * Which labels are known, [count, width], 1 or 0: where every label of several tasks has a weight of its own, weight 0
 * says that the label is not known (DeepChem's way of writing a missing label). Undefined where all are known, and where
 * weights are not of single labels: a record of weight 0 has labels like any other.
 * @param weights [count] or [count, width]
 */
export function knownLabels(weights: FloatArray | undefined, count: number, width: number): Uint8Array | undefined {
  if (weights === undefined || width < 2 || weights.length !== count * width) return undefined
  if (!weights.includes(0)) return undefined
  return Uint8Array.from(weights, (weight) => (weight === 0 ? 0 : 1))
}
