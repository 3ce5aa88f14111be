import type { FloatArray } from '../core/arrays.js'
import { isCategorical } from '../engine/check-arguments.js'
import type { LossSpec } from '../engine/engine.js'
import { knownLabels } from './known-labels.js'

/** Right values and values of a batch. */
export interface AccuracyCount {
  readonly correct: number
  readonly values: number
}

/**
 * Keras' `accuracy` of the loss' outputs. Losses over classes: the column of the largest output (the first of equals)
 * against that of the largest label, one value a record. Otherwise every output against its label: class 1 from one
 * half on, so a probability of exactly 0.5 (a logit of 0) is class 1, as in `confusionMatrix` and the class of a
 * prediction. (Keras' own counts such a tie as class 0.) Sample weights do not count, as in Keras' `metrics`.
 * A label of several tasks that is not known (see `knownLabels`) does not count either.
 * @param labels [count, width]
 * @param outputs [count, width], of the output that the loss names
 * @param weights [count] or [count, width], looked at for labels that are not known alone
 */
export function countAccuracy(
  loss: LossSpec,
  labels: FloatArray,
  outputs: FloatArray,
  count: number,
  width: number,
  weights?: FloatArray,
): AccuracyCount {
  let correct = 0
  if (isCategorical(loss.name)) {
    for (let record = 0; record < count; record++) {
      if (largest(labels, record * width, width) === largest(outputs, record * width, width)) correct++
    }
    return { correct, values: count }
  }
  const threshold = loss.name === 'sigmoid-cross-entropy' ? 0 : 0.5
  const known = knownLabels(weights, count, width)
  let values = 0
  for (let i = 0; i < count * width; i++) {
    if (known?.[i] === 0) continue
    values++
    if (((outputs[i] ?? 0) >= threshold ? 1 : 0) === labels[i]) correct++
  }
  return { correct, values }
}

function largest(array: FloatArray, start: number, width: number): number {
  let best = 0
  for (let k = 1; k < width; k++) {
    if ((array[start + k] ?? 0) > (array[start + best] ?? 0)) best = k
  }
  return best
}
