import type { FloatArray } from '../core/arrays.js'

/**
 * The weights of single labels, [count, width], where each label of several tasks has its own: there weight 0 says that
 * the label is not known (DeepChem's way of writing a missing label). Undefined where weights are of whole records, and
 * for one column, whose weights are of records too: a record of weight 0 has a label like any other.
 * @param weights [count] or [count, width]
 */
export function labelWeights<Values extends FloatArray>(
  weights: Values | undefined,
  count: number,
  width: number,
): Values | undefined {
  return weights !== undefined && width > 1 && weights.length === count * width ? weights : undefined
}
