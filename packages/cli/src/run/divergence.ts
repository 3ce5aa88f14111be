import type { EpochRecord, LayerGraph } from '@helicon/core'
import type { PartMetrics } from './finish.js'

/** So many times the loss of the first epoch, or of a guess, is no noise and no bad luck. */
const FAR = 10

/**
 * Whether training has run away: its loss ends far above that of its first epoch, or far above that of a guess
 * that gives all classes the same probability.
 *
 * @param train evaluated after training
 */
export function hasDiverged(history: readonly EpochRecord[], train: PartMetrics, graph: LayerGraph): boolean {
  const [first, last] = [history[0], history.at(-1)]
  if (first !== undefined && last !== undefined && first.loss > 0 && last.loss > FAR * first.loss) return true
  // A guess of numbers is as bad as they are far from 0, and what regularization adds to a loss is not the data's.
  return train.task !== 'regression' && !isRegularized(graph) && train.loss > FAR * guessLoss(train)
}

/** The cross-entropy of equal probabilities, of several tasks added up. */
function guessLoss({ task, outputs }: PartMetrics): number {
  return task === 'categorical' ? Math.log(Math.max(2, outputs)) : Math.LN2 * outputs
}

function isRegularized({ nodes, parameters }: LayerGraph): boolean {
  return (
    nodes.some(({ op }) => op === 'activityRegularization') ||
    parameters.some(({ regularizer }) => regularizer !== undefined)
  )
}
