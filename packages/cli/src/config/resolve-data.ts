import { resolve as resolvePath } from 'node:path'
import type { ColumnName, GenomeSpec, NegativesSpec, SourceSpec, TableSpec } from '../data/source-spec.js'
import { problemError } from './check.js'
import type { ConfigDocument, ConfigPath } from './document.js'
import type { TrainConfig } from './schema.js'
import type { DataConfig, SourceConfig, SplitConfig } from './schema-data.js'
import { isMapping } from './schema-parts.js'

/** Where the data of each part come from. Parts that are taken out of the training data are not here. */
export interface ResolvedData {
  readonly train: SourceSpec
  readonly validation?: SourceSpec
  readonly test?: SourceSpec
  /** A table of features for the records of all parts. */
  readonly features?: string
}

/** Records taken out of the training data: a share of them, or those of some chromosomes. */
export interface PartSplit {
  readonly method: 'random' | 'stratified' | 'similarity' | 'chromosome'
  readonly fraction?: number
  readonly chromosomes?: readonly string[]
  readonly seed: number
}

/** How the training data are divided for cross-validation. */
export interface FoldPlan {
  readonly count: number
  readonly method: 'random' | 'stratified' | 'similarity' | 'chromosome'
  readonly seed: number
}

/** The folds stay the same whatever the seed of the training, so that runs with several seeds can be compared. */
export const FOLD_SEED = 1

/** `data.folds`; undefined where it is not given. */
export function resolveFolds(given: DataConfig['folds'], classes: boolean): FoldPlan | undefined {
  if (given === undefined) return undefined
  const asked: Partial<FoldPlan> & { readonly count: number } = typeof given === 'number' ? { count: given } : given
  return { method: classes ? 'stratified' : 'random', seed: FOLD_SEED, ...asked }
}

/** What the parts of the data share. */
interface Surroundings {
  readonly document: ConfigDocument
  /** Where relative paths start. */
  readonly base: string
  readonly seed: number
  readonly data: DataConfig
}

/**
 * Where the data come from, with absolute paths and every default.
 *
 * @param base where relative data paths start
 * @throws HeliconError naming line and key, for keys that do not go together
 */
export function resolveData(config: TrainConfig, document: ConfigDocument, base: string): ResolvedData {
  const { data } = config
  const around = { document, base, data, seed: config.training?.seed ?? 1 }
  const validation = resolvePart('validation', data.validation, around)
  const test = resolvePart('test', data.test, around)
  return {
    train: resolveSource(['data', 'train'], data.train, around),
    ...(validation && { validation }),
    ...(test && { test }),
    ...(data.features !== undefined && { features: resolvePath(base, data.features) }),
  }
}

/** How a part is taken out of the training data; undefined where it has files of its own or is not there. */
export function resolveSplit(
  part: 'validation' | 'test',
  given: DataConfig['test'],
  { document, seed, classes }: { readonly document: ConfigDocument; readonly seed: number; readonly classes: boolean },
): PartSplit | undefined {
  if (!isSplit(given)) return undefined
  const { fraction, chromosomes, method } = given
  const path = ['data', part]
  if ((fraction === undefined) === (chromosomes === undefined))
    throw problemError(document, path, {
      en: 'say either which share of the training records is taken (fraction: 0.1) or which chromosomes are (chromosomes: [chr8])',
      ko: '학습 레코드 가운데 떼어 낼 비율(fraction: 0.1)과 염색체(chromosomes: [chr8]) 중 하나만 적으십시오',
    })
  if (chromosomes !== undefined) {
    if (method !== undefined)
      throw problemError(document, [...path, 'method'], {
        en: 'chromosomes say all of how this part is made; leave method out',
        ko: 'chromosomes만으로 나누는 방법이 정해집니다. method를 빼십시오',
      })
    return { method: 'chromosome', chromosomes, seed: given.seed ?? seed }
  }
  if (method === 'stratified' && !classes)
    throw problemError(document, [...path, 'method'], {
      en: 'the labels are numbers, which have no classes whose shares could be kept; use random or similarity',
      ko: '레이블이 수치여서 비율을 유지할 클래스가 없습니다. random이나 similarity를 쓰십시오',
    })
  return {
    method: method ?? (classes ? 'stratified' : 'random'),
    ...(fraction !== undefined && { fraction }),
    seed: given.seed ?? seed,
  }
}

function isSplit(given: DataConfig['test']): given is SplitConfig {
  return isMapping(given) && !('sequences' in given || 'positives' in given || 'peaks' in given)
}

function resolvePart(
  part: 'validation' | 'test',
  given: DataConfig['test'],
  around: Surroundings,
): SourceSpec | undefined {
  if (given === undefined || isSplit(given)) return undefined
  return resolveSource(['data', part], given, around)
}

function resolveSource(path: ConfigPath, given: DataConfig['train'], around: Surroundings): SourceSpec {
  const { data, base } = around
  const shared = {
    ...(data.classes !== undefined && { classes: data.classes }),
    ...(data.labelKind !== undefined && { labelKind: data.labelKind }),
    ...(data.length !== undefined && { length: data.length }),
    ...(data.fit !== undefined && { fit: data.fit }),
  }
  const absolute = (paths: string | readonly string[]) => asList(paths).map((one) => resolvePath(base, one))
  if (!isSection(given)) return { paths: absolute(given), positives: false, ...shared }
  const key = oneKey(path, given, around.document)
  const { format, negatives, targets, targetColumn, genome } = given
  const table = tableSpec(given)
  checkTogether(path, given, data, around.document)
  return {
    paths: absolute(given[key] ?? []),
    positives: key !== 'sequences',
    ...(key === 'peaks' ? { format: format ?? 'bed' } : format !== undefined && { format }),
    ...(negatives !== undefined && {
      negatives: negativesSpec(negatives, { seed: around.seed + PARTS.indexOf(String(path[1])), absolute }),
    }),
    ...(targets !== undefined && {
      targets: {
        path: resolvePath(base, targets),
        ...(targetColumn !== undefined && { columns: asList<ColumnName>(targetColumn) }),
      },
    }),
    ...(Object.keys(table).length > 0 && { table }),
    ...(genome !== undefined && { genome: genomeSpec(genome, base) }),
    ...shared,
  }
}

