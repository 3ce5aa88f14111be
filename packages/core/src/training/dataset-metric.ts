import { isCategorical } from '../engine/check-arguments.js'
import type { LossSpec } from '../engine/engine.js'
import { computeMetric, isRegressionMetric, type MetricName } from '../metrics/compute-metric.js'
import type { DatasetEvaluation } from './evaluate-dataset.js'

/**
 * A metric of predictions, unweighted. Several label columns are one-hot classes where the loss is over classes, and
 * several tasks otherwise, of which the mean is taken; a label that is not known is left out of its task.
 * @returns null where it is undefined, for one task at least
 * @throws HeliconError METRIC_* where labels or predictions are not what the metric takes
 */
export function datasetMetric(
  name: MetricName,
  loss: LossSpec,
  evaluation: Pick<DatasetEvaluation, 'labels' | 'predictions' | 'outputs'> & Partial<Pick<DatasetEvaluation, 'known'>>,
): number | null {
  const { labels, predictions, outputs, known } = evaluation
  if (outputs === 1 || isCategorical(loss.name) || (isRegressionMetric(name) && known === undefined)) {
    return computeMetric(name, labels, predictions, { outputs })
  }
  let sum = 0
  for (let task = 0; task < outputs; task++) {
    const ofTask = (_: number, place: number): boolean => place % outputs === task && known?.[place] !== 0
    const value = computeMetric(name, labels.filter(ofTask), predictions.filter(ofTask), { outputs: 1 })
    if (value === null) return null
    sum += value
  }
  return sum / outputs
}
