import { CLASSIFICATION_METRICS, HeliconError, REGRESSION_METRICS } from '@helicon/core'
import * as v from 'valibot'
import { checkConfig, problemError } from '../config/check.js'
import type { ConfigDocument } from '../config/document.js'
import { encodeExpectation } from '../config/expectation.js'
import { integer, oneOf, positiveInteger, section } from '../config/schema-parts.js'
import { MOST_FOLDS } from '../folds/fold-assignment.js'
import type { Measure } from '../folds/metric-direction.js'
import { type Axis, axesOf } from './search-space.js'

export const SEARCH_METHODS = ['grid', 'random'] as const
export type SearchMethod = (typeof SEARCH_METHODS)[number]

/** Random draws, where nothing says how many. */
const TRIALS = 20

/** What the section `search` may have. */
export const SEARCH_KEYS = {
  method: v.exactOptional(oneOf(SEARCH_METHODS)),
  trials: v.exactOptional(positiveInteger),
  seed: v.exactOptional(integer),
  metric: v.exactOptional(oneOf(['loss', ...CLASSIFICATION_METRICS, ...REGRESSION_METRICS])),
  folds: v.exactOptional(positiveInteger),
  over: v.exactOptional(v.unknown()),
}

/** The section `search` alone: the rest of the file is another reader's. */
const schema = v.object(
  { search: v.exactOptional(section(SEARCH_KEYS)) },
  encodeExpectation({ kind: 'keys', keys: ['data', 'model', 'training', 'search'] }),
)

/** What a search tries, and how it judges. */
export interface SearchSettings {
  readonly method: SearchMethod
  /** Of random draws. */
  readonly trials: number
  readonly seed: number
  /** Absent: the first metric of the training. */
  readonly metric?: Measure
  /** Absent: by the validation data. */
  readonly folds?: number
  readonly axes: readonly Axis[]
}

/**
 * Reads the section `search` of a configuration, or of a file of its own.
 *
 * @param trials of the command line, over those of the file
 * @throws HeliconError naming line, key and what is expected
 */
export function readSearch(document: ConfigDocument, trials: number | undefined): SearchSettings {
  const { search: given } = checkConfig(schema, document)
  if (given === undefined) throw missing(document, ['search'])
  if (given.over === undefined) throw missing(document, ['search', 'over'])
  const { method = 'grid', folds, metric } = given
  if (method === 'grid' && (given.trials !== undefined || trials !== undefined)) throw noTrialsOfGrid(document, trials)
  if (folds !== undefined && (folds < 2 || folds > MOST_FOLDS))
    throw problemError(document, ['search', 'folds'], {
      en: `the number of folds is ${folds}; expected 2 to ${MOST_FOLDS}`,
      ko: `폴드의 수가 ${folds}입니다. 2 이상 ${MOST_FOLDS} 이하여야 합니다`,
    })
  return {
    method,
    trials: trials ?? given.trials ?? TRIALS,
    seed: given.seed ?? 1,
    ...(metric !== undefined && { metric }),
    ...(folds !== undefined && { folds }),
    axes: axesOf(given.over, method, document),
  }
}

function missing(document: ConfigDocument, path: readonly string[]): HeliconError {
  const place = document.place(path, 'key')
  const key = path.join('.')
  const expected = {
    en: 'what to search over, for example search: { over: { training.learningRate: [0.001, 0.0003] } }',
    ko: '탐색할 키와 값. 예: search: { over: { training.learningRate: [0.001, 0.0003] } }',
  }
  return place.kind === 'file'
    ? new HeliconError('CONFIG_KEY_MISSING', { ...place, key, expected })
    : new HeliconError('SET_VALUE', { ...place, key, found: 'missing', expected })
}

function noTrialsOfGrid(document: ConfigDocument, option: number | undefined): HeliconError {
  const problem = {
    en: 'a grid tries every combination; a number of trials is for method: random',
    ko: 'grid는 모든 조합을 시도합니다. 시도의 수는 method: random에만 쓸 수 있습니다',
  }
  return option === undefined
    ? problemError(document, ['search', 'trials'], problem)
    : new HeliconError('SET_REJECTED', { option: `--trials ${option}`, problem })
}
