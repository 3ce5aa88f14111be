import { isDeepStrictEqual } from 'node:util'
import { HeliconError } from '@helicon/core'
import type { ResolvedConfig, ResolvedTraining } from '../config/resolve.js'
import { isMapping } from '../config/schema-parts.js'
import type { TextPair } from '../config/text-pair.js'
import type { PartFacts } from '../data/load-part.js'
import { changedValues, changeText, writtenChanges } from './changed-values.js'

/** The parts of the data, in the order of a report. */
export const PARTS = ['train', 'validation', 'test'] as const
export type Part = (typeof PARTS)[number]

export type DataFacts = Readonly<Partial<Record<Part, PartFacts>>>

/** Records of a part, and how many of each class. */
export type PartSize = Pick<PartFacts, 'records' | 'classCounts'>

/** `resolved.json`: all that is needed to do the same again. */
export interface ResolvedRun {
  readonly format: 1
  readonly versions: { readonly helicon: string; readonly node: string; readonly platform: string }
  readonly command: readonly string[]
  readonly started: string
  readonly engine: string
  readonly threads: number
  readonly seed: number
  readonly name: string
  readonly model: ResolvedConfig['model']
  readonly parameters: number
  readonly training: ResolvedTraining
  readonly baselines: boolean
  readonly data: DataFacts
  /** What the parts hold where some were taken out of the training data: `data` is of the folders. */
  readonly parts?: Readonly<Partial<Record<Part, PartSize>>>
  /** What the parts share that makes a score too good. */
  readonly findings?: readonly TextPair[]
  /** How the parts were made, and which one predictions.tsv is of. */
  readonly split: string
  readonly predictions: string
}

/** What of an earlier start of the run matters when it is continued. */
export interface EarlierRun {
  readonly model: unknown
  readonly training: Readonly<Record<string, unknown>>
  readonly data: Readonly<Record<string, unknown>>
}

/** @throws HeliconError `RUN_FILE_INVALID` */
export function parseResolvedRun(text: string, file: string): EarlierRun {
  const value = parseJson(text)
  if (!isMapping(value) || !isMapping(value.training) || !isMapping(value.data)) {
    const problem = { en: 'this is not what a run writes', ko: '실행이 쓴 파일이 아닙니다' }
    throw new HeliconError('RUN_FILE_INVALID', { file, problem })
  }
  return { model: value.model, training: value.training, data: value.data }
}

/**
 * Checks that a run is continued with what it was started with; only `training.epochs` may have grown.
 *
 * @throws HeliconError `RUN_CONFIG_CHANGED`, `RUN_DATA_CHANGED`
 */
export function checkSameRun(folder: string, earlier: EarlierRun, config: ResolvedConfig, data: DataFacts): void {
  const now = asJson(config.training)
  const { epochs: before, ...training } = earlier.training
  const { epochs: after, ...settings } = now
  const isShorter = typeof before !== 'number' || config.training.epochs < before
  const changes = writtenChanges([
    ...(isDeepStrictEqual(earlier.model, asJson(config.model))
      ? []
      : [{ key: 'model', before: undefined, after: undefined }]),
    ...(isShorter ? [{ key: 'training.epochs', before, after }] : []),
    ...changedValues('training', training, settings),
    ...PARTS.flatMap((part) => changedValues(`data.${part}`, settingsOf(earlier.data[part]), settingsOf(data[part]))),
  ])
  if (changes.length > 0)
    throw new HeliconError('RUN_CONFIG_CHANGED', {
      folder,
      keys: changes.map(({ key }) => key),
      changes: changes.map(changeText),
    })
  for (const part of PARTS) {
    const before = earlier.data[part]
    const facts = data[part]
    if (facts === undefined || !isMapping(before)) continue
    if (before.sha256 !== facts.sha256) throw new HeliconError('RUN_DATA_CHANGED', { folder, part, path: facts.path })
    const features = isMapping(before.features) ? before.features.sha256 : undefined
    const { path = facts.path, sha256 } = facts.features ?? {}
    if (features !== sha256) throw new HeliconError('RUN_DATA_CHANGED', { folder, part: 'features', path })
  }
}

/** How the records of a part are read, whatever their paths; undefined for a part that is not there. */
function settingsOf(facts: unknown): unknown {
  if (!isMapping(facts)) return undefined
  const { paths: _, targets: __, genome: ___, negatives, ...source } = isMapping(facts.source) ? facts.source : {}
  const { paths: ____, exclude: _____, ...made } = isMapping(negatives) ? negatives : {}
  return asJson({ classes: facts.classes, ...source, negatives: made })
}

/** A value as it comes back from a JSON file. */
function asJson(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
