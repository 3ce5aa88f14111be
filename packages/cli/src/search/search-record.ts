import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { HeliconError } from '@helicon/core'
import * as v from 'valibot'
import type { TextPair } from '../config/text-pair.js'
import { readEarlier } from '../folds/fold-record.js'
import { advantage, type Measure } from '../folds/metric-direction.js'
import type { DataFacts } from '../run/resolved-json.js'
import { parseRunJson } from '../run/run-json.js'

/** Names of the files that a search writes beside the folders of its trials. */
export const SEARCH_FILES = {
  config: 'config.yaml',
  record: 'search.json',
  table: 'search.tsv',
  best: 'best.yaml',
} as const

/** Folder of a trial, from 1. */
export function trialFolder(folder: string, trial: number): string {
  return join(folder, `trial-${trial}`)
}

/** By what trials are judged. */
export type JudgedBy =
  | { readonly part: 'validation' }
  | { readonly part: 'folds'; readonly folds: number; readonly method: string; readonly seed: number }

const result = v.object({
  trial: v.number(),
  values: v.record(v.string(), v.unknown()),
  mean: v.nullable(v.number()),
  sd: v.nullable(v.number()),
  scores: v.array(v.nullable(v.number())),
  epochs: v.nullable(v.number()),
  seconds: v.nullable(v.number()),
  problem: v.exactOptional(v.object({ en: v.string(), ko: v.string() })),
})

/**
 * What a trial came to: its values by key, the mean of its scores (one a run: several with folds), their standard
 * deviation, the mean number of epochs, seconds of training, and why it failed where it did.
 */
export type TrialResult = v.InferOutput<typeof result>

/** `search.json`. */
export interface SearchRecord {
  readonly format: 1
  readonly versions: { readonly helicon: string; readonly node: string; readonly platform: string }
  readonly command: readonly string[]
  readonly started: string
  readonly name: string
  /** The configuration without the section `search`, as it was given, with what the command line put over it. */
  readonly config: unknown
  readonly method: string
  /** Of the draws. */
  readonly seed: number
  readonly metric: Measure
  readonly judgedBy: JudgedBy
  /** The values or range of each key. */
  readonly over: unknown
  readonly data: DataFacts
  readonly testData: 'left alone' | 'none'
  readonly trials: number
  readonly finished: boolean
  /** Number of the best trial so far; null where none has a score. */
  readonly best: number | null
  readonly results: readonly TrialResult[]
}

const earlierRecord = v.object({
  started: v.string(),
  config: v.unknown(),
  method: v.string(),
  seed: v.number(),
  metric: v.string(),
  judgedBy: v.unknown(),
  over: v.unknown(),
  data: v.record(v.string(), v.object({ path: v.string(), sha256: v.string() })),
  results: v.array(result),
})

/** What must be the same for trials to be comparable, and what it is called. */
const SAME: readonly (readonly ['config' | 'method' | 'seed' | 'metric' | 'judgedBy' | 'over', TextPair])[] = [
  ['config', { en: 'the configuration (data, model, training)', ko: '설정(data, model, training)' }],
  ['method', { en: 'search.method', ko: 'search.method' }],
  ['seed', { en: 'search.seed', ko: 'search.seed' }],
  ['over', { en: 'search.over', ko: 'search.over' }],
  ['metric', { en: 'search.metric', ko: 'search.metric' }],
  [
    'judgedBy',
    { en: 'the folds, or the validation data, that trials are judged by', ko: '시도를 견주는 폴드 또는 검증 데이터' },
  ],
]

/**
 * Checks that a search is continued with what it was started with; only the number of trials may be another.
 *
 * @returns the record that begins now, with what was done before
 * @throws HeliconError `RUN_FILE_MISSING`, `RUN_FILE_INVALID`, `SEARCH_CHANGED`, `RUN_DATA_CHANGED`
 */
export async function goOnWith(folder: string, now: SearchRecord): Promise<SearchRecord> {
  const text = await readEarlier(folder, SEARCH_FILES.record)
  const earlier = parseRunJson(earlierRecord, text, join(folder, SEARCH_FILES.record))
  const today: Readonly<Record<string, unknown>> = JSON.parse(JSON.stringify(now))
  for (const [key, what] of SAME)
    if (!isDeepStrictEqual(earlier[key], today[key])) throw new HeliconError('SEARCH_CHANGED', { folder, what })
  for (const [part, facts] of Object.entries(now.data))
    if (earlier.data[part]?.sha256 !== facts.sha256)
      throw new HeliconError('RUN_DATA_CHANGED', { folder, part, path: facts.path })
  const results = earlier.results.filter(({ trial }) => trial <= now.trials)
  return { ...now, started: earlier.started, results, best: bestTrial(results, now.metric)?.trial ?? null }
}

/** The best of the trials that have a score, the first of several alike. */
export function bestTrial(results: readonly TrialResult[], metric: Measure): TrialResult | undefined {
  return ranked(results, metric)[0]
}

/** Trials with a score, the best first; of several alike the earlier one. */
export function ranked(results: readonly TrialResult[], metric: Measure): TrialResult[] {
  return results
    .filter(({ mean }) => mean !== null)
    .sort((a, b) => advantage(metric, b.mean ?? 0, a.mean ?? 0) || a.trial - b.trial)
}
