import {
  countClasses,
  type Dataset,
  HeliconError,
  type LabelKind,
  requireTwoClasses,
  splitDataset,
  type TrainingData,
  validationSplit,
} from '@helicon/core'
import type { ResolvedTraining, TestSplit } from '../config/resolve.js'

/** The training data, less the parts that were taken out of them. */
export interface SplitData {
  readonly train: TrainingData
  readonly validation?: Dataset
  readonly test?: Dataset
}

type Splits = Pick<ResolvedTraining, 'testSplit' | 'validationSplit'>

/**
 * Takes the records for test and validation out of the training data, in the order of the guide: first those for the
 * test, at random, which leaves the others in random order; then, as Keras' validation_split, the last of these.
 *
 * @throws HeliconError `SPLIT_EMPTY`, and `LABEL_SINGLE_CLASS` where training or test would be left with one class
 */
export function splitData(
  data: TrainingData,
  { testSplit, validationSplit: last }: Splits,
  kind: LabelKind,
): SplitData {
  if (testSplit === undefined && last === null) return { train: data }
  const whole = wholeDataset(data)
  const { train, test } = testSplit === undefined ? { train: whole } : takeTest(whole, testSplit, kind)
  const rest = last === null ? { train } : validationSplit(train, last)
  return { ...rest, ...(test && { test }) }
}

function takeTest(whole: Dataset, split: TestSplit, kind: LabelKind): { train: Dataset; test: Dataset } {
  const { fraction, stratified, seed } = split
  const parts = splitDataset(whole, { fraction, seed, stratify: stratified })
  if (kind !== 'regression')
    for (const [part, dataset] of Object.entries(parts))
      requireTwoClasses({ ...dataset, name: `${dataset.name} (${part})` }, kind, countClasses(dataset, kind))
  return parts
}

/** How the parts were made, for the record of a run. */
export function splitWords({ testSplit, validationSplit: last }: Splits): string {
  const test =
    testSplit === undefined
      ? []
      : [
          `a random ${testSplit.fraction} of the training records (seed ${testSplit.seed}${testSplit.stratified ? ', stratified' : ''}) is for the test`,
        ]
  const remaining = testSplit === undefined ? 'the training records, before shuffling, are' : 'the others is'
  const validation = last === null ? [] : [`the last ${last} of ${remaining} for validation`]
  const said = [...test, ...validation]
  return said.length === 0 ? 'the parts as given' : said.join('; ')
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
