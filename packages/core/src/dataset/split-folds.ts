import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { randomStream } from '../core/random.js'
import type { LabelKind } from './check.js'
import type { Dataset } from './dataset.js'
import { recordCount } from './select.js'
import type { SimilarityOptions } from './similarity.js'
import { dealGroups } from './split-deal.js'
import { type SplitFacts, splitFacts } from './split-facts.js'
import { labelKindFor, type SplitLabels, type SplitMethod, strataOf } from './split-labels.js'
import { groupsFor, requireStrata } from './split-records.js'

/** How `foldsOf` divides. */
export interface FoldOptions {
  /** Number of folds, 2 .. 255. */
  readonly folds: number
  /** Default: `stratified` for classes, else `random`. */
  readonly method?: SplitMethod
  /** Integer, 0 <= seed < 2^53. */
  readonly seed: number
  /** Absent: what the labels look like. */
  readonly kind?: LabelKind
  /** With the method `similarity`. */
  readonly similarity?: SimilarityOptions
}

/** Folds and what is in them. */
export interface FoldSplit {
  /** [n]: the fold of each record, 0 .. folds - 1. */
  readonly folds: Uint8Array
  /** One part a fold. */
  readonly facts: SplitFacts
}

const MOST_FOLDS = 255

/** The fold of each record, [n], 0 .. folds - 1; see `splitFolds`, which also tells what is in them. */
export function foldsOf(dataset: Dataset, options: FoldOptions): Uint8Array {
  return splitFolds(dataset, options).folds
}

/**
 * Divides records into k parts for cross-validation, each the test once. The methods are those of `splitRecords`.
 * `random` gives folds whose sizes differ by at most one, and `stratified` folds in which also the number of records of
 * each class differs by at most one, as scikit-learn's `KFold` and `StratifiedKFold` do.
 *
 * @throws HeliconError ARGUMENT_INVALID for fewer than 2 folds or more than records; SPLIT_PART_EMPTY and
 * SPLIT_CLASS_MISSING where a fold is left without records or without a class; and as `splitRecords`
 */
export function splitFolds(dataset: Dataset, options: FoldOptions): FoldSplit {
  const { folds: count, seed } = options
  const n = recordCount(dataset)
  if (n === 0) throw new HeliconError('DATASET_EMPTY', { dataset: dataset.name })
  if (!Number.isInteger(count) || count < 2 || count > Math.min(MOST_FOLDS, n)) {
    const expected = { kind: 'integer', min: 2, max: Math.max(2, Math.min(MOST_FOLDS, n)) } as const
    throw new HeliconError('ARGUMENT_INVALID', {
      name: { en: 'number of folds', ko: '폴드 수' },
      found: count,
      expected,
    })
  }
  const labels = labelKindFor(dataset, options.kind)
  const method = options.method ?? (labels === 'binary' || labels === 'categorical' ? 'stratified' : 'random')
  requireStrata(dataset, method, labels)
  const groups = groupsFor(dataset, method, options.similarity)
  const sizes = Array.from({ length: count }, (_, fold) => Math.floor((n + count - 1 - fold) / count))
  const folds = groups
    ? recordsOf(groups.groups, dealGroups({ groups, strata: strataOf(dataset, labels), sizes, seed }))
    : drawFolds(dataset, method, labels, count, seed)
  const names = sizes.map((_, fold) => fold + 1)
  return { folds, facts: splitFacts(dataset, folds, { method, seed, labels, names, asked: sizes, groups }) }
}

function recordsOf(groups: Uint32Array, foldOfGroup: Uint8Array): Uint8Array {
  return Uint8Array.from(groups, (group) => at(foldOfGroup, group))
}

/** Records in random order, class after class, dealt in turn: no fold has more than one more of a class than another. */
function drawFolds(
  dataset: Dataset,
  method: SplitMethod,
  labels: SplitLabels,
  count: number,
  seed: number,
): Uint8Array {
  const n = recordCount(dataset)
  const order = randomStream(seed, 'split/folds').shuffle(n)
  if (method === 'stratified') {
    const strata = strataOf(dataset, labels)
    // The sort is stable: within a class the order stays random.
    order.sort((a, b) => at(strata.of, a) - at(strata.of, b))
  }
  const folds = new Uint8Array(n)
  order.forEach((record, place) => {
    folds[record] = place % count
  })
  return folds
}
