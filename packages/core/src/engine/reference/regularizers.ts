import type { GraphParameter } from '../graph.js'

/** What a trained parameter's regularizer adds to the loss: l1 * sum|w| + l2 * sum w^2. A frozen one adds nothing. */
export function regularizationLoss(parameter: GraphParameter, values: Float64Array): number {
  const { regularizer, trainable } = parameter
  if (regularizer === undefined || !trainable) return 0
  let loss = 0
  for (const w of values) loss += regularizer.l1 * Math.abs(w) + regularizer.l2 * w * w
  return loss
}

/** `gradient` plus the regularizer's: l1 * sign(w) + 2 * l2 * w. */
export function regularizedGradient(
  parameter: GraphParameter,
  values: Float64Array,
  gradient: Float64Array,
): Float64Array {
  const { regularizer } = parameter
  if (regularizer === undefined) return gradient
  const { l1, l2 } = regularizer
  return gradient.map((g, i) => g + l1 * Math.sign(values[i] ?? 0) + 2 * l2 * (values[i] ?? 0))
}
