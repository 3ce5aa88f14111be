import { HeliconError } from '../core/errors.js'
import type { Dataset } from './dataset.js'
import { classOfRecord } from './record-class.js'
import { recordCount, weightColumns } from './select.js'

/** `balanced`, or the weight of each class by its number. */
export type ClassWeights = 'balanced' | Readonly<Record<number, number>>

/**
 * Weights of the records with those of their classes multiplied in: [n], or [n, outputs] where the data set has one a
 * label. `balanced` gives class c the weight n / (k n_c), k the number of classes there are and n_c the number of its
 * records (scikit-learn's `compute_class_weight`, DeepChem's `BalancingTransformer`): each class has the same total.
 * @throws HeliconError LABELS_MISSING; ARGUMENT_INVALID where a class has no weight or not a finite one >= 0
 */
export function classWeights(dataset: Dataset, weights: ClassWeights): Float32Array {
  const n = recordCount(dataset)
  const classes = Float64Array.from({ length: n }, (_, row) => classOfRecord(dataset, row))
  const byClass = weights === 'balanced' ? balancedWeights(classes) : new Map(Object.entries(weights).map(numberKey))
  for (const label of new Set(classes)) {
    const weight = byClass.get(label)
    if (weight !== undefined && weight >= 0 && weight < Number.POSITIVE_INFINITY) continue
    throw new HeliconError('ARGUMENT_INVALID', {
      name: { en: `class weight of ${label}`, ko: `클래스 ${label}의 가중치` },
      found: weight,
      expected: {
        kind: 'words',
        en: 'a finite number, at least 0, for every class in the data',
        ko: '데이터의 클래스마다 0 이상의 유한한 수',
      },
    })
  }
  const columns = dataset.weights ? weightColumns(dataset.weights, n) : 1
  return Float32Array.from({ length: n * columns }, (_, k) => {
    const weight = byClass.get(classes[Math.floor(k / columns)] ?? 0) ?? 1
    return weight * (dataset.weights?.[k] ?? 1)
  })
}

/** Weight of each class so that all have the same total and the mean over the records is 1. */
export function balancedWeights(classes: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>()
  for (let i = 0; i < classes.length; i++) {
    const label = classes[i] ?? 0
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return new Map([...counts].map(([label, count]) => [label, classes.length / (counts.size * count)]))
}

function numberKey([key, value]: [string, number]): [number, number] {
  return [Number(key), value]
}
