import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HeliconError, isHeliconError, recordCount } from '@helicon/core'
import { readingError, sha256 } from '@helicon/core/node'
import * as v from 'valibot'
import type { ResolvedConfig } from '../config/resolve.js'
import type { Context } from '../context.js'
import type { DataFacts } from '../run/resolved-json.js'
import { parseRunJson } from '../run/run-json.js'
import { packageVersion } from '../version.js'
import type { FoldedData } from './fold-data.js'
import type { Spread } from './spread.js'

/** Names of the files that a cross-validation writes beside the folders of its runs. */
export const FOLD_FILES = {
  config: 'config.yaml',
  record: 'folds.json',
  table: 'folds.tsv',
  predictions: 'predictions.tsv',
} as const

/** Folder of the run that is tested on a fold, from 0. */
export function foldFolder(folder: string, fold: number): string {
  return join(folder, `fold-${fold + 1}`)
}

/** What one run of a cross-validation reached on the records that it was not trained on. */
export interface FoldResult {
  /** From 1. */
  readonly fold: number
  readonly records: number
  readonly epochs: number
  readonly loss: number | null
  readonly metrics: Readonly<Record<string, number | null>>
  readonly baselines: readonly MethodScores[]
  readonly weightsSha256: string
}

/** A simple method on the same records. */
export interface MethodScores {
  readonly name: string
  readonly metrics: Readonly<Record<string, number | null>>
}

/** All runs together. */
export interface FoldSummary {
  /** The measure that decides. */
  readonly metric: string
  readonly loss: Spread
  readonly metrics: Readonly<Record<string, Spread>>
  /** Of all records together, each with the prediction of the run that did not see it. */
  readonly pooled: Readonly<Record<string, number | null>>
  readonly baselines: readonly { readonly name: string; readonly metrics: Readonly<Record<string, Spread>> }[]
}

/** `folds.json`. */
export interface FoldsRecord {
  readonly format: 1
  readonly versions: { readonly helicon: string; readonly node: string; readonly platform: string }
  readonly command: readonly string[]
  readonly started: string
  readonly name: string
  /** Of the training. */
  readonly seed: number
  readonly folds: number
  readonly foldMethod: string
  readonly foldSeed: number
  readonly records: number
  readonly data: DataFacts
  /** Of the fold of each record in turn, one byte a record. */
  readonly assignmentSha256: string
  /** Of the test data of the configuration, which a cross-validation leaves alone. */
  readonly testData: 'left alone' | 'none'
  readonly finished: boolean
  readonly results: readonly FoldResult[]
  readonly summary?: FoldSummary
}

/** The record of a cross-validation that begins. */
export function foldsRecord(context: Context, config: ResolvedConfig, folded: FoldedData, test: boolean): FoldsRecord {
  const { choice, records, assignment, shared } = folded
  return {
    format: 1,
    versions: { helicon: packageVersion(), node: process.version, platform: `${process.platform} ${process.arch}` },
    command: ['helicon', ...context.args],
    started: new Date().toISOString(),
    name: config.name,
    seed: config.training.seed,
    folds: choice.folds,
    foldMethod: choice.method,
    foldSeed: choice.seed,
    records: recordCount(records),
    data: shared.facts,
    assignmentSha256: sha256(assignment),
    testData: test ? 'left alone' : 'none',
    finished: false,
    results: [],
  }
}

const earlierRecord = v.object({
  started: v.string(),
  folds: v.number(),
  foldMethod: v.string(),
  foldSeed: v.number(),
  assignmentSha256: v.string(),
  data: v.record(v.string(), v.object({ path: v.string(), sha256: v.string() })),
})

/**
 * Checks that a cross-validation is continued with the folds and data it was started with. What the runs themselves
 * depend on, each of them checks.
 *
 * @returns when it was started
 * @throws HeliconError `RUN_FILE_MISSING`, `RUN_FILE_INVALID`, `RUN_DATA_CHANGED`, `FOLDS_CHANGED`
 */
export async function checkSameFolds(folder: string, now: FoldsRecord): Promise<string> {
  const file = join(folder, FOLD_FILES.record)
  const earlier = parseRunJson(earlierRecord, await readEarlier(folder, FOLD_FILES.record), file)
  for (const key of ['folds', 'foldMethod', 'foldSeed'] as const)
    if (earlier[key] !== now[key])
      throw new HeliconError('FOLDS_CHANGED', {
        folder,
        option: OPTIONS[key],
        before: String(earlier[key]),
        now: String(now[key]),
      })
  for (const [part, facts] of Object.entries(now.data))
    if (earlier.data[part]?.sha256 !== facts.sha256)
      throw new HeliconError('RUN_DATA_CHANGED', { folder, part, path: facts.path })
  if (earlier.assignmentSha256 !== now.assignmentSha256)
    throw new HeliconError('RUN_DATA_CHANGED', { folder, part: 'train', path: now.data.train?.path ?? '' })
  return earlier.started
}

const OPTIONS = { folds: '--folds', foldMethod: '--fold-method', foldSeed: '--fold-seed' } as const

/**
 * The record of what is to be gone on with.
 *
 * @throws HeliconError `RUN_FILE_MISSING` where there is none, `FILE_UNREADABLE`
 */
export async function readEarlier(folder: string, name: string): Promise<string> {
  const file = join(folder, name)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const failure = readingError(error, file)
    if (!isHeliconError(failure, 'FILE_MISSING')) throw failure
    throw nothingToGoOnWith(folder, name)
  }
}

/** There is nothing in the folder that `--resume` was given with. */
export function nothingToGoOnWith(folder: string, file: string): HeliconError {
  const hint = {
    en: 'There is nothing here to go on with: name its folder with -o, or start anew without --resume',
    ko: '이어 갈 것이 없습니다. -o로 폴더를 지정하거나 --resume 없이 새로 시작하십시오',
  }
  return new HeliconError('RUN_FILE_MISSING', { folder, file, hint })
}