function isSection(given: DataConfig['train']): given is SourceConfig {
  return isMapping(given)
}

/** Each part draws negatives of its own: with one seed they would be the same windows of a genome. */
const PARTS = ['train', 'validation', 'test']
const RECORDS = ['sequences', 'positives', 'peaks'] as const

function oneKey(path: ConfigPath, given: SourceConfig, document: ConfigDocument): (typeof RECORDS)[number] {
  const [key, other] = RECORDS.filter((name) => given[name] !== undefined)
  if (key !== undefined && other === undefined) return key
  throw problemError(document, key === undefined ? path : [...path, other ?? key], {
    en: 'the records stand under one of sequences (labelled files), positives (files of one class) and peaks (BED files of one class)',
    ko: '레코드는 sequences(레이블이 있는 파일), positives(한 클래스의 파일), peaks(한 클래스의 BED 파일) 중 하나에 적어야 합니다',
  })
}

/** Keys that mean nothing without another. */
function checkTogether(path: ConfigPath, given: SourceConfig, data: DataConfig, document: ConfigDocument): void {
  const refuse = (key: string, en: string, ko: string) => {
    throw problemError(document, [...path, key], { en, ko })
  }
  const { peaks, sequences, negatives, genome, targets, targetColumn } = given
  if (peaks !== undefined && genome === undefined)
    refuse(
      'peaks',
      'coordinates need the genome that they lead to: add genome: hg38.fa',
      '좌표에 해당하는 유전체가 필요합니다. genome: hg38.fa를 더하십시오',
    )
  if (peaks !== undefined && data.length === undefined)
    refuse(
      'peaks',
      'say how long the windows about the peaks are: data.length: 101',
      '피크 주위 구간의 길이를 data.length: 101처럼 적으십시오',
    )
  if (sequences !== undefined && negatives !== undefined)
    refuse(
      'negatives',
      'negatives go with positives or peaks; sequences have their own labels',
      'negatives는 positives나 peaks와 함께 씁니다. sequences에는 레이블이 따로 있습니다',
    )
  if (genome !== undefined && peaks === undefined)
    refuse(
      'genome',
      'a genome goes with peaks, whose coordinates lead to it',
      '유전체는 좌표가 있는 peaks와 함께 씁니다',
    )
  if (sequences === undefined && data.classes !== undefined && data.classes.length !== 2)
    refuse(
      peaks === undefined ? 'positives' : 'peaks',
      'positives and negatives are two classes; data.classes names another number of them',
      '양성과 음성은 두 클래스입니다. data.classes의 클래스 수가 다릅니다',
    )
  if (isMapping(negatives) && negatives.method === 'shuffle' && negatives.exclude !== undefined)
    refuse(
      'negatives',
      'exclude is for method: genome; shuffles come from no place',
      'exclude는 method: genome에만 씁니다. 셔플에는 위치가 없습니다',
    )
  if (targetColumn !== undefined && targets === undefined)
    refuse('targetColumn', 'a column of which file? Name it with targets', '어느 파일의 열인지 targets로 지정하십시오')
  if (isMapping(negatives) && negatives.method === 'genome' && peaks === undefined)
    refuse(
      'negatives',
      'windows of the genome go with peaks, whose places are known; use method: shuffle here',
      '유전체 구간은 위치를 아는 peaks와 함께 씁니다. 여기서는 method: shuffle을 쓰십시오',
    )
}

function tableSpec(given: SourceConfig): TableSpec {
  const { delimiter, header, idColumn, sequenceColumn, labelColumn } = given
  return {
    ...(delimiter !== undefined && { delimiter }),
    ...(header !== undefined && { header }),
    ...(idColumn !== undefined && { idColumn }),
    ...(sequenceColumn !== undefined && { sequenceColumn }),
    ...(labelColumn !== undefined && { labelColumns: asList<ColumnName>(labelColumn) }),
  }
}

function negativesSpec(
  given: NonNullable<SourceConfig['negatives']>,
  { seed, absolute }: { readonly seed: number; readonly absolute: (paths: string | readonly string[]) => string[] },
): NegativesSpec {
  if (typeof given === 'string' || !isMapping(given)) return { method: 'files', paths: absolute(given) }
  const { method, perPositive = 1, k, exclude } = given
  return {
    method,
    perPositive,
    seed: given.seed ?? seed,
    ...(k !== undefined && { k }),
    ...(exclude !== undefined && { exclude: absolute(exclude) }),
  }
}

function genomeSpec(given: NonNullable<SourceConfig['genome']>, base: string): GenomeSpec {
  if (typeof given === 'string') return { path: resolvePath(base, given) }
  return { ...given, path: resolvePath(base, given.path) }
}

function asList<Item extends string | number>(given: Item | readonly Item[]): readonly Item[] {
  return typeof given === 'object' ? given : [given]
}
