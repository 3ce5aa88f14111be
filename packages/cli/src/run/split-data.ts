import {
  countClasses,
  type Dataset,
  HeliconError,
  type LabelKind,
  requireTwoClasses,
  selectRecords,
  splitDataset,
  splitRecords,
  type TrainingData,
  validationSplit,
} from '@helicon/core'
import type { ResolvedTraining } from '../config/resolve.js'
import type { PartSplit } from '../config/resolve-data.js'

/** The training data, less the parts that were taken out of them. */
export interface SplitData {
  readonly train: TrainingData
  readonly validation?: Dataset
  readonly test?: Dataset
}

type Splits = Pick<ResolvedTraining, 'testSplit' | 'validationPart' | 'validationSplit'>

/** Whether parts are taken out of the training data. */
export function takesParts({ testSplit, validationPart, validationSplit: last }: Splits): boolean {
  return testSplit !== undefined || validationPart !== undefined || last !== null
}

/**
 * Takes the records for test and validation out of the training data, in the order of the guide: first those for the
 * test, then from what is left those for validation; by Keras' validation_split these are the last of what is left.
 *
 * @throws HeliconError `SPLIT_EMPTY`, and what `splitRecords` throws where a part would be left without a class
 */
export function splitData(data: TrainingData, splits: Splits, kind: LabelKind): SplitData {
  const { testSplit, validationPart, validationSplit: last } = splits
  if (!takesParts(splits)) return { train: data }
  const whole = wholeDataset(data)
  const { rest, part: test } = testSplit === undefined ? { rest: whole } : takePart(whole, 'test', testSplit, kind)
  if (validationPart !== undefined) {
    const { rest: train, part: validation } = takePart(rest, 'validation', validationPart, kind)
    return { train, validation, ...(test && { test }) }
  }
  const parts = last === null ? { train: rest } : validationSplit(rest, last)
  return { ...parts, ...(test && { test }) }
}

function takePart(
  whole: Dataset,
  part: 'validation' | 'test',
  split: PartSplit,
  kind: LabelKind,
): { readonly rest: Dataset; readonly part: Dataset } {
  const { method, fraction, chromosomes, seed } = split
  if (method === 'random' || method === 'stratified') {
    const stratify = method === 'stratified'
    const parts = splitDataset(whole, { fraction: fraction ?? 0, seed, stratify, kind })
    requireClasses(parts.train, 'train', kind)
    requireClasses(parts.test, part, kind)
    return { rest: parts.train, part: parts.test }
  }
  const { parts } = splitRecords(whole, {
    method,
    seed,
    kind,
    ...(fraction !== undefined && { [part]: fraction }),
    ...(chromosomes !== undefined && { chromosomes: { [part]: chromosomes } }),
  })
  const rows = Array.from(parts.keys())
  return {
    rest: selectRecords(
      whole,
      rows.filter((row) => parts[row] === 0),
    ),
    part: selectRecords(
      whole,
      rows.filter((row) => parts[row] !== 0),
    ),
  }
}

function requireClasses(dataset: Dataset, part: string, kind: LabelKind): void {
  if (kind === 'regression') return
  requireTwoClasses({ ...dataset, name: `${dataset.name} (${part})` }, kind, countClasses(dataset, kind))
}

/** How the parts were made, for the record of a run. */
export function splitWords({ testSplit, validationPart, validationSplit: last }: Splits): string {
  const said: string[] = []
  if (testSplit !== undefined) said.push(`${partWords(testSplit, 'the training records')} for the test`)
  const remaining = testSplit === undefined ? 'the training records' : 'the others'
  if (validationPart !== undefined) said.push(`${partWords(validationPart, remaining)} for validation`)
  if (last !== null) said.push(`the last ${last} of ${remaining}, before shuffling, for validation`)
  return said.length === 0 ? 'the parts as given' : said.join('; ')
}

function partWords({ method, fraction, chromosomes, seed }: PartSplit, of: string): string {
  if (chromosomes !== undefined) return `${chromosomes.join(', ')} of ${of}`
  const how = { random: '', stratified: ', stratified', similarity: ', similar records together', chromosome: '' }
  return `a random ${fraction} of ${of} (seed ${seed}${how[method]})`
}

/** Records read shard by shard have no last tenth to take away. */
function wholeDataset(data: TrainingData): Dataset {
  if ('sequences' in data) return data
  throw new HeliconError('ARGUMENT_INVALID', {
    name: 'training.streaming',
    found: true,
    expected: {
      kind: 'words',
      en: 'false together with a fraction for validation or the test',
      ko: 'false(검증이나 테스트 비율과 함께 쓸 수 없습니다)',
    },
  })
}
