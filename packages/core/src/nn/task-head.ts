import { isHeliconError } from '../core/errors.js'
import type { LossName, LossSpec } from '../engine/engine.js'
import type { LayerGraph } from '../engine/graph.js'
import { resolveLoss } from './losses.js'
import type { LayerSpec, OutputSpec } from './model-spec.js'

/** What the labels mean: 0/1 in each column, one-hot rows, or any numbers. */
export type TaskKind = 'binary' | 'categorical' | 'regression'

/** The end of a network, for labels of one kind. */
export interface TaskHead {
  readonly layers: readonly LayerSpec[]
  /** `prediction`, which people are shown, and `logits`, which the loss is computed from, where the two differ. */
  readonly outputs: readonly OutputSpec[]
}

/**
 * A dense layer of one value a label column, and what makes a prediction of it: sigmoids for 0/1 labels, each column a
 * task of its own; softmax for one-hot classes; the values themselves for numbers.
 */
export function taskHead(task: TaskKind, outputs: number): TaskHead {
  if (task === 'regression') {
    return {
      layers: [{ type: 'dense', name: 'prediction', units: outputs }],
      outputs: [{ name: 'prediction', layer: 'prediction' }],
    }
  }
  const activation = task === 'binary' ? 'sigmoid' : 'softmax'
  return {
    layers: [
      { type: 'dense', name: 'logits', units: outputs },
      { type: 'activation', name: 'prediction', activation },
    ],
    outputs: [
      { name: 'prediction', layer: 'prediction' },
      { name: 'logits', layer: 'logits' },
    ],
  }
}

/** The loss that goes with labels, from logits where there are any. One column of classes is 0/1. */
export function lossForTask(task: TaskKind, outputs: number): LossName {
  if (task === 'regression') return 'mean-squared-error'
  return task === 'categorical' && outputs > 1 ? 'softmax-cross-entropy' : 'sigmoid-cross-entropy'
}

/**
 * The loss that goes with labels on a given network: from logits where it gives them, from probabilities where it gives
 * only those.
 * @throws HeliconError LOSS_NEEDS_PROBABILITIES, LOSS_NEEDS_CLASSES where no output suits the labels
 */
export function suitingLoss(task: TaskKind, graph: LayerGraph, outputs: number): LossSpec {
  const name = lossForTask(task, outputs)
  try {
    return resolveLoss({ name }, graph)
  } catch (error) {
    if (!isHeliconError(error, 'LOSS_NEEDS_LOGITS')) throw error
    return resolveLoss({ name: ofProbabilities(name) }, graph)
  }
}

function ofProbabilities(name: LossName): LossName {
  switch (name) {
    case 'sigmoid-cross-entropy':
      return 'binary-cross-entropy'
    case 'softmax-cross-entropy':
      return 'categorical-cross-entropy'
    default:
      return name
  }
}
