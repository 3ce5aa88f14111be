import type { ParameterStore } from './parameter-store.js'

/** What the regularizers of the trained parameters add to the loss. */
export function parameterPenalty(store: ParameterStore): number {
  let penalty = 0
  for (const parameter of store.parameters) {
    const { regularizer, trainable } = parameter.source
    if (regularizer === undefined || !trainable) continue
    for (const w of store.values(parameter)) penalty += regularizer.l1 * Math.abs(w) + regularizer.l2 * w * w
  }
  return penalty
}
