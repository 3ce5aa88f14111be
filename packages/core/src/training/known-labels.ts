import type { FloatArray } from '../core/arrays.js'
import { labelWeights } from '../dataset/label-weights.js'

/**
 * Which labels are known, [count, width], 1 or 0, see `labelWeights`. Undefined where all are known.
 * @param weights [count] or [count, width]
 */
export function knownLabels(weights: FloatArray | undefined, count: number, width: number): Uint8Array | undefined {
  const own = labelWeights(weights, count, width)
  if (!own?.includes(0)) return undefined
  return Uint8Array.from(own, (weight) => (weight === 0 ? 0 : 1))
}
