import {
  HeliconError,
  type LayerGraph,
  type LearningRateSchedule,
  type LossSpec,
  type OptimizerSpec,
  type PresetTraining,
  parseLearningRate,
  parseLoss,
  parseOptimizer,
  resolveLoss,
} from '@helicon/core'
import { rejectedError } from './check.js'
import { readPart } from './delegate.js'
import type { ConfigDocument } from './document.js'
import { isMapping } from './schema-parts.js'

export interface ResolvedOptimizer {
  readonly optimizer: OptimizerSpec
  readonly learningRate: LearningRateSchedule
}

const OPTIMIZER = ['training', 'optimizer'] as const
const LEARNING_RATE = ['training', 'learningRate'] as const
const LOSS = ['training', 'loss'] as const

/**
 * The optimizer and its learning rate, which may stand beside it or in it. Numbers that are not given are the preset's
 * where it uses the same optimizer, else Keras'.
 */
export function resolveOptimization(
  given: { readonly optimizer?: unknown; readonly learningRate?: unknown },
  document: ConfigDocument,
  usual: PresetTraining | undefined,
): ResolvedOptimizer {
  const { optimizer, learningRate } = given
  const resolved =
    optimizer === undefined && usual !== undefined
      ? { optimizer: usual.optimizer, learningRate: constant(usual.learningRate) }
      : readPart(document, OPTIMIZER, (at) => parseOptimizer(withUsual(optimizer ?? 'adam', usual), at))
  if (learningRate === undefined) return resolved
  return { ...resolved, learningRate: readPart(document, LEARNING_RATE, (at) => parseLearningRate(learningRate, at)) }
}

function withUsual(optimizer: unknown, usual: PresetTraining | undefined): unknown {
  const named = typeof optimizer === 'string' ? { name: optimizer } : optimizer
  if (!isMapping(named) || usual === undefined || named.name !== usual.optimizer.name) return optimizer
  return { learningRate: usual.learningRate, ...usual.optimizer, ...named }
}

function constant(learningRate: number): LearningRateSchedule {
  return { name: 'constant', learningRate }
}

/** The loss and the output that it is computed from. A model that is no preset has no usual loss. */
export function resolveTrainingLoss(
  given: unknown,
  document: ConfigDocument,
  graph: LayerGraph,
  usual: LossSpec | undefined,
): LossSpec {
  if (given === undefined && usual !== undefined) return usual
  if (given === undefined) throw missingLoss(document)
  const config = readPart(document, LOSS, (at) => parseLoss(given, at))
  try {
    return resolveLoss(config, graph)
  } catch (error) {
    throw rejectedError(document, LOSS, error)
  }
}

function missingLoss(document: ConfigDocument): HeliconError {
  const place = document.place(LOSS, 'key')
  const key = LOSS.join('.')
  const expected = {
    en: 'the name of a loss, because the model is no preset, for example sigmoid-cross-entropy',
    ko: '손실 이름(모델이 프리셋이 아니므로 필요합니다. 예: sigmoid-cross-entropy)',
  }
  return place.kind === 'file'
    ? new HeliconError('CONFIG_KEY_MISSING', { ...place, key, expected })
    : new HeliconError('SET_VALUE', { ...place, key, found: 'missing', expected })
}
