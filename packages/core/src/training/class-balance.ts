import type { ClassWeights } from '../dataset/class-weights.js'
import { type ClassWeightTable, kerasClass } from './batch-buffers.js'
import type { BatchLayout } from './batch-layout.js'
import { checkLayout } from './batch-layout.js'
import type { TrainingData } from './fit-options.js'
import { recordPieces } from './record-stream.js'

/**
 * The weight of each class. `balanced` reads all records once: class c has n / (k n_c), k the number of classes there
 * are and n_c the number of its records (scikit-learn's `compute_class_weight`).
 * @throws HeliconError LABELS_MISSING and others of `checkLayout`
 */
export async function classWeightTable(
  data: TrainingData,
  layout: BatchLayout,
  weights: ClassWeights,
): Promise<ClassWeightTable> {
  if (weights !== 'balanced') return weights
  const counts = new Map<number, number>()
  let records = 0
  for await (const { dataset, order } of recordPieces(data)) {
    checkLayout(layout, dataset)
    for (const record of order) {
      const label = kerasClass(dataset, record)
      counts.set(label, (counts.get(label) ?? 0) + 1)
    }
    records += order.length
  }
  return Object.fromEntries([...counts].map(([label, count]) => [label, records / (counts.size * count)]))
}
